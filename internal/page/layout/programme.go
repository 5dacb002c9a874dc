package layout

import (
	"fmt"
	"math"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// The phrases of programmes.
const (
	PhraseProgramme  = "programme"             // its heading
	PhraseMinutes    = "programme.minutes"     // {n} min
	PhraseVoices     = "programme.voices"      // heading of what ambassadors say
	PhraseAboutDay   = "programme.about"       // heading of what the day is
	PhraseAboutText  = "programme.about.text"  // what the day is
	PhraseThanks     = "programme.thanks"      // heading
	PhraseThanksText = "programme.thanks.text" // to everyone who made the day
	PhraseNext       = "programme.next"        // heading over the code
)

// ProgrammeInput is what a programme says.
type ProgrammeInput struct {
	Event      event.Event
	Lang       string
	Theme      content.Theme
	Voices     []content.Voice // that may be used in print in Lang as they are
	Phrases    Phrases
	Code       Code // where guests go on; may be empty
	LargePrint bool // at least 18 pt
	SaveInk    bool
}

// The programme in millimetres and points.
const (
	programmeOuter, programmeFold = 13.0, 11.0 // margins of a panel
	programmeLeast, programmeMost = 12.0, 17.0
	programmeLarge                = 18.0
	programmeCode                 = 34.0 // with its quiet zone
)

// Programme sets a programme of four A5 pages on two sides of an A4 sheet, to be
// printed on both sides, turned on the short edge, and folded once. Pages run
// from right to left where the language does. A short running order without
// voices comes on one side: the cover, and everything else on the back.
func (s *Setter) Programme(in ProgrammeInput) Result {
	g := &programme{s: s, in: in, rtl: rtlPage(in.Lang)}
	g.read()
	pages, qr := g.choose()
	if len(pages) > 1 {
		g.notes.add("print", in.Lang, foundProgrammeFold)
	}
	text, _ := spoken(pages[0])
	return Result{Pages: pages, Problems: g.problems.list, Notes: g.notes.list, Alt: text, QRFromM: qr.fromM()}
}

// programme is one in the making.
type programme struct {
	s        *Setter
	in       ProgrammeInput
	rtl      bool
	problems problems
	notes    problems

	day, headline, title, date, clock, place, group shaped
	items                                           []programmeItem
	voices                                          []programmeVoice
	about, aboutDay, access, thanks, scan, address  shaped
	heads                                           map[string]shaped
}

// programmeItem is one point of the running order. What stands under its title is
// shaped as one line and as two.
type programmeItem struct{ at, title, lead, tall shaped }

// programmeVoice is what an ambassador says.
type programmeVoice struct{ quote, credit shaped }

// read takes all words and shapes them once.
func (g *programme) read() {
	ev, lang, main := g.in.Event, g.in.Lang, mainLang(g.in.Event)
	headline := ev.Texts.Headline
	if text, _ := headline.In(lang, main, "en"); text == "" {
		headline = event.Text{"en": g.in.Theme.Text}
	}
	g.headline = g.own("texts.headline", headline, fonts.Display, display.H1)
	g.title = g.own("title", ev.Title, fonts.Display, display.H2)
	g.about = g.own("texts.about", ev.Texts.About, fonts.Text, display.P)
	g.access = g.own("texts.access", ev.Texts.Access, fonts.Text, display.P)
	g.day = g.phrase(PhraseDay, fonts.Bold, display.P)
	g.aboutDay = g.phrase(PhraseAboutText, fonts.Text, display.P)
	g.thanks = g.phrase(PhraseThanksText, fonts.Text, display.P)
	g.date = g.shape("date", lang, locale.LongDate(lang, ev.Date), fonts.Bold, ink)
	if clock := locale.TimeRange(ev.Start, ev.End); clock != "" {
		clock = typeset.Isolate(clock) // in the order of figures, as on posters
		g.clock = g.shape("date", lang, clock, fonts.Bold, ink)
	}
	g.place = g.placeWords()
	g.group = g.shape("group", fonts.LangFor(ev.Group, main), ev.Group, fonts.Text, ink2)
	g.scan = g.phrase(PhraseScan, fonts.Text, display.P)
	g.address = g.shape("code", "en", strings.ReplaceAll(g.in.Code.Address, "/", "/\u200b"), fonts.Text, ink)
	g.heads = map[string]shaped{}
	for _, key := range []string{PhraseProgramme, PhraseVoices, PhraseAboutDay, PhraseThanks, PhraseNext, PhraseAccess} {
		g.heads[key] = g.phrase(key, fonts.Display, display.H2)
	}
	for i, it := range ev.Programme {
		g.items = append(g.items, g.item(fmt.Sprintf("programme.%d", i+1), it))
	}
	for i, v := range g.in.Voices {
		field := fmt.Sprintf("voices.%d", i+1)
		quote := g.shape(field, v.Lang, "“"+v.Quote+"”", fonts.Bold, plum)
		g.voices = append(g.voices, programmeVoice{quote, g.shape(field, v.Lang, v.CreditLine(), fonts.Text, ink2)})
	}
}

func (g *programme) shape(field, lang, text string, role fonts.Role, color display.Color) shaped {
	return g.s.shape(words{field: field, lang: lang, text: text, role: role, tag: display.P, color: color}, &g.problems)
}

// own takes the organisers' own words.
func (g *programme) own(field string, t event.Text, role fonts.Role, tag display.Role) shaped {
	text, got := pick(&g.problems, field, t, g.in.Event, g.in.Lang)
	sh := g.shape(field, got, text, role, ink)
	sh.tag = tag
	return sh
}

// phrase takes fixed words of the kit.
func (g *programme) phrase(key string, role fonts.Role, tag display.Role) shaped {
	text, got := g.in.Phrases.Phrase(key, g.in.Lang)
	if got != g.in.Lang {
		g.notes.add("phrases", g.in.Lang, foundNoWordsSome, tongue(g.in.Lang), tongue(got))
	}
	sh := g.shape("phrases", got, text, role, ink)
	sh.tag = tag
	return sh
}

// item takes a point of the running order: when, what, and under it who leads and
// how long it takes.
func (g *programme) item(field string, it event.ProgrammeItem) programmeItem {
	out := programmeItem{at: g.shape(field, "en", it.At, fonts.Bold, tealDark), title: g.own(field, it.Title, fonts.Bold, display.P)}
	var under []string
	lang := g.in.Lang
	if it.Lead != "" {
		lang = fonts.LangFor(it.Lead, lang)
		under = append(under, typeset.Isolate(it.Lead))
	}
	if it.Minutes > 0 {
		text, got := g.in.Phrases.Phrase(PhraseMinutes, g.in.Lang)
		under = append(under, typeset.Isolate(strings.ReplaceAll(text, "{n}", fmt.Sprint(it.Minutes))))
		lang = got
	}
	out.lead = g.shape(field, lang, strings.Join(under, " · "), fonts.Text, ink2)
	out.tall = g.shape(field, lang, strings.Join(under, "\n"), fonts.Text, ink2)
	return out
}

// placeWords says where in a line that breaks between its parts rather than inside
// them, if each part fits a line.
func (g *programme) placeWords() shaped {
	text := g.in.Event.Venue.Place()
	main := fonts.LangFor(text, mainLang(g.in.Event))
	parts := strings.Split(text, ", ")
	for i := range parts {
		parts[i] = strings.ReplaceAll(parts[i], " ", "\u00a0")
	}
	whole := g.shape("venue", main, strings.Join(parts, ", "), fonts.Text, ink)
	var wide problems
	if whole.set(g.panel(1).W, g.size(1), typeset.Greedy, &wide); len(wide.list) > 0 {
		return g.shape("venue", main, text, fonts.Text, ink)
	}
	return whole
}

// size is the size of text at an ease from 0, the least, to 1.
func (g *programme) size(ease float64) float64 {
	if g.in.LargePrint {
		return programmeLarge + 2*ease
	}
	return programmeLeast + (programmeMost-programmeLeast)*ease
}

// small is the size of what stands under something.
func (g *programme) small(ease float64) float64 {
	if g.in.LargePrint {
		return programmeLarge
	}
	return math.Max(programmeLeast, g.size(ease)-2)
}

// panel is the part of a sheet where the words of a page of the programme stand,
// counted from the cover, which is 1.
func (g *programme) panel(n int) display.Rect {
	half := display.MM(A4.H / 2)
	onLeft := n == 2 || n == 4
	if g.rtl {
		onLeft = !onLeft
	}
	outer, fold := display.MM(programmeOuter), display.MM(programmeFold)
	r := display.Rect{X: half + fold, Y: display.MM(SafeEndMM), W: half - outer - fold, H: display.MM(A4.W) - 2*display.MM(SafeEndMM)}
	if onLeft {
		r.X = outer
	}
	return r
}

// choose finds the largest text with which everything has a place: first on one
// side where that is enough, then on two.
func (g *programme) choose() ([]*display.Page, qrBlock) {
	if len(g.voices) == 0 {
		for ease := 1.0; ease > 0.3; ease -= 0.1 {
			if pages, qr, ok := g.short(ease); ok {
				return pages, qr
			}
		}
	}
	for {
		for ease := 1.0; ease > -0.05; ease -= 0.1 {
			if pages, qr, ok := g.long(math.Max(0, ease)); ok {
				return pages, qr
			}
		}
		if !g.giveUp() {
			pages, qr, _ := g.long(0)
			return pages, qr
		}
	}
}

// giveUp leaves something out that has no place at the least size: what the cover
// and the back cannot hold; else what the day is, then voices, and then the last
// points of the running order. It is false when nothing is left to leave out.
func (g *programme) giveUp() bool {
	zone := g.cover(A4Landscape.page(), 0)
	low, _, _ := g.lower(g.panel(4), 0)
	foot := g.panel(4).Y + g.panel(4).H - low.height
	switch {
	case zone.height() < 0 && g.headline.text != "":
		g.leaveOut(&g.headline)
	case zone.height() < 0 && g.title.text != "":
		g.leaveOut(&g.title)
	case foot < zone.bottom && g.access.text != "":
		g.leaveOut(&g.access)
	case g.aboutDay.text != "":
		g.aboutDay.text = "" // the kit's own words, which nobody misses
	case g.about.text != "":
		g.leaveOut(&g.about)
	case len(g.voices) > 0:
		g.leaveOut(&g.voices[len(g.voices)-1].quote)
		g.voices = g.voices[:len(g.voices)-1]
	case len(g.items) > 0:
		g.leaveOut(&g.items[len(g.items)-1].title)
		g.items = g.items[:len(g.items)-1]
	default:
		return false
	}
	return true
}

func (g *programme) leaveOut(w *shaped) {
	g.problems.add(w.field, g.in.Lang, foundProgrammeRow)
	w.text = ""
}
