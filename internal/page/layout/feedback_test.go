package layout_test

import (
	"slices"
	"strings"
	"testing"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/feedback"
	"daykit/internal/domain/sheet"
	"daykit/internal/page/layout"
	"daykit/internal/page/proof"
	"daykit/internal/text/fonts"
)

// feedbackWords are the words of the forms as they were written, so that a change of the
// real ones moves no golden page.
func feedbackWords() phrases {
	p := phrases{
		"feedback.title": "How was it?", "feedback.intro": "No name, please. The organisers count the ticks, and quote words only with your tick.",
		"feedback.quote": "You may quote these words, without a name.", "page.how.several": "Tick as many as you like.",
		"signup.hint": "Tick or cross for yes. Pen, please. To undo, fill the box in.", "signup.organiser": "For the organisers",
		"debrief.title": "What we take with us", "debrief.intro": "A talk of the crew, within two weeks.", "debrief.counts": "Counts of the day",
		"debrief.children": "Children", "debrief.adults": "Adults", "debrief.heard": "Languages heard or used", "debrief.volunteers": "Volunteers",
		"debrief.hours": "Hours that they helped", "debrief.posters-up": "Posters put up", "debrief.posters-down": "Posters taken down",
		"debrief.concern.how": "Give this page to the care contact alone.",
	}
	for _, q := range feedback.Questions() {
		p["feedback."+q.Key] = q.Words
		for _, o := range q.Options {
			p["feedback."+q.Key+"."+o.Key] = o.Words
		}
	}
	for _, q := range feedback.CrewQuestions() {
		p["debrief."+q.Key] = q.Words
	}
	return p
}

func feedbackInput(t testing.TB, langs ...string) layout.FeedbackInput {
	t.Helper()
	return layout.FeedbackInput{Event: spoken(t, langs[0]), Langs: langs, Phrases: feedbackWords()}
}

// TestFeedbackGoldens pins the pages, like TestDisplayLists.
func TestFeedbackGoldens(t *testing.T) {
	t.Parallel()
	s, got := setter(t), map[string]string{}
	for _, f := range []layout.Format{layout.A5, layout.A4} {
		got["feedback "+f.Name] = hashWhole(s.Feedback(feedbackInput(t, "en"), f))
		in := layout.FeedbackInput{Event: spoken(t, "ar"), Langs: []string{"ar"}, Phrases: content.Builtin()}
		if r := s.Feedback(in, f); !r.Sheets[0].Spec.RTL {
			t.Error("an Arabic form runs from the left")
		}
	}
	got["debrief"] = hashWhole(s.Debrief(layout.DebriefInput{Event: spoken(t, "en"), Lang: "en", Phrases: feedbackWords()}))
	golden(t, "testdata/golden-feedback.json", got)
}

// TestFeedbackWordsAreTheQuestions holds that paper and public page ask what package
// feedback does.
func TestFeedbackWordsAreTheQuestions(t *testing.T) {
	t.Parallel()
	pack := content.Builtin()
	for _, q := range feedback.Questions() {
		if got, _ := pack.Phrase("feedback."+q.Key, "en"); got != q.Words {
			t.Errorf("feedback.%s: got %q, want %q", q.Key, got, q.Words)
		}
		for _, o := range q.Options {
			if got, _ := pack.Phrase("feedback."+q.Key+"."+o.Key, "en"); got != o.Words {
				t.Errorf("feedback.%s.%s: got %q, want %q", q.Key, o.Key, got, o.Words)
			}
		}
	}
	for _, q := range feedback.CrewQuestions() {
		if got, _ := pack.Phrase("debrief."+q.Key, "en"); got != q.Words {
			t.Errorf("debrief.%s: got %q, want %q", q.Key, got, q.Words)
		}
	}
}

// TestFeedbackInEveryLanguage lays the real words out in every language that has them: all
// fit, nothing lies over anything, boxes and codes have their white, and the boxes are
// where the geometry has them.
func TestFeedbackInEveryLanguage(t *testing.T) {
	t.Parallel()
	pack := content.Builtin()
	for _, lang := range []string{"en", "ar", "es", "fa", "fr", "pl", "pt", "uk", "ur"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			if state := pack.PhraseState("feedback.remember", lang); state == content.Missing || state == content.Stale {
				t.Fatalf("the words are %s", state)
			}
			s := setter(t)
			for _, f := range []layout.Format{layout.A5, layout.A4} {
				r := s.Feedback(layout.FeedbackInput{Event: spoken(t, lang), Langs: []string{lang}, Phrases: pack}, f)
				if len(r.Problems) > 0 || len(r.Pages) != 1 || len(r.Sheets) != 1 {
					t.Fatalf("%s: problems %v, %d pages, %d sheets", f.Name, r.Problems, len(r.Pages), len(r.Sheets))
				}
				p, sh := r.Pages[0], r.Sheets[0]
				apart(t, p)
				quietZone(t, p, sheet.Modules)
				if f.Name == layout.A4.Name { // an A5 form lies across, and its geometry keeps within what printers reach
					readInside(t, p)
					whiteRoundMachineParts(t, p)
					checkFields(t, p, append(slices.Clone(sh.Boxes), sh.Fields...), 0, 0)
				}
			}
		})
	}
}

