package desk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// takeLetters takes in letters of the mailbox, in the order in which the server had them.
// Those that do not open are kept aside, and never block the others. Letters that are
// here already have no second effect. What cannot be decided about now stays at the
// server, for the next sync or another laptop.
func (d *Desk) takeLetters(ctx context.Context, letters []wire.Letter) error {
	opened, err := d.openLetters(ctx, letters)
	if err != nil {
		return err
	}
	t := taking{d: d, byEvent: map[string]*intake{}}
	var all []oplog.Letter
	for _, l := range opened {
		taken, ok, err := t.one(ctx, l)
		if err != nil {
			return err
		}
		if ok {
			all = append(all, taken)
		}
	}
	_, err = d.store.ImportSignups(ctx, all...)
	return err
}

// opened is a letter with what is in it, or why it does not open.
type opened struct {
	wire.Letter
	inside
	why unopened
}

// openLetters opens letters. When the key of some is not here, the keys at the server are
// taken in once more: a page goes out after the key that opens its sign-ups, so those that
// are there now have that of every letter that has come. What does not open then is left
// out, to stay at the server, unless the key that its page names is here: then no other is
// missing, and it is rubbish or was damaged.
func (d *Desk) openLetters(ctx context.Context, letters []wire.Letter) ([]opened, error) {
	all, missing, err := d.tryLetters(letters)
	if err != nil || !missing {
		return all, err
	}
	fresh := d.freshKeys(ctx)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if fresh == nil {
		if all, missing, err = d.tryLetters(letters); err != nil || !missing {
			return all, err
		}
	}
	complete := map[string]bool{}
	for _, l := range all {
		if _, asked := complete[l.Event]; !asked && fresh == nil {
			complete[l.Event] = d.hasNamedKey(ctx, l.Event)
		}
	}
	kept := slices.DeleteFunc(slices.Clone(all), func(l opened) bool { return l.why == whyNoKey && !complete[l.Event] })
	if n := len(all) - len(kept); n > 0 {
		d.opt.Log.WarnContext(ctx, "letters stay at the server until their key is here", "count", n, "error", fresh)
	}
	return kept, nil
}

// tryLetters opens letters with the keys that are here; missing says that some may need
// another.
func (d *Desk) tryLetters(letters []wire.Letter) (all []opened, missing bool, err error) {
	for _, l := range letters {
		o := opened{Letter: l}
		o.inside, err = d.openLetter(l)
		if err != nil && !errors.As(err, &o.why) {
			return nil, false, err
		}
		missing = missing || o.why == whyNoKey
		all = append(all, o)
	}
	return all, missing, nil
}

// freshKeys makes the keys here and those at the server the same, in the middle of a sync.
func (d *Desk) freshKeys(ctx context.Context) error {
	m, err := sync.Membership(ctx, d.store)
	if err != nil {
		return err
	}
	return d.carryKeys(ctx, d.client(), m) // by another client: the one that syncs is busy
}

// hasNamedKey says whether the key is here that the published page of an event names.
func (d *Desk) hasNamedKey(ctx context.Context, key string) bool {
	s, ok, err := d.statement(ctx, key)
	has := false
	return err == nil && ok && d.vault.View(func(bag *seal.Keybag) error {
		has = bag.Keys.OpensFor(key, s.Recipient)
		return nil
	}) == nil && has
}

// taking is what is known of the events of some letters.
type taking struct {
	d       *Desk
	byEvent map[string]*intake // nil of events that cannot be read
}

// one is a letter as it is to be written; not ok when its event cannot be read, which
// holds up no other.
func (t *taking) one(ctx context.Context, l opened) (out oplog.Letter, ok bool, err error) {
	in, err := t.of(ctx, l.Event)
	if in == nil || err != nil {
		return oplog.Letter{}, false, err
	}
	if l.why == whyNewer && in.crowded(l.ID) {
		return oplog.Letter{}, false, nil // it is no rubbish: it waits at the server for a later Daykit
	}
	if l.why != "" {
		return in.aside(l.Letter, string(l.why)), true, nil
	}
	if l.form != nil {
		out, ok = in.form(l.Letter, *l.form)
		return out, ok, nil
	}
	return in.signup(l.Letter, l.signup), true, nil
}

// of gives what is known of an event; nil when it cannot be read.
func (t *taking) of(ctx context.Context, key string) (*intake, error) {
	if in, known := t.byEvent[key]; known {
		return in, nil
	}
	in, err := t.d.intakeOf(ctx, key)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case fault.CodeOf(err) == fault.Locked:
		return nil, err
	case err != nil:
		t.d.opt.Log.WarnContext(ctx, "letters wait: their event cannot be read", "event", key, "error", err)
		in = nil
	}
	t.byEvent[key] = in
	return in, nil
}

// reopen tries the letters that did not open again, after other keys or another program
// may have come. What opens goes onto the list; once that is at the server nothing stays
// of the letter. It follows what others sent, so that nothing is written that they have
// written, corrected or erased. It says whether it wrote anything, so that another sync is
// due. No letter holds up others, nor the sync.
func (d *Desk) reopen(ctx context.Context) (wrote bool, err error) {
	all, err := d.reopenable(ctx)
	if err != nil || len(all) == 0 {
		return false, err
	}
	n, err := d.store.ReopenLetters(ctx, all...)
	if err == nil || ctx.Err() != nil {
		return n > 0, ctx.Err()
	}
	for _, l := range all { // one of them, and the others need not wait for it
		n, err := d.store.ReopenLetters(ctx, l)
		if ctx.Err() != nil {
			return wrote, ctx.Err()
		}
		if err != nil {
			d.opt.Log.WarnContext(ctx, "a letter opens and cannot be taken in", "event", l.Event, "letter", l.UUID, "error", err)
		}
		wrote = wrote || err == nil && n > 0
	}
	return wrote, nil
}

// reopenable are the letters that were kept aside and open by now.
func (d *Desk) reopenable(ctx context.Context) ([]oplog.AsideLetter, error) {
	rows, err := d.store.Entities(ctx, entityLetter, "")
	if err != nil {
		return nil, err
	}
	t := taking{d: d, byEvent: map[string]*intake{}}
	var out []oplog.AsideLetter
	for _, r := range rows {
		l, ok := asideAs(r)
		if !ok {
			continue
		}
		o := opened{Letter: l}
		if o.inside, err = d.openLetter(l); errors.As(err, &o.why) {
			continue
		}
		if err != nil {
			return nil, nil //nolint:nilerr // the keys were locked meanwhile: another time
		}
		taken, ok, err := t.one(ctx, o)
		if err != nil && fault.CodeOf(err) != fault.Locked {
			return nil, err
		}
		if ok {
			out = append(out, oplog.AsideLetter{Letter: taken, Kept: oplog.Entity{Kind: entityLetter, ID: r.ID}})
		}
	}
	return out, nil
}

// asideAs reads a kept letter back as it came; not ok when there is nothing to open.
func asideAs(r store.Row) (l wire.Letter, ok bool) {
	var kept asideLetter
	if decodeFields(r.Fields, &kept) != nil || len(kept.Sealed) == 0 {
		return l, false
	}
	key, id, _ := strings.Cut(r.ID, "/")
	return wire.Letter{ID: id, Event: key, Body: kept.Sealed}, true
}
