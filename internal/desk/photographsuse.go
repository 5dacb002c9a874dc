package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// kindPhotograph is a photograph that left as a file of its own, in the ledger of prints. It
// is no printable.
const kindPhotograph = "photograph"

// trimmedPhoto takes white space away that nobody meant, and uses that are there twice.
func trimmedPhoto(p content.EventPhoto) content.EventPhoto {
	for _, s := range []*string{&p.Caption, &p.Alt, &p.Credit, &p.Consent.By} {
		*s = strings.TrimSpace(*s)
	}
	asked := p.Consent.Uses
	p.Consent.Uses = []content.PhotoUse{}
	for _, use := range content.PhotoUses() { // in one order, so that the same is the same
		if slices.Contains(asked, use) {
			p.Consent.Uses = append(p.Consent.Uses, use)
		}
	}
	for _, use := range asked {
		if !slices.Contains(content.PhotoUses(), use) {
			p.Consent.Uses = append(p.Consent.Uses, use) // for Check to refuse
		}
	}
	return p
}

// SavePhotograph writes a photograph to a file for a use that was agreed to. The ledger says
// so, so that it can be taken down, and so does the audit trail, before the file is there.
func (d *Desk) SavePhotograph(ctx context.Context, id, photo string, use content.PhotoUse, path string) error {
	ev, err := d.event(ctx, id)
	if err != nil {
		return err
	}
	p, b, err := d.PhotographFor(ctx, id, photo, use)
	if err != nil {
		return err
	}
	return saveKnown(path, b, func() error { return d.usedPhotographs(ctx, ev, kindPhotograph, string(use), p.ID) })
}

// usedPhotographs writes into the ledger that photographs left for a use: kind is what they
// are in, such as a printable.
func (d *Desk) usedPhotographs(ctx context.Context, ev event.Event, kind, use string, photos ...string) error {
	fact := printFact{Kind: kind, Design: use, Lang: mainLang(ev), Pages: 1, Copies: 1, Photos: photos}
	if err := d.record(ctx, string(ev.ID), fact); err != nil {
		return err
	}
	return d.note(ctx, auditExport, string(ev.ID), fmt.Sprintf("photographs for %s: %d", use, len(photos)))
}

// WithdrawnPhotograph says where a photograph was used that was withdrawn.
type WithdrawnPhotograph struct {
	Photographs []Photograph  `json:"photographs"` // all of the event
	TakeDown    []PrintRecord `json:"take_down"`   // the newest first
}

// WithdrawPhotograph writes down that somebody in a photograph took their yes back. From
// then on it is used for nothing, and what it was used for is listed. What the campaign was
// sent is taken back with the next sync. It can be undone, for who chose the wrong one.
// Copies that were given away cannot be called back.
func (d *Desk) WithdrawPhotograph(ctx context.Context, id, photo string) (WithdrawnPhotograph, error) {
	ev, p, err := d.photograph(ctx, id, photo)
	if err != nil {
		return WithdrawnPhotograph{}, err
	}
	if p.Consent.Withdrawn == "" {
		fields := map[string]json.RawMessage{"withdrawn": raw(d.today(ev))}
		if err := d.write(ctx, string(ev.ID), actPhotograph, sets(entityPhotograph, string(ev.ID)+"/"+p.ID, fields)...); err != nil {
			return WithdrawnPhotograph{}, err
		}
		d.previews.forget()
	}
	return d.photographTakeDown(ctx, ev, p.ID)
}

// PhotographUses lists where a photograph was used, the newest first.
func (d *Desk) PhotographUses(ctx context.Context, id, photo string) ([]PrintRecord, error) {
	ev, p, err := d.photograph(ctx, id, photo)
	if err != nil {
		return nil, err
	}
	out, err := d.photographTakeDown(ctx, ev, p.ID)
	return out.TakeDown, err
}

func (d *Desk) photographTakeDown(ctx context.Context, ev event.Event, photo string) (WithdrawnPhotograph, error) {
	out := WithdrawnPhotograph{TakeDown: []PrintRecord{}}
	prints, err := d.Prints(ctx, string(ev.ID))
	if err != nil {
		return out, err
	}
	for _, p := range prints {
		if slices.Contains(p.Photos, photo) {
			out.TakeDown = append(out.TakeDown, p)
		}
	}
	out.Photographs, err = d.photographsOf(ctx, ev)
	return out, err
}

