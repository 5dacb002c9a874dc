package layout

import (
	"math"

	"daykit/internal/domain/display"
)

// arch is a braid across a page: strands that come up from one edge, are plaited
// tightly over the top, and fan out to the other edge. Its ink stays between top
// and bottom; both ends run off the page.
type arch struct {
	seed        string
	pageW       float64
	top, bottom float64
	dip         dip
	hollow      bool
	mirrored    bool
}

// dip is room below the bottom, from a distance on, measured from the side where
// lines begin. The zero value is none.
type dip struct{ from, bottom float64 }

const (
	archStrands = 7

	archShare  = 0.0265 // width of a strand, of the page's width
	archLanes  = 13.5   // height of the flattest arch, in widths of a strand
	archStride = 4.1    // length of a step, in widths of a strand
	archOver   = 8.0    // beyond the page's edges, in widths of a strand
	overLeast  = 20.0   // the same, pt

	dipLeast = 0.22 // of the page's width: a dip that is worth reaching into
)

// draw adds the arch to the page.
func (a arch) draw(p *display.Page) { a.braid().draw(p) }

// braid finds the bend that fills the room.
func (a arch) braid() *braid {
	r := seeded(a.seed)
	height := a.bottom - a.top
	width := math.Min(a.pageW*archShare, height/archLanes)
	over := math.Max(overLeast, width*archOver)
	steps := int(math.Round(math.Min(60, math.Max(9, (a.pageW+2*over)/(width*archStride)))))
	b := &braid{plait: weave(r, archStrands, steps), colors: strandColors(), ground: white, hollow: a.hollow}
	r.shuffle(len(b.colors), func(i, j int) { b.colors[i], b.colors[j] = b.colors[j], b.colors[i] })
	b.width, b.gap = width, width*0.2
	apex := r.between(0.44, 0.56)
	deep := a.dip.bottom > a.bottom && a.dip.from < a.pageW*(1-dipLeast)
	if deep {
		apex = r.between(0.3, 0.4)
	}
	lo, hi := 0.0, height
	if deep {
		hi = a.dip.bottom - a.top
	}
	for range 10 {
		sag := (lo + hi) / 2
		b.band = a.band(width, over, sag, apex, 0)
		if a.holds(b, deep) {
			lo = sag
		} else {
			hi = sag
		}
	}
	b.band = a.band(width, over, lo, apex, 0)
	top, _ := b.extent(0, a.pageW)
	b.band = a.band(width, over, lo, apex, display.Round(a.top-top))
	return b
}

// holds says whether a braid, moved up or down to the top, stays above the bottom,
// or above that of the dip where there is one.
func (a arch) holds(b *braid, deep bool) bool {
	if !deep {
		top, bottom := b.extent(0, a.pageW)
		return bottom-top <= a.bottom-a.top
	}
	near0, near1, far0, far1 := 0.0, a.dip.from, a.dip.from, a.pageW
	if a.mirrored {
		near0, near1, far0, far1 = a.pageW-a.dip.from, a.pageW, 0, a.pageW-a.dip.from
	}
	topNear, bottomNear := b.extent(near0, near1)
	topFar, bottomFar := b.extent(far0, far1)
	top := math.Min(topNear, topFar)
	return bottomNear-top <= a.bottom-a.top && bottomFar-top <= a.dip.bottom-a.top
}

// over is the line over the braid at a distance in points, from its beginning to
// its end.
func (b *braid) over(gap float64) []display.Point {
	const looks = 4 // a step
	out := make([]display.Point, 0, b.steps()*looks+1)
	for i := range b.steps()*looks + 1 {
		v := float64(i) / float64(b.steps()*looks)
		q := b.at(v)
		q.Y -= float64(float64(b.strands-1)/2*math.Abs(b.spacing(v))) + b.width/2 + gap
		out = append(out, q)
	}
	return out
}

// band is a parabola through the apex, sag deep at the farther edge, its lanes
// tight over the top and wider towards the edges of the page.
func (a arch) band(width, over, sag, apex, y float64) band {
	side := func(u float64) float64 { // 0 at the apex, 1 at the farther edge
		return (u - apex) / math.Max(apex, 1-apex)
	}
	return band{
		at: func(u float64) display.Point {
			x := float64(u*(a.pageW+2*over)) - over
			if a.mirrored {
				x = a.pageW - x
			}
			s := side(u)
			return display.Point{X: x, Y: y + float64(sag*s*s)}
		},
		spacing: func(u float64) float64 {
			s := side(u)
			sp := width * (1.62 + float64(math.Min(1.3, sag/width/9)*s*s))
			if a.mirrored {
				return -sp // keeps the lanes' order from above
			}
			return sp
		},
	}
}
