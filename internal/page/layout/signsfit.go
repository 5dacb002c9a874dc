package layout

import (
	"math"

	"daykit/internal/domain/display"
	"daykit/internal/domain/pictogram"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// The heights of capitals on a sign for A4 in millimetres: what is wished for and
// the least. That of the others is a two hundredth of a metre, the distance of A4,
// and other papers scale it with theirs.
const (
	signMainMost, signMainLeast   = 26.0, 7.0
	signOtherMost, signOtherLeast = 11.5, 1000.0 / 200
)

// signIconGap is the white between an icon and the words under it, in points on A4.
const signIconGap = 22.0

// signPlan is a sign's words at their sizes.
type signPlan struct {
	main    block
	others  []block
	columns int     // of the others
	width   float64 // of the words
	gap     float64 // over the others and between them
	height  float64
	icon    float64 // its side
}

// page sets one sign. On upright paper the icon stands over the words; on wide
// paper beside them.
func (b *signs) page(sg sign) (p *display.Page, reads float64) {
	p = b.f.page()
	foot := b.foot(p)
	k := b.f.scale()
	top := display.MM(SafeEndMM) + 8*k
	room := display.Rect{X: display.MM(14) * k, Y: top, W: p.W - 2*display.MM(14)*k, H: foot - 26*k - top}
	if p.W > p.H {
		plan := b.choose(&sg, room.W*0.56, room.H, 0)
		b.drawWide(p, sg, plan, room)
		return p, b.reads(plan)
	}
	plan := b.choose(&sg, room.W, room.H, 0.24)
	b.drawTall(p, sg, plan, room)
	return p, b.reads(plan)
}

// foot draws the braid along the bottom and the line under it, and gives its top.
func (b *signs) foot(p *display.Page) float64 {
	k := b.f.scale()
	w, ps := p.W-2*display.MM(14)*k, &b.problems
	title, got := pick(ps, "title", b.in.Event.Title, b.in.Event, b.in.Langs[0])
	line := words{field: "title", lang: got, text: title, role: fonts.Text, tag: display.P, color: ink2}
	set := b.s.set(line, w, math.Max(14, 14*k), typeset.Balance, ps)
	y := p.H - display.MM(SafeEndMM) - 2*k - set.height()
	set.put(p, display.MM(14)*k, y, w, centre)
	ribbon := display.Rect{X: 0, Y: y - 46*k, W: p.W, H: 34 * k}
	ribbonBraid(p, ribbonLook{seed: string(b.in.Event.ID), hollow: b.in.SaveInk, mirrored: rtlPage(b.in.Langs[0])}, ribbon)
	return ribbon.Y
}

// choose finds the largest words that leave the icon its share of the height:
// first one under another, then in two columns, then small and one under another,
// and at last fewer languages.
func (b *signs) choose(sg *sign, width, height, iconShare float64) signPlan {
	for {
		for _, try := range signTries(len(sg.words)) {
			for ease := 1.0; ease > try.least-0.05; ease -= 0.1 {
				plan, ok := b.plan(*sg, width, try.columns, ease)
				plan.icon = height - plan.height
				if ok && plan.icon >= height*iconShare*(1+ease) {
					return plan
				}
			}
		}
		last := len(sg.words) - 1
		if last < 1 {
			plan, _ := b.plan(*sg, width, 1, 0)
			plan.icon = math.Max(0, height-plan.height)
			return plan
		}
		b.problems.add("languages", sg.words[last].lang, foundSignLanguages, tongue(sg.words[last].lang))
		sg.words = sg.words[:last]
	}
}

// signTry is a way to set the others, down to an ease.
type signTry struct {
	columns int
	least   float64
}

// signTries are the ways for a number of languages, the best first: large words in
// two columns rather than small ones in one.
func signTries(n int) []signTry {
	switch {
	case n < 4:
		return []signTry{{1, 0}}
	case n == 4:
		return []signTry{{1, 0}, {2, 0}}
	}
	return []signTry{{1, 0.4}, {2, 0}, {1, 0}}
}

// plan sets the words; ok is false when a word is too wide or takes too many
// lines.
func (b *signs) plan(sg sign, width float64, columns int, ease float64) (plan signPlan, ok bool) {
	k := b.f.scale()
	between := func(least, most float64) float64 { return (least + (most-least)*ease) * k }
	plan = signPlan{columns: columns, width: width, gap: between(11, 20)}
	if len(sg.words) == 0 {
		return plan, true
	}
	var wide problems
	size := func(w shaped, lo, hi float64) float64 {
		return math.Max(14, b.s.sized(w.words, between(lo, hi)))
	}
	plan.main, ok = b.mainWord(sg.words[0], width, ease)
	cell := (width - 16*k*float64(columns-1)) / float64(columns)
	for _, w := range sg.words[1:] {
		set := w.set(cell, size(w, signOtherLeast, signOtherMost), typeset.Balance, &wide)
		ok = ok && len(set.lines) <= 2
		plan.others = append(plan.others, set)
	}
	plan.height = plan.main.height() + plan.gap
	for _, row := range plan.rows() {
		plan.height += rowHeight(row) + plan.gap
	}
	return plan, ok && len(wide.list) == 0
}

// mainWord sets the first language as large as an ease allows on two lines at most;
// ok is false where it would not lead those that stand under it.
func (b *signs) mainWord(w shaped, width, ease float64) (main block, ok bool) {
	const leads = 1.2
	others := signOtherLeast + (signOtherMost-signOtherLeast)*ease
	for mm := signMainLeast + (signMainMost-signMainLeast)*ease; mm >= min(leads*others, signMainLeast); mm -= 0.5 {
		var wide problems
		main = w.set(width, math.Max(14, b.s.sized(w.words, mm*b.f.scale())), typeset.Balance, &wide)
		if len(main.lines) <= 2 && len(wide.list) == 0 {
			return main, mm >= leads*others
		}
	}
	return main, false
}

// rows are the others as they stand side by side.
func (plan signPlan) rows() (out [][]block) {
	for i := 0; i < len(plan.others); i += plan.columns {
		out = append(out, plan.others[i:min(i+plan.columns, len(plan.others))])
	}
	return out
}

func rowHeight(row []block) (h float64) {
	above, below := 0.0, 0.0
	for _, b := range row {
		above, below = math.Max(above, b.above()), math.Max(below, b.bottom())
	}
	return above + below
}

// reads is the distance from which the least legible word is read: to somebody
// who reads one language of the sign, its word is the title.
func (b *signs) reads(plan signPlan) float64 {
	m := b.s.readsFrom(plan.main, 200)
	for _, o := range plan.others {
		m = math.Min(m, b.s.readsFrom(o, 200))
	}
	return m
}

// drawTall puts the icon over the words.
func (b *signs) drawTall(p *display.Page, sg sign, plan signPlan, room display.Rect) {
	under := signIconGap * b.f.scale()
	side := math.Min(plan.icon-under, room.W*0.78)
	free := math.Max(0, room.H-side-under-plan.height) / 3
	b.drawIcon(p, sg, display.Rect{X: room.X, Y: room.Y + free, W: room.W, H: side})
	b.drawWords(p, plan, room.X, room.Y+2*free+side+under, rtlPage(b.in.Langs[0]))
}

// drawWide puts the icon beside the words, where the main language begins, but an
// arrow where it points.
func (b *signs) drawWide(p *display.Page, sg sign, plan signPlan, room display.Rect) {
	side, high := math.Min(room.W*0.38, room.H), math.Min(room.W*0.38, room.H)
	if sg.to != HeadingNone && sg.kind != SignArrow {
		high = room.H
	}
	iconX, wordsX := room.X, room.X+room.W-plan.width
	if right := rtlPage(b.in.Langs[0]) && sg.to != HeadingLeft || sg.to == HeadingRight; right {
		iconX, wordsX = room.X+room.W-side, room.X
	}
	b.drawIcon(p, sg, display.Rect{X: iconX, Y: room.Y + (room.H-high)/2, W: side, H: high})
	b.drawWords(p, plan, wordsX, room.Y+(room.H-plan.height+plan.gap)/2, rtlPage(b.in.Langs[0]))
}

// drawIcon centres the icon in a box. With a heading the arrow takes the side to
// which it points, or stands over the icon.
func (b *signs) drawIcon(p *display.Page, sg sign, in display.Rect) {
	look := iconLook{color: sg.color, second: teal, ground: white, hollow: b.in.SaveInk}
	if sg.kind == SignArrow {
		putIcon(p, headingArrow(sg.to), in.X+(in.W-in.H)/2, in.Y, in.H, look)
		return
	}
	if sg.to == HeadingNone {
		putIcon(p, sg.icon, in.X+(in.W-in.H)/2, in.Y, in.H, look)
		return
	}
	pic, arrow := besides(in, sg.to == HeadingRight)
	putIcon(p, sg.icon, pic.X, pic.Y, pic.W, look)
	look.color = ink
	putIcon(p, headingArrow(sg.to), arrow.X, arrow.Y, arrow.W, look)
}

// besides divides a box into two squares, one beside the other or, in a tall box,
// one over the other. The arrow comes last where it points to the right.
func besides(in display.Rect, last bool) (pic, arrow display.Rect) {
	const share = 0.46
	if in.H >= in.W {
		side := math.Min(in.W, in.H*share)
		x, gap := in.X+(in.W-side)/2, math.Min(in.H-2*side, side*0.2)
		y := in.Y + (in.H-2*side-gap)/2
		return display.Rect{X: x, Y: y, W: side, H: side}, display.Rect{X: x, Y: y + side + gap, W: side, H: side}
	}
	side := math.Min(in.H, in.W*share)
	y, gap := in.Y+(in.H-side)/2, math.Min(in.W-2*side, side*0.25)
	x := in.X + (in.W-2*side-gap)/2
	pic, arrow = display.Rect{X: x + side + gap, Y: y, W: side, H: side}, display.Rect{X: x, Y: y, W: side, H: side}
	if last {
		pic, arrow = arrow, pic
	}
	return pic, arrow
}

// drawWords puts the main word and the others under it, all centred: an axis that
// belongs to no direction of reading.
func (b *signs) drawWords(p *display.Page, plan signPlan, x, y float64, rtl bool) {
	y = plan.main.put(p, x, y, plan.width, centre) + plan.gap*1.2
	gutter := 16 * b.f.scale()
	cell := (plan.width - gutter*float64(plan.columns-1)) / float64(plan.columns)
	for _, row := range plan.rows() {
		above := 0.0
		for _, o := range row {
			above = math.Max(above, o.above())
		}
		at := x + (plan.width-cell*float64(len(row))-gutter*float64(len(row)-1))/2
		for i, o := range row {
			slot := i
			if rtl {
				slot = len(row) - 1 - i
			}
			o.put(p, at+(cell+gutter)*float64(slot), y+above-o.above(), cell, centre)
		}
		y += rowHeight(row) + plan.gap
	}
}

// headingArrow points where a heading says.
func headingArrow(to Heading) pictogram.Icon {
	switch to {
	case HeadingLeft:
		return pictogram.Arrow(-1, 0)
	case HeadingRight:
		return pictogram.Arrow(1, 0)
	case HeadingAhead, HeadingNone:
	}
	return pictogram.Arrow(0, -1)
}
