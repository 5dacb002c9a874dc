package layout_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/sheet"
	"daykit/internal/page/layout"

	"golang.org/x/text/unicode/norm"
)

func namesInput(t testing.TB, lang string, people []layout.Badge) layout.SignupInput {
	ev := spoken(t, lang)
	ev.Signup.Layout = event.LayoutNames
	in := signupInput(ev, lang)
	in.People = people
	return in
}

func TestSheetsOfNames(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "ar", "ur", "uk", "ta"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			people := guestList(t)
			r := setter(t).Signup(namesInput(t, lang, people))
			if len(r.Pages) != 2 || len(r.Problems) != 0 {
				t.Fatalf("got %d pages, %v", len(r.Pages), r.Problems)
			}
			for i, p := range r.Pages {
				checkFields(t, p, slices.Concat(r.Sheets[i].Boxes, r.Sheets[i].Fields), 0, 0)
				p = spread(p)
				readInside(t, p)
				apart(t, p)
				whiteRoundMachineParts(t, p)
				noSmaller(t, p, 8)
			}
			namesStandInTheirRows(t, r, people)
		})
	}
}

// namesStandInTheirRows checks that each person's name is in the row that the
// sheet names for the person, and in one language only.
func namesStandInTheirRows(t *testing.T, r layout.Result, people []layout.Badge) {
	t.Helper()
	i := 0
	for n, sh := range r.Sheets {
		all := marks(t, spread(r.Pages[n]))
		if len(sh.People) != sh.Spec.Rows || len(sh.Fields) != sh.Spec.Rows {
			t.Fatalf("sheet %d has %d people in %d rows", n+1, len(sh.People), sh.Spec.Rows)
		}
		for row, id := range sh.People {
			f := sh.Fields[row].Rect
			field := display.Rect{X: display.MM(f.X), Y: display.MM(f.Y), W: display.MM(f.W), H: display.MM(f.H)}
			want := letters(norm.NFC.String(people[i].Name))
			if id != people[i].ID || !slices.ContainsFunc(all, func(m mark) bool { return letters(m.text) == want && inside(grown(field), m.box) }) {
				t.Errorf("sheet %d, row %d: %q is not there", n+1, row+1, people[i].ID)
			}
			i++
		}
	}
	if i != len(people) {
		t.Errorf("%d people are on the sheets, want %d", i, len(people))
	}
}

func TestSheetsOfNamesSayWhoComesAlong(t *testing.T) {
	t.Parallel()
	people := []layout.Badge{{ID: "1", Name: "Anna", Lang: "en", Party: 3}, {ID: "2", Name: "Piotr", Lang: "pl"}}
	r := setter(t).Signup(namesInput(t, "en", people))
	if text := textOf(t, r.Pages[0]); !strings.Contains(text, "Anna+2Piotr") {
		t.Errorf("got %q", text)
	}
	s, err := sheet.Parse(r.Sheets[0].Payload)
	if err != nil || s.Kind != sheet.Names || s.Rows != 2 {
		t.Errorf("the code says %+v, %v", s, err)
	}
}

func TestSheetsOfNamesWithoutPeople(t *testing.T) {
	t.Parallel()
	r := setter(t).Signup(namesInput(t, "en", nil))
	if len(r.Problems) != 1 || r.Problems[0].Field != "signup.layout" || len(r.Sheets) != 2 || r.Sheets[0].Spec.Kind != sheet.Rows {
		t.Errorf("got %v, %d sheets", r.Problems, len(r.Sheets))
	}
}

// wordyPhrases has heads that no column is wide enough for.
type wordyPhrases struct{ phrases }

func (w wordyPhrases) Phrase(key, lang string) (text, got string) {
	if strings.HasPrefix(key, "signup.tick.") {
		return "Ehrenamtlich mitmachen", lang
	}
	return w.phrases.Phrase(key, lang)
}

