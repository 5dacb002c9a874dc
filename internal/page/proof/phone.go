package proof

import (
	"image"
	"math"

	"daykit/internal/domain/display"
)

// picture is what a phone sees, in grey.
type picture struct {
	pix  []byte
	w, h int
}

const (
	seenPixels = 3.0 // of a module in the phone's picture
	turn       = 4.0 // degrees that the phone is held askew
	noise      = 14  // grey levels, the largest change of a pixel
)

// turned photographs a drawing whose modules are pixels wide. Each pixel of the
// photograph takes in what its sensor covers.
func turned(img *image.RGBA, pixels int, seed uint64) picture {
	shrink := float64(pixels) / seenPixels
	sin, cos := math.Sincos(turn * math.Pi / 180)
	side := float64(img.Rect.Dx())
	seen := greys(img)
	n := int(side / shrink * (sin + cos))
	p := picture{pix: make([]byte, n*n), w: n, h: n}
	r := rng(seed)
	for y := range n {
		for x := range n {
			u, v := (float64(x)+0.5-float64(n)/2)*shrink, (float64(y)+0.5-float64(n)/2)*shrink
			at := seen.sample(float64(u*cos)+float64(v*sin)+side/2, float64(v*cos)-float64(u*sin)+side/2, int(shrink))
			p.pix[y*n+x] = byte(min(255, max(0, at+r.noise())))
		}
	}
	return p
}

// greys is a drawing in grey, which is looked at many times.
func greys(img *image.RGBA) picture {
	p := picture{pix: make([]byte, len(img.Pix)/4), w: img.Rect.Dx(), h: img.Rect.Dy()}
	for i := range p.pix {
		p.pix[i] = byte(lightness(display.Color{R: img.Pix[4*i], G: img.Pix[4*i+1], B: img.Pix[4*i+2]}))
	}
	return p
}

// sample is the mean of the square of n by n pixels about a point. Outside the
// picture it is white.
func (p picture) sample(x, y float64, n int) int {
	x0, y0 := int(math.Round(x))-n/2, int(math.Round(y))-n/2
	sum := 255 * n * n
	for row := max(y0, 0); row < min(y0+n, p.h); row++ {
		for _, v := range p.pix[row*p.w+min(max(x0, 0), p.w) : row*p.w+min(max(x0+n, 0), p.w)] {
			sum += int(v) - 255
		}
	}
	return sum / (n * n)
}

// rng draws the same noise on every machine (SplitMix64, Steele, Lea and Flood 2014).
type rng uint64

func (r *rng) noise() int {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	z ^= z >> 31
	return int(z%(2*noise+1)) - noise
}
