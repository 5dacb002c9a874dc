package proof

import (
	"math"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
)

// near is a page with only those of its ops whose ink may come near a code, so
// that a code among hundreds is drawn in the time of one. places says how far the
// ops reach.
func near(p *display.Page, places []reach, c display.Code) *display.Page {
	r := around(c, surroundings+1)
	out := &display.Page{W: p.W, H: p.H}
	last, inner := -1, -1
	for _, place := range places {
		if !meet(place.rect, r) || place.op == last && place.inner == inner {
			continue
		}
		if place.use == nil {
			out.Ops = append(out.Ops, p.Ops[place.op])
		} else {
			use := *place.use
			use.Part = &display.Shared{W: use.Part.W, H: use.Part.H, Ops: use.Part.Ops[place.inner : place.inner+1]}
			out.Ops = append(out.Ops, use)
		}
		last, inner = place.op, place.inner
	}
	return out
}

// around is the square of a code with some modules round it.
func around(c display.Code, modules int) display.Rect {
	off := c.Rect.W / float64(c.Modules) * float64(modules)
	return display.Rect{X: c.Rect.X - off, Y: c.Rect.Y - off, W: c.Rect.W + 2*off, H: c.Rect.H + 2*off}
}

// alone says whether the op just before a code's mark is all that inks the code and
// its quiet zone.
func alone(l *fonts.Library, places []reach, at int, c display.Code) bool {
	const quiet = 4
	r := around(c, quiet)
	for _, place := range places {
		if place.op != at-1 && meet(place.rect, r) && place.inks(l, r) {
			return false
		}
	}
	return at > 0
}

// drawn gives the modules of a code from the op that draws it, dark and of straight
// lines; nil where only a drawing can tell what is to be seen.
func drawn(op display.Op, c display.Code) [][]bool {
	const light = 100 // of 255: what is darker contrasts with white
	switch o := op.(type) {
	case display.Cells:
		r := o.Rect()
		same := math.Max(math.Abs(r.X-c.Rect.X), math.Abs(r.Y-c.Rect.Y)) < o.Pitch/10 && math.Abs(r.W-c.Rect.W) < o.Pitch/10
		if same && len(o.Dark) == c.Modules && lightness(o.Color) <= light {
			return o.Dark
		}
	case display.Fill:
		if !o.EvenOdd && lightness(o.Color) <= light && upright(o.Path) {
			grid := newGrid(c.Modules)
			inside(o.Path, c.Rect, grid)
			return grid
		}
	case display.Use:
		if only, ok := moved(o); ok {
			c.Rect.X, c.Rect.Y = c.Rect.X-o.X, c.Rect.Y-o.Y
			return drawn(only, c)
		}
	}
	return nil
}

// moved gives the only op of a shared part that is drawn as it is, but elsewhere.
func moved(u display.Use) (display.Op, bool) {
	if len(u.Part.Ops) != 1 || u.Scale != 0 && u.Scale != 1 || u.Turn&3 != 0 || u.Clip.W > 0 {
		return nil, false
	}
	_, nested := u.Part.Ops[0].(display.Use)
	return u.Part.Ops[0], !nested
}

func newGrid(n int) [][]bool {
	cells, grid := make([]bool, n*n), make([][]bool, n)
	for row := range grid {
		grid[row] = cells[row*n : (row+1)*n]
	}
	return grid
}

