// Package pictogram holds the small pictures of things that the kit prints and the
// public page shows: of places, of what a venue offers, of allergens. They are drawn
// by us, as paths, and words always stand beside them. What paints them is elsewhere.
package pictogram

import (
	"math"

	"daykit/internal/domain/display"
)

// Icon is a picture of a thing on a grid of Grid units a side, with strokes like the
// braid's strands: round ends, one weight, and bare paper where one part passes in
// front of another.
type Icon struct{ Parts []Part }

// Part is a stroke, or a fill where Width is 0. A part that stands in front lets bare
// paper show round it.
type Part struct {
	Path    display.Path // in units of the grid
	Width   float64
	Front   bool
	EvenOdd bool
	Second  bool // in the second colour
}

// The measures of an icon, in units of its grid.
const (
	Grid = 100.0
	Gap  = 3.5 // of bare paper beside a part in front

	weight = 8.0 // of the usual stroke
)

// stroke adds a line along a path.
func (ic *Icon) stroke(width float64, path display.Path) *Part {
	ic.Parts = append(ic.Parts, Part{Path: path, Width: width})
	return &ic.Parts[len(ic.Parts)-1]
}

// fill adds the inside of a path.
func (ic *Icon) fill(path display.Path) *Part {
	ic.Parts = append(ic.Parts, Part{Path: path})
	return &ic.Parts[len(ic.Parts)-1]
}

// line adds a stroke through points given as x, y, x, y and so on.
func (ic *Icon) line(width float64, xy ...float64) *Part {
	return ic.stroke(width, polyline(xy))
}

// shape fills the polygon of points given as x, y, x, y and so on.
func (ic *Icon) shape(xy ...float64) *Part {
	path := polyline(xy)
	path.Close()
	return ic.fill(path)
}

// curve adds a stroke from (x, y) along cubics of six figures each.
func (ic *Icon) curve(width, x, y float64, cubics ...float64) *Part {
	return ic.stroke(width, curved(x, y, cubics))
}

// blob fills what a line from (x, y) along cubics of six figures each encloses.
func (ic *Icon) blob(x, y float64, cubics ...float64) *Part {
	path := curved(x, y, cubics)
	path.Close()
	return ic.fill(path)
}

func (ic *Icon) disc(x, y, r float64) { ic.fill(display.CirclePath(x, y, r)) }

func (ic *Icon) ring(width, x, y, r float64) *Part {
	return ic.stroke(width, display.CirclePath(x, y, r))
}

func (ic *Icon) box(x, y, w, h, r float64) *Part {
	return ic.fill(display.RoundRectPath(display.Rect{X: x, Y: y, W: w, H: h}, r))
}

func (ic *Icon) frame(width, x, y, w, h, r float64) {
	ic.stroke(width, display.RoundRectPath(display.Rect{X: x, Y: y, W: w, H: h}, r))
}

// arc adds a stroke round (x, y) from one angle to another, in degrees clockwise
// from three o'clock.
func (ic *Icon) arc(width, x, y, r, from, to float64) {
	ic.stroke(width, arcPath(x, y, r, from, to))
}

func polyline(xy []float64) (path display.Path) {
	path.Move(xy[0], xy[1])
	for i := 2; i+1 < len(xy); i += 2 {
		path.Line(xy[i], xy[i+1])
	}
	return path
}

func curved(x, y float64, cubics []float64) (path display.Path) {
	path.Move(x, y)
	for i := 0; i+5 < len(cubics); i += 6 {
		c := cubics[i : i+6]
		path.Cubic(c[0], c[1], c[2], c[3], c[4], c[5])
	}
	return path
}

// arcPath approximates an arc by cubics of at most 45 degrees each.
func arcPath(x, y, r, from, to float64) (path display.Path) {
	n := math.Ceil(math.Abs(to-from) / 45)
	step := (to - from) / n * math.Pi / 180
	k := 4.0 / 3 * math.Tan(step/4) * r
	at := from * math.Pi / 180
	point := func(a float64) (px, py, tx, ty float64) {
		sin, cos := math.Sincos(a)
		return x + float64(r*cos), y + float64(r*sin), float64(-k * sin), float64(k * cos)
	}
	px, py, tx, ty := point(at)
	path.Move(px, py)
	for range int(n) {
		at += step
		qx, qy, ux, uy := point(at)
		path.Cubic(px+tx, py+ty, qx-ux, qy-uy, qx, qy)
		px, py, tx, ty = qx, qy, ux, uy
	}
	return path
}
