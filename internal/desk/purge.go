package desk

import (
	"context"
	"maps"
	"slices"

	"daykit/internal/data/oplog"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// taskDelete reminds of Purge, from the day after the event until nobody is left.
const taskDelete = "delete-names"

// Deletion is a past event whose names are still here.
type Deletion struct {
	Event    string `json:"event"`
	Title    string `json:"title"`
	Due      string `json:"due"`       // 2027-03-18
	LateDays int    `json:"late_days"` // over 0 late, under 0 to come
}

// Deletions lists the past events whose names are still here.
func (d *Desk) Deletions(ctx context.Context) ([]Deletion, error) {
	evs, err := d.events(ctx)
	if err != nil {
		return nil, err
	}
	out := []Deletion{}
	for _, ev := range evs {
		due, err := d.deletionDue(ctx, ev)
		if err != nil {
			return nil, err
		}
		if due {
			title, _ := ev.Title.In(mainLang(ev), "en")
			out = append(out, Deletion{Event: string(ev.ID), Title: title, Due: ev.DeleteOn(), LateDays: event.DaysBetween(ev.DeleteOn(), d.today(ev))})
		}
	}
	return out, nil
}

// deletionDue says whether an event is over and its names are still here. While they
// are locked it is taken that they are.
func (d *Desk) deletionDue(ctx context.Context, ev event.Event) (bool, error) {
	if d.daysTo(ev) >= 0 {
		return false, nil
	}
	people, err := d.people(ctx, ev)
	if err == nil && led(ev) {
		return true, nil // an older Daykit wrote it into the document
	}
	if err != nil && fault.CodeOf(err) == fault.Locked {
		return true, nil
	}
	return len(people) > 0, err
}

// people gives all entries of an event that name somebody who came, signed up or helped,
// and those that may: whatever fates says is purged.
func (d *Desk) people(ctx context.Context, ev event.Event) ([]oplog.Entity, error) {
	out, err := d.writtenInto(ctx, ev)
	if err != nil {
		return nil, err
	}
	all := fates()
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		if !all[kind].purged {
			continue
		}
		rows, err := d.store.Entities(ctx, kind, string(ev.ID)+"/")
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			out = append(out, oplog.Entity{Kind: kind, ID: r.ID})
		}
	}
	photos, err := d.photographsDue(ctx, ev)
	if err != nil || len(photos) == 0 {
		return out, err
	}
	words, err := d.photoWords(ctx, ev)
	return append(out, photoEntities(ev, photos, words)...), err
}

// Purge erases everybody of an event that is over, as EraseGuest does: guests, walk-ins, crew,
// contacts, and who did what. It keeps the totals. It cannot be undone.
func (d *Desk) Purge(ctx context.Context, id string) (Erased, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Erased{}, err
	}
	if d.daysTo(ev) >= 0 {
		return Erased{}, fault.New(fault.Conflict, "the event is not over yet", "erase single people with `daykit erase`")
	}
	if err := d.names(); err != nil {
		return Erased{}, err
	}
	if err := d.moveLeads(ctx, ev); err != nil {
		return Erased{}, err
	}
	people, err := d.people(ctx, ev)
	if err != nil {
		return Erased{}, err
	}
	photos, err := d.photographsDue(ctx, ev)
	if err != nil {
		return Erased{}, err
	}
	gone, err := d.erase(ctx, ev, people...)
	if err != nil {
		return gone, err
	}
	return gone, d.photographsErased(ctx, ev, photos)
}

// withoutErased takes out of a list of guests those who were erased, and gives their number.
func withoutErased(guests []event.Guest, erased map[string]bool) ([]event.Guest, int) {
	kept := make([]event.Guest, 0, len(guests))
	for _, g := range guests {
		if !erased[g.ID] {
			kept = append(kept, g)
		}
	}
	return kept, len(guests) - len(kept)
}
