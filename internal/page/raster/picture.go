package raster

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math"

	"daykit/internal/domain/display"
)

// source is a decoded picture: one plane of grey, or luma and two of colour, which
// may be coarser.
type source struct {
	w, h   int
	planes []plane
}

// plane is one channel, acrossed by across pixels of the picture a sample and down
// by down.
type plane struct {
	pix          []uint8
	stride, w, h int
	across, down float64
}

func decode(p *display.Picture) (*source, error) {
	img, err := jpeg.Decode(bytes.NewReader(p.JPEG))
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	switch img := img.(type) {
	case *image.Gray:
		return &source{w, h, []plane{{img.Pix, img.Stride, w, h, 1, 1}}}, nil
	case *image.YCbCr:
		across, down := subsampling(img.SubsampleRatio)
		cw, ch := (w+across-1)/across, (h+down-1)/down
		colour := func(pix []uint8) plane {
			return plane{pix, img.CStride, cw, ch, float64(across), float64(down)}
		}
		return &source{w, h, []plane{{img.Y, img.YStride, w, h, 1, 1}, colour(img.Cb), colour(img.Cr)}}, nil
	default:
		return nil, fmt.Errorf("picture: neither grey nor YCbCr but %T", img)
	}
}

func subsampling(r image.YCbCrSubsampleRatio) (across, down int) {
	switch r {
	case image.YCbCrSubsampleRatio422:
		return 2, 1
	case image.YCbCrSubsampleRatio420:
		return 2, 2
	case image.YCbCrSubsampleRatio440:
		return 1, 2
	case image.YCbCrSubsampleRatio411:
		return 4, 1
	case image.YCbCrSubsampleRatio410:
		return 4, 2
	default:
		return 1, 1
	}
}

// image draws a picture where its rectangle lands.
func (d *painter) image(i display.Image, m matrix, c clip) error {
	if i.Picture == nil {
		return fmt.Errorf("image of no picture")
	}
	if len(i.Clip) > 0 {
		c = d.within(c, i.Clip, m)
	}
	place := m.rect(i.Rect)
	box := pixels(place, 0).Intersect(c.bounds)
	if box.Empty() || place.W == 0 || place.H == 0 {
		return nil
	}
	src, err := d.picture(i.Picture)
	if err != nil {
		return err
	}
	d.scan.reset(box)
	follow(display.RectPath(i.Rect), m, &d.scan)
	d.scan.fill(false, c.on(&photo{d.img, src.scaled(m.then(spread(i.Rect, src)), box)}, box))
	return nil
}

// spread takes pixels of a picture to the page.
func spread(r display.Rect, s *source) matrix {
	return matrix{a: r.W / float64(s.w), d: r.H / float64(s.h), e: r.X, f: r.Y}
}

// photo lays a picture of the right size on another.
type photo struct {
	img, from *image.RGBA
}

func (p *photo) run(y, x0, x1 int, cover int32) {
	row := p.img.Pix[p.img.PixOffset(x0, y):][:4*(x1-x0)]
	from := p.from.Pix[p.from.PixOffset(x0, y):][:len(row)]
	if cover == full {
		copy(row, from)
		return
	}
	for i := range row {
		row[i] = blend(row[i], int32(from[i]), cover)
	}
}

// scaled draws the part of a picture that lands in box; m takes its pixels to ours.
func (s *source) scaled(m matrix, box image.Rectangle) *image.RGBA {
	planes := make([][]uint8, len(s.planes))
	for i, p := range s.planes {
		planes[i] = p.scaled(m.then(matrix{a: p.across, d: p.down}), box)
	}
	out := image.NewRGBA(box)
	for i := range planes[0] {
		o := out.Pix[4*i:][:4]
		o[3] = 255
		if len(planes) == 1 {
			o[0], o[1], o[2] = planes[0][i], planes[0][i], planes[0][i]
			continue
		}
		o[0], o[1], o[2] = color.YCbCrToRGB(planes[0][i], planes[1][i], planes[2][i])
	}
	return out
}

// scaled gives one channel for each pixel of box, row by row. A turned picture is
// scaled upright and then turned.
func (p *plane) scaled(m matrix, box image.Rectangle) []uint8 {
	if m.a != 0 {
		return p.resample(newTaps(m.a, m.e, box.Min.X, box.Max.X, p.w), newTaps(m.d, m.f, box.Min.Y, box.Max.Y, p.h))
	}
	turned := p.resample(newTaps(m.b, m.f, box.Min.Y, box.Max.Y, p.w), newTaps(m.c, m.e, box.Min.X, box.Max.X, p.h))
	w, h := box.Dx(), box.Dy()
	out := make([]uint8, len(turned))
	for y := range h {
		for x := range w {
			out[y*w+x] = turned[x*h+y]
		}
	}
	return out
}

// taps says which samples make a pixel, and how much each weighs.
type taps struct {
	first   int
	weights []uint32 // of weighBits together
}

const weighBits = 14

// newTaps are the taps of the pixels from to to-1 along one axis, where sample s
// of n lies at s·scale + origin. The filter is a triangle as wide as two pixels or
// two samples, whichever is more: smooth when it enlarges, and true to every sample
// when it reduces.
func newTaps(scale, origin float64, from, to, n int) []taps {
	out := make([]taps, to-from)
	reach := math.Max(1, 1/math.Abs(scale))
	for i := range out {
		centre := (float64(from+i)+0.5-origin)/scale - 0.5
		first, last := int(math.Floor(centre-reach))+1, int(math.Ceil(centre+reach))-1
		out[i] = triangle(centre, reach, max(0, min(first, n-1)), max(0, min(last, n-1)))
	}
	return out
}

// triangle weighs the samples first to last; those beyond the picture are left out.
func triangle(centre, reach float64, first, last int) taps {
	t := taps{first, make([]uint32, last-first+1)}
	sum := 0.0
	for i := range t.weights {
		sum += height(centre, reach, first+i)
	}
	left, most := uint32(1<<weighBits), 0
	for i := range t.weights {
		if sum > 0 {
			t.weights[i] = uint32(height(centre, reach, first+i) / sum * (1 << weighBits))
		}
		left -= t.weights[i]
		if t.weights[i] > t.weights[most] {
			most = i
		}
	}
	t.weights[most] += left
	return t
}

func height(centre, reach float64, sample int) float64 {
	return math.Max(0, 1-math.Abs(float64(sample)-centre)/reach)
}

// resample scales a plane: first down its columns, then along its rows.
func (p *plane) resample(xs, ys []taps) []uint8 {
	low, high := p.w, 0
	for _, t := range xs {
		low, high = min(low, t.first), max(high, t.first+len(t.weights))
	}
	sums, out := make([]uint32, high-low), make([]uint8, len(xs)*len(ys))
	for y, t := range ys {
		p.column(t, low, sums)
		row := out[y*len(xs):][:len(xs)]
		for x := range row {
			row[x] = along(sums[xs[x].first-low:], xs[x].weights)
		}
	}
	return out
}

// column adds up samples of several rows, to 16 bits.
func (p *plane) column(t taps, low int, sums []uint32) {
	clear(sums)
	for i, w := range t.weights {
		row := p.pix[(t.first+i)*p.stride+low:][:len(sums)]
		for x, v := range row {
			sums[x] += w * uint32(v)
		}
	}
	for x := range sums {
		sums[x] >>= weighBits - 8
	}
}

func along(samples, weights []uint32) uint8 {
	samples = samples[:len(weights)]
	sum := uint32(0)
	for i, w := range weights {
		sum += w * samples[i]
	}
	return uint8((sum + 1<<(weighBits+7)) >> (weighBits + 8))
}
