package layout_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/page/layout"
	"daykit/internal/page/pdf"
)

// letterWords are the fixed words beside a letter.
func letterWords() phrases {
	return phrases{
		"signup": "Sign up", "letters.code": "Your own code", "letters.scan": "Scan it, or type this address:",
		"place.hidden":     "We send you the address when you sign up",
		"letters.greeting": "Dear {name},", "letters.subject": "You are invited: {title}", "letters.invite": "{group} would be glad to see you at {title}.",
		"letters.when": "It is on {date}.", "letters.place": "The place is {place}.", "letters.bring": "Please bring this letter.", "letters.signoff": "With warm wishes,",
	}
}

func letterInput(ev event.Event, lang string, people []layout.Badge) layout.LetterInput {
	return layout.LetterInput{
		Event: ev, Lang: lang, Phrases: letterWords(), Letter: layout.Invitation(ev, lang, letterWords()), People: people,
		Code: layout.Code{Payload: "HTTPS://KIT.EXAMPLE.ORG/E/" + eventID, Address: "kit.example.org/e/" + eventID},
	}
}

// A date stands in the language of the sentence round it.
func TestInvitationSpeaksOneLanguageASentence(t *testing.T) {
	t.Parallel()
	words := realWords()
	if _, got := words.Phrase(layout.PhraseInviteWhen, "ur"); got != "en" {
		t.Fatal("the invitation has words in Urdu: choose another language")
	}
	text := strings.Join(layout.Invitation(sample(), "ur", words).Paras, "\n")
	if !strings.Contains(text, locale.LongDate("en", sample().Date)) || strings.Contains(text, locale.LongDate("ur", sample().Date)) {
		t.Errorf("got %q", text)
	}
}

func TestLetters(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "ar", "ur", "uk", "ta"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			list := names(t)
			r := setter(t).Letters(letterInput(spoken(t, lang), lang, list))
			if len(r.Pages) != len(list) || len(r.Problems) != 0 {
				t.Fatalf("got %d pages, %v, want %d", len(r.Pages), r.Problems, len(list))
			}
			for _, p := range r.Pages {
				p = spread(p)
				readInside(t, p)
				apart(t, p)
				quietZone(t, p, 33)
				noSmaller(t, p, 10)
			}
		})
	}
}

// noSmaller checks that no words are set smaller than a size. Faces that are drawn
// larger than others are set smaller, so that is asked of the nominal size.
func noSmaller(t *testing.T, p *display.Page, least float64) {
	t.Helper()
	for _, op := range p.Ops {
		text, ok := op.(display.Text)
		if !ok {
			continue
		}
		face, err := library().Face(text.Run.Font)
		if err != nil {
			t.Fatal(err)
		}
		if size := text.Run.Size * 1000 / float64(face.Scale); size < least-0.01 {
			t.Errorf("%q is set in %.2f pt, want at least %v", text.Run.Text, size, least)
		}
	}
}

func TestLettersAreReadByTheirCodes(t *testing.T) {
	t.Parallel()
	list := names(t)[:4]
	list[3].URL = "" // has the event's code
	in := letterInput(sample(), "en", list)
	want := []string{in.Code.Payload, list[0].URL, list[1].URL, list[2].URL}
	slices.Sort(want)
	r := setter(t).Letters(in)
	if got := scan(t, r.Pages); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if r.QRFromM < 0.2 {
		t.Errorf("the codes are read from %v m", r.QRFromM)
	}
}

// greetingOf gives the runs of a page's greeting from left to right.
func greetingOf(t *testing.T, p *display.Page, name string) (runs []display.GlyphRun) {
	t.Helper()
	var line []display.GlyphRun
	for _, op := range p.Ops {
		switch o := op.(type) {
		case display.Tag:
			line = nil
		case display.Text:
			line = append(line, o.Run)
		case display.End:
			for _, r := range line {
				if r.Text == name {
					return line
				}
			}
		}
	}
	t.Fatalf("no greeting of %q", name)
	return nil
}

