package layout_test

import (
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// TestContrastCheck puts a word 100 pt to the right and 50 pt down over all kinds
// of paint.
func TestContrastCheck(t *testing.T) {
	t.Parallel()
	dark, pale, white := display.RGB(0x1d1a39), display.RGB(0xf4a62a), display.RGB(0xffffff)
	box := func(x, y, w, h float64) display.Path { return display.RectPath(display.Rect{X: x, Y: y, W: w, H: h}) }
	wave := func(y float64) (p display.Path) {
		p.Move(0, y)
		p.Cubic(100, y-40, 200, y+40, 300, y)
		return p
	}
	ring := append(box(0, 0, 400, 400), box(80, 20, 200, 60)...)
	for _, tc := range []struct {
		name  string
		under []display.Op
		color display.Color
		want  string // part of the only problem; empty for none
	}{
		{"ink on paper", nil, dark, ""},
		{"marigold on paper", nil, pale, "contrast of only 2 to"},
		{"white on paper", nil, white, "contrast of only 1 to"},
		{"white on ink that covers it", []display.Op{display.Fill{Path: box(50, 0, 300, 100), Color: dark}}, white, ""},
		{"white half on ink", []display.Op{display.Fill{Path: box(110, 0, 300, 100), Color: dark}}, white, "contrast of only 1 to"},
		{"ink on ink", []display.Op{display.Fill{Path: box(50, 0, 300, 100), Color: dark}}, dark, "contrast of only 1 to"},
		{"ink beside ink", []display.Op{display.Fill{Path: box(50, 60, 300, 100), Color: dark}}, dark, ""},
		{"a white card hides what is under it", []display.Op{
			display.Fill{Path: box(0, 0, 400, 400), Color: dark}, display.Fill{Path: box(90, 20, 200, 60), Color: white},
		}, dark, ""},
		{"a strand through the word", []display.Op{display.Stroke{Path: wave(46), Color: dark, Width: 8}}, dark, "contrast of only 1 to"},
		{"a strand whose box alone overlaps", []display.Op{display.Stroke{Path: wave(90), Color: dark, Width: 4}}, dark, ""},
		{"in the hole of a ring", []display.Op{display.Fill{Path: ring, Color: dark, EvenOdd: true}}, dark, ""},
		{"the same ring without a hole", []display.Op{display.Fill{Path: ring, Color: dark}}, dark, "contrast of only 1 to"},
		{"over a photo", []display.Op{display.Image{Picture: &display.Picture{W: 9, H: 9}, Rect: display.Rect{W: 400, H: 400}}}, dark, "lies over a photo"},
		{"beside the window of a photo", []display.Op{display.Image{Picture: &display.Picture{W: 9, H: 9}, Rect: display.Rect{W: 400, H: 400}, Clip: box(0, 70, 400, 300)}}, dark, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			lines, err := typeset.New(library()).Shape("Table", typeset.Style{Role: fonts.Text, Lang: "en"}).Lines(300, 16, typeset.Greedy)
			if err != nil {
				t.Fatal(err)
			}
			p := &display.Page{W: 400, H: 400}
			p.Add(tc.under...)
			run := lines[0].Runs[0]
			run.X, run.Y = 100, 50
			p.Add(display.Text{Run: run, Color: tc.color})
			p.Add(display.Fill{Path: box(0, 0, 400, 400), Color: tc.color}) // painted later: not under the word
			got := layout.CheckContrast(p, library())
			switch {
			case tc.want == "" && len(got) > 0:
				t.Errorf("got %v, want no problem", got)
			case tc.want != "" && (len(got) != 1 || got[0].Field != "contrast" || !strings.Contains(got[0].What, tc.want)):
				t.Errorf("got %v, want one problem with %q", got, tc.want)
			}
		})
	}
}

func BenchmarkContrast(b *testing.B) {
	p := setter(b).Poster(posterInput(sample(), "en"), layout.A3).Pages[0]
	for b.Loop() {
		layout.CheckContrast(p, library())
	}
}
