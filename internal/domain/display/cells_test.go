package display_test

import (
	"testing"

	"pgregory.net/rapid"

	"daykit/internal/domain/display"
)

// TestCellsOutline fills outlines by both rules and looks at each cell.
func TestCellsOutline(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		c := display.Cells{X: 3, Y: 5, Pitch: 2, Dark: make([][]bool, n)}
		for row := range c.Dark {
			c.Dark[row] = rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "row")
		}
		path := c.Outline()
		for row := range n {
			for col := range n {
				turns := winding(path, c.X+2*float64(col)+1, c.Y+2*float64(row)+1)
				if dark := turns != 0; dark != c.Dark[row][col] || dark != (turns%2 != 0) {
					t.Fatalf("cell %d, %d: the outline winds %d times round it, and it is dark: %v", row, col, turns, c.Dark[row][col])
				}
			}
		}
	})
}

// winding counts the turns of a path of level and upright lines round a point.
func winding(path display.Path, x, y float64) int {
	turns := 0
	var start, pen display.Point
	line := func(to display.Point) {
		switch {
		case pen.X > x:
		case pen.Y <= y && to.Y > y:
			turns--
		case to.Y <= y && pen.Y > y:
			turns++
		}
		pen = to
	}
	for _, s := range path {
		switch s.Verb {
		case display.MoveTo:
			start, pen = s.P[0], s.P[0]
		case display.LineTo:
			line(s.P[0])
		default:
			line(start)
		}
	}
	return turns
}

func TestCellsRect(t *testing.T) {
	t.Parallel()
	p := &display.Page{}
	p.Add(display.Cells{X: 1.00049, Y: 2, Pitch: 0.36, Dark: make([][]bool, 33)})
	got := p.Ops[0].(display.Cells).Rect() //nolint:forcetypeassert // what was just added
	if want := (display.Rect{X: 1, Y: 2, W: 11.88, H: 11.88}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
