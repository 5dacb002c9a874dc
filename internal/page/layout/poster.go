package layout

import (
	"math"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// Design is a family of posters.
type Design string

// The designs.
const (
	Weave  Design = "weave"  // the headline over a braid
	Voice  Design = "voice"  // an ambassador's words lead
	Circle Design = "circle" // two languages as equals within the braid
	Plain  Design = "plain"  // large print, little ink
)

// Designs lists the designs in the order they are offered.
func Designs() []Design { return []Design{Weave, Voice, Circle, Plain} }

// Photo is a picture with the point that a crop must keep, in shares of its width
// and height from the top left corner.
type Photo struct {
	Picture        *display.Picture
	FocusX, FocusY float64
	Alt            event.Text
	Credit         string
}

// PosterInput is what a poster says. A hidden address stays off it.
type PosterInput struct {
	Design  Design // empty means Weave
	Event   event.Event
	Lang    string
	Second  string // the other language of Circle; empty for none
	Theme   content.Theme
	Voice   *content.Voice // whose words lead in Voice; may be used in Lang as it is
	Photo   *Photo         // nil for none
	Phrases Phrases
	Code    Code
	SaveInk bool // no filled grounds, hollow strands
}

// Poster sets the weave: a headline over a braid that is the event's own, and
// under it what, when, where and the code to sign up.
func (s *Setter) Poster(in PosterInput, paper Format) Result {
	p := newPoster(s, in, paper)
	plan := p.choose()
	p.draw(plan)
	p.problems.list = append(p.problems.list, plan.problems.list...)
	return Result{
		Pages: []*display.Page{p.page}, Problems: p.problems.list, Notes: p.notes.list, Alt: p.alt(),
		ReadsFromM: p.readsFrom(plan), QRFromM: plan.qr.fromM(),
	}
}

// poster is a weave poster in the making.
type poster struct {
	s        *Setter
	in       PosterInput
	page     *display.Page
	k        float64 // scale of A4
	margin   float64
	rtl      bool
	problems problems
	notes    problems

	day, headline, title, about, date, clock, place, hidden, access, signup, scan, address, foot, group words
}

func newPoster(s *Setter, in PosterInput, paper Format) *poster {
	p := &poster{s: s, in: in, page: paper.page(), k: paper.scale(), rtl: rtlPage(in.Lang)}
	p.margin = display.MM(14) * p.k
	p.readWords()
	p.readFacts()
	return p
}

// readWords takes the organisers' own words.
func (p *poster) readWords() {
	ev, lang := p.in.Event, p.in.Lang
	field := func(name string, t event.Text, role fonts.Role, tag display.Role) words {
		text, got := pick(&p.problems, name, t, ev, lang)
		return words{field: name, lang: got, text: text, role: role, tag: tag, color: ink}
	}
	headline := ev.Texts.Headline
	if text, _ := headline.In(lang, mainLang(ev), "en"); text == "" {
		headline = event.Text{"en": p.in.Theme.Text}
	}
	p.headline = field("texts.headline", headline, fonts.Display, display.H1)
	p.title = field("title", ev.Title, fonts.Display, display.H2)
	p.about = field("texts.about", ev.Texts.About, fonts.Text, display.P)
	p.access = field("texts.access", ev.Texts.Access, fonts.Text, display.P)
	if p.access.text == "" {
		p.access = p.accessPhrases()
	}
}

// readFacts takes what is the same in every language, and the fixed phrases.
func (p *poster) readFacts() {
	ev, lang := p.in.Event, p.in.Lang
	main := mainLang(ev)
	p.day = p.phrase(PhraseDay, fonts.Bold)
	p.signup = p.phrase(PhraseSignup, fonts.Bold)
	p.scan = p.phrase(PhraseScan, fonts.Text)
	if ev.Venue.HideAddress {
		p.hidden = p.phrase(PhraseHidden, fonts.Text)
	}
	p.date = words{field: "date", lang: lang, text: locale.LongDate(lang, ev.Date), role: fonts.Bold, tag: display.P, color: ink}
	p.clock = p.date
	p.clock.text = locale.TimeRange(ev.Start, ev.End)
	p.place = words{field: "venue", lang: main, text: place(ev.Venue), role: fonts.Text, tag: display.P, color: ink}
	p.address = words{field: "code", lang: "en", text: p.in.Code.Address, role: fonts.Text, tag: display.P, color: ink}
	p.foot = p.day
	p.foot.role, p.foot.color = fonts.Text, ink2
	if p.in.Theme.Hashtag != "" {
		p.foot.text += " · " + typeset.Isolate(p.in.Theme.Hashtag)
	}
	p.group = words{field: "group", lang: main, text: ev.Group, role: fonts.Text, tag: display.P, color: ink2}
}

// phrase takes a fixed phrase; that it is in English is worth a note, but nothing
// that the organisers can put right.
func (p *poster) phrase(key string, role fonts.Role) words {
	text, got := p.in.Phrases.Phrase(key, p.in.Lang)
	if got != p.in.Lang {
		p.notes.add("phrases", p.in.Lang, "the kit's fixed words are not reviewed in %s yet; %s is printed", nameOf(p.in.Lang), nameOf(got))
	}
	return words{field: "phrases", lang: got, text: text, role: role, tag: display.P, color: ink}
}

// accessPhrases names what the venue offers, where the organisers wrote no line
// of their own.
func (p *poster) accessPhrases() words {
	out := words{field: "venue.access", lang: p.in.Lang, role: fonts.Text, tag: display.P, color: ink}
	var parts []string
	for _, a := range p.in.Event.Venue.Access {
		w := p.phrase(PhraseAccess+"."+string(a), fonts.Text)
		if w.text != "" {
			parts = append(parts, strings.ReplaceAll(w.text, " ", "\u00a0"))
			out.lang = w.lang
		}
	}
	out.text = strings.Join(parts, " · ")
	return out
}

// place is one line that says where, its postcode kept in one piece.
func place(v event.Venue) string {
	postcode := strings.TrimSpace(v.Postcode)
	return strings.Replace(v.Place(), postcode, strings.ReplaceAll(postcode, " ", "\u00a0"), 1)
}

// alt describes the poster to somebody who does not see it.
func (p *poster) alt() string {
	var parts []string
	for _, w := range []words{p.headline, p.title, p.about, p.date, p.clock, p.place, p.access} {
		if text := strings.TrimRight(strings.TrimSpace(w.text), ".。።۔।"); text != "" {
			parts = append(parts, text)
		}
	}
	if p.in.Code.Address != "" {
		parts = append(parts, strings.TrimSpace(p.signup.text+": "+p.in.Code.Address))
	}
	return strings.Join(parts, ". ") + "."
}

// readsFrom is the distance from which the least legible of what matters reads.
func (p *poster) readsFrom(plan posterPlan) float64 {
	m := math.Inf(1)
	for _, b := range []block{plan.title, plan.date, plan.place, plan.headline} {
		m = math.Min(m, p.s.readsFrom(b, 200))
	}
	for _, b := range []block{plan.about, plan.access} {
		m = math.Min(m, p.s.readsFrom(b, 300))
	}
	if math.IsInf(m, 1) {
		return 0
	}
	return math.Round(m*10) / 10
}
