package layout

import "daykit/internal/domain/display"

// cutGrid is cells of one size that are cut out of a sheet, in the middle of it.
type cutGrid struct {
	sheet      Format
	w, h       float64 // of a cell, mm
	cols, rows int
}

func (g cutGrid) cells() int { return g.cols * g.rows }

// origin is the top left corner of the first cell.
func (g cutGrid) origin() (x, y float64) {
	return display.MM((g.sheet.W - float64(g.w*float64(g.cols))) / 2), display.MM((g.sheet.H - float64(g.h*float64(g.rows))) / 2)
}

// cell is the place of a cell; they are counted along the rows, from the side
// where lines begin.
func (g cutGrid) cell(i int, rtl bool) display.Rect {
	col, row := i%g.cols, i/g.cols%g.rows
	if rtl {
		col = g.cols - 1 - col
	}
	x, y := g.origin()
	return display.Rect{
		X: display.Round(x + display.MM(float64(g.w*float64(col)))), Y: display.Round(y + display.MM(float64(g.h*float64(row)))),
		W: display.MM(g.w), H: display.MM(g.h),
	}
}

// row is all cells of a row together.
func (g cutGrid) row(n int) display.Rect {
	r := g.cell(n*g.cols, false)
	r.W = display.MM(g.w * float64(g.cols))
	return r
}

// The cut marks, in millimetres: how far from the cells they begin, how long they
// are, and how long the arms of a cross between four cells.
const (
	cutOff, cutReach, cutArm = 1.0, 3.5, 2.0
)

// marks draws short lines outside the cells and a cross wherever four meet.
func (g cutGrid) marks(p *display.Page) {
	var path display.Path
	stroke := func(x0, y0, x1, y1 float64) {
		path.Move(x0, y0)
		path.Line(x1, y1)
	}
	x, y := g.origin()
	right, bottom := x+display.MM(g.w*float64(g.cols)), y+display.MM(g.h*float64(g.rows))
	off, far, arm := display.MM(cutOff), display.MM(cutOff+cutReach), display.MM(cutArm)
	for col := range g.cols + 1 {
		at := x + display.MM(g.w*float64(col))
		stroke(at, y-far, at, y-off)
		stroke(at, bottom+off, at, bottom+far)
	}
	for row := range g.rows + 1 {
		at := y + display.MM(g.h*float64(row))
		stroke(x-far, at, x-off, at)
		stroke(right+off, at, right+far, at)
		for col := 1; col < g.cols && row > 0 && row < g.rows; col++ {
			cx := x + display.MM(g.w*float64(col))
			stroke(cx-arm, at, cx+arm, at)
			stroke(cx, at-arm, cx, at+arm)
		}
	}
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: line, Width: 0.4}, display.End{})
}
