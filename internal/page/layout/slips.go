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

func (u *signup) leadingOf(w words) float64 { return typeset.Leading(w.lang, w.role) }

// slips sets one slip a person, twelve to a page, numbered through.
func (u *signup) slips(spec sheet.Spec) []*display.Page {
	const perPage = sheet.SlipCols * sheet.SlipRows
	total := spec.Rows * u.sheets()
	spec.Rows = 1
	var pages []*display.Page
	for i := range total {
		if i%perPage == 0 {
			pages = append(pages, A4.page())
		}
		spec.Page = i + 1
		sh, err := sheet.New(spec)
		if err != nil {
			u.problems.add("signup", u.in.Lang, "%v", err)
			return nil
		}
		p := pages[len(pages)-1]
		at := sheet.SlipAt(i%perPage, spec.RTL)
		u.slip(canvas{page: p, x: at.X * display.PtPerMM, y: at.Y * display.PtPerMM, rtl: spec.RTL}, sh)
		if i%perPage == perPage-1 || i == total-1 {
			cutLines(p)
		}
	}
	return pages
}

func (u *signup) slip(c canvas, sh sheet.Sheet) {
	u.put(c, u.title(), c.rect(sh.Areas.Title), 7, 11)
	for i, field := range sh.Spec.Fields {
		u.slipLabel(c, PhraseField+"."+field, sh.Areas.Labels[i])
		c.page.Add(display.Field{ID: sh.Fields[i].ID, Rect: c.rect(sh.Fields[i].Rect)})
	}
	for i, tick := range sh.Spec.Ticks {
		c.page.Add(display.Tag{Role: display.P})
		c.box(sh.Boxes[i])
		c.page.Add(display.End{})
		u.slipLabel(c, PhraseTick+"."+tick, sh.Areas.Heads[i])
	}
	c.rules(sh.Rules)
	u.machine(c, sh)
}

// slipLabel sets a label in the middle of its height.
func (u *signup) slipLabel(c canvas, key string, area sheet.Rect) {
	w := u.phrase(key)
	r := c.rect(area)
	b, ok := u.s.shape(w, &u.problems).fit(r.W-2, r.H, 6, 9, min(1.15, u.leadingOf(w)), balanced, &u.problems)
	if !ok && b.height() > r.H {
		u.problems.add("phrases", w.lang, "%q does not fit its place on the slip and is left out", w.text)
		return
	}
	b.put(c.page, r.X, r.Y+(r.H-b.height())/2, r.W-2, start(c.rtl))
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