// DropPhotograph takes a photograph off the list. It can be undone; ForgetPhotograph takes
// one away for good.
func (d *Desk) DropPhotograph(ctx context.Context, id, photo string) ([]Photograph, error) {
	ev, p, err := d.photograph(ctx, id, photo)
	if err != nil {
		return nil, err
	}
	fields := map[string]json.RawMessage{fieldDeleted: raw(true)}
	if err := d.write(ctx, string(ev.ID), actPhotograph, sets(entityPhotograph, string(ev.ID)+"/"+p.ID, fields)...); err != nil {
		return nil, err
	}
	d.previews.forget()
	return d.photographsOf(ctx, ev)
}

// ForgetPhotograph erases the picture of a photograph, its caption and who asked: from this
// laptop, its log and its backups, and from the other laptops and the server when they next
// sync. What was agreed and where it was used stays, so that the take-down list does. It
// withdraws the photograph where nobody has, and cannot be undone.
func (d *Desk) ForgetPhotograph(ctx context.Context, id, photo string) (WithdrawnPhotograph, error) {
	ev, p, err := d.photograph(ctx, id, photo)
	if err != nil {
		return WithdrawnPhotograph{}, err
	}
	if p.Erased == "" {
		if _, err := d.WithdrawPhotograph(ctx, id, photo); err != nil {
			return WithdrawnPhotograph{}, err
		}
		if err := d.erasePhotographs(ctx, ev, p.ID); err != nil {
			return WithdrawnPhotograph{}, err
		}
	}
	return d.photographTakeDown(ctx, ev, p.ID)
}

// erasePhotographs erases words and pictures for good and says so in their records.
func (d *Desk) erasePhotographs(ctx context.Context, ev event.Event, photos ...string) error {
	words, err := d.photoWords(ctx, ev)
	if err != nil {
		return err
	}
	_, traces := d.store.EraseAll(ctx, photoEntities(ev, photos, words)...)
	if traces != nil && fault.CodeOf(traces) != fault.Locked {
		return traces
	}
	d.previews.forget()
	if err := d.photographsErased(ctx, ev, photos); err != nil {
		return err
	}
	if err := d.note(ctx, auditErase, string(ev.ID), fmt.Sprintf("photographs: %d", len(photos))); err != nil {
		return err
	}
	if traces != nil { // a reader kept them from being overwritten, which the note has tried again
		if _, err := d.store.EraseAll(ctx); err != nil {
			return err
		}
	}
	return d.shelf.Rewrite(ctx, d.store)
}

// photoEntities are the words and the pictures of photographs; the words are as photoWords
// gives them.
func photoEntities(ev event.Event, photos []string, words map[string]store.Row) []oplog.Entity {
	var out []oplog.Entity
	for _, p := range photos {
		at := string(ev.ID) + "/" + p
		out = append(out, oplog.Entity{Kind: entityPhotoWords, ID: at}, oplog.Entity{Kind: entityPhotoBytes, ID: at})
		if id := words[at].ID; id != "" && id != at {
			out = append(out, oplog.Entity{Kind: entityPhotoWords, ID: id})
		}
	}
	return out
}

// photographsErased writes down on which day pictures went.
func (d *Desk) photographsErased(ctx context.Context, ev event.Event, photos []string) error {
	for _, p := range photos {
		fields := map[string]json.RawMessage{"erased": raw(d.today(ev))}
		if err := d.write(ctx, string(ev.ID), "", sets(entityPhotograph, string(ev.ID)+"/"+p, fields)...); err != nil {
			return err
		}
	}
	return nil
}

// photographsDue are the photographs that go when an event's names are deleted: all but
// those whose record says that they may be kept until a day that is still to come. Those
// that were taken off the list go too, and pictures whose record was taken back or never
// written.
func (d *Desk) photographsDue(ctx context.Context, ev event.Event) ([]string, error) {
	rows, err := d.store.Entities(ctx, entityPhotograph, string(ev.ID)+"/")
	if err != nil {
		return nil, err
	}
	pictures, err := d.store.Stamps(ctx, entityPhotoBytes, string(ev.ID)+"/", "one") // without opening one
	if err != nil {
		return nil, err
	}
	var out []string
	for _, r := range rows {
		delete(pictures, r.ID)
		var kept storedPhotograph
		if err := decodeFields(r.Fields, &kept); err != nil {
			return nil, err
		}
		stays := kept.Until >= d.today(ev) && kept.Withdrawn == "" && !kept.Deleted && kept.Added != ""
		if kept.Erased == "" && !stays {
			out = append(out, strings.TrimPrefix(r.ID, string(ev.ID)+"/"))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(pictures)) {
		out = append(out, strings.TrimPrefix(id, string(ev.ID)+"/"))
	}
	return out, nil
}
