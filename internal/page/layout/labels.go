package layout

import (
	"math"

	"daykit/internal/domain/display"
	"daykit/internal/domain/sheet"
	"daykit/internal/page/qr"
)

// badgePaper is the plain sheet that badges are cut from: two by five of 85 by
// 55 mm.
func badgePaper() sheet.LabelSheet {
	return sheet.LabelSheet{Columns: 2, Rows: 5, W: 85, H: 55, Left: 20, Top: 11, PitchX: 85, PitchY: 55}
}

// badgeCell is one badge on its sheet: where it lies, and where words and codes
// may stand in it. Labels may begin where printers do not reach, so the inner part
// keeps the page's margins as well as the label's.
type badgeCell struct{ at, inner display.Rect }

// cellsOf gives the cells of a sheet, moved by a nudge in millimetres that makes
// up for a printer's own offset.
func cellsOf(l sheet.LabelSheet, nudge display.Point) []badgeCell {
	out := make([]badgeCell, l.PerSheet())
	inset := insetOf(l.H)
	for i := range out {
		r := l.At(i)
		r.X, r.Y = r.X+nudge.X, r.Y+nudge.Y
		in := sheet.Rect{X: math.Max(r.X+inset, SafeSideMM), Y: math.Max(r.Y+inset, SafeEndMM)}
		in.W = math.Min(r.X+r.W-inset, A4.W-SafeSideMM) - in.X
		in.H = math.Min(r.Y+r.H-inset, A4.H-SafeEndMM) - in.Y
		out[i] = badgeCell{onPage(r), onPage(in)}
	}
	return out
}

// insetOf is the white inside the edge of a label of a height, in millimetres: less
// on small ones, where a badge has to hold a name before all else.
func insetOf(h float64) float64 {
	switch {
	case h < 30:
		return 2
	case h < 50:
		return 3.2
	default:
		return 5
	}
}

func onPage(r sheet.Rect) display.Rect {
	return display.Rect{X: r.X * display.PtPerMM, Y: r.Y * display.PtPerMM, W: r.W * display.PtPerMM, H: r.H * display.PtPerMM}
}

// badgePlan is how a badge is arranged in the inner part of its cell, in points
// from its top.
type badgePlan struct {
	head      bool    // title and emblem over the name
	nameTop   float64 //
	nameHigh  float64
	name      sizes
	code      float64 // room for the dark modules; 0 for none
	orgs      sizes
	headWidth float64
}

// planFor chooses: a card has title and emblem, name, and foot; a small label
// begins with the name; on the smallest the name is all.
func planFor(inner display.Rect) badgePlan {
	w, h := inner.W/display.PtPerMM, inner.H/display.PtPerMM
	var mm badgePlan
	switch {
	case h >= 36 && w >= 48:
		air := min(1, max(0, h-41.2)) // more under the head where the name has room
		mm = badgePlan{head: true, nameTop: 7 + air, nameHigh: min(max(h-30.7, 9.5), 24) - air, name: sizes{14, 30 * min(1.2, max(1, w/75))}, orgs: sizes{9, 12}}
	case h >= 24:
		mm = badgePlan{nameHigh: min(h*0.37, h-19.1), name: sizes{13, 24}, orgs: sizes{8.5, 10}}
	default:
		mm = badgePlan{nameHigh: h, name: sizes{10, 20}}
	}
	// A code of 33 modules and the white above it fill the rest; it may be set a dot
	// higher.
	mm.code = min(26, (h-mm.nameTop-mm.nameHigh-dot/display.PtPerMM)*33/(33+qr.Quiet))
	mm.nameTop, mm.nameHigh, mm.code = display.MM(mm.nameTop), display.MM(mm.nameHigh), display.MM(mm.code)
	mm.headWidth = inner.W - emblemW - 8
	return mm
}

// headless gives the name the room of title and emblem.
func (p badgePlan) headless() badgePlan {
	p.head, p.nameTop, p.nameHigh = false, 0, p.nameTop+p.nameHigh
	return p
}

// bare is the plan of a badge without a code: the name has the room down to the
// group, or all of it where there is no group.
func (p badgePlan) bare(inner display.Rect, group bool) badgePlan {
	if p.code <= 0 {
		return p
	}
	if p.head {
		p.nameTop = display.MM(9.2)
	}
	p.name.most *= bareName
	foot := 0.0
	if group {
		foot = p.orgs.most*1.25 + bareGap
	}
	p.nameHigh = inner.H - p.nameTop - foot
	return p
}

// A name without a code under it may be this much larger, and keeps this much
// white above the group, in points.
const bareName, bareGap = 1.2, 9.0

// cutMarks draws short lines outside the badges and crosses where four meet.
func cutMarks(p *display.Page, l sheet.LabelSheet, cells []badgeCell) {
	var path display.Path
	line2 := func(x0, y0, x1, y1 float64) {
		path.Move(x0, y0)
		path.Line(x1, y1)
	}
	first, last := cells[0].at, cells[len(cells)-1].at
	right, bottom := last.X+last.W, last.Y+last.H
	reach, off, arm := display.MM(3.5), display.MM(1), display.MM(2)
	for col := range l.Columns + 1 {
		x := first.X + float64(first.W*float64(col))
		line2(x, first.Y-off-reach, x, first.Y-off)
		line2(x, bottom+off, x, bottom+off+reach)
	}
	for row := range l.Rows + 1 {
		y := first.Y + float64(first.H*float64(row))
		line2(first.X-off-reach, y, first.X-off, y)
		line2(right+off, y, right+off+reach, y)
		for col := 1; col < l.Columns && row > 0 && row < l.Rows; col++ {
			x := first.X + float64(first.W*float64(col))
			line2(x-arm, y, x+arm, y)
			line2(x, y-arm, x, y+arm)
		}
	}
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: line, Width: 0.4}, display.End{})
}
