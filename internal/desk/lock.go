package desk

import (
	"context"
	"errors"

	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
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
	st := d.vault.status()
	out := KeyStatus{Guard: string(st.Guard), Locked: d.vault.isLocked(), Words: st.Words, Hint: st.Hint}
	sheet, err := d.sheet(ctx)
	if err != nil {
		return out, err
	}
	err = d.vault.view(func(bag *seal.Keybag) error {
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
	if err := d.vault.protect(ctx, func(_ context.Context, id seal.Identity, keybag string) (*seal.State, error) {
		return seal.ProtectWith(passphrase, d.vault.cost, id, keybag, d.vault.rand)
	}); err != nil {
		return KeyStatus{}, err
	}
	return d.Keys(ctx)
}

// DropPassphrase keeps the keys in the keyring again, or in a file where there is
// none. They must be open.
func (d *Desk) DropPassphrase(ctx context.Context) (KeyStatus, error) {
	if d.vault.status().Guard != seal.ByPassphrase {
		return KeyStatus{}, errNoPassphrase()
	}
	if err := d.vault.protect(ctx, func(ctx context.Context, id seal.Identity, keybag string) (*seal.State, error) {
		return seal.Protect(ctx, id, keybag, d.vault.guards, d.vault.rand)
	}); err != nil {
		return KeyStatus{}, err
	}
	return d.Keys(ctx)
}

// Lock wipes the keys from memory until Unlock. It is refused where no passphrase
// was set, since nothing would keep anybody out.
func (d *Desk) Lock() error { return d.vault.lock() }

// Unlock opens the keys by the passphrase, and reads what came while they were locked.
// A wrong one is a Denied fault and changes nothing.
func (d *Desk) Unlock(ctx context.Context, passphrase string) error {
	if err := d.vault.unlock(passphrase); err != nil {
		return err
	}
	if _, err := d.store.Unlock(ctx, d.vault); err != nil {
		return err
	}
	return d.note(ctx, auditUnlock, "", "")
}

// Asks says whether the keys are locked by a passphrase now.
func (d *Desk) Asks() bool { return d.vault.isLocked() && d.vault.status().Guard == seal.ByPassphrase }

// names gives a Locked fault while names and contacts cannot be read.
func (d *Desk) names() error {
	d.vault.mu.RLock()
	defer d.vault.mu.RUnlock()
	return d.vault.locked()
}

func errNoPassphrase() error {
	return fault.New(fault.Conflict, "there is no passphrase on this laptop", "set one first")
}

func (v *vault) isLocked() bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.bag == nil
}

func (v *vault) status() seal.Status {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.state == nil {
		return seal.Status{}
	}
	return v.state.Status()
}

func (v *vault) lock() error {
	if v.status().Guard != seal.ByPassphrase {
		return errNoPassphrase()
	}
	v.change.Lock()
	defer v.change.Unlock()
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.bag != nil {
		v.bag.Keys.Lock()
		v.id.Wipe()
	}
	v.bag = nil
	return nil
}

func (v *vault) unlock(passphrase string) error {
	v.change.Lock()
	defer v.change.Unlock()
	if v.status().Guard != seal.ByPassphrase {
		return errNoPassphrase()
	}
	id, err := v.state.OpenWith(passphrase)
	if err != nil {
		return err
	}
	if !v.isLocked() {
		return nil // the passphrase was asked for once more
	}
	return v.open(id)
}

// protect keeps the identity of this device in another way.
func (v *vault) protect(ctx context.Context, how func(ctx context.Context, id seal.Identity, keybag string) (*seal.State, error)) error {
	ctx, done := context.WithTimeout(ctx, keyringWait)
	defer done()
	v.change.Lock()
	defer v.change.Unlock()
	v.mu.RLock()
	id, old, err := v.id, v.state, v.locked()
	v.mu.RUnlock()
	if err != nil {
		return err
	}
	state, err := how(ctx, id, old.Keybag)
	if err != nil {
		return err
	}
	if err := v.writeState(state); err != nil {
		return errors.Join(err, state.Forget(ctx, v.guards))
	}
	v.mu.Lock()
	v.state = state
	v.mu.Unlock()
	return old.Forget(ctx, v.guards)
}
