package pdf

import (
	"slices"

	"daykit/internal/domain/display"
)

// board is the inside of a lattice path, cell by cell. A QR code written as the
// rectangles that cover it takes two thirds of the bytes of its outlines, which
// run along every second module. They are one path, so no seam shows between them.
type board struct {
	cols, rows int
	cells      []int16 // row by row: while edges are counted, turns; then a state
}

// States of a cell.
const (
	outside int16 = iota
	inside
	covered
)

// sparse is how many cells a segment may stand for. A path with fewer segments is
// better written as it is.
const sparse = 16

// boardOf counts the cells inside a path by its winding rule. It is good until the
// next call.
func (w *worker) boardOf(f display.Fill, g grid) (board, bool) {
	b := board{}
	for i, s := range f.Path {
		if s.Verb != display.Close {
			b.cols, b.rows = max(b.cols, int(g.at[i].col)), max(b.rows, int(g.at[i].row))
		}
	}
	n := b.cols * b.rows
	if n > sparse*len(f.Path) {
		return board{}, false
	}
	w.board = slices.Grow(w.board[:0], n)[:n]
	clear(w.board)
	b.cells = w.board
	if !b.edges(f.Path, g) {
		return board{}, false
	}
	b.fill(f.EvenOdd)
	return b, true
}

// boardFrom is a grid whose cells are known. It is good until the next call.
func (w *worker) boardFrom(dark [][]bool) board {
	n := len(dark)
	w.board = slices.Grow(w.board[:0], n*n)[:n*n]
	for row, cells := range dark {
		for col, is := range cells {
			state := outside
			if is {
				state = inside
			}
			w.board[row*n+col] = state
		}
	}
	return board{cols: n, rows: n, cells: w.board}
}

// edges notes where the contours of a path, closed, turn cells in or out. It is
// false for a contour that closes by a slanted line.
func (b board) edges(p display.Path, g grid) bool {
	ok := true
	var start, at cell
	for i, s := range p {
		switch s.Verb {
		case display.MoveTo:
			ok = ok && b.edge(at, start)
			start, at = g.at[i], g.at[i]
		case display.LineTo:
			ok = ok && b.edge(at, g.at[i])
			at = g.at[i]
		case display.CubicTo, display.Close:
			ok = ok && b.edge(at, start)
			at = start
		}
	}
	return ok && b.edge(at, start)
}

func (b board) edge(from, to cell) bool {
	turn := int16(1)
	if from.row > to.row {
		from, to, turn = to, from, -1
	}
	if from.col != to.col {
		return from.row == to.row
	}
	if int(from.col) < b.cols { // there is nothing to the right of the last edge
		for row := int(from.row); row < int(to.row); row++ {
			b.cells[row*b.cols+int(from.col)] += turn
		}
	}
	return true
}

func (b board) fill(evenOdd bool) {
	for row := range b.rows {
		turns := int16(0)
		for i := row * b.cols; i < (row+1)*b.cols; i++ {
			turns += b.cells[i]
			b.cells[i] = outside
			if evenOdd && turns&1 != 0 || !evenOdd && turns != 0 {
				b.cells[i] = inside
			}
		}
	}
}

// rects appends rectangles that cover the inside: each run of cells in a row, as
// far down as all of it goes on. They may overlap.
func (b board) rects(out []byte) []byte {
	for row := range b.rows {
		for col := 0; col < b.cols; col++ {
			n := b.run(row, col)
			if n == 0 {
				continue
			}
			down := 1
			for row+down < b.rows && b.goesOn(row+down, col, n) {
				down++
			}
			out = appendCell(out, cell{int32(col), int32(row)}, "")
			out = appendCell(out, cell{int32(n), int32(down)}, "re\n")
			col += n - 1
		}
	}
	return out
}

// run counts the cells from a place on that are still to be covered.
func (b board) run(row, col int) int {
	n := 0
	for _, state := range b.cells[row*b.cols+col : (row+1)*b.cols] {
		if state != inside {
			break
		}
		n++
	}
	return n
}

// goesOn says whether n cells of a row are all inside, and covers them.
func (b board) goesOn(row, col, n int) bool {
	cells := b.cells[row*b.cols+col : row*b.cols+col+n]
	if slices.Contains(cells, outside) {
		return false
	}
	for i := range cells {
		cells[i] = covered
	}
	return true
}
