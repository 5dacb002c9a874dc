package pdf

import (
	"fmt"

	"daykit/internal/domain/display"
)

// Millimetres outside the bleed of a print shop's page, from the inside out.
const (
	markGap    = 1
	markLength = 5
	markAir    = 2
	markWidth  = 0.25 // pt
)

// boxes says how much paper lies round the trimmed page: the bleed, and with it
// the crop marks. Both are 0 except for print shops.
type boxes struct{ bleed, margin float64 }

func newBoxes(o Options) boxes {
	if o.Profile != PrintShop {
		return boxes{}
	}
	return boxes{bleed: display.MM(o.BleedMM), margin: display.MM(o.BleedMM + markGap + markLength + markAir)}
}

// begin makes room round the page and cuts what follows at the bleed.
func (b boxes) begin(c *canvas, p *display.Page) {
	if b.margin > 0 {
		c.raw("q\n1 0 0 1 ").num(b.margin, 3).num(b.margin, 3).raw("cm\n")
		c.rect(b.bled(p)).raw("W n\n")
	}
}

func (b boxes) bled(p *display.Page) display.Rect {
	return display.Rect{X: -b.bleed, Y: -b.bleed, W: p.W + 2*b.bleed, H: p.H + 2*b.bleed}
}

// end draws the crop marks, in every ink that the file prints with.
func (b boxes) end(c *canvas, p *display.Page) {
	if b.margin == 0 {
		return
	}
	c.raw("Q\n/Artifact BMC\nq\n1 0 0 1 ").num(b.margin, 3).num(b.margin, 3).raw("cm\n0 J ").num(markWidth, 2).raw("w ")
	if c.cmyk {
		c.raw("1 1 1 1 K\n")
	} else {
		c.raw("0 G\n")
	}
	c.path(b.marks(p))
	c.raw("S\nQ\nEMC\n")
}

// marks are two short lines at each corner, in line with the edges to be cut.
func (b boxes) marks(p *display.Page) display.Path {
	near := b.bleed + display.MM(markGap)
	far := near + display.MM(markLength)
	var path display.Path
	for _, x := range []float64{0, p.W} {
		path.Move(x, -near)
		path.Line(x, -far)
		path.Move(x, p.H+near)
		path.Line(x, p.H+far)
	}
	for _, y := range []float64{0, p.H} {
		path.Move(-near, y)
		path.Line(-far, y)
		path.Move(p.W+near, y)
		path.Line(p.W+far, y)
	}
	return path
}

// dict gives the boxes of a page as entries of its dictionary.
func (b boxes) dict(p *display.Page) string {
	w, h := p.W+2*b.margin, p.H+2*b.margin
	if b.margin == 0 {
		return fmt.Sprintf("/MediaBox[0 0 %s %s]", num(w), num(h))
	}
	out := b.margin - b.bleed
	return fmt.Sprintf("/MediaBox[0 0 %s %s]/BleedBox[%s %s %s %s]/TrimBox[%s %s %s %s]", num(w), num(h),
		num(out), num(out), num(w-out), num(h-out),
		num(b.margin), num(b.margin), num(b.margin+p.W), num(b.margin+p.H))
}

// array writes a rectangle of the page in the file's own coordinates, as a value.
func (b boxes) array(r display.Rect, height float64) string {
	x, y := b.margin+r.X, b.margin+height-r.Y-r.H
	return "[" + num(x) + " " + num(y) + " " + num(x+r.W) + " " + num(y+r.H) + "]"
}
