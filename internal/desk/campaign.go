package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// settingLocale is a setting of this laptop's own, which never travels.
const settingLocale = "locale"

// State says what the always-visible line shows.
func (d *Desk) State(ctx context.Context) (State, error) {
	st, err := d.Status(ctx)
	if err != nil {
		return State{}, err
	}
	evs, err := d.events(ctx)
	if err != nil {
		return State{}, err
	}
	m, err := sync.Membership(ctx, d.store)
	if err != nil {
		return State{}, err
	}
	loc, err := d.store.Setting(ctx, settingLocale)
	if err != nil {
		return State{}, err
	}
	if loc == "" {
		loc = "en-GB"
	}
	return State{
		Version: d.opt.Version, Events: len(evs), Joined: m.Joined(), Group: m.Group, Server: m.PublicURL,
		Waiting: st.Waiting, Quarantined: st.Quarantined, LastReceipt: st.LastReceipt, SafeToWipe: st.SafeToWipe,
		Locale: loc, FontsNote: d.fonts.Note(), Locked: st.Keys.Locked, Keys: st.Keys,
	}, nil
}

// SetLocale chooses the language of the window.
func (d *Desk) SetLocale(ctx context.Context, tag string) error {
	return d.store.SetSetting(ctx, settingLocale, tag)
}

// Status sums up what Safety says, for those who ask how the sending goes.
func (d *Desk) Status(ctx context.Context) (Status, error) {
	c, err := d.store.Counts(ctx)
	if err != nil {
		return Status{}, err
	}
	out := Status{Waiting: c.Waiting, Quarantined: c.Quarantined}
	if !c.LastReceipt.IsZero() {
		out.LastReceipt = c.LastReceipt.UTC().Format(time.RFC3339)
	}
	if out.Keys, err = d.Keys(ctx); err != nil {
		return Status{}, err
	}
	if out.Held, err = d.Held(ctx); err != nil {
		return Status{}, err
	}
	if out.Backups, err = d.backups(); err != nil {
		return Status{}, err
	}
	if out.Pictures, err = d.pictureState(ctx); err != nil {
		return Status{}, err
	}
	safety, err := d.Safety(ctx)
	out.SafeToWipe = safety.Safe
	return out, err
}

// Join spends an invitation code of the campaign server at address.
func (d *Desk) Join(ctx context.Context, address, code string) (State, error) {
	client := d.client()
	if _, err := client.Join(ctx, address, code); err != nil {
		return State{}, err
	}
	if _, err := d.syncPacks(ctx, client); err != nil { // what was withdrawn counts from the first contact on
		return State{}, err
	}
	return d.State(ctx)
}

func (d *Desk) client() *sync.Client {
	return sync.New(sync.Config{
		Store: d.store, HTTP: d.opt.HTTP, Now: d.opt.Now, Rand: d.opt.Rand, Log: d.opt.Log, Label: d.listedAs(),
		Letters: d.takeLetters, Pages: d.pagesMayGo,
	})
}

// Publish makes the public page of an event, or brings it up to date, with how to sign up
// on it. The page goes out with the next sync, or the one that is under way, and never
// before the key that opens its sign-ups is at the server: pagesMayGo holds it back.
// Locked while the keys are not open: the group signs what the page asks.
func (d *Desk) Publish(ctx context.Context, id string) (EventView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return EventView{}, err
	}
	m, err := sync.Membership(ctx, d.store)
	if err != nil {
		return EventView{}, err
	}
	if !m.Joined() {
		return EventView{}, fault.New(fault.Denied, "this kit has not joined a campaign yet", "join with the invitation code first")
	}
	if err := d.mayPublish(ctx); err != nil {
		return EventView{}, err
	}
	changes, err := d.pageChanges(ctx, ev)
	if err != nil {
		return EventView{}, err
	}
	if len(changes) > 0 {
		if err := d.write(ctx, string(ev.ID), actPublish, changes...); err != nil {
			return EventView{}, err
		}
	}
	return d.view(ctx, ev)
}

