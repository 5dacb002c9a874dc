package layout

import (
	"math"

	"daykit/internal/domain/display"
)

// The distances between blocks, in points on A4.
const (
	gapLine  = 5.0  // date and place
	gapSmall = 8.0  // place to access
	gapAbout = 12.0 // title to about
)

// wordsHeight is that of date, place, access and about together.
func (plan *posterPlan) wordsHeight(k float64) float64 {
	h := 0.0
	for _, b := range []block{plan.date, plan.place, plan.hidden, plan.access} {
		if len(b.lines) > 0 {
			h += b.height() + gapSmall*k
		}
	}
	if len(plan.about.lines) > 0 {
		h += plan.about.height() + plan.gap*1.3
	}
	return h
}

// codeHeight is that of the code and its captions.
func (plan *posterPlan) codeHeight(k float64) float64 {
	if plan.column == 0 {
		return 0
	}
	return plan.qr.ink.H + plan.qr.quiet() + gapLine*k*1.8 + plan.signup.height() + plan.scan.height() + plan.address.height()
}

// stack finds where each block stands: from the foot upwards and from the top
// downwards. What is left between them is the zone of the braid.
func (p *poster) stack(plan *posterPlan) {
	y := plan.footTop - plan.gap*1.4
	for _, b := range []struct {
		name  string
		block *block
		gap   float64 // over it
	}{
		{"access", &plan.access, gapSmall * p.k},
		{"hidden", &plan.hidden, gapSmall * p.k},
		{"place", &plan.place, gapLine * p.k},
		{"date", &plan.date, plan.gap * 1.3},
		{"about", &plan.about, gapAbout * p.k},
		{"title", &plan.title, 0},
	} {
		if len(b.block.lines) == 0 {
			continue
		}
		y -= b.block.height()
		plan.tops[b.name] = y
		y -= b.gap
	}
	plan.tops["qr"] = plan.footTop - plan.gap*1.4 - plan.codeHeight(p.k)
	low := y
	if len(plan.title.lines) > 0 {
		low = plan.tops["title"]
	}
	if plan.column > 0 {
		low = math.Min(low, plan.tops["qr"]-plan.qr.quiet())
	}
	plan.tops["day"] = display.MM(SafeEndMM) + 6*p.k
	plan.tops["headline"] = plan.tops["day"] + plan.day.height() + 12*p.k
	plan.zone = span{plan.tops["headline"] + plan.headline.height() + plan.gap*1.1, low - plan.gap*1.2}
}

// draw puts a plan on the page. Words come in reading order.
func (p *poster) draw(plan posterPlan) {
	x, inner := p.margin, p.page.W-2*p.margin
	begin := start(p.rtl)
	put := func(name string, b block) { b.put(p.page, x, plan.tops[name], inner, begin) }
	put("day", plan.day)
	put("headline", plan.headline)
	p.drawBraid(plan)
	put("title", plan.title)
	put("about", plan.about)
	put("date", plan.date)
	put("place", plan.place)
	put("hidden", plan.hidden)
	put("access", plan.access)
	p.drawCode(plan)
	put("foot", plan.foot)
	side := end(p.rtl)
	if plan.stacked {
		side = begin
	}
	plan.group.put(p.page, x, plan.tops["group"], inner, side)
}

func (p *poster) drawBraid(plan posterPlan) {
	if plan.zone.height() < p.page.H*zoneRibbon {
		return
	}
	arch{
		seed: string(p.in.Event.ID), pageW: p.page.W, top: plan.zone.top, bottom: plan.zone.bottom,
		hollow: p.in.SaveInk, mirrored: p.rtl,
	}.draw(p.page)
}

// drawCode puts the code with its dark modules on the outer margin, and its
// captions under it.
func (p *poster) drawCode(plan posterPlan) {
	if plan.column == 0 {
		return
	}
	x, y := p.page.W-p.margin-plan.column, plan.tops["qr"]
	at := x + plan.column - plan.qr.ink.W
	if p.rtl {
		x = p.margin
		at = x
	}
	side := end(p.rtl)
	if max(plan.signup.widest(), plan.scan.widest(), plan.address.widest()) <= plan.qr.ink.W {
		side = centre
	}
	plan.qr.put(p.page, at, y, p.signup.lang, p.signup.text+": "+p.in.Code.Address)
	y += plan.qr.ink.H + plan.qr.quiet()
	y = plan.signup.put(p.page, x, y, plan.column, side) + gapLine*p.k*0.8
	y = plan.scan.put(p.page, x, y, plan.column, side) + gapLine*p.k
	plan.address.put(p.page, x, y, plan.column, side)
}
