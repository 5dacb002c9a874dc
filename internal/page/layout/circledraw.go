package layout

import "daykit/internal/domain/display"

func (c *circlePoster) draw(plan circlePlan) {
	if !c.in.SaveInk {
		c.poster.ground(0, c.page.H, c.ground)
	}
	if plan.ring.outer > 0 {
		plan.ring.draw(c.page)
	}
	for _, b := range plan.heads {
		c.put(b.block, b.x, b.y, b.w, b.side)
	}
	c.drawPhoto(plan)
	c.drawFacts(plan.facts, plan.factsTop)
	box := c.box
	c.box.X, c.box.W = plan.facts.box.X, plan.facts.box.W
	if c.other != nil && !plan.facts.flush {
		plan.foot.lone = centre
	}
	c.putFoot(plan.foot)
	c.box = box
}

// drawFacts puts the columns: the first language where lines of the page begin.
func (c *circlePoster) drawFacts(f circleFacts, top float64) {
	at := func(x, w float64) float64 {
		if c.rtl {
			return f.box.X + f.box.W - x - w
		}
		return f.box.X + x
	}
	langs := []string{c.in.Lang, c.in.Second}
	for i, s := range f.columns {
		c.putPile(s.pile, at(s.x, s.w), top+s.y, s.w, start(rtlPage(langs[i])))
	}
	side := centre
	if f.flush {
		side = start(c.rtl)
	}
	c.putPile(f.place.pile, f.box.X, top+f.place.y, f.box.W, side)
	c.drawCard(f.code, at(f.code.x, f.code.w), top+f.code.y, side)
}

// drawCard puts the code on bare paper, and its captions. Without a code they stand
// at a side.
func (c *circlePoster) drawCard(k circleCode, x, y float64, side align) {
	if k.w == 0 {
		return
	}
	if k.card == 0 {
		if c.other == nil {
			side = start(c.rtl)
		}
		c.putPile(k.captions, x, y, k.w, side)
		return
	}
	c.qrFromM = k.qr.fromM()
	at := x + (k.w-k.card)/2
	if k.beside {
		at = x
		if c.rtl {
			at = x + k.w - k.card
		}
	}
	top := y
	if k.beside {
		top = y + (k.h-k.card)/2
	}
	card := display.Rect{X: at, Y: top, W: k.card, H: k.card}
	if !c.in.SaveInk {
		c.page.Add(display.Tag{Artifact: true}, display.Fill{Path: display.RoundRectPath(card, 6*c.k), Color: white}, display.End{})
	}
	k.qr.put(c.page, display.Round(at+k.qr.quiet()), display.Round(top+k.qr.quiet()), c.signup.lang, c.signup.text+": "+c.in.Code.Address)
	if !k.beside {
		c.putPile(k.captions, x, y+k.h-k.captions.height(), k.w, centre)
		return
	}
	left := at + k.card + cardGap*c.air
	if c.rtl {
		left = x
	}
	c.putPile(k.captions, left, y+(k.h-k.captions.height())/2, k.captions.widest(), start(c.rtl))
}
