package layout

import (
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// PhotoSheetInput is the sheet on which people in photographs of an event say what these
// may be used for.
type PhotoSheetInput struct {
	Event   event.Event
	Lang    string
	Phrases Phrases
}

// The phrases of a sheet for photographs, besides those of the consent form.
const (
	PhrasePhotoSheet         = "photosheet.title"        // May we show photographs of you?
	PhrasePhotoSheetAsk      = "photosheet.ask"          // who asks, and that no is an answer
	PhrasePhotoSheetReport   = "photosheet.use.report"   // The report for those who paid for the event
	PhrasePhotoSheetCampaign = "photosheet.use.campaign" // The campaign
)

// The measures of a strip in points: the part that a person takes home, the white on each
// side of the lines to cut along, and the dashes of these.
const (
	photoKeep  = 138.0
	photoApart = 12.0
	photoDash  = 4.0
)

// PhotoSheet sets strips on A4, one for each person, so that nobody reads what another one
// wrote: what they say yes to, and beside it what they take home. It asks for each use by
// itself, and nothing is ticked before. The whole sheet is in one language: who signs reads
// all of it.
func (s *Setter) PhotoSheet(in PhotoSheetInput) Result {
	f := form{s: s, event: in.Event, lang: in.Lang, phrases: in.Phrases}
	title := f.phrase(PhrasePhotoSheet)
	f.lang = title.lang
	box := safeBox(A4, 15, 14, 14)
	own, home := box, box
	own.W, home.W = box.W-photoKeep-2*photoApart, photoKeep
	home.X = box.X + box.W - photoKeep
	rtl := rtlPage(f.lang)
	if rtl {
		own.X, home.X = home.X+photoKeep-own.W, box.X
	}
	strip := photoStrip{consent{form: f, rtl: rtl, box: own}, consent{form: f, rtl: rtl, box: home}}
	strip.write()
	var pages []*display.Page
	if broken := len(strip.one.problems.list) + len(strip.two.problems.list); strip.height() <= box.H && broken == 0 {
		pages = []*display.Page{strip.sheet(box)}
	} else { // the language is too wordy for columns
		long := photoStrip{consent{form: f, rtl: rtl, box: box}, consent{form: f, rtl: rtl, box: box}}
		long.write()
		pages = long.one.over(append(long.one.items, long.two.items...))
		strip = long
	}
	f.problems.list = append(strip.one.problems.list, strip.two.problems.list...)
	f.notes = strip.one.notes
	return f.result(pages, title.text)
}

// photoStrip is what one person gets: the part that the group keeps, and the one to take
// home.
type photoStrip struct{ one, two consent }

func (s *photoStrip) write() {
	c := &s.one
	title := c.words(PhrasePhotoSheet)
	title.role, title.tag = fonts.Display, display.H1
	c.text(0, c.s.set(title, c.box.W, 18, typeset.Balance, &c.problems))
	c.text(5, c.own())
	c.text(6, c.plain(c.filled(PhrasePhotoSheetAsk, c.event.Group), c.box.W))
	c.text(8, c.plain(c.words(PhraseConsentUses), c.box.W))
	for _, key := range []string{
		PhrasePhotoSheetReport, PhraseConsentUse + ".web", PhraseConsentUse + ".social", PhraseConsentUse + ".press", PhrasePhotoSheetCampaign,
	} {
		c.boxes(5, 1, []words{c.words(key)})
	}
	c.boxes(9, 1, []words{c.words(PhraseConsentShow)})
	c.signatures(24, PhraseConsentSign+".name", PhraseConsentSignature, PhraseConsentSign+".date")
	c.signatures(24, PhraseConsentSign+".guardian")

	home := &s.two
	head := home.words(PhraseConsentCopy + ".you")
	head.role, head.color = fonts.Bold, ink2
	home.text(0, home.plain(head, home.box.W))
	home.text(8, home.own())
	group := words{field: "group", lang: fonts.LangFor(home.event.Group, mainLang(home.event)), text: home.event.Group, role: fonts.Text, tag: display.P, color: ink}
	if strings.TrimSpace(group.text) != "" {
		home.text(5, home.plain(group, home.box.W))
	}
	home.text(10, home.plain(home.words(PhraseConsentWithdraw), home.box.W))
	home.line(8, PhraseConsentContact)
}

func (s *photoStrip) height() float64 { return max(stacked(s.one.items), stacked(s.two.items)) }

// stacked is the height of items under each other.
func stacked(items []consentItem) float64 {
	h := 0.0
	for i, item := range items {
		if i > 0 {
			h += item.gap
		}
		h += item.h
	}
	return h
}

// sheet draws as many strips as a page holds, with lines to cut along.
func (s *photoStrip) sheet(box display.Rect) *display.Page {
	p, h := A4.page(), s.height()
	n := max(1, int((box.H+2*photoApart)/(h+2*photoApart)))
	pitch := (box.H + 2*photoApart) / float64(n)
	for i := range n {
		y := box.Y + float64(pitch*float64(i))
		s.one.down(p, y, pitch-2*photoApart)
		s.two.down(p, y, stacked(s.two.items))
		x := s.two.box.X - photoApart
		if s.one.rtl {
			x = s.two.box.X + s.two.box.W + photoApart
		}
		dashes(p, display.Point{X: x, Y: y}, display.Point{X: x, Y: y + pitch - 2*photoApart})
		if i > 0 {
			dashes(p, display.Point{X: box.X, Y: y - photoApart}, display.Point{X: box.X + box.W, Y: y - photoApart})
		}
	}
	return p
}

// down draws items under each other within a height, with more white between them where
// there is room.
func (c *consent) down(p *display.Page, y, room float64) {
	const most = 1.7
	gaps := 0.0
	for _, item := range c.items[1:] {
		gaps += item.gap
	}
	ease := min(most, max(1, 1+(room-stacked(c.items))/gaps))
	for i, item := range c.items {
		if i > 0 {
			y += float64(item.gap * ease)
		}
		item.draw(p, y)
		y += item.h
	}
}

// over draws items under each other on as many pages as they need.
func (c *consent) over(items []consentItem) (pages []*display.Page) {
	y := 0.0
	for _, item := range items {
		if len(pages) == 0 || y+item.gap+item.h > c.box.Y+c.box.H {
			pages = append(pages, A4.page())
			y = c.box.Y
		} else {
			y += item.gap
		}
		item.draw(pages[len(pages)-1], y)
		y += item.h
	}
	return pages
}

// dashes draws a line to cut along, level or upright.
func dashes(p *display.Page, from, to display.Point) {
	var path display.Path
	dx, dy := 0.0, photoDash
	if to.X > from.X {
		dx, dy = photoDash, 0
	}
	for at := from; at.X+dx <= to.X && at.Y+dy <= to.Y; at.X, at.Y = at.X+2*dx, at.Y+2*dy {
		path.Move(at.X, at.Y)
		path.Line(at.X+dx, at.Y+dy)
	}
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: ink2, Width: 0.5}, display.End{})
}
