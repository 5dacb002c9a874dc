package layout

import (
	"fmt"
	"slices"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// The phrases of conversation cards. Questions are numbered from 1: card.q.1. They
// ask for nothing that somebody may have to hide or would rather not tell: no
// status, no nationality, no religion, no road that somebody came by.
const (
	PhraseCardTitle    = "card.howto.title"
	PhraseCardHowto    = "card.howto"
	PhraseCardQuestion = "card.q" // + . and a number
	PhraseCardOwn      = "card.own"
)

// CardsInput asks for conversation cards.
type CardsInput struct {
	Event   event.Event
	Lang    string
	Second  string // under the first on each card; empty for none
	Phrases Phrases
	SaveInk bool
}

// The cards, in millimetres, and the sizes of their words in points.
const (
	cardW, cardH           = 92.0, 66.0
	cardInset              = 7.0
	cardRibbon, cardFoot   = 8.0, 6.5 // height of the braid, and paper under it
	cardLeast, cardMost    = 12.0, 23.0
	cardTitleMost          = 17.0
	cardTextMost           = 13.5
	maxCards               = 200
	cardSecondMost         = 17.0
	cardColumns, cardLines = 2, 4
)

// Cards sets conversation cards, eight on A4 with marks to cut along: first how
// they are used, then one question each.
func (s *Setter) Cards(in CardsInput) Result {
	c := &cards{s: s, in: in, grid: cutGrid{sheet: A4, w: cardW, h: cardH, cols: cardColumns, rows: cardLines}}
	var pages []*display.Page
	list := c.read()
	c.rtl = len(list) > 0 && rtlPage(list[0].texts[0].lang)
	for i, card := range list {
		if i%c.grid.cells() == 0 {
			pages = append(pages, c.sheet(len(pages), min(len(list)-i, c.grid.cells())))
		}
		c.draw(pages[len(pages)-1], c.grid.cell(i, c.rtl), card)
	}
	alt := ""
	if len(list) > 0 {
		alt = fmt.Sprintf("%s: %d", list[0].texts[0].text, len(list))
	}
	return Result{Pages: pages, Problems: c.problems.list, Notes: c.notes.list, Alt: alt}
}

// cards is a deck in the making.
type cards struct {
	s        *Setter
	in       CardsInput
	grid     cutGrid
	rtl      bool
	problems problems
	notes    problems
}

// card is what one card says: a question in one or two languages, how the cards
// are used in one, or a place for a question of one's own.
type card struct {
	kind  cardKind
	texts []shaped
}

type cardKind int

const (
	cardQuestion cardKind = iota
	cardHowto
	cardOwn
)

// read takes all that the deck says, and fills the last sheet with places for
// questions of one's own. A card whose words are missing in the second language
// is in the first one alone.
func (c *cards) read() (out []card) {
	title, rules := c.both(PhraseCardTitle, fonts.Display), c.both(PhraseCardHowto, fonts.Text)
	for i := range min(len(title), len(rules)) {
		out = append(out, card{kind: cardHowto, texts: []shaped{title[i], rules[i]}})
	}
	for i := 1; i < maxCards; i++ {
		q := c.both(fmt.Sprintf("%s.%d", PhraseCardQuestion, i), fonts.Display)
		if len(q) == 0 {
			break
		}
		out = append(out, card{texts: q})
	}
	own := c.both(PhraseCardOwn, fonts.Display)
	for len(own) > 0 && len(out)%c.grid.cells() > 0 {
		out = append(out, card{kind: cardOwn, texts: own})
	}
	return out
}

// both takes a phrase in the languages of the deck.
func (c *cards) both(key string, role fonts.Role) (out []shaped) {
	for i, lang := range []string{c.in.Lang, c.in.Second} {
		if lang == "" || i == 1 && lang == c.in.Lang {
			continue
		}
		text, got := c.in.Phrases.Phrase(key, lang)
		if text == "" || i == 1 && got == lang && len(out) > 0 && got == out[0].lang {
			return out // what the first language borrowed is not said twice
		}
		if got != lang {
			c.notes.add("phrases", lang, foundNoWords, tongue(lang))
			if i == 1 {
				continue
			}
		}
		w := words{field: "phrases", lang: got, text: text, role: role, tag: display.P, color: ink}
		if i == 1 {
			w.color = tealDark
		}
		out = append(out, c.s.shape(w, &c.problems))
	}
	return out
}

// sheet begins a page: the braids that run through its rows of cards, and the cut
// marks. A braid does not mind where exactly the cut comes.
func (c *cards) sheet(n, used int) *display.Page {
	p := A4.page()
	for row := range (used + c.grid.cols - 1) / c.grid.cols {
		at := c.grid.row(row)
		if left := used - row*c.grid.cols; left < c.grid.cols {
			at = c.grid.cell(row*c.grid.cols, c.rtl)
		}
		at.Y += at.H - display.MM(cardRibbon+cardFoot)
		at.H = display.MM(cardRibbon)
		seed := fmt.Sprintf("%s card %d", c.in.Event.ID, n*c.grid.rows+row)
		ribbonBraid(p, ribbonLook{seed: seed, strands: 3, hollow: c.in.SaveInk, mirrored: c.rtl}, at)
	}
	c.grid.marks(p)
	return p
}

// draw sets a card's words between its top and its braid.
func (c *cards) draw(p *display.Page, at display.Rect, card card) {
	inset := display.MM(cardInset)
	room := display.Rect{X: at.X + inset, Y: at.Y + inset, W: at.W - 2*inset, H: at.H - inset - display.MM(cardRibbon+cardFoot+5)}
	blocks, gap := c.fit(card, room)
	h := -gap
	for _, b := range blocks {
		h += b.height() + gap
	}
	y := room.Y + max(0, room.H-h)*0.42
	if card.kind == cardOwn {
		y = room.Y
	}
	for _, b := range blocks {
		y = b.put(p, room.X, y, room.W, start(b.rtl)) + gap
	}
	if card.kind == cardOwn {
		writingLines(p, display.Rect{X: room.X, Y: y, W: room.W, H: room.Y + room.H - y})
	}
}

// writingLines rules a box with lines to write on, 9 mm apart.
func writingLines(p *display.Page, in display.Rect) {
	var path display.Path
	for y := in.Y + display.MM(9); y <= in.Y+in.H+0.01; y += display.MM(9) {
		path.Move(in.X, y)
		path.Line(in.X+in.W, y)
	}
	if len(path) > 0 {
		p.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: line, Width: 0.75}, display.End{})
	}
}

