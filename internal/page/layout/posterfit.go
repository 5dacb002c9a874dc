package layout

import (
	"math"
	"unicode"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// rank says from how far words of a poster must read.
type rank int

const (
	small rank = iota // what a person steps up to read: captions, the foot
	near              // capitals of a three hundredth of the distance
	far               // of a two hundredth: headline, title, date and place
)

// The least sizes of words: in points on paper, and in pixels on a screen.
const (
	paperLeast = 14.0
	largeLeast = 18.0
	screenPx   = 28.0 // 1080 wide
	linkPx     = 26.0 // 1200 wide, and shown small
	widePx     = 36.0 // 1920 wide, by a projector

	ptPerPx = 0.75
)

// least is the smallest size in which words may be set on this format.
func (p *poster) least(w words) float64 {
	floor := paperLeast
	switch {
	case p.format.Name == "wide":
		floor = widePx * ptPerPx
	case p.format.Name == "link":
		floor = linkPx * ptPerPx
	case p.screen():
		floor = screenPx * ptPerPx
	case p.large:
		floor = largeLeast
	}
	switch w.rank {
	case far:
		return max(floor, p.s.sized(w, p.format.Distance*1000/200))
	case near:
		return max(floor, p.s.sized(w, p.format.Distance*1000/300))
	case small:
	}
	return floor
}

// size is a size in points on A4 as it is on this format, no smaller than the
// least.
func (p *poster) size(w words, pt float64) float64 { return max(pt*p.k, p.least(w)) }

// setKey is all that the lines of a block depend on.
type setKey struct {
	w           words
	width, size float64
	mode        typeset.Mode
}

// shape shapes words; whatever is missing is reported when they are put.
func (p *poster) shape(w words) shaped { return p.s.shape(w, &problems{}) }

// set breaks words into lines. What is wrong with them becomes a Problem of the
// poster when they are put on the page.
func (p *poster) set(w words, width, size float64, mode typeset.Mode) block {
	key := setKey{w, width, size, mode}
	b, ok := p.sets[key]
	if !ok {
		var ps problems
		ps.missing(w, p.shape(w).para.Missing)
		b = p.shape(w).set(width, size, mode, &ps)
		b.wrong = ps.list
		b.leading = size * leadingOf(w)
		p.hang(&b)
		b.bare = bareLines(b)
		p.sets[key] = b
	}
	return b
}

// leadingOf is the distance between lines as a multiple of the size. Headings are
// set close in any face; one for text needs a little more than one for display.
func leadingOf(w words) float64 {
	w.lang = writtenAs(w)
	if w.role != fonts.Display && (w.tag == display.H1 || w.tag == display.H2) {
		return typeset.Leading(w.lang, fonts.Display) + 0.06
	}
	return typeset.Leading(w.lang, w.role)
}

// writtenAs is the language whose lines words need: an address in Latin letters is
// no taller on a page in Urdu.
func writtenAs(w words) string {
	if fonts.ScriptOf(w.lang) == "Latn" {
		return w.lang
	}
	for _, r := range w.text {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return w.lang
		}
	}
	return "en"
}

// fitShare leaves room for ink that is wider than its letters.
const fitShare = 0.985

// fit sets words as large as they fit a box, up to a size in points, and balanced.
// When they do not fit at their least size, they are set in it and fits is false.
func (p *poster) fit(w words, width, height, most float64) (b block, fits bool) {
	if w.text == "" {
		return block{words: w}, true
	}
	leading := leadingOf(w)
	lo := p.least(w)
	size, _, err := p.shape(w).para.Fit(width*fitShare, height, typeset.Limits{Min: lo, Max: max(lo, most), Leading: leading}, typeset.Balance)
	return p.set(w, width, size, typeset.Balance), err == nil
}

// Words that just miss one line are set a little smaller instead, down to this
// share of their size.
const shortShare = 0.8

