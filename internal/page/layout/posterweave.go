package layout

import (
	"math"
	"slices"

	"daykit/internal/domain/display"
	"daykit/internal/text/typeset"
)

// span is a stretch of the page from top to bottom.
type span struct{ top, bottom float64 }

func (s span) height() float64 { return s.bottom - s.top }

// weavePlan is every block of a weave at its size.
type weavePlan struct {
	frame
	day, headline block
	width         float64 // of these two
	credit        block   // of the photo
}

// The room that the braid wants and needs, as shares of the page's height.
const (
	zoneWanted  = 0.26
	zoneEnough  = 0.14
	zoneRibbon  = 0.055
	zoneLeast   = 0.09 // with a photo on a wide page
	zoneUpright = 0.18 // and on another
	zoneWide    = 0.7  // of these on a wide page
	zoneNarrow  = 0.4  // and on a narrow one

	photoWanted = 0.42 // the same, with a photo over the braid
	photoEnough = 0.27
	photoShare  = 0.6  // of the zone, over the highest strand
	photoColumn = 0.46 // of a wide page's width, and
	photoHeight = 0.42 // of its height, to the highest strand
	photoLowest = 0.3  // the same, where words are many
)

// layWeave sets the headline over a braid that is the event's own, and under it
// what, when, where and the code to sign up. Where words are many they get smaller,
// then stand otherwise, then the braid is lower, then it goes, and at last words go.
//
// A photo stands over the braid from edge to edge, or on a wide page beside the
// headline; the braid runs along it and never over it.
func layWeave(p *poster) {
	plan := choose(p, p.easeWeave)
	tooLow := func() bool { return p.photo != nil && plan.zone.height() < p.page.H*p.photoLeast() }
	if tooLow() && p.icons != noIcons {
		p.icons = noIcons
		plan = choose(p, p.easeWeave)
	}
	if tooLow() {
		p.dropPhoto()
		plan = choose(p, p.easeWeave)
	}
	p.drawWeave(plan)
}

// photoLeast is the zone that a photo needs: a low strip across an upright page cuts
// off heads. It is not as wide on a narrow page, or beside a headline.
func (p *poster) photoLeast() float64 {
	if p.wide() || p.box.W < narrowPt {
		return zoneLeast
	}
	return zoneUpright
}

// easeWeave finds the greatest ease at which the words leave room for the braid.
func (p *poster) easeWeave(set arrangement) weavePlan {
	enough, wanted := zoneEnough, zoneWanted
	need := p.page.H
	switch {
	case p.wide() && p.photo != nil:
		enough, wanted = zoneLeast, zoneEnough
	case p.wide():
		need *= zoneWide
	case p.photo != nil:
		enough, wanted = photoEnough, photoWanted
	case p.box.W < narrowPt:
		need *= zoneNarrow
	}
	return easiest(func(e ease) (weavePlan, bool) {
		plan := p.planWeave(e, set)
		return plan, plan.zone.height() >= need*e.between(enough, wanted)
	})
}

// planWeave sets everything at an ease.
func (p *poster) planWeave(e ease, set arrangement) weavePlan {
	gap := e.between(10, 18) * p.air
	out := weavePlan{frame: frame{ease: e, foot: p.setFoot(p.box.W), panel: set(e, p.usualSizes())}, width: p.box.W}
	share := e.between(0.17, 0.24)
	if p.photo != nil && p.wide() {
		out.width = p.page.W*(1-photoColumn) - p.box.X - gap
		share = e.between(0.24, 0.36)
	}
	out.day = p.set(p.day, out.width, p.size(p.day, e.between(14, 15.5)), typeset.Balance)
	out.headline, _ = p.fit(p.headline, out.width, p.page.H*share, e.between(36, 92)*p.k)
	out.panelTop = p.box.Y + p.box.H - out.foot.height() - max(gap*1.4, out.panel.under) - out.panel.h
	top := p.box.Y + out.day.height() + 12*p.k + out.headline.height() + gap*1.1
	if p.photo != nil {
		out.credit = p.setCredit(p.box.W)
		if p.wide() {
			top = max(top+out.credit.height()*1.5, p.page.H*e.between(photoLowest, photoHeight))
		} else if len(out.credit.lines) > 0 {
			top += out.credit.height()
		}
	}
	out.zone = span{top, out.panelTop - gap*1.2}
	return out
}

