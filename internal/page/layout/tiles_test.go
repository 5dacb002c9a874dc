package layout_test

import (
	"image"
	"image/draw"
	"math"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
	"daykit/internal/page/raster"
)

func tilePhrases() phrases {
	return phrases{
		"tile.title": "How to put the poster together", "tile.glue": "Glue", "tile.sheet": "Sheet {n} of {m}",
		"tile.step.1": "Print all sheets at actual size (100 %).",
		"tile.step.2": "Cut each sheet along the lines between its corner marks, but leave the edges marked “{glue}”.",
		"tile.step.3": "Glue the sheets of a row together.", "tile.step.4": "Join the rows.",
	}
}

func TestPlanTiles(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name       string
		w, h       float64
		sheet      layout.Format
		overlap    float64
		cols, rows int
		wide       bool
	}{
		{"a3 on a4", 297, 420, layout.Format{}, 0, 2, 2, false},
		{"a2 on a4", 420, 594, layout.A4, 0, 2, 4, true},
		{"a2 lying, on a4", 594, 420, layout.A4Landscape, 0, 4, 2, false},
		{"a1 on a3", 594, 841, layout.A3, 0, 2, 4, true},
		{"more overlap", 297, 420, layout.A4, 30, 2, 2, false},
		{"a strip", 1000, 100, layout.A4, 0, 5, 1, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, ok := layout.PlanTiles(tc.w, tc.h, tc.sheet, tc.overlap)
			if !ok || got.Cols != tc.cols || got.Rows != tc.rows || (got.Sheet.W > got.Sheet.H) != tc.wide {
				t.Fatalf("got %+v, %v, want %d by %d", got, ok, tc.cols, tc.rows)
			}
			end := got.On(got.Cols-1, got.Rows-1)
			if end.X+end.W != tc.w || end.Y+end.H != tc.h {
				t.Errorf("the last sheet ends at %v, %v", end.X+end.W, end.Y+end.H)
			}
			side := 7.0
			if tc.wide {
				side = 13
			}
			if got.X-7.5 < side || got.Y-7.5 < 13 {
				t.Errorf("marks of the sheet at %v, %v are out of a printer's reach", got.X, got.Y)
			}
		})
	}
	if _, ok := layout.PlanTiles(20000, 20000, layout.A4, 0); ok {
		t.Error("a field of paper was planned")
	}
	if _, ok := layout.PlanTiles(300, 300, layout.Format{Name: "a6", W: 105, H: 148}, 40); ok {
		t.Error("sheets that are all overlap were planned")
	}
}

// Tiles that are cut at their marks and laid over one another are the page again.
func TestTilesMakeThePageAgain(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, format, lang string
		nudge              display.Point
	}{
		{"a3", "a3", "en", display.Point{}},
		{"a2 with a nudge", "a2", "ar", display.Point{X: 2, Y: -3}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			page, f := flyer(t, tc.lang, tc.format)
			r := setter(t).Tile(layout.TileInput{Page: page, Lang: "en", Phrases: tilePhrases(), Nudge: tc.nudge})
			plan, ok := layout.PlanTiles(f.W, f.H, layout.A4, 0)
			if !ok || len(r.Pages) != 1+plan.Cols*plan.Rows || len(r.Problems) != 0 {
				t.Fatalf("got %d pages, %v", len(r.Pages), r.Problems)
			}
			want := pixels(t, page)
			got := image.NewRGBA(want.Bounds())
			for i, sheet := range r.Pages[1:] {
				on := plan.On(i%plan.Cols, i/plan.Cols)
				cut := cutOut(t, sheet)
				if cut.W != on.W || cut.H != on.H {
					t.Errorf("the marks of sheet %d are %v by %v mm apart, want %v by %v", i, cut.W, cut.H, on.W, on.H)
				}
				to := image.Rect(px(on.X), px(on.Y), px(on.X+on.W), px(on.Y+on.H))
				draw.Draw(got, to, pixels(t, sheet), image.Pt(px(cut.X), px(cut.Y)), draw.Src)
			}
			if s := ssim(want, got); s < 0.99 {
				t.Errorf("SSIM %.4f, want 0.99", s)
			}
		})
	}
}

// dotsPerMM is five, so that whole millimetres are whole pixels.
const dotsPerMM = 5

func px(mm float64) int { return int(math.Round(mm * dotsPerMM)) }

func mm(pt float64) float64 { return math.Round(pt/display.PtPerMM*100) / 100 }

