package raster

import "math"

// vec is a place or a direction, in pixels.
type vec struct{ x, y float64 }

func (v vec) plus(w vec) vec      { return vec{v.x + w.x, v.y + w.y} }
func (v vec) minus(w vec) vec     { return vec{v.x - w.x, v.y - w.y} }
func (v vec) back() vec           { return vec{-v.x, -v.y} }
func (v vec) aside() vec          { return vec{v.y, -v.x} }
func (v vec) dot(w vec) float64   { return float64(v.x*w.x) + float64(v.y*w.y) }
func (v vec) cross(w vec) float64 { return float64(v.x*w.y) - float64(v.y*w.x) }
func (v vec) length() float64     { return math.Sqrt(v.dot(v)) }

// long is v made r long.
func (v vec) long(r float64) vec {
	k := r / v.length()
	return vec{float64(v.x * k), float64(v.y * k)}
}

// near is the length, in pixels, under which two points of a line are one.
const near = 1e-4

// stroker is a pen that gives the outline of a stroke to another. What it draws
// winds one way everywhere: along each side, round the joins on the outer side and
// by way of the point itself on the inner one. Under the non-zero rule that is the
// union of all pieces of the stroke.
type stroker struct {
	to       pen
	radius   float64
	roundCap bool
	points   []vec // of the contour so far, none twice in a row
	drawn    bool  // a line was asked for, however short
}

func (s *stroker) move(x, y float64) {
	s.finish()
	s.points = append(s.points, vec{x, y})
}

func (s *stroker) line(x, y float64) {
	s.drawn = true
	p := vec{x, y}
	if n := len(s.points); n == 0 || s.points[n-1].minus(p).length() > near {
		s.points = append(s.points, p)
	}
}

// close draws the contour as a ring; the pen goes on from where it began.
func (s *stroker) close() {
	n := len(s.points)
	if n == 0 {
		return
	}
	start := s.points[0]
	if n > 1 && s.points[n-1].minus(start).length() <= near {
		s.points = s.points[:n-1]
	}
	if len(s.points) > 1 {
		s.ring()
		s.drawn = false
	}
	s.move(start.x, start.y)
}

// finish draws what is left open, with its ends.
func (s *stroker) finish() {
	switch n := len(s.points); {
	case n > 1:
		s.open()
	case n == 1 && s.drawn && s.roundCap:
		s.dot(s.points[0])
	}
	s.points, s.drawn = s.points[:0], false
}

// open goes along one side, round the end and back along the other.
func (s *stroker) open() {
	p := s.points
	begin := p[0].plus(s.side(p[0], p[1]))
	s.to.move(begin.x, begin.y)
	for range 2 {
		for i := 1; i < len(p)-1; i++ {
			s.join(p[i-1], p[i], p[i+1])
		}
		s.cap(p[len(p)-2], p[len(p)-1])
		p = reversed(p)
	}
	s.to.close()
}

// ring goes round both sides of a closed contour.
func (s *stroker) ring() {
	p := s.points
	for range 2 {
		n := len(p)
		begin := p[0].plus(s.side(p[n-1], p[0]))
		s.to.move(begin.x, begin.y)
		for i := range p {
			s.join(p[(i+n-1)%n], p[i], p[(i+1)%n])
		}
		s.to.close()
		p = reversed(p)
	}
}

func (s *stroker) dot(p vec) {
	up := vec{0, -s.radius}
	s.to.move(p.x, p.y+s.radius)
	s.arc(p, up.back(), vec{-s.radius, 0})
	s.arc(p, vec{-s.radius, 0}, up)
	s.arc(p, up, vec{s.radius, 0})
	s.arc(p, vec{s.radius, 0}, up.back())
	s.to.close()
}

// side is the way from a line to the edge of its stroke.
func (s *stroker) side(from, to vec) vec { return to.minus(from).aside().long(s.radius) }

// join leads from the edge of one line to that of the next.
func (s *stroker) join(a, b, c vec) {
	in, out := s.side(a, b), s.side(b, c)
	s.at(b.plus(in))
	switch turn := in.cross(out); {
	case turn < 0 || turn == 0 && in.dot(out) > 0: // the inner side, or straight on
		// Where both lines reach past the cut corner, they cover it twice: it may be
		// cut then, which spares long edges at each point of a curve.
		if cut := -turn / s.radius; cut >= b.minus(a).length() || cut >= c.minus(b).length() {
			s.at(b)
		}
		s.at(b.plus(out))
	case in.dot(out) >= 0:
		s.arc(b, in, out)
	default:
		ahead := b.minus(a).long(s.radius)
		s.arc(b, in, s.between(in, out, ahead))
		s.arc(b, s.between(in, out, ahead), out)
	}
}

// between halves the turn from v to w, which is ahead for half a circle.
func (s *stroker) between(v, w, ahead vec) vec {
	if m := v.plus(w); m.length() > s.radius/64 {
		return m.long(s.radius)
	}
	return ahead
}

func (s *stroker) cap(from, end vec) {
	in := s.side(from, end)
	s.at(end.plus(in))
	if s.roundCap {
		ahead := end.minus(from).long(s.radius)
		s.arc(end, in, ahead)
		s.arc(end, ahead, in.back())
	}
	s.at(end.plus(in.back()))
}

// arc goes round p from p+v to p+w, a quarter at most, halving until lines do.
func (s *stroker) arc(p, v, w vec) {
	m := v.plus(w)
	if s.radius-m.length()/2 > flatness {
		mid := m.long(s.radius)
		s.arc(p, v, mid)
		s.arc(p, mid, w)
		return
	}
	s.at(p.plus(w))
}

func (s *stroker) at(p vec) { s.to.line(p.x, p.y) }

func reversed(p []vec) []vec {
	out := make([]vec, len(p))
	for i, v := range p {
		out[len(p)-1-i] = v
	}
	return out
}
