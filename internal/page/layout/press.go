package layout

import (
	"strconv"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// PressInput is what a group tells the press about its event.
type PressInput struct {
	Event   event.Event
	Lang    string
	Phrases Phrases
	Embargo string         // 2026-12-10: not for use before that day; empty for use at once
	Contact string         // whom the press may ask; empty for lines to write on
	Address string         // of the public page; empty for none
	Voice   *content.Voice // whose words are quoted, as they may be in the press; nil for nobody's
	Notes   []content.Fact // for editors, about the day
}

// The phrases of a press notice.
const (
	PhrasePress        = "press.title"   // Press notice
	PhrasePressNow     = "press.now"     // For use at once
	PhrasePressEmbargo = "press.embargo" // Not for use before {date}
	PhrasePressLead    = "press.lead"    // {group} invites everybody to {title} on {date}, at {place}.
	PhrasePressSaid    = "press.said"    // {name} says:
	PhrasePressAccess  = "press.access"  // At the venue: {list}.
	PhrasePressPage    = "press.page"    // More, and how to come: {address}
	PhrasePressEnds    = "press.ends"    // End
	PhrasePressContact = "press.contact" // For the press: whom to ask
	PhrasePressNotes   = "press.notes"   // Notes for editors
	PhrasePressSource  = "press.source"  // Source: {source}
)

const (
	pressApart = 11.0 // between paragraphs
	pressLine  = 26.0 // to write on
)

// PressNotice sets a notice for the press on A4: when it may be used, what, when and
// where, somebody's words, whom to ask, and notes about the day with their sources. More
// than a page is told.
func (s *Setter) PressNotice(in PressInput) Result {
	r := &pressNotice{riskSheet{form: form{s: s, event: in.Event, lang: in.Lang, phrases: in.Phrases}}, in}
	r.rtl = r.runs(PhrasePress)
	r.box = safeBox(A4, 18, 15, 26)
	r.top()
	r.story()
	r.quotation()
	r.ending()
	pages := r.pages()
	if len(pages) > 1 {
		r.notes.add("press", in.Lang, foundPressLong, len(pages))
	}
	return r.result(pages, r.phrase(PhrasePress).text+": "+r.title().text+".")
}

// pressNotice is a notice in the making.
type pressNotice struct {
	riskSheet
	in PressInput
}

func (r *pressNotice) add(rows ...riskRow) { r.groups = append(r.groups, rows) }

// paragraph adds words under the others.
func (r *pressNotice) paragraph(gap float64, w words) {
	if w.text != "" {
		r.add(r.text(gap, r.set(w, r.box.W)))
	}
}

// filled takes a fixed phrase with fields put into it.
func (r *pressNotice) filled(key string, fields ...string) words {
	w := r.words(key)
	for i := 0; i+1 < len(fields); i += 2 {
		w.text = strings.ReplaceAll(w.text, fields[i], typeset.Isolate(fields[i+1]))
	}
	return w
}

// top is what it is and from when it may be used, then the event's title.
func (r *pressNotice) top() {
	kind := r.strong(PhrasePress)
	kind.color = tealDark
	width := r.box.W - emblemW - 10
	b := r.set(kind, width)
	r.add(riskRow{0, max(b.height(), emblemH), func(p *display.Page, y float64) {
		emblem(p, display.Rect{X: r.box.X, Y: y, W: r.box.W}, r.rtl, 0)
		b.put(p, r.at(0, width), y, width, start(r.rtl))
	}})
	when := r.words(PhrasePressNow)
	if r.in.Embargo != "" {
		when = r.words(PhrasePressEmbargo)
		when = r.filled(PhrasePressEmbargo, "{date}", locale.LongDate(when.lang, r.in.Embargo))
	}
	when.role = fonts.Bold
	r.paragraph(4, when)
	title := r.title()
	title.color = ink
	r.add(r.text(16, r.s.set(title, r.box.W, 24, typeset.Balance, &r.problems)))
}

// story is what, when and where in a sentence, the organisers' own description, and what
// the venue offers.
func (r *pressNotice) story() {
	ev := r.event
	lead := r.words(PhrasePressLead)
	date := locale.LongDate(lead.lang, ev.Date)
	if hours := locale.TimeRange(ev.Start, ev.End); hours != "" {
		date += ", " + hours
	}
	lead = r.filled(PhrasePressLead, "{group}", ev.Group, "{title}", r.title().text, "{date}", date, "{place}", ev.Venue.Place())
	lead.role = fonts.Bold
	r.paragraph(12, lead)
	about, lang := pick(&r.problems, "texts.about", ev.Texts.About, ev, r.lang)
	r.paragraph(pressApart, words{field: "texts.about", lang: lang, text: about, role: fonts.Text, tag: display.P, color: ink})
	r.offers()
	if r.in.Address != "" {
		r.paragraph(pressApart, r.filled(PhrasePressPage, "{address}", r.in.Address))
	}
}

// offers is what the venue has, in the language of the sentence around it: a line of two
// languages that run in opposite directions cannot be read.
func (r *pressNotice) offers() {
	if len(r.event.Venue.Access) == 0 {
		return
	}
	w := r.words(PhrasePressAccess)
	var list []string
	for _, a := range r.event.Venue.Access {
		text, _ := r.phrases.Phrase(PhraseAccess+"."+string(a), w.lang)
		list = append(list, typeset.Isolate(text))
	}
	w.text = strings.ReplaceAll(w.text, "{list}", strings.Join(list, ", "))
	r.paragraph(pressApart, w)
}

// quotation is somebody's words as they said them, and who they are.
func (r *pressNotice) quotation() {
	v := r.in.Voice
	if v == nil {
		return
	}
	who := linked(v.CreditLine(), linked(v.Role, year(v.Year), ", "), ", ")
	said := words{field: "voice", lang: v.Lang, text: "“" + curled(v.Quote) + "”", role: fonts.Text, tag: display.P, color: ink}
	intro := r.filled(PhrasePressSaid, "{name}", who)
	r.add(r.text(pressApart+3, r.set(intro, r.box.W)), r.text(5, r.s.set(said, r.box.W, riskPrint+1, typeset.Optimal, &r.problems)))
}

func year(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}

// linked puts two parts together, each of which may be missing.
func linked(a, b, between string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + between + b
}

// ending is whom to ask, and notes about the day with their sources.
func (r *pressNotice) ending() {
	end := r.words(PhrasePressEnds)
	end.color = ink2
	r.paragraph(pressApart+3, end)
	r.add(r.ruler(), r.heading(PhrasePressContact), r.contact())
	if len(r.in.Notes) == 0 {
		return
	}
	rows := []riskRow{r.ruler(), r.heading(PhrasePressNotes)}
	for _, n := range r.in.Notes {
		w := words{field: "facts", lang: "en", text: n.Text, role: fonts.Text, tag: display.P, color: ink}
		source := r.filled(PhrasePressSource, "{source}", linked(n.Source, n.SourceDate, ", "))
		source.color = ink2
		rows = append(rows, r.text(7, r.set(w, r.box.W)), r.text(2, r.set(source, r.box.W)))
	}
	r.add(rows...)
}

func (r *pressNotice) ruler() riskRow {
	return riskRow{planPart, 1, func(p *display.Page, y float64) { drawRule(p, r.box.X, r.box.X+r.box.W, y, line) }}
}

func (r *pressNotice) heading(key string) riskRow {
	head := r.strong(key)
	head.tag, head.color = display.H2, tealDark
	return r.text(7, r.set(head, r.box.W))
}

// contact is whom the press may ask, or two lines to write on.
func (r *pressNotice) contact() riskRow {
	if r.in.Contact == "" {
		return riskRow{0, 2 * pressLine, func(p *display.Page, y float64) {
			drawRule(p, r.box.X, r.box.X+r.box.W, y+pressLine, ink)
			drawRule(p, r.box.X, r.box.X+r.box.W, y+2*pressLine, ink)
		}}
	}
	own := r.own(linked(r.event.Group, r.in.Contact, " · "))
	own.field = "contact"
	return r.text(6, r.set(own, r.box.W))
}
