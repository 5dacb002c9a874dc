package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"daykit/internal/data/store"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// CopyChoice says how an event is copied.
type CopyChoice struct {
	Date    string `json:"date"`    // 2026-12-18
	Title   string `json:"title"`   // empty: as it was
	Actuals bool   `json:"actuals"` // plan with what things came to, where that is known, and not with what was planned
}

// Copied says what was taken into a new event, and what was left out.
type Copied struct {
	Event string     `json:"event"` // id of the new one
	Taken []CopyLine `json:"taken"`
	Left  []CopyLine `json:"left"`
	Look  []CopyLine `json:"look"` // what to look at now
}

// CopyLine is a line of the summary of a copy. The window has words for each What.
type CopyLine struct {
	What  string `json:"what"`
	Count int    `json:"count"`
	Name  string `json:"name"`  // of a voice: its credit; of the year: the year
	Why   string `json:"why"`   // of a voice: as in VoiceUse, or missing
	Words string `json:"words"` // in English, for the command line
}

// CopyEvent copies an event onto a date, as CopyWith does, and gives the new id.
func (d *Desk) CopyEvent(ctx context.Context, id, date string) (string, error) {
	c, err := d.CopyWith(ctx, id, CopyChoice{Date: date})
	return c.Event, err
}

// CopyWith adds an event that is like another one, on another day. Whatever has a day moves
// with the day of the event; duties and bank holidays are reckoned anew; nothing is done.
// Names and contacts stay behind, and so do receipts, prints, photos and what happened.
// What is known of the venue is marked as of the day of the other event, and each risk is to
// be looked at again. A voice comes along where its consent holds on the new day.
func (d *Desk) CopyWith(ctx context.Context, id string, c CopyChoice) (Copied, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Copied{}, err
	}
	out, err := d.outlineOf(ctx, ev)
	if err != nil {
		return Copied{}, err
	}
	return d.place(ctx, out, c)
}

// outlining is an outline in the making.
type outlining struct {
	plan.Outline

	ev     event.Event
	titles map[string]bool // tasks that the content knows
	voices []string        // of the event; a template has none
	left   map[string]int  // entries that are left out, by why
	photo  bool
	leads  int // points of the running order that somebody leads
}

