package layout

import (
	"math"

	"daykit/internal/text/typeset"
)

// ease is how generous a poster is: 1 with sizes as a designer would choose them,
// 0 with the least that is legible.
type ease float64

// between is a size in points on A4 for an ease.
func (e ease) between(least, most float64) float64 {
	return least + float64((most-least)*float64(e))
}

// spare is how many lines may be spent on better breaks.
func (e ease) spare() int {
	if e >= goodEase {
		return 1
	}
	return 0
}

// panel is the words that say what, when and where, and how to sign up. Places are
// from its top left corner on a page that runs from left to right; it is mirrored
// where it is put on one that does not.
type panel struct {
	piles []placedPile
	code  codeBlock
	codeX float64
	codeY float64
	w, h  float64
	under float64 // bare paper that it needs under it
}

type placedPile struct {
	pile
	x, y, w float64
}

// The distances between blocks of a panel, in points on A4.
const (
	gapLine   = 5.0  // date and place
	gapSmall  = 8.0  // place to access
	gapAbout  = 11.0 // title to about
	gapFacts  = 22.0 // about to date
	gapColumn = 24.0 // between columns
)

// panelSizes are those of words in points on A4.
type panelSizes struct {
	title, about, date, place, access [2]float64 // least and most
	code                              [2]float64 // mm

	factsOnly bool // title and about stand elsewhere
}

func panelUsual() panelSizes {
	return panelSizes{
		title: [2]float64{22, 35}, about: [2]float64{14, 17}, date: [2]float64{20.5, 22}, place: [2]float64{20.5, 21},
		access: [2]float64{14, 16.5}, code: [2]float64{44, 54},
	}
}

// usualSizes are those of most designs. A code on a screen that many look at is
// scanned from a screen's size, not a sheet's.
func (p *poster) usualSizes() panelSizes {
	s := panelUsual()
	if p.screen() {
		s.code = [2]float64{32, 46}
	}
	return s
}

// sizeOf is the size of words for an ease.
func (p *poster) sizeOf(w words, e ease, s [2]float64) float64 {
	return p.size(w, e.between(s[0], s[1]))
}

// what are the blocks that say what it is.
func (p *poster) what(e ease, s panelSizes, width float64) (out pile) {
	if s.factsOnly {
		return out
	}
	out.add(0, p.setShort(p.title, width, p.sizeOf(p.title, e, s.title)))
	about := p.sizeOf(p.about, e, s.about)
	out.add(gapAbout*p.air, p.setAbout(min(width, 27*about), about))
	return out
}

// whenWhere are the blocks that say when and where it is.
func (p *poster) whenWhere(e ease, s panelSizes, width float64) (out pile) {
	wanted := p.sizeOf(p.date, e, s.date)
	when := p.setWhen(width, wanted)
	out.add(0, when)
	place := p.sizeOf(p.place, e, s.place)
	if when.size > 0 { // no larger than a date that had to be smaller
		place = max(place*when.size/wanted, p.least(p.place))
	}
	out.under(gapLine*p.air, p.setPlace(width, place, e.spare()))
	out.add(gapSmall*p.air, p.set(p.hidden, width, p.sizeOf(p.hidden, e, s.access), typeset.Optimal))
	out.under(gapSmall*p.air, p.setAccess(width, p.sizeOf(p.access, e, s.access), typeset.Optimal))
	return out
}

// arrangement sets a panel at an ease.
type arrangement func(e ease, s panelSizes) panel

// arrangements are those that suit the format, the best first.
func (p *poster) arrangements() []arrangement {
	switch {
	case p.wide():
		return []arrangement{p.columns, p.codeUnder, p.beside}
	case p.box.W < narrowPt, p.screen():
		return []arrangement{p.stacked} // beside a code each word would have a line
	default:
		return []arrangement{p.beside, p.stacked}
	}
}

const (
	titleGrows = 1.2 // at most, to fill a column
	factsTall  = 0.3 // of a column's height: a place over many lines is hard to take in

	uneven   = 60.0  // pt of height that columns of one width are worth
	wideFrom = 1.12  // a page that is wider than high by this takes columns
	narrowPt = 270.0 // a page of this width has no room for words beside a code
)

// wide says that the page is clearly wider than high.
func (p *poster) wide() bool { return p.page.W > p.page.H*wideFrom }

// beside sets the panel of an upright page: the words at the beginning of lines
// and the code at their end, all down to one base. Words above the code use the
// whole width.
func (p *poster) beside(e ease, s panelSizes) panel {
	full := p.box.W
	out := panel{w: full, code: p.setCode(e.between(s.code[0], s.code[1]), full*0.5, false)}
	narrow := full
	if !out.code.empty() {
		narrow -= out.code.w + gapColumn*p.air
	}
	facts := p.whenWhere(e, s, narrow)
	gap := e.between(0.7, 1.15) * gapFacts * p.air
	what := p.what(e, s, narrow)
	if clear := facts.height() + gap - out.code.h - out.code.quiet(); !out.code.empty() && clear >= 0 {
		what = p.what(e, s, full)
	}
	if len(what.blocks) == 0 {
		gap = 0
	}
	words := what.height() + gap + facts.height()
	out.h = max(words, out.code.h)
	out.piles = []placedPile{{what, 0, out.h - words, full}, {facts, 0, out.h - facts.height(), narrow}}
	out.codeX, out.codeY = full-out.code.w, out.h-out.code.h
	return out
}

