package layout

import (
	"math"

	"daykit/internal/text/typeset"
)

// span is a stretch of the page from top to bottom.
type span struct{ top, bottom float64 }

func (s span) height() float64 { return s.bottom - s.top }

// weavePlan is every block of a weave at its size, and where the braid goes.
type weavePlan struct {
	day, headline block
	fits          bool // the headline
	panel         panel
	foot          footBlock
	panelTop      float64
	zone          span // between the words: for the braid
}

// The room that the braid wants and needs, as shares of the page's height.
const (
	zoneWanted = 0.27
	zoneEnough = 0.15
	zoneRibbon = 0.055
)

// layWeave sets the headline over a braid that is the event's own, and under it
// what, when, where and the code to sign up. Where words are many they get smaller,
// then the braid lower, then it goes, and at last words go.
func layWeave(p *poster) {
	plan := p.chooseWeave()
	p.drawWeave(plan)
}

// steps is how finely the ease is chosen.
const easeSteps = 8

// chooseWeave finds the most generous plan in which all words leave room for the
// braid.
func (p *poster) chooseWeave() weavePlan {
	h := p.page.H
	lo, hi := 0, easeSteps+1 // the first that fails lies in (lo, hi]
	plan := p.planWeave(0)
	for hi-lo > 1 {
		mid := (lo + hi) / 2
		e := ease(float64(mid) / easeSteps)
		next := p.planWeave(e)
		if next.zone.height() >= h*e.between(zoneEnough, zoneWanted) {
			lo, plan = mid, next
		} else {
			hi = mid
		}
	}
	for _, w := range []*words{&p.about, &p.access, &p.headline, &p.title} {
		if plan.zone.height() >= 0 {
			break
		}
		p.leaveOut(w)
		plan = p.planWeave(0)
	}
	return plan
}

// planWeave sets everything at an ease.
func (p *poster) planWeave(e ease) (out weavePlan) {
	gap := e.between(10, 18) * p.k
	out.day = p.set(p.day, p.box.W, p.size(p.day, e.between(14, 15.5)), typeset.Balance)
	out.headline, out.fits = p.fit(p.headline, p.box.W, p.page.H*e.between(0.17, 0.24), e.between(36, 92)*p.k)
	out.foot = p.setFoot(p.box.W)
	switch {
	case p.page.W > p.page.H*1.12:
		out.panel = p.columns(e, panelUsual())
	case p.format.Name == "dl", p.format.Name == "a6":
		out.panel = p.stacked(e, panelUsual())
	default:
		out.panel = p.beside(e, panelUsual())
	}
	out.panelTop = p.box.Y + p.box.H - out.foot.height() - gap*1.4 - out.panel.h
	top := p.box.Y + out.day.height() + 12*p.k + out.headline.height()
	out.zone = span{top + gap*1.1, out.panelTop - gap*1.2}
	return out
}

func (p *poster) drawWeave(plan weavePlan) {
	y := p.put(plan.day, p.box.X, p.box.Y, p.box.W, start(p.rtl)) + 12*p.k
	p.put(plan.headline, p.box.X, y, p.box.W, start(p.rtl))
	if plan.zone.height() >= p.page.H*zoneRibbon {
		arch{
			seed: string(p.in.Event.ID), pageW: p.page.W, top: plan.zone.top, bottom: plan.zone.bottom,
			hollow: p.in.SaveInk, mirrored: p.rtl,
		}.draw(p.page)
	}
	p.putPanel(plan.panel, math.Max(plan.panelTop, 0))
	p.putFoot(plan.foot)
}
