package qr

import "daykit/internal/domain/display"

// A heading is a direction along the grid; turning right adds one.
type heading uint8

const (
	east heading = iota
	south
	west
	north
)

func (h heading) right() heading { return (h + 1) % 4 }
func (h heading) left() heading  { return (h + 3) % 4 }

// step moves a corner one module along h.
func (h heading) step(row, col int) (int, int) {
	switch h {
	case east:
		return row, col + 1
	case south:
		return row + 1, col
	case west:
		return row, col - 1
	default:
		return row - 1, col
	}
}

// tracer holds, for each corner of the grid, the borders that leave it: one bit
// a heading, with the dark module always on the right hand.
type tracer struct {
	n    int
	exit []uint8
}

// Outline traces the dark cells of a square grid, each pitch points wide, with
// the grid's top left corner at (x, y). Cells that touch in a corner only stay
// apart. The path fills alike by both winding rules.
func Outline(grid [][]bool, pitch, x, y float64) display.Path {
	t := newTracer(grid)
	p := make(display.Path, 0, len(grid)*len(grid)*3/4) // corners of a usual code
	for row := 0; row <= t.n; row++ {
		for col := 0; col <= t.n; col++ {
			for t.leaving(row, col) != 0 {
				t.contour(&p, row, col, pitch, x, y)
			}
		}
	}
	return p
}

func newTracer(grid [][]bool) *tracer {
	n := len(grid)
	t := &tracer{n: n, exit: make([]uint8, (n+1)*(n+1))}
	dark := func(r, c int) bool { return r >= 0 && c >= 0 && r < n && c < n && grid[r][c] }
	for r := range n {
		for c := range n {
			if !grid[r][c] {
				continue
			}
			t.border(!dark(r-1, c), r, c, east)
			t.border(!dark(r, c+1), r, c+1, south)
			t.border(!dark(r+1, c), r+1, c+1, west)
			t.border(!dark(r, c-1), r+1, c, north)
		}
	}
	return t
}

func (t *tracer) border(edge bool, row, col int, h heading) {
	if edge {
		t.exit[row*(t.n+1)+col] |= 1 << h
	}
}

func (t *tracer) leaving(row, col int) uint8 { return t.exit[row*(t.n+1)+col] }

// contour walks one closed border from a corner where one begins, and takes its
// edges off the list. Corners are scanned from above, so it sets out eastwards or,
// along a hole, southwards.
func (t *tracer) contour(p *display.Path, row, col int, pitch, x, y float64) {
	r, c, h := row, col, east
	for first := true; first || r != row || c != col; first = false {
		turn := t.next(r, c, h)
		switch {
		case first:
			p.Move(x+float64(c)*pitch, y+float64(r)*pitch)
		case turn != h:
			p.Line(x+float64(c)*pitch, y+float64(r)*pitch)
		}
		t.exit[r*(t.n+1)+c] &^= 1 << turn
		h = turn
		r, c = h.step(r, c)
	}
	p.Close()
}

// next chooses the border to follow: right turns first, which keeps two dark
// modules apart that share only a corner. A border never ends, so one is there.
func (t *tracer) next(r, c int, h heading) heading {
	for _, turn := range [...]heading{h.right(), h} {
		if t.leaving(r, c)&(1<<turn) != 0 {
			return turn
		}
	}
	return h.left()
}
