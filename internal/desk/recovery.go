package desk

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"strconv"
	"strings"
	"time"

	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

// settingRecovery is what this laptop knows of the recovery sheet, a sheetRecord.
const settingRecovery = "recovery"

const (
	askedGroups = 3 // groups that are typed back from a new sheet
	sheetCopies = 2
	// rehearseAfter is when a checked sheet should be looked for again.
	rehearseAfter = 90 * 24 * time.Hour
)

// SheetStatus says how far the group can be recovered.
type SheetStatus struct {
	Number  int    `json:"number"`  // of the newest sheet; 0 when none was printed
	Printed string `json:"printed"` // RFC 3339; empty when it was not on this laptop
	Checked string `json:"checked"` // RFC 3339, when this laptop last saw it; empty for never
	Due     bool   `json:"due"`     // it should be checked, or looked for again
	Ask     []int  `json:"ask"`     // groups that may be typed for a check, from 1
}

// RecoveryRequest asks for a new recovery sheet.
type RecoveryRequest struct {
	File    string `json:"file"`    // the PDF to write
	Lang    string `json:"lang"`    // of the instructions; empty means en
	Paper   string `json:"paper"`   // a4 or letter; empty means a4
	Picture string `json:"picture"` // a PNG to write too, as a camera sees the first page; empty for none
	Replace bool   `json:"replace"` // a sheet that was checked, or printed elsewhere, is no longer needed
}

// RecoverySheet is a sheet that was printed.
type RecoverySheet struct {
	File   string   `json:"file"`
	Number int      `json:"number"`
	Pages  int      `json:"pages"`
	Ask    []int    `json:"ask"`   // groups to type for a check, from 1
	Notes  []string `json:"notes"` // sentences of the layout
}

// SheetInput is a recovery sheet as a person has it: a picture of its code, or what
// they typed. One of the fields is set.
type SheetInput struct {
	Photo string `json:"photo"` // a file
	Text  string `json:"text"`  // of the code, or the groups, or the words
	Words string `json:"words"`
}

// sheetRecord is what is kept of the newest sheet that this laptop printed or saw.
type sheetRecord struct {
	Sheet   uint64            `json:"sheet"` // of the keybag
	Printed time.Time         `json:"printed,omitzero"`
	Checked time.Time         `json:"checked,omitzero"`
	Asked   *seal.AskedGroups `json:"asked,omitempty"`
}

func (d *Desk) sheet(ctx context.Context) (sheetRecord, error) {
	text, err := d.store.Setting(ctx, settingRecovery)
	if err != nil || text == "" {
		return sheetRecord{}, err
	}
	var r sheetRecord
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return r, fault.Wrap(err, fault.Damaged, "what is known of the recovery sheet does not read back", "print a new sheet")
	}
	return r, nil
}

func (d *Desk) keepSheet(ctx context.Context, r sheetRecord) error {
	return d.store.SetSetting(ctx, settingRecovery, string(raw(r)))
}

// sheetNumber is how people count sheets: a group begins with a recipient that is on
// no paper.
func sheetNumber(bag *seal.Keybag) int { return int(bag.Sheet) - 1 }

// of is the record of the sheet that a keybag has, empty for another one.
func (r sheetRecord) of(bag *seal.Keybag) sheetRecord {
	if r.Sheet != bag.Sheet {
		return sheetRecord{Sheet: bag.Sheet}
	}
	return r
}

func (r sheetRecord) status(bag *seal.Keybag, now time.Time) SheetStatus {
	r = r.of(bag)
	s := SheetStatus{Number: max(0, sheetNumber(bag)), Printed: instant(r.Printed), Checked: instant(r.Checked), Ask: []int{}}
	s.Due = bag.Role == seal.Organiser && now.Sub(r.Checked) > rehearseAfter
	if r.Asked != nil {
		for _, g := range r.Asked.Groups {
			s.Ask = append(s.Ask, g+1)
		}
	}
	return s
}

func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// PrintRecovery writes a new recovery sheet to a file. The secret is nowhere else, so
// a sheet cannot be printed twice: each is a new one that takes the place of the last,
// which opens no later backup. Where the last was checked, or printed by another
// laptop, that has to be asked for.
func (d *Desk) PrintRecovery(ctx context.Context, req RecoveryRequest) (RecoverySheet, error) {
	record, err := d.sheet(ctx)
	if err != nil {
		return RecoverySheet{}, err
	}
	secret, err := seal.NewRecovery(d.opt.Rand)
	if err != nil {
		return RecoverySheet{}, err
	}
	defer secret.Wipe()
	asked, err := secret.Ask(askedGroups, d.opt.Rand)
	if err != nil {
		return RecoverySheet{}, err
	}
	out, saved := RecoverySheet{}, false
	err = d.vault.Edit(func(bag *seal.Keybag) error {
		last := record.of(bag)
		if sheetNumber(bag) > 0 && (last.Printed.IsZero() || !last.Checked.IsZero()) && !req.Replace {
			return fault.New(fault.Conflict, "there is a recovery sheet already, and it would open no later backup",
				"if you want a new one, ask for it with --replace, and tear up the old one")
		}
		if err := bag.SetRecovery(secret.Recipient()); err != nil {
			return err
		}
		if out, err = d.writeRecovery(ctx, req, secret, bag); err != nil {
			return err
		}
		record, saved = sheetRecord{Sheet: bag.Sheet, Printed: d.now(), Asked: &asked}, true
		return nil
	})
	if err != nil && saved { // a sheet that opens nothing
		err = errors.Join(err, os.Remove(req.File))
	}
	if err != nil {
		return RecoverySheet{}, err
	}
	for _, g := range asked.Groups {
		out.Ask = append(out.Ask, g+1)
	}
	if err := d.keepToken(ctx, secret, record.Sheet); err != nil {
		return RecoverySheet{}, err
	}
	return out, d.keepSheet(ctx, record)
}

