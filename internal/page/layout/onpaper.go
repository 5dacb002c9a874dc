package layout

import "daykit/internal/domain/display"

// Cream is the paper that posters look best on. It is bought, never printed.
func Cream() display.Color { return display.RGB(0xfbf5ea) }

// OnPaper shows a page as it looks when printed on paper of a colour: that colour
// behind everything, and wherever the page is white. It is for pictures on a
// screen; a printer gets the page itself.
func OnPaper(p *display.Page, paper display.Color) *display.Page {
	out := &display.Page{W: p.W, H: p.H}
	out.Add(display.Tag{Artifact: true}, display.Fill{Path: display.RectPath(display.Rect{W: p.W, H: p.H}), Color: paper}, display.End{})
	dyed := func(c display.Color) display.Color {
		if c == white {
			return paper
		}
		return c
	}
	for _, op := range p.Ops {
		switch o := op.(type) {
		case display.Fill:
			o.Color = dyed(o.Color)
			op = o
		case display.Cells:
			o.Color = dyed(o.Color)
			op = o
		case display.Stroke:
			o.Color = dyed(o.Color)
			op = o
		}
		out.Add(op)
	}
	return out
}
