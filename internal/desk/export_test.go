package desk

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"daykit/internal/data/backup"
	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/plan"
)

// Undeclared names what the workspace could keep and the table of classes does not
// know, by reading the types that are kept.
func Undeclared() []string {
	kept := map[string]any{
		entityEvent: event.Event{}, entityTask: storedTask{}, entityDuties: DutyAnswers{}, entityProof: content.Proof{}, entityGuest: event.Guest{},
		entityLetter: asideLetter{}, entityCrew: storedMember{}, entityShift: storedShift{}, entityTurn: storedTurn{}, entityVenue: storedVenue{}, entityMoney: storedMoney{}, entityReceipt: storedReceipt{}, entityRisk: storedRisk{}, entityPacking: storedThing{}, entityDoer: storedDoer{}, entityTemplate: plan.Outline{}, entityGuard: storedGuard{}, entityPost: storedPost{}, entityWatch: storedWatch{}, entityCarer: storedCarer{},
		entityPhotograph: storedPhotograph{}, entityPhotoWords: storedPhotoWords{}, entityPhotoBytes: storedPhotoBytes{},
	}
	var out []string
	for i := range reflect.TypeFor[signup]().NumField() { // a guest besides what came of their sign-up
		f := reflect.TypeFor[signup]().Field(i)
		if name := f.Tag.Get("json"); !f.Anonymous && f.IsExported() && classes[entityGuest][name] == 0 {
			out = append(out, entityGuest+"."+name)
		}
	}
	for f := range ownFields(content.OwnVoice{}) {
		if classes[entityVoice][f] == 0 && classes[entityVoiceWords][f] == 0 {
			out = append(out, entityVoice+"."+f)
		}
	}
	for entity, v := range kept {
		for i := range reflect.TypeOf(v).NumField() {
			f, _, _ := strings.Cut(reflect.TypeOf(v).Field(i).Tag.Get("json"), ",")
			notKept := f == "id" || (entity == entityEvent || entity == entityTemplate) && f == "schema" // of the file only
			if _, ok := classes[entity][f]; !ok && !notKept {
				out = append(out, entity+"."+f)
			}
		}
	}
	slices.Sort(out)
	return out
}

// ClassTable spells the table of classes, a line for each field.
func ClassTable() []string {
	var out []string
	for entity, fields := range classes {
		for f, c := range fields {
			out = append(out, entity+"."+f+" P"+string(rune('0'+c)))
		}
	}
	slices.Sort(out)
	return out
}

// FactKinds are the kinds of facts that may be kept.
func FactKinds() []string { return slices.Sorted(slices.Values(facts)) }

// Digest sums up the log of an event.
func Digest(ctx context.Context, d *Desk, id string) (string, error) {
	g := oplog.NewDigester()
	err := d.store.EventOps(ctx, id, func(o oplog.Op) error {
		g.Add(o.ID(), o.Hash)
		return nil
	})
	sum := g.Sum()
	return hex.EncodeToString(sum[:]), err
}

// DecodeEvent reads the lines of an event file, writes what it read and reads that: it
// gives the number of lines after the first, twice.
func DecodeEvent(r io.Reader) (first, second int, err error) {
	f, err := decodeEvent(r)
	if err != nil {
		return 0, 0, err
	}
	var again bytes.Buffer
	if err := f.encode(&again); err != nil {
		return 0, 0, err
	}
	g, err := decodeEvent(&again)
	return len(f.ops) + len(f.pictures), len(g.ops) + len(g.pictures), err
}

// Wordless names the fields that a person can be asked to settle and that have no words.
func Wordless() []string {
	var out []string
	for entity, all := range classes {
		for f := range all {
			if entity != wire.EntityPage && entity != wire.EntityReport && fieldNames[entity][f] == "" {
				out = append(out, entity+"."+f)
			}
		}
	}
	return out
}

// PublicPage is what publishing an event would send, as it would travel.
func PublicPage(ctx context.Context, d *Desk, id string) ([]byte, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	page := publicPage(ev)
	page.Signup, err = d.pageSignup(ev)
	return wire.Raw(page), err
}

// TakeLetters takes in letters as a sync does.
func TakeLetters(ctx context.Context, d *Desk, letters ...wire.Letter) error {
	return d.takeLetters(ctx, letters)
}

// Reopen tries letters again that did not open, as a sync does.
func Reopen(ctx context.Context, d *Desk) error {
	_, err := d.reopen(ctx)
	return err
}

