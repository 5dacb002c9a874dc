package desk

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"daykit/internal/data/seal"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// entityReceipt is a picture of a receipt; id: EVENT/RECEIPT. Each is a thing of its own,
// so that two laptops can add one to the same line.
const entityReceipt = "receipt"

const actReceipt = "receipt"

// MaxReceipts is how many pictures one line of money can have.
const MaxReceipts = 20

// storedReceipt is what the log keeps of a receipt.
type storedReceipt struct {
	Line    string `json:"line"` // of money
	File    string `json:"file"` // of the picture
	Deleted bool   `json:"deleted"`
}

// PickedReceipt is the money of an event after a receipt was picked.
type PickedReceipt struct {
	Money MoneyView `json:"money"`
	Notes []string  `json:"notes"` // what to know about the picture, of PhotoNotes
}

// AddReceipt takes the picture in the file at path into the workspace as a receipt of a
// line, as SetPhoto does: what it said about where and when it was taken stays behind.
func (d *Desk) AddReceipt(ctx context.Context, id, line, path string) (PickedReceipt, error) {
	ev, _, err := d.moneyLine(ctx, id, line)
	if err != nil {
		return PickedReceipt{}, err
	}
	have, err := d.receiptsOf(ctx, ev.ID)
	if err != nil {
		return PickedReceipt{}, err
	}
	if len(have[line]) >= MaxReceipts {
		return PickedReceipt{}, fault.Invalidf("make another line for the rest", "a line has at most %d receipts", MaxReceipts)
	}
	photo, err := openPicture(path)
	if err != nil {
		return PickedReceipt{}, err
	}
	file, err := d.keepPicture(photo.Picture)
	if err != nil {
		return PickedReceipt{}, err
	}
	notes := []string{}
	for _, n := range photo.Notes {
		notes = append(notes, photoNote(n))
	}
	if !slices.Contains(have[line], file) {
		if err := d.putReceipt(ctx, ev.ID, line, file); err != nil {
			return PickedReceipt{}, err
		}
	}
	money, err := d.Money(ctx, id)
	return PickedReceipt{Money: money, Notes: notes}, err
}

func (d *Desk) putReceipt(ctx context.Context, id event.ID, line, file string) error {
	key, err := d.randomID()
	if err != nil {
		return err
	}
	fields := map[string]json.RawMessage{"line": raw(line), "file": raw(file), fieldDeleted: raw(false)}
	return d.write(ctx, string(id), actReceipt, sets(entityReceipt, string(id)+"/"+key, fields)...)
}

// DropReceipt takes a picture off a line. The file stays, since the act can be undone.
func (d *Desk) DropReceipt(ctx context.Context, id, line, file string) (MoneyView, error) {
	ev, _, err := d.moneyLine(ctx, id, line)
	if err != nil {
		return MoneyView{}, err
	}
	rows, err := d.receipts(ctx, string(ev.ID)+"/")
	if err != nil {
		return MoneyView{}, err
	}
	fields := map[string]json.RawMessage{fieldDeleted: raw(true)}
	for _, r := range rows {
		if r.Line != line || r.File != file {
			continue
		}
		if err := d.write(ctx, string(ev.ID), actReceipt, sets(entityReceipt, r.id, fields)...); err != nil {
			return MoneyView{}, err
		}
		return d.Money(ctx, id)
	}
	return MoneyView{}, fault.New(fault.NotFound, "that receipt is not there any more", "")
}

type receiptRow struct {
	storedReceipt
	id string // as stored
}

// receipts are those under a prefix that were not taken off.
func (d *Desk) receipts(ctx context.Context, prefix string) ([]receiptRow, error) {
	rows, err := d.store.Entities(ctx, entityReceipt, prefix)
	if err != nil {
		return nil, err
	}
	var out []receiptRow
	for _, r := range rows {
		one := receiptRow{id: r.ID}
		if err := decodeFields(r.Fields, &one.storedReceipt); err != nil {
			return nil, err
		}
		if !one.Deleted && pictureName.MatchString(one.File) {
			out = append(out, one)
		}
	}
	return out, nil
}

// receiptsOf gives the names of pictures by the line that they belong to.
func (d *Desk) receiptsOf(ctx context.Context, id event.ID) (map[string][]string, error) {
	rows, err := d.receipts(ctx, string(id)+"/")
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, r := range rows {
		if !slices.Contains(out[r.Line], r.File) {
			out[r.Line] = append(out[r.Line], r.File)
		}
	}
	for _, files := range out {
		slices.Sort(files)
	}
	return out, nil
}

// receiptFiles gives the receipts of lines that are on their list, by event. A helper's
// laptop has no use for any: they can say who paid.
func (d *Desk) receiptFiles(ctx context.Context) (map[string][]string, error) {
	if d.helpsAtDoor() {
		return map[string][]string{}, nil
	}
	rows, err := d.receipts(ctx, "")
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	gone := map[string]bool{}
	lines, err := d.store.Entities(ctx, entityMoney, "")
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		gone[l.ID] = string(l.Fields[fieldDeleted]) == "true"
	}
	for _, r := range rows {
		key, _, _ := strings.Cut(r.id, "/")
		if !gone[key+"/"+r.Line] {
			out[key] = append(out[key], r.File)
		}
	}
	return out, nil
}

// nameReceipts adds the receipts of the events that are here.
func (d *Desk) nameReceipts(ctx context.Context, here map[string]bool, add func(key, file string)) error {
	receipts, err := d.receiptFiles(ctx)
	for key, files := range receipts {
		for _, file := range files {
			if here[key] {
				add(key, file)
			}
		}
	}
	return err
}

// helpsAtDoor says whether this laptop is a helper's. While the keys are locked nobody
// knows, and it is not taken for one.
func (d *Desk) helpsAtDoor() (helps bool) {
	_ = d.vault.View(func(bag *seal.Keybag) error {
		helps = bag.Role != seal.Organiser
		return nil
	})
	return helps
}
