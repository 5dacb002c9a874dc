package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// actSignupState is the label of opening or closing the sign-up on the page.
const actSignupState = "signup.state"

// settingFingerprint keeps the fingerprint of the group's signing key for printing while
// the keys are locked. It is on every poster, so it is no secret.
const settingFingerprint = "keys.fingerprint"

// fingerprint names the key that signs statements in printed codes; empty where it was
// never known.
func (d *Desk) fingerprint(ctx context.Context) (string, error) {
	known, err := d.store.Setting(ctx, settingFingerprint)
	if err != nil {
		return "", err
	}
	var now string
	if d.vault.View(func(bag *seal.Keybag) error {
		now = wire.KeyFingerprint(bag.Keys.Group())
		return nil
	}) != nil || now == known {
		return known, nil // while the keys are locked it is the one that was known
	}
	return now, d.store.SetSetting(ctx, settingFingerprint, now)
}

// eventRecipient gives what sign-ups of an event are sealed to. A key that is drawn here
// is in the keybag on the disk before this returns, so that no statement names one that
// a crash could lose; and a sync brings the keybag to the server before any page.
func (d *Desk) eventRecipient(key string) (recipient string, err error) {
	err = d.vault.View(func(bag *seal.Keybag) error {
		recipient, err = bag.Keys.EventRecipient(key)
		return err
	})
	if !errors.Is(err, seal.ErrNoKey) {
		return recipient, err
	}
	err = d.vault.Edit(func(bag *seal.Keybag) error {
		recipient, err = bag.Keys.NewEventKey(key, seal.Hybrid)
		if err == nil {
			bag.Revision++
		}
		return err
	})
	if errors.Is(err, seal.ErrNoKey) {
		return "", fault.Wrap(err, fault.Denied, "a helper's laptop cannot open a sign-up page", "ask an organiser")
	}
	return recipient, err
}

// asked is what the page asks, in the order of the closed lists.
func asked(ev event.Event) wire.Ask {
	ask := wire.Ask{
		Name: slices.Contains(ev.Signup.Fields, "name"), Contact: slices.Contains(ev.Signup.Fields, "contact"),
		Ticks: chosen(event.OnlineTicks(), ev.Signup.Ticks), Food: chosen(event.SignupFood(), ev.SignupPage.Food),
	}
	if slices.Contains(ev.Signup.Fields, "party") {
		ask.Party = event.MaxPageParty
	}
	for _, a := range chosen(event.SignupAccess(), ev.SignupPage.Access) {
		ask.Access = append(ask.Access, string(a))
	}
	return ask
}

// chosen gives those of a closed list that were chosen.
func chosen[T comparable](all, picked []T) []T {
	var out []T
	for _, v := range all {
		if slices.Contains(picked, v) {
			out = append(out, v)
		}
	}
	return out
}

// signed is the statement of a page, signed with the group's key.
func (d *Desk) signed(s wire.Statement) (wire.SignedStatement, error) {
	return d.signedFor(wire.PurposeSignup, s)
}

// signedFor signs a statement for a purpose, with the group's key.
func (d *Desk) signedFor(purpose string, s any) (out wire.SignedStatement, err error) {
	out.Statement = string(wire.Raw(s))
	err = d.vault.View(func(bag *seal.Keybag) error {
		out.Key = bag.Keys.Group()
		out.Signature, err = bag.Keys.Sign(purpose, []byte(out.Statement))
		return err
	})
	return out, err
}

// pageSignup is how people sign up on the page of an event.
func (d *Desk) pageSignup(ev event.Event) (*wire.PageSignup, error) {
	if err := keepsSecret(ev); err != nil {
		return nil, err
	}
	until, err := ev.EndsBy()
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, err.Error(), "")
	}
	recipient, err := d.eventRecipient(string(ev.ID))
	if err != nil {
		return nil, err
	}
	signed, err := d.signed(wire.Statement{
		Version: 1, Event: string(ev.ID), Recipient: recipient, NotAfter: until.Format(time.RFC3339), Ask: asked(ev),
	})
	if err != nil {
		return nil, err
	}
	p := &wire.PageSignup{State: ev.SignupPage.StateOrOpen(), Statement: signed}
	if note := ev.SignupPage.Note.Filled(); len(note) > 0 {
		p.Note = note
	}
	return p, nil
}

// keepsSecret refuses a note that says the address that the event hides.
func keepsSecret(ev event.Event) error {
	if !ev.Venue.HideAddress {
		return nil
	}
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }
	for lang, note := range ev.SignupPage.Note {
		for _, secret := range []string{ev.Venue.Name, ev.Venue.Address, ev.Venue.Postcode} {
			if s := fold(secret); s != "" && strings.Contains(fold(note), s) {
				return fault.Invalidf("take it out, or stop hiding the address",
					"signup_page.note.%s: the note says the address, which this event hides", lang)
			}
		}
	}
	return nil
}

