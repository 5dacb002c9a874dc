package layout_test

import (
	"slices"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
)

// flyer is a poster at a small format.
func flyer(t testing.TB, lang, format string) (*display.Page, layout.Format) {
	t.Helper()
	f, ok := layout.FormatNamed(format)
	if !ok {
		t.Fatalf("no format %s", format)
	}
	return setter(t).Poster(posterInput(spoken(t, lang), lang), f).Pages[0], f
}

func TestFlyersShareASheet(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		format string
		copies int
		w, h   float64 // of the sheet, mm
	}{{"a5", 2, 297, 210}, {"a6", 4, 210, 297}, {"dl", 3, 297, 210}} {
		t.Run(tc.format, func(t *testing.T) {
			t.Parallel()
			page, f := flyer(t, "en", tc.format)
			r := setter(t).NUp([]*display.Page{page}, f)
			if len(r.Pages) != 1 || len(r.Problems) != 0 {
				t.Fatalf("got %d pages, %v", len(r.Pages), r.Problems)
			}
			p := r.Pages[0]
			if p.W != display.MM(tc.w) || p.H != display.MM(tc.h) {
				t.Errorf("got a sheet of %v by %v", p.W, p.H)
			}
			copies, codes := shares(t, p)
			if copies != tc.copies || codes != tc.copies {
				t.Errorf("got %d copies with %d codes, want %d", copies, codes, tc.copies)
			}
			if got := scan(t, r.Pages); !slices.Equal(got, []string{"HTTPS://KIT.EXAMPLE.ORG/E/" + eventID}) {
				t.Errorf("got codes %q", got)
			}
		})
	}
}

// shares counts the flyers on a sheet and their codes, and checks that each says
// its words, stays in its cell and has its code where it is drawn.
func shares(t *testing.T, p *display.Page) (copies, codes int) {
	t.Helper()
	var use display.Use
	for i, op := range p.Ops {
		switch o := op.(type) {
		case display.Use:
			use = o
			copies++
			if tag, ok := p.Ops[i-1].(display.Tag); !ok || tag.Role != display.Figure || !strings.Contains(tag.Alt, "A shared table") || tag.Lang != "en" {
				t.Errorf("a flyer says nothing: %+v", p.Ops[i-1])
			}
		case display.Code:
			codes++
			if !inside(display.Rect{X: use.X, Y: use.Y, W: use.Part.W, H: use.Part.H}, o.Rect) || !inside(safe(p), o.Rect) {
				t.Errorf("the code at %+v is not on its flyer at %v, %v", o.Rect, use.X, use.Y)
			}
		}
	}
	return copies, codes
}

func TestEachFlyerHasItsOwnSheet(t *testing.T) {
	t.Parallel()
	en, f := flyer(t, "en", "a6")
	ar, _ := flyer(t, "ar", "a6")
	r := setter(t).NUp([]*display.Page{en, ar}, f)
	if len(r.Pages) != 2 || !strings.Contains(r.Alt, "A shared table") {
		t.Errorf("got %d pages, %q", len(r.Pages), r.Alt)
	}
	if r = setter(t).NUp([]*display.Page{en}, layout.A3); len(r.Pages) != 0 || len(r.Problems) != 1 || r.Problems[0].Field != "paper" {
		t.Errorf("got %d pages of A3, %v", len(r.Pages), r.Problems)
	}
}

func TestNudgedMovesEverything(t *testing.T) {
	t.Parallel()
	page, f := flyer(t, "en", "a5")
	sheets := setter(t).NUp([]*display.Page{page}, f).Pages
	sheets[0].Add(display.Field{ID: "tick", Rect: display.Rect{X: 10, Y: 20, W: 30, H: 40}})
	sheets[0].Add(display.Link{URL: "https://kit.example.org", Rect: display.Rect{X: 10, Y: 20, W: 30, H: 40}})
	sheets[0].Add(display.Image{Rect: display.Rect{X: 10, Y: 20, W: 30, H: 40}, Clip: display.RectPath(display.Rect{X: 11, Y: 21, W: 5, H: 5})})
	before := append(slices.Clone(sheets), page)
	after := layout.Nudged(before, 1.5, -2)
	for i, p := range after {
		if p.W != before[i].W || len(p.Ops) != len(before[i].Ops) {
			t.Fatal("the paper changed")
		}
		for j, op := range p.Ops {
			was, is := corner(before[i].Ops[j]), corner(op)
			if len(was) > 0 && (far(is[0], was[0]+display.MM(1.5)) || far(is[1], was[1]-display.MM(2))) {
				t.Errorf("%T went from %v to %v", op, was, is)
			}
		}
	}
}

func far(a, b float64) bool { return a-b > 0.0015 || b-a > 0.0015 }

// corner is a point that an op draws at, none for those that have no place.
func corner(op display.Op) []float64 {
	switch o := op.(type) {
	case display.Fill:
		return []float64{o.Path[0].P[0].X, o.Path[0].P[0].Y}
	case display.Stroke:
		return []float64{o.Path[0].P[0].X, o.Path[0].P[0].Y}
	case display.Text:
		return []float64{o.Run.X, o.Run.Y}
	case display.Image:
		return []float64{o.Clip[0].P[0].X - 1, o.Clip[0].P[0].Y - 1}
	case display.Use:
		return []float64{o.X, o.Y}
	case display.Code:
		return []float64{o.Rect.X, o.Rect.Y}
	case display.Link:
		return []float64{o.Rect.X, o.Rect.Y}
	case display.Field:
		return []float64{o.Rect.X, o.Rect.Y}
	}
	return nil
}
