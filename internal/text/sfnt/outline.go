package sfnt

// Verb says what a step of an outline does.
type Verb byte

// The verbs: Quad has one control point, Close none.
const (
	MoveTo Verb = 'M'
	LineTo Verb = 'L'
	QuadTo Verb = 'Q'
	Close  Verb = 'Z'
)

// Step is one step of an outline, in font units with y upwards. Control is used
// by QuadTo only. Coordinates are whole or half units.
type Step struct {
	Verb   Verb
	CX, CY float64
	X, Y   float64
}

const (
	maxDepth  = 6    // levels of composites within composites
	maxPoints = 8192 // of one simple glyph; the largest of ours has under 1,000
	maxParts  = 4096 // parts drawn for one glyph, at all levels together
)

// Outline is the shape of a glyph, contours by the non-zero winding rule. It is
// empty for a blank or damaged glyph.
func (f *Font) Outline(g int) []Step {
	o := outliner{f: f, left: maxParts}
	o.glyph(g, identity, 0)
	return o.steps
}

// matrix is an affine map; the linear part is in 1/16384, as fonts write it.
type matrix struct{ xx, xy, yx, yy, dx, dy int }

var identity = matrix{xx: 1 << 14, yy: 1 << 14}

func (m matrix) apply(x, y int) (int, int) {
	return shift14(m.xx*x+m.yx*y) + m.dx, shift14(m.xy*x+m.yy*y) + m.dy
}

// then is the map that applies inner first and m to what comes out.
func (m matrix) then(inner matrix) matrix {
	dx, dy := m.apply(inner.dx, inner.dy)
	return matrix{
		xx: shift14(m.xx*inner.xx + m.yx*inner.xy), xy: shift14(m.xy*inner.xx + m.yy*inner.xy),
		yx: shift14(m.xx*inner.yx + m.yx*inner.yy), yy: shift14(m.xy*inner.yx + m.yy*inner.yy),
		dx: dx, dy: dy,
	}
}

func shift14(v int) int { return (v + 1<<13) >> 14 }

type outliner struct {
	f     *Font
	steps []Step
	left  int
}

func (o *outliner) glyph(g int, m matrix, depth int) {
	d := o.f.data(g)
	if d == nil || depth > maxDepth || o.left == 0 {
		return
	}
	o.left--
	if i16(d, 0) >= 0 {
		o.simple(d, m)
		return
	}
	for _, c := range components(d) {
		o.glyph(c.gid, m.then(place(d, c)), depth+1)
	}
}

// place reads how a part is moved and scaled. Parts placed by matching points,
// which no font of ours has, stay at the origin.
func place(d []byte, c component) matrix {
	m := identity
	at := c.at + 4
	words := c.flags&argsAreWords != 0
	if c.flags&argsAreXY != 0 {
		if words {
			m.dx, m.dy = i16(d, at), i16(d, at+2)
		} else {
			m.dx, m.dy = int(int8(d[at])), int(int8(d[at+1]))
		}
	}
	at += 2
	if words {
		at += 2
	}
	switch {
	case c.flags&haveScale != 0:
		m.xx = i16(d, at)
		m.yy = m.xx
	case c.flags&haveXYScale != 0:
		m.xx, m.yy = i16(d, at), i16(d, at+2)
	case c.flags&haveTwoByTwo != 0:
		m.xx, m.xy, m.yx, m.yy = i16(d, at), i16(d, at+2), i16(d, at+4), i16(d, at+6)
	}
	return m
}

type point struct {
	x, y int
	on   bool
}

func (o *outliner) simple(d []byte, m matrix) {
	pts, ends := points(d)
	from := 0
	for _, end := range ends {
		if end < from || end >= len(pts) {
			return
		}
		contour := pts[from : end+1]
		for i, p := range contour {
			contour[i].x, contour[i].y = m.apply(p.x, p.y)
		}
		o.contour(contour)
		from = end + 1
	}
}

