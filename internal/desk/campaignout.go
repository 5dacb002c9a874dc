package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// Outgoing says exactly what the next sync would send, byte for byte where it goes in the
// open, and what it never sends. It writes nothing.
func (d *Desk) Outgoing(ctx context.Context) (Outgoing, error) {
	out := Outgoing{
		Totals: []OutgoingTotals{}, Pages: []OutgoingPage{}, Stays: []string{"names", "contacts", "plans"},
		Parts: []OutgoingPart{}, Taken: []OutgoingPart{}, Ops: []OutgoingOp{}, Sealed: []OutgoingSealed{},
	}
	s, err := d.reports(ctx)
	if err != nil {
		return out, err
	}
	waiting, err := d.store.WaitingEntities(ctx)
	if err != nil {
		return out, err
	}
	for _, e := range s.events {
		if err := d.outgoingReport(ctx, e, s.book, waiting, &out); err != nil {
			return out, err
		}
	}
	for _, ev := range s.evs {
		if err := d.outgoingPage(ctx, ev, waiting, &out); err != nil {
			return out, err
		}
	}
	draft, err := d.draftOf(ctx, s)
	if err != nil {
		return out, err
	}
	if err := d.bytesOut(ctx, draft, &out); err != nil {
		return out, err
	}
	out.Nothing, err = d.nothingNew(ctx, out)
	return out, err
}

// outgoingReport adds the numbers of an event, and what else is ticked.
func (d *Desk) outgoingReport(ctx context.Context, e eventSending, book sendBook, waiting map[string]bool, out *Outgoing) error {
	ev, judged := e.ev, e.judged
	title, _ := ev.Title.In("en", mainLang(ev))
	for _, j := range judged {
		if j.kind != wire.PartNumbers || !j.on || j.why != "" {
			continue
		}
		t := *j.part.Numbers
		same, err := d.numbersAreThere(ctx, j)
		if err != nil {
			return err
		}
		out.Totals = append(out.Totals, OutgoingTotals{
			ID: string(ev.ID), Title: t.Title, SignedUp: t.SignedUp, Arrived: t.Arrived, WalkIns: t.WalkIns, Changed: !same || waiting[wire.EntityReport+"/"+j.id],
			Languages: t.Languages, Activities: t.Activities, Objectives: t.Objectives, FirstTime: t.FirstTime,
		})
	}
	parts, taken := partLines(ev, title, judged, book)
	for i, p := range parts {
		for _, j := range judged {
			if j.kind == p.Kind && j.id != "" {
				parts[i].Changed = parts[i].Changed || waiting[wire.EntityReport+"/"+j.id]
			}
		}
	}
	out.Parts, out.Taken = append(out.Parts, parts...), append(out.Taken, taken...)
	return nil
}

// numbersAreThere says whether numbers were written as they are now.
func (d *Desk) numbersAreThere(ctx context.Context, j judgement) (bool, error) {
	have, err := d.store.Entity(ctx, wire.EntityReport, j.id)
	return sameJSON(have[wire.FieldTotals], wire.Raw(*j.part.Numbers)) || have[wire.FieldPart] != nil, err
}

// outgoingPage adds the page of an event, where it is published.
func (d *Desk) outgoingPage(ctx context.Context, ev event.Event, waiting map[string]bool, out *Outgoing) error {
	id := string(ev.ID)
	sent, err := d.page(ctx, id)
	if err != nil || len(sent) == 0 {
		return err
	}
	var page wire.Page
	if err := json.Unmarshal(sent, &page); err != nil {
		return fault.Wrap(err, fault.Damaged, "a page does not read back", "publish it again")
	}
	title, _ := ev.Title.In("en", mainLang(ev))
	out.Pages = append(out.Pages, OutgoingPage{
		ID: id, Title: title, Place: ev.Venue.Place(), Changed: waiting[wire.EntityPage+"/"+id],
		Town: page.Town, Listed: page.Listed, Voice: voiceNamed(page),
	})
	return nil
}

// voiceNamed says whose words a page has: the name below them, or the id where no name was
// agreed.
func voiceNamed(page wire.Page) string {
	v, _ := voiceOn(page)
	return cmp.Or(v.Credit, v.ID)
}

// nothingNew says whether a sync would send nothing of the group's but what is there
// already: no number, no page, nothing that goes sealed, no picture and no key.
func (d *Desk) nothingNew(ctx context.Context, out Outgoing) (bool, error) {
	if slices.ContainsFunc(out.Totals, func(t OutgoingTotals) bool { return t.Changed }) ||
		slices.ContainsFunc(out.Pages, func(p OutgoingPage) bool { return p.Changed }) || len(out.Ops)+out.Drops > 0 {
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
