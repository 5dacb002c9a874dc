package layout_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/page/layout"
)

// voiceInput is an event led by one of the ambassadors in the built-in pack.
func voiceInput(t testing.TB, lang string, voice int) layout.PosterInput {
	t.Helper()
	in := posterInput(ordinary(t, lang), lang)
	in.Design = layout.Voice
	in.Voice = &content.Builtin().Voices[voice]
	return in
}

// bare is a text without what lines are broken at.
func bare(s string) string {
	return strings.NewReplacer(" ", "", "\u00a0", "", "\u200b", "", "\n", "").Replace(s)
}

func TestVoiceInEveryFormat(t *testing.T) {
	t.Parallel()
	for _, f := range layout.Formats() {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			s := setter(t)
			for _, lang := range posterLangs() {
				for voice := range content.Builtin().Voices {
					in := voiceInput(t, lang, voice)
					r := s.Poster(in, f)
					for _, p := range r.Problems {
						t.Errorf("%s: %v", lang, p)
					}
					checkPoster(t, in, f, r)
					clearOfStrands(t, r.Pages[0])
					saysAsGiven(t, r, *in.Voice)
					if f.Distance > 0 && r.ReadsFromM < f.Distance-0.06 {
						t.Errorf("%s: reads from %v m, want %v", lang, r.ReadsFromM, f.Distance)
					}
				}
			}
		})
	}
}

// saysAsGiven checks the quotation, the credit and the role letter for letter.
func saysAsGiven(t *testing.T, r layout.Result, v content.Voice) {
	t.Helper()
	quote := strings.ReplaceAll(v.Quote, "That's", "That’s") // printed as printers write it
	want := map[string]display.Role{quote: display.H1, v.CreditLine(): display.P, fmt.Sprintf("%s %d", v.Role, v.Year): display.P}
	for _, m := range marks(t, r.Pages[0]) {
		for text, role := range want {
			if bare(m.text) == bare(text) && m.role == role {
				delete(want, text)
			}
		}
	}
	for text := range want {
		t.Errorf("%q is not on the poster", text)
	}
	if !strings.Contains(r.Alt, quote) || !strings.Contains(r.Alt, v.CreditLine()) {
		t.Errorf("the alternative text %q lacks the words or who said them", r.Alt)
	}
}

// clearOfStrands checks every point of every strand that still shows against all
// words: fills painted later hide what they cover.
func clearOfStrands(t *testing.T, p *display.Page) {
	t.Helper()
	type dot struct {
		at  display.Point
		pen float64
	}
	var dots []dot
	for _, op := range p.Ops {
		switch o := op.(type) {
		case display.Stroke:
			eachPoint(o.Path, func(q display.Point) { dots = append(dots, dot{q, o.Width}) })
		case display.Fill:
			box := pathBox(o.Path, 0)
			if len(o.Path) != 5 {
				continue // a dot or a code
			}
			kept := dots[:0]
			for _, d := range dots {
				if !overlap(box, display.Rect{X: d.at.X, Y: d.at.Y, W: 1e-6, H: 1e-6}) {
					kept = append(kept, d)
				}
			}
			dots = kept
		}
	}
	if len(dots) == 0 {
		return
	}
	for _, op := range p.Ops {
		text, ok := op.(display.Text)
		if !ok {
			continue
		}
		box := inkOf(t, text.Run)
		if box.W == 0 {
			continue // a space
		}
		for _, d := range dots {
			dx := max(box.X-d.at.X, 0, d.at.X-box.X-box.W)
			dy := max(box.Y-d.at.Y, 0, d.at.Y-box.Y-box.H)
			if math.Hypot(dx, dy) < d.pen/2 {
				t.Errorf("a strand at %.0f touches %q %+v", d.at, text.Run.Text, box)
				break
			}
		}
	}
}

func TestVoiceKeepsItsLanguage(t *testing.T) {
	t.Parallel()
	r := setter(t).Poster(voiceInput(t, "ar", 0), layout.A4)
	langs := map[display.Role]string{}
	for _, op := range r.Pages[0].Ops {
		if tag, ok := op.(display.Tag); ok {
			langs[tag.Role] = tag.Lang
		}
	}
	if langs[display.H1] != "en" || langs[display.H2] != "ar" {
		t.Errorf("the words are tagged %q and the title %q, want en and ar", langs[display.H1], langs[display.H2])
	}
}

