package layout

import (
	"math"

	"daykit/internal/domain/display"
)

// ribbonLook says which braid a ribbon shows.
type ribbonLook struct {
	seed     string
	strands  int // 0 means four
	hollow   bool
	mirrored bool
}

// ribbonBraid draws a straight braid through a box from its left side to its
// right; both ends run 6 mm past it.
func ribbonBraid(p *display.Page, look ribbonLook, in display.Rect) {
	if look.strands == 0 {
		look.strands = 4
	}
	over := display.MM(6)
	length := in.W + 2*over
	width := in.H / (1 + 1.5*float64(look.strands-1))
	steps := max(4, int(math.Round(length/(width*7))))
	r := seeded(look.seed + " ribbon")
	b := &braid{plait: weave(r, look.strands, steps), colors: strandColors(), hollow: look.hollow, ground: white, width: width, gap: width * 0.22}
	r.shuffle(len(b.colors), func(i, j int) { b.colors[i], b.colors[j] = b.colors[j], b.colors[i] })
	b.band = band{
		at: func(u float64) display.Point {
			if look.mirrored {
				u = 1 - u
			}
			return display.Point{X: in.X - over + length*u, Y: in.Y + in.H/2}
		},
		spacing: func(float64) float64 { return width * 1.5 },
	}
	b.draw(p)
}
