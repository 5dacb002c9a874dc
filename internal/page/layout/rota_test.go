package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
)

// rotaWords are the kit's own words as they were written, so that a change of the real
// ones moves no golden page.
func rotaWords() phrases {
	return phrases{
		"rota": "Who helps when", "rota.time": "By time", "rota.person": "By person",
		"rota.open": "{n} more needed", "rota.none": "No shift yet", "signup.of": "{n} / {m}",
	}
}

// inLang are phrases that are there in one language.
type inLang struct {
	phrases
	lang string
}

func (p inLang) Phrase(key, _ string) (text, got string) { return p.phrases[key], p.lang }

func rotaInput(t testing.TB, lang string) layout.RotaInput {
	t.Helper()
	in := layout.RotaInput{Event: spoken(t, lang), Lang: lang, Phrases: inLang{rotaWords(), lang}}
	for _, b := range names(t) {
		in.People = append(in.People, layout.RotaPerson{Name: b.Name, Lang: b.Lang})
	}
	shift := func(role, date, from, to string, need int, who ...int) {
		in.Shifts = append(in.Shifts, layout.RotaShift{Role: role, Date: date, From: from, To: to, Need: need, Who: who})
	}
	shift("Setting up", "2026-12-17", "18:00", "20:00", 2, 0)
	shift("Kitchen", "2026-12-18", "16:00", "22:30", 4, 3, 4, 5)
	shift("Welcome desk", "2026-12-18", "17:00", "21:00", 2, 1, 2)
	shift("Care contact", "2026-12-18", "17:00", "21:00", 1)
	return in
}

// TestRotaPages pins the pages, like TestDisplayLists.
func TestRotaPages(t *testing.T) {
	t.Parallel()
	s, got := setter(t), map[string]string{}
	for _, lang := range []string{"en", "ar", "ur", "uk"} {
		got["rota "+lang] = hashWhole(s.Rota(rotaInput(t, lang)))
	}
	golden(t, "testdata/golden-rota.json", got)
}

// TestRotaIsReadOnAWall: no word is under 14 pt, everybody and every shift is there, and
// what is missing is said.
func TestRotaIsReadOnAWall(t *testing.T) {
	t.Parallel()
	in := rotaInput(t, "en")
	r := setter(t).Rota(in)
	if len(r.Problems) != 0 {
		t.Errorf("problems: %v", r.Problems)
	}
	text := ""
	for _, p := range r.Pages {
		text += textOf(t, p)
		for _, op := range p.Ops {
			if o, ok := op.(display.Text); ok && o.Run.Size < 13.5 { // 14, and a face that is drawn large is set a little smaller
				t.Errorf("a word is %.1f pt tall", o.Run.Size)
			}
		}
	}
	for _, want := range []string{"By time", "By person", "16:00–22:30", "1 more needed", "No shift yet", "Thursday 17 December 2026", "Care contact"} {
		if !strings.Contains(text, letters(want)) {
			t.Errorf("the rota does not say %q", want)
		}
	}
	for _, p := range in.People[:1] {
		if n := strings.Count(text, letters(p.Name)); n != 2 {
			t.Errorf("%s stands %d times on the rota, want by time and by person", p.Name, n)
		}
	}
}

// TestRotaOfManyPeople goes over pages, and stays within their margins.
func TestRotaOfManyPeople(t *testing.T) {
	t.Parallel()
	in := rotaInput(t, "en")
	in.People, in.Shifts = nil, in.Shifts[:1]
	in.Shifts[0].Need, in.Shifts[0].Who = 60, nil
	for i := range 60 {
		in.People = append(in.People, layout.RotaPerson{Name: fmt.Sprintf("Helper %02d", i)})
		in.Shifts[0].Who = append(in.Shifts[0].Who, i)
	}
	r := setter(t).Rota(in)
	if len(r.Pages) < 5 {
		t.Fatalf("got %d pages", len(r.Pages))
	}
	for i, p := range r.Pages {
		if want := letters(fmt.Sprintf("%d / %d", i+1, len(r.Pages))); !strings.Contains(textOf(t, p), want) {
			t.Errorf("page %d of %d does not say so", i+1, len(r.Pages))
		}
	}
	low, text := 0.0, ""
	for _, p := range r.Pages {
		text += textOf(t, p)
		for _, op := range p.Ops {
			if o, ok := op.(display.Text); ok {
				low = max(low, o.Run.Y)
			}
		}
	}
	if most := display.MM(layout.A4.H - layout.SafeEndMM); low > most {
		t.Errorf("a word stands at %.0f pt, the margin begins at %.0f", low, most)
	}
	for i := range 60 {
		if n := strings.Count(text, letters(fmt.Sprintf("Helper %02d", i))); n != 2 {
			t.Errorf("helper %d is on the rota %d times", i, n)
		}
	}
}

// TestRotaRunsAsItsWords: in Arabic, whose words the kit has not yet, it is English from left
// to right, dates and all.
func TestRotaRunsAsItsWords(t *testing.T) {
	t.Parallel()
	in := rotaInput(t, "ar")
	in.Phrases = realWords()
	p := setter(t).Rota(in).Pages[0]
	text := textOf(t, p)
	if !strings.Contains(text, letters("Friday 18 December 2026")) {
		t.Error("a rota in English words has dates in Arabic")
	}
	for _, op := range p.Ops {
		if o, ok := op.(display.Text); ok && o.Run.Text == "18:00–20:00" && o.Run.X > p.W/2 {
			t.Errorf("the time stands at %.0f pt, at the end of its line", o.Run.X)
		}
	}
}

// TestRotaRules: no rule runs through words, whatever script a name has.
func TestRotaRules(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "ur"} {
		for n, p := range setter(t).Rota(rotaInput(t, lang)).Pages {
			var rules []float64
			for _, op := range p.Ops {
				if s, ok := op.(display.Stroke); ok && s.Width < 1 {
					rules = append(rules, s.Path[0].P[0].Y)
				}
			}
			if len(rules) < 3 {
				t.Fatalf("page %d has %d rules", n+1, len(rules))
			}
			for _, op := range p.Ops {
				o, ok := op.(display.Text)
				for _, y := range rules {
					if ok && y > o.Run.Y-0.7*o.Run.Size && y < o.Run.Y+0.25*o.Run.Size {
						t.Errorf("%s, page %d: a rule at %.0f pt runs through words at %.0f", lang, n+1, y, o.Run.Y)
					}
				}
			}
		}
	}
}