func (p *poster) drawWeave(plan weavePlan) {
	x := p.column(plan.width, false)
	y := p.put(plan.day, x, p.box.Y, plan.width, start(p.rtl)) + 12*p.k
	p.put(plan.headline, x, y, plan.width, start(p.rtl))
	if plan.zone.height() >= p.page.H*zoneRibbon {
		a := arch{
			seed: string(p.in.Event.ID), pageW: p.page.W, top: plan.zone.top, bottom: plan.zone.bottom,
			dip: p.dip(plan), hollow: p.in.SaveInk, mirrored: p.rtl,
		}
		if p.photo != nil && !p.wide() {
			a.top += plan.zone.height() * photoShare
		}
		b := a.braid()
		if p.photo != nil {
			p.photoOver(b, plan, a.top)
		}
		b.draw(p.page)
	}
	p.putPanel(plan.panel, math.Max(plan.panelTop, 0))
	p.putFoot(plan.foot)
}

// photoOver puts the photo over the braid, along whose highest line it ends.
func (p *poster) photoOver(b *braid, plan weavePlan, highest float64) {
	x0, x1, y0 := -bleed, p.page.W+bleed, plan.zone.top
	creditX, creditW := p.box.X, p.box.W
	if p.wide() {
		x0, y0 = p.page.W*(1-photoColumn), -bleed
		creditX, creditW = p.column(plan.width, false), plan.width
		if p.rtl {
			x0, x1 = -bleed, p.page.W*photoColumn
		}
	}
	var window display.Path
	window.Move(x0, y0)
	window.Line(x1, y0)
	edge := b.over(b.gap * 2)
	if !p.rtl {
		slices.Reverse(edge)
	}
	low := highest
	for _, q := range alongX(edge, x1, x0) {
		window.Line(q.X, q.Y)
		low = max(low, q.Y)
	}
	window.Close()
	p.putPhoto(window, display.Rect{X: x0, Y: y0, W: x1 - x0, H: low - y0}, display.Point{X: (x0 + x1) / 2, Y: (max(y0, 0) + highest) / 2})
	if p.wide() {
		p.put(plan.credit, creditX, highest-plan.credit.height()-4*p.k, creditW, end(p.rtl))
		return
	}
	p.put(plan.credit, creditX, y0-plan.credit.height()-3*p.air, creditW, end(p.rtl))
}

// alongX is the part of a line that runs leftwards from x1 to x0, with its ends cut
// at both.
func alongX(line []display.Point, x1, x0 float64) []display.Point {
	var out []display.Point
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		at := func(x float64) display.Point {
			return display.Point{X: x, Y: a.Y + float64((b.Y-a.Y)*(a.X-x)/(a.X-b.X))}
		}
		if a.X >= x1 && b.X < x1 {
			out = append(out, at(x1))
		}
		if b.X < x1 && b.X > x0 {
			out = append(out, b)
		}
		if a.X > x0 && b.X <= x0 {
			out = append(out, at(x0))
		}
	}
	return out
}

// dip is the room over the code that the words beside it leave.
func (p *poster) dip(plan weavePlan) dip {
	gap := plan.panelTop - plan.zone.bottom
	from, bottom := 0.0, plan.zone.bottom+plan.panel.codeY
	if plan.panel.code.empty() {
		bottom += plan.panel.h
	}
	for _, c := range plan.panel.piles {
		y := c.y
		for i, b := range c.blocks {
			y += c.gaps[i]
			if plan.zone.bottom+y < bottom {
				from = max(from, p.box.X+c.x+b.widest()+gap)
			}
			y += b.height()
		}
	}
	return dip{from, bottom}
}
