package raster_test

import (
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/raster"
)

func TestCellsAreTheirOutline(t *testing.T) {
	t.Parallel()
	cells := display.Cells{X: 10, Y: 20, Pitch: 7.3, Dark: [][]bool{{true, false, true}, {false, true, true}, {true, true, false}}}
	o := raster.Options{Width: 300}
	same(t, draw(t, page(cells), o), draw(t, page(display.Fill{Path: cells.Outline()}), o))
}
