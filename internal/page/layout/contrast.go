package layout

import (
	"math"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
)

// leastContrast is that of WCAG 2.2 for text of any size, success criterion 1.4.3.
const leastContrast = 4.5

// contrast is the ratio of two colours' luminances, 1 to 21.
func contrast(a, b display.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2, 0 to 1.
func luminance(c display.Color) float64 {
	channel := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return float64(0.2126*channel(c.R)) + float64(0.7152*channel(c.G)) + float64(0.0722*channel(c.B))
}

// layer is something painted on a page that words may lie over.
type layer struct {
	bounds display.Rect
	color  display.Color
	path   display.Path
	half   float64 // of a stroke's width; 0 for a fill
	even   bool
	photo  bool

	lines [][]display.Point // the path in straight lines, when first looked at
}

// checkContrast looks at what lies under the ink of each text of a page: fills,
// strokes and photos that were painted before it, and at last the paper. Words that
// stand out too little, or lie over a photo, become a problem.
func checkContrast(p *display.Page, l *fonts.Library, ps *problems) {
	var under []layer
	for _, op := range p.Ops {
		switch o := op.(type) {
		case display.Fill:
			under = append(under, layer{bounds: hull(o.Path, 0), color: o.Color, path: o.Path, even: o.EvenOdd})
		case display.Cells:
			under = append(under, layer{bounds: o.Rect(), color: o.Color, path: o.Outline()})
		case display.Stroke:
			under = append(under, layer{bounds: hull(o.Path, o.Width/2), color: o.Color, path: o.Path, half: o.Width / 2})
		case display.Image:
			under = append(under, photoLayer(o))
		case display.Text:
			checkText(o, inkBox(l, o.Run), under, ps)
		}
	}
}

func photoLayer(o display.Image) layer {
	out := layer{bounds: o.Rect, path: display.RectPath(o.Rect), photo: true}
	if len(o.Clip) > 0 {
		out.bounds, out.path = hull(o.Clip, 0), o.Clip
	}
	return out
}

// checkText compares a text with every colour that shows under its box.
func checkText(t display.Text, box display.Rect, under []layer, ps *problems) {
	if box.W <= 0 || box.H <= 0 {
		return
	}
	against := func(c display.Color) {
		if ratio := contrast(t.Color, c); ratio < leastContrast {
			ps.add("contrast", t.Run.Lang, foundLowContrast, t.Run.Text, math.Round(ratio*10)/10, leastContrast)
		}
	}
	for i := len(under) - 1; i >= 0; i-- {
		touches, covers := under[i].meets(box)
		switch {
		case touches && under[i].photo:
			ps.add("contrast", t.Run.Lang, foundOverPhoto, t.Run.Text)
		case touches:
			against(under[i].color)
		}
		if covers {
			return
		}
	}
	against(white)
}

// meets says whether paint touches a box, and whether it covers all of it.
func (y *layer) meets(box display.Rect) (touches, covers bool) {
	if !overlaps(y.bounds, box) {
		return false, false
	}
	if y.lines == nil {
		y.lines = flat(y.path)
	}
	reach := grown(box, y.half)
	for _, line := range y.lines {
		for i := 1; i < len(line); i++ {
			if crosses(line[i-1], line[i], reach) {
				return true, false
			}
		}
	}
	if y.half > 0 {
		return false, false
	}
	inside := y.holds(display.Point{X: box.X + box.W/2, Y: box.Y + box.H/2})
	return inside, inside
}

// holds says whether a fill paints a point.
func (y *layer) holds(q display.Point) bool {
	winding := 0
	for _, line := range y.lines {
		for i, a := range line {
			b := line[(i+1)%len(line)]
			if (a.Y <= q.Y) == (b.Y <= q.Y) || a.X+float64((q.Y-a.Y)*(b.X-a.X)/(b.Y-a.Y)) <= q.X {
				continue
			}
			if a.Y <= q.Y {
				winding++
			} else {
				winding--
			}
		}
	}
	if y.even {
		return winding%2 != 0
	}
	return winding != 0
}

// inkBox is round the ink of a run, by the outlines of its glyphs.
func inkBox(l *fonts.Library, r display.GlyphRun) display.Rect {
	face, err := l.Face(r.Font)
	if err != nil {
		return display.Rect{}
	}
	k := r.Size / float64(face.SFNT.Upem)
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, g := range r.Glyphs {
		b, ok := face.SFNT.Bounds(int(g.GID))
		if !ok || b.XMin == b.XMax {
			continue
		}
		x0, x1 = math.Min(x0, r.X+g.X+float64(float64(b.XMin)*k)), math.Max(x1, r.X+g.X+float64(float64(b.XMax)*k))
		y0, y1 = math.Min(y0, r.Y-g.Y-float64(float64(b.YMax)*k)), math.Max(y1, r.Y-g.Y-float64(float64(b.YMin)*k))
	}
	if x1 < x0 {
		return display.Rect{}
	}
	return display.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
}
