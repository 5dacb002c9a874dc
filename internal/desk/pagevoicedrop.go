package desk

import (
	"context"
	"encoding/json"
	"errors"

	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// settingPageVoice, with the event's id after it, is the voice that a page carried which is
// to be sent without it.
const settingPageVoice = "pagevoice.left."

// repaged is what makes a published page another; nothing where it is the same. A voice
// that may not stand there any more goes with whatever else changes.
func (d *Desk) repaged(ctx context.Context, ev event.Event, have json.RawMessage, page wire.Page) ([]store.Change, error) {
	stands, err := d.stands(ctx, ev, page)
	if err != nil {
		return nil, err
	}
	if !stands {
		page.Voice = nil
	}
	if sameJSON(have, wire.Raw(page)) {
		return nil, nil
	}
	return pageSets(string(ev.ID), page), d.noteLeft(ctx, string(ev.ID), have, page)
}

// stands reports whether the voice of a page may stay on it, as far as it is known here. One
// that nobody has heard of for too long, or whose words are locked, stays where it is until
// more is known.
func (d *Desk) stands(ctx context.Context, ev event.Event, page wire.Page) (bool, error) {
	if page.Voice == nil {
		return true, nil
	}
	on, ok := voiceOn(page)
	if !ok {
		return false, nil // of a later program, which puts it there again
	}
	lib, err := d.library(ctx)
	if err != nil {
		return false, err
	}
	v, ok := lib.Voice(on.ID)
	if !ok {
		return true, nil // in a pack of another laptop
	}
	err = d.allowsOnPage(ev, v)
	return err == nil || errors.Is(err, content.ErrUnchecked) || errors.Is(err, content.ErrLocked), nil
}

// noteLeft remembers that a page is to be sent without the voice that it had: until then
// people read it there.
func (d *Desk) noteLeft(ctx context.Context, id string, have json.RawMessage, next wire.Page) error {
	var was wire.Page
	if len(have) == 0 || json.Unmarshal(have, &was) != nil {
		return nil //nolint:nilerr // what cannot be read nobody can take down
	}
	before, had := voiceOn(was)
	if after, _ := voiceOn(next); !had || after.ID == before.ID {
		return nil
	}
	return d.store.SetSetting(ctx, settingPageVoice+id, before.ID)
}

// dropVoices takes voices off the published pages on which they may not stand any more,
// since they were withdrawn or their consent is over. Nobody did it, so nobody undoes it.
func (d *Desk) dropVoices(ctx context.Context) error {
	if d.vault.Role() != seal.Organiser {
		return nil // whose pages a server does not take
	}
	evs, err := d.events(ctx)
	if err != nil {
		return err
	}
	for _, ev := range evs {
		have, page, err := d.readPage(ctx, string(ev.ID))
		if err != nil && fault.CodeOf(err) == fault.Damaged || err == nil && page.Voice == nil {
			continue
		}
		if err != nil {
			return err
		}
		changes, err := d.repaged(ctx, ev, have, page)
		if err != nil {
			return err
		}
		if len(changes) == 0 {
			continue
		}
		if err := d.write(ctx, string(ev.ID), "", changes...); err != nil {
			return err
		}
	}
	return nil
}

// PageDown is a page that people can read a withdrawn voice on until it was sent again.
type PageDown struct {
	Event   string `json:"event"` // id
	Title   string `json:"title"`
	Voice   string `json:"voice"` // id
	Credit  string `json:"credit"`
	Since   string `json:"since"`   // date of the withdrawal
	Address string `json:"address"` // as it is typed
}

// pageDown says whether the page of an event still shows a withdrawn voice to the world, as
// far as this laptop knows. waiting and sent are WaitingEntities and DeliveredEntities.
func (d *Desk) pageDown(ctx context.Context, ev event.Event, gone struckVoices, waiting, sent map[string]bool) (out PageDown, is bool, err error) {
	id := string(ev.ID)
	if !sent[wire.EntityPage+"/"+id] {
		return out, false, nil
	}
	page, err := d.pageOf(ctx, id)
	if err != nil {
		return out, false, err
	}
	on, _ := voiceOn(page)
	if waiting[wire.EntityPage+"/"+id] && gone.since(on.ID) == "" {
		if on.ID, err = d.store.Setting(ctx, settingPageVoice+id); err != nil {
			return out, false, err
		}
	}
	since := gone.since(on.ID)
	if since == "" {
		return out, false, nil
	}
	out = PageDown{Event: id, Voice: on.ID, Credit: gone.credit(on.ID), Since: since}
	out.Title, _ = ev.Title.In(mainLang(ev), "en")
	_, out.Address, _, err = d.address(ctx, ev.ID)
	return out, true, err
}

// forgetLeft forgets what pages carried that have been sent without it.
func (d *Desk) forgetLeft(ctx context.Context) error {
	waiting, err := d.store.WaitingEntities(ctx)
	if err != nil {
		return err
	}
	evs, err := d.events(ctx)
	if err != nil {
		return err
	}
	for _, ev := range evs {
		key := settingPageVoice + string(ev.ID)
		left, err := d.store.Setting(ctx, key)
		if err != nil {
			return err
		}
		if left == "" || waiting[wire.EntityPage+"/"+string(ev.ID)] {
			continue
		}
		if err := d.store.SetSetting(ctx, key, ""); err != nil {
			return err
		}
	}
	return nil
}
