package layout

import "daykit/internal/domain/display"

// riskRow is a part that no page divides.
type riskRow struct {
	gap, h float64
	draw   func(p *display.Page, y float64)
}

// rowGroup is rows that stay together where a page has room for them.
type rowGroup struct {
	rows []riskRow
	page bool // it begins one
}

// flow deals groups of rows out to pages of A4, within a box. A group that fits a page is
// not divided, and no row is.
func flow(box display.Rect, groups []rowGroup) []*display.Page {
	pages := []*display.Page{A4.page()}
	y, bottom := box.Y, box.Y+box.H
	turn := func() {
		pages = append(pages, A4.page())
		y = box.Y
	}
	for _, g := range groups {
		h := 0.0
		for _, row := range g.rows {
			h += row.gap + row.h
		}
		if y > box.Y && (g.page || y+h > bottom && h <= box.H) {
			turn()
		}
		for _, row := range g.rows {
			if y > box.Y && y+row.gap+row.h > bottom+0.01 {
				turn()
			}
			if y > box.Y {
				y += row.gap
			}
			row.draw(pages[len(pages)-1], y)
			y += row.h
		}
	}
	return pages
}
