package desk

import (
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

// AddPacking adds a line of the group's own.
func (d *Desk) AddPacking(ctx context.Context, id string, form PackingForm) (Packing, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Packing{}, err
	}
	line, err := form.read()
	if err != nil {
		return Packing{}, err
	}
	have, err := d.packed(ctx, ev)
	if err != nil {
		return Packing{}, err
	}
	if err := roomToPack(len(have) + 1); err != nil {
		return Packing{}, err
	}
	key, err := d.randomID()
	if err != nil {
		return Packing{}, err
	}
	line.ID = "p-" + key
	fields := thingFields(line)
	fields[fieldDeleted] = raw(false)
	return d.putPacking(ctx, ev, line, fields, "")
}

// EditPacking changes a line. One whose words the group changes is the group's own from
// then on: its source did not say so. What is as before is not written.
func (d *Desk) EditPacking(ctx context.Context, id, line string, form PackingForm) (Packing, error) {
	ev, was, err := d.packingLine(ctx, id, line)
	if err != nil {
		return Packing{}, err
	}
	next, err := form.read()
	if err != nil {
		return Packing{}, err
	}
	next.ID, next.For, next.Basis, next.offered = was.ID, was.For, was.Basis, was.offered
	if next.What != was.What {
		next.Basis = ""
	}
	return d.putPacking(ctx, ev, next, differ(thingFields(was), thingFields(next)), was.Who)
}

// SetPacked ticks a line, or takes the tick away.
func (d *Desk) SetPacked(ctx context.Context, id, line string, done bool) (Packing, error) {
	ev, was, err := d.packingLine(ctx, id, line)
	if err != nil {
		return Packing{}, err
	}
	fields := map[string]json.RawMessage{}
	if was.Done != done {
		fields["done"] = raw(done)
	}
	return d.putPacking(ctx, ev, was, fields, was.Who)
}

// DropPacking takes a line off the list. It can be undone, and one that was offered is
// offered again.
func (d *Desk) DropPacking(ctx context.Context, id, line string) (Packing, error) {
	ev, was, err := d.packingLine(ctx, id, line)
	if err != nil {
		return Packing{}, err
	}
	return d.putPacking(ctx, ev, was, map[string]json.RawMessage{fieldDeleted: raw(true)}, was.Who)
}

// RescalePacking settles how many there are to be of the lines whose numbers changed with
// the event, by ids; none means all of them. Either they take the new amounts, or, with
// keep, they stay and the new amounts are offered no more. It is one act.
func (d *Desk) RescalePacking(ctx context.Context, id string, lines []string, keep bool) (Packing, error) {
	p, err := d.Packing(ctx, id)
	if err != nil {
		return Packing{}, err
	}
	changed := slices.DeleteFunc(p.Lines, func(l PackingLine) bool { return l.Now == "" })
	picked, unknown := pick(changed, lines, func(l PackingLine) string { return l.ID })
	if unknown != "" {
		return Packing{}, fault.New(fault.NotFound, fmt.Sprintf("the number of %q did not change", unknown), "`daykit packing EVENT` lists those that did")
	}
	ev, err := d.event(ctx, id)
	if err != nil {
		return Packing{}, err
	}
	var changes []store.Change
	for _, l := range picked {
		fields := map[string]json.RawMessage{"offered": raw(l.Now)}
		if !keep {
			fields["amount"] = raw(l.Now)
		}
		changes = append(changes, sets(entityPacking, string(ev.ID)+"/"+l.ID, fields)...)
	}
	return d.setPacking(ctx, ev, changes)
}

// putPacking writes fields of a line and, where it is another, who brings it, as one act.
func (d *Desk) putPacking(ctx context.Context, ev event.Event, line PackingLine, fields map[string]json.RawMessage, before string) (Packing, error) {
	var changes []store.Change
	if len(fields) > 0 {
		changes = sets(entityPacking, string(ev.ID)+"/"+line.ID, fields)
	}
	if line.Who != before {
		who, err := d.setDoer(ctx, ev, entityPacking, line.ID, line.Who)
		if err != nil {
			return Packing{}, err
		}
		changes = append(changes, who...)
	}
	return d.setPacking(ctx, ev, changes)
}

func (d *Desk) packingLine(ctx context.Context, id, line string) (event.Event, PackingLine, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ev, PackingLine{}, err
	}
	all, err := d.packed(ctx, ev)
	if err != nil {
		return ev, PackingLine{}, err
	}
	i := slices.IndexFunc(all, func(l PackingLine) bool { return l.ID == line })
	if i < 0 {
		return ev, PackingLine{}, fault.New(fault.NotFound, "that is not on the list any more", "`daykit packing EVENT` lists what is")
	}
	return ev, all[i], nil
}

// read checks what a person typed.
func (f PackingForm) read() (PackingLine, error) {
	l := PackingLine{
		Thing: plan.Thing{Kind: f.Kind, What: strings.TrimSpace(f.What), Amount: strings.TrimSpace(f.Amount), For: []string{}},
		From:  strings.TrimSpace(f.From), Who: strings.TrimSpace(f.Who), Done: f.Done,
	}
	if l.Kind == "" {
		l.Kind = plan.ThingKit
	}
	if kindPlace(l.Kind) < 0 {
		return l, fault.Invalidf("write kit, care or permission", "kind: %q is not a part of the list", f.Kind)
	}
	if l.What == "" {
		return l, fault.Invalidf("", "what: write what to bring or to see to")
	}
	for _, t := range []struct{ field, text string }{{"what", l.What}, {"amount", l.Amount}, {"from", l.From}, {"who", l.Who}} {
		if !shortText(t.text, MaxPackingWords) {
			return l, fault.Invalidf("", "%s: at most %d characters", t.field, MaxPackingWords)
		}
	}
	return l, nil
}
