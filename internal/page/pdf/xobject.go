package pdf

import (
	"fmt"
	"math"
	"slices"

	"daykit/internal/domain/display"
)

// drawImage shows a photo behind its clip. The unit square of the photo is
// stretched over its rectangle.
func (s *sheet) drawImage(op display.Image) {
	r := op.Rect
	s.tree.enter(s.canvas, func() display.Rect {
		if len(op.Clip) == 0 {
			return r
		}
		return overlap(r, bounds(op.Clip))
	})
	s.raw("q\n")
	if len(op.Clip) > 0 {
		s.path(op.Clip)
		s.raw("W n\n")
	}
	s.num(r.W, 3).raw("0 0 ").num(r.H, 3).num(r.X, 3).num(s.height-r.Y-r.H, 3).raw("cm\n")
	s.do(pictureName(s.stock.byID[op.Picture.ID]))
	s.raw("Q\n")
}

// drawUse shows a shared part.
func (s *sheet) drawUse(op display.Use) {
	m := useMatrix(op, s.height)
	s.tree.enter(s.canvas, func() display.Rect {
		box := m.box(op.Part, s.height)
		if op.Clip.W > 0 {
			box = overlap(box, op.Clip)
		}
		return box
	})
	s.said = nil
	name := partName(s.stock.byPart[op.Part])
	if op.Clip.W <= 0 && m == (matrix{1, 0, 0, 1, 0, 0}) {
		s.do(name)
		return
	}
	s.raw("q\n")
	if op.Clip.W > 0 {
		s.rect(op.Clip).raw("W n\n")
	}
	for _, v := range m[:4] {
		s.num(v, 6)
	}
	s.num(m[4], 3).num(m[5], 3).raw("cm\n")
	s.do(name)
	s.raw("Q\n")
}

func (s *sheet) do(name string) {
	s.raw("/" + name + " Do\n")
	if !slices.Contains(s.uses, name) {
		s.uses = append(s.uses, name)
	}
}

// matrix is a PDF matrix: x' = a x + c y + e, y' = b x + d y + f.
type matrix [6]float64

// useMatrix maps a part to the page, both with y upwards from their foot. Turning
// clockwise by a quarter leads what is right of the origin downwards.
func useMatrix(op display.Use, height float64) matrix {
	k := op.Scale
	if k == 0 {
		k = 1
	}
	// Where one step right, and one step down, lead on a page whose y grows downwards.
	right := [4]display.Point{{X: k}, {Y: k}, {X: -k}, {Y: -k}}[op.Turn&3]
	down := display.Point{X: -right.Y, Y: right.X}
	h := op.Part.H // the part's foot lies this far down from its origin
	return matrix{
		right.X, 0 - right.Y, 0 - down.X, down.Y,
		op.X + float64(h*down.X), height - op.Y - float64(h*down.Y),
	}
}

// box gives the upright box of a part on its page, y downwards.
func (m matrix) box(p *display.Shared, pageHeight float64) display.Rect {
	x0, y0 := m[4], pageHeight-m[5]
	x1 := x0 + float64(m[0]*p.W) + float64(m[2]*p.H)
	y1 := y0 - float64(m[1]*p.W) - float64(m[3]*p.H)
	return display.Rect{X: min(x0, x1), Y: min(y0, y1), W: math.Abs(x1 - x0), H: math.Abs(y1 - y0)}
}

func overlap(a, b display.Rect) display.Rect {
	x, y := max(a.X, b.X), max(a.Y, b.Y)
	return display.Rect{X: x, Y: y, W: max(min(a.X+a.W, b.X+b.W)-x, 0), H: max(min(a.Y+a.H, b.Y+b.H)-y, 0)}
}

// xobjects are the numbers of the objects of photos and parts, by name.
type xobjects map[string]int

// dict gives the resource dictionary of the named objects.
func (x xobjects) dict(names []string) string {
	if len(names) == 0 {
		return ""
	}
	s := "/XObject<<"
	for _, name := range names {
		s += fmt.Sprintf("/%s %d 0 R", name, x[name])
	}
	return s + ">>"
}

// addPicture embeds a photo as it is.
func (d *document) addPicture(p *display.Picture, space string) int {
	if p.Grey {
		space = "/DeviceGray"
	}
	return d.addStream(fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8"+
		"/ColorSpace%s/Filter/DCTDecode", p.W, p.H, space), p.JPEG)
}

// reach is how far past its own size a part may draw: the largest page that PDF
// knows. Nothing of a part is cut unless its use says so.
const reach = 14400

// partDict is the dictionary of a shared part.
func partDict(p *display.Shared, resources string) string {
	return fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[%d %d %s %s]/Resources<<%s>>",
		-reach, -reach, num(p.W+reach), num(p.H+reach), resources)
}
