package raster

import (
	"cmp"
	"image"
	"math"
	"slices"
)

const (
	unitBits = 8             // a pixel is 256 units, across and down
	unit     = 1 << unitBits // units in a pixel
	samples  = 16            // lines sampled in a row of pixels
	sampling = unit / samples
	full     = unit * samples // the cover of a whole pixel

	fraction      = 32      // bits of an edge's place after the unit
	maxCoordinate = 1 << 17 // pixels; what lies further out is moved here
)

// scanner fills polygons. It follows the edges along sample lines, as the scan
// converter of cairo does, so that either winding rule holds exactly wherever
// contours cross.
type scanner struct {
	bounds         image.Rectangle
	edges          []edge
	active         []int32 // of edges, from left to right
	cover          []int32 // how the cover of a row changes from pixel to pixel
	low, high      int     // the part of cover that is in use
	startX, startY int64   // of the contour, in units
	x, y           int64
}

// edge is a side of a polygon, from upper to lower.
type edge struct {
	first, last int // sample lines that it crosses: first to last-1
	x, step     int64
	winding     int
}

// runs takes the cover of pixels x0 to x1-1 of row y, of full; never nought.
type runs interface {
	run(y, x0, x1 int, cover int32)
}

// reset begins a polygon, of which only what lies in bounds is wanted.
func (s *scanner) reset(bounds image.Rectangle) {
	s.bounds, s.edges = bounds, s.edges[:0]
	s.x, s.y, s.startX, s.startY = 0, 0, 0, 0
}

func toUnits(v float64) int64 {
	return int64(math.Round(math.Max(-maxCoordinate, math.Min(maxCoordinate, v)) * unit))
}

// move starts a contour at a place in pixels; the one before is closed.
func (s *scanner) move(x, y float64) {
	s.close()
	s.x, s.y = toUnits(x), toUnits(y)
	s.startX, s.startY = s.x, s.y
}

func (s *scanner) line(x, y float64) { s.lineUnits(toUnits(x), toUnits(y)) }

func (s *scanner) close() { s.lineUnits(s.startX, s.startY) }

func (s *scanner) lineUnits(x, y int64) {
	x0, y0, x1, y1, winding := s.x, s.y, x, y, 1
	s.x, s.y = x, y
	if y0 > y1 {
		x0, y0, x1, y1, winding = x1, y1, x0, y0, -1
	}
	first, last := lineAfter(y0), lineAfter(y1)
	if first == last || first >= s.bounds.Max.Y*samples || last <= s.bounds.Min.Y*samples || min(x0, x1) >= int64(s.bounds.Max.X)*unit {
		return // what lies to the left counts, since it winds round what is wanted
	}
	slope := ((x1 - x0) << fraction) / (y1 - y0)
	below := int64(first)*sampling + sampling/2 - y0
	s.edges = append(s.edges, edge{
		first: first, last: last, winding: winding,
		x: x0<<fraction + below*slope, step: slope * sampling,
	})
}

// lineAfter is the first sample line at or below a height.
func lineAfter(y int64) int {
	return int((y + sampling/2 - 1) >> (unitBits - 4))
}

// fill gives the pixels that the contours since reset cover, row by row.
func (s *scanner) fill(evenOdd bool, out runs) {
	s.close()
	bounds := s.bounds
	if bounds.Empty() || len(s.edges) == 0 {
		return
	}
	slices.SortFunc(s.edges, func(a, b edge) int { return cmp.Compare(a.first, b.first) })
	s.cover = slices.Grow(s.cover[:0], bounds.Dx()+2)[:bounds.Dx()+2]
	clear(s.cover)
	s.active = s.active[:0]
	next := 0
	for y := bounds.Min.Y; y < bounds.Max.Y && (next < len(s.edges) || len(s.active) > 0); y++ {
		next = s.row(y, next, evenOdd)
		s.sweep(y, bounds.Min.X, out)
	}
}

// row adds up the cover of one row of pixels and gives the first edge that is yet
// to come.
func (s *scanner) row(y, next int, evenOdd bool) int {
	s.low, s.high = len(s.cover), -1
	for line := y * samples; line < (y+1)*samples; {
		next = s.enter(line, next)
		weight := s.alike(line, next)
		s.order()
		s.spans(evenOdd, int32(weight))
		line += weight
		s.leave(line, weight)
	}
	return next
}

// enter takes up the edges that begin at a line or above.
func (s *scanner) enter(line, next int) int {
	for ; next < len(s.edges) && s.edges[next].first <= line; next++ {
		e := &s.edges[next]
		if e.last > line {
			e.x += int64(line-e.first) * e.step
			s.active = append(s.active, int32(next))
		}
	}
	return next
}

// alike counts the lines from here that see the same edges at the same places: a
// whole row where all are upright and none begins or ends, which is most of a code
// or a rule.
func (s *scanner) alike(line, next int) int {
	end := line + samples
	if line%samples != 0 || next < len(s.edges) && s.edges[next].first < end {
		return 1
	}
	for _, i := range s.active {
		if e := &s.edges[i]; e.step != 0 || e.last < end {
			return 1
		}
	}
	return samples
}

// order sorts the edges by place; from line to line few change.
func (s *scanner) order() {
	for i := 1; i < len(s.active); i++ {
		e, x := s.active[i], s.edges[s.active[i]].x
		j := i
		for ; j > 0 && s.edges[s.active[j-1]].x > x; j-- {
			s.active[j] = s.active[j-1]
		}
		s.active[j] = e
	}
}

// spans adds the cover of a line, or of weight lines that are alike.
func (s *scanner) spans(evenOdd bool, weight int32) {
	left, right := int64(s.bounds.Min.X)*unit, int64(s.bounds.Max.X)*unit
	winding, from := 0, int64(0)
	open := false
	for _, i := range s.active {
		e := &s.edges[i]
		was := inside(winding, evenOdd)
		winding += e.winding
		x := min(max((e.x+1<<(fraction-1))>>fraction, left), right) - left
		switch is := inside(winding, evenOdd); {
		case is && !was:
			from, open = x, true
		case was && !is:
			s.span(from, x, weight)
			open = false
		}
	}
	if open { // by an edge beyond the right end, which was left out
		s.span(from, right-left, weight)
	}
}

func (s *scanner) span(from, to int64, weight int32) {
	if to > from {
		s.add(from, weight)
		s.add(to, -weight)
	}
}

func inside(winding int, evenOdd bool) bool {
	if evenOdd {
		return winding&1 != 0
	}
	return winding != 0
}

// add lets cover begin, or with a negative weight end, at a place.
func (s *scanner) add(x int64, weight int32) {
	i, f := int(x>>unitBits), int32(x&(unit-1))
	s.cover[i] += (unit - f) * weight
	s.cover[i+1] += f * weight
	s.low, s.high = min(s.low, i), max(s.high, i+1)
}

// leave drops the edges that end above a line and moves the rest down to it.
func (s *scanner) leave(line, lines int) {
	kept := s.active[:0]
	for _, i := range s.active {
		if e := &s.edges[i]; e.last > line {
			e.x += int64(lines) * e.step
			kept = append(kept, i)
		}
	}
	s.active = kept
}

// sweep hands on the row that was added up, and clears it.
func (s *scanner) sweep(y, left int, out runs) {
	cover, from := int32(0), s.low
	for i := s.low; i <= s.high; i++ {
		change := s.cover[i]
		if change == 0 {
			continue
		}
		s.cover[i] = 0
		if cover != 0 {
			out.run(y, left+from, left+i, cover)
		}
		cover += change
		from = i
	}
}
