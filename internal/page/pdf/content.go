package pdf

import (
	"math"
	"strconv"

	"daykit/internal/domain/display"
)

// canvas writes the operators of one content stream. It remembers the graphics
// state, so that what is already set is not set again.
type canvas struct {
	buf    []byte
	height float64 // of the page or part, since PDF counts upwards from the foot
	cmyk   bool

	fillColor   paint
	strokeColor paint
	width       float64 // below 0: not known
	joins, caps state

	said   *display.GlyphRun // the text before, in the same marked sequence
	wants  []want
	holes  []hole
	worker *worker // while drawing
}

// paint is a colour, if it is known which one is set.
type paint struct {
	color display.Color
	known bool
}

// state says what a viewer's line joins or caps are.
type state byte

const (
	unknown state = iota
	square        // miter joins, butt caps
	round
)

// newCanvas starts a page: PDF starts with black, butt caps and miter joins.
func newCanvas(w *worker, height float64, cmyk bool) *canvas {
	c := newPartCanvas(w, height, cmyk)
	black := paint{known: true}
	c.fillColor, c.strokeColor, c.joins, c.caps = black, black, square, square
	return c
}

// newPartCanvas starts a shared part, which finds whatever state the page was in.
func newPartCanvas(w *worker, height float64, cmyk bool) *canvas {
	c := &canvas{height: height, cmyk: cmyk, width: -1}
	w.lend(c)
	return c
}

func (c *canvas) fill(f display.Fill) {
	if len(f.Path) == 0 {
		return
	}
	c.setFill(f.Color)
	if g, ok := c.worker.gridOf(f.Path); ok {
		c.gridFill(f, g)
		return
	}
	op := "f\n"
	if f.EvenOdd {
		op = "f*\n"
	}
	c.path(f.Path)
	c.raw(op)
}

func (c *canvas) stroke(s display.Stroke) {
	if len(s.Path) == 0 {
		return
	}
	if want := (paint{s.Color, true}); want != c.strokeColor {
		c.color(s.Color, "G\n", "RG\n", "K\n")
		c.strokeColor = want
	}
	if s.Width != c.width {
		c.num(s.Width, 3).raw("w\n")
		c.width = s.Width
	}
	if c.joins != round {
		c.raw("1 j\n")
		c.joins = round
	}
	caps, op := square, "0 J\n"
	if s.RoundCap {
		caps, op = round, "1 J\n"
	}
	if caps != c.caps {
		c.raw(op)
		c.caps = caps
	}
	c.path(s.Path)
	c.raw("S\n")
}

func (c *canvas) setFill(col display.Color) {
	if want := (paint{col, true}); want != c.fillColor {
		c.color(col, "g\n", "rg\n", "k\n")
		c.fillColor = want
	}
}

// color writes a colour by one of three operators. Greys are written as such: a
// printer then uses its black ink alone, and black text stays sharp.
func (c *canvas) color(col display.Color, grey, rgb, cmyk string) {
	switch {
	case c.cmyk:
		for _, v := range inksOf(col) {
			c.num(float64(v)/100, 2)
		}
		c.raw(cmyk)
	case col.R == col.G && col.G == col.B:
		c.num(float64(col.R)/255, 3).raw(grey)
	default:
		c.num(float64(col.R)/255, 3).num(float64(col.G)/255, 3).num(float64(col.B)/255, 3).raw(rgb)
	}
}

// rect adds an upright rectangle to the path.
func (c *canvas) rect(r display.Rect) *canvas {
	return c.num(r.X, 3).num(c.height-r.Y-r.H, 3).num(r.W, 3).num(r.H, 3).raw("re\n")
}

// path writes a path in hundredths of a point: 3.5 µm, finer than any printer.
func (c *canvas) path(p display.Path) {
	if r, ok := rectOf(p); ok {
		c.num(r.X, 2).num(c.height-r.Y-r.H, 2).num(r.W, 2).num(r.H, 2).raw("re\n")
		return
	}
	for i := range p {
		switch s := &p[i]; s.Verb {
		case display.MoveTo:
			c.point(s.P[0]).raw("m\n")
		case display.LineTo:
			c.point(s.P[0]).raw("l\n")
		case display.CubicTo:
			c.point(s.P[0]).point(s.P[1]).point(s.P[2]).raw("c\n")
		case display.Close:
			c.raw("h\n")
		}
	}
}

// rectOf gives the rectangle that a path is, if it is one as display.RectPath makes
// it: tick boxes and grounds, which PDF has a short word for.
func rectOf(p display.Path) (display.Rect, bool) {
	if len(p) != 5 || p[0].Verb != display.MoveTo || p[4].Verb != display.Close {
		return display.Rect{}, false
	}
	a, b := p[0].P[0], p[2].P[0]
	r := display.Rect{X: a.X, Y: a.Y, W: b.X - a.X, H: b.Y - a.Y}
	right := p[1].Verb == display.LineTo && p[1].P[0] == display.Point{X: b.X, Y: a.Y}
	left := p[3].Verb == display.LineTo && p[3].P[0] == display.Point{X: a.X, Y: b.Y}
	return r, p[2].Verb == display.LineTo && right && left && r.W > 0 && r.H > 0
}

func (c *canvas) point(p display.Point) *canvas { return c.num(p.X, 2).num(c.height-p.Y, 2) }

func (c *canvas) raw(s string) *canvas {
	c.buf = append(c.buf, s...)
	return c
}

func (c *canvas) num(v float64, places int) *canvas {
	c.buf = append(appendNum(c.buf, v, places), ' ')
	return c
}

// appendNum writes v with at most places decimals and no trailing noughts.
func appendNum(b []byte, v float64, places int) []byte {
	scale := [...]float64{1, 10, 100, 1e3, 1e4, 1e5, 1e6}[places]
	n := int64(math.Round(v * scale))
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	whole, frac := n/int64(scale), n%int64(scale)
	if whole > 0 || frac == 0 {
		b = strconv.AppendInt(b, whole, 10)
	}
	if frac == 0 {
		return b
	}
	b = append(b, '.')
	for s := int64(scale) / 10; frac > 0; s /= 10 {
		b = append(b, '0'+byte(frac/s))
		frac %= s
	}
	return b
}

// num formats one number for a dictionary.
func num(v float64) string { return string(appendNum(nil, v, 3)) }

// bounds gives the upright box round the points of a path.
func bounds(p display.Path) display.Rect {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for i := range p {
		for _, q := range p[i].P[:points(p[i].Verb)] {
			x0, y0, x1, y1 = least(x0, q.X), least(y0, q.Y), most(x1, q.X), most(y1, q.Y)
		}
	}
	if x0 > x1 {
		return display.Rect{}
	}
	return display.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
}

// least and most are min and max without the care for NaN, which costs more than
// all else here.
func least(a, b float64) float64 {
	if b < a {
		return b
	}
	return a
}

func most(a, b float64) float64 {
	if b > a {
		return b
	}
	return a
}

func points(v display.Verb) int {
	switch v {
	case display.MoveTo, display.LineTo:
		return 1
	case display.CubicTo:
		return 3
	default:
		return 0
	}
}