// A voice that runs from right to left does so on a page that does not; here it has
// the words of the Declaration.
func TestVoiceRunsItsOwnWay(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"ar", "ur"} {
		in := voiceInput(t, "en", 0)
		other := *in.Voice
		other.Lang, other.Quote = lang, declarations(t)[lang].Text
		in.Voice = &other
		r := setter(t).Poster(in, layout.A4)
		if len(r.Problems) != 0 {
			t.Errorf("%s: problems %v", lang, r.Problems)
		}
		p := r.Pages[0]
		quote, title := boxesOf(t, p, display.H1)[lang], boxesOf(t, p, display.H2)["en"]
		if math.Abs(title.X-marginOf(layout.A4)) > 3 {
			t.Errorf("%s: the title begins at %v", lang, title.X)
		}
		ends := map[int]bool{}
		for _, op := range p.Ops {
			if text, ok := op.(display.Text); ok && text.Run.Lang == lang && text.Run.RTL {
				b := inkOf(t, text.Run)
				if right := b.X + b.W; right > quote.X+quote.W-8 {
					ends[int(text.Run.Y)] = true
				}
			}
		}
		if len(ends) < 4 {
			t.Errorf("%s: only %d lines begin at the right", lang, len(ends))
		}
		clearOfStrands(t, p)
	}
}

func TestVoiceThatIsTooLong(t *testing.T) {
	t.Parallel()
	for _, f := range layout.Formats() {
		in := voiceInput(t, "en", 0)
		long := *in.Voice
		long.Quote = strings.Repeat("All human beings are born free and equal in dignity and rights. ", 500)
		in.Voice = &long
		r := setter(t).Poster(in, f)
		if !named(r, "voice") {
			t.Errorf("%s: no problem of the voice in %v", f.Name, r.Problems)
		}
		for _, m := range marks(t, r.Pages[0]) {
			if strings.Contains(m.text, "born free") || strings.Contains(m.text, long.Credit) {
				t.Errorf("%s: a part of the words is printed: %q", f.Name, m.text)
			}
		}
		checkPoster(t, in, f, r)
		clearOfStrands(t, r.Pages[0])
	}
}

func TestVoiceGetsSmallerBeforeItGoes(t *testing.T) {
	t.Parallel()
	in := voiceInput(t, "en", 0)
	long := *in.Voice
	long.Quote = strings.TrimSpace(strings.Repeat("All human beings are born free and equal in dignity and rights. ", 9))
	in.Voice = &long
	r := setter(t).Poster(in, layout.A4)
	if len(r.Problems) != 0 {
		t.Fatalf("problems %v", r.Problems)
	}
	saysAsGiven(t, r, long)
	checkPoster(t, in, layout.A4, r)
	clearOfStrands(t, r.Pages[0])
}

func TestVoiceThatIsNotChosen(t *testing.T) {
	t.Parallel()
	in := voiceInput(t, "en", 0)
	in.Voice = nil
	r := setter(t).Poster(in, layout.A4)
	if len(r.Problems) != 1 || r.Problems[0].Field != "voice" || !strings.Contains(r.Problems[0].What, "choose a voice first") {
		t.Errorf("got %v", r.Problems)
	}
	for _, m := range marks(t, r.Pages[0]) {
		if m.role == display.H1 && bare(m.text) != bare("It takes a community") {
			t.Errorf("%q leads", m.text)
		}
	}
}

// Most pictures for screens have no voice that agreed to be there: the headline fills
// the ground as the words of one do.
func TestHeadlineLeadsLarge(t *testing.T) {
	t.Parallel()
	for _, f := range layout.Formats() {
		for _, lang := range posterLangs() {
			in := voiceInput(t, lang, 0)
			in.Voice = nil
			r := setter(t).Poster(in, f)
			if len(r.Problems) != 1 || r.Problems[0].Field != "voice" {
				t.Errorf("%s %s: problems %v", f.Name, lang, r.Problems)
			}
			checkPoster(t, in, f, r)
			clearOfStrands(t, r.Pages[0])
			ground := pathBox(grounds(r.Pages[0])[0].Path, 0)
			room := r.Pages[0].W * (ground.H + ground.Y)
			if h := boxesOf(t, r.Pages[0], display.H1)[lang]; h.W*h.H < room*0.085 {
				t.Errorf("%s %s: the headline %+v is only %.3f of its ground", f.Name, lang, h, h.W*h.H/room)
			}
		}
	}
}

// The description stands under the headline while that stays large.
func TestHeadlineHasItsDescription(t *testing.T) {
	t.Parallel()
	in := voiceInput(t, "en", 0)
	in.Voice = nil
	for _, name := range []string{"square", "tall", "a4"} {
		f, _ := layout.FormatNamed(name)
		r := setter(t).Poster(in, f)
		if !printed(t, r.Pages[0], in.Event.Texts.About["en"]) || named(r, "texts.about") {
			t.Errorf("%s: no description, or a note of one that is left out: %v", name, r.Notes)
		}
	}
	in.Event.Texts.About = event.Text{"en": strings.Repeat(in.Event.Texts.About["en"]+" ", 20)}
	if r := setter(t).Poster(in, layout.A4); !named(r, "texts.about") {
		t.Errorf("a long description is left out without a word in %v", r.Notes)
	}
}

