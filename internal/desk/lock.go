package desk

import (
	"context"

	"daykit/internal/data/seal"
)

// KeyStatus says how the keys of this laptop are kept. The window says the words by
// the guard; those here are English, for the command line.
type KeyStatus struct {
	Guard  string `json:"guard"`  // keyring, passphrase or file
	Locked bool   `json:"locked"` // names and contacts cannot be read until Unlock
	Words  string `json:"words"`
	Hint   string `json:"hint"` // what would be better; may be empty

	Role    string      `json:"role"`    // organiser or door; empty while locked
	Event   string      `json:"event"`   // the one event of a door helper's laptop
	Devices int         `json:"devices"` // that hold keys of the group, this one among them
	Sheet   SheetStatus `json:"sheet"`
}

// Keys says how the keys of this laptop are kept and how they could be recovered.
func (d *Desk) Keys(ctx context.Context) (KeyStatus, error) {
	st := d.vault.Status()
	out := KeyStatus{Guard: string(st.Guard), Locked: d.vault.Locked(), Words: st.Words, Hint: st.Hint}
	sheet, err := d.sheet(ctx)
	if err != nil {
		return out, err
	}
	err = d.vault.View(func(bag *seal.Keybag) error {
		out.Role, out.Event, out.Devices = string(bag.Role), bag.Event, inUse(bag.Devices)
		out.Sheet = sheet.status(bag, d.opt.Now())
		return nil
	})
	if out.Locked { // what the keybag says is not known
		return out, nil
	}
	return out, err
}

// SetPassphrase locks the keys by a passphrase from now on; they stay open until
// Lock or until the program ends. The keyring forgets them.
func (d *Desk) SetPassphrase(ctx context.Context, passphrase string) (KeyStatus, error) {
	if err := d.vault.SetPassphrase(ctx, passphrase); err != nil {
		return KeyStatus{}, err
	}
	return d.Keys(ctx)
}

// DropPassphrase keeps the keys in the keyring again, or in a file where there is
// none. They must be open.
func (d *Desk) DropPassphrase(ctx context.Context) (KeyStatus, error) {
	if err := d.vault.DropPassphrase(ctx); err != nil {
		return KeyStatus{}, err
	}
	return d.Keys(ctx)
}

// Lock wipes the keys from memory until Unlock. It is refused where no passphrase
// was set, since nothing would keep anybody out.
func (d *Desk) Lock() error { return d.vault.Lock() }

// Unlock opens the keys by the passphrase, and reads what came while they were locked.
// A wrong one is a Denied fault and changes nothing.
func (d *Desk) Unlock(ctx context.Context, passphrase string) error {
	if err := d.vault.Unlock(passphrase); err != nil {
		return err
	}
	if _, err := d.store.Unlock(ctx, d.vault); err != nil {
		return err
	}
	return d.note(ctx, auditUnlock, "", "")
}

// Asks says whether the keys are locked by a passphrase now.
func (d *Desk) Asks() bool { return d.vault.Asks() }

// names gives a Locked fault while names and contacts cannot be read.
func (d *Desk) names() error { return d.vault.Check() }
