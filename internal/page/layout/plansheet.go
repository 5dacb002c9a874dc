package layout

import (
	"slices"
	"strconv"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/domain/pictogram"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// PlanInput is the whole plan of an event for the wall and the folder.
type PlanInput struct {
	Event    event.Event
	Lang     string
	Phrases  Phrases
	On       string // the day of which it is true; empty says none
	Sections []PlanSection
}

// PlanSection is a part of the plan under a heading of its own. Its key is the end of a
// phrase plan.part.
type PlanSection struct {
	Key    string
	Groups []PlanGroup // without any the section says that there is nothing yet
}

// PlanGroup is rows under a heading, which is the key of a phrase or words as they are;
// both may be empty.
type PlanGroup struct {
	Key, Head string
	Rows      []PlanRow
}

// PlanRow is a line of the plan. Words are in whatever language they are written in.
type PlanRow struct {
	Box, Done bool         // a box to tick, and whether it is ticked
	Access    event.Access // whose icon stands before the words; empty for none
	Key       string       // of a phrase plan.row that stands at the start of the line
	Date      string       // 2026-12-18, at the start of the line
	From, To  string       // 17:30, under the date
	What      string
	Note      string // under it, lighter
	NoteKey   string // of a phrase plan.note that begins the note
	Who       string // at the end of the line; a line to write on where there is a box and nobody
	Open      int    // people still needed
}

// The phrases of a plan.
const (
	PhrasePlan     = "plan.title" // The plan
	PhrasePlanPart = "plan.part"  // + . and the key of a section
	PhrasePlanRow  = "plan.row"   // + . and the key of a row
	PhrasePlanNote = "plan.note"  // + . and the key of a note
	PhrasePlanNone = "plan.none"  // Nothing yet
	PhrasePlanOn   = "plan.on"    // As it stood on {date}
)

// The measures of a plan in points. Its words are clear print (12 pt).
const (
	planSide = 96.0  // dates and times
	planWho  = 112.0 // who does it
	planGap  = 12.0
	planRow  = 6.5 // between rows
	planTop  = 9.5 // from the top of a row to its first line, at least: so rows of one kind are evenly apart
	planFoot = 3.2 // from its last line to its foot, at least
	planPart = 17.0
	planNear = 3.0  // between what stands under each other in a row
	planIcon = 18.0 // side, twice as high as the capitals beside it

	planIconUnder = 4.0 // of it under the line that the words stand on
	planBoxUnder  = 3.0 // the same of a box
)

// PlanSheet sets the plan on A4, as many pages as it needs. A heading never stands last on
// a page, and no row is divided.
func (s *Setter) PlanSheet(in PlanInput) Result {
	r := &planSheet{riskSheet: riskSheet{form: form{s: s, event: in.Event, lang: in.Lang, phrases: in.Phrases}}}
	r.rtl = r.runs(PhrasePlan)
	r.box = safeBox(A4, 18, 15, 26)
	r.top(in.On)
	for _, part := range in.Sections {
		r.section(part)
	}
	return r.result(r.pages(), r.phrase(PhrasePlan).text+": "+r.title().text+".")
}

// planSheet is a plan in the making; it stands on pages as a risk sheet does.
type planSheet struct {
	riskSheet
	icons bool // the section in the making has icons, and all its rows leave room for one
}

// top is the title beside the emblem, which event it is of, and of which day.
func (r *planSheet) top(on string) {
	title := r.words(PhrasePlan)
	title.role, title.tag = fonts.Display, display.H1
	width := r.box.W - emblemW - 10
	b := r.s.set(title, width, 21, typeset.Balance, &r.problems)
	row := riskRow{0, max(b.height(), emblemH), func(p *display.Page, y float64) {
		emblem(p, display.Rect{X: r.box.X, Y: y, W: r.box.W}, r.rtl, 0)
		b.put(p, r.at(0, width), y, width, start(r.rtl))
	}}
	of := r.title()
	of.role, of.tag, of.color = fonts.Bold, display.P, ink
	rows := []riskRow{row, r.text(8, r.set(of, r.box.W))}
	if on != "" {
		w := r.words(PhrasePlanOn)
		w.text, w.color = strings.ReplaceAll(w.text, "{date}", typeset.Isolate(locale.LongDate(w.lang, on))), ink2
		rows = append(rows, r.text(3, r.set(w, r.box.W)))
	}
	r.groups = append(r.groups, rows)
}

// section adds a part: its heading with the first row, then a group for each other row.
func (r *planSheet) section(part PlanSection) {
	head := r.words(PhrasePlanPart + "." + part.Key)
	head.role, head.tag, head.color = fonts.Bold, display.H2, tealDark
	pending := []riskRow{
		{planPart, 1, func(p *display.Page, y float64) { drawRule(p, r.box.X, r.box.X+r.box.W, y, line) }},
		r.text(7, r.s.set(head, r.box.W, riskPrint+3, typeset.Balance, &r.problems)),
	}
	rows := 0
	r.icons = slices.ContainsFunc(part.Groups, PlanGroup.hasIcon)
	for _, g := range part.Groups {
		if h, ok := r.heading(g); ok && len(g.Rows) > 0 {
			pending = append(pending, h)
		}
		for _, row := range g.Rows {
			r.groups = append(r.groups, append(pending, r.row(row)))
			pending = nil
			rows++
		}
	}
	if rows == 0 {
		none := r.words(PhrasePlanNone)
		none.color = ink2
		r.groups = append(r.groups, append(pending, r.text(planRow, r.set(none, r.box.W))))
	}
}

func (r *planSheet) heading(g PlanGroup) (riskRow, bool) {
	w := r.own(g.Head)
	if g.Key != "" {
		w = r.words(g.Key)
	}
	if w.text == "" {
		return riskRow{}, false
	}
	w.role, w.tag = fonts.Bold, display.P
	return r.text(9, r.set(w, r.box.W)), true
}

// row sets a line of the plan: box, when, what and who, whose first lines stand level.
func (r *planSheet) row(row PlanRow) riskRow {
	x := 0.0
	if row.Box {
		x = beyondBox
	}
	side, sideX := r.side(row), x
	if len(side) > 0 {
		x += planSide + planGap
	}
	icon, hasIcon := pictogram.Access(row.Access)
	iconX := x
	if r.icons {
		x += planIcon + 6
	}
	width := r.box.W - x
	who := r.who(row)
	if row.Box || who.text != "" {
		width -= planWho + planGap
	}
	what := r.what(row, width)
	level := max(planTop, firstTop(side, what), who.top())
	if row.Box {
		level = max(level, consentBox-planBoxUnder)
	}
	if r.icons {
		level = max(level, planIcon-planIconUnder)
	}
	h := level + max(planUnder(side), planUnder(what), planUnder([]block{who}))
	return riskRow{planRow, h, func(p *display.Page, y float64) {
		base := y + level
		if hasIcon {
			putIcon(p, icon, r.at(iconX, planIcon), base-planIcon+planIconUnder, planIcon, iconLook{color: ink, second: ink, ground: white})
		}
		if row.Box {
			at := r.at(0, consentBox)
			tickBox(p, at, base-consentBox+planBoxUnder)
			if row.Done {
				tick(p, at, base-consentBox+planBoxUnder)
			}
		}
		r.putStack(p, side, sideX, base-firstTop(side), planSide)
		r.putStack(p, what, x, base-firstTop(what), width)
		end := r.at(r.box.W-planWho, planWho)
		switch {
		case who.text != "":
			who.put(p, end, base-who.top(), planWho, start(r.rtl))
		case row.Box && !row.Done:
			drawRule(p, end, end+planWho, base+2, line)
		}
	}}
}

// side is what stands at the start of a line.
func (r *planSheet) side(row PlanRow) (out []block) {
	add := func(w words) {
		if w.text != "" {
			out = append(out, r.set(w, planSide))
		}
	}
	if row.Key != "" {
		w := r.words(PhrasePlanRow + "." + row.Key)
		w.color = ink2
		add(w)
	}
	dated := func(text, lang string) words {
		return words{field: "date", lang: lang, text: text, role: fonts.Bold, tag: display.P, color: ink}
	}
	if row.Key != "" { // its date stands where the others have their words
		return out
	}
	if row.Date != "" {
		add(dated(locale.ShortDate(r.fixed, row.Date), r.fixed))
	}
	if row.From != "" {
		add(dated(typeset.Isolate(locale.TimeRange(row.From, row.To)), "en"))
	}
	return out
}

// what is what a line says, and under it what else there is to know.
func (r *planSheet) what(row PlanRow, width float64) []block {
	var out []block
	if row.What != "" {
		out = append(out, r.set(r.own(row.What), width))
	}
	if row.Key != "" && row.Date != "" {
		w := words{field: "date", lang: r.fixed, text: locale.LongDate(r.fixed, row.Date), role: fonts.Text, tag: display.P, color: ink}
		if row.From != "" {
			w.text = typeset.Isolate(w.text) + " · " + typeset.Isolate(locale.TimeRange(row.From, row.To))
		}
		out = append(out, r.set(w, width))
	}
	note := r.own(row.Note)
	if row.NoteKey != "" {
		note = r.words(PhrasePlanNote + "." + row.NoteKey)
		if row.Note != "" {
			note.text += " " + typeset.Isolate(row.Note)
		}
	}
	if note.text != "" {
		note.color = ink2
		out = append(out, r.set(note, width))
	}
	if row.Open > 0 {
		w := r.strong(PhraseRotaOpen)
		w.text, w.color = strings.ReplaceAll(w.text, "{n}", strconv.Itoa(row.Open)), coralDark
		out = append(out, r.set(w, width))
	}
	return out
}

func (g PlanGroup) hasIcon() bool {
	return slices.ContainsFunc(g.Rows, func(row PlanRow) bool { _, ok := pictogram.Access(row.Access); return ok })
}

func (r *planSheet) who(row PlanRow) block {
	w := r.own(row.Who)
	return r.set(w, planWho)
}

func (r *planSheet) putStack(p *display.Page, list []block, x, y, width float64) {
	for _, b := range list {
		y = b.put(p, r.at(x, width), y, width, start(r.rtl)) + planNear
	}
}

// planUnder is the room from the first line of a stack to the foot of its row.
func planUnder(list []block) float64 {
	h, foot := -firstTop(list), planFoot
	for i, b := range list {
		if i > 0 {
			h += planNear
		}
		h += b.height()
		if b.height() > 0 {
			foot = max(planFoot-b.bottom(), 0)
		}
	}
	return h + foot
}
