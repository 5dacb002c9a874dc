package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// consentMissing is what Voice.Consent says of a voice that an event names and no pack
// here has.
const consentMissing = "missing"

// PackCheck is what is to be done about voices that were withdrawn.
type PackCheck struct {
	TakeDown []TakeDown    `json:"take_down"` // prints that carry such a voice, newest first in each event
	Choose   []StruckVoice `json:"choose"`    // events that still name one
	Pages    []PageDown    `json:"pages"`     // pages that show one until the next sync
}

// TakeDown is a print to be taken down or called back.
type TakeDown struct {
	Event  string      `json:"event"` // id
	Title  string      `json:"title"`
	Voice  string      `json:"voice"` // id
	Credit string      `json:"credit"`
	Since  string      `json:"since"` // date of the withdrawal
	Print  PrintRecord `json:"print"`
}

// StruckVoice is a voice that an event names and nothing may carry.
type StruckVoice struct {
	Event  string `json:"event"` // id
	Title  string `json:"title"`
	Voice  string `json:"voice"` // id
	Credit string `json:"credit"`
	Page   bool   `json:"page"` // for its page, and nothing else of it
}

// CheckPacks says which prints to take down, which pages still show a withdrawn voice, and
// which events still name one. The ledger is the group's: it knows what its other laptops printed.
func (d *Desk) CheckPacks(ctx context.Context) (PackCheck, error) {
	out := PackCheck{TakeDown: []TakeDown{}, Choose: []StruckVoice{}, Pages: []PageDown{}}
	evs, err := d.events(ctx)
	if err != nil {
		return out, err
	}
	gone, err := d.struckVoices(ctx)
	if err != nil {
		return out, err
	}
	waiting, err := d.store.WaitingEntities(ctx)
	if err != nil {
		return out, err
	}
	sent, err := d.store.DeliveredEntities(ctx)
	if err != nil {
		return out, err
	}
	for _, ev := range evs {
		out.Choose = append(out.Choose, gone.namedBy(ev)...)
		prints, err := d.Prints(ctx, string(ev.ID))
		if err != nil {
			return out, err
		}
		out.TakeDown = append(out.TakeDown, gone.printed(ev, prints)...)
		page, shows, err := d.pageDown(ctx, ev, gone, waiting, sent)
		if err != nil {
			return out, err
		}
		if shows {
			out.Pages = append(out.Pages, page)
		}
	}
	return out, nil
}

// struckVoices are the voices that were withdrawn, of a campaign and of the group's own.
type struckVoices struct {
	list content.Withdrawals
	own  map[string]struckOwn
	pack *content.Pack
}

func (d *Desk) struckVoices(ctx context.Context) (struckVoices, error) {
	pack, err := d.library(ctx)
	if err != nil {
		return struckVoices{}, err
	}
	own, err := d.withdrawnOwn(ctx)
	return struckVoices{list: d.holdings().Held.List, own: own, pack: pack}, err
}

// since gives the date of the withdrawal; empty of a voice that was not withdrawn.
func (s struckVoices) since(id string) string {
	w, _ := s.list.Find(id)
	return cmp.Or(w.Since, s.own[id].Since)
}

func (s struckVoices) credit(id string) string {
	v, _ := s.pack.Voice(id)
	return v.Credit
}

// namedBy lists the withdrawn voices that an event names.
func (s struckVoices) namedBy(ev event.Event) (out []StruckVoice) {
	title, _ := ev.Title.In(mainLang(ev), "en")
	add := func(id string, page bool) {
		if s.since(id) != "" {
			out = append(out, StruckVoice{Event: string(ev.ID), Title: title, Voice: id, Credit: s.credit(id), Page: page})
		}
	}
	for _, id := range ev.Voices {
		add(id, false)
	}
	add(ev.SignupPage.Voice, true)
	return out
}

// printed lists the prints of an event that carry a withdrawn voice.
func (s struckVoices) printed(ev event.Event, prints []PrintRecord) (out []TakeDown) {
	title, _ := ev.Title.In(mainLang(ev), "en")
	for _, p := range prints {
		for _, id := range p.Withdrawn {
			out = append(out, TakeDown{Event: string(ev.ID), Title: title, Voice: id, Credit: s.credit(id), Since: s.since(id), Print: p})
		}
	}
	return out
}

// withdrawn gives those of the voices that were withdrawn, of a campaign's and of the
// group's own.
func (d *Desk) withdrawn(own map[string]struckOwn, voices []string) []string {
	list, out := d.holdings().Held.List, []string{}
	for _, v := range voices {
		if _, gone := own[v]; gone || list.Names(v) {
			out = append(out, v)
		}
	}
	return out
}

// mayCarry refuses what carries the event's voices while it names one that was
// withdrawn, that is not here, or of which nobody has heard for too long: it would not
// do to leave that one out and say nothing.
func mayCarry(pack *content.Pack, ev event.Event) error {
	for _, id := range ev.Voices {
		v, ok := pack.Voice(id)
		if !ok {
			return fault.New(fault.NotFound, fmt.Sprintf("the event names a voice %q that is not on this laptop", id),
				"sync, or add the campaign's pack (daykit pack add FILE); or choose other voices")
		}
		err := v.Consent.Allows(content.Print, ev.Date)
		if errors.Is(err, content.ErrWithdrawn) || errors.Is(err, content.ErrUnchecked) || errors.Is(err, content.ErrLocked) {
			return notAgreed(v, err)
		}
	}
	return nil
}

// notAgreed says why a voice may not be used, and what to do next.
func notAgreed(v content.Voice, err error) error {
	switch {
	case errors.Is(err, content.ErrWithdrawn):
		return fault.Wrap(err, fault.Denied, fmt.Sprintf("the voice of %s was withdrawn, so nothing new may carry it", v.Credit),
			"choose other voices for the event (daykit choose), and see what to take down (daykit pack check)")
	case errors.Is(err, content.ErrUnchecked):
		return fault.Wrap(err, fault.Denied, fmt.Sprintf("this laptop has not heard for 45 days whether the voice of %s was withdrawn", v.Credit),
			"sync once, or take in the campaign's newest list from a stick (daykit pack withdraw FILE); posters without a voice print as ever")
	}
	return otherwise(v, err)
}

// packOfVoice gives the id of the pack that a voice comes from; empty for the built-in one.
func packOfVoice(current []content.Edition, id string) string {
	for _, e := range current {
		if slices.ContainsFunc(e.Content.Voices, func(v content.Voice) bool { return v.ID == id }) {
			return e.ID
		}
	}
	return ""
}
