package layout

import (
	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// The measures of a report's cover, in points.
const (
	reportBand   = 128.0 // the braid at the top of the paper
	formBand     = 84.0  // over a form, which has no numbers to be seen first
	reportTitleH = 96.0
	tilesInRow   = 4
	tileGap      = 12.0
	tilePad      = 9.0
	tileNumber   = 34.0
)

// cover is the braid, what the document is, the event, and the numbers that are seen first.
func (r *reportDoc) cover() {
	kind := r.strong(r.in.Kind)
	kind.color = coralDark
	rows := []riskRow{
		r.braidRow(),
		r.row(14, r.set(kind, r.box.W, reportLoud)),
	}
	title := r.title()
	title.color = ink
	most := 36.0
	if len(r.in.Tiles) == 0 {
		most = 26
	}
	b := r.fit(title, display.Rect{W: r.box.W, H: reportTitleH}, sizes{18, most})
	rows = append(rows, riskRow{7, b.height(), func(p *display.Page, y float64) { b.put(p, r.box.X, y, r.box.W, start(r.rtl)) }})
	for i, l := range r.in.Lines {
		gap := 9.0
		if i > 0 {
			gap = 3
		}
		line := r.set(r.words(l), r.box.W, reportLoud)
		rows = append(rows, riskRow{gap, line.height(), func(p *display.Page, y float64) { line.put(p, r.box.X, y, r.box.W, start(r.rtl)) }})
	}
	r.add(append(rows, r.tiles()...)...)
}

// braidRow is the event's braid across the top, off both edges of the paper.
func (r *reportDoc) braidRow() riskRow {
	const off = 40.0
	band, width, sway := reportBand, 10.0, 7.0
	if len(r.in.Tiles) == 0 {
		band, width, sway = formBand, 6, 5
	}
	return riskRow{0, band - r.box.Y, func(p *display.Page, _ float64) {
		ribbon := ribbon{
			seed: string(r.event.ID), strands: len(strandColors()), width: width, sway: sway, swings: 1.3,
			from: display.Point{X: -off}, to: display.Point{X: p.W + off},
		}
		ribbon.from.Y = band - ribbon.height()/2
		ribbon.to.Y = ribbon.from.Y
		ribbon.draw(p)
	}}
}

// tile is a number that is set.
type tile struct{ number, what, note block }

// tiles are the numbers, four beside each other and as high as the highest.
func (r *reportDoc) tiles() (out []riskRow) {
	width := (r.box.W - (tilesInRow-1)*tileGap) / tilesInRow
	for from := 0; from < len(r.in.Tiles); from += tilesInRow {
		var set []tile
		top, h := 0.0, 0.0
		for _, t := range r.in.Tiles[from:min(from+tilesInRow, len(r.in.Tiles))] {
			made := r.tile(t, width-2*tilePad)
			set = append(set, made)
			top = max(top, made.number.height())
			h = max(h, made.what.height()+made.note.height())
		}
		h += tilePad + reportBar + top + 6 + 4 + tilePad
		out = append(out, riskRow{18, h, func(p *display.Page, y float64) {
			for i, t := range set {
				r.putTile(p, t, display.Rect{X: r.at(float64(i)*(width+tileGap), width), Y: y, W: width, H: h}, top, from+i)
			}
		}})
	}
	return out
}

func (r *reportDoc) tile(t ReportTile, width float64) tile {
	number := r.words(t.Number)
	number.role = fonts.Display
	what := r.s.set(r.strong(t.What), width, reportPrint, typeset.Balance, &r.problems)
	return tile{
		number: r.fit(number, display.Rect{W: width, H: tileNumber + 8}, sizes{reportPrint, tileNumber}),
		what:   what, note: r.set(r.quiet(t.Note), width, reportPrint),
	}
}

func (r *reportDoc) putTile(p *display.Page, t tile, in display.Rect, top float64, i int) {
	color := strandColors()[[]int{2, 0, 3, 1}[i%tilesInRow]]
	p.Add(display.Tag{Artifact: true})
	p.Add(display.Stroke{Path: display.RoundRectPath(in, 5), Color: line, Width: 0.6})
	p.Add(display.Fill{Path: display.RectPath(display.Rect{X: in.X, Y: in.Y, W: in.W, H: reportBar}), Color: color})
	p.Add(display.End{})
	x, width := in.X+tilePad, in.W-2*tilePad
	y := in.Y + reportBar + tilePad
	t.number.put(p, x, y+top-t.number.height(), width, start(r.rtl))
	y = t.what.put(p, x, y+top+6, width, start(r.rtl))
	t.note.put(p, x, y+4, width, start(r.rtl))
}
