package layout

import (
	"math"

	"daykit/internal/domain/display"
)

// sideBraid is the braid of the voice poster: strands that run down one side of a
// ground, drawn together in one place and apart in another, and off its edges.
type sideBraid struct {
	seed     string
	pageW    float64
	from     float64 // the strands keep to the right of this, pt
	to       float64 // right edge of the ground
	top, low float64 // of the ground
	ground   display.Color
	hollow   bool
	mirrored bool // the whole page turned over, for right-to-left
}

const (
	sideStrands = 5
	sideSteps   = 6.2 // length of a step, in widths of a strand
	sidePitch   = 1.56
)

// blush is the lightest strand on a dark ground.
var blush = display.RGB(0xf4b6ac)

func (s sideBraid) draw(p *display.Page) { s.braid().draw(p) }

// braid finds how far over the band lies, so that its ink begins at from.
func (s sideBraid) braid() *braid {
	r := seeded(s.seed)
	zone := s.to - s.from
	width := math.Min(zone*0.125, (s.low-s.top)*0.06)
	steps := int(math.Round((s.low-s.top)/(width*sideSteps))) + 2
	b := &braid{
		plait: weave(r, sideStrands, steps), width: width, gap: width * 0.17,
		colors: s.colors(), ground: s.ground, hollow: s.hollow,
	}
	r.shuffle(len(b.colors), func(i, j int) { b.colors[i], b.colors[j] = b.colors[j], b.colors[i] })
	shape := s.calmed(s.shape(r, zone, width))
	shape.at0 = s.to
	b.band = shape.band(s)
	shape.at0 -= s.leftmost(b) - s.from
	b.band = shape.band(s)
	return b
}

func (s sideBraid) colors() []display.Color {
	if s.hollow {
		return []display.Color{marigold, coral, teal, sky, plum}
	}
	return []display.Color{marigold, coral, teal, sky, blush}
}

// sideShape is how the band bends and widens, v running from 0 at the ground's top
// to 1 at its foot.
type sideShape struct {
	at0          float64 // x of the band where it does not bend
	sway, turns  float64 // how far and how often it bends
	phase        float64
	tight        float64 // v at which the strands lie closest
	width        float64
	reach, spare float64 // pt that the band covers, pt of it beyond either end
	spread       float64
	lean         float64
}

func (s sideBraid) shape(r *random, zone, width float64) sideShape {
	sh := sideShape{
		sway: zone * r.between(0.1, 0.17), turns: r.between(0.55, 0.8), phase: r.unit(),
		tight: r.between(0.5, 0.78), width: width, spread: r.between(1.3, 2.1), lean: r.between(0.6, 1.1), spare: width * sideSteps,
	}
	if r.unit() < 0.5 {
		sh.tight = 1 - sh.tight
	}
	sh.reach = s.low - s.top + 2*sh.spare
	return sh
}

// wider is how much further than at the tight place the lanes lie apart.
func (sh sideShape) wider(v float64) float64 {
	d := (v - sh.tight) / math.Max(sh.tight, 1-sh.tight)
	return float64(sh.width * sh.spread * d * d)
}

func (sh sideShape) band(s sideBraid) band {
	v := func(u float64) float64 { return (u*sh.reach - sh.spare) / (sh.reach - 2*sh.spare) }
	return band{
		at: func(u float64) display.Point {
			x := sh.at0 + float64(sh.sway*math.Sin(2*math.Pi*(sh.phase+float64(sh.turns*v(u)))))
			x += float64((sideStrands - 1) / 2 * sh.lean * sh.wider(v(u)))
			if s.mirrored {
				x = s.pageW - x
			}
			return display.Point{X: x, Y: s.top - sh.spare + float64(sh.reach*u)}
		},
		spacing: func(u float64) float64 {
			sp := sh.width*sidePitch + sh.wider(v(u))
			if s.mirrored {
				return -sp
			}
			return sp
		},
	}
}

// The bends of the band: a strand on the inner side of one that is tighter than its
// distance from the middle would turn back on itself.
const (
	sideBend  = 0.7 // most, as a share of that
	sideCalm  = 0.8 // by which the bends get less, until they are not tighter
	calmTries = 8
	bendSteps = 64
)

// calmed is a shape that bends less, where its strands would be kinked.
func (s sideBraid) calmed(sh sideShape) sideShape {
	for range calmTries {
		if s.bend(sh) <= sideBend {
			break
		}
		sh.sway *= sideCalm
		sh.lean *= sideCalm
		sh.spread *= (1 + sideCalm) / 2
	}
	return sh
}

// bend is the greatest distance of a strand from the middle of the band, as a share of
// the radius of the band's bend there.
func (s sideBraid) bend(sh sideShape) float64 {
	b, most := sh.band(s), 0.0
	const e = 1.0 / bendSteps
	for i := 1; i < bendSteps; i++ {
		u := float64(i) * e
		p, q, r := b.at(u-e), b.at(u), b.at(u+e)
		dx, dy, bent := (r.X-p.X)/2, (r.Y-p.Y)/2, r.X-2*q.X+p.X
		turn := math.Abs(bent*dy) / math.Pow(math.Hypot(dx, dy), 3)
		most = max(most, turn*math.Abs(b.spacing(u))*(sideStrands-1)/2)
	}
	return most
}

// leftmost is the inner edge of the ink on the ground, as if the page were not
// turned over.
func (s sideBraid) leftmost(b *braid) float64 {
	x := math.Inf(1)
	for strand := range b.strands {
		for i := range b.steps()*8 + 1 {
			q := b.place(strand, float64(i)/8)
			if q.Y < s.top-b.width || q.Y > s.low+b.width {
				continue
			}
			if s.mirrored {
				q.X = s.pageW - q.X
			}
			x = math.Min(x, q.X-b.width/2)
		}
	}
	return x
}