// PutAside keeps a letter aside as a laptop without its key did.
func PutAside(ctx context.Context, d *Desk, letters ...wire.Letter) error {
	var all []oplog.Letter
	for _, l := range letters {
		in, err := d.intakeOf(ctx, l.Event)
		if err != nil {
			return err
		}
		all = append(all, in.aside(l, whyNoKey))
	}
	_, err := d.store.ImportSignups(ctx, all...)
	return err
}

// Aside counts the letters that are kept aside, shown or not.
func Aside(ctx context.Context, d *Desk) (int, error) {
	rows, err := d.store.Entities(ctx, entityLetter, "")
	return len(rows), err
}

// EraseGuestAlone erases a guest as a program did that knew nothing of their letter.
func EraseGuestAlone(ctx context.Context, d *Desk, id, who string) error {
	return d.store.Erase(ctx, entityGuest, id+"/"+who)
}

// NewEventKey draws another key for the sign-ups of an event and names it on its page.
func NewEventKey(ctx context.Context, d *Desk, id string) error {
	if err := d.vault.Edit(func(bag *seal.Keybag) error {
		_, err := bag.Keys.NewEventKey(id, seal.Hybrid)
		bag.Revision++
		return err
	}); err != nil {
		return err
	}
	return d.renewStatements(ctx)
}

// PutField gives a field of an event a value, whatever it is.
func PutField(ctx context.Context, d *Desk, id, field, value string) error {
	return d.write(ctx, id, "", sets(entityEvent, id, map[string]json.RawMessage{field: json.RawMessage(value)})...)
}

// DecodeSignup reads an opened letter.
func DecodeSignup(plain []byte) (wire.Signup, error) { return decodeSignup(plain) }

// CodeOf is where the printed code of an event leads, and what people type.
func CodeOf(ctx context.Context, d *Desk, id string) (payload, typed string, err error) {
	payload, typed, _, err = d.address(ctx, event.ID(id))
	return payload, typed, err
}

// PageOf is the page of an event as it was published.
func PageOf(ctx context.Context, d *Desk, id string) (p wire.Page, err error) {
	raw, err := d.page(ctx, id)
	if err != nil {
		return p, err
	}
	return p, json.Unmarshal(raw, &p)
}

// TakeIn is Merge without the backup before it.
func TakeIn(ctx context.Context, d *Desk, path string) (MergePreview, error) {
	f, err := d.readEventFile(path)
	if err != nil {
		return MergePreview{}, err
	}
	return d.take(ctx, path, f)
}

// SaveBefore makes a rolling backup unless the newest holds all.
func SaveBefore(ctx context.Context, d *Desk, reason backup.Reason) error {
	return d.saveBefore(ctx, reason)
}

// LaidOut is all that is on the pages of a print, as one text: what a picture of them
// shows, and no format can be searched for.
func LaidOut(ctx context.Context, d *Desk, id string, req PrintRequest) (string, error) {
	p, err := d.layOut(ctx, id, req, nil)
	return fmt.Sprintf("%q %q %q %q %v", p.Alt, p.title, p.address, p.notes, p.Problems) + dump(p.Pages), err
}

// dump spells a value with all that it points to.
func dump(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// TotalsOf gives the totals of an event as they were last written down to be sent.
func TotalsOf(ctx context.Context, d *Desk, id string) (t wire.Totals, err error) {
	f, err := d.store.Entity(ctx, wire.EntityReport, id)
	if err != nil {
		return t, err
	}
	return t, json.Unmarshal(f[wire.FieldTotals], &t)
}

// Unfated names the entities of the table of classes for which nobody has said what becomes
// of them when an event is copied or purged, and what fates says of no entity.
func Unfated() []string {
	var out []string
	all := fates()
	for entity := range classes {
		f, ok := all[entity]
		switch {
		case !ok:
			out = append(out, entity+": has no row in fates")
		case (f.take == nil) == (f.left == ""):
			out = append(out, entity+": is either taken into a copy or left out for a reason")
		case personal(entity) && !f.purged && f.stays == "":
			out = append(out, entity+": says who people are and is neither purged nor kept for a reason")
		}
	}
	for entity := range all {
		if _, ok := classes[entity]; !ok {
			out = append(out, entity+": is in no table of classes")
		}
	}
	slices.Sort(out)
	return out
}
