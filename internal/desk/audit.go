package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"daykit/internal/data/store"
)

// factAudit is the kind of the facts of the audit trail, which package store writes.
const factAudit = "audit"

// What the audit trail of package desk says.
const (
	auditExport   = "export"
	auditPrint    = "print"
	auditContacts = "contacts-opened"
	auditBackup   = "backup"
	auditErase    = "erase"
	auditUnlock   = "unlock"
)

// contactsAgain is how long one opening of the contacts of an event stands for all: a
// window asks for the list many times a minute.
const contactsAgain = time.Hour

// AuditEntry is one thing that was done with people's data. It names nobody.
type AuditEntry struct {
	At     string `json:"at"`     // RFC 3339
	What   string `json:"what"`   // export, merge, print, contacts-opened, backup, restore, pair, revoke, erase or unlock
	Event  string `json:"event"`  // empty for what belongs to none
	Device string `json:"device"` // id of a laptop
	Detail string `json:"detail"`
}

// Audit lists what was done with the data of an event's people, newest first. With an
// empty id it is that of every event, deleted ones too, and what belongs to none.
func (d *Desk) Audit(ctx context.Context, id string) ([]AuditEntry, error) {
	keys := []string{""}
	if id != "" {
		key, err := d.historyKey(ctx, id)
		if err != nil {
			return nil, err
		}
		keys[0] = key
	} else {
		rows, err := d.store.Entities(ctx, entityEvent, "")
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			keys = append(keys, r.ID)
		}
	}
	out := []AuditEntry{}
	for _, key := range keys {
		notes, err := d.store.Notes(ctx, key)
		if err != nil {
			return nil, err
		}
		for _, n := range notes {
			out = append(out, AuditEntry{At: instant(n.At), What: n.What, Event: key, Device: n.Device, Detail: n.Detail})
		}
	}
	slices.SortStableFunc(out, func(a, b AuditEntry) int { return cmp.Compare(b.At, a.At) })
	return out, nil
}

// note takes down what this laptop did with people's data.
func (d *Desk) note(ctx context.Context, what, event, detail string) error {
	return d.store.Audit(ctx, store.Note{What: what, Event: event, Detail: detail, Device: d.deviceID()})
}

// deviceID names this laptop in the audit trail; a helper's does not know its id.
func (d *Desk) deviceID() string {
	role := d.vault.Role()
	if role == "" {
		return "" // while locked it has no name
	}
	return cmp.Or(d.vault.Own().ID, roleName(role))
}

// OpenContacts is Guests for whoever gets to see how to reach them: the audit trail
// says so, once an hour at most.
func (d *Desk) OpenContacts(ctx context.Context, id string) ([]Guest, error) {
	guests, err := d.Guests(ctx, id)
	if err != nil || !slices.ContainsFunc(guests, func(g Guest) bool { return g.Contact != "" || g.Notes != "" }) {
		return guests, err
	}
	key, err := d.eventKey(ctx, id)
	if err != nil {
		return nil, err
	}
	return guests, d.contactsOpened(ctx, key)
}

// contactsOpened takes down that somebody gets to see contacts, once an hour at most.
func (d *Desk) contactsOpened(ctx context.Context, key string) error {
	notes, err := d.store.Notes(ctx, key)
	if err != nil {
		return err
	}
	own, since := d.deviceID(), d.now().Add(-contactsAgain)
	if slices.ContainsFunc(notes, func(n store.Note) bool {
		return n.What == auditContacts && n.Device == own && n.At.After(since) && !n.At.After(d.now())
	}) {
		return nil
	}
	return d.note(ctx, auditContacts, key, "")
}

// notePrints takes down the prints that carry people.
func (d *Desk) notePrints(ctx context.Context, event string, prints []printFact) error {
	for _, p := range prints {
		if !p.people {
			continue
		}
		if err := d.note(ctx, auditPrint, event, p.Kind); err != nil {
			return err
		}
	}
	return nil
}