func pixels(t *testing.T, p *display.Page) *image.RGBA {
	t.Helper()
	img, err := raster.Draw(library(), p, raster.Options{Width: px(mm(p.W))})
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// cutOut is what the corner marks of a sheet enclose, in millimetres: their lines
// are the only black ones.
func cutOut(t *testing.T, p *display.Page) display.Rect {
	t.Helper()
	for _, op := range p.Ops {
		s, ok := op.(display.Stroke)
		if !ok || s.Color != display.RGB(0) || s.Width != 0.4 {
			continue
		}
		x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
		for i := 0; i+1 < len(s.Path); i += 2 {
			a, b := s.Path[i].P[0], s.Path[i+1].P[0]
			if a.X == b.X {
				x0, x1 = min(x0, a.X), max(x1, a.X)
			} else {
				y0, y1 = min(y0, a.Y), max(y1, a.Y)
			}
		}
		return display.Rect{X: mm(x0), Y: mm(y0), W: mm(x1 - x0), H: mm(y1 - y0)}
	}
	t.Fatal("no corner marks")
	return display.Rect{}
}

// ssim is the mean structural similarity of two pictures in grey, over windows of
// 8 by 8 (Wang and others 2004).
func ssim(a, b *image.RGBA) float64 {
	const n, c1, c2 = 8, 6.5025, 58.5225
	sum, count := 0.0, 0.0
	for y := 0; y+n <= a.Rect.Dy(); y += n / 2 {
		for x := 0; x+n <= a.Rect.Dx(); x += n / 2 {
			var ma, mb, aa, bb, ab float64
			for j := range n {
				for i := range n {
					va, vb := grey(a, x+i, y+j), grey(b, x+i, y+j)
					ma, mb, aa, bb, ab = ma+va, mb+vb, aa+va*va, bb+vb*vb, ab+va*vb
				}
			}
			const k = n * n
			ma, mb = ma/k, mb/k
			va, vb, cov := aa/k-ma*ma, bb/k-mb*mb, ab/k-ma*mb
			sum += (2*ma*mb + c1) * (2*cov + c2) / ((ma*ma + mb*mb + c1) * (va + vb + c2))
			count++
		}
	}
	return sum / count
}

func grey(m *image.RGBA, x, y int) float64 {
	i := m.PixOffset(x, y)
	return 0.299*float64(m.Pix[i]) + 0.587*float64(m.Pix[i+1]) + 0.114*float64(m.Pix[i+2])
}

func TestTileSheets(t *testing.T) {
	t.Parallel()
	page, _ := flyer(t, "en", "a3")
	for _, lang := range []string{"en", "ar"} {
		r := setter(t).Tile(layout.TileInput{Page: page, Lang: lang, Phrases: manyPhrases(t, tilePhrases(), 12)})
		for _, p := range r.Pages {
			readInside(t, p)
		}
		codes := 0
		for i, name := range []string{"A1", "A2", "B1", "B2"} {
			sheet := r.Pages[1+i]
			if len(texts(t, sheet, name)) != 1 {
				t.Errorf("sheet %d is not called %s", i, name)
			}
			if len(texts(t, r.Pages[0], name)) != 1 {
				t.Errorf("%s is not on the map once", name)
			}
			for _, op := range sheet.Ops {
				if _, ok := op.(display.Code); ok {
					codes++
				}
			}
		}
		if codes != 1 {
			t.Errorf("the code is on %d sheets, want one", codes)
		}
		apart(t, r.Pages[0])
	}
	if got := scan(t, setter(t).Tile(layout.TileInput{Page: page, Lang: "en", Phrases: tilePhrases()}).Pages[4:]); len(got) != 1 {
		t.Errorf("got codes %q", got)
	}
}

func TestTileProblems(t *testing.T) {
	t.Parallel()
	r := setter(t).Tile(layout.TileInput{Page: &display.Page{W: 1e6, H: 1e6}, Lang: "en", Phrases: tilePhrases()})
	if len(r.Pages) != 0 || len(r.Problems) != 1 || r.Problems[0].Field != "paper" {
		t.Errorf("got %d pages, %v", len(r.Pages), r.Problems)
	}
	endless := tilePhrases()
	endless["tile.step.1"] = strings.Repeat("Print all sheets at actual size. ", 200)
	page, _ := flyer(t, "en", "a3")
	r = setter(t).Tile(layout.TileInput{Page: page, Lang: "en", Phrases: endless})
	if len(r.Problems) != 1 || len(r.Pages) != 5 {
		t.Errorf("got %d pages, %v, want the steps left out", len(r.Pages), r.Problems)
	}
}