// pageChanges are what brings the published page up to what next says; none when it says
// so already.
func (d *Desk) pageChanges(ctx context.Context, next event.Event) ([]store.Change, error) {
	page := publicPage(next)
	var err error
	if page.Signup, err = d.pageSignup(next); err != nil {
		return nil, err
	}
	if page.Feedback, err = d.pageFeedback(next); err != nil {
		return nil, err
	}
	if page.Voice, err = d.pageVoice(ctx, next); err != nil {
		return nil, err
	}
	have, err := d.page(ctx, string(next.ID))
	if err != nil {
		return nil, err
	}
	return d.repaged(ctx, next, have, page)
}

// page is the page of an event as it was published; empty when it was not.
func (d *Desk) page(ctx context.Context, id string) (json.RawMessage, error) {
	f, err := d.store.Entity(ctx, wire.EntityPage, id)
	return f[wire.FieldPage], err
}

// SignupState says how the sign-up on an event's page is from now on: one of
// event.SignupStates, with a note in some languages, which takes the place of the one
// before. Where the page is published it goes out with the next sync. It is one act.
func (d *Desk) SignupState(ctx context.Context, id, state string, note event.Text) (EventView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return EventView{}, err
	}
	next := ev
	next.SignupPage.State, next.SignupPage.Note = state, note
	next = next.Normal()
	if err := d.validate(ctx, next, ev); err != nil {
		return EventView{}, err
	}
	changes, err := d.signupChanges(ctx, ev, next)
	if err != nil {
		return EventView{}, err
	}
	if len(changes) > 0 {
		if err := d.write(ctx, string(ev.ID), actSignupState, changes...); err != nil {
			return EventView{}, err
		}
	}
	return d.view(ctx, next)
}

// signupChanges are what turns an event into next, with its page where it has one.
func (d *Desk) signupChanges(ctx context.Context, ev, next event.Event) ([]store.Change, error) {
	fields, err := changedFields(ev, next)
	if err != nil {
		return nil, err
	}
	changes := sets(entityEvent, string(ev.ID), fields)
	pub, err := d.published(ctx, string(ev.ID))
	if err != nil || !pub {
		return changes, errors.Join(err, keepsSecret(next))
	}
	page, err := d.republished(ctx, next)
	return append(changes, page...), err
}

// republished brings the sign-up of a published page up to date and leaves the rest of
// the page as it is: nothing else becomes public by a change of the sign-up.
func (d *Desk) republished(ctx context.Context, ev event.Event) ([]store.Change, error) {
	have, page, err := d.readPage(ctx, string(ev.ID))
	if err != nil {
		return nil, err
	}
	if page.Signup, err = d.pageSignup(ev); err != nil {
		return nil, err
	}
	return d.repaged(ctx, ev, have, page)
}

// renewStatements names the newest keys on the published pages, after a laptop was taken
// off the list or two laptops drew one each. Nobody did it, so nobody undoes it.
func (d *Desk) renewStatements(ctx context.Context) error {
	changes, err := d.newStatements(ctx)
	if err != nil || len(changes) == 0 {
		return err
	}
	return d.write(ctx, "", "", changes...)
}

// newStatements are the pages that are to name newer keys.
func (d *Desk) newStatements(ctx context.Context) ([]store.Change, error) {
	if d.vault.Role() != seal.Organiser {
		return nil, nil
	}
	evs, err := d.events(ctx)
	if err != nil {
		return nil, err
	}
	var changes []store.Change
	for _, ev := range evs {
		s, ok, err := d.statement(ctx, string(ev.ID))
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		recipient, err := d.eventRecipient(string(ev.ID))
		if err != nil {
			return nil, err
		}
		if s.Recipient == recipient {
			continue
		}
		page, err := d.restated(ctx, ev, s, recipient)
		if err != nil {
			return nil, err
		}
		changes = append(changes, page...)
	}
	return changes, nil
}

// restated is a published page that says the same with another recipient.
func (d *Desk) restated(ctx context.Context, ev event.Event, s wire.Statement, recipient string) ([]store.Change, error) {
	have, err := d.page(ctx, string(ev.ID))
	if err != nil {
		return nil, err
	}
	var page wire.Page
	if err := json.Unmarshal(have, &page); err != nil || page.Signup == nil {
		return nil, err
	}
	s.Recipient = recipient
	if page.Signup.Statement, err = d.signed(s); err != nil {
		return nil, err
	}
	if err := d.askingAgain(&page, recipient); err != nil {
		return nil, err
	}
	return d.repaged(ctx, ev, have, page)
}

// statement reads what the published page of an event says of its sign-up; false when it
// is not published, or by a program that knew no sign-up.
func (d *Desk) statement(ctx context.Context, id string) (s wire.Statement, ok bool, err error) {
	have, err := d.page(ctx, id)
	if err != nil || len(have) == 0 {
		return s, false, err
	}
	var page wire.Page
	if err := json.Unmarshal(have, &page); err != nil || page.Signup == nil {
		return s, false, nil //nolint:nilerr // a page that cannot be read has no sign-up
	}
	if err := json.Unmarshal([]byte(page.Signup.Statement.Statement), &s); err != nil {
		return s, false, fmt.Errorf("read the statement of a page: %w", err)
	}
	return s, true, nil
}
