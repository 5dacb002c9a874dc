package desk

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// numbersPart are the totals of an event as something that could be sent.
func (d *Desk) numbersPart(ctx context.Context, ev event.Event) (candidate, error) {
	t, send, _, err := d.totals(ctx, ev)
	c := candidate{kind: wire.PartNumbers, part: wire.Part{Kind: wire.PartNumbers, Numbers: &t}, basis: wire.Raw(t)}
	if !send {
		c.why = SendNothing
	}
	return c, err
}

// sending is what is known of every event's report to the campaign.
type sending struct {
	book   sendBook
	events []eventSending
	evs    []event.Event // all that are here, also while names are locked
}

type eventSending struct {
	ev     event.Event
	judged []judgement
}

// reports gathers the reports of all events. While names are locked it has none, nor on a
// helper's laptop: what is not known is neither sent nor taken back.
func (d *Desk) reports(ctx context.Context) (out sending, err error) {
	if out.evs, err = d.events(ctx); err != nil {
		return out, err
	}
	if d.names() != nil || d.vault.Role() == seal.DoorHelper {
		return out, nil
	}
	if out.book, err = d.sendBook(ctx); err != nil {
		return out, err
	}
	for _, ev := range out.evs {
		judged, err := d.judged(ctx, ev, out.book)
		if err != nil {
			return out, err
		}
		out.events = append(out.events, eventSending{ev, judged})
	}
	return out, nil
}

// sendDraft is what a sync writes before it pushes: the totals and the parts of reports
// that are ticked and not written yet, and what of them is taken back.
func (d *Desk) sendDraft(ctx context.Context) (store.Draft, error) {
	s, err := d.reports(ctx)
	if err != nil {
		return store.Draft{}, err
	}
	return d.draftOf(ctx, s)
}

func (d *Desk) draftOf(ctx context.Context, s sending) (out store.Draft, err error) {
	for _, e := range s.events {
		changes, err := d.partChanges(ctx, e.ev, e.judged, s.book)
		if err != nil {
			return out, err
		}
		out.Changes = append(out.Changes, changes...)
		out.Erase = append(out.Erase, s.book.takenBack(e.ev.ID, e.judged)...)
	}
	gone, err := d.deletedParts(ctx, s.book, s.evs)
	out.Erase = append(out.Erase, gone...)
	return out, err
}

// judged are the candidates of an event with what was decided about them. What takes time
// to gather is left out where nothing but numbers is ticked and nothing else stands.
func (d *Desk) judged(ctx context.Context, ev event.Event, book sendBook) ([]judgement, error) {
	ticks, err := d.ticks(ctx, ev.ID)
	if err != nil {
		return nil, err
	}
	numbers, err := d.numbersPart(ctx, ev)
	if err != nil {
		return nil, err
	}
	all := []candidate{numbers}
	for _, kind := range SendKinds()[1:] {
		if partTick(ticks, kind).On {
			more, err := d.candidates(ctx, ev)
			if err != nil {
				return nil, err
			}
			all = append(all, more...)
			break
		}
	}
	return book.judge(ev.ID, ticks, all), nil
}

// partChanges writes what is ticked and does not stand yet.
func (d *Desk) partChanges(ctx context.Context, ev event.Event, judged []judgement, book sendBook) ([]store.Change, error) {
	var out []store.Change
	for _, j := range judged {
		if !j.on || j.why != "" || j.id == "" {
			continue
		}
		if j.id == string(ev.ID) {
			fields := map[string]json.RawMessage{wire.FieldTotals: wire.Raw(*j.part.Numbers)}
			out = append(out, sets(wire.EntityReport, j.id, fields)...)
			continue
		}
		if book.has(ev.ID, j.id) {
			continue
		}
		part := j.part
		if part.Photo != nil {
			picture := *part.Photo
			var err error
			picture.JPEG, err = d.campaignJPEG(ctx, ev, j.item)
			if code := fault.CodeOf(err); code == fault.NotFound || code == fault.Damaged {
				continue // it waits, and does not keep the sync from bringing the picture
			}
			if err != nil {
				return nil, err
			}
			part.Photo = &picture
		}
		if err := part.Check(); err != nil {
			return nil, fault.Wrap(err, fault.Invalid, "a part of the report cannot be sent: "+err.Error(), "untick it, or change it")
		}
		out = append(out, sets(wire.EntityReport, j.id, map[string]json.RawMessage{wire.FieldPart: wire.Raw(part)})...)
	}
	return out, nil
}

func (b sendBook) has(ev event.ID, id string) bool {
	for _, s := range b.standing[ev] {
		if s.id == id {
			return true
		}
	}
	return false
}