// publicPage is all that a published page says. While the address is hidden
// nothing in it gives the place away.
func publicPage(ev event.Event) wire.Page {
	access := make([]string, 0, len(ev.Venue.Access))
	for _, a := range ev.Venue.Access {
		access = append(access, string(a))
	}
	return wire.Page{
		Title: ev.Title.Filled(), About: ev.Texts.About.Filled(), Group: ev.Group,
		Date: ev.Date, Start: ev.Start, End: ev.End, Timezone: ev.Timezone,
		Place: ev.Venue.Place(), Hidden: ev.Venue.HideAddress, Access: access,
		Languages: append([]string{}, ev.Languages...),
		Town:      publicTown(ev), Listed: isListed(ev),
	}
}

// publicTown is the town that the campaign may count the event in: none while the address
// is hidden.
func publicTown(ev event.Event) string {
	if ev.Venue.HideAddress {
		return ""
	}
	return strings.TrimSpace(ev.Venue.Town)
}

// isListed reports whether the event is on the public list of its town: where its organisers
// chose that, and its address is not hidden.
func isListed(ev event.Event) bool { return ev.SignupPage.Listed && publicTown(ev) != "" }

func (d *Desk) published(ctx context.Context, id string) (bool, error) {
	page, err := d.page(ctx, id)
	return len(page) > 0, err
}

// totals are the numbers that the campaign gets for an event. They are sent once
// the event is published or somebody came: a plan alone is nobody's business. A helper's
// laptop sends none: what it counted is in those of the organisers, once they have synced.
func (d *Desk) totals(ctx context.Context, ev event.Event) (t wire.Totals, send, changed bool, err error) {
	id := string(ev.ID)
	h, err := d.headcount(ctx, ev)
	if err != nil && fault.CodeOf(err) == fault.Locked {
		return t, false, false, nil // numbers that are not known are not sent
	}
	if err != nil {
		return t, false, false, err
	}
	title, _ := ev.Title.In("en", mainLang(ev))
	first, err := d.firstTimers(ctx, ev, h)
	if err != nil {
		return t, false, false, err
	}
	t = wire.Totals{
		Title: title, Date: ev.Date, SignedUp: h.SignedUp, Arrived: h.Arrived, WalkIns: h.WalkIns,
		Languages: ev.Languages, Activities: ev.Activities, Objectives: ev.Objectives, FirstTime: first,
	}
	pub, err := d.published(ctx, id)
	if err != nil {
		return t, false, false, err
	}
	have, err := d.store.Entity(ctx, wire.EntityReport, id)
	if err != nil {
		return t, false, false, err
	}
	sent := have[wire.FieldTotals]
	send = pub || sent != nil || h.InRoom > 0
	return t, send && d.vault.Role() != seal.DoorHelper, !sameJSON(sent, wire.Raw(t)), nil
}

// Sync sends the numbers and pages that Outgoing shows, and takes in what other
// laptops of the group sent.
func (d *Desk) Sync(ctx context.Context) (SyncResult, error) {
	return d.syncIf(ctx, func(store.Draft) error { return nil })
}

// syncIf is Sync, unless may says of what it would write that it must not go.
func (d *Desk) syncIf(ctx context.Context, may func(store.Draft) error) (SyncResult, error) {
	d.sending.Lock()
	defer d.sending.Unlock()
	if err := d.mayTravel(ctx); err != nil {
		return SyncResult{}, d.heldBack(ctx, err)
	}
	m, err := d.traveller(ctx)
	if err != nil {
		return SyncResult{}, err
	}
	had, err := d.arrivals(ctx)
	if err != nil {
		return SyncResult{}, err
	}
	draft, err := d.sendDraft(ctx) // before the server says what else it takes: nobody has seen that
	if err != nil {
		return SyncResult{}, err
	}
	if err := may(draft); err != nil {
		return SyncResult{}, err
	}
	client := d.client()
	if err := client.Reach(ctx); err != nil {
		return SyncResult{}, err // before the numbers are written down: unreachable changes nothing
	}
	if err := d.writeBeforeSync(ctx, client, m, draft); err != nil {
		return SyncResult{}, err
	}
	news, err := d.syncPacks(ctx, client) // first: what was withdrawn counts even if the rest breaks off
	if err != nil {
		return SyncResult{}, err
	}
	if err := d.dropVoices(ctx); err != nil {
		return SyncResult{}, err
	}
	out, err := d.syncWhole(ctx, client, m)
	if err == nil {
		out, err = d.withPictures(ctx, client, m, out)
	}
	out.Packs = news
	if err != nil {
		return out, err
	}
	d.lookAfterSync(ctx)
	return out, errors.Join(d.forgetLeft(ctx), d.cameSince(ctx, had, &out))
}

