// Command icon draws Daykit's mark, three strands of a braid in the colours of
// the kit, and writes it in the sizes and formats that systems ask for. The files
// are committed; run it again, from the repository's root, when the mark changes:
//
//	go run ./build/icon
package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
)

func main() {
	if err := writeAll(); err != nil {
		fmt.Fprintln(os.Stderr, "icon:", err)
		os.Exit(1)
	}
}

func writeAll() error {
	ico, err := icoFile(16, 24, 32, 48, 64, 256)
	if err != nil {
		return err
	}
	for name, size := range map[string]int{"build/appicon.png": 512, "build/linux/daykit-256.png": 256, "app/desktop/icon.png": 64} {
		b, err := pngFile(draw(size))
		if err != nil {
			return err
		}
		if err := os.WriteFile(name, b, 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile("build/windows/icon.ico", ico, 0o644)
}

func pngFile(m image.Image) ([]byte, error) {
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	err := enc.Encode(&b, m)
	return b.Bytes(), err
}

// The colours of the kit's tokens.
var (
	ink      = color.NRGBA{0x1d, 0x1a, 0x39, 0xff}
	marigold = color.NRGBA{0xf4, 0xa6, 0x2a, 0xff}
	coral    = color.NRGBA{0xe8, 0x57, 0x3f, 0xff}
	sky      = color.NRGBA{0x5a, 0xa9, 0xd6, 0xff}
)

// The mark is drawn in a square of side 1.
const (
	corner = 0.22  // radius of the ground's corners
	left   = 0.17  // where the strands begin
	right  = 0.83  // and end
	pitch  = 0.20  // between lanes
	stroke = 0.10  // width of a strand
	casing = 0.165 // width of the gap around an upper strand
)

// bend is one strand's way from one lane to another during a step.
type bend struct {
	step, from, to int
	tint           color.NRGBA
	over           bool // lies over what it crosses
}

// bends lists the braid in drawing order: what lies over comes last.
var bends = []bend{
	{0, 1, 0, coral, false},
	{0, 2, 2, sky, false},
	{1, 0, 0, coral, false},
	{1, 2, 1, sky, false},
	{2, 1, 0, sky, false},
	{2, 2, 2, marigold, false},
	{0, 0, 1, marigold, true},
	{1, 1, 2, marigold, true},
	{2, 0, 1, coral, true},
}

const steps = 3

// draw gives the mark at size by size pixels.
func draw(size int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, size, size))
	px := 1 / float64(size)
	for y := range size {
		for x := range size {
			m.SetNRGBA(x, y, at((float64(x)+0.5)*px, (float64(y)+0.5)*px, px))
		}
	}
	return m
}

// at gives the colour of the pixel of width px around a point.
func at(x, y, px float64) color.NRGBA {
	c := ink
	for _, b := range bends {
		d := b.distance(x, y)
		if b.over && b.crosses(x) {
			c = mix(c, ink, cover(d-casing/2, px))
		}
		c = mix(c, b.tint, cover(d-stroke/2, px))
	}
	c.A = uint8(math.Round(255 * cover(ground(x, y), px)))
	return c
}

// cover is how much of a pixel lies inside an edge that is d away; d is negative inside.
func cover(d, px float64) float64 { return math.Min(1, math.Max(0, 0.5-d/px)) }

func mix(a, b color.NRGBA, t float64) color.NRGBA {
	m := func(p, q uint8) uint8 { return uint8(math.Round(float64(p) + (float64(q)-float64(p))*t)) }
	return color.NRGBA{m(a.R, b.R), m(a.G, b.G), m(a.B, b.B), a.A}
}

// ground is the distance to the rounded square that all stands on.
func ground(x, y float64) float64 {
	dx := math.Max(math.Abs(x-0.5)-(0.5-corner), 0)
	dy := math.Max(math.Abs(y-0.5)-(0.5-corner), 0)
	return math.Hypot(dx, dy) - corner
}

// crosses says whether x lies where the strand may cross another: the gap around
// it ends there, so that it never cuts into what goes on after the step.
func (b bend) crosses(x float64) bool {
	from, _ := b.point(0)
	to, _ := b.point(1)
	return x > from && x < to
}

// distance is how far a point is from the strand's middle line.
func (b bend) distance(x, y float64) float64 {
	const pieces = 24
	best := math.Inf(1)
	px, py := b.point(0)
	for i := 1; i <= pieces; i++ {
		qx, qy := b.point(float64(i) / pieces)
		best = math.Min(best, toPiece(x, y, px, py, qx, qy))
		px, py = qx, qy
	}
	return best
}

// point is where the strand is after part t of its step.
func (b bend) point(t float64) (x, y float64) {
	ease := t * t * (3 - 2*t)
	lane := float64(b.from) + float64(b.to-b.from)*ease
	return left + (right-left)*(float64(b.step)+t)/steps, 0.5 + (lane-1)*pitch
}

func toPiece(x, y, ax, ay, bx, by float64) float64 {
	dx, dy := bx-ax, by-ay
	t := math.Min(1, math.Max(0, ((x-ax)*dx+(y-ay)*dy)/(dx*dx+dy*dy)))
	return math.Hypot(x-ax-t*dx, y-ay-t*dy)
}
