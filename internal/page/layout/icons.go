package layout

import (
	"math"

	"daykit/internal/domain/display"
)

// An icon is a picture of a thing, drawn by us on a grid of 100 units a side with
// strokes like the braid's strands: round ends, one weight, and bare paper where
// one part passes in front of another.
type icon struct{ parts []iconPart }

// iconPart is a stroke, or a fill where width is 0. A part that stands in front
// lets bare paper show round it.
type iconPart struct {
	path    display.Path // in units of the grid
	width   float64
	front   bool
	evenOdd bool
	second  bool // in the second colour
}

const (
	iconGrid   = 100.0
	iconWeight = 8.0 // of the usual stroke
	iconGap    = 3.5 // of bare paper beside a part in front
	iconRim    = 1.6 // of the line round a hollow icon
)

// stroke adds a line along a path.
func (ic *icon) stroke(width float64, path display.Path) *iconPart {
	ic.parts = append(ic.parts, iconPart{path: path, width: width})
	return &ic.parts[len(ic.parts)-1]
}

// fill adds the inside of a path.
func (ic *icon) fill(path display.Path) *iconPart {
	ic.parts = append(ic.parts, iconPart{path: path})
	return &ic.parts[len(ic.parts)-1]
}

// line adds a stroke through points given as x, y, x, y and so on.
func (ic *icon) line(width float64, xy ...float64) *iconPart {
	return ic.stroke(width, polyline(xy))
}

// shape fills the polygon of points given as x, y, x, y and so on.
func (ic *icon) shape(xy ...float64) *iconPart {
	path := polyline(xy)
	path.Close()
	return ic.fill(path)
}

// curve adds a stroke from (x, y) along cubics of six figures each.
func (ic *icon) curve(width, x, y float64, cubics ...float64) *iconPart {
	return ic.stroke(width, curved(x, y, cubics))
}

// blob fills what a line from (x, y) along cubics of six figures each encloses.
func (ic *icon) blob(x, y float64, cubics ...float64) *iconPart {
	path := curved(x, y, cubics)
	path.Close()
	return ic.fill(path)
}

func (ic *icon) disc(x, y, r float64) { ic.fill(display.CirclePath(x, y, r)) }

func (ic *icon) ring(width, x, y, r float64) *iconPart {
	return ic.stroke(width, display.CirclePath(x, y, r))
}

func (ic *icon) box(x, y, w, h, r float64) *iconPart {
	return ic.fill(display.RoundRectPath(display.Rect{X: x, Y: y, W: w, H: h}, r))
}

func (ic *icon) frame(width, x, y, w, h, r float64) *iconPart {
	return ic.stroke(width, display.RoundRectPath(display.Rect{X: x, Y: y, W: w, H: h}, r))
}

// arc adds a stroke round (x, y) from one angle to another, in degrees clockwise
// from three o'clock.
func (ic *icon) arc(width, x, y, r, from, to float64) {
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

// iconLook says how an icon is painted.
type iconLook struct {
	color, second display.Color
	hollow        bool // a line round it and bare paper within: saves ink
}

// put draws the icon in a square with its top left corner at (x, y), as an
// artefact: words always stand beside it.
func (ic icon) put(p *display.Page, x, y, side float64, look iconLook) {
	place := placing{X: x, Y: y, Scale: side / iconGrid}
	p.Add(display.Tag{Artifact: true})
	for from := 0; from < len(ic.parts); {
		to := from + 1
		for to < len(ic.parts) && !ic.parts[to].front {
			to++
		}
		ic.layer(p, ic.parts[from:to], place, look)
		from = to
	}
	p.Add(display.End{})
}

// layer draws parts that nothing divides. Hollow ones get their line in one pass
// and their bare inside in another, so that parts which touch become one shape.
func (ic icon) layer(p *display.Page, parts []iconPart, at placing, look iconLook) {
	if parts[0].front {
		parts[0].draw(p, at, white, 2*iconGap)
	}
	rim := 0.0
	if look.hollow {
		rim = 2 * iconRim
	}
	for _, part := range parts {
		part.draw(p, at, look.of(part), rim)
	}
	for _, part := range parts {
		if look.hollow {
			part.draw(p, at, white, 0)
		}
	}
}

func (l iconLook) of(part iconPart) display.Color {
	if part.second {
		return l.second
	}
	return l.color
}

// draw paints a part, grown by some units in all.
func (part iconPart) draw(p *display.Page, at placing, color display.Color, grow float64) {
	path := at.path(part.path)
	if part.width == 0 {
		p.Add(display.Fill{Path: path, Color: color, EvenOdd: part.evenOdd})
	}
	if w := part.width + grow; w > 0 {
		p.Add(display.Stroke{Path: path, Color: color, Width: w * at.Scale, RoundCap: true})
	}
}
