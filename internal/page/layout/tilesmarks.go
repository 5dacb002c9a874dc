package layout

import (
	"daykit/internal/domain/display"
	"daykit/internal/text/typeset"
)

// marks draws the corner marks of a sheet's part, and bars beside the edges where
// glue goes and the next sheet is laid on.
func (b *tiles) marks(p *display.Page, cell display.Rect, col, row int) {
	near, far := display.MM(tileMarkFrom), display.MM(tileMarkTo)
	x0, y0, x1, y1 := cell.X, cell.Y, cell.X+cell.W, cell.Y+cell.H
	var path display.Path
	stroke := func(ax, ay, bx, by float64) {
		path.Move(ax, ay)
		path.Line(bx, by)
	}
	for _, x := range []float64{x0, x1} {
		stroke(x, y0-far, x, y0-near)
		stroke(x, y1+near, x, y1+far)
	}
	for _, y := range []float64{y0, y1} {
		stroke(x0-far, y, x0-near, y)
		stroke(x1+near, y, x1+far, y)
	}
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: black, Width: 0.4}, display.End{})
	glue := display.MM(b.t.Overlap)
	if col < b.t.Cols-1 {
		b.glueBar(p, placing{X: x1 - glue, Y: y0 - near, Scale: 1, Turn: 0}, glue)
		b.glueBar(p, placing{X: x1, Y: y1 + near, Scale: 1, Turn: 2}, glue)
	}
	if row < b.t.Rows-1 {
		b.glueBar(p, placing{X: x0 - near, Y: y1, Scale: 1, Turn: 3}, glue)
		b.glueBar(p, placing{X: x1 + near, Y: y1 - glue, Scale: 1, Turn: 1}, glue)
	}
}

// glueBar draws a bar as wide as the glue is, just outside an edge: its base lies
// on the placing's origin and it rises from there. The word stands on it where it
// fits, out of the cut-off.
func (b *tiles) glueBar(p *display.Page, at placing, width float64) {
	thick := display.MM(0.8)
	var bar display.Path
	for _, x := range []float64{0, width} {
		bar.Move(x, 0)
		bar.Line(x, -display.MM(tileMarkTo-tileMarkFrom))
	}
	p.Add(display.Tag{Artifact: true},
		display.Fill{Path: at.path(display.RectPath(display.Rect{Y: -thick, W: width, H: thick})), Color: coral},
		display.Stroke{Path: at.path(bar), Color: coral, Width: 0.4}, display.End{})
	var wide problems
	word, fits := b.glue.fit(width-4, display.MM(tileMarkTo-tileMarkFrom)-thick-1, 7, 8.5, 1, typeset.Greedy, &wide)
	if !fits || len(wide.list) > 0 || len(word.lines) != 1 {
		return
	}
	own := &display.Page{}
	word.put(own, (width-word.widest())/2, -thick-1-word.height(), word.widest(), left)
	part, _ := shareable(own)
	p.Add(display.Tag{Artifact: true}, at.use(part, display.Rect{}), display.End{})
}
