package desk

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"daykit/internal/data/backup"
	"daykit/internal/data/keys"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// Recovered says what a laptop got back.
type Recovered struct {
	Group  string    `json:"group"`  // the mark that posters and the sheet carry
	Device string    `json:"device"` // the id of this laptop among the group's
	Data   string    `json:"data"`   // RFC 3339, when the backup was made, or the server said what it holds; empty when only keys came back
	Pulled int       `json:"pulled"` // changes that came from the server
	Keys   KeyStatus `json:"keys"`

	sheet uint64 // of the keybag
}

// Recover makes a laptop one of the group's by the recovery sheet and a file that was
// saved: a backup, with all that is in it, or a keybag. The workspace of opt must be
// empty, or one of the group whose keys cannot be reached, because a passphrase is
// forgotten or the folder came from another computer; then its own keybag will do and
// the file may be left out. No Desk may be open on it.
func Recover(ctx context.Context, opt Options, in SheetInput, file, name string) (Recovered, error) {
	opt = withDefaults(opt)
	secret, err := in.read()
	if err != nil {
		return Recovered{}, err
	}
	defer secret.Wipe()
	opt.Passphrase = "" // what is forgotten is not asked for
	d, err := Open(ctx, opt)
	if err != nil {
		return Recovered{}, err
	}
	blank := d.mustBeBlank(ctx)
	if blank != nil && fault.CodeOf(blank) == fault.Conflict && d.vault.Locked() {
		out, err := d.recoverInPlace(ctx, secret, file, name)
		return out, errors.Join(err, d.Close())
	}
	if err := errors.Join(blank, d.Close()); err != nil {
		return Recovered{}, err
	}
	return recoverBlank(ctx, opt, secret, file, name)
}

// recoverBlank begins on an empty workspace, with the data of a backup if file is one.
func recoverBlank(ctx context.Context, opt Options, secret seal.Recovery, file, name string) (Recovered, error) {
	saved, whole, err := openSaved(file)
	if err != nil {
		return Recovered{}, err
	}
	var out Recovered
	err = begin(ctx, opt, func(v *keys.Vault) error {
		bag, err := openBySheet(saved, secret, opt)
		if err != nil {
			return err
		}
		if out, err = rejoin(ctx, v, bag, name); err != nil || !whole {
			return err
		}
		restored, err := openShelf(opt, v).Restore(ctx, file, secret.Identity())
		out.Data = instant(restored.Time)
		return err
	}, func(d *Desk) error {
		if err := d.recovered(ctx, &out); err != nil {
			return err
		}
		d.tryListing(ctx, secret)
		return nil
	})
	return out, err
}

// recoverInPlace opens the workspace that is here with keys that fit it.
func (d *Desk) recoverInPlace(ctx context.Context, secret seal.Recovery, file, name string) (Recovered, error) {
	saved, err := d.vault.Keybag()
	if file != "" {
		saved, _, err = openSaved(file)
	}
	if err != nil {
		return Recovered{}, err
	}
	bag, err := openBySheet(saved, secret, d.opt)
	if err != nil {
		return Recovered{}, err
	}
	if _, err := d.store.Unlock(ctx, bag.Keys); err != nil { // other keys are refused here
		return Recovered{}, err
	}
	out, err := rejoin(ctx, d.vault, bag, name)
	if err != nil {
		return Recovered{}, err
	}
	if _, err := d.store.Unlock(ctx, d.vault); err != nil {
		return Recovered{}, err
	}
	if err := d.recovered(ctx, &out); err != nil {
		return out, err
	}
	d.tryListing(ctx, secret)
	return out, nil
}

// recovered takes down that the sheet was seen.
func (d *Desk) recovered(ctx context.Context, out *Recovered) error {
	if err := d.keepSheet(ctx, sheetRecord{Sheet: out.sheet, Checked: d.now()}); err != nil {
		return err
	}
	if err := d.store.Audit(ctx, store.Note{What: auditRestore, Device: out.Device, Detail: "recovery sheet"}); err != nil {
		return err
	}
	var err error
	out.Keys, err = d.Keys(ctx)
	return err
}

// openBySheet opens a keybag by the recovery sheet.
func openBySheet(keybag []byte, secret seal.Recovery, opt Options) (*seal.Keybag, error) {
	bag, err := seal.OpenKeybag(keybag, secret.Identity(), "", opt.Rand)
	if errors.Is(err, seal.ErrNoKey) {
		return nil, fault.Wrap(err, fault.Denied, "this sheet does not open this file",
			"take the sheet that was the newest when the file was saved, or a newer file")
	}
	return bag, err
}

// rejoin makes this laptop a new one of the group.
func rejoin(ctx context.Context, v *keys.Vault, bag *seal.Keybag, name string) (Recovered, error) {
	own, err := v.Join(ctx, bag, name)
	return Recovered{Group: string(bag.Keys.Fingerprint()), Device: own.ID, sheet: bag.Sheet}, err
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// openSaved gives the keybag in a file that a person saved, and whether the file is a
// whole backup. The keybag alone, as it lies in a data folder, is an age file.
func openSaved(path string) (keybag []byte, whole bool, err error) {
	if path == "" {
		return nil, false, fault.New(fault.Invalid, "a recovery sheet needs a file that it opens", "name a backup")
	}
	keybag, err = backup.ReadKeybag(path)
	if err == nil || fault.CodeOf(err) == fault.NotFound {
		return keybag, err == nil, err
	}
	f, ferr := openInput(path, maxSealedFile)
	if ferr != nil {
		return nil, false, err // too large for a keybag, and no backup
	}
	defer f.Close()
	b, ferr := io.ReadAll(f)
	if ferr != nil || !bytes.HasPrefix(b, []byte("age-encryption.org/v1\n")) {
		return nil, false, err
	}
	return b, false, nil
}
