package layout

import (
	"math"
	"slices"

	"daykit/internal/domain/display"
)

// ring is the braid of the circle poster: strands round a circle that stays open
// at the top, where each ends in a dot.
type ring struct {
	seed    string
	centre  display.Point
	outer   float64 // radius of the whole, ink and all, pt
	strands int     // fewer leave more room inside
	ground  display.Color
	hollow  bool
}

const (
	ringSteps = 13
	ringPitch = 1.28  // from lane to lane, in widths of a strand
	ringWidth = 0.028 // of a strand, as a share of the outer radius,
	ringGrow  = 0.004 // and for each strand
	ringDot   = 0.8   // radius of a dot, in widths of a strand
	ringGap   = 0.17  // of bare ground beside an over strand, in widths of a strand
	ringPast  = 0.25  // of a step, that it goes on past a crossing
)

// width is that of a strand: few strands are thinner.
func (r ring) width() float64 { return r.outer * (ringWidth + float64(ringGrow*float64(r.strands))) }

// middle is the radius of the circle that the lanes lie about. The dots reach
// further out than the strands do.
func (r ring) middle() float64 { return r.outer - r.half() }

// half is half the breadth of the braid with its dots.
func (r ring) half() float64 {
	return r.width() * (float64(r.strands-1)/2*ringPitch + ringDot)
}

// inner is the radius of the room that the strands leave.
func (r ring) inner() float64 { return r.middle() - r.half() }

// draw adds the ring to the page.
func (r ring) draw(p *display.Page) {
	b := r.braid()
	b.draw(p)
	p.Add(display.Tag{Artifact: true})
	for _, u := range []float64{0, float64(b.steps())} {
		r.dots(p, b, u)
	}
	p.Add(display.End{})
}

// opening is half the angle that the ring is open by, and how far it is turned
// from upright; both in radians.
func (r ring) opening() (half, tilt float64) {
	rnd := seeded("opening " + r.seed)
	return math.Pi * rnd.between(0.13, 0.17), math.Pi * rnd.between(-0.03, 0.03)
}

// rise is how far the ring reaches above its centre, as a share of the outer
// radius: less than a whole circle, for it is open at the top.
func (r ring) rise() float64 {
	half, tilt := r.opening()
	return math.Cos(half - math.Abs(tilt))
}

// braid lays the plait round the circle, clockwise from the opening.
func (r ring) braid() *braid {
	rnd := seeded(r.seed)
	b := &braid{
		plait: twine(rnd, r.strands, ringSteps).held(), width: r.width(), gap: r.width() * ringGap, past: ringPast,
		colors: r.colors(), ground: r.ground, hollow: r.hollow,
	}
	rnd.shuffle(len(b.colors), func(i, j int) { b.colors[i], b.colors[j] = b.colors[j], b.colors[i] })
	half, tilt := r.opening()
	radius := r.middle()
	b.band = band{
		at: func(u float64) display.Point {
			sin, cos := math.Sincos(tilt + half + float64((2*math.Pi-2*half)*u))
			return display.Point{X: r.centre.X + float64(radius*sin), Y: r.centre.Y - float64(radius*cos)}
		},
		spacing: func(float64) float64 { return r.width() * ringPitch },
	}
	return b
}

// colors are those of the strands: none that the ground has.
func (r ring) colors() []display.Color {
	if r.hollow {
		return []display.Color{ink, marigold, teal, plum, sky, coral}
	}
	return []display.Color{ink, white, coral, teal, plum, ink}
}

// dots ends every strand, the next over the last as fish scales lie.
func (r ring) dots(p *display.Page, b *braid, u float64) {
	for lane := range b.strands {
		strand := b.strandIn(lane, int(u))
		q := b.place(strand, u)
		dot := func(radius float64, c display.Color) {
			p.Add(display.Fill{Path: display.CirclePath(q.X, q.Y, radius), Color: c})
		}
		dot(b.width*ringDot+b.gap, b.ground)
		dot(b.width*ringDot, b.colors[strand%len(b.colors)])
		if b.hollow {
			dot(b.width*(ringDot-0.17), b.ground)
		}
	}
}

// strandIn is the strand in a lane where a step begins.
func (p *plait) strandIn(lane, step int) int {
	return slices.Index(p.lanes[step], lane)
}

// held is the plait with a step at either end in which no strands swap, so that
// its ends lie a lane apart.
func (p plait) held() plait {
	out := plait{strands: p.strands, lanes: append([][]int{p.lanes[0]}, p.lanes...)}
	out.lanes = append(out.lanes, p.lanes[p.steps()])
	for _, s := range p.swaps {
		s.step++
		out.swaps = append(out.swaps, s)
	}
	return out
}
