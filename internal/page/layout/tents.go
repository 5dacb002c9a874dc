package layout

import (
	"strconv"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// The phrases of table tents.
const (
	PhraseTentTable = "tent.table" // Table {n}
	PhraseTentSpeak = "tent.speak" // Spoken at this table, over the languages
	PhraseTentSeat  = "tent.seat"  // Sit where you like
)

// Tent is what one table says: its name, or its number where it has no name, and
// the languages that are spoken at it.
type Tent struct {
	Name   string // in any language; its letters decide
	Number int
	Langs  []string
}

// NumberedTents are tables from 1 to n.
func NumberedTents(n int) []Tent {
	out := make([]Tent, n)
	for i := range out {
		out[i].Number = i + 1
	}
	return out
}

// TentsInput asks for table tents.
type TentsInput struct {
	Event   event.Event
	Lang    string
	Phrases Phrases
	Tents   []Tent
	SaveInk bool
}

// The sizes of a tent's words in points: of its name, and of the rest.
const (
	tentNameLeast, tentNameMost = 34.0, 110.0
	tentLeast, tentMost         = 14.0, 46.0
	tentLabelMost               = 18.0
	tentSeatMost                = 22.0
	tentNear                    = 0.8  // of the gap, between the languages and what says so
	tentGutter                  = 26.0 // between languages
	tentClimbs                  = 1.4  // Nastaliq as large as the others look
)

// TableTents sets one A4 sheet a table, to be folded across the middle so that it
// stands and both faces read: the upper one is upside down on the sheet.
func (s *Setter) TableTents(in TentsInput) Result {
	t := &tents{s: s, in: in}
	r := Result{}
	var said []string
	for _, tent := range in.Tents {
		face := t.face(tent)
		r.Pages = append(r.Pages, folded(face))
		text, _ := spoken(face)
		said = append(said, text)
	}
	r.Alt = strings.Join(said, ". ")
	r.Problems, r.Notes = t.problems.list, t.notes.list
	return r
}

// tents is a set of tents in the making.
type tents struct {
	s        *Setter
	in       TentsInput
	problems problems
	notes    problems
}

// folded lays a face on both halves of a sheet, with marks where it folds.
func folded(face *display.Page) *display.Page {
	p := A4.page()
	text, lang := spoken(face)
	part, _ := shareable(face)
	back := placing{X: p.W, Y: p.H / 2, Scale: 1, Turn: 2}
	p.Add(display.Tag{Role: display.Figure, Lang: lang, Alt: text}, back.use(part, display.Rect{W: p.W, H: p.H / 2}), display.End{})
	var marks display.Path
	for _, x := range []float64{display.MM(SafeSideMM), p.W - display.MM(SafeSideMM+5)} {
		marks.Move(x, p.H/2)
		marks.Line(x+display.MM(5), p.H/2)
	}
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: marks, Color: line, Width: 0.5}, display.End{})
	for _, op := range face.Ops {
		p.Add(nudged(op, 0, p.H/2))
	}
	return p
}

// face sets one face: the name, what is spoken here, and the braid it stands on.
func (t *tents) face(tent Tent) *display.Page {
	p := &display.Page{W: display.MM(A4.W), H: display.MM(A4.H / 2)}
	rtl := rtlPage(t.in.Lang)
	ribbon := display.Rect{Y: p.H - display.MM(SafeEndMM+14), W: p.W, H: display.MM(13)}
	room := display.Rect{X: display.MM(16), Y: display.MM(13), W: p.W - 2*display.MM(16), H: ribbon.Y - display.MM(13+6)}
	plan := t.fit(tent, room)
	y := room.Y + max(0, room.H-plan.height)/2
	for _, b := range []block{plan.name, plan.seat} {
		if len(b.lines) > 0 {
			y = b.put(p, room.X, y, room.W, centre) + plan.gap
		}
	}
	if len(plan.label.lines) > 0 {
		y = plan.label.put(p, room.X, y, room.W, centre) + plan.gap*tentNear
	}
	for _, row := range plan.rows {
		putRow(p, row, room.X, y, room.W, tentGutter, rtl)
		y += rowHeight(row) + plan.gap
	}
	seed := string(t.in.Event.ID) + " tent " + tent.Name + strconv.Itoa(tent.Number)
	ribbonBraid(p, ribbonLook{seed: seed, strands: 5, hollow: t.in.SaveInk, mirrored: rtl}, ribbon)
	return p
}

// name is what the table is called.
func (t *tents) name(tent Tent) words {
	w := words{field: "tables", lang: fonts.LangFor(tent.Name, t.in.Lang), text: tent.Name, role: fonts.Display, tag: display.H1, color: ink}
	if w.text == "" {
		w.text, w.lang = t.phrase(PhraseTentTable, t.in.Lang)
		w.text = strings.ReplaceAll(w.text, "{n}", typeset.Isolate(strconv.Itoa(tent.Number)))
	}
	return w
}

