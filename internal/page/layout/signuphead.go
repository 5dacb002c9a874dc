package layout

import (
	"strconv"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/locale"
	"daykit/internal/domain/sheet"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// The least size of small print on sheets, and of the labels that say what to
// write and tick, in points.
const (
	smallPrint = 8.0
	labelPrint = 9.0
)

// The white over the words beside the visitors' code, what more of it there is
// where the title leaves it, and the white on either side of the emblem, in points.
const askLeast, askMore, emblemGap = 5.0, 3.0, 8.0

// header says what is signed up for, and when, in the room over the words beside
// the visitors' code. Where lines slope, what the sheet is shares one with the date.
func (u *signup) header(c canvas, sh sheet.Sheet) {
	r := c.rect(sh.Areas.Title)
	ask := u.ask(r)
	low := r.Y + r.H - heightOf(ask)
	emblem(c.page, display.Rect{X: r.X + emblemGap, Y: r.Y + r.H - emblemH, W: r.W - 2*emblemGap}, c.rtl, 0)
	label, date := u.bold(PhraseSheet), u.when()
	y := r.Y
	if fonts.Climbs(label.lang) && label.lang == date.lang {
		date.text = label.text + " · " + date.text
	} else {
		y = u.put(c.page, label, display.Rect{X: r.X, Y: r.Y, W: r.W, H: u.deep(12)}, sizes{labelPrint, 10}, start(c.rtl)) + 3.5
	}
	when := u.fit(date, display.Rect{W: r.W, H: u.deep(18)}, sizes{labelPrint, 10})
	title, room := u.title(), low-askLeast-when.height()-4-y
	var ps problems
	if _, fits := u.s.shape(title, &ps).fit(r.W, room-askMore, labelPrint, 20, typeset.Leading(title.lang, title.role), balanced, &ps); fits {
		room -= askMore
	}
	y = u.put(c.page, title, display.Rect{X: r.X, Y: y, W: r.W, H: room}, sizes{labelPrint, 20}, start(c.rtl)) + 4
	when.put(c.page, r.X, y, r.W, start(c.rtl))
	for _, b := range ask {
		low = b.put(c.page, r.X, low+b.gap, r.W, start(c.rtl))
	}
}

// ask is the words beside the visitors' code: to sign up, scan, or visit the
// address. The emblem stands at the end of the last lines. Where lines
// slope, the first two share one.
func (u *signup) ask(r display.Rect) []spaced {
	if u.in.Code.Payload == "" {
		return []spaced{{block{}, emblemH}}
	}
	beside := r.W - emblemW - 2*emblemGap
	address := spaced{u.fit(words{field: "code", lang: "en", text: u.in.Code.Address, role: fonts.Bold, tag: display.P, color: black},
		display.Rect{W: beside, H: 12}, sizes{smallPrint, 11}), 3}
	first, then := u.bold(PhraseSignup), u.phrase(PhraseScan)
	if fonts.Climbs(first.lang) && first.lang == then.lang {
		first.text += ": " + then.text
		return []spaced{{u.fit(first, display.Rect{W: beside, H: u.deep(15)}, sizes{labelPrint, 11}), 0}, address}
	}
	return []spaced{
		{u.fit(first, display.Rect{W: beside, H: u.deep(15)}, sizes{10, 12.5}), 0},
		{u.fit(then, display.Rect{W: beside, H: u.deep(12)}, sizes{labelPrint, 9.5}), 3},
		address,
	}
}

// deep is a height for words in the page's language that is h for other letters:
// lines of Nastaliq slope and take more.
func (u *signup) deep(h float64) float64 {
	if fonts.Climbs(u.lang) {
		return 1.6 * h
	}
	return h
}

// when is the date, with the hours where they are known.
func (u *signup) when() words {
	w := u.date()
	if clock := locale.TimeRange(u.event.Start, u.event.End); clock != "" {
		w.text += " · " + typeset.Isolate(clock)
	}
	return w
}

// drawVisitor puts the visitors' own code, larger than the organiser's.
func (u *signup) drawVisitor(c canvas, sh sheet.Sheet) {
	if u.in.Code.Payload == "" {
		return
	}
	area := c.rect(sh.Areas.Visitor)
	if u.visitor.modules == 0 {
		u.visitor = u.s.code(u.in.Code.Payload, area.W, &u.problems)
	}
	inset := (area.W - u.visitor.ink.W) / 2
	ask := u.phrase(PhraseSignup)
	u.visitor.put(c.page, area.X+inset, area.Y+inset, ask.lang, ask.text+": "+u.in.Code.Address)
}

// footer says how to tick and what happens to the sheet.
func (u *signup) footer(c canvas, sh sheet.Sheet) {
	r := c.rect(sh.Areas.Foot)
	hint, privacy := u.bold(PhraseHint), u.phrase(PhrasePrivacy)
	if !u.climbing(c, hint, privacy, r) {
		room := 24.0
		if fonts.Climbs(u.lang) {
			room = r.H - 3 - u.fit(privacy, r, sizes{smallPrint, smallPrint}).height()
		}
		y := u.bySentence(hint, display.Rect{W: r.W, H: room}, sizes{labelPrint, 10}).put(c.page, r.X, r.Y, r.W, start(c.rtl)) + 3
		u.put(c.page, privacy, display.Rect{X: r.X, Y: y, W: r.W, H: r.Y + r.H - y}, sizes{smallPrint, 9}, start(c.rtl))
	}
	u.bar(c, sh)
}

// climbing draws the two texts of the foot in Nastaliq, at their least sizes and with
// all the room that there is between their lines. It draws
// nothing and is false for other letters, and for more words than there is room for.
func (u *signup) climbing(c canvas, hint, privacy words, r display.Rect) bool {
	if !fonts.Climbs(hint.lang) || !fonts.Climbs(privacy.lang) {
		return false
	}
	const least, most = 1.2 * labelPrint, 1.9 * labelPrint
	var ps problems
	first := u.s.sentences(u.s.set(hint, r.W, labelPrint, balanced, &ps), r.W)
	then := u.s.set(privacy, r.W, smallPrint, balanced, &ps)
	apart := first.bottom() + then.top() + 0.5 // so that neither text reaches into the other
	free, gaps := r.H-first.top()-then.bottom()-apart, len(first.lines)+len(then.lines)-2
	leading := min(most, free/float64(max(1, gaps)))
	if leading < least || len(ps.list) > 0 {
		return false
	}
	first.leading, then.leading = leading, leading
	first.put(c.page, r.X, r.Y, r.W, start(c.rtl))
	then.put(c.page, r.X, r.Y+first.top()+first.base(len(first.lines)-1)+apart-then.top(), r.W, start(c.rtl))
	return true
}

func (u *signup) number(c canvas, sh sheet.Sheet) {
	if u.numbers == nil {
		u.numbers = u.s.speller(u.bold(PhraseOf))
	}
	r := c.rect(sh.Areas.Number)
	text := strings.NewReplacer("{n}", strconv.Itoa(sh.Spec.Page), "{m}", strconv.Itoa(u.total)).Replace(u.numbers.text)
	u.numbers.set(text, r.W, sizes{labelPrint, 11}, &u.problems).put(c.page, r.X, r.Y, r.W, end(c.rtl))
}

// bar is 50 mm long on a print that is not scaled.
func (u *signup) bar(c canvas, sh sheet.Sheet) {
	r := c.rect(sh.Areas.Bar)
	var path display.Path
	y := r.Y + r.H - 3
	path.Move(r.X, y-3)
	path.Line(r.X, y+3)
	path.Move(r.X, y)
	path.Line(r.X+r.W, y)
	path.Move(r.X+r.W, y-3)
	path.Line(r.X+r.W, y+3)
	c.page.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: black, Width: 0.7}, display.End{})
	b := u.fit(u.phrase(PhraseBar), display.Rect{W: r.W, H: 21}, sizes{smallPrint, 9})
	b.put(c.page, r.X, y-5-b.height(), r.W, centre)
}

