package layout

import (
	"daykit/internal/domain/display"
	"daykit/internal/domain/sheet"
	"daykit/internal/text/typeset"
)

const (
	balanced = typeset.Balance
	greedy   = typeset.Greedy
)

// slips sets one slip a person, ten to a page, numbered through.
func (u *signup) slips(spec sheet.Spec) []*display.Page {
	const perPage = sheet.SlipCols * sheet.SlipRows
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
		p, at := pages[len(pages)-1], sheet.SlipAt(i%perPage, spec.RTL)
		u.slip(canvas{page: p, x: at.X * display.PtPerMM, y: at.Y * display.PtPerMM, rtl: spec.RTL}, sh)
		if i%perPage == perPage-1 || i == u.total-1 {
			cutLines(p)
		}
	}
	return pages
}

// slip sets one: what all have in common, and its own code.
func (u *signup) slip(c canvas, sh sheet.Sheet) {
	common, ok := u.stencils[1]
	if !ok {
		p := &display.Page{W: display.MM(sheet.SlipW), H: display.MM(sheet.SlipH)}
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
	for i, field := range sh.Spec.Fields {
		r := c.rect(sh.Areas.Labels[i])
		b := u.small(u.phrase(PhraseField+"."+field), r.W, r.H)
		b.put(c.page, r.X, r.Y+r.H-b.height(), r.W, start(c.rtl))
	}
	c.ground(sh)
	for i, tick := range sh.Spec.Ticks {
		r := c.rect(sh.Areas.Heads[i])
		b := u.small(u.phrase(PhraseTick+"."+tick), r.W, r.H)
		b.put(c.page, r.X, r.Y+(r.H-b.height())/2, r.W, start(c.rtl))
	}
	u.put(c.page, u.phrase(PhraseSlip), c.rect(sh.Areas.Foot), sizes{smallPrint, smallPrint}, centre)
}

// cutLines draws where the slips are cut apart.
func cutLines(p *display.Page) {
	var path display.Path
	first, last := sheet.SlipAt(0, false), sheet.SlipAt(sheet.SlipCols*sheet.SlipRows-1, false)
	x0, y0 := first.X*display.PtPerMM, first.Y*display.PtPerMM
	x1, y1 := (last.X+last.W)*display.PtPerMM, (last.Y+last.H)*display.PtPerMM
	for i := range sheet.SlipCols + 1 {
		x := x0 + (x1-x0)*float64(i)/sheet.SlipCols
		path.Move(x, y0)
		path.Line(x, y1)
	}
	for i := range sheet.SlipRows + 1 {
		y := y0 + (y1-y0)*float64(i)/sheet.SlipRows
		path.Move(x0, y)
		path.Line(x1, y)
	}
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: line, Width: 0.4}, display.End{})
}