func TestVoiceOfLongWords(t *testing.T) {
	t.Parallel()
	for _, n := range []int{4, 12} {
		for _, f := range layout.Formats() {
			for _, lang := range []string{"uk", "ur"} {
				in := voiceInput(t, lang, 0)
				in.Event = longWinded(in.Event, lang, n)
				r := setter(t).Poster(in, f)
				checkPoster(t, in, f, r)
				clearOfStrands(t, r.Pages[0])
				for field, w := range map[string]event.Text{"title": in.Event.Title, "texts.access": in.Event.Texts.Access} {
					if !named(r, field) && !printed(t, r.Pages[0], w[lang]) {
						t.Errorf("%s %s: %s is neither printed nor named in %v", f.Name, lang, field, r.Problems)
					}
				}
			}
		}
	}
}

// longWinded is an event with each text n times over.
func longWinded(ev event.Event, lang string, n int) event.Event {
	long := func(x event.Text) event.Text {
		return event.Text{lang: strings.TrimSpace(strings.Repeat(x[lang]+" ", n))}
	}
	ev.Title, ev.Texts.Headline, ev.Texts.Access = long(ev.Title), long(ev.Texts.Headline), long(ev.Texts.Access)
	ev.Group = strings.Repeat("Sample Neighbours of Many Streets ", n)
	ev.Venue.Name = strings.Repeat("Sample Community Hall ", n)
	return ev
}

// grounds are the boxes of fills over a tenth of the page and more.
func grounds(p *display.Page) (out []display.Fill) {
	for _, op := range p.Ops {
		if f, ok := op.(display.Fill); ok {
			if b := pathBox(f.Path, 0); len(f.Path) == 5 && b.W*b.H > p.W*p.H/10 {
				out = append(out, f)
			}
		}
	}
	return out
}

func TestGroundsRunOffThePage(t *testing.T) {
	t.Parallel()
	past := display.MM(5)
	for _, in := range []layout.PosterInput{voiceInput(t, "en", 0), circleInput(t, "en", "ar")} {
		for _, f := range layout.Formats() {
			p := setter(t).Poster(in, f).Pages[0]
			b := pathBox(grounds(p)[0].Path, 0)
			if b.X > -past || b.Y > -past || b.X+b.W < p.W+past {
				t.Errorf("%s %s: the ground %+v ends on the page's edge", in.Design, f.Name, b)
			}
		}
	}
}

func TestSaveInkHasNoGround(t *testing.T) {
	t.Parallel()
	for _, in := range []layout.PosterInput{voiceInput(t, "en", 0), circleInput(t, "en", "ar")} {
		in.SaveInk = true
		r := setter(t).Poster(in, layout.A4)
		if len(r.Problems) != 0 {
			t.Errorf("%s: %v", in.Design, r.Problems)
		}
		for _, g := range grounds(r.Pages[0]) {
			if g.Color != display.RGB(0xffffff) {
				t.Errorf("%s: a ground in %v", in.Design, g.Color)
			}
		}
		for _, op := range r.Pages[0].Ops {
			if text, ok := op.(display.Text); ok && contrast(text.Color, display.RGB(0xffffff)) < 4.5 {
				t.Errorf("%s: %q in %v on white", in.Design, text.Run.Text, text.Color)
			}
		}
	}
}

func TestVoiceBraidStandsAtTheEnd(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "ur"} {
		in := voiceInput(t, lang, 0)
		in.Event.Venue.Access = nil // whose icons have strokes too
		p := setter(t).Poster(in, layout.A4).Pages[0]
		for _, op := range p.Ops {
			if s, ok := op.(display.Stroke); ok {
				if b := pathBox(s.Path, 0); (b.X+b.W/2 < p.W/2) != (lang == "ur") {
					t.Fatalf("%s: a strand at %+v", lang, b)
				}
			}
		}
	}
}

func TestVoiceShowsAPortrait(t *testing.T) {
	t.Parallel()
	in := voiceInput(t, "en", 0)
	in.Photo = &layout.Photo{
		Picture: &display.Picture{ID: "sample", W: 900, H: 600}, FocusX: 0.9, FocusY: 0.5,
		Alt: event.Text{"en": "A table laid for many"}, Credit: "Sample Neighbours",
	}
	r := setter(t).Poster(in, layout.A4)
	if len(r.Problems) != 0 {
		t.Errorf("problems %v", r.Problems)
	}
	shown := 0
	for _, op := range r.Pages[0].Ops {
		if o, ok := op.(display.Image); ok {
			shown++
			clip := pathBox(o.Clip, 0)
			if !inside(safe(r.Pages[0]), clip) || !inside(o.Rect, clip) || clip.W < display.MM(20) {
				t.Errorf("the portrait %+v of the photo at %+v", clip, o.Rect)
			}
			if right := o.Rect.X + o.Rect.W - clip.X - clip.W; right > 0.1 {
				t.Errorf("the focus is at the right, and %v pt of the photo are cut there", right)
			}
		}
	}
	if shown != 1 {
		t.Errorf("%d photos", shown)
	}
	saysAsGiven(t, r, *in.Voice)
	apart(t, r.Pages[0])
	clearOfStrands(t, r.Pages[0])
}
