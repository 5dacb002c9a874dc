package layout_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
)

// names are words of the Declaration, one of each script, as long as names are.
func names(t testing.TB) (out []layout.Badge) {
	t.Helper()
	for i, lang := range languages() {
		f := strings.Fields(strings.ReplaceAll(declarations(t)[lang].Article3, "፡", " "))
		name := strings.Join(f[:min(2, len(f))], " ")
		if lang == "zh-Hans" {
			name = string([]rune(name)[:4])
		}
		out = append(out, layout.Badge{
			ID: fmt.Sprint(i + 1), Name: name, Lang: lang, Org: "Sample Neighbours of the Long Street",
			URL: fmt.Sprintf("https://kit.example.org/i/%04d-3ubygqgr?e=18dec", i+1),
		})
	}
	return out
}

func badgeInput(list []layout.Badge) layout.BadgeInput {
	return layout.BadgeInput{Event: sample(), Lang: "en", Phrases: testPhrases(), Badges: list}
}

func TestBadges(t *testing.T) {
	t.Parallel()
	list := names(t)
	r := setter(t).Badges(badgeInput(list))
	if len(r.Pages) != 2 || len(r.Problems) != 0 {
		t.Fatalf("got %d pages, %v, want 2 for %d badges", len(r.Pages), r.Problems, len(list))
	}
	for _, p := range r.Pages {
		p = spread(p)
		readInside(t, p)
		apart(t, p)
		quietZone(t, p, 33)
		insideTheirBadges(t, p)
	}
	want := []string{}
	for _, b := range list {
		want = append(want, b.URL)
	}
	if got := scan(t, r.Pages); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// insideTheirBadges checks that all ink but the cut marks keeps 4 mm from every cut.
func insideTheirBadges(t *testing.T, p *display.Page) {
	t.Helper()
	var cells []display.Rect
	for i := range 10 {
		cells = append(cells, display.Rect{
			X: display.MM(20+85*float64(i%2)) + display.MM(4), Y: display.MM(11+55*float64(i/2)) + display.MM(4),
			W: display.MM(77), H: display.MM(47),
		})
	}
	for _, m := range marks(t, p) {
		if m.pen > 0 && m.pen < 1 {
			continue // cut marks
		}
		if !slices.ContainsFunc(cells, func(c display.Rect) bool { return inside(c, m.box) }) {
			t.Errorf("%q %+v comes near a cut", m.text, m.box)
		}
	}
}

func TestBadgeNamesChooseTheirScript(t *testing.T) {
	t.Parallel()
	d := declarations(t)
	for _, tc := range []struct{ name, lang, want string }{
		{strings.Fields(d["ar"].Article3)[0], "en", "ar"},
		{strings.Fields(d["ur"].Article3)[0], "ur", "ur"},
		{strings.Fields(d["uk"].Article3)[0], "", "uk"},
		{strings.Fields(d["pl"].Article3)[0], "pl", "pl"},
		{strings.Fields(d["ta"].Article3)[0], "xx", "ta"},
		{"X", "ar", "en"},
	} {
		r := setter(t).Badges(badgeInput([]layout.Badge{{Name: tc.name, Lang: tc.lang}}))
		for _, op := range r.Pages[0].Ops {
			if tag, ok := op.(display.Tag); ok && tag.Role == display.H1 && tag.Lang != tc.want {
				t.Errorf("%q (%s): shaped as %q, want %q", tc.name, tc.lang, tag.Lang, tc.want)
			}
		}
	}
}

func TestBadgeProblemsNameTheRow(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name  string
		badge layout.Badge
		what  string
	}{
		{"too long", layout.Badge{Name: strings.Repeat("Wolfeschlegelsteinhausen ", 12), Lang: "en"}, "name does not fit"},
		{"no font", layout.Badge{Name: "ⵎⴰⵙⵉⵏ", Lang: "zgh"}, "no font of this kit has"},
		{"endless address", layout.Badge{Name: "A", URL: "https://example.org/" + strings.Repeat("a", 300)}, "no code can be drawn"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r := setter(t).Badges(badgeInput([]layout.Badge{{Name: "A"}, tc.badge}))
			if len(r.Problems) == 0 || r.Problems[0].Field != "people.2" || !strings.Contains(r.Problems[0].What, tc.what) {
				t.Errorf("got %v, want people.2: %s", r.Problems, tc.what)
			}
			for _, p := range r.Pages {
				p = spread(p)
				readInside(t, p)
				apart(t, p)
			}
		})
	}
}

func BenchmarkBadges(b *testing.B) {
	var list []layout.Badge
	for len(list) < 200 {
		list = append(list, names(b)...)
	}
	s := setter(b)
	for b.Loop() {
		s.Badges(badgeInput(list[:200]))
	}
}
