package desk

import (
	"context"
	"encoding/json"
	"time"

	"daykit/internal/domain/event"
)

// bornFields are those of an event that is begun on a date.
func bornFields(ev event.Event, begun string) (map[string]json.RawMessage, error) {
	fields, err := eventFields(ev)
	if err != nil {
		return nil, err
	}
	fields[fieldDeleted], fields[fieldBegun] = raw(false), raw(begun)
	return fields, nil
}

// begun is the date on which an event was begun to be planned for its day. Where an older
// Daykit began it, that is when it got its time zone, which nobody changes.
func (d *Desk) begun(ctx context.Context, ev event.Event) (string, error) {
	rows, err := d.store.Entities(ctx, entityEvent, string(ev.ID), fieldBegun)
	if err != nil {
		return "", err
	}
	for _, r := range rows {
		var begun string
		if r.ID == string(ev.ID) && json.Unmarshal(r.Fields[fieldBegun], &begun) == nil && begun != "" {
			return begun, nil
		}
	}
	stamps, err := d.store.Stamps(ctx, entityEvent, string(ev.ID), "timezone")
	if s, ok := stamps[string(ev.ID)]; ok {
		return s.HLC.Time().In(zone(ev)).Format(time.DateOnly), err
	}
	return "", err
}
