package layout

import (
	"math"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// plainPlan is every block of a plain poster at its size.
type plainPlan struct {
	frame
	top pile // under the rule
	set arrangement
}

// The measures of a plain poster, in points on A4.
const (
	plainRule    = 7.5
	plainUnder   = 22.0 // rule to the first words
	plainGap     = 20.0 // least over and under the ribbon
	ribbonHeight = 56.0
	ribbonLeast  = 30.0
	ribbonLanes  = 4
	plainHead    = 64.0 // greatest headline that takes the room of a ribbon
)

// plainSizes are those of large print.
func plainSizes(withWhat bool) panelSizes {
	return panelSizes{
		title: [2]float64{20.5, 31}, about: [2]float64{18, 24}, date: [2]float64{20.5, 25}, place: [2]float64{20.5, 24},
		access: [2]float64{18, 23}, code: [2]float64{44, 56}, factsOnly: !withWhat,
	}
}

// layPlain sets large print in black alone: a rule, the headline and what it is,
// a thin ribbon of the event's braid, and when and where with the code. It takes
// little ink as it is, so saving ink changes nothing.
func layPlain(p *poster) {
	p.inks(black, black)
	p.headline.role, p.title.role = fonts.Bold, fonts.Bold
	plan := choose(p, p.easePlain)
	if p.icons != noIcons && !p.noRibbon() && plan.zone.height() < ribbonLeast*p.k {
		p.icons = noIcons // the ribbon tells the posters of events apart
		plan = choose(p, p.easePlain)
	}
	if spare := plan.zone.height(); spare > 0 && p.noRibbon() {
		plan = p.planPlain(plan.ease, plan.set, spare)
	}
	p.drawPlain(plan)
}

// noRibbon says that large print leaves the paper no room for a ribbon.
func (p *poster) noRibbon() bool { return p.format.Name == "a6" }

// easePlain finds the greatest ease at which the ribbon has room.
func (p *poster) easePlain(set arrangement) plainPlan {
	return easiest(func(e ease) (plainPlan, bool) {
		plan := p.planPlain(e, set, 0)
		if p.noRibbon() {
			return plan, plan.zone.height() >= 0
		}
		return plan, plan.zone.height() >= e.between(ribbonLeast, ribbonHeight)*p.k
	})
}

// planPlain sets everything at an ease. The headline grows into spare height.
func (p *poster) planPlain(e ease, set arrangement, spare float64) plainPlan {
	wide := p.wide()
	sizes := plainSizes(wide)
	out := plainPlan{frame: frame{ease: e, foot: p.setFoot(p.box.W), panel: set(e, sizes)}, set: set}
	headline, _ := p.fit(p.headline, p.box.W, p.page.H*e.between(0.17, 0.24), e.between(36, 70)*p.k)
	if spare > 0 {
		headline, _ = p.fit(p.headline, p.box.W, headline.height()+spare, plainHead*p.k)
	}
	out.top.add(0, p.set(p.day, p.box.W, p.size(p.day, e.between(14, 18)), typeset.Balance))
	out.top.add(14*p.k, headline)
	if !wide {
		what := p.what(e, plainSizes(true), p.box.W)
		for i, b := range what.blocks {
			out.top.add(max(what.gaps[i], e.between(14, 24)*p.air*float64(1-min(i, 1))), b)
		}
	}
	gap := e.between(plainGap*0.6, plainGap) * p.air
	if p.noRibbon() {
		gap /= 2 // it has nothing between
	}
	out.panelTop = p.box.Y + p.box.H - out.foot.height() - max(gap*1.2, out.panel.under) - out.panel.h
	top := p.box.Y + (plainRule+plainUnder)*p.k + out.top.height()
	out.zone = span{top + gap, out.panelTop - gap}
	return out
}

func (p *poster) drawPlain(plan plainPlan) {
	p.page.Add(display.Tag{Artifact: true},
		display.Fill{Path: display.RectPath(display.Rect{X: p.box.X, Y: p.box.Y, W: p.box.W, H: plainRule * p.k}), Color: black},
		display.End{})
	p.putPile(plan.top, p.box.X, p.box.Y+(plainRule+plainUnder)*p.k, p.box.W, start(p.rtl))
	if room := plan.zone.height(); room >= ribbonLeast*p.k && !p.noRibbon() {
		p.ribbon((plan.zone.top+plan.zone.bottom)/2, math.Min(room, ribbonHeight*p.k))
	}
	p.putPanel(plan.panel, plan.panelTop)
	p.putFoot(plan.foot)
}

// ribbon draws a thin braid from margin to margin, its strands ending in dots.
func (p *poster) ribbon(middle, height float64) {
	r := seeded(string(p.in.Event.ID))
	width := height / 16
	dot := width * 0.85
	spacing := (height - 2*dot) / (ribbonLanes - 1)
	length := p.box.W - 2*dot
	steps := int(math.Max(6, math.Round(length/(spacing*2.3))))
	b := &braid{
		plait: weave(r, ribbonLanes, steps), width: width, gap: width * 0.95,
		colors: []display.Color{black}, ground: white,
	}
	x, across := p.box.X+dot, length
	if p.rtl {
		x, across, spacing = x+length, -length, -spacing
	}
	b.band = band{
		at:      func(u float64) display.Point { return display.Point{X: x + float64(u*across), Y: middle} },
		spacing: func(float64) float64 { return spacing },
	}
	b.draw(p.page)
	p.page.Add(display.Tag{Artifact: true})
	for lane := range ribbonLanes {
		y := middle + float64((float64(lane)-float64(ribbonLanes-1)/2)*spacing)
		for _, end := range []float64{x, x + across} {
			p.page.Add(display.Fill{Path: display.CirclePath(end, y, dot*2.2), Color: white},
				display.Fill{Path: display.CirclePath(end, y, dot), Color: black})
		}
	}
	p.page.Add(display.End{})
}
