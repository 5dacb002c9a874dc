package layout

import "slices"

// Ease is looked for in so many steps, up to a little more than what a designer
// would choose, for where words are few.
const (
	easeSteps = 6.0
	easeMost  = 7

	goodEase   = 0.5  // no other arrangement is looked for from here on
	screenEase = 0.5  // pictures for screens rather say less than below this ease
	flyerEase  = 0.75 // and so do flyers
	bareEase   = 0.15 // which go without the day's name as well
)

// frame is what the plans of designs have in common: the panel of what, when and
// where over the foot, and the zone over it for the artwork.
type frame struct {
	ease     ease
	panel    panel
	foot     footBlock
	panelTop float64
	zone     span
}

func (f frame) base() frame { return f }

// planned is a plan of a design.
type planned interface{ base() frame }

// better says whether a plan is to be preferred: no word broken, then more ease,
// then more room.
func better(a, b frame) bool {
	if x, y := a.panel.wrong(), b.panel.wrong(); x != y {
		return x < y
	}
	if a.ease != b.ease {
		return a.ease > b.ease
	}
	return a.zone.height() > b.zone.height()
}

// easiest finds the plan of the greatest ease that is good, or the one of no ease
// when none is.
func easiest[P planned](plan func(e ease) (P, bool)) (best P) {
	lo, hi := -1, easeMost+1 // the first that is not good lies in (lo, hi]
	for hi-lo > 1 {
		mid := (lo + hi) / 2
		if next, good := plan(ease(float64(mid) / easeSteps)); good {
			lo, best = mid, next
		} else {
			hi = mid
		}
	}
	if lo < 0 {
		best, _ = plan(0)
	}
	return best
}

// choose finds the best plan of all arrangements that suit the format. Icons get smaller, or
// go, before any words do, and before a flyer's words are small. Brief
// formats say less where that is what it takes; on others words are left out only
// when they have no room at all, each with a Problem.
func choose[P planned](p *poster, plan func(arrangement) P) P {
	best := arranged(p, plan)
	crowded := p.crowding(best.base())
	if crowded {
		p.icons = noIcons
		best = arranged(p, plan)
	}
	if p.brief() {
		for _, less := range []struct {
			w  *words
			at ease
		}{{&p.about, p.briefEase()}, {&p.day, p.dayEase()}} {
			if best.base().ease < less.at && less.w.text != "" {
				p.drop(less.w)
				best = arranged(p, plan)
			}
		}
	}
	if best.base().zone.height() < 0 {
		best = shortened(p, plan)
	}
	if crowded && p.access.text != "" {
		best = putBack(p, best, plan)
	}
	return best
}

// shortened leaves words out, those first that guests miss least, until the others
// have room; and then takes back those that have room after all.
func shortened[P planned](p *poster, plan func(arrangement) P) (best P) {
	fixed := []*words{&p.scan, &p.day, &p.foot}
	own := []*words{&p.about, &p.access, &p.headline, &p.title, &p.group, &p.hidden, &p.place}
	type taken struct {
		w    *words
		text string
	}
	var gone []taken
	for _, w := range slices.Concat(fixed, own) {
		if w.text == "" {
			continue
		}
		gone = append(gone, taken{w, w.text})
		w.text = ""
		if best = arranged(p, plan); best.base().zone.height() >= 0 {
			break
		}
	}
	for _, g := range slices.Backward(gone) {
		g.w.text = g.text
		if next := arranged(p, plan); next.base().zone.height() >= 0 {
			best = next
		} else if slices.Contains(fixed, g.w) {
			p.drop(g.w)
		} else {
			p.leaveOut(g.w)
		}
	}
	return best
}

// arranged finds the best plan of the arrangements, with the words as they are.
func arranged[P planned](p *poster, plan func(arrangement) P) (best P) {
	for i, set := range p.arrangements() {
		if next := plan(set); i == 0 || better(next.base(), best.base()) {
			best = next
		}
		if b := best.base(); b.ease >= goodEase && b.panel.wrong() == 0 {
			break
		}
	}
	return best
}

func (p *poster) briefEase() ease {
	if p.screen() {
		return screenEase
	}
	return flyerEase
}

func (p *poster) dayEase() ease {
	if p.screen() {
		return 0
	}
	return bareEase
}
