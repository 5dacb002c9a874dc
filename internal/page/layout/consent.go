package layout

import (
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// ConsentInput is the form on which a person says what a group may do with a
// story and pictures.
type ConsentInput struct {
	Event   event.Event
	Lang    string
	Phrases Phrases
	Filled  ConsentFilled
}

// The phrases of the consent form. The owner decides, each use is asked by
// itself, nothing is ticked before, and a yes can be taken back.
const (
	PhraseConsentTitle     = "consent.title"
	PhraseConsentGroup     = "consent.group"    // who asks, and from which event
	PhraseConsentYours     = "consent.yours"    // whose the story is
	PhraseConsentWhat      = "consent.what"     // + .story, .photo, .recording
	PhraseConsentUses      = "consent.uses"     // tick each use that you say yes to
	PhraseConsentUse       = "consent.use"      // + . and a use of package content
	PhraseConsentName      = "consent.name"     // + .full, .first, .other, .none
	PhraseConsentShow      = "consent.show"     // show me before you use it
	PhraseConsentUntil     = "consent.until"    // when the yes ends
	PhraseConsentWithdraw  = "consent.withdraw" // what taking it back does, and what it cannot
	PhraseConsentContact   = "consent.contact"  // whom to tell
	PhraseConsentSignature = "consent.signature"
	PhraseConsentSign      = "consent.sign" // + .name, .date, .guardian
	PhraseConsentCopy      = "consent.copy" // + .group, .you
)

// consentPrint is the size of all words but the title, in points: that of clear
// print. A tick box is as large as those of the sign-up sheets.
const (
	consentPrint = 12.0
	consentBox   = 5 * display.PtPerMM
)

// Consent sets the form on A4 twice: a copy for the group and one for the person
// to keep. In long-winded languages a copy goes over two pages.
func (s *Setter) Consent(in ConsentInput) Result {
	c := &consent{filledIn: in.Filled, form: form{s: s, event: in.Event, lang: in.Lang, phrases: in.Phrases}}
	c.rtl = c.runs(PhraseConsentTitle)
	c.box = safeBox(A4, 18, 15, 15)
	c.write()
	var pages []*display.Page
	for _, copyFor := range []string{"group", "you"} {
		pages = append(pages, c.pages(PhraseConsentCopy+"."+copyFor)...)
	}
	return c.result(pages, c.phrase(PhraseConsentTitle).text)
}

// consent is a form in the making: items from the top down.
type consent struct {
	form
	filledIn ConsentFilled
	rtl      bool
	box      display.Rect
	items    []consentItem
}

// consentItem is a part of the form that stays together.
type consentItem struct {
	gap, h float64
	draw   func(p *display.Page, y float64)
}

func (c *consent) add(gap, h float64, draw func(p *display.Page, y float64)) {
	c.items = append(c.items, consentItem{gap, h, draw})
}

// write puts the parts in order.
func (c *consent) write() {
	title := c.words(PhraseConsentTitle)
	title.role, title.tag = fonts.Display, display.H1
	c.text(0, c.s.set(title, c.box.W, 21, typeset.Balance, &c.problems))
	c.text(7, c.plain(c.filled(PhraseConsentGroup, c.event.Group), c.box.W))
	c.text(3, c.own())
	c.callout(10, c.plain(c.words(PhraseConsentYours), c.box.W-14))
	c.said()
	c.question(PhraseConsentWhat)
	c.boxes(6, 3, c.choices(PhraseConsentWhat, "story", "photo", "recording"))
	c.question(PhraseConsentUses)
	for _, use := range content.Uses() {
		c.boxes(5, 1, c.choices(PhraseConsentUse, string(use)))
	}
	c.question(PhraseConsentName)
	c.boxes(6, 3, c.choices(PhraseConsentName, "full", "first", "none"))
	c.boxLine(4, PhraseConsentName+".other")
	c.boxes(12, 1, []words{c.words(PhraseConsentShow)})
	c.answered(8, PhraseConsentUntil, c.filledIn.Until)
	c.text(12, c.plain(c.words(PhraseConsentWithdraw), c.box.W))
	c.answered(4, PhraseConsentContact, c.filledIn.Contact)
	c.signatures(26, PhraseConsentSign+".name", PhraseConsentSignature, PhraseConsentSign+".date")
	c.signatures(26, PhraseConsentSign+".guardian")
}

func (c *consent) words(key string) words {
	w := c.phrase(key)
	w.color = ink
	return w
}

func (c *consent) filled(key, group string) words {
	w := c.words(key)
	w.text = strings.ReplaceAll(w.text, "{group}", typeset.Isolate(group))
	return w
}

func (c *consent) plain(w words, width float64) block {
	return c.s.set(w, width, consentPrint, typeset.Optimal, &c.problems)
}

// own names the event and its date.
func (c *consent) own() block {
	w := c.title()
	w.role, w.tag, w.color = fonts.Bold, display.P, ink
	if date := c.date(); date.text != "" {
		w.text = typeset.Isolate(w.text) + " · " + typeset.Isolate(date.text)
	}
	return c.plain(w, c.box.W)
}

func (c *consent) choices(key string, names ...string) []words {
	var out []words
	for _, name := range names {
		out = append(out, c.words(key+"."+name))
	}
	return out
}

func (c *consent) text(gap float64, b block) {
	c.add(gap, b.height(), func(p *display.Page, y float64) { b.put(p, c.box.X, y, c.box.W, start(c.rtl)) })
}

// question leads a group of boxes, in bold.
func (c *consent) question(key string) {
	w := c.words(key)
	w.role, w.tag = fonts.Bold, display.H2
	c.text(12, c.plain(w, c.box.W))
}

// ease is how much more white than the least stands between the parts, where the
// form leaves room on its page.
func (c *consent) ease(room float64) float64 {
	const most = 1.8
	h, gaps := 0.0, 0.0
	for i, item := range c.items {
		h += item.h
		if i > 0 {
			gaps += item.gap
		}
	}
	return min(most, max(1, (room-h)/gaps))
}

// pages draws a copy, on as many pages as it needs.
func (c *consent) pages(copyFor string) []*display.Page {
	var pages []*display.Page
	bottom, y, ease := c.box.Y+c.box.H, 0.0, 1.0
	for _, item := range c.items {
		gap := item.gap * ease
		if len(pages) == 0 || y+gap+item.h > bottom+0.01 {
			pages = append(pages, A4.page())
			y = c.head(pages[len(pages)-1], copyFor)
			ease = c.ease(bottom - y)
		} else {
			y += gap
		}
		item.draw(pages[len(pages)-1], y)
		y += item.h
	}
	return pages
}
