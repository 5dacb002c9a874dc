package layout

import (
	"math"
	"slices"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
)

// ReportChart is bars with their labels and numbers. It is a table to who hears it.
type ReportChart struct {
	Title, Note Said
	Bars        []ReportBar
}

// ReportBar is one bar. Number is how its number is written.
type ReportBar struct {
	Label, Number Said
	N             int
}

// ReportTable is rows under a head. Loud rows are sums. What follows the first column is
// numbers, which stand at the end of lines.
type ReportTable struct {
	Head []Said
	Rows [][]Said
	Loud []int // places of loud rows
}

// ReportPhoto is a photograph that those on it agreed to.
type ReportPhoto struct {
	Picture      *display.Picture
	Caption, Alt Said
}

// ReportPhotos are photographs, two beside each other, or three where they are many.
type ReportPhotos []ReportPhoto

// The measures of charts and tables, in points.
const (
	chartLabel   = 0.34 // of the width
	chartNumber  = 46.0
	chartBar     = 13.0
	chartPad     = 4.0
	chartRows    = 12 // bars that no page divides
	tableColumn  = 92.0
	pictureApart = 14.0
	picturesFew  = 4    // that are large
	pictureShape = 0.66 // height of its width
)

func (c ReportChart) rows(r *reportDoc) (out []riskRow) {
	gap := reportGap + 2
	if c.Title.Text != "" {
		out, gap = append(out, r.label(gap, r.set(r.strong(c.Title), r.box.W, reportPrint))), 6
	}
	most := 1
	for _, b := range c.Bars {
		most = max(most, b.N)
	}
	for bars := range slices.Chunk(c.Bars, chartRows) {
		out, gap = append(out, r.chart(gap, bars, most)), 0
	}
	if len(out) > 1 { // a title without its bars is none
		first := out[0]
		second := out[1]
		out = append([]riskRow{{first.gap, first.h + second.gap + second.h, func(p *display.Page, y float64) {
			first.draw(p, y)
			second.draw(p, y+first.h+second.gap)
		}}}, out[2:]...)
	}
	if c.Note.Text != "" {
		out = append(out, r.label(5, r.set(r.quiet(c.Note), r.box.W, reportPrint)))
	}
	return out
}

// setBar is a bar whose words are set.
type setBar struct {
	label, number block
	share, h      float64
}

// chart is bars that stay together.
func (r *reportDoc) chart(gap float64, bars []ReportBar, most int) riskRow {
	label := r.box.W * chartLabel
	room := r.box.W - label - 10 - chartNumber
	var set []setBar
	total := 0.0
	for _, b := range bars {
		name := r.words(b.Label)
		name.tag = display.TH
		number := r.strong(b.Number)
		number.tag = display.TD
		s := setBar{label: r.set(name, label, reportPrint), number: r.set(number, chartNumber, reportPrint), share: float64(b.N) / float64(most)}
		s.h = math.Max(chartBar, math.Max(s.label.height(), s.number.height())) + chartPad
		set, total = append(set, s), total+s.h
	}
	return riskRow{gap, total, func(p *display.Page, y float64) {
		p.Add(display.Tag{Role: display.Table})
		for _, s := range set {
			p.Add(display.Tag{Role: display.TR})
			r.putBar(p, s, y, label, room)
			p.Add(display.End{})
			y += s.h
		}
		p.Add(display.End{})
	}}
}

func (r *reportDoc) putBar(p *display.Page, s setBar, y, label, room float64) {
	top := math.Max(s.label.top(), s.number.top())
	s.label.put(p, r.at(0, label), y+top-s.label.top(), label, start(r.rtl))
	long := math.Round(room*s.share*10) / 10
	middle := y + top - reportPrint*0.35
	if long > 0 {
		bar := display.Rect{X: r.at(label+10, long), Y: middle - chartBar/2, W: long, H: chartBar}
		p.Add(display.Tag{Artifact: true}, display.Fill{Path: display.RectPath(bar), Color: tealDark}, display.End{})
	}
	s.number.put(p, r.at(label+10+long+6, chartNumber-6), y+top-s.number.top(), chartNumber-6, start(r.rtl))
}

