package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// entityPacking is a line of an event's packing list; id: EVENT/LINE. Who brings it is
// a doer of the same kind.
const entityPacking = "packing"

const actPacking = "packing"

// MaxPacking is how many lines a packing list can have, MaxPackingWords the longest words
// of one in characters.
const (
	MaxPacking      = 300
	MaxPackingWords = 300
)

// storedThing is what the log keeps of a line. One that was offered keeps its id, so that
// two laptops that take it have one.
type storedThing struct {
	Kind    string   `json:"kind"`
	What    string   `json:"what"`
	Amount  string   `json:"amount"`
	From    string   `json:"from"` // a place, a shop or a group; never the name of a person
	Done    bool     `json:"done"`
	For     []string `json:"for"`
	Basis   string   `json:"basis"`
	Deleted bool     `json:"deleted"`

	// Offered is the amount that followed from the event's numbers when somebody last said
	// how many there are to be. An older Daykit kept none: then it was Amount.
	Offered *string `json:"offered"`
}

// PackingForm is a line as a person types it.
type PackingForm struct {
	Kind   plan.ThingKind `json:"kind"`
	What   string         `json:"what"`
	Amount string         `json:"amount"` // how many, in figures or words
	From   string         `json:"from"`   // where it comes from; no names
	Who    string         `json:"who"`    // brings it or sees to it
	Done   bool           `json:"done"`
}

// PackingLine is something to bring, to take care of or to be allowed.
type PackingLine struct {
	plan.Thing

	From     string `json:"from"`
	Who      string `json:"who"` // empty while the names are locked
	Done     bool   `json:"done"`
	ForWords string `json:"for_words"` // names of the activities that bring it; else empty
	Now      string `json:"now"`       // how many the event's numbers say since they changed; empty while they did not

	offered string // see storedThing
}

// PackingDuty is a permission that the law, a licensor or a landlord asks for: it is
// ticked as the task that it is.
type PackingDuty struct {
	Task    string       `json:"task"`
	Title   string       `json:"title"`
	Due     string       `json:"due"`
	Applies plan.Applies `json:"applies"`
	Done    bool         `json:"done"`
	Basis   string       `json:"basis"`
}

// Packing is what to pack for an event, to take care of and to be allowed, and what its
// activities bring that nobody has taken onto the list.
type Packing struct {
	Lines  []PackingLine `json:"lines"` // by kind, each in the order of the activities, the group's own last
	Offers []PackingLine `json:"offers"`
	Duties []PackingDuty `json:"duties"` // the permissions that have a day
}

// Packing gives the packing list of an event.
func (d *Desk) Packing(ctx context.Context, id string) (Packing, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Packing{}, err
	}
	return d.packingOf(ctx, ev)
}

func (d *Desk) packingOf(ctx context.Context, ev event.Event) (Packing, error) {
	out := Packing{Lines: []PackingLine{}, Offers: []PackingLine{}, Duties: []PackingDuty{}}
	lines, err := d.packed(ctx, ev)
	if err != nil {
		return out, err
	}
	offers := d.offeredThings(ev)
	place := func(id string) int {
		if i := slices.IndexFunc(offers, func(o plan.Thing) bool { return o.ID == id }); i >= 0 {
			return i
		}
		return len(offers)
	}
	slices.SortStableFunc(lines, func(a, b PackingLine) int {
		return cmp.Or(cmp.Compare(kindPlace(a.Kind), kindPlace(b.Kind)), cmp.Compare(place(a.ID), place(b.ID)), cmp.Compare(a.What, b.What))
	})
	for _, l := range lines {
		l.ForWords = d.activityNames(l.For)
		if i := place(l.ID); i < len(offers) && offers[i].Amount != l.offered && offers[i].Amount != l.Amount {
			l.Now = offers[i].Amount
		}
		out.Lines = append(out.Lines, l)
	}
	for _, o := range offers {
		if !slices.ContainsFunc(lines, func(l PackingLine) bool { return l.ID == o.ID }) {
			out.Offers = append(out.Offers, PackingLine{Thing: o, ForWords: d.activityNames(o.For)})
		}
	}
	p, err := d.planned(ctx, ev)
	if err != nil {
		return out, err
	}
	for _, x := range p.duties {
		it, ok := p.find(dutyPrefix + x.ID)
		if !ok {
			continue // other rules hold there
		}
		out.Duties = append(out.Duties, PackingDuty{
			Task: it.ID, Title: it.Title, Due: it.Due, Applies: x.Applies, Done: it.Done, Basis: plan.TaskBasis(it.ID, p.duties),
		})
	}
	return out, nil
}

