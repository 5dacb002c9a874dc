package layout

import (
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// posterPlan is every block of a poster at its size, and where the braid goes.
type posterPlan struct {
	problems problems

	day, headline, title, about, date, place, hidden, access, signup, scan, address, foot, group block

	qr      qrBlock
	column  float64 // width of the code's column
	gap     float64
	zone    span // between the words: for the braid
	footTop float64
	stacked bool // the group stands under the rest of the foot
	tops    map[string]float64
}

// span is a stretch of the page from top to bottom.
type span struct{ top, bottom float64 }

func (s span) height() float64 { return s.bottom - s.top }

// The room that the braid wants and needs, as shares of the page's height.
const (
	zoneWanted = 0.27
	zoneEnough = 0.15
	zoneRibbon = 0.055
)

// choose finds the most generous plan in which all words leave room for the
// braid: first smaller words, then a lower braid, then none, and at last fewer
// words, each named in a Problem.
func (p *poster) choose() posterPlan {
	h := p.page.H
	for ease := 1.0; ease > -0.05; ease -= 0.125 {
		if plan := p.plan(ease); plan.zone.height() >= h*(zoneEnough+(zoneWanted-zoneEnough)*ease) {
			return plan
		}
	}
	plan := p.plan(0)
	for _, w := range []*words{&p.about, &p.access, &p.headline, &p.title} {
		if plan.zone.height() >= 0 {
			break
		}
		p.problems.add(w.field, w.lang, "too much text for this paper; left out, so shorten it or use larger paper")
		w.text = ""
		plan = p.plan(0)
	}
	return plan
}

// plan sets everything. An ease of 1 is generous; 0 is the least that is legible:
// 14 pt for reading, capitals of 5 mm on A4 for title, date and place.
func (p *poster) plan(ease float64) posterPlan {
	plan := posterPlan{tops: map[string]float64{}}
	size := func(least, most float64) float64 { return (least + (most-least)*ease) * p.k }
	inner := p.page.W - 2*p.margin
	plan.gap = size(10, 18)
	plan.day = p.s.set(p.day, inner, size(14, 15.5), typeset.Greedy, &plan.problems)
	plan.headline = p.fitHeadline(inner, size(36, 78), p.page.H*(0.17+0.07*ease), &plan.problems)
	p.planFoot(&plan, inner)
	p.planCode(&plan, inner, size(46, 54))
	p.planWords(&plan, inner, size)
	p.stack(&plan)
	return plan
}

// fitHeadline sets the headline as large as it fits, over balanced lines.
func (p *poster) fitHeadline(width, most, height float64, ps *problems) block {
	leading := typeset.Leading(p.headline.lang, fonts.Display)
	b, _ := p.s.shape(p.headline, ps).fit(width, height, 30*p.k, most, leading, typeset.Balance, ps)
	return b
}

// planFoot sets the last line: the day and its hashtag at one side and the group
// at the other. When the two do not fit, the day's name goes, which stands at the
// top as well; and then the group takes a line of its own.
func (p *poster) planFoot(plan *posterPlan, inner float64) {
	size, gap := 14*p.k, 14*p.k
	plan.group = p.s.set(p.group, inner, size, typeset.Balance, &plan.problems)
	plan.foot = p.s.set(p.foot, inner, size, typeset.Balance, &plan.problems)
	if plan.foot.widest()+plan.group.widest()+gap > inner && p.in.Theme.Hashtag != "" {
		short := p.foot
		short.text = p.in.Theme.Hashtag
		plan.foot = p.s.set(short, inner, size, typeset.Balance, &plan.problems)
	}
	plan.stacked = plan.foot.widest()+plan.group.widest()+gap > inner
	base := p.page.H - display.MM(SafeEndMM) - 2*p.k - max(plan.group.bottom(), plan.foot.bottom())
	plan.tops["group"] = base - plan.group.above()
	plan.tops["foot"] = base - plan.foot.above()
	if plan.stacked {
		plan.tops["foot"] = plan.tops["group"] - 2*p.k - plan.foot.height()
	}
	plan.footTop = min(plan.tops["foot"], plan.tops["group"])
}

// planCode sets the code and the address under it.
func (p *poster) planCode(plan *posterPlan, inner, side float64) {
	if p.in.Code.Payload == "" {
		return
	}
	plan.qr = p.s.code(p.in.Code.Payload, display.MM(side), &plan.problems)
	plan.column = plan.qr.ink.W
	address := p.address
	if one := p.s.set(address, inner, 14*p.k, typeset.Greedy, &plan.problems); one.widest() > inner*0.37 {
		address.text = strings.ReplaceAll(address.text, "/e/", "/\ne/")
	}
	plan.address = p.s.set(address, inner*0.5, 14*p.k, typeset.Greedy, &plan.problems)
	if w := plan.address.widest(); w > plan.column && w < plan.column*1.3 {
		plan.qr = p.s.code(p.in.Code.Payload, display.MM(side)*w/plan.column*1.005, &plan.problems)
	}
	plan.column = max(plan.qr.ink.W, plan.address.widest()+0.1)
	plan.signup = p.s.set(p.signup, plan.column, 17*p.k, typeset.Balance, &plan.problems)
	plan.scan = p.s.set(p.scan, plan.column, 14*p.k, typeset.Balance, &plan.problems)
}

// The least heights of capitals on A4: a two hundredth of a metre for what is read
// from afar, a three hundredth for the rest.
const (
	farMM  = 1000.0 / 200
	nearMM = 1000.0 / 300
)

// planWords sets what stands beside the code. What comes to lie above the code
// may be wider.
func (p *poster) planWords(plan *posterPlan, inner float64, size func(least, most float64) float64) {
	narrow, wide := inner, min(inner, 450*p.k)
	if plan.column > 0 {
		narrow = inner - plan.column - 22*p.k
	}
	afar := func(w words, most float64) float64 { return max(size(20.5, most), p.s.sized(w, farMM*p.k)) }
	near := func(w words, most float64) float64 { return max(size(14, most), p.s.sized(w, nearMM*p.k)) }
	plan.date = p.s.set(p.dateLine(narrow, afar(p.date, 22)), narrow, afar(p.date, 22), typeset.Balance, &plan.problems)
	plan.place = p.placeLines(narrow, afar(p.place, 21), &plan.problems)
	plan.hidden = p.s.set(p.hidden, narrow, near(p.hidden, 15), typeset.Optimal, &plan.problems)
	plan.access = p.s.set(p.access, narrow, near(p.access, 16.5), typeset.Optimal, &plan.problems)
	code := plan.codeHeight(p.k) + plan.qr.quiet()
	width := func() float64 {
		if plan.wordsHeight(p.k) > code {
			return wide
		}
		return narrow
	}
	plan.about = p.s.set(p.about, width(), near(p.about, 17), typeset.Optimal, &plan.problems)
	plan.title = p.s.set(p.title, width(), max(size(22, 35), afar(p.title, 21)), typeset.Balance, &plan.problems)
}

// placeLines breaks the place between its parts rather than inside them, where
// that costs no more than a line.
func (p *poster) placeLines(width, size float64, ps *problems) block {
	plain := p.s.set(p.place, width, size, typeset.Balance, ps)
	parts := strings.Split(p.place.text, ", ")
	for i := range parts {
		parts[i] = strings.ReplaceAll(parts[i], " ", "\u00a0")
	}
	whole := p.place
	whole.text = strings.Join(parts, ", ")
	var broken problems
	if b := p.s.set(whole, width, size, typeset.Greedy, &broken); len(broken.list) == 0 && len(b.lines) <= len(plain.lines)+1 {
		return b
	}
	return plain
}

// dateLine puts date and time in one line where they fit, else in two.
func (p *poster) dateLine(width, size float64) words {
	w := p.date
	if p.clock.text == "" {
		return w
	}
	comma := ", "
	if fonts.ScriptOf(w.lang) == "Arab" {
		comma = "، "
	}
	clock := typeset.Isolate(p.clock.text)
	w.text = p.date.text + comma + clock
	var ignored problems
	if b := p.s.set(w, width, size, typeset.Greedy, &ignored); len(b.lines) > 1 {
		w.text = p.date.text + "\n" + clock
	}
	return w
}