func (t ReportTable) rows(r *reportDoc) []riskRow {
	columns := len(t.Head) - 1
	first := r.box.W - float64(columns)*tableColumn
	var rows [][]block
	h := 0.0
	for i, row := range append([][]Said{t.Head}, t.Rows...) {
		loud := i == 0 || slices.Contains(t.Loud, i-1)
		set := r.tableRow(row, first, i == 0, loud)
		rows = append(rows, set)
		h += tableHeight(set)
	}
	return []riskRow{{reportGap, h, func(p *display.Page, y float64) {
		p.Add(display.Tag{Role: display.Table})
		for i, row := range rows {
			color := line
			if i == 1 || slices.Contains(t.Loud, i-1) {
				color = ink
			}
			if i > 0 {
				drawRule(p, r.box.X, r.box.X+r.box.W, y, color)
			}
			r.putTableRow(p, row, y+chartPad, first)
			y += tableHeight(row)
		}
		p.Add(display.End{})
	}}}
}

func (r *reportDoc) tableRow(row []Said, first float64, head, loud bool) (out []block) {
	for i, cell := range row {
		w := r.words(cell)
		w.tag = display.TD
		if i == 0 || head {
			w.tag = display.TH
		}
		if loud {
			w.role = fonts.Bold
		}
		width := first - 10
		if i > 0 {
			width = tableColumn - 8
		}
		out = append(out, r.set(w, width, reportPrint))
	}
	return out
}

func tableHeight(row []block) float64 {
	top, bottom := 0.0, 0.0
	for _, b := range row {
		top, bottom = math.Max(top, b.top()), math.Max(bottom, b.height()-b.top())
	}
	return top + bottom + 2*chartPad
}

func (r *reportDoc) putTableRow(p *display.Page, row []block, y, first float64) {
	p.Add(display.Tag{Role: display.TR})
	top := 0.0
	for _, b := range row {
		if len(b.lines) > 0 {
			top = math.Max(top, b.top())
		}
	}
	for i, b := range row {
		if i == 0 {
			b.put(p, r.at(0, first-10), y+top-b.top(), first-10, start(r.rtl))
			continue
		}
		x := first + float64(i-1)*tableColumn + 8
		b.put(p, r.at(x, tableColumn-8), y+top-b.top(), tableColumn-8, end(r.rtl))
	}
	p.Add(display.End{})
}

func (photos ReportPhotos) rows(r *reportDoc) (out []riskRow) {
	columns := 2
	if len(photos) > picturesFew {
		columns = 3
	}
	width := (r.box.W - float64(columns-1)*pictureApart) / float64(columns)
	for row := range slices.Chunk(photos, columns) {
		var captions []block
		high := 0.0
		for _, ph := range row {
			b := r.set(r.quiet(ph.Caption), width, reportPrint)
			captions, high = append(captions, b), math.Max(high, b.height())
		}
		h := width*pictureShape + 5 + high
		out = append(out, riskRow{reportGap, h, func(p *display.Page, y float64) {
			for i, ph := range row {
				at := display.Rect{X: r.at(float64(i)*(width+pictureApart), width), Y: y, W: width, H: width * pictureShape}
				putWhole(p, ph, at, r.words(ph.Alt).lang)
				captions[i].put(p, at.X, y+at.H+5, width, start(r.rtl))
			}
		}})
	}
	return out
}

// putWhole shows a photograph so that it covers a place, from its middle.
func putWhole(p *display.Page, ph ReportPhoto, in display.Rect, lang string) {
	w, h := float64(ph.Picture.W), float64(ph.Picture.H)
	scale := math.Max(in.W/w, in.H/h)
	rect := display.Rect{W: w * scale, H: h * scale}
	rect.X, rect.Y = in.X+(in.W-rect.W)/2, in.Y+(in.H-rect.H)/2
	p.Add(display.Tag{Role: display.Figure, Lang: lang, Alt: ph.Alt.Text},
		display.Image{Picture: ph.Picture, Rect: rect, Clip: display.RoundRectPath(in, 6)}, display.End{})
}
