package display

// Cells paints the dark cells of a square grid, such as the modules of a QR code.
// They are one shape: nothing shows between cells that touch by a side.
type Cells struct {
	X, Y  float64  // top left corner of the grid
	Pitch float64  // side of a cell, pt
	Dark  [][]bool // by rows
	Color Color
}

// Rect is the place of the whole grid.
func (c Cells) Rect() Rect {
	side := Round(float64(len(c.Dark)) * c.Pitch)
	return Rect{X: c.X, Y: c.Y, W: side, H: side}
}

// Outline traces the cells along their borders. Cells that touch in a corner only
// stay apart. The path fills alike by both winding rules.
func (c Cells) Outline() Path {
	t := newTracer(c.Dark)
	t.xs, t.ys = lines(t.n, c.Pitch, c.X), lines(t.n, c.Pitch, c.Y)
	p := make(Path, 0, t.n*t.n*7/8) // more than a usual code takes
	for row := 0; row <= t.n; row++ {
		for col := 0; col <= t.n; col++ {
			for t.leaving(row, col) != 0 {
				p = t.contour(p, row, col)
			}
		}
	}
	return p
}

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
	n      int
	exit   []uint8
	xs, ys []float64 // where the lines of the grid lie on the page
}

// lines gives the places of the lines of a grid of n cells, rounded as all that
// enters a page.
func lines(n int, pitch, from float64) []float64 {
	out := make([]float64, n+1)
	for i := range out {
		out[i] = Round(from + float64(float64(i)*pitch))
	}
	return out
}

func newTracer(grid [][]bool) *tracer {
	n := len(grid)
	t := &tracer{n: n, exit: make([]uint8, (n+1)*(n+1))}
	light := make([]bool, n) // what lies outside
	for r, row := range grid {
		above, below := light, light
		if r > 0 {
			above = grid[r-1]
		}
		if r < n-1 {
			below = grid[r+1]
		}
		at := t.exit[r*(n+1):]
		for c, dark := range row {
			if !dark {
				continue
			}
			if !above[c] {
				at[c] |= 1 << east
			}
			if c == n-1 || !row[c+1] {
				at[c+1] |= 1 << south
			}
			if !below[c] {
				at[n+1+c+1] |= 1 << west
			}
			if c == 0 || !row[c-1] {
				at[n+1+c] |= 1 << north
			}
		}
	}
	return t
}

func (t *tracer) leaving(row, col int) uint8 { return t.exit[row*(t.n+1)+col] }

// contour walks one closed border from a corner where one begins, and takes its
// edges off the list. Corners are scanned from above, so it sets out eastwards or,
// along a hole, southwards.
func (t *tracer) contour(p Path, row, col int) Path {
	r, c, h := row, col, east
	verb := MoveTo
	for verb == MoveTo || r != row || c != col {
		turn := t.next(r, c, h)
		if verb == MoveTo || turn != h {
			p = append(p, Segment{Verb: verb, P: [3]Point{{X: t.xs[c], Y: t.ys[r]}}})
		}
		verb = LineTo
		t.exit[r*(t.n+1)+c] &^= 1 << turn
		h = turn
		r, c = h.step(r, c)
	}
	return append(p, Segment{Verb: Close})
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
