package desk

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"daykit/internal/data/store"
	"daykit/internal/domain/event"
)

// kindPoint is the kind of a point of the running order, where it says who does what; see
// entityDoer. Who leads a point is a name, so it is no part of the event's document in the
// log, where it could not be erased. A document that is read has it, while names are open.
const kindPoint = "point"

// withLeads says in a document who leads the points of its running order.
func (d *Desk) withLeads(ctx context.Context, ev event.Event) (event.Event, error) {
	if len(ev.Programme) == 0 {
		return ev, nil
	}
	said, err := d.doers(ctx, ev, kindPoint)
	if err != nil || len(said) == 0 {
		return ev, err
	}
	keys, done := pointKeys(ev), map[int]bool{}
	ev.Programme = slices.Clone(ev.Programme)
	for item, who := range said {
		if i := slices.IndexFunc(keys, func(k pointKey) bool { return k.item() == item }); i >= 0 {
			ev.Programme[i].Lead, done[i] = who, true
		}
	}
	for _, item := range slices.Sorted(maps.Keys(said)) { // of points that were changed on another laptop, or while names were locked
		if i := pointOf(item).find(keys); i >= 0 && !done[i] && said[item] != "" {
			ev.Programme[i].Lead, done[i] = said[item], true
		}
	}
	return ev, nil
}

// leadChanges are what a changed running order changes about who leads its points. They
// belong into the act that changes it.
func (d *Desk) leadChanges(ctx context.Context, ev, next event.Event) ([]store.Change, error) {
	if string(raw(ev.Programme)) == string(raw(next.Programme)) {
		return nil, nil
	}
	said, err := d.doers(ctx, next, kindPoint)
	if err != nil {
		return nil, err
	}
	want := map[string]string{}
	for item := range said {
		want[item] = "" // the point is gone, unless it is found below
	}
	for i, k := range pointKeys(next) {
		want[k.item()] = next.Programme[i].Lead
	}
	var out []store.Change
	for _, item := range slices.Sorted(maps.Keys(want)) {
		if want[item] == said[item] {
			continue
		}
		c, err := d.setDoer(ctx, next, kindPoint, item, want[item])
		if err != nil {
			return nil, err
		}
		out = append(out, c...)
	}
	return out, nil
}

// moveLeads takes out of an event's document who leads its points, where an older Daykit
// wrote it there, and keeps it as this one does. Nobody did that, so nobody undoes it.
func (d *Desk) moveLeads(ctx context.Context, ev event.Event) error {
	fields, err := d.store.Entity(ctx, entityEvent, string(ev.ID))
	if err != nil {
		return err
	}
	old := event.Event{ID: ev.ID}
	if err := decodeFields(map[string]json.RawMessage{"programme": fields["programme"]}, &old); err != nil || !led(old) {
		return err
	}
	out := sets(entityEvent, string(ev.ID), map[string]json.RawMessage{"programme": raw(leaderless(old).Programme)})
	names, err := d.leadChanges(ctx, leaderless(ev), ev)
	if err != nil {
		return err
	}
	return d.write(ctx, string(ev.ID), "", append(out, names...)...)
}

// led reports whether a document says who leads a point.
func led(ev event.Event) bool {
	return slices.ContainsFunc(ev.Programme, func(p event.ProgrammeItem) bool { return p.Lead != "" })
}

// leaderless is a document that does not say who leads the points.
func leaderless(ev event.Event) event.Event {
	ev.Programme = slices.Clone(ev.Programme)
	for i := range ev.Programme {
		ev.Programme[i].Lead = ""
	}
	return ev
}

// item is the key as a part of an id: 1740-0-ab12cd34.
func (k pointKey) item() string {
	return strings.ReplaceAll(k.Planned, ":", "") + "-" + strconv.Itoa(k.N) + "-" + k.Of
}

// pointOf reads what item wrote; what does not read is the key of no point.
func pointOf(item string) pointKey {
	parts := strings.Split(item, "-")
	if len(parts) != 3 || len(parts[0]) != 4 {
		return pointKey{N: -1}
	}
	n, err := strconv.Atoi(parts[1])
	if err != nil {
		return pointKey{N: -1}
	}
	return pointKey{Planned: parts[0][:2] + ":" + parts[0][2:], N: n, Of: parts[2]}
}
