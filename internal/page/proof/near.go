package proof

import (
	"math"

	"daykit/internal/domain/display"
)

// near is a page with only those of its ops whose ink may come near a code, so
// that a code among hundreds is drawn in the time of one. places says how far each
// op reaches.
func near(p *display.Page, places []display.Rect, c display.Code) *display.Page {
	r := around(c, surroundings+1)
	out := &display.Page{W: p.W, H: p.H}
	for i, op := range p.Ops {
		if meet(places[i], r) {
			out.Ops = append(out.Ops, op)
		}
	}
	return out
}

// around is the square of a code with some modules round it.
func around(c display.Code, modules int) display.Rect {
	off := c.Rect.W / float64(c.Modules) * float64(modules)
	return display.Rect{X: c.Rect.X - off, Y: c.Rect.Y - off, W: c.Rect.W + 2*off, H: c.Rect.H + 2*off}
}

// alone gives the path of a code's dark modules: the dark fill just before the
// code's mark, where it is of straight lines and nothing else comes into the quiet
// zone. It is nil where only a drawing can tell what is to be seen.
func alone(ops []display.Op, places []display.Rect, at int, c display.Code) display.Path {
	const quiet = 4
	if at == 0 {
		return nil
	}
	f, ok := ops[at-1].(display.Fill)
	if !ok || f.EvenOdd || lightness(f.Color) > 100 {
		return nil
	}
	r := around(c, quiet)
	for i := range ops {
		if i != at-1 && meet(places[i], r) {
			return nil
		}
	}
	if !upright(f.Path) {
		return nil
	}
	return f.Path
}

// upright says whether a path is made of level and upright lines alone.
func upright(path display.Path) bool {
	var pen display.Point
	for _, s := range path {
		if s.Verb == display.CubicTo || s.Verb == display.LineTo && s.P[0].X != pen.X && s.P[0].Y != pen.Y {
			return false
		}
		pen = s.P[0]
	}
	return true
}

// inside marks the modules whose middles a path of level and upright lines winds
// round. Each upright line changes the winding of all that lies right of it.
func inside(path display.Path, r display.Rect, grid [][]bool) {
	n := len(grid)
	pitch := r.W / float64(n)
	winds := make([]int, n*(n+1))
	line := func(a, b display.Point) {
		col := int(math.Round((a.X - r.X) / pitch))
		from, to, step := int(math.Round((a.Y-r.Y)/pitch)), int(math.Round((b.Y-r.Y)/pitch)), 1
		if from > to {
			from, to, step = to, from, -1
		}
		for row := max(from, 0); row < min(to, n) && col >= 0 && col <= n; row++ {
			winds[row*(n+1)+col] += step
		}
	}
	var start, pen display.Point
	for _, s := range path {
		switch s.Verb {
		case display.MoveTo:
			start = s.P[0]
		case display.LineTo:
			line(pen, s.P[0])
		default:
			line(pen, start)
			pen = start
			continue
		}
		pen = s.P[0]
	}
	for row := range grid {
		winding := 0
		for col := range grid[row] {
			winding += winds[row*(n+1)+col]
			grid[row][col] = winding != 0
		}
	}
}

func meet(a, b display.Rect) bool {
	return a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

// reaches gives a rectangle round the ink of each op; an empty one where there is
// none.
func reaches(ops []display.Op) []display.Rect {
	out := make([]display.Rect, len(ops))
	for i, op := range ops {
		switch o := op.(type) {
		case display.Fill:
			out[i] = bounds(o.Path, 0)
		case display.Stroke:
			out[i] = bounds(o.Path, o.Width)
		case display.Text:
			r := o.Run
			out[i] = display.Rect{X: r.X - r.Size/2, Y: r.Y - 2*r.Size, W: r.W + r.Size, H: 3 * r.Size}
		case display.Image:
			out[i] = o.Rect
		case display.Use:
			out[i] = display.Rect{X: -1e6, Y: -1e6, W: 2e6, H: 2e6}
		}
	}
	return out
}

func bounds(path display.Path, margin float64) display.Rect {
	x0, y0, x1, y1 := math.MaxFloat64, math.MaxFloat64, -math.MaxFloat64, -math.MaxFloat64
	take := func(p display.Point) {
		x0, y0, x1, y1 = min(x0, p.X), min(y0, p.Y), max(x1, p.X), max(y1, p.Y)
	}
	for _, s := range path {
		switch s.Verb {
		case display.MoveTo, display.LineTo:
			take(s.P[0])
		case display.CubicTo:
			take(s.P[0])
			take(s.P[1])
			take(s.P[2])
		case display.Close:
		}
	}
	if x0 > x1 {
		return display.Rect{}
	}
	return display.Rect{X: x0 - margin, Y: y0 - margin, W: x1 - x0 + 2*margin, H: y1 - y0 + 2*margin}
}