// writeBeforeSync writes down what is to go: the parts of reports that are ticked, and pages
// that name the newest keys, which go before them.
func (d *Desk) writeBeforeSync(ctx context.Context, client *sync.Client, m sync.Member, draft store.Draft) error {
	if err := d.saveBeforeSync(ctx); err != nil {
		return err
	}
	if err := d.giveParts(ctx, draft); err != nil {
		return err
	}
	if err := d.writeParts(ctx, draft); err != nil {
		return err
	}
	if err := d.carryKeys(ctx, client, m); err != nil {
		return err
	}
	return d.renewStatements(ctx)
}

// compareTries is how often what others send meanwhile is read before the receipt says
// the same as the log here.
const compareTries = 3

// syncLog pushes and pulls until the server's receipt agrees, or soon gives up: then
// Safety says that it did not. Each time it brings the keys first, which may have grown
// while it was under way, and tries the letters again that did not open.
func (d *Desk) syncLog(ctx context.Context, client *sync.Client, m sync.Member) (SyncResult, error) {
	var out SyncResult
	for range compareTries {
		if err := d.carryNewKeys(ctx, client, m); err != nil {
			return SyncResult{}, err
		}
		r, err := client.Sync(ctx)
		if err != nil {
			return SyncResult{}, err
		}
		out.Pushed, out.Pulled = out.Pushed+r.Pushed, out.Pulled+r.Pulled
		out.Waiting, out.Quarantined, out.Letters = r.Waiting, r.Quarantined, out.Letters+r.Letters
		wrote, err := d.reopen(ctx)
		if err != nil {
			return SyncResult{}, err
		}
		back, err := d.takeBackParts(ctx)
		if err != nil {
			return SyncResult{}, err
		}
		if wrote || back {
			continue
		}
		if out.Safe, err = d.compare(ctx, client); err != nil || out.Safe {
			return out, err
		}
	}
	return out, nil
}

// address is where an event's printed code leads: the payload of the code, in
// upper case where the server allows it (a smaller code), and the shorter form
// that people type. The code says the fingerprint of the group, by which the visitor's
// browser knows that the key it seals to is the group's and not the server's.
func (d *Desk) address(ctx context.Context, id event.ID) (payload, typed string, joined bool, err error) {
	m, err := sync.Membership(ctx, d.store)
	if err != nil {
		return "", "", false, err
	}
	base := d.opt.Campaign
	if m.Joined() {
		base = m.PublicURL
	}
	u, err := url.Parse(strings.TrimRight(base, "/"))
	if err != nil || u.Host == "" {
		return "", "", false, errors.Join(fmt.Errorf("campaign address %q is not a web address", base), err)
	}
	typed = u.Host + u.Path + "/e/" + string(id)
	payload = strings.ToUpper(u.Scheme+"://"+u.Host) + u.Path + "/E/" + string(id)
	mark, err := d.fingerprint(ctx)
	if err != nil {
		return "", "", false, err
	}
	if mark != "" {
		payload += "/" + mark
	}
	return payload, typed, m.Joined(), nil
}

func sameJSON(a, b json.RawMessage) bool {
	var x, y bytes.Buffer
	if len(a) == 0 || json.Compact(&x, a) != nil || json.Compact(&y, b) != nil {
		return false
	}
	return bytes.Equal(x.Bytes(), y.Bytes())
}