// upright says whether a path is made of level and upright lines alone.
func upright(path display.Path) bool {
	var pen display.Point
	for i := range path {
		s := &path[i]
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
	perPoint := float64(n) / r.W
	winds := make([]int, n*(n+1))
	line := func(a, b display.Point) {
		if a.Y == b.Y {
			return
		}
		col := nearest((a.X - r.X) * perPoint)
		from, to, step := nearest((a.Y-r.Y)*perPoint), nearest((b.Y-r.Y)*perPoint), 1
		if from > to {
			from, to, step = to, from, -1
		}
		for row := max(from, 0); row < min(to, n) && col >= 0 && col <= n; row++ {
			winds[row*(n+1)+col] += step
		}
	}
	var start, pen display.Point
	for i := range path {
		s := &path[i]
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

// nearest rounds to the nearest whole number; what is far below nought becomes -1.
func nearest(v float64) int { return int(max(v, -1)+1.5) - 1 }

func meet(a, b display.Rect) bool {
	return a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

// reach is a rectangle round ink of an op, by its place on the page. It is wide
// for text and for paths of many contours; the op tells more to those who ask.
type reach struct {
	op    int
	rect  display.Rect
	ink   display.Op   // nil where nothing more is known
	use   *display.Use // through which a shared part draws it; nil for the page itself
	inner int          // place among the part's ops
}

// inks says whether what reaches into a rectangle has ink there.
func (r reach) inks(l *fonts.Library, into display.Rect) bool {
	switch op := r.ink.(type) {
	case display.Text:
		return r.letters(l, op.Run, into)
	case display.Fill:
		return r.contours(op.Path, 0, into)
	case display.Stroke:
		return r.contours(op.Path, op.Width/2, into)
	default:
		return true
	}
}

func (r reach) meets(rect, into display.Rect) bool {
	if r.use != nil {
		rect = placed(*r.use, rect)
	}
	return meet(rect, into)
}

// letters looks at each letter of a run.
func (r reach) letters(l *fonts.Library, run display.GlyphRun, into display.Rect) bool {
	face, err := l.Face(run.Font)
	if err != nil {
		return true // who draws it will say so
	}
	scale := run.Size / float64(face.SFNT.Upem)
	for _, g := range run.Glyphs {
		box, ok := face.SFNT.Bounds(int(g.GID))
		if ok && r.meets(display.Rect{
			X: run.X + g.X + float64(float64(box.XMin)*scale), Y: run.Y - g.Y - float64(float64(box.YMax)*scale),
			W: float64(box.XMax-box.XMin) * scale, H: float64(box.YMax-box.YMin) * scale,
		}, into) {
			return true
		}
	}
	return false
}

// contours looks at each contour of a path: cut marks and the rules of a table
// are far apart.
func (r reach) contours(path display.Path, margin float64, into display.Rect) bool {
	from := 0
	for i := 1; i <= len(path); i++ {
		if i < len(path) && path[i].Verb != display.MoveTo {
			continue
		}
		if r.meets(bounds(path[from:i], margin), into) {
			return true
		}
		from = i
	}
	return false
}

// walker finds what is drawn where. It looks into a shared part once.
type walker map[*display.Shared][]reach

// reaches gives rectangles round the ink of ops, in their order: one for an op
// that draws, and one for each thing that a shared part draws.
func (w walker) reaches(ops []display.Op) []reach {
	out := make([]reach, 0, len(ops))
	for i, op := range ops {
		if use, ok := op.(display.Use); ok {
			for _, r := range w.part(use.Part) {
				out = append(out, r.through(i, &use))
			}
			continue
		}
		r := reach{op: i, rect: inkOf(op), ink: op}
		if r.rect.W > 0 || r.rect.H > 0 {
			out = append(out, r)
		}
	}
	return out
}

// through is what a use on the page makes of a shared part's reach. What comes
// through two parts is not followed further.
func (r reach) through(op int, use *display.Use) reach {
	out := reach{op: op, rect: placed(*use, r.rect), use: use, inner: r.op}
	if r.use == nil {
		out.ink = r.ink
	}
	return out
}

func (w walker) part(p *display.Shared) []reach {
	rs, known := w[p]
	if !known {
		rs = w.reaches(p.Ops)
		w[p] = rs
	}
	return rs
}

// placed is where a rectangle of a shared part comes to lie. A clip only makes it
// smaller, so it is left out of account.
func placed(u display.Use, r display.Rect) display.Rect {
	k := u.Scale
	if k == 0 {
		k = 1
	}
	x, y, w, h := float64(r.X*k), float64(r.Y*k), float64(r.W*k), float64(r.H*k)
	for range u.Turn & 3 {
		x, y, w, h = -y-h, x, h, w // a quarter clockwise
	}
	return display.Rect{X: u.X + x, Y: u.Y + y, W: w, H: h}
}

// inkOf gives a rectangle round the ink of an op; an empty one where there is
// none.
func inkOf(op display.Op) display.Rect {
	switch o := op.(type) {
	case display.Fill:
		return bounds(o.Path, 0)
	case display.Cells:
		return o.Rect()
	case display.Stroke:
		return bounds(o.Path, o.Width/2)
	case display.Text:
		r := o.Run
		return display.Rect{X: r.X - r.Size/2, Y: r.Y - 2*r.Size, W: r.W + r.Size, H: 3 * r.Size}
	case display.Image:
		return o.Rect
	default:
		return display.Rect{}
	}
}

func bounds(path display.Path, margin float64) display.Rect {
	x0, y0, x1, y1 := math.MaxFloat64, math.MaxFloat64, -math.MaxFloat64, -math.MaxFloat64
	for i := range path {
		s := &path[i]
		points := 1
		switch s.Verb {
		case display.CubicTo:
			points = 3
		case display.Close:
			continue
		case display.MoveTo, display.LineTo:
		}
		for _, p := range s.P[:points] {
			// min and max would take care of NaN, which costs more than all else here.
			if p.X < x0 {
				x0 = p.X
			}
			if p.X > x1 {
				x1 = p.X
			}
			if p.Y < y0 {
				y0 = p.Y
			}
			if p.Y > y1 {
				y1 = p.Y
			}
		}
	}
	if x0 > x1 {
		return display.Rect{}
	}
	return display.Rect{X: x0 - margin, Y: y0 - margin, W: x1 - x0 + 2*margin, H: y1 - y0 + 2*margin}
}
