package layout

import (
	"math"
	"strings"

	"daykit/internal/domain/display"
)

// placing is a place on a page for something drawn at its own origin, by the
// rules of [display.Use]: scaled, turned clockwise by quarter turns, and moved.
type placing struct {
	X, Y  float64
	Scale float64
	Turn  int
}

// point is where a point of the part comes to lie.
func (pl placing) point(q display.Point) display.Point {
	x, y := float64(q.X*pl.Scale), float64(q.Y*pl.Scale)
	for range (pl.Turn%4 + 4) % 4 {
		x, y = -y, x
	}
	return display.Point{X: display.Round(x + pl.X), Y: display.Round(y + pl.Y)}
}

func (pl placing) rect(r display.Rect) display.Rect {
	a, b := pl.point(display.Point{X: r.X, Y: r.Y}), pl.point(display.Point{X: r.X + r.W, Y: r.Y + r.H})
	x, y := math.Min(a.X, b.X), math.Min(a.Y, b.Y)
	return display.Rect{X: x, Y: y, W: math.Max(a.X, b.X) - x, H: math.Max(a.Y, b.Y) - y}
}

func (pl placing) path(path display.Path) display.Path {
	out := make(display.Path, len(path))
	for i, s := range path {
		for j := range s.P {
			s.P[j] = pl.point(s.P[j])
		}
		out[i] = s
	}
	return out
}

// use is the op that draws a part here.
func (pl placing) use(part *display.Shared, clip display.Rect) display.Use {
	return display.Use{Part: part, X: pl.X, Y: pl.Y, Scale: pl.Scale, Turn: pl.Turn, Clip: clip}
}

// shareable divides a page into what is drawn, as a part to use again, and what
// else is known of it: its links, fields and codes, on the page's own scale. The
// tags are for whoever uses the part to write anew.
func shareable(page *display.Page) (part *display.Shared, rest []display.Op) {
	part = &display.Shared{W: page.W, H: page.H}
	for _, op := range page.Ops {
		switch op.(type) {
		case display.Tag, display.End:
		case display.Link, display.Field, display.Code:
			rest = append(rest, op)
		default:
			part.Ops = append(part.Ops, op)
		}
	}
	return part, rest
}

// moved is a link, a field or a code where its part comes to lie. Anything else
// stays as it is.
func moved(op display.Op, to placing) display.Op {
	switch o := op.(type) {
	case display.Link:
		o.Rect = to.rect(o.Rect)
		return o
	case display.Field:
		o.Rect = to.rect(o.Rect)
		return o
	case display.Code:
		o.Rect = to.rect(o.Rect)
		return o
	}
	return op
}

// spoken is what a page says, in reading order, and the language of its first
// words: the alternative text of the page as a picture.
func spoken(page *display.Page) (text, lang string) {
	var said []string
	var open []display.Tag
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			said = append(said, s)
		}
	}
	for _, op := range page.Ops {
		switch o := op.(type) {
		case display.Tag:
			open = append(open, o)
			add(o.Alt)
			add(o.Text)
			if lang == "" && !o.Artifact {
				lang = o.Lang
			}
		case display.End:
			open = open[:len(open)-1]
		case display.Text:
			if t := open[len(open)-1]; !t.Artifact && t.Text == "" {
				add(o.Run.Text)
			}
		}
	}
	return strings.Join(said, " "), lang
}

// Nudged moves all that pages hold, right by dx and down by dy millimetres, so
// that a printer which is off by as much the other way prints it in its place.
// Fields, links and codes move along.
func Nudged(pages []*display.Page, dxMM, dyMM float64) []*display.Page {
	dx, dy := display.MM(dxMM), display.MM(dyMM)
	out := make([]*display.Page, len(pages))
	for i, p := range pages {
		out[i] = &display.Page{W: p.W, H: p.H}
		for _, op := range p.Ops {
			out[i].Add(nudged(op, dx, dy))
		}
	}
	return out
}

// nudged moves one op.
func nudged(op display.Op, dx, dy float64) display.Op {
	to := placing{X: dx, Y: dy, Scale: 1}
	switch o := op.(type) {
	case display.Fill:
		o.Path = to.path(o.Path)
		return o
	case display.Cells:
		o.X, o.Y = o.X+dx, o.Y+dy
		return o
	case display.Stroke:
		o.Path = to.path(o.Path)
		return o
	case display.Text:
		o.Run.X, o.Run.Y = o.Run.X+dx, o.Run.Y+dy
		return o
	case display.Image:
		o.Rect, o.Clip = to.rect(o.Rect), to.path(o.Clip)
		return o
	case display.Use:
		o.X, o.Y = o.X+dx, o.Y+dy
		if o.Clip.W > 0 {
			o.Clip = to.rect(o.Clip)
		}
		return o
	}
	return moved(op, to)
}
