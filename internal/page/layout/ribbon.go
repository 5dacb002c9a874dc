package layout

import (
	"math"

	"daykit/internal/domain/display"
)

// ribbon is a length of braid along a line that may sway: over a letter, round a
// certificate. Its strands are the poster's.
type ribbon struct {
	seed     string
	from, to display.Point // of its middle
	strands  int
	width    float64 // of a strand, pt
	sway     float64 // how far the middle leaves the line, pt
	swings   float64 // how often it does
}

const (
	ribbonPitch = 1.5 // from lane to lane, in widths of a strand
	ribbonStep  = 6.5 // length of a step, in widths of a strand
)

func (r ribbon) draw(p *display.Page) {
	random := seeded(r.seed)
	length := math.Hypot(r.to.X-r.from.X, r.to.Y-r.from.Y)
	steps := max(2, int(math.Round(length/(r.width*ribbonStep))))
	b := &braid{plait: weave(random, r.strands, steps), colors: strandColors(), ground: white, width: r.width, gap: r.width * 0.2}
	random.shuffle(len(b.colors), func(i, j int) { b.colors[i], b.colors[j] = b.colors[j], b.colors[i] })
	phase := random.unit()
	dx, dy := (r.to.X-r.from.X)/length, (r.to.Y-r.from.Y)/length
	b.band = band{
		at: func(u float64) display.Point {
			off := float64(r.sway * math.Sin(2*math.Pi*(phase+float64(u*r.swings))))
			along := float64(u * length)
			return display.Point{X: r.from.X + float64(dx*along) - float64(dy*off), Y: r.from.Y + float64(dy*along) + float64(dx*off)}
		},
		spacing: func(float64) float64 { return float64(r.width * ribbonPitch) },
	}
	b.draw(p)
}

// height is how far the ribbon reaches across its line.
func (r ribbon) height() float64 {
	return float64(r.width*ribbonPitch*float64(r.strands-1)) + r.width + 2*r.sway
}
