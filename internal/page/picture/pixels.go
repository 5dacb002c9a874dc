package picture

import (
	"fmt"
	"image"
	"image/color"
)

// rows reads a decoded picture a row at a time, as three bytes a pixel on white.
type rows struct {
	w, h  int
	grey  bool
	notes []Note
	read  func(y int, rgb []uint8)
}

func rowsOf(img image.Image) (rows, error) {
	r := rows{w: img.Bounds().Dx(), h: img.Bounds().Dy()}
	switch img := img.(type) {
	case *image.YCbCr:
		r.read = func(y int, rgb []uint8) { readYCbCr(img, y, rgb) }
	case *image.NYCbCrA:
		r.read = func(y int, rgb []uint8) { readNYCbCrA(img, y, rgb) }
	case *image.Gray:
		r.grey = true
		r.read = func(y int, rgb []uint8) { readGrey(img.Pix[y*img.Stride:], 1, rgb) }
	case *image.Gray16:
		r.grey = true
		r.read = func(y int, rgb []uint8) { readGrey(img.Pix[y*img.Stride:], 2, rgb) }
	case *image.RGBA:
		r.read = func(y int, rgb []uint8) { readPremultiplied(img.Pix[y*img.Stride:], 1, rgb) }
	case *image.RGBA64:
		r.read = func(y int, rgb []uint8) { readPremultiplied(img.Pix[y*img.Stride:], 2, rgb) }
	case *image.NRGBA:
		r.read = func(y int, rgb []uint8) { readStraight(img.Pix[y*img.Stride:], 1, rgb) }
	case *image.NRGBA64:
		r.read = func(y int, rgb []uint8) { readStraight(img.Pix[y*img.Stride:], 2, rgb) }
	case *image.Paletted:
		table := palette(img.Palette)
		r.read = func(y int, rgb []uint8) { readPaletted(img.Pix[y*img.Stride:], table, rgb) }
	case *image.CMYK:
		r.notes = []Note{CMYK}
		r.read = func(y int, rgb []uint8) { readCMYK(img.Pix[y*img.Stride:], rgb) }
	default:
		return rows{}, fmt.Errorf("%w: %T", ErrKind, img)
	}
	if o, ok := img.(interface{ Opaque() bool }); ok && !o.Opaque() {
		r.notes = append(r.notes, Transparent)
	}
	return r, nil
}

func readYCbCr(img *image.YCbCr, y int, rgb []uint8) {
	y += img.Rect.Min.Y
	for i := range len(rgb) / 3 {
		x := img.Rect.Min.X + i
		c := img.COffset(x, y)
		rgb[3*i], rgb[3*i+1], rgb[3*i+2] = color.YCbCrToRGB(img.Y[img.YOffset(x, y)], img.Cb[c], img.Cr[c])
	}
}

func readNYCbCrA(img *image.NYCbCrA, y int, rgb []uint8) {
	readYCbCr(&img.YCbCr, y, rgb)
	alpha := img.A[y*img.AStride:]
	for i := range rgb {
		rgb[i] = onWhite(rgb[i], alpha[i/3])
	}
}

// readGrey reads samples of some bytes, of which the first counts most.
func readGrey(pix []uint8, bytes int, rgb []uint8) {
	for i := range len(rgb) / 3 {
		v := pix[i*bytes]
		rgb[3*i], rgb[3*i+1], rgb[3*i+2] = v, v, v
	}
}

func readPremultiplied(pix []uint8, bytes int, rgb []uint8) {
	for i := range len(rgb) / 3 {
		p := pix[4*bytes*i:][:3*bytes+1]
		rest := 255 - p[3*bytes]
		for c := range 3 {
			rgb[3*i+c] = uint8(min(255, int(p[c*bytes])+int(rest)))
		}
	}
}

func readStraight(pix []uint8, bytes int, rgb []uint8) {
	for i := range len(rgb) / 3 {
		p := pix[4*bytes*i:][:3*bytes+1]
		for c := range 3 {
			rgb[3*i+c] = onWhite(p[c*bytes], p[3*bytes])
		}
	}
}

func onWhite(v, alpha uint8) uint8 {
	return uint8((int(v)*int(alpha) + 255*(255-int(alpha)) + 127) / 255)
}

// palette has room for every index, since a damaged file may name any.
func palette(p color.Palette) (table [256][3]uint8) {
	for i, c := range p[:min(len(p), 256)] {
		n, ok := color.NRGBAModel.Convert(c).(color.NRGBA)
		if ok {
			table[i] = [3]uint8{onWhite(n.R, n.A), onWhite(n.G, n.A), onWhite(n.B, n.A)}
		}
	}
	return table
}

func readPaletted(pix []uint8, table [256][3]uint8, rgb []uint8) {
	for i := range len(rgb) / 3 {
		copy(rgb[3*i:], table[pix[i]][:])
	}
}

func readCMYK(pix []uint8, rgb []uint8) {
	for i := range len(rgb) / 3 {
		p := pix[4*i:][:4]
		rgb[3*i], rgb[3*i+1], rgb[3*i+2] = color.CMYKToRGB(p[0], p[1], p[2], p[3])
	}
}
