package pdf

import (
	"math"
	"slices"
	"strconv"

	"daykit/internal/domain/display"
)

// grid is a square lattice on which all corners of a path lie, such as the
// modules of a QR code. Written as small whole numbers under one matrix, a code
// takes a third of the bytes and its edges meet exactly.
type grid struct {
	x, y, unit float64
	at         []cell // of each segment; the worker's own
}

// cell is a corner of the lattice.
type cell struct{ col, row int32 }

const (
	gridMinSegments = 24    // below this the matrix costs more than it saves
	gridTolerance   = 0.003 // pt; display rounds each corner to 0.0005
)

// gridOf finds the lattice of a path of straight lines, if it has one. The result
// is good until the next call.
func (w *worker) gridOf(p display.Path) (grid, bool) {
	if len(p) < gridMinSegments {
		return grid{}, false
	}
	step, ok := shortestSide(p)
	if !ok {
		return grid{}, false
	}
	b := bounds(p)
	span := max(b.W, b.H)
	w.cells = slices.Grow(w.cells[:0], len(p))[:len(p)]
	g := grid{x: b.X, y: b.Y, unit: span / math.Round(span/step), at: w.cells}
	for i, s := range p {
		if s.Verb != display.Close && !g.holds(i, s.P[0]) {
			return grid{}, false
		}
	}
	return g, true
}

// shortestSide gives the length of the shortest line of a path that has only
// upright and level lines.
func shortestSide(p display.Path) (float64, bool) {
	shortest := math.Inf(1)
	var at display.Point
	for i := range p {
		s := &p[i]
		switch s.Verb {
		case display.CubicTo:
			return 0, false
		case display.LineTo:
			dx, dy := math.Abs(s.P[0].X-at.X), math.Abs(s.P[0].Y-at.Y)
			if min(dx, dy) > gridTolerance {
				return 0, false
			}
			if d := max(dx, dy); d > gridTolerance && d < shortest {
				shortest = d
			}
		case display.MoveTo, display.Close:
		}
		at = s.P[0]
	}
	return shortest, !math.IsInf(shortest, 1)
}

// holds notes the place of a corner, if it has one.
func (g grid) holds(i int, p display.Point) bool {
	col, okX := onLattice(p.X-g.x, g.unit)
	row, okY := onLattice(p.Y-g.y, g.unit)
	g.at[i] = cell{col, row}
	return okX && okY
}

// onLattice gives the nearest step to a distance, which is not below 0.
func onLattice(d, unit float64) (int32, bool) {
	n := int32(d/unit + 0.5)
	return n, math.Abs(d-float64(unit*float64(n))) <= gridTolerance
}

// gridFill fills a path of a lattice in whole numbers, y down.
func (c *canvas) gridFill(f display.Fill, g grid) {
	c.lattice(g.x, g.y, g.unit)
	op := "f\nQ\n"
	if b, ok := c.worker.boardOf(f, g); ok {
		c.buf = b.rects(c.buf)
	} else {
		c.gridPath(f.Path, g)
		if f.EvenOdd {
			op = "f*\nQ\n"
		}
	}
	c.raw(op)
}

// lattice saves the state and makes a lattice the coordinate system.
func (c *canvas) lattice(x, y, unit float64) {
	c.raw("q ").num(unit, 6).raw("0 0 ").num(-unit, 6).num(x, 3).num(c.height-y, 3).raw("cm\n")
}

// drawCells fills the dark cells of a grid.
func (c *canvas) drawCells(op display.Cells) {
	c.setFill(op.Color)
	c.lattice(op.X, op.Y, op.Pitch)
	c.buf = c.worker.boardFrom(op.Dark).rects(c.buf)
	c.raw("f\nQ\n")
}

// gridPath writes the outlines; a fill closes them by itself.
func (c *canvas) gridPath(p display.Path, g grid) {
	for i, s := range p {
		switch s.Verb {
		case display.MoveTo:
			c.buf = appendCell(c.buf, g.at[i], "m\n")
		case display.LineTo:
			c.buf = appendCell(c.buf, g.at[i], "l\n")
		case display.CubicTo, display.Close:
		}
	}
}

func appendCell(b []byte, c cell, op string) []byte {
	b = append(strconv.AppendInt(b, int64(c.col), 10), ' ')
	b = append(strconv.AppendInt(b, int64(c.row), 10), ' ')
	return append(b, op...)
}
