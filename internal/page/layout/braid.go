package layout

import (
	"math"

	"daykit/internal/domain/display"
)

// A plait says how strands swap lanes step by step: the braid without its shape.
type plait struct {
	strands int
	lanes   [][]int // [step 0 … steps][strand]: the lane at the step's beginning
	swaps   []swap
}

// A swap is one crossing: within the step, over passes in front of under.
type swap struct {
	step        int
	over, under int
}

// weave plaits strands over steps. Neighbours swap in pairs that shift from step
// to step; a strand that went over last goes under next, as in a real braid.
func weave(r *random, strands, steps int) plait {
	p := plait{strands: strands}
	at := make([]int, strands) // the strand in each lane
	went := make([]int, strands)
	for i := range at {
		at[i] = i
	}
	for s := range steps {
		p.record(at)
		for i := s % 2; i+1 < strands; i += 2 {
			if r.unit() < 0.16 {
				continue
			}
			a, b := at[i], at[i+1]
			if went[a] > went[b] || went[a] == went[b] && r.unit() < 0.5 {
				a, b = b, a
			}
			went[a], went[b] = 1, -1
			p.swaps = append(p.swaps, swap{step: s, over: a, under: b})
			at[i], at[i+1] = at[i+1], at[i]
		}
	}
	p.record(at)
	return p
}

func (p *plait) record(at []int) {
	lanes := make([]int, p.strands)
	for lane, strand := range at {
		lanes[strand] = lane
	}
	p.lanes = append(p.lanes, lanes)
}

func (p *plait) steps() int { return len(p.lanes) - 1 }

// lane gives the strand's place across the band at u in steps: the uniform
// quadratic spline over its lanes, which rounds every turn. Two strands are at
// least three quarters of a lane apart where a step begins, and meet only in the
// middle of the step in which they swap.
func (p *plait) lane(strand int, u float64) float64 {
	k := math.Floor(u + 0.5)
	t := u - k
	a, b, c := p.knot(strand, int(k)-1), p.knot(strand, int(k)), p.knot(strand, int(k)+1)
	return float64(0.5*(0.5-t)*(0.5-t)*a) + float64((0.75-float64(t*t))*b) + float64(0.5*(0.5+t)*(0.5+t)*c)
}

func (p *plait) knot(strand, s int) float64 {
	return float64(p.lanes[min(max(s, 0), p.steps())][strand])
}

// A band is the curve that lanes are laid along, and how far apart they lie. u
// runs from 0 to 1; at gives the centre, spacing the distance between lanes.
type band struct {
	at      func(u float64) display.Point
	spacing func(u float64) float64
}

// braid draws a plait along a band.
type braid struct {
	plait
	band
	width  float64 // of a strand, pt
	gap    float64 // of bare ground beside an over strand, pt
	past   float64 // of a step, that the bare ground goes on past a crossing, where lanes lie close
	ground display.Color
	colors []display.Color
	hollow bool // two thin lines a strand instead of a full one: saves ink
}

// place is the point of a strand at u in steps.
func (b *braid) place(strand int, u float64) display.Point {
	return b.across(u)(b.lane(strand, u))
}

// across gives the place of each lane at u in steps.
func (b *braid) across(u float64) func(lane float64) display.Point {
	const e = 1e-4
	v := u / float64(b.steps())
	p, p1, p2 := b.at(v), b.at(v-e), b.at(v+e)
	dx, dy := p2.X-p1.X, p2.Y-p1.Y
	l := math.Hypot(dx, dy)
	dx, dy = dx/l, dy/l
	spacing, middle := b.spacing(v), float64(b.strands-1)/2
	return func(lane float64) display.Point {
		off := (lane - middle) * spacing
		return display.Point{X: p.X - float64(dy*off), Y: p.Y + float64(dx*off)}
	}
}

// pieces is the number of cubics a step is drawn with: one for each half of a
// step, where the spline of its lane has its knots.
const pieces = 2

// path follows a strand from u0 to u1 in steps as smooth cubics.
func (b *braid) path(strand int, u0, u1 float64) display.Path {
	var p display.Path
	from, tan := b.place(strand, u0), b.tangent(strand, u0)
	p.Move(from.X, from.Y)
	for u0 < u1 {
		u := math.Min(u1, math.Floor(u0*pieces+1)/pieces)
		h := u - u0
		to, tan2 := b.place(strand, u), b.tangent(strand, u)
		p.Cubic(from.X+tan.X*h/3, from.Y+tan.Y*h/3, to.X-tan2.X*h/3, to.Y-tan2.Y*h/3, to.X, to.Y)
		from, tan, u0 = to, tan2, u
	}
	return p
}

// tangent is the change of place per step.
func (b *braid) tangent(strand int, u float64) display.Point {
	const e = 1e-3
	p, q := b.place(strand, u-e), b.place(strand, u+e)
	return display.Point{X: (q.X - p.X) / (2 * e), Y: (q.Y - p.Y) / (2 * e)}
}

// overlap is how much further than its bare paper an over strand is painted
// again, in steps, so that no hairline shows where the bare ground ends.
const overlap = 0.125

// draw paints each strand whole, then each crossing in order: bare ground beside
// the over strand, and the over strand again. A crossing's bare ground ends where
// the two are nearly a lane apart, so no end of it shows and no strand has a joint.
func (b *braid) draw(p *display.Page) {
	p.Add(display.Tag{Artifact: true})
	for strand := range b.strands {
		b.strand(p, strand, 0, float64(b.steps()), true)
	}
	for _, s := range b.swaps {
		from, to := float64(s.step)-b.past, float64(s.step)+1+b.past
		p.Add(display.Stroke{Path: b.path(s.over, from, to), Color: b.ground, Width: b.width + 2*b.gap})
		b.strand(p, s.over, from-overlap, to+overlap, false)
	}
	p.Add(display.End{})
}

// hollowPast is how much further than its lines the inside of a hollow strand is
// painted again, in steps, so that no hairline crosses it.
const hollowPast = 0.02

func (b *braid) strand(p *display.Page, strand int, u0, u1 float64, round bool) {
	path := b.path(strand, u0, u1)
	p.Add(display.Stroke{Path: path, Color: b.colors[strand%len(b.colors)], Width: b.width, RoundCap: round})
	if b.hollow {
		if !round {
			path = b.path(strand, u0-hollowPast, u1+hollowPast)
		}
		p.Add(display.Stroke{Path: path, Color: b.ground, Width: b.width * 0.66, RoundCap: round})
	}
}

// extentSteps is how often a step is looked at, and extentSlack what may lie
// between two looks, in points.
const (
	extentSteps = 4
	extentSlack = 0.5
)

// extent gives the highest and lowest ink for x in [x0, x1].
func (b *braid) extent(x0, x1 float64) (top, bottom float64) {
	top, bottom = math.Inf(1), math.Inf(-1)
	half := b.width/2 + extentSlack
	for i := range b.steps()*extentSteps + 1 {
		u := float64(i) / extentSteps
		at := b.across(u)
		for strand := range b.strands {
			q := at(b.lane(strand, u))
			if q.X < x0-b.width || q.X > x1+b.width {
				continue
			}
			top, bottom = math.Min(top, q.Y-half), math.Max(bottom, q.Y+half)
		}
	}
	return top, bottom
}
