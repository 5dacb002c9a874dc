package svg_test

import (
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/svg"
)

func TestCellsAreTheirOutline(t *testing.T) {
	t.Parallel()
	cells := display.Cells{X: 10, Y: 20, Pitch: 2, Dark: [][]bool{{true, false, true}, {false, true, true}, {true, true, false}}}
	drawn := func(op display.Op) string {
		p := &display.Page{W: 100, H: 100}
		p.Add(op)
		return write(t, p, svg.Options{})
	}
	if got, want := drawn(cells), drawn(display.Fill{Path: cells.Outline()}); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