// organiser draws the sheet's own codes and labels them, so that visitors leave
// them alone; the short code under them is for typing.
func (u *signup) organiser(c canvas, sh sheet.Sheet) {
	c.page.Add(display.Tag{Artifact: true})
	grid, err := u.codes.OrganiserModules(sh.Payload)
	if err != nil {
		u.problems.add("signup", u.lang, foundNoCode, err.Error())
		sh.QRs = nil
	}
	for _, q := range sh.QRs {
		at, side := c.point(q.X, q.Y), display.PtPerMM*q.Side
		c.page.Add(display.Cells{X: at.X, Y: at.Y, Pitch: side / float64(len(grid)), Dark: grid, Color: black},
			display.Code{Rect: display.Rect{X: at.X, Y: at.Y, W: side, H: side}, Modules: len(grid), Text: sh.Payload})
	}
	c.page.Add(display.End{})
	u.short(c, sh)
}

// short is the code for typing: on one line, or on two where there is less room.
func (u *signup) short(c canvas, sh sheet.Sheet) {
	r := c.rect(sh.Areas.Short)
	if sh.Spec.Kind != sheet.Slip {
		u.typed.set(sh.Short, r.W, sizes{labelPrint, 10}, &u.problems).put(c.page, r.X, r.Y+u.ourHeight, r.W, centre)
		return
	}
	const half = len("7K3Q-X9M2-")
	y := r.Y
	for _, part := range []string{sh.Short[:half], sh.Short[half:]} {
		y = u.typed.set(part, r.W, sizes{smallPrint, labelPrint}, &u.problems).put(c.page, r.X, y, r.W, centre) + 1.5
	}
}

// ours says whose the organiser's code is, above the short code.
func (u *signup) ours(c canvas, sh sheet.Sheet) {
	r := c.rect(sh.Areas.Short)
	y := u.put(c.page, u.phrase(PhraseOrganiser), display.Rect{X: r.X, Y: r.Y, W: r.W, H: r.H - 12}, sizes{smallPrint, 9}, centre)
	u.ourHeight = y - r.Y + 3
}
