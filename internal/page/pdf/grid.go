package pdf

import (
	"math"

	"daykit/internal/domain/display"
)

// grid is a square lattice on which all corners of a path lie, such as the
// modules of a QR code. Written as small whole numbers under one matrix, a code
// takes a third of the bytes and its edges meet exactly.
type grid struct{ x, y, unit float64 }

const (
	gridMinSegments = 24    // below this the matrix costs more than it saves
	gridTolerance   = 0.003 // pt; display rounds each corner to 0.0005
)

// gridOf finds the lattice of a path of straight lines, if it has one.
func gridOf(p display.Path) (grid, bool) {
	if len(p) < gridMinSegments {
		return grid{}, false
	}
	step, ok := shortestSide(p)
	if !ok {
		return grid{}, false
	}
	b := bounds(p)
	span := max(b.W, b.H)
	g := grid{b.X, b.Y, span / math.Round(span/step)}
	for _, s := range p {
		if s.Verb != display.Close && !g.holds(s.P[0]) {
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
	for _, s := range p {
		switch s.Verb {
		case display.CubicTo:
			return 0, false
		case display.LineTo:
			dx, dy := math.Abs(s.P[0].X-at.X), math.Abs(s.P[0].Y-at.Y)
			if min(dx, dy) > gridTolerance {
				return 0, false
			}
			if d := max(dx, dy); d > gridTolerance {
				shortest = min(shortest, d)
			}
		case display.MoveTo, display.Close:
		}
		at = s.P[0]
	}
	return shortest, !math.IsInf(shortest, 1)
}

func (g grid) holds(p display.Point) bool {
	return onLattice(p.X-g.x, g.unit) && onLattice(p.Y-g.y, g.unit)
}

func onLattice(d, unit float64) bool {
	return math.Abs(d-unit*math.Round(d/unit)) <= gridTolerance
}

// gridPath saves the state, sets the lattice as the coordinate system, y down,
// and writes the path in whole numbers. The caller paints and restores.
func (c *canvas) gridPath(p display.Path, g grid) {
	c.raw("q ").num(g.unit, 6).raw("0 0 ").num(-g.unit, 6).num(g.x, 3).num(c.height-g.y, 3).raw("cm\n")
	for _, s := range p {
		if s.Verb == display.Close {
			c.raw("h\n")
			continue
		}
		c.num(math.Round((s.P[0].X-g.x)/g.unit), 0).num(math.Round((s.P[0].Y-g.y)/g.unit), 0)
		if s.Verb == display.MoveTo {
			c.raw("m\n")
		} else {
			c.raw("l\n")
		}
	}
}