func TestGreetingsRunTheRightWay(t *testing.T) {
	t.Parallel()
	d := declarations(t)
	arabic, urdu := strings.Fields(d["ar"].Article3)[0], strings.Fields(d["ur"].Article3)[1]
	for _, tc := range []struct {
		name, lang, greeting string
		person               layout.Badge
		wantText             []string
		wantLang             string
		wantRTL, otherFace   bool
		words                int // the run of the greeting's own words
	}{
		{"Arabic name in English", "en", "Dear {name},", layout.Badge{Name: arabic, Lang: "ar"}, []string{"Dear ", arabic, ","}, "ar", true, true, 0},
		{"Urdu name in English", "en", "Dear {name},", layout.Badge{Name: urdu, Lang: "ur"}, []string{"Dear ", urdu, ","}, "ur", true, true, 0},
		{"English name in English", "en", "Dear {name},", layout.Badge{Name: "Anna", Lang: "en"}, []string{"Dear ", "Anna", ","}, "en", false, false, 0},
		{"English name in Arabic", "ar", arabic + " {name}!", layout.Badge{Name: "Anna", Lang: "en"}, []string{"!", "Anna", arabic + " "}, "en", false, true, 2},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			in := letterInput(sample(), tc.lang, []layout.Badge{tc.person})
			in.Letter.Greeting = tc.greeting
			runs := greetingOf(t, setter(t).Letters(in).Pages[0], tc.person.Name)
			var got []string
			x := runs[0].X
			for _, r := range runs {
				got = append(got, r.Text)
				if r.X < x-0.01 {
					t.Errorf("run %q is drawn out of order", r.Text)
				}
				x = r.X + r.W
			}
			if !slices.Equal(got, tc.wantText) {
				t.Errorf("from left to right: got %q, want %q", got, tc.wantText)
			}
			name := runs[1]
			if name.Lang != tc.wantLang || name.RTL != tc.wantRTL || (name.Font != runs[tc.words].Font) != tc.otherFace {
				t.Errorf("the name is set in %s (%s), right to left %v", name.Lang, name.Font, name.RTL)
			}
		})
	}
}

func TestLongLettersShrinkThenSaySo(t *testing.T) {
	t.Parallel()
	in := letterInput(sample(), "en", names(t)[:1])
	para := strings.Repeat("A sentence that says a little of what will happen on the day. ", 6)
	size := func(n int) (float64, []layout.Problem) {
		in.Letter.Paras = slices.Repeat([]string{para}, n)
		r := setter(t).Letters(in)
		readInside(t, spread(r.Pages[0]))
		for _, op := range spread(r.Pages[0]).Ops {
			if text, ok := op.(display.Text); ok && strings.HasPrefix(text.Run.Text, "A sentence") {
				return text.Run.Size, r.Problems
			}
		}
		t.Fatal("no body")
		return 0, nil
	}
	short, none := size(1)
	long, still := size(6)
	if short != 14 || long >= short || long < 11 || len(none)+len(still) != 0 {
		t.Errorf("got %v and %v pt, %v, %v", short, long, none, still)
	}
	least, problems := size(20)
	if least != 11 || len(problems) != 1 || problems[0].Field != "letter.paras" {
		t.Errorf("got %v pt, %v, want 11 and letter.paras", least, problems)
	}
}

// TestLettersShareTheirBody checks that a file grows by little with each letter.
func TestLettersShareTheirBody(t *testing.T) {
	t.Parallel()
	size := func(n int) int {
		var people []layout.Badge
		for i := range n {
			people = append(people, layout.Badge{ID: fmt.Sprint(i), Name: "Anna", Lang: "en", URL: fmt.Sprintf("https://kit.example.org/i/%04d", i)})
		}
		var b bytes.Buffer
		if err := pdf.Write(&b, library(), setter(t).Letters(letterInput(sample(), "en", people)).Pages, pdf.Options{Title: "t", Lang: "en"}); err != nil {
			t.Fatal(err)
		}
		return b.Len()
	}
	if each := (size(60) - size(10)) / 50; each > 1900 {
		t.Errorf("a letter more costs %d bytes, want at most 1900", each)
	}
}

func TestLetterInJSON(t *testing.T) {
	t.Parallel()
	const doc = `{"letterhead":"a","address":"b","date":"c","greeting":"d","subject":"e","paras":["f"],"signoff":"g","signer":"h"}`
	var l layout.Letter
	if err := json.Unmarshal([]byte(doc), &l); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(l)
	if err != nil || string(b) != doc {
		t.Errorf("got %s, %v", b, err)
	}
}

func TestInvitationTellsTheFacts(t *testing.T) {
	t.Parallel()
	ev := sample()
	all := func() string {
		l := layout.Invitation(ev, "en", letterWords())
		text := strings.Join(append([]string{l.Letterhead, l.Greeting, l.Subject, l.Signer}, l.Paras...), "\n")
		return strings.NewReplacer("\u2068", "", "\u2069", "").Replace(text)
	}
	for _, want := range []string{"Dear {name},", "A shared table", "18 December 2026, 17:30", "Sample Community Hall, 1 Sample Street", "Food, stories", "Sample Neighbours"} {
		if !strings.Contains(all(), want) {
			t.Errorf("%q is not in the letter:\n%s", want, all())
		}
	}
	ev.Venue.HideAddress, ev.Venue.PublicArea = true, "City centre"
	if got := all(); strings.Contains(got, "Sample Street") || !strings.Contains(got, "We send you the address") {
		t.Errorf("the hidden address is told:\n%s", got)
	}
}

func BenchmarkLetters(b *testing.B) {
	list := names(b)
	var people []layout.Badge
	for len(people) < 500 {
		people = append(people, list...)
	}
	for i := range people {
		people[i].URL = fmt.Sprintf("https://kit.example.org/i/%04d-3ubygqgr?e=18dec", i)
	}
	s := setter(b)
	in := letterInput(sample(), "en", people[:500])
	for b.Loop() {
		s.Letters(in)
	}
}