// takenBack are the parts that stand and are ticked no more, or that nobody may see any
// more, or in whose place another one goes. Parts of a kind that is not known here are left
// to who knows it, and numbers that cannot be sent now but are ticked stay.
func (b sendBook) takenBack(ev event.ID, judged []judgement) []oplog.Entity {
	keep := map[string]bool{}
	for _, j := range judged {
		if j.kind == wire.PartNumbers && j.on && j.why == SendNothing {
			keep[wire.PartNumbers] = true
		}
		if j.on && j.id != "" {
			keep[j.id] = true
		}
	}
	var out []oplog.Entity
	for _, s := range b.standing[ev] {
		if s.kind != "" && !keep[s.id] && (s.kind != wire.PartNumbers || !keep[wire.PartNumbers]) {
			out = append(out, oplog.Entity{Kind: wire.EntityReport, ID: s.id})
		}
	}
	return out
}

// deletedParts are the parts of events that were deleted. Their numbers stay, as they were
// sent: the event took place or was published.
func (d *Desk) deletedParts(ctx context.Context, book sendBook, evs []event.Event) ([]oplog.Entity, error) {
	here := map[event.ID]bool{}
	for _, ev := range evs {
		here[ev.ID] = true
	}
	var out []oplog.Entity
	for id, standing := range book.standing {
		if here[id] {
			continue
		}
		fields, err := d.store.Entity(ctx, entityEvent, string(id))
		if err != nil {
			return nil, err
		}
		if string(fields[fieldDeleted]) != "true" {
			continue // it has not come here yet
		}
		for _, s := range standing {
			if s.kind != "" && s.kind != wire.PartNumbers {
				out = append(out, oplog.Entity{Kind: wire.EntityReport, ID: s.id})
			}
		}
	}
	return out, nil
}

// writeParts writes the draft. Nobody did it, so nobody undoes it.
func (d *Desk) writeParts(ctx context.Context, draft store.Draft) error {
	if len(draft.Changes) > 0 {
		if err := d.write(ctx, "", "", draft.Changes...); err != nil {
			return err
		}
	}
	if len(draft.Erase) == 0 {
		return nil
	}
	_, err := d.store.EraseAll(ctx, draft.Erase...)
	if fault.CodeOf(err) == fault.Locked && d.names() == nil {
		err = nil // a reader keeps traces on this laptop for now, where they may be
	}
	return err
}

// giveParts keeps the numbers that go to the campaign with the answers on forms or with the
// umbrella's form, as those of a report that was given: what is sent or written after them
// must not tell of few people beside them. The totals are exact, and the server hides theirs.
func (d *Desk) giveParts(ctx context.Context, draft store.Draft) error {
	given := map[string]bool{}
	for _, c := range draft.Changes {
		set, ok := c.(store.SetChange)
		if !ok || set.Entity != wire.EntityReport || set.Fields[wire.FieldPart] == nil {
			continue
		}
		at, _, _ := strings.Cut(set.ID, "/")
		if kind := kindOfID(set.ID); given[at] || kind != wire.PartEvaluation && kind != wire.PartForm {
			continue
		}
		given[at] = true
		ev, err := d.event(ctx, at)
		if err != nil {
			return err
		}
		m, err := d.makeReport(ctx, ev, nil)
		if err != nil {
			return err
		}
		if err := d.give(ctx, at, m.numbers); err != nil {
			return err
		}
	}
	return nil
}

// takeBackParts takes back what another laptop of the group took back meanwhile, and what a
// newer part of another laptop stands in the place of, and reports whether that was anything.
// It sends nothing that nobody has seen: what is to be added goes with the next sync.
func (d *Desk) takeBackParts(ctx context.Context) (bool, error) {
	s, err := d.reports(ctx)
	if err != nil {
		return false, err
	}
	draft, err := d.draftOf(ctx, s)
	if err != nil {
		return false, err
	}
	replaced := map[string]bool{}
	for _, c := range draft.Changes {
		if set, ok := c.(store.SetChange); ok && set.Fields[wire.FieldPart] != nil {
			at, _, _ := strings.Cut(set.ID, "/")
			replaced[at+kindOfID(set.ID)] = true
		}
	}
	var erase []oplog.Entity
	for _, e := range draft.Erase {
		at, _, _ := strings.Cut(e.ID, "/")
		if kind := kindOfID(e.ID); manyOf(kind) || !replaced[at+kind] || s.book.outdated(event.ID(at), e.ID) {
			erase = append(erase, e)
		}
	}
	return len(erase) > 0, d.writeParts(ctx, store.Draft{Erase: erase})
}

// manyOf says whether an event can have several parts of a kind.
func manyOf(kind string) bool { return kind == wire.PartComment || kind == wire.PartPhoto }

// outdated says whether a newer part stands beside one of which an event has one at most: two
// laptops that have not heard of each other yet write one each, and the campaign would count
// both.
func (b sendBook) outdated(ev event.ID, id string) bool {
	standing := b.standing[ev]
	at := slices.IndexFunc(standing, func(s standingPart) bool { return s.id == id })
	if at < 0 || manyOf(standing[at].kind) {
		return false
	}
	return slices.ContainsFunc(standing, func(s standingPart) bool {
		return s.kind == standing[at].kind && s.at.Compare(standing[at].at) > 0
	})
}
