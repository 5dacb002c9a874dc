package layout

import "daykit/internal/domain/display"

// emblem is a small braid of three strands in the upper corner of a badge, its
// colours turning from badge to badge.
func emblem(p *display.Page, in display.Rect, rtl bool, turn int) {
	const w, h, width = 27.0, 12.0, 3.2
	x := func(u float64) float64 {
		if rtl {
			return in.X + w*(1-u)
		}
		return in.X + in.W - w + w*u
	}
	y := func(lane float64) float64 { return in.Y + width/2 + h*lane/2 }
	curve := func(from, to, bend0, bend1 float64) display.Path {
		var c display.Path
		c.Move(x(0), y(from))
		c.Cubic(x(bend0), y(from), x(bend1), y(to), x(1), y(to))
		return c
	}
	colors := strandColors()
	strand := func(c display.Path, i int) {
		p.Add(display.Stroke{Path: c, Color: colors[(turn+i)%len(colors)], Width: width, RoundCap: true})
	}
	casing := func(c display.Path) {
		p.Add(display.Stroke{Path: c, Color: white, Width: width + 2})
	}
	up, down, late := curve(1, 0, 0.1, 0.4), curve(0, 2, 0.4, 0.6), curve(2, 1, 0.6, 0.9)
	p.Add(display.Tag{Artifact: true})
	strand(up, 0)
	casing(down)
	strand(down, 2)
	casing(late)
	strand(late, 4)
	p.Add(display.End{})
}

// cutMarks draws short lines outside the badges and crosses where four meet.
func cutMarks(p *display.Page) {
	var path display.Path
	line2 := func(x0, y0, x1, y1 float64) {
		path.Move(x0, y0)
		path.Line(x1, y1)
	}
	first, last := badgeAt(0), badgeAt(badgesPerPage-1)
	right, bottom := last.X+last.W, last.Y+last.H
	reach, off, arm := display.MM(3.5), display.MM(1), display.MM(2)
	for col := range badgeCols + 1 {
		x := first.X + first.W*float64(col)
		line2(x, first.Y-off-reach, x, first.Y-off)
		line2(x, bottom+off, x, bottom+off+reach)
	}
	for row := range badgeRows + 1 {
		y := first.Y + first.H*float64(row)
		line2(first.X-off-reach, y, first.X-off, y)
		line2(right+off, y, right+off+reach, y)
		if row > 0 && row < badgeRows {
			x := first.X + first.W
			line2(x-arm, y, x+arm, y)
			line2(x, y-arm, x, y+arm)
		}
	}
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: line, Width: 0.4}, display.End{})
}