// fit finds the largest size at which all of a card's texts stand under one
// another; a text that has no room at 12 pt is left out, the last one first.
func (c *cards) fit(card card, room display.Rect) ([]block, float64) {
	for texts := card.texts; len(texts) > 0; texts = texts[:len(texts)-1] {
		for ease := 1.0; ease > -0.01; ease -= 0.05 {
			if blocks, gap, ok := c.at(texts, card.kind, room, ease); ok {
				return c.unlone(texts, card.kind, room, ease, blocks, gap)
			}
		}
		last := texts[len(texts)-1]
		c.problems.add(last.field, last.lang, foundWordsLeftOut, last.text)
	}
	return nil, 0
}

// unlone gives up a little size where that spares a text a last line of one word.
func (c *cards) unlone(texts []shaped, kind cardKind, room display.Rect, ease float64, blocks []block, gap float64) ([]block, float64) {
	const most = 0.3
	if !slices.ContainsFunc(blocks, block.lone) {
		return blocks, gap
	}
	for less := ease - 0.05; less > max(0, ease-most); less -= 0.05 {
		if again, near, ok := c.at(texts, kind, room, less); ok && !slices.ContainsFunc(again, block.lone) {
			return again, near
		}
	}
	return blocks, gap
}

// at sets texts between their least and largest sizes.
func (c *cards) at(texts []shaped, kind cardKind, room display.Rect, ease float64) (blocks []block, gap float64, ok bool) {
	var wide problems
	gap = 5 + 7*ease
	h := -gap
	ok = true
	for i, w := range texts {
		mode := typeset.Balance
		if w.role == fonts.Text {
			mode = typeset.Optimal
		}
		most := cardSize(kind, i, len(texts))
		b := w.set(room.W, cardLeast+(most-cardLeast)*ease, mode, &wide)
		ok = ok && (len(b.lines) <= 4 || ease < 0.4)
		blocks = append(blocks, b)
		h += b.height() + gap
	}
	return blocks, gap, ok && h <= room.H && len(wide.list) == 0
}

// cardSize is the largest size of a card's text.
func cardSize(kind cardKind, i, n int) float64 {
	switch {
	case kind == cardOwn, kind == cardHowto && i == 0:
		return cardTitleMost
	case kind == cardHowto:
		return cardTextMost
	case n > 1:
		return cardSecondMost
	}
	return cardMost
}
