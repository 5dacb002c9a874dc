package layout

import (
	"daykit/internal/domain/display"
	"daykit/internal/domain/locale"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// rotaHalf is rows under a heading; side is the width of their first column.
type rotaHalf struct {
	key  string
	side float64
	rows []rotaRow
}

// pages draws the halves, each on as many pages as it needs. The pages are numbered through
// both, so that none is missed when they are put up.
func (r *rota) pages(halves []rotaHalf) []*display.Page {
	var parts [][][]rotaRow
	count := 0
	for _, half := range halves {
		dealt := r.parts(half.rows, r.box.H-r.top(half.key, 0, 0).height())
		parts, count = append(parts, dealt), count+len(dealt)
	}
	var pages []*display.Page
	for i, half := range halves {
		for _, part := range parts[i] {
			p := A4.page()
			y := r.top(half.key, len(pages)+1, count).put(p, r)
			p.Add(display.Tag{Role: display.Table})
			for _, row := range part {
				y = r.putRow(p, row, y, half.side)
			}
			p.Add(display.End{})
			pages = append(pages, p)
		}
	}
	return pages
}

// parts deals rows out to pages of a height. A head does not stand last.
func (r *rota) parts(rows []rotaRow, room float64) [][]rotaRow {
	var out [][]rotaRow
	used := 0.0
	for i, row := range rows {
		h := row.height()
		with := h
		if row.head && i+1 < len(rows) {
			with += rows[i+1].height()
		}
		if len(out) == 0 || used+with > room {
			out, used = append(out, nil), 0
		}
		out[len(out)-1] = append(out[len(out)-1], row)
		used += h
	}
	return out
}

// putRow draws a row from y downwards under a thin line, and gives its bottom.
func (r *rota) putRow(p *display.Page, row rotaRow, y, side float64) float64 {
	x, width := r.box.X, side
	at := r.box.X + side + rotaGutter
	if r.rtl {
		x, at = r.box.X+r.box.W-side, r.box.X
	}
	if row.head {
		x, width = r.box.X, r.box.W
	}
	drawRule(p, r.box.X, r.box.X+r.box.W, y, line)
	p.Add(display.Tag{Role: display.TR})
	top := firstTop(row.side, row.beside)
	r.putStack(p, row.side, x, y+rotaPad+top-firstTop(row.side), width)
	r.putStack(p, row.beside, at, y+rotaPad+top-firstTop(row.beside), r.beside(side))
	p.Add(display.End{})
	return y + row.height()
}

// firstTop is the room over the first baseline of what stands level with each other.
func firstTop(columns ...[]block) float64 {
	top := 0.0
	for _, c := range columns {
		if len(c) > 0 && len(c[0].lines) > 0 {
			top = max(top, c[0].top())
		}
	}
	return top
}

func (r *rota) putStack(p *display.Page, list []block, x, y, width float64) {
	for _, b := range list {
		y = b.put(p, x, y, width, start(r.rtl)) + rotaGap
	}
}

// rotaTop is what stands over the rows of a page.
type rotaTop struct{ title, date, heading block }

// The white between the words of the top, and under them.
const rotaTopGap, rotaTopEnd = 6.0, 12.0

// top sets the event, its date and which half of the rota this is, with the number of
// the page where there are several.
func (r *rota) top(key string, page, pages int) rotaTop {
	width := r.box.W - emblemW - 14
	title, heading := r.title(), r.phrase(key)
	title.color = ink
	date := words{field: "date", lang: r.fixed, text: locale.LongDate(r.fixed, r.event.Date), role: fonts.Bold, tag: display.P, color: ink}
	what := r.phrase(PhraseRota)
	heading.text = typeset.Isolate(what.text) + " · " + typeset.Isolate(heading.text)
	if pages > 1 {
		heading.text += " · " + typeset.Isolate(r.pageOf(page, pages).text)
	}
	heading.role, heading.tag, heading.color = fonts.Bold, display.H2, tealDark
	return rotaTop{
		title:   r.fit(title, display.Rect{W: width, H: 62}, sizes{rotaPrint, 24}),
		date:    r.s.set(date, width, rotaPrint, typeset.Balance, &r.problems),
		heading: r.s.set(heading, r.box.W, rotaPrint+2, typeset.Balance, &r.problems),
	}
}

// height leaves room for a second line of the heading, which a page's number may need.
func (t rotaTop) height() float64 {
	return max(t.title.height()+rotaTopGap+t.date.height(), emblemH) + 2*rotaTopGap + t.heading.height() + t.heading.leading + rotaTopEnd
}

// put draws the top and gives where the rows begin.
func (t rotaTop) put(p *display.Page, r *rota) float64 {
	emblem(p, r.box, r.rtl, 0)
	width := r.box.W - emblemW - 14
	x := r.box.X
	if r.rtl {
		x += r.box.W - width
	}
	y := t.title.put(p, x, r.box.Y, width, start(r.rtl)) + rotaTopGap
	y = t.date.put(p, x, y, width, start(r.rtl))
	y = max(y, r.box.Y+emblemH) + 2*rotaTopGap
	return t.heading.put(p, r.box.X, y, r.box.W, start(r.rtl)) + rotaTopEnd
}
