package layout_test

import (
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
)

func tentsInput(t *testing.T, lang string, tents ...layout.Tent) layout.TentsInput {
	t.Helper()
	english := phrases{"tent.table": "Table {n}", "tent.speak": "Spoken at this table", "tent.seat": "Sit where you like"}
	return layout.TentsInput{Event: sample(), Lang: lang, Phrases: manyPhrases(t, english, 12), Tents: tents}
}

func TestTableTents(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, lang string
		tent       layout.Tent
	}{
		{"numbered", "en", layout.NumberedTents(12)[11]},
		{"named", "en", layout.Tent{Name: "Gardening and other quiet pleasures", Langs: []string{"en", "ur"}}},
		{"many languages", "ar", layout.Tent{Name: "Table", Langs: languages()}},
		{"name in another script", "en", layout.Tent{Name: strings.Fields(declarations(t)["am"].Article3)[0]}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r := setter(t).TableTents(tentsInput(t, tc.lang, tc.tent))
			if len(r.Pages) != 1 || len(r.Problems) != 0 {
				t.Fatalf("got %d pages, %v", len(r.Pages), r.Problems)
			}
			p := r.Pages[0]
			readInside(t, p)
			apart(t, p)
			clearOfArt(t, p)
			atLeast(t, p, 14)
			for _, m := range marks(t, p) {
				if m.role != "" && m.box.Y < p.H/2 {
					t.Errorf("%q %+v is the right way up on the upper half", m.text, m.box)
				}
			}
			turned(t, p)
		})
	}
}

// turned checks that the upper half shows the lower one upside down: the fold of
// both faces at the middle of the sheet.
func turned(t *testing.T, p *display.Page) {
	t.Helper()
	for i, op := range p.Ops {
		u, ok := op.(display.Use)
		if !ok {
			continue
		}
		if u.Turn != 2 || u.X != p.W || u.Y != p.H/2 || u.Part.W != p.W {
			t.Errorf("got %v, %v turned by %d, want the sheet's middle right turned by 2", u.X, u.Y, u.Turn)
		}
		if tag, ok := p.Ops[i-1].(display.Tag); !ok || tag.Role != display.Figure || tag.Alt == "" {
			t.Errorf("the turned face says nothing: %+v", p.Ops[i-1])
		}
		return
	}
	t.Error("no face is turned")
}

func TestTentsSayWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	r := setter(t).TableTents(tentsInput(t, "en", layout.Tent{Name: strings.Repeat("Gardening ", 60), Langs: []string{"en"}}))
	if len(r.Problems) != 3 || r.Problems[2].Field != "tables" {
		t.Errorf("got %v, want invitation, languages and name left out", r.Problems)
	}
}
