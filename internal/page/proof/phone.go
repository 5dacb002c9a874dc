package proof

import (
	"bytes"
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
	seenPixels = 3   // of a module in the phone's picture
	turn       = 4.0 // degrees that the phone is held askew
	noise      = 14  // grey levels, the largest change of a pixel
)

// turned photographs a drawing at an angle. Each pixel of the photograph takes in what its
// sensor covers.
func turned(d *drawing, degrees float64, seed uint64) picture {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	shrink := float64(d.sensor)
	n := int(d.side / shrink * (math.Abs(sin) + cos))
	p := picture{pix: make([]byte, n*n), w: n, h: n}
	r := rng(seed)
	for y := range n {
		for x := range n {
			u, v := (float64(x)+0.5-float64(n)/2)*shrink, (float64(y)+0.5-float64(n)/2)*shrink
			at := d.sample(float64(u*cos)+float64(v*sin)+d.side/2, float64(v*cos)-float64(u*sin)+d.side/2)
			p.pix[y*n+x] = byte(min(255, max(0, at+r.noise())))
		}
	}
	return p
}

// drawing is a picture of a code with white round it, made ready for sensors that
// each cover a square of its pixels.
type drawing struct {
	side   float64 // of the picture, pixels
	sensor int     // pixels across a sensor
	w, h   int     // with white as wide as a sensor on each side
	sums   []uint16
}

// seenBy adds up the greys that each sensor of a width takes in of a row. A code has
// many rows that are as the row above.
func seenBy(img *image.RGBA, sensor int) *drawing {
	d := &drawing{side: float64(img.Rect.Dx()), sensor: sensor, w: img.Rect.Dx() + 2*sensor, h: img.Rect.Dy() + 2*sensor}
	d.sums = make([]uint16, d.w*d.h)
	grey := bytes.Repeat([]byte{255}, d.w+sensor)
	var above []byte
	for y := range d.h {
		sums := d.sums[y*d.w : (y+1)*d.w]
		var row []byte
		if in := y - sensor; in >= 0 && in < img.Rect.Dy() {
			row = img.Pix[in*img.Stride:][:4*img.Rect.Dx()]
		}
		if y > 0 && bytes.Equal(row, above) {
			copy(sums, d.sums[(y-1)*d.w:])
		} else {
			d.add(sums, row, grey)
		}
		above = row
	}
	return d
}

// add sums up a row of pixels, or of white where there are none. It uses grey, which
// is white before and after the row.
func (d *drawing) add(sums []uint16, row, grey []byte) {
	for i := range d.w - 2*d.sensor {
		grey[d.sensor+i] = 255
		if len(row) > 0 {
			grey[d.sensor+i] = byte(lightness(display.Color{R: row[4*i], G: row[4*i+1], B: row[4*i+2]}))
		}
	}
	for x := range sums {
		for _, g := range grey[x : x+d.sensor] {
			sums[x] += uint16(g)
		}
	}
}

// sample is the mean of the square that a sensor covers about a point. Outside the
// picture it is white.
func (d *drawing) sample(x, y float64) int {
	n := d.sensor
	left, top := rounded(x)-n/2+n, rounded(y)-n/2+n
	at := min(max(top, 0), d.h-n)*d.w + min(max(left, 0), d.w-n)
	sum := 0
	for range n {
		sum += int(d.sums[at])
		at += d.w
	}
	return sum / (n * n)
}

// rounded is the nearest whole number of one that is not below -65536.
func rounded(v float64) int {
	const up = 1 << 16
	return int(v+up+0.5) - up
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
