package layout

import (
	"daykit/internal/domain/display"
	"daykit/internal/domain/sheet"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

const (
	balanced = typeset.Balance
	greedy   = typeset.Greedy
)

// slips sets one slip a person, as many to a page as there is room for, numbered
// through.
func (u *signup) slips(spec sheet.Spec) []*display.Page {
	cols, rows := spec.Slips()
	perPage := cols * rows
	u.total = spec.Rows * max(1, u.event.Signup.Sheets)
	spec.Rows = 1
	var pages []*display.Page
	for i := range u.total {
		spec.Page = i + 1
		sh, ok := u.lay(spec)
		if !ok {
			return nil
		}
		if i%perPage == 0 {
			pages = append(pages, A4.page())
		}
		p, at := pages[len(pages)-1], spec.SlipAt(i%perPage)
		u.slip(canvas{page: p, x: at.X * display.PtPerMM, y: at.Y * display.PtPerMM, rtl: spec.RTL}, sh)
		if i%perPage == perPage-1 || i == u.total-1 {
			cutLines(p, spec)
		}
	}
	return pages
}

// slip sets one: what all have in common, and its own code.
func (u *signup) slip(c canvas, sh sheet.Sheet) {
	common, ok := u.stencils[1]
	if !ok {
		p := &display.Page{W: display.MM(sh.Page.W), H: display.MM(sh.Page.H)}
		u.drawSlip(canvas{page: p, rtl: c.rtl}, sh)
		common = stencil(p)
		u.stencils[1] = common
	}
	stamp(c.page, common, c.x, c.y)
	c.places(sh)
	u.organiser(c, sh)
}

// drawSlip draws all that slips of a run share.
func (u *signup) drawSlip(c canvas, sh sheet.Sheet) {
	u.put(c.page, u.title(), c.rect(sh.Areas.Title), sizes{smallPrint, 12}, start(c.rtl))
	u.slipLabels(c, sh)
	c.ground(sh)
	for i, tick := range sh.Spec.Ticks {
		r := c.rect(sh.Areas.Heads[i])
		b := u.small(u.phrase(PhraseTick+"."+tick), r.W, r.H)
		y := r.Y + (r.H-b.height())/2
		if len(b.lines) == 1 && !fonts.Climbs(b.lang) {
			y = r.Y + r.H/2 + b.size*tickDrop - b.top() // level with the box's other neighbours
		}
		b.put(c.page, r.X, y, r.W, start(c.rtl))
	}
	u.put(c.page, u.phrase(PhraseSlip), c.rect(sh.Areas.Foot), sizes{smallPrint, smallPrint}, centre)
}

// tickDrop is how far the baseline of one line beside a box lies under the box's
// middle, as a share of the size.
const tickDrop = 0.32

// slipLabels stands the labels of the fields on the places to write, those side by
// side on one line.
func (u *signup) slipLabels(c canvas, sh sheet.Sheet) {
	labels, hang := make([]block, len(sh.Spec.Fields)), map[float64]float64{}
	for i, field := range sh.Spec.Fields {
		r := sh.Areas.Labels[i]
		labels[i] = u.small(u.phrase(PhraseField+"."+field), c.rect(r).W, c.rect(r).H)
		hang[r.Y] = max(hang[r.Y], labels[i].bottom())
	}
	for i, b := range labels {
		r := c.rect(sh.Areas.Labels[i])
		b.put(c.page, r.X, max(r.Y, r.Y+r.H-hang[sh.Areas.Labels[i].Y]-b.above()), r.W, start(c.rtl))
	}
}

// cutLines draws where the slips are cut apart.
func cutLines(p *display.Page, spec sheet.Spec) {
	spec.RTL = false // the lines are the same
	cols, rows := spec.Slips()
	first, last := onPage(spec.SlipAt(0)), onPage(spec.SlipAt(cols*rows-1))
	right, bottom := last.X+last.W, last.Y+last.H
	var path display.Path
	for i := range cols + 1 {
		x := first.X + float64(first.W*float64(i))
		path.Move(x, first.Y)
		path.Line(x, bottom)
	}
	for i := range rows + 1 {
		y := first.Y + float64(first.H*float64(i))
		path.Move(first.X, y)
		path.Line(right, y)
	}
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: line, Width: 0.4}, display.End{})
}