// CheckRecovery holds a whole sheet against the keys, and remembers that it was seen.
func (d *Desk) CheckRecovery(ctx context.Context, in SheetInput) (KeyStatus, error) {
	secret, err := in.read()
	if err != nil {
		return KeyStatus{}, err
	}
	defer secret.Wipe()
	st, err := d.checked(ctx, func(bag *seal.Keybag, _ sheetRecord) error {
		return bag.CheckSheet(secret.Text())
	})
	if err != nil {
		return KeyStatus{}, err
	}
	if err := d.keepToken(ctx, secret, uint64(st.Sheet.Number)+1); err != nil {
		return KeyStatus{}, err
	}
	unlisted, err := d.store.Setting(ctx, settingUnlisted)
	if err != nil || unlisted == "" {
		return st, err
	}
	return st, d.listBySheet(ctx, secret)
}

// CheckGroups holds groups that were typed from a sheet, as "3:ABCDE 7:FGHIJ", against
// those that are asked for since it was printed on this laptop.
func (d *Desk) CheckGroups(ctx context.Context, typed string) (KeyStatus, error) {
	groups, err := parseGroups(typed)
	if err != nil {
		return KeyStatus{}, err
	}
	return d.checked(ctx, func(_ *seal.Keybag, r sheetRecord) error {
		if r.Asked == nil {
			return fault.New(fault.Conflict, "no groups are asked for", "check the sheet by a photo, by its words or by all of its groups")
		}
		return r.Asked.Check(groups)
	})
}

func (d *Desk) checked(ctx context.Context, check func(*seal.Keybag, sheetRecord) error) (KeyStatus, error) {
	record, err := d.sheet(ctx)
	if err != nil {
		return KeyStatus{}, err
	}
	if err := d.vault.View(func(bag *seal.Keybag) error {
		switch {
		case bag.Role != seal.Organiser:
			return fault.New(fault.Denied, "a door helper's laptop has no recovery sheet", "an organiser's has")
		case sheetNumber(bag) < 1:
			return fault.New(fault.NotFound, "no recovery sheet was printed yet", "print one first")
		}
		record = record.of(bag)
		return check(bag, record)
	}); err != nil {
		return KeyStatus{}, err
	}
	record.Checked, record.Asked = d.now(), nil
	if err := d.keepSheet(ctx, record); err != nil {
		return KeyStatus{}, err
	}
	return d.Keys(ctx)
}

// parseGroups reads groups with their numbers, which count from 1, and gives them by
// their place from 0.
func parseGroups(typed string) (map[int]string, error) {
	const hint = "write them as 3:ABCDE 7:FGHJK"
	out := map[int]string{}
	for _, f := range strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune(" \t\r\n,;", r) }) {
		number, group, ok := strings.Cut(f, ":")
		n, err := strconv.Atoi(number)
		if !ok || err != nil || group == "" {
			return nil, fault.Invalidf(hint, "%q is no group with its number", f)
		}
		if n < 1 || n > sheetGroups {
			return nil, fault.Invalidf(hint, "a recovery sheet has groups 1 to %d, and no %d", sheetGroups, n)
		}
		if _, twice := out[n-1]; twice {
			return nil, fault.Invalidf(hint, "group %d stands there twice", n)
		}
		out[n-1] = group
	}
	if len(out) == 0 {
		return nil, fault.New(fault.Invalid, "there are no groups", hint)
	}
	return out, nil
}

// sheetGroups is how many groups a sheet has.
const sheetGroups = 12

// read takes the secret from what a person has.
func (in SheetInput) read() (seal.Recovery, error) {
	given := 0
	for _, s := range []string{in.Photo, in.Text, in.Words} {
		if s != "" {
			given++
		}
	}
	switch {
	case given != 1:
		return seal.Recovery{}, fault.New(fault.Invalid, "give the sheet in one way: a photo, the text or the words", "")
	case in.Photo != "":
		text, err := readSheetPhoto(in.Photo)
		if err != nil {
			return seal.Recovery{}, err
		}
		return seal.ReadRecovery(text)
	case in.Words != "":
		return seal.ReadRecoveryWords(in.Words)
	}
	return seal.ReadRecovery(in.Text)
}