// stacked sets the panel of a narrow page: the words over the code, its captions
// beside it, or under it where a word of theirs is too long for that.
func (p *poster) stacked(e ease, s panelSizes) panel {
	full := p.box.W
	side := e.between(s.code[0], s.code[1])
	out := panel{w: full, code: p.setCode(side, full, true)}
	if broken := out.code.captions.wrong(); broken > 0 {
		if under := p.setCode(side, full, false); under.captions.wrong() < broken {
			out.code, out.codeX = under, full-under.w
		}
	}
	words := p.what(e, s, full)
	gap := e.between(0.7, 1.15) * gapFacts * p.air
	for i, b := range p.whenWhere(e, s, full).blocks {
		if i > 0 {
			gap = gapSmall * p.k
		}
		words.add(gap, b)
	}
	out.piles = []placedPile{{words, 0, 0, full}}
	out.h = words.height()
	if !out.code.empty() {
		out.codeY = out.h + max(gapFacts*p.air*0.8, out.code.quiet())
		out.h = out.codeY + out.code.h
		out.under = out.code.quiet()
	}
	return out
}

// columns sets the panel of a wide page: what, when and where, and the code side
// by side, hanging from one line.
func (p *poster) columns(e ease, s panelSizes) panel {
	code := p.setCode(e.between(s.code[0], s.code[1]), p.box.W*0.36, false)
	if code.qr.modules == 0 {
		return p.twoColumns(e, s, code)
	}
	gap := gapColumn * 1.3 * p.air
	out := p.sideBySide(e, s, p.box.W-code.w-gap, code.h, codeBlock{})
	out.code, out.codeX, out.h = code, p.box.W-code.w, max(out.h, code.h)
	out.w = p.box.W
	return out
}

// codeUnder sets the panel of a wide page in two columns, with the code and its
// captions beside it under what.
func (p *poster) codeUnder(e ease, s panelSizes) panel {
	return p.twoColumns(e, s, p.setCode(e.between(s.code[0], s.code[1]), p.box.W*0.45, true))
}

func (p *poster) twoColumns(e ease, s panelSizes, code codeBlock) panel {
	out := p.sideBySide(e, s, p.box.W, 0, code)
	out.code, out.codeY, out.under = code, out.h-code.h, code.quiet()
	if len(out.piles[0].blocks) == 0 {
		out.codeY = 0
	}
	return out
}

// sideBySide sets what beside when and where, in columns that make the least of
// their height, or enough; a code goes under what.
func (p *poster) sideBySide(e ease, s panelSizes, full, enough float64, code codeBlock) panel {
	out, best := panel{w: full}, math.Inf(1)
	gap, under := gapColumn*1.3*p.air, 0.0
	if !code.empty() {
		under = code.h + max(gapFacts*p.air, code.quiet())
	}
	for _, share := range []float64{0.5, 0.44, 0.56, 0.38, 0.62} {
		if out.h > 0 && out.h <= enough {
			break
		}
		first := max((full-gap)*share, code.w)
		what, facts := p.what(e, s, first), p.whenWhere(e, s, full-gap-first)
		h := max(what.height()+under, facts.height())
		bad := h + facts.height()*factsTall + math.Abs(share-0.5)*uneven*p.k + float64(what.wrong()+facts.wrong())*p.page.H
		if bad < best {
			best, out.h = bad, h
			out.piles = []placedPile{{what, 0, 0, first}, {facts, first + gap, 0, full - gap - first}}
		}
	}
	out.piles[0].pile = p.grown(out.piles[0], e, s, max(out.h, enough)-under)
	return out
}

// grown is what it is set larger, where the column beside it is higher.
func (p *poster) grown(now placedPile, e ease, s panelSizes, height float64) pile {
	for _, by := range []float64{1.5, 1.4, 1.3, 1.2, 1.1} {
		larger := s
		for i := range 2 {
			larger.title[i], larger.about[i] = s.title[i]*min(by, titleGrows), min(s.about[i]*by, max(s.about[i], s.place[i]))
		}
		if next := p.what(e, larger, now.w); next.height() <= height && next.wrong() <= now.wrong() {
			return next
		}
	}
	return now.pile
}

// wrong counts what is wrong with the words of a panel: an arrangement that breaks
// a word is worse than one that does not.
func (pn panel) wrong() int {
	n := pn.code.captions.wrong()
	for _, c := range pn.piles {
		n += c.wrong()
	}
	return n
}

// putPanel draws a panel with its top at y.
func (p *poster) putPanel(pn panel, y float64) {
	at := func(x, w float64) float64 {
		if p.rtl {
			return p.box.X + pn.w - x - w
		}
		return p.box.X + x
	}
	for _, c := range pn.piles {
		p.putPile(c.pile, at(c.x, c.w), y+c.y, c.w, start(p.rtl))
	}
	p.putCode(pn.code, at(pn.codeX, pn.code.w), y+pn.codeY)
}