// The flags of a point of a simple glyph.
const (
	onCurve = 1 << 0
	xShort  = 1 << 1
	yShort  = 1 << 2
	repeats = 1 << 3
	xSame   = 1 << 4 // with xShort: positive
	ySame   = 1 << 5 // with yShort: positive
)

// points reads a simple glyph; nil when it is damaged.
func points(d []byte) (pts []point, ends []int) {
	n := i16(d, 0)
	at := glyphHeader
	if n == 0 || at+2*n+2 > len(d) {
		return nil, nil
	}
	for i := range n {
		ends = append(ends, int(u16(d, at+2*i)))
	}
	at += 2 * n
	at += 2 + int(u16(d, at))
	count := ends[n-1] + 1
	if count > maxPoints {
		return nil, nil
	}
	flags, at := pointFlags(d, at, count)
	if flags == nil {
		return nil, nil
	}
	pts = make([]point, count)
	at = coordinates(d, at, flags, xShort, xSame, func(i, v int) { pts[i].x = v })
	if at = coordinates(d, at, flags, yShort, ySame, func(i, v int) { pts[i].y = v }); at < 0 {
		return nil, nil
	}
	for i, fl := range flags {
		pts[i].on = fl&onCurve != 0
	}
	return pts, ends
}

func pointFlags(d []byte, at, count int) ([]byte, int) {
	flags := make([]byte, 0, count)
	for len(flags) < count {
		if at >= len(d) {
			return nil, at
		}
		fl, times := d[at], 1
		at++
		if fl&repeats != 0 {
			if at >= len(d) {
				return nil, at
			}
			times += int(d[at])
			at++
		}
		for ; times > 0 && len(flags) < count; times-- {
			flags = append(flags, fl)
		}
	}
	return flags, at
}

// coordinates reads one axis and gives where it ends, or -1 when it is cut short.
func coordinates(d []byte, at int, flags []byte, short, same byte, set func(i, v int)) int {
	if at < 0 {
		return -1
	}
	v := 0
	for i, fl := range flags {
		switch {
		case fl&short != 0:
			if at+1 > len(d) {
				return -1
			}
			if fl&same != 0 {
				v += int(d[at])
			} else {
				v -= int(d[at])
			}
			at++
		case fl&same == 0:
			if at+2 > len(d) {
				return -1
			}
			v += i16(d, at)
			at += 2
		}
		set(i, v)
	}
	return at
}

// contour turns points into steps. Two control points in a row have a point on
// the curve half-way between them that the font does not write.
func (o *outliner) contour(pts []point) {
	n := len(pts)
	if n < 2 {
		return
	}
	start, first := contourStart(pts)
	o.steps = append(o.steps, Step{Verb: MoveTo, X: start.x, Y: start.y})
	var control *vec
	for i := range n {
		p := pts[(first+i)%n]
		v := vec{float64(p.x), float64(p.y)}
		switch {
		case p.on && control == nil:
			o.steps = append(o.steps, Step{Verb: LineTo, X: v.x, Y: v.y})
		case p.on:
			o.quad(*control, v)
			control = nil
		case control == nil:
			control = &v
		default:
			o.quad(*control, control.mid(v))
			control = &v
		}
	}
	if control != nil {
		o.quad(*control, start)
	}
	o.steps = append(o.steps, Step{Verb: Close})
}

// contourStart gives where the pen starts, and the first point to draw to.
func contourStart(pts []point) (start vec, first int) {
	at := func(i int) vec { return vec{float64(pts[i].x), float64(pts[i].y)} }
	for i, p := range pts {
		if p.on {
			return at(i), i + 1
		}
	}
	return at(len(pts) - 1).mid(at(0)), 0
}

func (o *outliner) quad(c, to vec) {
	o.steps = append(o.steps, Step{Verb: QuadTo, CX: c.x, CY: c.y, X: to.x, Y: to.y})
}

type vec struct{ x, y float64 }

func (v vec) mid(w vec) vec { return vec{(v.x + w.x) / 2, (v.y + w.y) / 2} }
