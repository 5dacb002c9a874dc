package desk

import (
	"context"
	"encoding/json"
	"slices"

	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// Outgoing says exactly what the next sync would send, and what it never sends.
func (d *Desk) Outgoing(ctx context.Context) (Outgoing, error) {
	out := Outgoing{Totals: []OutgoingTotals{}, Pages: []OutgoingPage{}, Stays: []string{"names", "contacts", "plans"}}
	evs, err := d.events(ctx)
	if err != nil {
		return out, err
	}
	waiting, err := d.store.WaitingEntities(ctx)
	if err != nil {
		return out, err
	}
	for _, ev := range evs {
		id := string(ev.ID)
		t, send, changed, err := d.totals(ctx, ev)
		if err != nil {
			return out, err
		}
		if send {
			changed = changed || waiting[wire.EntityReport+"/"+id]
			out.Totals = append(out.Totals, OutgoingTotals{
				ID: id, Title: t.Title, SignedUp: t.SignedUp, Arrived: t.Arrived, WalkIns: t.WalkIns, Changed: changed,
				Languages: t.Languages, Activities: t.Activities, Objectives: t.Objectives, FirstTime: t.FirstTime,
			})
		}
		sent, err := d.page(ctx, id)
		if err != nil {
			return out, err
		}
		if len(sent) > 0 {
			var page wire.Page
			if err := json.Unmarshal(sent, &page); err != nil {
				return out, fault.Wrap(err, fault.Damaged, "a page does not read back", "publish it again")
			}
			out.Pages = append(out.Pages, OutgoingPage{
				ID: id, Title: t.Title, Place: ev.Venue.Place(), Changed: waiting[wire.EntityPage+"/"+id],
				Town: page.Town, Listed: page.Listed,
			})
		}
	}
	out.Nothing, err = d.nothingNew(ctx, out)
	return out, err
}

// nothingNew says whether a sync would send nothing of the group's but what is there
// already: no number, no page, nothing that goes sealed, no picture and no key.
func (d *Desk) nothingNew(ctx context.Context, out Outgoing) (bool, error) {
	if slices.ContainsFunc(out.Totals, func(t OutgoingTotals) bool { return t.Changed }) ||
		slices.ContainsFunc(out.Pages, func(p OutgoingPage) bool { return p.Changed }) {
		return false, nil
	}
	c, err := d.store.Counts(ctx)
	if err != nil || c.Waiting > 0 {
		return false, err
	}
	pictures, err := d.pictureState(ctx)
	if err != nil || pictures.ToSend > 0 {
		return false, err
	}
	if !d.organises() {
		return true, nil // a helper's laptop brings no keys
	}
	m, err := sync.Membership(ctx, d.store)
	if err != nil {
		return false, err
	}
	sheet, err := d.token(ctx)
	if err != nil || sheet.Digest != "" && sheet.Sent != m.Workspace {
		return false, err
	}
	return d.keysAreThere(ctx)
}
