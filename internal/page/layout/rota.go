package layout

import (
	"slices"
	"strconv"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// RotaInput is who helps when, for the wall.
type RotaInput struct {
	Event   event.Event
	Lang    string
	Phrases Phrases
	Shifts  []RotaShift // the earliest first
	People  []RotaPerson
}

// RotaShift is a stretch of time in which something is done.
type RotaShift struct {
	Role     string // in words
	Date     string // 2026-12-18
	From, To string // 17:30
	Need     int    // people
	Who      []int  // by their place in RotaInput.People
}

// RotaPerson is somebody who helps.
type RotaPerson struct {
	Name string
	Lang string // for letters that several languages share; may be empty
}

// The phrases of a rota.
const (
	PhraseRota       = "rota"        // Who helps when
	PhraseRotaTime   = "rota.time"   // By time
	PhraseRotaPerson = "rota.person" // By person
	PhraseRotaOpen   = "rota.open"   // {n} more needed
	PhraseRotaNone   = "rota.none"   // No shift yet
)

// The measures of a rota in points. Its words are large print (16 pt), which is read on
// a wall at arm's length and without glasses by most.
const (
	rotaPrint  = 16.0
	rotaSmall  = 14.0
	rotaSide   = 118.0 // the column at the start of lines: a time, or a name by half as much more
	rotaBetter = 190.0
	rotaGutter = 14.0
	rotaGap    = 5.0  // between what stands under each other in a row
	rotaPad    = 8.0  // over and under the words of a row
	rotaNameH  = 64.0 // room for a name
	rotaMost   = 20   // names or shifts in a row before it goes on in the next
)

// Rota sets who helps when on A4, first by time and then by person, on as many pages as
// it takes; people who are needed still are named as such.
func (s *Setter) Rota(in RotaInput) Result {
	r := &rota{form: form{s: s, event: in.Event, lang: in.Lang, phrases: in.Phrases}, in: in}
	r.rtl = r.runs(PhraseRota)
	r.box = safeBox(A4, 15, 15, 15)
	r.several = slices.ContainsFunc(in.Shifts, func(f RotaShift) bool { return f.Date != in.Shifts[0].Date })
	var names []words
	for i := range in.People {
		names = append(names, r.name(i, fonts.Text), r.name(i, fonts.Bold))
	}
	s.shapeAll(names)
	return r.result(r.pages([]rotaHalf{{PhraseRotaTime, rotaSide, r.byTime()}, {PhraseRotaPerson, rotaBetter, r.byPerson()}}), r.phrase(PhraseRota).text+": "+r.title().text+".")
}

// rota is one in the making.
type rota struct {
	form
	in      RotaInput
	rtl     bool
	several bool // days
	box     display.Rect
}

// rotaRow is a line of the table: what stands at the start of lines, and beside it.
// A head is over the rows that follow, such as a day.
type rotaRow struct {
	head         bool
	side, beside []block
}

func (row rotaRow) height() float64 {
	if row.head {
		return stackHeight(row.side) + 2*rotaPad
	}
	top, h := firstTop(row.side, row.beside), 0.0 // their first lines stand level
	for _, column := range [][]block{row.side, row.beside} {
		h = max(h, top-firstTop(column)+stackHeight(column))
	}
	return h + 2*rotaPad
}

func stackHeight(list []block) float64 {
	h := 0.0
	for i, b := range list {
		if i > 0 {
			h += rotaGap
		}
		h += b.height()
	}
	return h
}

// beside is the width of the second column.
func (r *rota) beside(side float64) float64 { return r.box.W - side - rotaGutter }

// byTime is a row for each shift, under its day where there are several.
func (r *rota) byTime() []rotaRow {
	var out []rotaRow
	day, width := "", r.beside(rotaSide)
	for _, f := range r.in.Shifts {
		if r.several && f.Date != day {
			day = f.Date
			out = append(out, rotaRow{head: true, side: []block{r.day(f.Date)}})
		}
		who := f.Who
		for first := true; first || len(who) > 0; first = false {
			row := rotaRow{side: []block{r.clock(f)}, beside: []block{r.role(f.Role, width)}}
			for _, i := range who[:min(rotaMost, len(who))] {
				row.beside = append(row.beside, r.setName(i, fonts.Text, width))
			}
			who = who[min(rotaMost, len(who)):]
			if missing := f.Need - len(f.Who); missing > 0 && len(who) == 0 {
				row.beside = append(row.beside, r.open(missing, width))
			}
			out = append(out, row)
		}
	}
	return out
}

// byPerson is a row for each person with their shifts.
func (r *rota) byPerson() []rotaRow {
	var out []rotaRow
	width := r.beside(rotaBetter)
	for i := range r.in.People {
		own := r.turns(i, width)
		if len(own) == 0 {
			none := r.phrase(PhraseRotaNone)
			none.color, none.tag = ink2, display.TD
			own = []block{r.s.set(none, width, rotaSmall, typeset.Greedy, &r.problems)}
		}
		for len(own) > 0 {
			n := min(rotaMost, len(own))
			out = append(out, rotaRow{side: []block{r.setName(i, fonts.Bold, rotaBetter)}, beside: own[:n]})
			own = own[n:]
		}
	}
	return out
}

func (r *rota) name(i int, role fonts.Role) words {
	p := r.in.People[i]
	tag := display.TD
	if role == fonts.Bold {
		tag = display.TH
	}
	return words{field: rowName(i), lang: fonts.LangFor(p.Name, p.Lang), text: p.Name, role: role, tag: tag, color: ink}
}

func (r *rota) setName(i int, role fonts.Role, width float64) block {
	return r.s.fitName(r.name(i, role), display.Rect{W: width, H: rotaNameH}, sizes{rotaSmall, rotaPrint}, smallPrint, &r.problems)
}

// day is a date in full over its shifts.
func (r *rota) day(date string) block {
	w := words{field: "date", lang: r.fixed, text: locale.LongDate(r.fixed, date), role: fonts.Bold, tag: display.TH, color: plum}
	return r.s.set(w, r.box.W, rotaPrint, typeset.Balance, &r.problems)
}

func (r *rota) clock(f RotaShift) block {
	w := words{field: "date", lang: "en", text: typeset.Isolate(locale.TimeRange(f.From, f.To)), role: fonts.Bold, tag: display.TH, color: tealDark}
	return r.s.set(w, rotaSide, rotaPrint, typeset.Greedy, &r.problems)
}

func (r *rota) role(role string, width float64) block {
	w := words{field: "shifts", lang: fonts.LangFor(role, mainLang(r.event)), text: role, role: fonts.Bold, tag: display.TD, color: ink}
	return r.s.set(w, width, rotaPrint, typeset.Balance, &r.problems)
}

func (r *rota) open(missing int, width float64) block {
	w := r.bold(PhraseRotaOpen)
	w.text = strings.ReplaceAll(w.text, "{n}", strconv.Itoa(missing))
	w.tag, w.color = display.TD, coralDark
	return r.s.set(w, width, rotaSmall, typeset.Greedy, &r.problems)
}

// turns are the shifts of a person, each under its day where there are several.
func (r *rota) turns(person int, width float64) (out []block) {
	day := ""
	for _, f := range r.in.Shifts {
		if !slices.Contains(f.Who, person) {
			continue
		}
		if r.several && f.Date != day {
			day = f.Date
			w := words{field: "date", lang: r.fixed, text: locale.ShortDate(r.fixed, day), role: fonts.Bold, tag: display.TD, color: plum}
			out = append(out, r.s.set(w, width, rotaSmall, typeset.Greedy, &r.problems))
		}
		out = append(out, r.turn(f, width))
	}
	return out
}

// turn is one shift of a person: when, and what.
func (r *rota) turn(f RotaShift, width float64) block {
	text := typeset.Isolate(locale.TimeRange(f.From, f.To)) + "  " + typeset.Isolate(f.Role)
	w := words{field: "shifts", lang: fonts.LangFor(f.Role, mainLang(r.event)), text: text, role: fonts.Text, tag: display.TD, color: ink}
	return r.s.set(w, width, rotaPrint, typeset.Greedy, &r.problems)
}
