package layout

import (
	"math"

	"daykit/internal/text/typeset"
)

// span is a stretch of the page from top to bottom.
type span struct{ top, bottom float64 }

func (s span) height() float64 { return s.bottom - s.top }

// weavePlan is every block of a weave at its size.
type weavePlan struct {
	frame
	day, headline block
}

// The room that the braid wants and needs, as shares of the page's height.
const (
	zoneWanted = 0.26
	zoneEnough = 0.14
	zoneTight  = 0.8 // of these on a wide or a narrow page
	zoneRibbon = 0.055
)

// layWeave sets the headline over a braid that is the event's own, and under it
// what, when, where and the code to sign up. Where words are many they get smaller,
// then stand otherwise, then the braid is lower, then it goes, and at last words go.
func layWeave(p *poster) {
	p.drawWeave(choose(p, p.easeWeave))
}

// easeWeave finds the greatest ease at which the words leave room for the braid.
func (p *poster) easeWeave(set arrangement) weavePlan {
	need := p.page.H
	if p.wide() || p.box.W < narrowPt {
		need *= zoneTight
	}
	return easiest(func(e ease) (weavePlan, bool) {
		plan := p.planWeave(e, set)
		return plan, plan.zone.height() >= need*e.between(zoneEnough, zoneWanted)
	})
}

// planWeave sets everything at an ease.
func (p *poster) planWeave(e ease, set arrangement) weavePlan {
	gap := e.between(10, 18) * p.air
	out := weavePlan{frame: frame{ease: e, foot: p.setFoot(p.box.W), panel: set(e, panelUsual())}}
	out.day = p.set(p.day, p.box.W, p.size(p.day, e.between(14, 15.5)), typeset.Balance)
	out.headline, _ = p.fit(p.headline, p.box.W, p.page.H*e.between(0.17, 0.24), e.between(36, 92)*p.k)
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
			dip: p.dip(plan), hollow: p.in.SaveInk, mirrored: p.rtl,
		}.draw(p.page)
	}
	p.putPanel(plan.panel, math.Max(plan.panelTop, 0))
	p.putFoot(plan.foot)
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
