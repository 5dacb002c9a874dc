package proof

import (
	_ "embed" // for the inks of colours
	"image"
	"math"
	"slices"

	"daykit/internal/domain/display"
	"daykit/internal/page/raster"
	"daykit/internal/text/fonts"
)

// Coverage is how much of the paper each ink covers, in percent.
type Coverage struct{ Cyan, Magenta, Yellow, Black float64 }

// inkDPI is fine enough that the edges of letters do not matter.
const inkDPI = 50

// Ink estimates the coverage of pages on a home printer, as the mean over them.
// Greys are printed with black alone, as package pdf writes them; for colours it is
// what Ghostscript's ink_cov finds, within a tenth. A printer's own driver may
// well use more or less.
func Ink(l *fonts.Library, pages []*display.Page) (Coverage, error) {
	var sum [4]float64
	for _, p := range pages {
		img, err := raster.Draw(l, p, raster.Options{Width: max(1, int(p.W/72*inkDPI))})
		if err != nil {
			return Coverage{}, err
		}
		c := coverage(counted(img), palette(p.Ops, nil))
		for i := range sum {
			sum[i] += c[i] / float64(len(pages))
		}
	}
	round := func(v float64) float64 { return math.Round(v*100) / 100 }
	return Coverage{round(sum[0]), round(sum[1]), round(sum[2]), round(sum[3])}, nil
}

// counted says how many pixels there are of each colour.
func counted(img *image.RGBA) map[colour]int {
	counts := map[colour]int{}
	var last colour
	run := 0
	for i := 0; i < len(img.Pix); i += 4 {
		if c := colour(img.Pix[i : i+3]); c != last {
			counts[last] += run
			last, run = c, 0
		}
		run++
	}
	counts[last] += run
	return counts
}

// colour is red, green and blue.
type colour [3]byte

// palette lists the colours that ops draw with, each once.
func palette(ops []display.Op, have []colour) []colour {
	take := func(c display.Color) {
		if k := (colour{c.R, c.G, c.B}); !slices.Contains(have, k) {
			have = append(have, k)
		}
	}
	for _, op := range ops {
		switch o := op.(type) {
		case display.Fill:
			take(o.Color)
		case display.Stroke:
			take(o.Color)
		case display.Text:
			take(o.Color)
		case display.Use:
			have = palette(o.Part.Ops, have)
		}
	}
	return have
}

// coverage is the mean of the inks of all pixels, in percent.
func coverage(counts map[colour]int, drawn []colour) (out [4]float64) {
	var sum [4]int64
	all := 0
	for c, n := range counts {
		inks := inksAtEdge(c, drawn)
		for i := range sum {
			sum[i] += int64(inks[i]) * int64(n)
		}
		all += n
	}
	for i := range out {
		out[i] = float64(sum[i]) / edge / float64(all) / 255 * 100
	}
	return out
}

// edge is how finely the cover of a pixel at an edge is told apart.
const edge = 256

// inksAtEdge gives the inks of a pixel, times edge. At the edge of a letter a pixel
// is partly bare paper: a printer puts full dots on the rest, and not the inks of a
// paler colour, which would hold no black.
func inksAtEdge(c colour, drawn []colour) (out [4]int) {
	from, share := c, edge
	least := 4 // levels that a mixture may be off by rounding
	for _, d := range drawn {
		if s, off := mixed(c, d); off < least {
			from, share, least = d, s, off
		}
	}
	out = inksOf(from)
	for i := range out {
		out[i] *= share
	}
	return out
}

// mixed says how much of a drawn colour makes c over white, and how far off the
// mixture is.
func mixed(c, d colour) (share, off int) {
	dot, norm := 0, 0
	for i := range c {
		full := 255 - int(d[i])
		dot += (255 - int(c[i])) * full
		norm += full * full
	}
	if norm == 0 {
		return 0, 255
	}
	share = min(edge, (dot*edge+norm/2)/norm)
	for i := range c {
		gap := (255-int(c[i]))*edge - share*(255-int(d[i]))
		off = max(off, max(gap, -gap)/edge)
	}
	return share, off
}

const (
	inkSteps = 9 // of each primary in the table
	inkStep  = 32
)

// inkTable holds the inks of 9 x 9 x 9 colours, red slowest, four bytes each: cyan,
// magenta, yellow and black, 255 for full. It was measured with Ghostscript 10.00,
// device ink_cov; the test's -update measures it anew.
//
//go:embed inks.bin
var inkTable []byte

// inksOf gives cyan, magenta, yellow and black of a colour, 0 to 255.
func inksOf(c colour) (out [4]int) {
	if c[0] == c[1] && c[1] == c[2] {
		return [4]int{3: 255 - int(c[0])}
	}
	var at, share [3]int
	for i, v := range c {
		at[i], share[i] = int(v)/inkStep, int(v)%inkStep
		if v == 255 {
			at[i], share[i] = inkSteps-2, inkStep // the last colour of the table is 255
		}
	}
	for corner := range 8 {
		weight, index := 1, 0
		for i := range 3 {
			if corner>>i&1 == 1 {
				weight *= share[i]
				index = index*inkSteps + at[i] + 1
			} else {
				weight *= inkStep - share[i]
				index = index*inkSteps + at[i]
			}
		}
		for ink := range out {
			out[ink] += weight * int(inkTable[4*index+ink])
		}
	}
	for ink := range out {
		out[ink] = (out[ink] + inkStep*inkStep*inkStep/2) / (inkStep * inkStep * inkStep)
	}
	return out
}