// outlineOf takes from an event what fates says is taken.
func (d *Desk) outlineOf(ctx context.Context, ev event.Event) (*outlining, error) {
	o := &outlining{ev: ev, voices: ev.Voices, titles: map[string]bool{}, left: map[string]int{}}
	o.Schema, o.From = plan.OutlineSchema, ev.Date
	for id := range d.taskTitles(ev) {
		o.titles[id] = true
	}
	all := fates()
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		rows, err := d.rowsOf(ctx, kind, string(ev.ID))
		if err != nil && (all[kind].take != nil || fault.CodeOf(err) != fault.Locked) {
			return nil, err
		}
		if all[kind].take == nil {
			if len(rows) > 0 && all[kind].left != leftGroup {
				o.left[all[kind].left] += len(rows)
			}
			continue
		}
		if err := all[kind].take(o, workOnly(kind, rows)); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// rowsOf are the entries of an entity that belong to an event: its own, and those below it.
func (d *Desk) rowsOf(ctx context.Context, kind, id string) ([]store.Row, error) {
	rows, err := d.store.Entities(ctx, kind, id+"/")
	if err != nil {
		return nil, err
	}
	own, err := d.store.Entity(ctx, kind, id)
	if err == nil && len(own) > 0 {
		rows = append(rows, store.Row{ID: id, Fields: own})
	}
	return rows, err
}

// place adds an event from an outline, and says what became of what.
func (d *Desk) place(ctx context.Context, o *outlining, c CopyChoice) (Copied, error) {
	ev, err := o.Document(c.Date, strings.TrimSpace(c.Title))
	if err != nil {
		return Copied{}, err
	}
	ev = unshown(ev) // a template of a file may say more than one of this group does
	out := Copied{Taken: []CopyLine{}, Left: []CopyLine{}, Look: []CopyLine{}}
	d.fit(&ev, &out)
	if err := d.carryVoices(ctx, &ev, o.voices, &out); err != nil {
		return Copied{}, err
	}
	if err := d.validate(ctx, ev); err != nil {
		return Copied{}, err
	}
	if ev.ID, err = event.NewID(d.opt.Rand); err != nil {
		return Copied{}, err
	}
	changes, err := o.changes(ev, d.today(ev), c.Actuals)
	if err != nil {
		return Copied{}, err
	}
	out.Event = string(ev.ID)
	o.summary(ev, &out)
	return out, d.write(ctx, out.Event, actCopy, changes...)
}

// fit makes a document one of the new year: its theme, and activities that are still there.
func (d *Desk) fit(ev *event.Event, out *Copied) {
	ev.Theme = ""
	for _, t := range d.pack().Themes {
		if fmt.Sprint(t.Year) == ev.Date[:4] {
			ev.Theme = t.ID
		}
	}
	before := len(ev.Activities)
	ev.Activities = slices.DeleteFunc(ev.Activities, func(id string) bool {
		_, ok := d.pack().Activity(id)
		return !ok
	})
	out.line(&out.Left, "activities", before-len(ev.Activities))
}

// carryVoices chooses the voices again whose consent holds on the new day, and says of the
// others why not.
func (d *Desk) carryVoices(ctx context.Context, ev *event.Event, voices []string, out *Copied) error {
	lib, err := d.library(ctx)
	if err != nil {
		return err
	}
	for _, id := range voices {
		err := d.mayUse(ctx, *ev, []string{id})
		if err == nil {
			ev.Voices = append(ev.Voices, id)
			continue
		}
		if !slices.Contains([]fault.Code{fault.Denied, fault.Locked, fault.NotFound}, fault.CodeOf(err)) {
			return err
		}
		v, _ := lib.Voice(id)
		out.Left = append(out.Left, CopyLine{
			What: "voice", Count: 1, Name: cmp.Or(v.Credit, id), Why: cmp.Or(whyNot(err), "missing"),
			Words: fmt.Sprintf("the voice of %s: %s", cmp.Or(v.Credit, id), plainReason(err)),
		})
	}
	out.line(&out.Taken, "voices", len(ev.Voices))
	return nil
}

// plainReason is what an error says, without what lies below it.
func plainReason(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Message
	}
	return err.Error()
}

// changes are the writes that make the new event, all one act.
func (o *outlining) changes(ev event.Event, begun string, actuals bool) ([]store.Change, error) {
	fields, err := bornFields(ev, begun)
	if err != nil {
		return nil, err
	}
	id := string(ev.ID)
	out := sets(entityEvent, id, fields)
	add := func(kind, item string, fields map[string]json.RawMessage) {
		out = append(out, sets(kind, id+"/"+item, fields)...)
	}
	if o.Nation != "" {
		out = append(out, sets(entityDuties, id, map[string]json.RawMessage{"nation": raw(o.Nation)})...)
	}
	for _, t := range o.Tasks {
		add(entityTask, t.ID, taskFields(t))
	}
	for _, s := range o.Shifts {
		add(entityShift, s.ID, shiftFields(storedShift{Role: s.Role, Day: s.Day, From: s.From, To: s.To, Need: s.Need}))
	}
	for _, m := range o.Money {
		line := storedMoney{Kind: m.Kind, What: m.What, Budget: m.BudgetFrom(actuals)}
		add(entityMoney, m.ID, line.fields())
	}
	for _, r := range o.Risks {
		risk := plan.Risk{What: r.What, Who: r.Hurt, Likelihood: r.Likelihood, Severity: r.Severity, Measure: r.Measure, For: r.For, Basis: r.Basis, Since: o.From}
		fields := riskFields(risk)
		fields[fieldDeleted] = raw(false)
		add(entityRisk, r.ID, fields)
	}
	for _, f := range o.Venue {
		add(entityVenue, f.ID, map[string]json.RawMessage{"answer": raw(f.Answer), "note": raw(f.Note), fieldSince: raw(cmp.Or(f.Since, o.From))})
	}
	for _, p := range o.Packing {
		add(entityPacking, p.ID, map[string]json.RawMessage{
			"kind": raw(p.Kind), "what": raw(p.What), "amount": raw(p.Amount), "from": raw(p.From), "done": raw(false),
			"for": raw(orEmpty(p.For)), "basis": raw(p.Basis), "offered": raw(p.Offered), fieldDeleted: raw(false),
		})
	}
	for _, p := range o.Phrases {
		add(entityPhrase, p.Lang+"/"+p.Key, map[string]json.RawMessage{"text": raw(p.Text), "of": raw(p.Of)})
	}
	for _, p := range o.Posts {
		add(entityPost, p.ID, map[string]json.RawMessage{"place": raw(p.Place), "what": raw(p.What), "crew": raw([]string{}), fieldDeleted: raw(false)})
	}
	if o.Guard != nil {
		out = append(out, sets(entityGuard, id, map[string]json.RawMessage{"quiet_room": raw(o.Guard.QuietRoom), "steps": raw(o.Guard.Steps)})...)
	}
	return out, nil
}

