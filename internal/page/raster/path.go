package raster

import (
	"image"
	"math"

	"daykit/internal/domain/display"
	"daykit/internal/text/sfnt"
)

// flatness is how far, in pixels, a line may stray from the curve it stands for.
const flatness = 0.02

// matrix takes a point to pixels: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

func uniform(scale float64) matrix { return matrix{a: scale, d: scale} }

// apply keeps the compiler from fusing products, which processors do differently.
func (m matrix) apply(x, y float64) (float64, float64) {
	return float64(m.a*x) + float64(m.c*y) + m.e, float64(m.b*x) + float64(m.d*y) + m.f
}

// then is the map that applies inner first.
func (m matrix) then(inner matrix) matrix {
	e, f := m.apply(inner.e, inner.f)
	return matrix{
		a: float64(m.a*inner.a) + float64(m.c*inner.b), b: float64(m.b*inner.a) + float64(m.d*inner.b),
		c: float64(m.a*inner.c) + float64(m.c*inner.d), d: float64(m.b*inner.c) + float64(m.d*inner.d),
		e: e, f: f,
	}
}

// scale is how much longer a length becomes: all our maps keep shapes alike.
func (m matrix) scale() float64 { return math.Abs(m.a) + math.Abs(m.b) }

// use is the map of a shared part.
func use(u display.Use) matrix {
	k := u.Scale
	if k == 0 {
		k = 1
	}
	turns := [4]matrix{{a: k, d: k}, {b: k, c: -k}, {a: -k, d: -k}, {b: -k, c: k}}
	m := turns[u.Turn&3]
	m.e, m.f = u.X, u.Y
	return m
}

// rect is where an upright rectangle lands; our maps turn by quarters only.
func (m matrix) rect(r display.Rect) display.Rect {
	x0, y0 := m.apply(r.X, r.Y)
	x1, y1 := m.apply(r.X+r.W, r.Y+r.H)
	return display.Rect{X: math.Min(x0, x1), Y: math.Min(y0, y1), W: math.Abs(x1 - x0), H: math.Abs(y1 - y0)}
}

// pixels is the smallest box of whole pixels round r grown by reach.
func pixels(r display.Rect, reach float64) image.Rectangle {
	at := func(v float64) int { return int(math.Max(-maxCoordinate, math.Min(maxCoordinate, v))) }
	return image.Rect(at(math.Floor(r.X-reach)), at(math.Floor(r.Y-reach)), at(math.Ceil(r.X+r.W+reach)), at(math.Ceil(r.Y+r.H+reach)))
}

// bounds is the box round a path's points, controls among them.
func bounds(p display.Path) display.Rect {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range p {
		for _, q := range s.P[:points(s.Verb)] {
			x0, y0, x1, y1 = math.Min(x0, q.X), math.Min(y0, q.Y), math.Max(x1, q.X), math.Max(y1, q.Y)
		}
	}
	if x0 > x1 {
		return display.Rect{}
	}
	return display.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
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

// pen is what can follow straight lines, in pixels.
type pen interface {
	move(x, y float64)
	line(x, y float64)
	close()
}

// follow leads a pen along a path; curves become lines.
func follow(p display.Path, m matrix, to pen) {
	var x, y float64
	for _, s := range p {
		switch s.Verb {
		case display.MoveTo:
			x, y = m.apply(s.P[0].X, s.P[0].Y)
			to.move(x, y)
		case display.LineTo:
			x, y = m.apply(s.P[0].X, s.P[0].Y)
			to.line(x, y)
		case display.CubicTo:
			ax, ay := m.apply(s.P[0].X, s.P[0].Y)
			bx, by := m.apply(s.P[1].X, s.P[1].Y)
			ex, ey := m.apply(s.P[2].X, s.P[2].Y)
			cubic(to, [4]float64{x, ax, bx, ex}, [4]float64{y, ay, by, ey})
			x, y = ex, ey
		case display.Close:
			to.close()
		}
	}
}

// steps is how many lines a curve needs, by the bound on its second derivative.
func steps(bend float64) int {
	return max(1, min(256, int(math.Ceil(math.Sqrt(bend/flatness)))))
}

func cubic(to pen, x, y [4]float64) {
	bend := math.Max(
		math.Hypot(x[0]-2*x[1]+x[2], y[0]-2*y[1]+y[2]),
		math.Hypot(x[1]-2*x[2]+x[3], y[1]-2*y[2]+y[3])) * 0.75
	n := steps(bend)
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		w := [4]float64{u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t}
		to.line(weigh(w, x), weigh(w, y))
	}
	to.line(x[3], y[3])
}

func weigh(w, v [4]float64) float64 {
	return float64(w[0]*v[0]) + float64(w[1]*v[1]) + float64(w[2]*v[2]) + float64(w[3]*v[3])
}

// letter leads a pen along a glyph; m takes font units to pixels.
func letter(outline []sfnt.Step, m matrix, to pen) {
	var x, y float64
	for _, s := range outline {
		switch s.Verb {
		case sfnt.MoveTo:
			x, y = m.apply(s.X, s.Y)
			to.move(x, y)
		case sfnt.LineTo:
			x, y = m.apply(s.X, s.Y)
			to.line(x, y)
		case sfnt.QuadTo:
			cx, cy := m.apply(s.CX, s.CY)
			ex, ey := m.apply(s.X, s.Y)
			quad(to, [3]float64{x, cx, ex}, [3]float64{y, cy, ey})
			x, y = ex, ey
		case sfnt.Close:
			to.close()
		}
	}
}

func quad(to pen, x, y [3]float64) {
	n := steps(math.Hypot(x[0]-2*x[1]+x[2], y[0]-2*y[1]+y[2]) * 0.25)
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		a, b, c := u*u, 2*u*t, t*t
		to.line(float64(a*x[0])+float64(b*x[1])+float64(c*x[2]), float64(a*y[0])+float64(b*y[1])+float64(c*y[2]))
	}
	to.line(x[2], y[2])
}
