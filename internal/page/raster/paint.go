package raster

import (
	"image"
	"math"
	"slices"

	"daykit/internal/domain/display"
)

// paint lays one colour on a picture.
type paint struct {
	img   *image.RGBA
	color display.Color
}

func (p *paint) run(y, x0, x1 int, cover int32) {
	row := p.img.Pix[p.img.PixOffset(x0, y):][:4*(x1-x0)]
	if cover == full {
		fillRow(row, p.color)
		return
	}
	r, g, b := int32(p.color.R), int32(p.color.G), int32(p.color.B)
	for i := 0; i+3 < len(row); i += 4 {
		row[i], row[i+1], row[i+2] = blend(row[i], r, cover), blend(row[i+1], g, cover), blend(row[i+2], b, cover)
	}
}

func blend(under uint8, over, cover int32) uint8 {
	return uint8((int32(under)*(full-cover) + over*cover + full/2) / full)
}

// fillRow fills a row of pixels, doubling what is there.
func fillRow(row []byte, c display.Color) {
	if len(row) == 0 {
		return
	}
	row[0], row[1], row[2], row[3] = c.R, c.G, c.B, 255
	for n := 4; n < len(row); n *= 2 {
		copy(row[n:], row[:n])
	}
}

// clip is where one may draw.
type clip struct {
	bounds image.Rectangle
	mask   *mask // nil where all of bounds is open
}

// mask is how far each pixel of a box is open, of 255.
type mask struct {
	box   image.Rectangle
	open  image.Rectangle // a part that is open altogether
	cover []uint8
}

func (m *mask) row(y, x0, x1 int) []uint8 {
	at := (y-m.box.Min.Y)*m.box.Dx() - m.box.Min.X
	return m.cover[at+x0 : at+x1]
}

// run makes a mask out of a shape.
func (m *mask) run(y, x0, x1 int, cover int32) {
	v := uint8((cover*255 + full/2) / full)
	row := m.row(y, x0, x1)
	for i := range row {
		row[i] = v
	}
}

// within narrows a clip to the inside of a path by the non-zero rule.
func (d *painter) within(c clip, p display.Path, m matrix) clip {
	around := bounds(p)
	box := pixels(m.rect(around), 0).Intersect(c.bounds)
	if box.Empty() {
		return clip{}
	}
	var open image.Rectangle
	if slices.Equal(p, display.RectPath(around)) {
		open = whole(m.rect(around)).Intersect(box)
	}
	if c.mask != nil {
		open = open.Intersect(c.mask.open)
	}
	if open == box {
		return clip{bounds: box}
	}
	narrow := &mask{box: box, open: open, cover: make([]uint8, box.Dx()*box.Dy())}
	d.scan.reset(box)
	follow(p, m, &d.scan)
	d.scan.fill(false, c.on(narrow, box))
	return clip{box, narrow}
}

// whole is the box of the pixels that lie inside r, give or take half a unit.
func whole(r display.Rect) image.Rectangle {
	const slack = 0.5 / unit
	return image.Rect(int(math.Ceil(r.X-slack)), int(math.Ceil(r.Y-slack)), int(math.Floor(r.X+r.W+slack)), int(math.Floor(r.Y+r.H+slack)))
}

// on gives what draws on out through the clip.
func (c clip) on(out runs, box image.Rectangle) runs {
	if c.mask == nil || box.In(c.mask.open) {
		return out
	}
	return &masked{c.mask, out}
}

// masked draws through a mask.
type masked struct {
	mask *mask
	out  runs
}

func (m *masked) run(y, x0, x1 int, cover int32) {
	open := m.mask.row(y, x0, x1)
	for from := 0; from < len(open); {
		to := from + 1
		for to < len(open) && open[to] == open[from] {
			to++
		}
		if c := cover * int32(open[from]) / 255; c > 0 {
			m.out.run(y, x0+from, x0+to, c)
		}
		from = to
	}
}
