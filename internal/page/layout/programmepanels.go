package layout

import (
	"math"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// piece is words to stand in a column, with the distance above them.
type piece struct {
	shaped
	size, gap float64
	mode      typeset.Mode
	fact      bool // stands where the page begins, whatever its script
}

// heading, prose and fact are the kinds of pieces: a fact is a name, a place or an
// address.
func heading(sh shaped, size, gap float64) piece {
	return piece{shaped: sh, size: size, gap: gap, mode: typeset.Balance}
}

func prose(sh shaped, size, gap float64) piece {
	return piece{shaped: sh, size: size, gap: gap, mode: typeset.Optimal}
}

func fact(sh shaped, size, gap float64) piece {
	return piece{shaped: sh, size: seeming(sh, size), gap: gap, mode: typeset.Balance, fact: true}
}

// seeming is the size at which words look as large as Latin ones of a size: those in
// Nastaliq stand beside such on the cover and in the running order.
func seeming(sh shaped, size float64) float64 {
	const climbs = 1.25
	if fonts.Climbs(sh.lang) {
		return size * climbs
	}
	return size
}

// stack is pieces set in a column.
type stack struct {
	blocks []block
	sides  []align
	gaps   []float64
	height float64
	broken bool // a word was too wide
}

// stacked sets pieces under one another; those without words take no room.
func (g *programme) stacked(width float64, pieces ...piece) (st stack) {
	var wide problems
	for _, p := range pieces {
		if p.text == "" || p.size == 0 {
			continue
		}
		b := p.set(width, p.size, p.mode, &wide)
		side := start(b.rtl)
		if p.fact {
			side = start(g.rtl)
		}
		gap := p.gap
		if len(st.blocks) == 0 {
			gap = 0
		}
		st.blocks, st.gaps, st.sides = append(st.blocks, b), append(st.gaps, gap), append(st.sides, side)
		st.height += gap + b.height()
	}
	st.broken = len(wide.list) > 0
	return st
}

// put draws the stack from y downwards and gives its bottom.
func (st stack) put(p *display.Page, x, y, width float64) float64 {
	for i, b := range st.blocks {
		y = b.put(p, x, y+st.gaps[i], width, st.sides[i])
	}
	return y
}

// long lays four pages on two sides of a sheet. The braid of the cover runs on over
// the back.
func (g *programme) long(ease float64) ([]*display.Page, qrBlock, bool) {
	outside, inside := A4Landscape.page(), A4Landscape.page()
	zone := g.cover(outside, ease)
	about, ok := g.order(inside, ease)
	qr, fits := g.back(outside, ease, zone, !about)
	if zone.height() > display.MM(8) {
		arch{
			seed: string(g.in.Event.ID), pageW: outside.W, top: zone.top, bottom: zone.bottom,
			hollow: g.in.SaveInk, mirrored: g.rtl,
		}.draw(outside)
	}
	return []*display.Page{outside, inside}, qr, ok && fits && zone.height() >= 0
}

// short lays the cover and everything else on one side of a sheet.
func (g *programme) short(ease float64) ([]*display.Page, qrBlock, bool) {
	sheet := A4Landscape.page()
	zone := g.cover(sheet, ease)
	g.coverBraid(sheet, zone)
	in := g.panel(4)
	low, qr, ok := g.lower(in, ease)
	room := in
	room.H -= low.height + display.MM(9)
	rows := g.rows(ease, room.W)
	ok = ok && zone.height() >= 0
	y := g.head(sheet, PhraseProgramme, ease, in)
	left, _ := g.putRows(sheet, rows, room, y, ease)
	g.putLower(sheet, low, qr, in)
	return []*display.Page{sheet}, qr, ok && len(left) == 0 && len(rows) > 0
}

// coverBraid draws a braid over the cover alone.
func (g *programme) coverBraid(p *display.Page, zone span) {
	if zone.height() < display.MM(8) {
		return
	}
	half := &display.Page{W: p.W / 2, H: p.H}
	arch{
		seed: string(g.in.Event.ID), pageW: half.W, top: zone.top, bottom: zone.bottom,
		hollow: g.in.SaveInk, mirrored: g.rtl,
	}.draw(half)
	part, _ := shareable(half)
	past := display.MM(6)
	to, clip := placing{X: p.W / 2, Scale: 1}, display.Rect{X: p.W / 2, Y: -past, W: p.W/2 + past, H: p.H + 2*past}
	if g.rtl {
		to.X, clip.X = 0, -past
	}
	p.Add(display.Tag{Artifact: true}, to.use(part, clip), display.End{})
}

// cover sets the front and gives the zone between its words, for the braid.
func (g *programme) cover(p *display.Page, ease float64) span {
	in := g.panel(1)
	size := math.Max(14, g.size(ease))
	top := g.stacked(in.W, heading(g.day, size, 0))
	y := top.put(p, in.X, in.Y, in.W) + 10
	leading := typeset.Leading(g.headline.lang, fonts.Display)
	headline, _ := g.headline.fit(in.W, in.H*0.3, 24, 56, leading, typeset.Balance, &problems{})
	y = headline.put(p, in.X, y, in.W, start(g.rtl))
	low := g.stacked(
		in.W,
		fact(g.title, math.Max(22, size*1.5), 0),
		fact(g.date, size, 10),
		fact(g.clock, size, 4),
		fact(g.place, size, 6),
		fact(g.group, g.small(ease), 12),
	)
	bottom := in.Y + in.H - low.height
	low.put(p, in.X, bottom, in.W)
	return span{y + 14, bottom - 14}
}

// head sets the heading of a panel and gives where its text begins.
func (g *programme) head(p *display.Page, key string, ease float64, in display.Rect) float64 {
	st := g.stacked(in.W, heading(g.heads[key], g.headSize(ease), 0))
	return st.put(p, in.X, in.Y+g.level(st, ease, in.W), in.W) + 14 + 4*ease
}

// level is how far a stack at the top of an inner page has to come down for its
// heading to stand on one line with those of the other inner page, which may have
// taller letters.
func (g *programme) level(st stack, ease, width float64) float64 {
	if len(st.blocks) == 0 || st.blocks[0].tag != display.H2 {
		return 0
	}
	rise := 0.0
	for _, key := range []string{PhraseProgramme, PhraseVoices, PhraseAboutDay} {
		if head := g.stacked(width, heading(g.heads[key], g.headSize(ease), 0)); len(head.blocks) > 0 {
			rise = math.Max(rise, head.blocks[0].top())
		}
	}
	return math.Max(0, rise-st.blocks[0].top())
}

func (g *programme) headSize(ease float64) float64 { return g.size(ease) * 1.6 }

// order sets the running order and what the voices say on the two inner pages, and
// what the day is where there is room for it. ok is false when not all has a place.
func (g *programme) order(p *display.Page, ease float64) (about, ok bool) {
	first, second := g.panel(2), g.panel(3)
	y := g.head(p, PhraseProgramme, ease, first)
	left, _ := g.putRows(p, g.rows(ease, first.W), first, y, ease)
	y = second.Y
	if len(left) > 0 {
		if left, y = g.putRows(p, left, second, y, ease); len(left) > 0 {
			return false, false
		}
		y += 26
	}
	size := g.size(ease)
	for i, v := range g.voices {
		head := heading(g.heads[PhraseVoices], g.headSize(ease), 0)
		if i > 0 {
			head.size = 0
		}
		st := g.stacked(second.W, head, prose(v.quote, size, 14), heading(v.credit, g.small(ease), 6))
		if y == second.Y {
			y += g.level(st, ease, second.W)
		}
		if st.broken || y+st.height > second.Y+second.H {
			return false, false
		}
		y = st.put(p, second.X, y, second.W) + 20
	}
	st := g.aboutStack(ease, second.W)
	if y == second.Y {
		y += g.level(st, ease, second.W)
	}
	if y+st.height > second.Y+second.H {
		return false, true
	}
	st.put(p, second.X, y, second.W)
	return true, true
}

// aboutStack is what the day is: in the organisers' words and in the kit's.
func (g *programme) aboutStack(ease, width float64) stack {
	size := g.size(ease)
	return g.stacked(
		width,
		heading(g.heads[PhraseAboutDay], g.headSize(ease), 0),
		prose(g.about, size, 10),
		prose(g.aboutDay, size, size*0.7),
	)
}

// back sets the last page round the zone of the braid: over it what the day is, or
// thanks where that stands inside already, and under it how to go on.
func (g *programme) back(p *display.Page, ease float64, zone span, about bool) (qrBlock, bool) {
	in := g.panel(4)
	upper := g.thanksStack(ease, in.W)
	if about {
		upper = g.aboutStack(ease, in.W)
	}
	low, qr, ok := g.lower(in, ease)
	upper.put(p, in.X, in.Y, in.W)
	g.putLower(p, low, qr, in)
	return qr, ok && !upper.broken && in.Y+upper.height <= zone.top && in.Y+in.H-low.height >= zone.bottom
}

func (g *programme) thanksStack(ease, width float64) stack {
	return g.stacked(
		width,
		heading(g.heads[PhraseThanks], g.headSize(ease), 0),
		prose(g.thanks, g.size(ease), 10),
	)
}

// lower sets what stands at the foot of the back: a heading, the address and
// access beside the code.
func (g *programme) lower(in display.Rect, ease float64) (st stack, qr qrBlock, ok bool) {
	size, width := g.size(ease), in.W
	head := heading(g.heads[PhraseNext], g.headSize(ease), 0)
	if g.in.Code.Payload == "" {
		head.size = 0
	} else {
		qr = g.s.code(g.in.Code.Payload, display.MM(programmeCode), &g.problems)
		width -= qr.ink.W + qr.quiet() + 8
	}
	accessHead := heading(g.heads[PhraseAccess], size, 14)
	if g.access.text == "" {
		accessHead.size = 0
	}
	small, scan := g.small(ease), size
	if g.in.Code.Payload == "" {
		scan = 0
	}
	access := prose(g.access, size, 4)
	access.fact = true // it stands under its heading
	st = g.stacked(width, head, fact(g.scan, scan, 8), fact(g.address, small, 4), accessHead, access)
	st.height = math.Max(st.height, qr.ink.H+codeLift(qr))
	return st, qr, !st.broken
}

// codeLift is how far a code stands over the foot of its panel so that the band of a
// draft keeps out of its white.
func codeLift(q qrBlock) float64 {
	if q.modules == 0 {
		return 0
	}
	return math.Max(0, q.quiet()-display.MM(SafeEndMM-draftFromMM-draftThinMM))
}

func (g *programme) putLower(p *display.Page, st stack, qr qrBlock, in display.Rect) {
	x, y := in.X, in.Y+in.H-st.height
	width, at := in.W, in.X+in.W-qr.ink.W
	if qr.modules > 0 {
		width -= qr.ink.W + qr.quiet() + 8
		if g.rtl {
			x, at = in.X+in.W-width, in.X
		}
	}
	st.put(p, x, y, width)
	qr.put(p, at, in.Y+in.H-qr.ink.H-codeLift(qr), g.heads[PhraseNext].lang, g.heads[PhraseNext].text+" "+g.in.Code.Address)
}