func kindPlace(k plan.ThingKind) int { return slices.Index(plan.ThingKinds(), k) }

// offeredThings are those that the event and its activities bring.
func (d *Desk) offeredThings(ev event.Event) []plan.Thing {
	return plan.Things(plan.NeedsOf(d.pack(), plan.Request{Activities: ev.Activities, Guests: cmp.Or(ev.Expected, ev.Capacity)}))
}

func (d *Desk) activityNames(ids []string) string {
	var names []string
	for _, id := range ids {
		if a, ok := d.pack().Activity(id); ok {
			names = append(names, a.Name)
		}
	}
	return strings.Join(names, ", ")
}

// packed are the lines of the list.
func (d *Desk) packed(ctx context.Context, ev event.Event) ([]PackingLine, error) {
	rows, err := d.store.Entities(ctx, entityPacking, string(ev.ID)+"/")
	if err != nil {
		return nil, err
	}
	who, err := d.doers(ctx, ev, entityPacking)
	if err != nil {
		return nil, err
	}
	out := []PackingLine{}
	for _, r := range rows {
		var s storedThing
		if err := decodeFields(r.Fields, &s); err != nil {
			return nil, err
		}
		if s.Deleted || s.What == "" { // its making was taken back
			continue
		}
		if kindPlace(plan.ThingKind(s.Kind)) < 0 { // of a newer program
			s.Kind = string(plan.ThingKit)
		}
		id := strings.TrimPrefix(r.ID, string(ev.ID)+"/")
		out = append(out, PackingLine{
			Thing: plan.Thing{ID: id, Kind: plan.ThingKind(s.Kind), What: s.What, Amount: s.Amount, For: orEmpty(s.For), Basis: s.Basis},
			From:  s.From, Who: who[id], Done: s.Done, offered: s.Amount,
		})
		if s.Offered != nil {
			out[len(out)-1].offered = *s.Offered
		}
	}
	return out, nil
}

// TakePacking puts what is offered onto the list, by ids; none means all. It is one act.
func (d *Desk) TakePacking(ctx context.Context, id string, lines []string) (Packing, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Packing{}, err
	}
	p, err := d.packingOf(ctx, ev)
	if err != nil {
		return Packing{}, err
	}
	picked, unknown := pick(p.Offers, lines, func(o PackingLine) string { return o.ID })
	if unknown != "" {
		return Packing{}, fault.New(fault.NotFound, fmt.Sprintf("nothing is offered as %q", unknown), "`daykit packing EVENT` lists what is")
	}
	taken := make([]plan.Thing, len(picked))
	for i, o := range picked {
		taken[i] = o.Thing
	}
	if err := roomToPack(len(p.Lines) + len(taken)); err != nil {
		return Packing{}, err
	}
	return d.setPacking(ctx, ev, thingChanges(ev.ID, taken))
}

func roomToPack(lines int) error {
	if lines > MaxPacking {
		return fault.Invalidf("leave some out", "a packing list has at most %d lines", MaxPacking)
	}
	return nil
}

// thingChanges writes lines that the activities bring.
func thingChanges(ev event.ID, things []plan.Thing) []store.Change {
	var out []store.Change
	for _, t := range things {
		fields := thingFields(PackingLine{Thing: t, offered: t.Amount})
		fields[fieldDeleted] = raw(false)
		out = append(out, sets(entityPacking, string(ev)+"/"+t.ID, fields)...)
	}
	return out
}

func thingFields(l PackingLine) map[string]json.RawMessage {
	return map[string]json.RawMessage{
		"kind": raw(l.Kind), "what": raw(l.What), "amount": raw(l.Amount), "from": raw(l.From), "done": raw(l.Done),
		"for": raw(orEmpty(l.For)), "basis": raw(l.Basis), "offered": raw(l.offered),
	}
}

func (d *Desk) setPacking(ctx context.Context, ev event.Event, changes []store.Change) (Packing, error) {
	if len(changes) > 0 {
		if err := d.write(ctx, string(ev.ID), actPacking, changes...); err != nil {
			return Packing{}, err
		}
	}
	return d.packingOf(ctx, ev)
}
