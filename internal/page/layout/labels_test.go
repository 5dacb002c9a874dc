package layout_test

import (
	"bytes"
	"fmt"
	"image"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/domain/sheet"
	"daykit/internal/page/layout"
	"daykit/internal/page/pdf"
)

const labelDPI = 300

// TestLabelsOnARaster prints a full sheet of each kind, looks at it at 300 dpi and
// finds the codes: they stand in the corner of their cell to within 0.3 mm.
func TestLabelsOnARaster(t *testing.T) {
	t.Parallel()
	for _, l := range sheet.LabelSheets() {
		t.Run(l.Code, func(t *testing.T) {
			t.Parallel()
			var list []layout.Badge
			for i := range l.PerSheet() {
				list = append(list, layout.Badge{Name: "Hj", Lang: "en", URL: fmt.Sprintf("https://kit.example.org/i/%04d", i)})
			}
			in := badgeInput(list)
			in.Label, in.Nudge = l, display.Point{X: 0.6, Y: -0.4}
			r := setter(t).Badges(in)
			if len(r.Pages) != 1 || len(r.Problems) != 0 {
				t.Fatalf("got %d pages, %v", len(r.Pages), r.Problems)
			}
			picture := greyPage(t, r.Pages[0])
			for i := range l.PerSheet() {
				cellHolds(t, picture, l, i, in.Nudge)
			}
		})
	}
}

// cellHolds finds the ink of a cell. Its right and lower ends are those of the
// code; a label that has no room for a code has its name in the middle.
func cellHolds(t *testing.T, picture *image.Gray, l sheet.LabelSheet, i int, nudge display.Point) {
	t.Helper()
	cell := l.At(i)
	cell.X, cell.Y = cell.X+nudge.X, cell.Y+nudge.Y
	got := inkIn(picture, cell)
	inset := 5.0
	switch {
	case l.H < 30:
		inset = 2
	case l.H < 50:
		inset = 3.2
	}
	top, bottom := max(cell.Y+inset, 13), min(cell.Y+cell.H-inset, 297-13)
	left, right := max(cell.X+inset, 7), min(cell.X+cell.W-inset, 210-7)
	if l.H < 30 {
		if mid := got.Y + got.H/2; math.Abs(mid-(top+bottom)/2) > 0.3 {
			t.Errorf("label %d: the name stands %.2f mm off the middle", i, mid-(top+bottom)/2)
		}
		if got.X < left-0.3 || got.X > left+0.9 {
			t.Errorf("label %d: the name begins at %.2f mm, want %.2f and the letter's own white", i, got.X, left)
		}
		return
	}
	if dx, dy := got.X+got.W-right, got.Y+got.H-bottom; math.Abs(dx) > 0.3 || math.Abs(dy) > 0.3 {
		t.Errorf("label %d: the code is off by %.2f, %.2f mm", i, dx, dy)
	}
}

// inkIn is the ink within a cell, in millimetres on the page.
func inkIn(picture *image.Gray, cell sheet.Rect) sheet.Rect {
	px := func(mm float64) int { return int(math.Round(mm / 25.4 * labelDPI)) }
	mm := func(px int) float64 { return float64(px) * 25.4 / labelDPI }
	x0, y0, x1, y1 := math.MaxInt, math.MaxInt, -1, -1
	for y := px(cell.Y); y < px(cell.Y+cell.H); y++ {
		for x := px(cell.X); x < px(cell.X+cell.W); x++ {
			if picture.GrayAt(x, y).Y < 128 {
				x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
			}
		}
	}
	return sheet.Rect{X: mm(x0), Y: mm(y0), W: mm(x1 + 1 - x0), H: mm(y1 + 1 - y0)}
}

// greyPage prints a page as a grey picture.
func greyPage(t *testing.T, p *display.Page) *image.Gray {
	t.Helper()
	dir := t.TempDir()
	var b bytes.Buffer
	if err := pdf.Write(&b, library(), []*display.Page{p}, pdf.Options{Title: "t", Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "p.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	tool(t, "poppler-utils", "pdftoppm", "-r", fmt.Sprint(labelDPI), "-gray", "-singlefile", file, filepath.Join(dir, "p"))
	data, err := os.ReadFile(filepath.Join(dir, "p.pgm"))
	if err != nil {
		t.Fatal(err)
	}
	var w, h, most int
	if _, err := fmt.Fscanf(bytes.NewReader(data), "P5\n%d %d\n%d\n", &w, &h, &most); err != nil {
		t.Fatal(err)
	}
	return &image.Gray{Pix: data[len(data)-w*h:], Stride: w, Rect: image.Rect(0, 0, w, h)}
}

func TestBadgesOnEveryLabel(t *testing.T) {
	t.Parallel()
	for _, l := range sheet.LabelSheets() {
		t.Run(l.Code, func(t *testing.T) {
			t.Parallel()
			in := badgeInput(append(names(t), names(t)...))
			in.Label = l
			r := setter(t).Badges(in)
			for _, p := range r.Problems {
				if !strings.Contains(p.What, "the name does not fit at a legible size") {
					t.Errorf("problem %v", p)
				}
			}
			for _, p := range r.Pages {
				p = spread(p)
				readInside(t, p)
				apart(t, p)
				quietZone(t, p, 33)
				noSmaller(t, p, 8)
				insideCells(t, p, l)
			}
		})
	}
}

// insideCells checks that all ink lies on labels.
func insideCells(t *testing.T, p *display.Page, l sheet.LabelSheet) {
	t.Helper()
	for _, m := range marks(t, p) {
		if !slices.ContainsFunc(labelRects(l), func(c display.Rect) bool { return inside(c, m.box) }) {
			t.Errorf("%q %+v is on no label", m.text, m.box)
		}
	}
}

func labelRects(l sheet.LabelSheet) (out []display.Rect) {
	for i := range l.PerSheet() {
		r := l.At(i)
		out = append(out, display.Rect{X: display.MM(r.X), Y: display.MM(r.Y), W: display.MM(r.W), H: display.MM(r.H)})
	}
	return out
}

func TestNeutralBadges(t *testing.T) {
	t.Parallel()
	in := badgeInput([]layout.Badge{
		{Name: "Anna Maria Sample", Lang: "en", Org: "Riverside", URL: "https://kit.example.org/i/1"},
		{Name: "人人有权", Lang: "zh-Hans", Org: "Riverside"},
		{Name: "Abdul Rahman Example", Lang: "en", Org: "Riverside"},
		{Name: " ", Org: "Riverside"},
	})
	in.Neutral = true
	text := textOf(t, spread(setter(t).Badges(in).Pages[0]))
	for _, want := range []string{"Anna", "人", "Abdul", "Rahman"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not there: %q", want, text)
		}
	}
	for _, not := range []string{"Maria", "Sample", "Example", "Riverside", "人人", in.Event.Title["en"]} {
		if strings.Contains(text, not) {
			t.Errorf("%q is shown: %q", not, text)
		}
	}
	if in.Badges[0].Org == "" {
		t.Error("the list that was handed in was changed")
	}
}

func TestTwoHundredBadgesScan(t *testing.T) {
	t.Parallel()
	var list []layout.Badge
	for i := range 200 {
		b := names(t)[i%len(languages())]
		b.URL = fmt.Sprintf("https://kit.example.org/i/%04d-3ubygqgr?e=18dec", i+1)
		list = append(list, b)
	}
	want := []string{}
	for _, b := range list {
		want = append(want, b.URL)
	}
	if got := scan(t, setter(t).Badges(badgeInput(list)).Pages); !slices.Equal(got, want) {
		t.Errorf("read %d codes of 200", len(got))
	}
}
