package layout

import (
	"math"

	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// eye is the height that the eye takes a headline of size 1 to have. Scripts with
// small letters between tall ones look smaller than those whose letters all have
// one height; Arabic is nearly all small ones, and Nastaliq climbs.
func (s *Setter) eye(w words) float64 {
	h := s.capHeight(w.role, w.lang)
	switch script := fonts.ScriptOf(w.lang); {
	case w.lang == "ur":
		return h * 1.08
	case script == "Arab":
		return h * 0.82
	case script == "Taml":
		return h * 1.15
	case script == "Ethi", script == "Beng", script == "Deva":
		return h * 0.95
	case script == "Hani":
		return h * 0.86
	}
	return h * 0.87
}

// setHeads sets the headlines within the ring, as large as they fit and of equal
// size to the eye.
func (c *circlePoster) setHeads(r ring, try circleTry) (heads []placedBlock, fits bool) {
	var ws []words
	for _, w := range c.both() {
		if w.headline.text != "" {
			ws = append(ws, w.headline)
		}
	}
	if len(ws) == 0 {
		return nil, true
	}
	least := math.Inf(1) // height to the eye; below it each keeps its own least size
	for _, w := range ws {
		least = min(least, c.least(w)*c.s.eye(w))
	}
	first := c.s.eye(ws[0])
	if c.headArea(ws, least) > r.inner()*r.inner()*3 {
		return nil, false
	}
	lo, hi := max(least, try.want*c.k*first), 62*c.k*first
	heads, fits = c.within(r, ws, lo)
	if !fits {
		return heads, false
	}
	for range 6 {
		mid := (lo + hi) / 2
		if next, ok := c.within(r, ws, mid); ok {
			heads, lo = next, mid
		} else {
			hi = mid
		}
	}
	return heads, true
}

// headArea is the least that headlines cover at a height to the eye.
func (c *circlePoster) headArea(ws []words, eye float64) (area float64) {
	for _, w := range ws {
		if b := c.head(w, 1e5, eye); len(b.lines) > 0 {
			area += b.widest() * b.leading
		}
	}
	return area
}

// headWidths are the measures to try for a headline, in radii of the ring's room.
func headWidths() []float64 { return []float64{1.82, 1.62, 1.4, 1.15} }

// within sets the headlines at one height to the eye, in the first pair of measures
// in which every line lies within the ring.
func (c *circlePoster) within(r ring, ws []words, eye float64) ([]placedBlock, bool) {
	radius := r.inner() * 0.96
	var heads []placedBlock
	for _, first := range headWidths() {
		a := c.head(ws[0], radius*first, eye)
		if len(ws) == 1 {
			if heads = c.centred(r, radius, a); c.inside(r, radius, heads) {
				return heads, true
			}
			continue
		}
		for _, second := range headWidths() {
			heads = c.centred(r, radius, a, c.head(ws[1], radius*second, eye))
			if c.inside(r, radius, heads) {
				return heads, true
			}
		}
	}
	return heads, false
}

func (c *circlePoster) head(w words, width, eye float64) block {
	size := float64(int(eye/c.s.eye(w)*20)) / 20
	b := c.set(w, width, max(size, c.least(w)), typeset.Balance)
	return b
}

// centred puts headlines under one another about the middle of the ring, or of
// what the page shows of it, and a little above.
func (c *circlePoster) centred(r ring, radius float64, blocks ...block) (out []placedBlock) {
	gap := r.inner() * 0.13
	h := -gap
	for _, b := range blocks {
		h += gap + b.height()
	}
	top := max(r.centre.Y-radius, c.box.Y)
	y := (top+r.centre.Y+radius)/2 - h/2 - r.inner()*0.03
	for _, b := range blocks {
		out = append(out, placedBlock{b, y})
		y += gap + b.height()
	}
	return out
}

// inside says whether all ink of the headlines lies within a circle about the
// ring's centre and within the margins.
func (c *circlePoster) inside(r ring, radius float64, heads []placedBlock) bool {
	for _, b := range heads {
		if c.broken(b.block) {
			return false
		}
		base := b.y + b.top()
		for _, l := range b.lines {
			for _, y := range []float64{base - l.InkTop, base + l.InkBottom} {
				dy := y - r.centre.Y
				if float64(l.W*l.W/4)+float64(dy*dy) > radius*radius || y < c.box.Y || l.W > c.box.W {
					return false
				}
			}
			base += b.leading
		}
	}
	return true
}