// TestFeedbackIsLargePrint: on A4, questions and answers in English are of 16 pt at least.
func TestFeedbackIsLargePrint(t *testing.T) {
	t.Parallel()
	p := setter(t).Feedback(feedbackInput(t, "en"), layout.A4).Pages[0]
	small := 0
	for _, op := range p.Ops {
		if o, ok := op.(display.Text); ok && o.Run.Size < 15.4 { // 16, and a face that is drawn large is set a little smaller
			small++
			t.Logf("%.1f", o.Run.Size)
		}
	}
	if small > 6 { // the hint, the small print of the code, and what stands beside two questions
		t.Errorf("%d runs of words are smaller than large print", small)
	}
}

// TestFeedbackCodeIsFound of a form whose code, beside what stands round it, was not
// found in the picture of a phone held at one angle.
func TestFeedbackCodeIsFound(t *testing.T) {
	t.Parallel()
	in := feedbackInput(t, "en")
	in.Event.ID = "Q0Q595N2"
	if err := proof.Codes(fonts.Open(), setter(t).Feedback(in, layout.A5).Pages); err != nil {
		t.Error(err)
	}
}

func TestFeedbackCodesScan(t *testing.T) {
	t.Parallel()
	for _, f := range []layout.Format{layout.A5, layout.A4} {
		r := setter(t).Feedback(feedbackInput(t, "en", "ar"), f)
		var want []string
		for i, sh := range r.Sheets {
			want = append(want, sh.Payload)
			if sh.Lang != []string{"en", "ar"}[i] || sh.Spec.Page != i+1 {
				t.Errorf("sheet %d is of %q, page %d", i, sh.Lang, sh.Spec.Page)
			}
		}
		if got := scan(t, r.Pages); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", f.Name, got, want)
		}
		if pages := map[string]int{"a5": 1, "a4": 2}[f.Name]; len(r.Pages) != pages {
			t.Errorf("%s: got %d pages, want %d", f.Name, len(r.Pages), pages)
		}
	}
}

// TestFacesDiffer holds that the five faces are drawn as five pictures, in one colour.
func TestFacesDiffer(t *testing.T) {
	t.Parallel()
	p := setter(t).Feedback(feedbackInput(t, "en"), layout.A4).Pages[0]
	mouths := map[string]bool{}
	for i := 1; i <= feedback.MaxFace; i++ {
		text := letters(feedbackWords()["feedback.welcome."+string(rune('0'+i))])
		if !strings.Contains(textOf(t, p), text) {
			t.Errorf("face %d has no words %q", i, text)
		}
	}
	for _, d := range layout.FaceOps() {
		mouths[d] = true
	}
	if len(mouths) != feedback.MaxFace {
		t.Errorf("%d of %d faces differ", len(mouths), feedback.MaxFace)
	}
}

// TestDebrief: every question is there with lines to write on, and care and safety is on
// a page of its own.
func TestDebrief(t *testing.T) {
	t.Parallel()
	r := setter(t).Debrief(layout.DebriefInput{Event: spoken(t, "en"), Lang: "en", Phrases: content.Builtin()})
	if len(r.Problems) > 0 || len(r.Pages) != 2 {
		t.Fatalf("problems %v, %d pages", r.Problems, len(r.Pages))
	}
	first, second := textOf(t, r.Pages[0]), textOf(t, r.Pages[1])
	for _, q := range feedback.CrewQuestions() {
		if on := map[bool]string{true: second, false: first}[q.Private]; !strings.Contains(on, letters(q.Words)) {
			t.Errorf("%q is not on its page", q.Words)
		}
	}
	if strings.Contains(first, letters("safety")) {
		t.Error("care and safety is asked on the page that goes round")
	}
	for _, p := range r.Pages {
		readInside(t, p)
		apart(t, p)
	}
}
