package desk

import (
	"context"
	"encoding/json"
	"strings"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// entityLetter is a letter of the mailbox that did not open; id: EVENT/UUID. It keeps the
// letter as it came, so that a laptop that gets the key later can open it, and the server
// need not.
const entityLetter = "letter"

// maxAside is how many letters of one event are kept unopened. Anybody can send letters
// that nobody can open; of more than these only the number is kept. A letter whose key may
// still come is none of them: it stays at the server.
const maxAside = 200

// factWish is what somebody chose of food and help; class Work. Its id is "wish-" and
// wire.Signup.Apart, and nothing ties it to a guest.
const factWish = "wish"

// wishFact counts once for each choice.
type wishFact struct {
	Food   []string `json:"food,omitempty"`
	Access []string `json:"access,omitempty"`
}

// asideLetter is a kept letter as it lies in the log.
type asideLetter struct {
	Why    string `json:"why"`
	Sealed []byte `json:"sealed,omitempty"`
}

// intake is what must be known of an event to take letters in.
type intake struct {
	known   map[string]bool // ids of sign-ups that are here, or were erased
	aside1  map[string]bool // ids of letters that were kept aside
	limit   int             // people that have room; 0 is no limit
	full    bool            // the organisers said so
	taken   int             // people who hold a place
	waiting bool            // somebody waits already, so nobody goes before them

	forms    map[string]bool // ids of forms that are here, or were taken away
	nextForm int             // the number of the last one
}

// crowded says whether as many letters are kept aside as may be, and not this one.
func (in *intake) crowded(id string) bool { return !in.aside1[id] && len(in.aside1) >= maxAside }

func (d *Desk) intakeOf(ctx context.Context, key string) (*intake, error) {
	in := &intake{known: map[string]bool{}, aside1: map[string]bool{}}
	ev, err := d.event(ctx, key)
	switch {
	case err == nil:
		in.limit, in.full = ev.Capacity, ev.SignupPage.State == event.SignupFull
	case fault.CodeOf(err) == fault.NotFound:
		ev.ID = event.ID(key) // deleted here, which may be taken back: its people are not lost
	default:
		return nil, err // how much room there is cannot be told
	}
	all, err := d.signups(ctx, ev)
	if err != nil {
		return nil, err
	}
	for _, s := range all {
		in.known[s.ID] = true
		if s.Merged != "" {
			continue
		}
		in.waiting = in.waiting || s.Place.State == placeWaiting
		if s.Place.holds() {
			in.taken += s.People()
		}
	}
	came, err := d.store.Stamps(ctx, entityGuest, key+"/", fieldVia)
	if err != nil {
		return nil, err
	}
	for id := range came { // taken off the list too, which may be undone
		in.known[strings.TrimPrefix(id, key+"/")] = true
	}
	erased, err := d.erasedGuests(ctx, ev)
	if err != nil {
		return nil, err
	}
	for id := range erased { // nothing of whom is written, so they take no place
		in.known[id] = true
	}
	rows, err := d.store.Entities(ctx, entityLetter, key+"/")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		in.aside1[strings.TrimPrefix(r.ID, key+"/")] = true
	}
	return in, d.intakeForms(ctx, ev, in)
}

// waits says whether a party that comes now is to wait, and counts it.
func (in *intake) waits(people int) bool {
	over := in.limit > 0 && in.taken+people > in.limit
	if in.full || in.waiting || over {
		in.waiting = true
		return true
	}
	in.taken += people
	return false
}

// signup writes somebody onto the list, and what they chose apart from it.
func (in *intake) signup(l wire.Letter, s wire.Signup) oplog.Letter {
	guest := guestOf(s)
	fields := map[string]json.RawMessage{fieldVia: raw(viaPage)}
	for k, v := range guestFields(guest) {
		if !isEmptyJSON(v) {
			fields[k] = v
		}
	}
	if len(s.Ticks) > 0 {
		fields[fieldTicks] = raw(s.Ticks)
	}
	out := oplog.Letter{Event: l.Event, UUID: l.ID, Drafts: drafts(entityGuest, fields)}
	if !in.known[l.ID] {
		in.known[l.ID] = true
		if in.waits(guest.People()) {
			out.Drafts = append(out.Drafts, drafts(entityGuest, map[string]json.RawMessage{fieldPlace: raw(place{State: placeWaiting})})...)
		}
	}
	if len(s.Food)+len(s.Access) > 0 {
		out.Facts = []oplog.AddBody{{
			ID: factWish + "-" + s.Apart, Kind: factWish, Event: l.Event, Body: raw(wishFact{Food: s.Food, Access: s.Access}),
		}}
	}
	return out
}

func guestOf(s wire.Signup) event.Guest {
	g := event.Guest{ID: s.ID, Name: s.Name, Lang: s.Lang, Party: s.Party}
	if strings.Contains(s.Contact, "@") {
		g.Email = s.Contact
	} else {
		g.Phone = s.Contact
	}
	return g
}

// aside keeps a letter that did not open.
func (in *intake) aside(l wire.Letter, why string) oplog.Letter {
	kept := asideLetter{Why: why, Sealed: l.Body}
	switch {
	case why == whyUnclear || why == whyForged:
		kept.Sealed = nil // it was opened, and no key will make more of it
	case in.crowded(l.ID):
		kept = asideLetter{Why: whyCrowded}
	}
	in.aside1[l.ID] = true
	fields := map[string]json.RawMessage{"why": raw(kept.Why)}
	if len(kept.Sealed) > 0 {
		fields["sealed"] = raw(kept.Sealed)
	}
	return oplog.Letter{Event: l.Event, UUID: l.ID, Drafts: drafts(entityLetter, fields)}
}

// drafts are sets in the classes of their fields, for an entity that a letter names.
func drafts(entity string, fields map[string]json.RawMessage) []oplog.Draft {
	var out []oplog.Draft
	for _, c := range sets(entity, "", fields) {
		if set, ok := c.(store.SetChange); ok {
			out = append(out, oplog.Draft{Class: set.Class, Set: oplog.SetBody{Entity: entity, Fields: set.Fields}})
		}
	}
	return out
}