// setShort sets words of about one line, or of a line for each hard break: smaller
// rather than over more lines, where that takes little.
func (p *poster) setShort(w words, width, size float64) block {
	b := p.set(w, width, size, typeset.Balance)
	whole := p.set(w, 1e5, size, typeset.Balance)
	if len(b.lines) != len(whole.lines)+1 {
		return b
	}
	least := max(p.least(w), size*shortShare)
	if fit := math.Floor(size*width/whole.widest()*20) / 20; fit >= least {
		return p.set(w, width, fit, typeset.Balance)
	}
	return b
}

// hang finds how far the ink of each line begins inside its margin, so that a
// headline stands flush with the small words over and under it.
func (p *poster) hang(b *block) {
	for _, l := range b.lines {
		b.hang = append(b.hang, p.s.bearing(l, b.rtl))
	}
}

// put draws a block and keeps it for the result. Blocks are put in reading order.
func (p *poster) put(b block, x, y, width float64, a align) float64 {
	for _, wrong := range b.wrong {
		p.problems.take(wrong)
	}
	p.shown = append(p.shown, b)
	return b.put(p.page, x, y, width, a)
}

// leaveOut takes words off the poster and says so.
func (p *poster) leaveOut(w *words) {
	if w.text == "" {
		return
	}
	p.problems.add(w.field, w.lang, foundTooMuchText)
	w.text = ""
}

// brief says that the format is one for few words: a flyer in the hand or a picture
// for a screen.
func (p *poster) brief() bool {
	return p.screen() || p.format.Name == "a6" || p.format.Name == "dl"
}

// drop takes words off a brief format, where that is no fault.
func (p *poster) drop(w *words) {
	p.notes.add(w.field, w.lang, foundFewWords)
	w.text = ""
}

// footBlock is the last line of a poster: the day and its hashtag at one side and
// the group at the other, or one over the other.
type footBlock struct {
	day, group block
	stacked    bool
	gap        float64 // between the two when stacked
	lone       align   // of the group, where it stands alone
}

// setFoot sets the foot. When both sides do not fit one line, the day's name goes,
// which stands at the top as well; and then the group takes a line of its own.
func (p *poster) setFoot(width float64) footBlock {
	gap := 14 * p.k
	f := footBlock{gap: 3 * p.k, lone: start(p.rtl)}
	set := func(w words) block { return p.set(w, width, p.size(w, paperLeast), typeset.Balance) }
	f.group = set(p.group)
	f.day = set(p.foot)
	crowded := func() bool { return len(f.day.lines) > 1 || f.day.widest()+f.group.widest()+gap > width }
	if crowded() && p.hashtag.text != "" {
		f.day = set(p.hashtag)
	}
	if crowded() && p.brief() {
		f.day = block{}
	}
	f.stacked = crowded()
	return f
}

func (f footBlock) height() float64 {
	if f.stacked {
		return f.day.height() + f.gap + f.group.height()
	}
	return max(f.day.above(), f.group.above()) + max(f.day.bottom(), f.group.bottom())
}

// putFoot puts the foot so that it ends at the bottom of the box.
func (p *poster) putFoot(f footBlock) {
	bottom := p.box.Y + p.box.H
	if f.stacked {
		y := p.put(f.day, p.box.X, bottom-f.height(), p.box.W, start(p.rtl)) + f.gap
		p.put(f.group, p.box.X, y, p.box.W, start(p.rtl))
		return
	}
	base := bottom - max(f.day.bottom(), f.group.bottom())
	p.put(f.day, p.box.X, base-f.day.above(), p.box.W, start(p.rtl))
	side := end(p.rtl)
	if len(f.day.lines) == 0 {
		side = f.lone
	}
	p.put(f.group, p.box.X, base-f.group.above(), p.box.W, side)
}

// bold is words in the bold face.
func bold(w words) words {
	w.role = fonts.Bold
	return w
}

// column is a part of the box, as wide as given: at the beginning of the lines of
// the page, or at their end.
func (p *poster) column(width float64, atEnd bool) (x float64) {
	if atEnd != p.rtl {
		return display.Round(p.box.X + p.box.W - width)
	}
	return p.box.X
}
