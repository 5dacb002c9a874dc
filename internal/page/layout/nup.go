package layout

import (
	"daykit/internal/domain/display"
)

// nupSheet says how pages of a format share a sheet; ok is false for formats that
// do not.
func nupSheet(f Format) (g cutGrid, ok bool) {
	switch f.Name {
	case "a5":
		return cutGrid{sheet: A4Landscape, w: f.W, h: f.H, cols: 2, rows: 1}, true
	case "a6":
		return cutGrid{sheet: A4, w: f.W, h: f.H, cols: 2, rows: 2}, true
	case "dl":
		return cutGrid{sheet: A4Landscape, w: f.W, h: f.H, cols: 3, rows: 1}, true
	}
	return cutGrid{}, false
}

// NUp lays pages of a format side by side on A4, to be cut: A5 two on a sheet, A6
// four, DL three. Each page fills a sheet of its own with copies, so that every
// pile of a cut is of one flyer. Codes, links and fields go where their words go.
func (s *Setter) NUp(pages []*display.Page, f Format) Result {
	g, ok := nupSheet(f)
	if !ok {
		return Result{Problems: []Problem{Found("paper", "", foundUnsharedSize, f.Name)}}
	}
	r := Result{}
	for _, page := range pages {
		sheet, alt := nup(page, g)
		r.Pages = append(r.Pages, sheet)
		if r.Alt == "" {
			r.Alt = alt
		}
	}
	return r
}

// nup fills a sheet with copies of a page.
func nup(page *display.Page, g cutGrid) (sheet *display.Page, alt string) {
	sheet = g.sheet.page()
	part, rest := shareable(page)
	alt, lang := spoken(page)
	for i := range g.cells() {
		cell := g.cell(i, false)
		at := placing{X: cell.X, Y: cell.Y, Scale: 1}
		sheet.Add(display.Tag{Role: display.Figure, Lang: lang, Alt: alt}, at.use(part, bleeding(cell, sheet)))
		for _, op := range rest {
			sheet.Add(moved(op, at))
		}
		sheet.Add(display.End{})
	}
	nupMarks(sheet, g)
	return sheet, alt
}

// bleeding is a cell, and beyond it what lies past the edges of the sheet: artwork
// runs on there, but not into a neighbour.
func bleeding(cell display.Rect, sheet *display.Page) display.Rect {
	past, near := display.MM(6), display.MM(1)
	x0, y0, x1, y1 := cell.X, cell.Y, cell.X+cell.W, cell.Y+cell.H
	if x0 < near {
		x0 = -past
	}
	if y0 < near {
		y0 = -past
	}
	if x1 > sheet.W-near {
		x1 = sheet.W + past
	}
	if y1 > sheet.H-near {
		y1 = sheet.H + past
	}
	return display.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
}

// nupMark is how far a mark reaches into the sheet, in millimetres: beyond what
// printers leave bare at its edge. It is cut along, so no half of it stays.
const nupMark = 16.0

// nupMarks draws short lines where the cuts between cells begin and end, and a
// cross where two cuts meet.
func nupMarks(p *display.Page, g cutGrid) {
	var path display.Path
	stroke := func(x0, y0, x1, y1 float64) {
		path.Move(x0, y0)
		path.Line(x1, y1)
	}
	reach, arm := display.MM(nupMark), display.MM(5)
	for col := 1; col < g.cols; col++ {
		x := g.cell(col, false).X
		stroke(x, 0, x, reach)
		stroke(x, p.H-reach, x, p.H)
		if g.rows > 1 {
			stroke(x, p.H/2-arm, x, p.H/2+arm)
		}
	}
	for row := 1; row < g.rows; row++ {
		y := g.cell(row*g.cols, false).Y
		stroke(0, y, reach, y)
		stroke(p.W-reach, y, p.W, y)
		for col := 1; col < g.cols; col++ {
			x := g.cell(col, false).X
			stroke(x-arm, y, x+arm, y)
		}
	}
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: line, Width: 0.4}, display.End{})
}
