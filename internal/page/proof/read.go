package proof

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"math"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// ErrNoCode says that no QR code was found in a picture.
var ErrNoCode = errors.New("no code is found in the picture")

// readSides are the lengths in pixels of the longer side at which a photograph is
// looked at. A code of few modules is found best where each is a few pixels wide;
// sharp and noisy photographs want less, small codes more.
var readSides = []int{1200, 800, 1800, 2600, 500}

// Read finds a QR code in a photograph, a JPEG as package picture gives it, and gives
// its text. The photograph may be turned, dark or pale. The error is ErrNoCode where
// none of the ways of looking finds a code.
func Read(photo []byte) (string, error) {
	img, err := jpeg.Decode(bytes.NewReader(photo))
	if err != nil {
		return "", err
	}
	whole := greys(img)
	seen := map[int]bool{}
	for _, side := range readSides {
		p := whole.shrunk(side)
		if seen[max(p.w, p.h)] {
			continue // the picture is no larger
		}
		seen[max(p.w, p.h)] = true
		for _, look := range []picture{p, p.stretched()} {
			if text, err := find(look); err == nil {
				return text, nil
			}
		}
	}
	return "", ErrNoCode
}

// find looks by thresholds of each neighbourhood, and by one for the whole picture.
func find(p picture) (string, error) {
	src, err := gozxing.NewPlanarYUVLuminanceSource(p.pix, p.w, p.h, 0, 0, p.w, p.h, false)
	if err != nil {
		return "", err
	}
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true}
	for _, binarizer := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(src), gozxing.NewGlobalHistgramBinarizer(src)} {
		var bits *gozxing.BinaryBitmap
		if bits, err = gozxing.NewBinaryBitmap(binarizer); err != nil {
			return "", err
		}
		var r *gozxing.Result
		if r, err = qrcode.NewQRCodeReader().Decode(bits, hints); err == nil {
			return r.GetText(), nil
		}
	}
	return "", err
}

// greys is a picture in grey.
func greys(img image.Image) picture {
	b := img.Bounds()
	p := picture{pix: make([]byte, b.Dx()*b.Dy()), w: b.Dx(), h: b.Dy()}
	if ycc, ok := img.(*image.YCbCr); ok { // its first plane is the lightness
		for y := range p.h {
			copy(p.pix[y*p.w:(y+1)*p.w], ycc.Y[ycc.YOffset(b.Min.X, b.Min.Y+y):])
		}
		return p
	}
	if g, ok := img.(*image.Gray); ok {
		for y := range p.h {
			copy(p.pix[y*p.w:(y+1)*p.w], g.Pix[g.PixOffset(b.Min.X, b.Min.Y+y):])
		}
		return p
	}
	for y := range p.h {
		for x := range p.w {
			r, g, bl, _ := img.At(b.Min.X+x, b.Min.Y+y).RGBA()
			p.pix[y*p.w+x] = byte((299*r + 587*g + 114*bl) / 1000 >> 8)
		}
	}
	return p
}

// shrunk is the picture with a longer side of at most so many pixels, each the mean of
// those that it stands for.
func (p picture) shrunk(side int) picture {
	scale := float64(max(p.w, p.h)) / float64(side)
	if scale <= 1 {
		return p
	}
	out := picture{w: max(1, int(float64(p.w)/scale)), h: max(1, int(float64(p.h)/scale))}
	out.pix = make([]byte, out.w*out.h)
	for y := range out.h {
		y0, y1 := span(y, scale, p.h)
		for x := range out.w {
			x0, x1 := span(x, scale, p.w)
			sum := 0
			for row := y0; row < y1; row++ {
				for _, v := range p.pix[row*p.w+x0 : row*p.w+x1] {
					sum += int(v)
				}
			}
			out.pix[y*out.w+x] = byte(sum / ((y1 - y0) * (x1 - x0)))
		}
	}
	return out
}

// span are the pixels of a row of n that the i-th of a smaller one stands for, at
// least one.
func span(i int, scale float64, n int) (from, to int) {
	from = min(int(float64(i)*scale), n-1)
	to = min(max(from+1, int(math.Round(float64(i+1)*scale))), n)
	return from, to
}

// stretched spreads the greys of a dark or pale picture over all there are, without
// the two hundredth part of its pixels that are darkest and lightest.
func (p picture) stretched() picture {
	var count [256]int
	for _, v := range p.pix {
		count[v]++
	}
	cut := len(p.pix) / 200
	low, high := 0, 255
	for n := count[low]; n <= cut && low < 255; n += count[low] {
		low++
	}
	for n := count[high]; n <= cut && high > low; n += count[high] {
		high--
	}
	out := picture{pix: make([]byte, len(p.pix)), w: p.w, h: p.h}
	for i, v := range p.pix {
		out.pix[i] = byte(min(255, max(0, (int(v)-low)*255/max(1, high-low))))
	}
	return out
}