// languages names what is spoken at the table, each language in its own words.
func (t *tents) languages(tent Tent) (out []shaped) {
	for _, tag := range tent.Langs {
		w := words{field: "tables", lang: "en", text: tag, role: fonts.Bold, tag: display.P, color: tealDark}
		if l, ok := locale.Lookup(tag); ok {
			w.lang, w.text = l.Tag, l.Endonym
		}
		out = append(out, t.s.shape(w, &t.problems))
	}
	return out
}

// line is a phrase in the language of the event.
func (t *tents) line(key string, role fonts.Role) shaped {
	text, got := t.phrase(key, t.in.Lang)
	return t.s.shape(words{field: "phrases", lang: got, text: text, role: role, tag: display.P, color: ink}, &t.problems)
}

func (t *tents) phrase(key, lang string) (text, got string) {
	text, got = t.in.Phrases.Phrase(key, lang)
	if got != lang {
		t.notes.add("phrases", lang, foundNoWords, tongue(lang))
	}
	return text, got
}

// tentPlan is a face at its sizes.
type tentPlan struct {
	name, seat, label block
	rows              [][]block // of languages
	gap, height       float64
}

// fit finds the largest sizes at which all stands in a room. What has no room at
// 14 pt is left out: first the invitation, then the languages, then the name.
func (t *tents) fit(tent Tent, room display.Rect) tentPlan {
	name := t.s.shape(t.name(tent), &t.problems)
	seat, label := t.line(PhraseTentSeat, fonts.Text), t.line(PhraseTentSpeak, fonts.Text)
	langs := t.languages(tent)
	for {
		for ease := 1.0; ease > -0.01; ease -= 0.05 {
			if plan, ok := t.at(name, seat, label, langs, room, ease); ok {
				return plan
			}
		}
		out := &name
		switch {
		case seat.text != "":
			out = &seat
		case len(langs) > 0:
			out, langs = &label, nil
		case name.text == "":
			return tentPlan{}
		}
		t.problems.add(out.field, out.lang, foundWordsLeftOut, out.text)
		*out = shaped{s: t.s, para: t.s.shaper.Shape("", typeset.Style{})}
	}
}

func (t *tents) at(name, seat, label shaped, langs []shaped, room display.Rect, ease float64) (plan tentPlan, ok bool) {
	var wide problems
	between := func(least, most float64) float64 { return least + (most-least)*ease }
	plan.gap = between(7, 18)
	plan.name = name.set(room.W, between(tentNameLeast, tentNameMost), typeset.Balance, &wide)
	plan.seat = seat.set(room.W, between(tentLeast, tentSeatMost), typeset.Balance, &wide)
	plan.height = -plan.gap
	for _, b := range []block{plan.name, plan.seat} {
		if len(b.lines) > 0 {
			plan.height += b.height() + plan.gap
		}
	}
	if len(langs) > 0 {
		plan.label = label.set(room.W, between(tentLeast, tentLabelMost), typeset.Balance, &wide)
		var blocks []block
		for _, l := range langs {
			size := between(tentLeast, tentMost)
			if fonts.Climbs(l.lang) {
				size *= tentClimbs
			}
			blocks = append(blocks, l.set(room.W, size, typeset.Greedy, &wide))
		}
		plan.rows = wrapped(blocks, room.W, tentGutter)
		plan.height += plan.label.height() + plan.gap*tentNear
		for _, row := range plan.rows {
			plan.height += rowHeight(row) + plan.gap
		}
	}
	return plan, plan.height <= room.H && len(wide.list) == 0 && (len(plan.name.lines) <= 2 || ease < 0.3)
}

// wrapped shares blocks of one line between rows of a width.
func wrapped(blocks []block, width, gutter float64) (rows [][]block) {
	used := 0.0
	for _, b := range blocks {
		if len(rows) == 0 || used+gutter+b.widest() > width {
			rows, used = append(rows, nil), -gutter
		}
		last := len(rows) - 1
		rows[last], used = append(rows[last], b), used+gutter+b.widest()
	}
	return rows
}

// putRow draws blocks of one line beside each other, centred, from the side where
// the page begins.
func putRow(p *display.Page, row []block, x, y, width, gutter float64, rtl bool) {
	sum, above := -gutter, 0.0
	for _, b := range row {
		sum += b.widest() + gutter
		above = max(above, b.above())
	}
	at := x + (width-sum)/2
	if rtl {
		at = x + (width+sum)/2
	}
	for _, b := range row {
		w := b.widest()
		if rtl {
			at -= w
		}
		b.put(p, at, y+above-b.above(), w, centre)
		if rtl {
			at -= gutter
		} else {
			at += w + gutter
		}
	}
}
