package layout

import (
	"slices"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// Letter is what every copy of a letter says. "{name}" in the greeting is the
// person's name.
type Letter struct {
	Letterhead string   `json:"letterhead"`
	Address    string   `json:"address"`
	Date       string   `json:"date"`
	Greeting   string   `json:"greeting"`
	Subject    string   `json:"subject"`
	Paras      []string `json:"paras"`
	Signoff    string   `json:"signoff"`
	Signer     string   `json:"signer"`
}

// LetterInput is a letter to many people. A person without a URL gets Code.
type LetterInput struct {
	Event   event.Event
	Lang    string // of the letter
	Phrases Phrases
	Letter  Letter
	People  []Badge
	Code    Code
}

// The phrases beside the code of a letter.
const (
	PhraseLetterCode = "letters.code" // Your own code
	PhraseLetterScan = "letters.scan" // Scan it, or type this address:
)

const nameMark = "{name}"

// The page of a letter, in millimetres.
const (
	letterSide = 22.0 // margins left and right
	letterTop  = 17.0
	letterEnd  = 17.0 // under the code
	letterCode = 28.0 // side of the code
)

// Body text, in points: as large as it fits, in steps of letterStep.
const (
	letterMost  = 14.0
	letterLeast = 11.0
	letterStep  = 0.25
)

// Letters sets a page for each person, with the name in its own script and
// language. All but the greeting and the code is drawn once and used on each page.
// A letter too long for a page at 11 pt loses its last paragraphs, which is
// reported.
func (s *Setter) Letters(in LetterInput) Result {
	l := &letters{form: form{s: s, event: in.Event, lang: in.Lang, phrases: in.Phrases}, in: in, rtl: in.rtl()}
	l.box = safeBox(A4, letterSide, letterTop, letterEnd)
	texts := make([]string, len(in.People))
	for i, p := range in.People {
		texts[i] = p.URL
	}
	maker := makeCodes(texts, display.MM(letterCode))
	if in.Code.Payload != "" {
		l.common = s.code(in.Code.Payload, display.MM(letterCode*1.2), &l.problems)
	}
	l.body = l.spread(l.fitBody())
	greetings := l.greetings()
	codes := maker.done(&l.problems)
	pages := l.pages(greetings, codes)
	r := l.result(pages, in.Letter.Subject)
	if len(codes) > 0 {
		r.QRFromM = max(codes[0].fromM(), l.common.fromM())
	}
	return r
}

// rtl says whether the letter runs from right to left: as its own words do, which
// may be in English where the kit has none in the language.
func (in LetterInput) rtl() bool {
	return rtlPage(fonts.LangFor(in.Letter.Greeting+in.Letter.Subject+in.Letter.Signoff, in.Lang))
}

// safeBox is a page within margins in millimetres, in points.
func safeBox(f Format, side, top, end float64) display.Rect {
	return display.Rect{
		X: display.MM(side), Y: display.MM(top),
		W: display.MM(f.W - 2*side), H: display.MM(f.H - top - end),
	}
}

// letters is a mail merge in the making.
type letters struct {
	form
	in     LetterInput
	rtl    bool
	box    display.Rect
	common qrBlock // for those who have none of their own
	body   letterBody
	tail   []display.Op // how it ends, where that is drawn by itself
}

// letterBody is the words that every copy has, at one size, and the line that a person has
// of their own.
type letterBody struct {
	size   float64
	drop   float64  // white over the greeting, of a short letter
	before []spaced // the greeting
	after  []spaced // subject and paragraphs, up to the line of a person's own
	own    []spaced // of each person, what they did; nil where the letter says it of nobody
	tail   []spaced // the other paragraphs, and how it ends
}

// ownHeight is the room that the tallest line of a person's own takes.
func (b letterBody) ownHeight() (h float64) {
	for _, o := range b.own {
		h = max(h, heightOf([]spaced{o}))
	}
	return h
}

// rest is the height of all that follows the greeting.
func (b letterBody) rest() float64 { return heightOf(b.after) + b.ownHeight() + heightOf(b.tail) }

// spaced is a block with the white above it.
type spaced struct {
	block
	gap float64
}

func heightOf(list []spaced) (h float64) {
	for _, b := range list {
		h += b.gap + b.height()
	}
	return h
}

// fitBody chooses the largest size at which the letter fits.
func (l *letters) fitBody() letterBody {
	for size := letterMost; size >= letterLeast; size -= letterStep {
		if b := l.setBody(size, l.in.Letter.Paras); l.fits(b) {
			return b
		}
	}
	paras := l.in.Letter.Paras
	l.problems.add("letter.paras", l.lang, foundLetterTooLong, letterLeast)
	for len(paras) > 0 {
		paras = paras[:len(paras)-1]
		if b := l.setBody(letterLeast, paras); l.fits(b) {
			return b
		}
	}
	return l.setBody(letterLeast, nil)
}

// fits leaves a greeting of two lines room.
func (l *letters) fits(b letterBody) bool {
	greeting := 2 * b.size * typeset.Leading(l.lang, fonts.Text)
	return heightOf(b.before)+b.size*1.6+greeting+b.rest() <= l.codeTop()-l.box.Y
}

// spread opens a short letter up, so that it does not hang under its first line: some
// of the room that is left goes over the greeting and some between the paragraphs.
func (l *letters) spread(b letterBody) letterBody {
	const dropShare, dropMost, gapShare, gapMost = 0.24, 80.0, 0.4, 0.6
	free := l.codeTop() - l.box.Y - heightOf(b.before) - b.size*(1.6+2*typeset.Leading(l.lang, fonts.Text)) - b.rest()
	if free <= 0 {
		return b
	}
	gaps := 0.0
	for _, s := range slices.Concat(b.after, b.tail) {
		gaps += s.gap
	}
	b.drop = min(dropMost, free*dropShare)
	for _, part := range [][]spaced{b.after, b.own, b.tail} {
		for i := range part {
			part[i].gap *= 1 + min(gapMost, free*gapShare/max(gaps, 1))
		}
	}
	return b
}

// codeTop is where the part with the code begins, with the white above it.
func (l *letters) codeTop() float64 {
	bottom := l.box.Y + l.box.H
	if l.hasCodes() {
		return bottom - display.MM(letterCode) - 14
	}
	return bottom
}

func (l *letters) hasCodes() bool {
	for _, p := range l.in.People {
		if p.URL != "" {
			return true
		}
	}
	return l.common.modules > 0
}

// setBody sets all but the greeting at a size.
func (l *letters) setBody(size float64, paras []string) letterBody {
	let, b := l.in.Letter, letterBody{size: size}
	head := l.words("letterhead", let.Letterhead, fonts.Display, display.H1)
	address := l.words("address", let.Address, fonts.Text, display.P)
	address.color = ink2
	b.add(&b.before, l, head, 18, 0)
	b.add(&b.before, l, address, 10.5, 4)
	b.add(&b.before, l, l.words("date", let.Date, fonts.Text, display.P), size, size*2)
	b.add(&b.after, l, l.words("subject", let.Subject, fonts.Bold, display.H2), size+2, size*1.2)
	b.own = l.did(size)
	for i, text := range paras {
		to := &b.after
		if i > 0 && len(b.own) > 0 { // what somebody did stands after the first paragraph
			to = &b.tail
		}
		b.add(to, l, l.words("paras", text, fonts.Text, display.P), size, size*0.9)
	}
	b.add(&b.tail, l, l.words("signoff", let.Signoff, fonts.Text, display.P), size, size*1.1)
	b.add(&b.tail, l, l.words("signer", let.Signer, fonts.Bold, display.P), size, size*2.6) // room to sign
	return b
}

func (l *letters) words(field, text string, role fonts.Role, tag display.Role) words {
	// The kit's own words may be in English where there are none in the language.
	return words{field: "letter." + field, lang: fonts.LangFor(text, l.lang), text: text, role: role, tag: tag, color: ink}
}

// add sets words under what is there already; those that are empty take no room.
func (b *letterBody) add(to *[]spaced, l *letters, w words, size, gap float64) {
	if strings.TrimSpace(w.text) == "" {
		return
	}
	width := l.box.W
	if to == &b.before && len(*to) == 0 {
		width -= ribbonRoom // the ribbon stands at the end of the first line
	}
	mode := typeset.Optimal
	if w.tag != display.P {
		mode = typeset.Balance
	}
	*to = append(*to, spaced{l.s.set(w, width, size, mode, &l.problems), gap})
}
