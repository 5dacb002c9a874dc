package layout

import (
	"math"

	"daykit/internal/domain/display"
)

// hull is a box round a path, its curves by their control points, and round a
// stroke of half a width along it.
func hull(path display.Path, half float64) display.Rect {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range path {
		for _, q := range s.P[:points(s.Verb)] {
			x0, x1 = min(x0, q.X), max(x1, q.X)
			y0, y1 = min(y0, q.Y), max(y1, q.Y)
		}
	}
	return display.Rect{X: x0 - half, Y: y0 - half, W: x1 - x0 + 2*half, H: y1 - y0 + 2*half}
}

// points is how many points a step of a path has.
func points(v display.Verb) int {
	switch v {
	case display.MoveTo, display.LineTo:
		return 1
	case display.CubicTo:
		return 3
	case display.Close:
	}
	return 0
}

// curveSteps is how many straight lines stand for a curve.
const curveSteps = 8

// flat is a path in straight lines, one list of points for each contour.
func flat(path display.Path) [][]display.Point {
	out := [][]display.Point{}
	for _, s := range path {
		if s.Verb == display.MoveTo {
			out = append(out, []display.Point{s.P[0]})
			continue
		}
		if len(out) == 0 {
			continue
		}
		line := &out[len(out)-1]
		at := (*line)[len(*line)-1]
		switch s.Verb {
		case display.LineTo:
			*line = append(*line, s.P[0])
		case display.CubicTo:
			for i := 1; i <= curveSteps; i++ {
				*line = append(*line, onCurve(at, s.P, float64(i)/curveSteps))
			}
		case display.Close:
			*line = append(*line, (*line)[0])
		case display.MoveTo:
		}
	}
	return out
}

// onCurve is the point of a cubic curve at t, 0 to 1.
func onCurve(a display.Point, c [3]display.Point, t float64) display.Point {
	u := 1 - t
	ka, kb, kc, kd := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return display.Point{
		X: float64(ka*a.X) + float64(kb*c[0].X) + float64(kc*c[1].X) + float64(kd*c[2].X),
		Y: float64(ka*a.Y) + float64(kb*c[0].Y) + float64(kc*c[1].Y) + float64(kd*c[2].Y),
	}
}

func overlaps(a, b display.Rect) bool {
	return a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

func grown(r display.Rect, by float64) display.Rect {
	return display.Rect{X: r.X - by, Y: r.Y - by, W: r.W + 2*by, H: r.H + 2*by}
}

// crosses says whether a straight line from a to b enters a rectangle, by cutting
// it at each side in turn (Liang and Barsky).
func crosses(a, b display.Point, r display.Rect) bool {
	from, to := 0.0, 1.0
	dx, dy := b.X-a.X, b.Y-a.Y
	for _, side := range [4][2]float64{
		{-dx, a.X - r.X}, {dx, r.X + r.W - a.X}, {-dy, a.Y - r.Y}, {dy, r.Y + r.H - a.Y},
	} {
		p, q := side[0], side[1]
		switch {
		case p == 0 && q < 0:
			return false
		case p < 0:
			from = math.Max(from, q/p)
		case p > 0:
			to = math.Min(to, q/p)
		}
	}
	return from <= to
}