func TestLongHeadsStandInSteps(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "ar"} {
		for ticks := 1; ticks <= len(event.SignupTicks()); ticks++ {
			ev := sample()
			ev.Signup.Ticks = event.SignupTicks()[:ticks]
			in := signupInput(ev, lang)
			in.Phrases = wordyPhrases{testPhrases()}
			r := setter(t).Signup(in)
			p := spread(r.Pages[0])
			readInside(t, p)
			apart(t, p)
			whiteRoundMachineParts(t, p)
			noSmaller(t, p, 8)
			if n := strings.Count(textOf(t, p), "Ehrenamtlich"); n != ticks {
				t.Errorf("%s: %d of %d heads are printed, %v", lang, n, ticks, r.Problems)
			}
		}
	}
}

// TestSheetsInTheKitsLanguages prints the kit's own words, reviewed or not.
func TestSheetsInTheKitsLanguages(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"uk", "so", "fa", "zh-Hans", "bn", "am", "ur", "fr", "sq", "ti"} {
		for _, form := range event.SignupLayouts() {
			ev := sample()
			if d, ok := declarations(t)[lang]; ok && form != event.LayoutSlips {
				ev.Title[lang] = d.Declaration
			} else {
				ev.Title[lang] = "A shared table"
			}
			ev.Signup.Layout = form
			in := signupInput(ev, lang)
			in.Phrases, in.People = realWords(), guestList(t)
			r := setter(t).Signup(in)
			if len(r.Problems) != 0 {
				t.Errorf("%s in %s: %v", form, lang, r.Problems)
			}
			p := spread(r.Pages[0])
			readInside(t, p)
			apart(t, p)
			apartFromArt(t, p)
			noSmaller(t, p, 8)
		}
	}
}

// apartFromArt checks that no words lie over the emblem.
func apartFromArt(t *testing.T, p *display.Page) {
	t.Helper()
	all := marks(t, p)
	for _, art := range all {
		if art.role != "" || art.pen < 4 {
			continue
		}
		for _, m := range all {
			if m.role != "" && overlap(art.box, m.box) {
				t.Errorf("%q %+v lies over the emblem %+v", m.text, m.box, art.box)
			}
		}
	}
}

func TestFiftySheetsScan(t *testing.T) {
	t.Parallel()
	ev := sample()
	ev.Signup.Sheets = 50
	r := setter(t).Signup(signupInput(ev, "en"))
	want := []string{signupInput(ev, "en").Code.Payload}
	for _, sh := range r.Sheets {
		want = append(want, sh.Payload)
	}
	slices.Sort(want)
	if got := scanAt(t, r.Pages, 150); len(want) != 51 || !slices.Equal(got, want) {
		t.Errorf("read %d codes of %d", len(got), len(want))
	}
}

func TestSheetsOfTheResultAreThoseOfThePages(t *testing.T) {
	t.Parallel()
	ev := sample()
	ev.Signup.Layout, ev.Signup.Rows, ev.Signup.Sheets = event.LayoutSlips, 3, 4
	r := setter(t).Signup(signupInput(ev, "en"))
	spec := r.Sheets[0].Spec
	cols, rows := spec.Slips()
	if len(r.Sheets) != 12 || len(r.Pages) != 2 || cols*rows != 8 {
		t.Fatalf("got %d slips on %d pages", len(r.Sheets), len(r.Pages))
	}
	for i, sh := range r.Sheets {
		at := spec.SlipAt(i % 8)
		checkFields(t, r.Pages[i/8], slices.Concat(sh.Boxes, sh.Fields), at.X, at.Y)
		if want := fmt.Sprintf("p%02d.r01.came", i+1); sh.Boxes[0].ID != want {
			t.Errorf("got %s, want %s", sh.Boxes[0].ID, want)
		}
	}
}

func BenchmarkSignup(b *testing.B) {
	ev := sample()
	ev.Signup.Sheets = 50
	s := setter(b)
	for b.Loop() {
		s.Signup(signupInput(ev, "en"))
	}
}

// grown makes up for letters that reach a hair before where they begin.
func grown(r display.Rect) display.Rect {
	return display.Rect{X: r.X - 0.5, Y: r.Y, W: r.W + 1, H: r.H}
}