func taskFields(t plan.OutlineTask) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	if t.Title != "" {
		out["title"] = raw(t.Title)
	}
	if t.Days != nil {
		out["days"], out["pinned"] = raw(*t.Days), raw(false)
	}
	if t.Dropped {
		out[fieldDeleted] = raw(true)
	}
	return out
}

// line adds a line of so many, if there is any.
func (c *Copied) line(list *[]CopyLine, what string, count int) {
	if count > 0 {
		*list = append(*list, CopyLine{What: what, Count: count, Words: copyWords[what]})
	}
}

// copyWords says in English what the lines of a summary are.
var copyWords = map[string]string{
	"event": "what the event is: words, times, place, languages, activities", "tasks": "tasks, by days from the day",
	"shifts": "shifts, without who takes them", "money": "lines of the budget", "risks": "risks, none seen to yet",
	"packing": "lines of the packing list, nothing brought yet", "venue": "facts about the venue, to be asked again", "phrases": "words of your own translators", "programme": "points of the running order",
	"voices": "voices whose consent holds on the new day", "door": "places of the door plan, without who stands there",
	"activities": "activities that the content does not know any more", "leads": "who leads a point of the running order",
	leftPeople: "names and contacts: guests, crew, who does what", leftRecords: "prints, check-ins, proofs and other records",
	leftPapers: "receipts", leftPhotos: "photos, which were agreed to for then", leftSaid: "what people said of the event",
	"photo": "the photo of the posters", "year": "your words may still say the old year", "duties": "answer again what law asks",
}

// summary says what was taken, what was left out, and what to look at.
func (o *outlining) summary(ev event.Event, out *Copied) {
	taken := []CopyLine{{What: "event", Count: 1, Words: copyWords["event"]}}
	for _, l := range []struct {
		what string
		n    int
	}{
		{"programme", len(ev.Programme)},
		{"tasks", len(o.Tasks)},
		{"shifts", len(o.Shifts)},
		{"money", len(o.Money)},
		{"risks", len(o.Risks)},
		{"venue", len(o.Venue)},
		{"packing", len(o.Packing)},
		{"phrases", len(o.Phrases)},
		{"door", len(o.Posts)},
	} {
		out.line(&taken, l.what, l.n)
	}
	out.Taken = append(taken, out.Taken...)
	for _, why := range slices.Sorted(maps.Keys(o.left)) {
		out.line(&out.Left, why, o.left[why])
	}
	out.line(&out.Left, "leads", o.leads)
	if o.photo {
		out.line(&out.Left, "photo", 1)
	}
	out.line(&out.Look, "venue", len(o.Venue))
	out.line(&out.Look, "risks", len(o.Risks))
	out.line(&out.Look, "duties", 1)
	if year := o.From[:min(4, len(o.From))]; year != "" && year != ev.Date[:4] && sayYear(ev, year) {
		out.Look = append(out.Look, CopyLine{What: "year", Count: 1, Name: year, Words: copyWords["year"]})
	}
}

// sayYear reports whether the words of an event say a year.
func sayYear(ev event.Event, year string) bool {
	texts := []event.Text{ev.Title, ev.Texts.Headline, ev.Texts.About, ev.Texts.Access}
	for _, p := range ev.Programme {
		texts = append(texts, p.Title)
	}
	for _, t := range texts {
		for _, words := range t {
			if strings.Contains(content.Fold(words), year) {
				return true
			}
		}
	}
	return false
}
