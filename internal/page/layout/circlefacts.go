package layout

import (
	"slices"

	"daykit/internal/domain/display"
	"daykit/internal/text/typeset"
)

// circleFacts are the words that are not in the ring: a column for each language,
// the place, and the code between the columns or under them.
type circleFacts struct {
	box     display.Rect // its height is of no account
	columns []placedPile
	place   placedPile
	code    circleCode
	flush   bool // the place begins where the words of both languages do
	h       float64
}

// circleCode is the code on a card of bare paper, with its captions in both
// languages under it or beside it.
type circleCode struct {
	qr       qrBlock
	card     float64 // side; 0 for no code
	captions pile
	beside   bool
	x, y     float64
	w, h     float64
}

// whole says that no word had to be broken.
func (f circleFacts) whole(p *poster) bool {
	for _, piles := range [][]placedPile{f.columns, {f.place}, {{pile: f.code.captions}}} {
		for _, s := range piles {
			if slices.ContainsFunc(s.blocks, p.broken) {
				return false
			}
		}
	}
	return true
}

// broken says whether a word of a block is broken; that a letter is missing from
// all fonts is wrong too, but no arrangement puts it right.
func (p *poster) broken(b block) bool {
	missing := len(b.wrong) > 0 && len(p.shape(b.words).para.Missing) > 0
	return len(b.wrong) > 1 || len(b.wrong) == 1 && !missing
}

// circleSize is the least and most sizes of the words below the ring, in points on
// A4, and of the code in millimetres.
type circleSize struct{ title, fact, rest, code [2]float64 }

// sizes gives those of the format: beside the ring of a wide page words have room,
// under it they take the ring's.
func (c *circlePoster) sizes() circleSize {
	s := circleSize{title: [2]float64{20.5, 22}, fact: [2]float64{20.5, 21}, rest: [2]float64{14, 15.5}, code: [2]float64{34, 39}}
	if c.wide() || c.other == nil {
		s = circleSize{title: [2]float64{20.5, 27}, fact: [2]float64{20.5, 23}, rest: [2]float64{14, 17}, code: [2]float64{34, 46}}
	}
	return s
}

// pileMost is how much of the height beside the ring one language under the other
// may take.
const pileMost = 0.94

// setFacts arranges the words in a box: the code between the columns, or under them,
// whichever is lower; or, where a word is too long for a column, one language under
// the other. In the room beside the ring of a wide page that comes first, for columns
// are narrow there.
func (c *circlePoster) setFacts(try circleTry, box display.Rect, room float64) circleFacts {
	if c.wide() && c.other != nil {
		for _, smaller := range []ease{try.ease, try.ease / 2, 0} {
			try := try
			try.ease = smaller
			if piled := c.factsStack(try, box, true); piled.h <= room*pileMost && piled.whole(c.poster) {
				return piled
			}
		}
	}
	under := c.factsStack(try, box, false)
	if c.wide() && under.whole(c.poster) {
		return under
	}
	between := c.factsRow(try, box)
	if between.whole(c.poster) && (between.h <= under.h || !under.whole(c.poster)) {
		return between
	}
	if under.whole(c.poster) || c.other == nil {
		return under
	}
	return c.factsStack(try, box, true)
}

// column sets what, when and where for one language. The place is in it where there
// is but one column.
func (c *circlePoster) column(q *poster, e ease, width float64) (out pile) {
	s := c.sizes()
	set := func(w words, size [2]float64, mode typeset.Mode) block {
		return c.set(w, width, c.sizeOf(w, e, size), mode)
	}
	out.add(0, c.setShort(q.title, width, c.sizeOf(q.title, e, s.title)))
	if c.other == nil {
		out.add(gapSmall*c.air, q.setAbout(width, c.sizeOf(q.about, e, s.rest)))
		out.add(gapAbout*1.3*c.air, q.setWhen(width, c.sizeOf(q.date, e, s.fact)))
		out.under(gapLine*c.air, c.setPlace(width, c.sizeOf(c.place, e, s.fact), 1))
	} else {
		out.add(gapLine*c.air, q.setWhen(width, c.sizeOf(q.date, e, s.fact)))
	}
	out.add(gapLine*c.air, set(q.hidden, s.rest, typeset.Balance))
	out.under(gapLine*c.air, q.setAccess(width, c.sizeOf(q.access, e, s.rest), typeset.Balance))
	return out
}

// inShort says that a long date would take three lines of a column, or break.
func (p *poster) inShort(width, size float64) bool {
	most := 2
	if p.clock.text != "" {
		most = 3
	}
	b := p.setWhen(width, size)
	return len(b.lines) > most || p.broken(b)
}

// setColumns sets a column for each language, and gives the height of the higher.
// Where one needs its date in short, both have it so.
func (c *circlePoster) setColumns(out *circleFacts, e ease, width float64) (h float64) {
	defer c.keep()()
	posters := []*poster{c.poster}
	if c.other != nil {
		posters = append(posters, c.other)
	}
	size := func(q *poster) float64 { return c.sizeOf(q.date, e, c.sizes().fact) }
	if slices.ContainsFunc(posters, func(q *poster) bool { return q.inShort(width, size(q)) }) {
		c.shortDates()
	}
	for _, q := range posters {
		s := c.column(q, e, width)
		out.columns = append(out.columns, placedPile{pile: s, w: width})
		h = max(h, s.height())
	}
	return h
}

