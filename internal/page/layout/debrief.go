package layout

import (
	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/feedback"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// DebriefInput is the sheet for the crew's talk afterwards.
type DebriefInput struct {
	Event   event.Event
	Lang    string
	Phrases Phrases
}

// The phrases of the sheet: + . and a key of package feedback for each question.
const (
	PhraseDebrief       = "debrief"
	PhraseDebriefTitle  = "debrief.title"
	PhraseDebriefIntro  = "debrief.intro"
	PhraseDebriefCounts = "debrief.counts"
	PhraseDebriefAlone  = "debrief.concern.how" // who is given the page about care and safety
)

// debriefCounts are the counts of the day in pairs that share a line; the one that is
// alone takes all of it.
var debriefCounts = [][]string{{"children", "adults"}, {"volunteers", "hours"}, {"posters-up", "posters-down"}, {"heard"}}

// The measures of the sheet in points: words of clear print, and lines for a hand.
const (
	debriefPrint = 12.0
	debriefLine  = 27.0
	debriefApart = 20.0
	debriefLines = 3 // for each question, at least
)

// Debrief sets the crew's sheet on A4: the counts of the day and four questions on a
// page, and care and safety on one of its own, so that it can be handed to the care
// contact alone.
func (s *Setter) Debrief(in DebriefInput) Result {
	d := &debrief{form: form{s: s, event: in.Event, lang: in.Lang, phrases: in.Phrases}}
	d.rtl = d.runs(PhraseDebriefTitle)
	d.box = safeBox(A4, 18, 15, 16)
	open, alone := d.begin(), d.begin()
	y := d.head(open, PhraseDebriefIntro)
	y = d.counts(open, y+debriefApart)
	var asked, private []feedback.CrewQuestion
	for _, q := range feedback.CrewQuestions() {
		if q.Private {
			private = append(private, q)
		} else {
			asked = append(asked, q)
		}
	}
	d.questions(open, y+debriefApart, asked)
	d.questions(alone, d.head(alone, PhraseDebriefAlone)+debriefApart, private)
	return d.result([]*display.Page{open, alone}, d.phrase(PhraseDebriefTitle).text+": "+d.title().text+".")
}

// debrief is a sheet in the making.
type debrief struct {
	form
	rtl bool
	box display.Rect
}

func (d *debrief) begin() *display.Page { return A4.page() }

func (d *debrief) plain(w words, width float64) block {
	w.color = ink
	return d.s.set(w, width, debriefPrint, typeset.Optimal, &d.problems)
}

// head is the title beside the emblem, the event, and what the page is for; it gives
// where the rest begins.
func (d *debrief) head(p *display.Page, what string) float64 {
	emblem(p, d.box, d.rtl, 1)
	title := d.phrase(PhraseDebriefTitle)
	title.role, title.tag, title.color = fonts.Display, display.H1, ink
	width := d.box.W - emblemW - 10
	x := d.box.X
	if d.rtl {
		x += d.box.W - width
	}
	y := d.s.set(title, width, 21, typeset.Balance, &d.problems).put(p, x, d.box.Y, width, start(d.rtl)) + 8
	own := d.title()
	own.role, own.tag = fonts.Bold, display.P
	if date := d.date(); date.text != "" {
		own.text = typeset.Isolate(own.text) + " · " + typeset.Isolate(date.text)
	}
	y = d.plain(own, d.box.W).put(p, d.box.X, y, d.box.W, start(d.rtl)) + 6
	return d.plain(d.phrase(what), d.box.W).put(p, d.box.X, y, d.box.W, start(d.rtl))
}

// counts are lines to write numbers on, two side by side.
func (d *debrief) counts(p *display.Page, y float64) float64 {
	y = d.ask(p, y, PhraseDebriefCounts)
	const gap = 24.0
	for _, pair := range debriefCounts {
		width := (d.box.W - gap*float64(len(pair)-1)) / float64(len(pair))
		low := y
		for i, key := range pair {
			x := d.box.X + (width+gap)*float64(i)
			if d.rtl {
				x = d.box.X + d.box.W - width - (width+gap)*float64(i)
			}
			low = max(low, d.count(p, x, y, width, key))
		}
		y = low
	}
	return y
}

// count is words with a line to write on after them, and gives its bottom.
func (d *debrief) count(p *display.Page, x, y, width float64, key string) float64 {
	const beside, least = 8.0, 60.0
	b := d.plain(d.phrase(PhraseDebrief+"."+key), width-least-beside)
	h := max(debriefLine, b.height()+8)
	b.put(p, x, y+h-b.height(), width, start(d.rtl))
	from, to := x+b.widest()+beside, x+width
	if d.rtl {
		from, to = x, x+width-b.widest()-beside
	}
	drawRule(p, from, to, y+h, ink2)
	return y + h
}

// ask sets a question and gives its bottom.
func (d *debrief) ask(p *display.Page, y float64, key string) float64 {
	w := d.phrase(key)
	w.role, w.tag, w.color = fonts.Bold, display.H2, ink
	return d.s.set(w, d.box.W, debriefPrint+1, typeset.Balance, &d.problems).put(p, d.box.X, y, d.box.W, start(d.rtl))
}

// questions shares what is left of a page between questions with lines to write on.
func (d *debrief) questions(p *display.Page, y float64, all []feedback.CrewQuestion) {
	room := (d.box.Y + d.box.H - y) / float64(len(all))
	for i, q := range all {
		low := y + room*float64(i+1)
		at := d.ask(p, y+room*float64(i), PhraseDebrief+"."+q.Key)
		if low-at < debriefLine*debriefLines+debriefApart {
			d.problems.add("phrases", d.lang, foundWordsLeftOut, d.phrase(PhraseDebrief+"."+q.Key).text)
			continue
		}
		for line := at + debriefLine; line <= low-debriefApart+0.01 || i == len(all)-1 && line <= low; line += debriefLine {
			drawRule(p, d.box.X, d.box.X+d.box.W, line, ink2)
		}
	}
}
