package layout

import (
	"strconv"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// DoorPlanInput is who stands where and what to do. What is empty is a line to write on, or
// where Named is false and it would say who somebody is, words that say so.
type DoorPlanInput struct {
	Event     event.Event
	Lang      string
	Phrases   Phrases
	Named     bool // it says names, phones and the code word
	Posts     []DoorPlanPost
	QuietRoom string
	Steps     []string // what to do when a hostile visitor comes
	OwnSteps  bool     // the group wrote them
	CodeWord  string
	Police    string
	Carers    []DoorPlanCarer
}

// DoorPlanPost is a place with what is done there and who stands there.
type DoorPlanPost struct{ Place, What, Who string }

// DoorPlanCarer is somebody to turn to; For is guests, speakers or crew.
type DoorPlanCarer struct{ For, Words string }

// The phrases of a door plan.
const (
	PhraseGuardTitle  = "guard.title"  // Door plan
	PhraseGuardCrew   = "guard.crew"   // For the crew. Not for the wall.
	PhraseGuardPosts  = "guard.posts"  // Who stands where
	PhraseGuardTwo    = "guard.two"    // Nobody stands alone.
	PhraseGuardQuiet  = "guard.quiet"  // Quiet room
	PhraseGuardSteps  = "guard.steps"  // If a hostile visitor comes
	PhraseGuardStep   = "guard.step"   // + .1 to .5
	PhraseGuardCode   = "guard.code"   // Code word; + .known: the crew know it
	PhraseGuardPolice = "guard.police" // Police; + .numbers
	PhraseGuardCare   = "guard.care"   // Whom to turn to; + .guests, .speakers, .crew
	PhraseGuardBack   = "guard.back"   // Give this sheet back after the event
)

// GuardStepCount is how many steps the phrases have.
const GuardStepCount = 5

// doorPlan is a door plan in the making, of the same rows as a risk sheet.
type doorPlan struct {
	riskSheet

	in DoorPlanInput
}

// DoorPlan sets the door plan on A4, as many pages as it needs. It is for the crew alone and
// says so on its first page.
func (s *Setter) DoorPlan(in DoorPlanInput) Result {
	g := &doorPlan{riskSheet: riskSheet{form: form{s: s, event: in.Event, lang: in.Lang, phrases: in.Phrases}}, in: in}
	g.rtl = g.runs(PhraseGuardTitle)
	g.box = safeBox(A4, 18, 15, 26)
	g.titled(PhraseGuardTitle)
	g.crewOnly()
	g.posts()
	g.section(PhraseGuardQuiet, g.said(in.QuietRoom))
	g.steps()
	g.secrets()
	g.care()
	last := &g.groups[len(g.groups)-1] // so that it is not alone on a page
	*last = append(*last, g.text(riskApart+4, g.set(g.words(PhraseGuardBack), g.box.W)))
	pages := g.pages()
	return g.result(pages, g.phrase(PhraseGuardTitle).text)
}

// crewOnly is a bar with words that the sheet is for the crew.
func (g *doorPlan) crewOnly() {
	const pad = 8.0
	b := g.set(g.strong(PhraseGuardCrew), g.box.W-2*pad)
	h := b.height() + 2*pad
	row := riskRow{10, h, func(p *display.Page, y float64) {
		box := display.Rect{X: g.box.X, Y: y, W: g.box.W, H: h}
		p.Add(display.Tag{Artifact: true}, display.Stroke{Path: display.RectPath(box), Color: ink, Width: 1.5}, display.End{})
		b.put(p, g.box.X+pad, y+pad, g.box.W-2*pad, start(g.rtl))
	}}
	g.groups[0] = append(g.groups[0], row)
}

// heading begins a part of the sheet.
func (g *doorPlan) heading(key string) []riskRow {
	w := g.strong(key)
	w.tag = display.H2
	return []riskRow{
		{riskApart, 1, func(p *display.Page, y float64) { drawRule(p, g.box.X, g.box.X+g.box.W, y, line) }},
		g.text(9, g.set(w, g.box.W)),
	}
}

// section is a heading with words under it, or a line to write on.
func (g *doorPlan) section(key string, w words) {
	rows := g.heading(key)
	if strings.TrimSpace(w.text) == "" {
		rows = append(rows, g.blank())
	} else {
		rows = append(rows, g.text(5, g.set(w, g.box.W)))
	}
	g.groups = append(g.groups, rows)
}

// said is what the organisers wrote.
func (g *doorPlan) said(text string) words {
	w := g.own(text)
	w.field = "safety"
	return w
}

// blank is a line to write on over the whole width.
func (g *doorPlan) blank() riskRow {
	return riskRow{4, riskLine, func(p *display.Page, y float64) {
		drawRule(p, g.box.X, g.box.X+g.box.W, y+riskLine-1, ink)
	}}
}

// entry is a label of the organisers' own or a phrase, with words or a line beside it.
func (g *doorPlan) entry(label, w words) riskRow {
	l := g.set(label, riskLabel)
	width := g.box.W - riskLabel - riskGap
	if strings.TrimSpace(w.text) == "" {
		h := max(riskLine, l.height())
		return riskRow{6, h, func(p *display.Page, y float64) {
			l.put(p, g.at(0, riskLabel), y+h-l.height(), riskLabel, start(g.rtl))
			x := g.at(riskLabel+riskGap, width)
			drawRule(p, x, x+width, y+h-1, ink)
		}}
	}
	b := g.set(w, width)
	top := max(l.top(), b.top())
	h := max(top-l.top()+l.height(), top-b.top()+b.height())
	return riskRow{9, h, func(p *display.Page, y float64) {
		l.put(p, g.at(0, riskLabel), y+top-l.top(), riskLabel, start(g.rtl))
		b.put(p, g.at(riskLabel+riskGap, width), y+top-b.top(), width, start(g.rtl))
	}}
}

// blankPosts is how many places a plan without any has lines for.
const blankPosts = 3

// posts is who stands where. Without names there is a line for them at each place.
func (g *doorPlan) posts() {
	rows := append(g.heading(PhraseGuardPosts), g.text(4, g.set(g.words(PhraseGuardTwo), g.box.W)))
	for _, post := range g.in.Posts {
		place := g.said(post.Place)
		place.role = fonts.Bold
		if post.What != "" {
			rows = append(rows, g.entry(place, g.said(post.What)))
			place = words{}
		}
		rows = append(rows, g.entry(place, g.said(post.Who)))
	}
	for range blankPosts {
		if len(g.in.Posts) == 0 {
			rows = append(rows, g.blank())
		}
	}
	g.groups = append(g.groups, rows)
}

// steps is what to do, numbered.
func (g *doorPlan) steps() {
	rows := g.heading(PhraseGuardSteps)
	const number = 22.0
	for i, w := range g.stepWords() {
		n := g.said(strconv.Itoa(i + 1))
		n.role = fonts.Bold
		l, b := g.set(n, number), g.set(w, g.box.W-number)
		top := max(l.top(), b.top())
		rows = append(rows, riskRow{5, top - b.top() + b.height(), func(p *display.Page, y float64) {
			l.put(p, g.at(0, number), y+top-l.top(), number, start(g.rtl))
			b.put(p, g.at(number, g.box.W-number), y+top-b.top(), g.box.W-number, start(g.rtl))
		}})
	}
	g.groups = append(g.groups, rows)
}

func (g *doorPlan) stepWords() []words {
	var out []words
	if !g.in.OwnSteps {
		for i := range GuardStepCount {
			out = append(out, g.words(PhraseGuardStep+"."+strconv.Itoa(i+1)))
		}
		return out
	}
	for _, s := range g.in.Steps {
		out = append(out, g.said(s))
	}
	return out
}

// secrets is the code word, which stands there only where it was asked for, and the police.
func (g *doorPlan) secrets() {
	code := g.words(PhraseGuardCode + ".known")
	if g.in.Named && g.in.CodeWord != "" {
		code = g.said(g.in.CodeWord)
		code.role = fonts.Bold
	}
	g.section(PhraseGuardCode, code)
	rows := append(g.heading(PhraseGuardPolice), g.text(5, g.set(g.words(PhraseGuardPolice+".numbers"), g.box.W)))
	if g.in.Named && g.in.Police != "" {
		rows = append(rows, g.text(4, g.set(g.said(g.in.Police), g.box.W)))
	} else {
		rows = append(rows, g.blank())
	}
	g.groups = append(g.groups, rows)
}

// care is whom to turn to, by whom they are there for.
func (g *doorPlan) care() {
	rows := g.heading(PhraseGuardCare)
	for _, who := range []string{"guests", "speakers", "crew"} {
		label, found := g.words(PhraseGuardCare+"."+who), false
		for _, c := range g.in.Carers {
			if c.For == who && g.in.Named {
				rows, found = append(rows, g.entry(label, g.said(c.Words))), true
				label = words{}
			}
		}
		if !found {
			rows = append(rows, g.entry(label, words{}))
		}
	}
	g.groups = append(g.groups, rows)
}

// titled is the title beside the emblem, and which event the sheet is of.
func (r *riskSheet) titled(key string) {
	title := r.words(key)
	title.role, title.tag = fonts.Display, display.H1
	width := r.box.W - emblemW - 10
	b := r.s.set(title, width, 21, typeset.Balance, &r.problems)
	row := riskRow{0, max(b.height(), emblemH), func(p *display.Page, y float64) {
		emblem(p, display.Rect{X: r.box.X, Y: y, W: r.box.W}, r.rtl, 1) // in other colours than the forms that guests sign
		x := r.box.X
		if r.rtl {
			x += r.box.W - width
		}
		b.put(p, x, y, width, start(r.rtl))
	}}
	of := r.title()
	of.role, of.tag, of.color = fonts.Bold, display.P, ink
	if date := r.date(); date.text != "" {
		of.text = typeset.Isolate(of.text) + " · " + typeset.Isolate(date.text)
	}
	r.groups = append(r.groups, []riskRow{row, r.text(8, r.set(of, r.box.W))})
}
