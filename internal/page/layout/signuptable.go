package layout

import (
	"strconv"

	"daykit/internal/domain/display"
	"daykit/internal/domain/sheet"
	"daykit/internal/text/fonts"
)

// canvas is a page with its origin moved to a sheet's, in points.
type canvas struct {
	page *display.Page
	x, y float64
	rtl  bool
}

func (c canvas) rect(r sheet.Rect) display.Rect {
	return display.Rect{X: c.x + r.X*display.PtPerMM, Y: c.y + r.Y*display.PtPerMM, W: r.W * display.PtPerMM, H: r.H * display.PtPerMM}
}

func (c canvas) point(x, y float64) display.Point {
	return display.Point{X: c.x + x*display.PtPerMM, Y: c.y + y*display.PtPerMM}
}

// table draws the heads and rows as a table.
func (u *signup) table(c canvas, sh sheet.Sheet) {
	c.page.Add(display.Tag{Role: display.Table}, display.Tag{Role: display.TR})
	for i, tick := range sh.Spec.Ticks {
		u.head(c, PhraseTick+"."+tick, sh.Areas.Heads[i], centre)
	}
	for i, field := range sh.Spec.Fields {
		u.head(c, PhraseField+"."+field, sh.Areas.Labels[i], start(c.rtl))
	}
	c.page.Add(display.End{})
	for row := range sh.Spec.Rows {
		u.row(c, sh, row)
	}
	c.page.Add(display.End{})
	c.rules(sh.Rules)
}

// head sets a column's head with its last line just over the table.
func (u *signup) head(c canvas, key string, area sheet.Rect, a align) {
	w := u.bold(key)
	w.tag = display.TH
	r := c.rect(area)
	b, ok := u.s.shape(w, &u.problems).fit(r.W, r.H, 6.5, 8.5, min(1.15, u.leadingOf(w)), balanced, &u.problems)
	if !ok && b.height() > r.H {
		u.problems.add("phrases", w.lang, "%q does not fit over its column and is left out", w.text)
		return
	}
	b.put(c.page, r.X, r.Y+r.H-b.height(), r.W, a)
}

// row draws one person's boxes and fields.
func (u *signup) row(c canvas, sh sheet.Sheet, row int) {
	c.page.Add(display.Tag{Role: display.TR})
	n := words{field: "signup", lang: "en", text: strconv.Itoa(row + 1), role: fonts.Text, tag: display.TD, color: black}
	r := c.rect(sh.Areas.Numbers[row])
	b := u.s.set(n, r.W, 8, greedy, &u.problems)
	b.put(c.page, r.X, r.Y+(r.H-b.height())/2, r.W-4, centre)
	for _, box := range sh.Boxes {
		if box.Row == row {
			c.page.Add(display.Tag{Role: display.TD})
			c.box(box)
			c.page.Add(display.End{})
		}
	}
	for _, f := range sh.Fields {
		if f.Row == row {
			c.page.Add(display.Tag{Role: display.TD}, display.Field{ID: f.ID, Rect: c.rect(f.Rect)}, display.End{})
		}
	}
	c.page.Add(display.End{})
}

// box draws a tick box: its line lies within the square that the reader measures.
func (c canvas) box(b sheet.Place) {
	r := c.rect(b.Rect)
	w := sheet.BoxLine * display.PtPerMM
	inner := display.Rect{X: r.X + w/2, Y: r.Y + w/2, W: r.W - w, H: r.H - w}
	c.page.Add(display.Stroke{Path: display.RectPath(inner), Color: black, Width: w}, display.Field{ID: b.ID, Rect: r})
}

// rules draws the thin lines of a sheet in one stroke.
func (c canvas) rules(rules []sheet.Rule) {
	var path display.Path
	for _, r := range rules {
		from, to := c.point(r.X1, r.Y1), c.point(r.X2, r.Y2)
		path.Move(from.X, from.Y)
		path.Line(to.X, to.Y)
	}
	c.page.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: black, Width: sheet.RuleLine * display.PtPerMM}, display.End{})
}
