package layout

import (
	"math"

	"daykit/internal/domain/display"
)

// arch is the braid of the weave poster: strands that come up from the left edge
// of the page, are plaited tightly over the top, and fan out to the right edge.
// Its ink stays between top and bottom; both ends run off the page.
type arch struct {
	seed        string
	pageW       float64
	top, bottom float64
	hollow      bool
	mirrored    bool
}

const (
	archStrands = 7
	archSteps   = 13
)

// draw adds the arch to the page and gives how far down it reaches at a place.
func (a arch) draw(p *display.Page) {
	b := a.braid()
	b.draw(p)
}

// braid finds the bend that fills the height.
func (a arch) braid() *braid {
	r := seeded(a.seed)
	b := &braid{plait: weave(r, archStrands, archSteps), colors: strandColors(), ground: white, hollow: a.hollow}
	r.shuffle(len(b.colors), func(i, j int) { b.colors[i], b.colors[j] = b.colors[j], b.colors[i] })
	apex := r.between(0.44, 0.56)
	b.width = math.Min(a.pageW*0.0265, (a.bottom-a.top)/14)
	b.gap = b.width * 0.2
	lo, hi := 0.0, a.bottom-a.top
	for range 24 {
		sag := (lo + hi) / 2
		b.band = a.band(b.width, sag, apex, 0)
		if top, bottom := b.extent(0, a.pageW); bottom-top < a.bottom-a.top {
			lo = sag
		} else {
			hi = sag
		}
	}
	b.band = a.band(b.width, lo, apex, 0)
	top, _ := b.extent(0, a.pageW)
	b.band = a.band(b.width, lo, apex, a.top-top)
	return b
}

// band is a parabola through the apex, sag deep, its lanes tight over the top and
// wider towards the edges of the page.
func (a arch) band(width, sag, apex, y float64) band {
	over := width * 8                 // beyond the page's edges, where the band is steep
	side := func(u float64) float64 { // 0 at the apex, 1 at the farther edge
		return (u - apex) / math.Max(apex, 1-apex)
	}
	return band{
		at: func(u float64) display.Point {
			x := -over + u*(a.pageW+2*over)
			if a.mirrored {
				x = a.pageW - x
			}
			s := side(u)
			return display.Point{X: x, Y: y + sag*s*s}
		},
		spacing: func(u float64) float64 {
			s := side(u)
			sp := width * (1.7 + math.Min(1.3, sag/width/9)*s*s)
			if a.mirrored {
				return -sp // keeps the lanes' order from above
			}
			return sp
		},
	}
}