// factsRow sets the code between the columns, or after the one.
func (c *circlePoster) factsRow(try circleTry, box display.Rect) circleFacts {
	out := circleFacts{box: box, code: c.setCard(try, box.W*0.36, false)}
	gap := 15 * c.air
	one := c.other == nil
	parts := 2.0
	if one {
		parts = 1
	}
	width := box.W
	if out.code.w > 0 {
		width -= out.code.w + gap*parts
	} else if !one {
		width -= gap
	}
	width /= parts
	h := c.setColumns(&out, try.ease, width)
	row := max(h, out.code.h)
	for i := range out.columns {
		out.columns[i].y = (row - h) / 2
		if i == 1 {
			c.atEnd(&out.columns[i], box.W)
		}
	}
	out.code.x, out.code.y = box.W-out.code.w, (row-out.code.h)/2
	if !one {
		out.code.x /= 2
	}
	out.h = row
	c.addPlace(&out, try, one)
	return out
}

// oneWay says that both languages run the same way.
func (c *circlePoster) oneWay() bool { return c.other != nil && c.other.rtl == c.rtl }

// atEnd puts the column of the second language at the end of a width: one whose
// lines run the same way as the first's is no wider than they are.
func (c *circlePoster) atEnd(column *placedPile, width float64) {
	if c.oneWay() {
		column.w = min(column.w, column.widest()+0.1)
	}
	column.x = width - column.w
}

// addPlace puts the place under what is there, across the box.
func (c *circlePoster) addPlace(out *circleFacts, try circleTry, one bool) {
	if one {
		return
	}
	out.place.add(0, c.setPlace(out.box.W, c.sizeOf(c.place, try.ease, c.sizes().fact), 1))
	if len(out.place.blocks) == 0 {
		return
	}
	gap := placeGap
	if c.wide() {
		gap = placeGapWide
	}
	out.place.y, out.place.w = out.h+gap*c.air, out.box.W
	out.h = out.place.y + out.place.height()
}

// From the columns to the place under both, in points on A4.
const (
	placeGap     = 18.0
	placeGapWide = 11.0 // where one language stands under the other
)

// factsStack sets the code under the columns, or under one language under the other.
func (c *circlePoster) factsStack(try circleTry, box display.Rect, piled bool) circleFacts {
	out := circleFacts{box: box}
	gap := 13 * c.air
	one := c.other == nil
	width := box.W
	if !one && !piled {
		width = (box.W - gap*1.5) / 2
	}
	out.h = c.setColumns(&out, try.ease, width)
	switch {
	case piled:
		out.flush = c.oneWay()
		out.columns[1].y = out.columns[0].height() + gap*1.4
		out.h = out.columns[1].y + out.columns[1].height()
	case !one:
		c.atEnd(&out.columns[1], box.W)
	}
	c.addPlace(&out, try, one)
	out.code = c.setCard(try, box.W, true)
	if out.code.w > 0 {
		out.code.x, out.code.y = (box.W-out.code.w)/2, out.h+15*c.air
		if one || piled && c.oneWay() {
			out.code.x = 0
		}
		out.h = out.code.y + out.code.h
	}
	return out
}

// cardGap is from the card to its captions, in points on A4.
const cardGap = 9.0

// setCard sets the code on its card.
func (c *circlePoster) setCard(try circleTry, width float64, beside bool) circleCode {
	if c.in.Code.Payload == "" {
		return circleCode{}
	}
	out := circleCode{beside: beside}
	if !c.screen() || c.format.Name == "wide" {
		out.qr = c.trace(display.MM(try.ease.between(c.sizes().code[0], c.sizes().code[1]) * c.k))
		out.card = out.qr.ink.W + 2*out.qr.quiet()
	}
	gap := cardGap * c.air
	if beside && out.card > 0 {
		width -= out.card + gap
	}
	out.captions = c.cardCaptions(width, out.card == 0)
	if under := max(out.card, min(width, out.card*1.25)); !beside && out.card > 0 {
		if narrow := c.cardCaptions(under, false); !slices.ContainsFunc(narrow.blocks, c.broken) {
			out.captions = narrow
		}
	}
	switch {
	case out.card == 0:
		out.w, out.h = out.captions.widest(), out.captions.height()
	case beside:
		out.w, out.h = out.card+gap+out.captions.widest(), max(out.card, out.captions.height())
	default:
		out.w, out.h = max(out.card, out.captions.widest()), out.card+gap*0.8+out.captions.height()
	}
	return out
}

// cardCaptions say how to sign up, in both languages, and give the address; large
// where there is no code.
func (c *circlePoster) cardCaptions(width float64, typed bool) (out pile) {
	for i, q := range c.both() {
		if i == 0 || q.signup.text != c.signup.text {
			out.add(3*c.air, c.set(q.signup, width, c.size(q.signup, 16), typeset.Balance))
		}
	}
	address, size := c.address, c.least(c.address)
	if typed {
		address, size = bold(address), c.size(address, 21)
	}
	out.add(4*c.air, c.setAddress(address, width, width, size))
	return out
}
