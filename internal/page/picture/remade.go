package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"math"
)

const quality = 85 // of JPEG, of 100

// remade turns a decoded picture upright and into sRGB, makes it no larger than
// MaxKept, and writes it anew.
func remade(img image.Image, a about) (*Photo, error) {
	r, err := rowsOf(img)
	if err != nil {
		return nil, err
	}
	change, notes := a.colours(r.grey)
	if _, inks := img.(*image.CMYK); inks {
		change, notes = nil, nil // a profile of inks says nothing about what we made of them
	}
	s := newShrinker(r)
	if s.tw*s.th < r.w*r.h {
		notes = append(notes, Scaled)
	}
	out := newCanvas(s.tw, s.th, a.turned, r.grey)
	for y := range s.th {
		row := s.row(y)
		if change != nil {
			for i := 0; i < len(row); i += 3 {
				change.pixel(row[i:])
			}
		}
		out.put(y, row)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, out.image(), &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("write jpeg: %w", err)
	}
	return &Photo{Picture: picture(b.Bytes(), out.w, out.h, r.grey), Notes: append(notes, r.notes...)}, nil
}

// shrinker makes the rows of a picture of at most MaxKept pixels. A pixel is the
// mean of what lies under it, in whole numbers.
type shrinker struct {
	rows
	tw, th  int
	line    []uint8  // a row of the source
	across  []uint32 // that row, scaled, in 256ths
	sums    []uint64 // of rows
	out     []uint8
	scanned int // the row in line and across, -1 for none
}

func newShrinker(r rows) *shrinker {
	s := &shrinker{rows: r, tw: r.w, th: r.h, line: make([]uint8, 3*r.w), scanned: -1}
	if r.w*r.h > MaxKept {
		k := math.Sqrt(MaxKept / (float64(r.w) * float64(r.h)))
		s.tw, s.th = max(1, int(float64(r.w)*k)), max(1, int(float64(r.h)*k))
		s.across, s.sums, s.out = make([]uint32, 3*s.tw), make([]uint64, 3*s.tw), make([]uint8, 3*s.tw)
	}
	return s
}

// row gives one row of the target, which holds until the next.
func (s *shrinker) row(y int) []uint8 {
	if s.tw == s.w && s.th == s.h {
		s.read(y, s.line)
		return s.line
	}
	clear(s.sums)
	eachUnder(y, s.h, s.th, func(from, weight int) {
		s.scan(from)
		for i, v := range s.across {
			s.sums[i] += uint64(v) * uint64(weight)
		}
	})
	for i, v := range s.sums {
		s.out[i] = uint8((v/uint64(s.h) + 128) >> 8)
	}
	return s.out
}

// scan scales a row of the source across.
func (s *shrinker) scan(y int) {
	if y == s.scanned {
		return
	}
	s.scanned = y
	s.read(y, s.line)
	for x := range s.tw {
		var sum [3]uint64
		eachUnder(x, s.w, s.tw, func(from, weight int) {
			for c, v := range s.line[3*from:][:3] {
				sum[c] += uint64(v) * uint64(weight)
			}
		})
		for c, v := range sum {
			s.across[3*x+c] = uint32(v * 256 / uint64(s.w))
		}
	}
}

// eachUnder gives the source pixels, of n, that lie under pixel i of m; their
// weights come to n.
func eachUnder(i, n, m int, do func(from, weight int)) {
	for at := i * n; at < (i+1)*n; {
		from := at / m
		end := min((from+1)*m, (i+1)*n)
		do(from, end-at)
		at = end
	}
}

// canvas takes rows as they were stored and holds them upright.
type canvas struct {
	w, h                  int
	pix                   []uint8
	bytes                 int // a pixel
	origin, right, onward int // pixels: of the first, along a row and from row to row
}

// newCanvas is for a picture of w by h pixels that is turned as EXIF says.
func newCanvas(w, h, turned int, grey bool) *canvas {
	c := &canvas{w: w, h: h, bytes: 4}
	if turned >= 5 {
		c.w, c.h = h, w
	}
	last := c.w * (c.h - 1) // start of the last row
	switch turned {
	case 2:
		c.origin, c.right, c.onward = c.w-1, -1, c.w
	case 3:
		c.origin, c.right, c.onward = last+c.w-1, -1, -c.w
	case 4:
		c.origin, c.right, c.onward = last, 1, -c.w
	case 5:
		c.origin, c.right, c.onward = 0, c.w, 1
	case 6:
		c.origin, c.right, c.onward = c.w-1, c.w, -1
	case 7:
		c.origin, c.right, c.onward = last+c.w-1, -c.w, -1
	case 8:
		c.origin, c.right, c.onward = last, -c.w, 1
	default:
		c.origin, c.right, c.onward = 0, 1, c.w
	}
	if grey {
		c.bytes = 1
	}
	c.pix = make([]uint8, c.bytes*w*h)
	return c
}

func (c *canvas) put(y int, rgb []uint8) {
	at := c.bytes * (c.origin + y*c.onward)
	for i := 0; i < len(rgb); i += 3 {
		c.pix[at] = rgb[i]
		if c.bytes == 4 {
			c.pix[at+1], c.pix[at+2], c.pix[at+3] = rgb[i+1], rgb[i+2], 255
		}
		at += c.bytes * c.right
	}
}

func (c *canvas) image() image.Image {
	r := image.Rect(0, 0, c.w, c.h)
	if c.bytes == 1 {
		return &image.Gray{Pix: c.pix, Stride: c.w, Rect: r}
	}
	return &image.RGBA{Pix: c.pix, Stride: 4 * c.w, Rect: r}
}
