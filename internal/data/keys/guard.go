package keys

import (
	"context"

	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

// Status says what guards the keys; it is empty when there are none.
func (v *Vault) Status() seal.Status {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.state == nil {
		return seal.Status{}
	}
	return v.state.Status()
}

// Locked says whether the keys are not open.
func (v *Vault) Locked() bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.bag == nil
}

// Asks says whether a passphrase would open the keys, which are locked.
func (v *Vault) Asks() bool { return v.Locked() && v.Status().Asks }

// SetPassphrase locks the keys by a passphrase from now on; they stay open until Lock or
// until the program ends. The keyring forgets them.
func (v *Vault) SetPassphrase(ctx context.Context, passphrase string) error {
	return v.protect(ctx, func(_ context.Context, id seal.Identity, keybag string) (*seal.State, error) {
		return seal.ProtectWith(passphrase, seal.Normal, id, keybag, v.opt.Rand)
	})
}

// DropPassphrase keeps the keys in the keyring again, or in a file where there is none.
// They must be open. A Conflict fault when there is no passphrase.
func (v *Vault) DropPassphrase(ctx context.Context) error {
	if err := v.asks(); err != nil {
		return err
	}
	return v.protect(ctx, func(ctx context.Context, id seal.Identity, keybag string) (*seal.State, error) {
		return seal.Protect(ctx, id, keybag, v.guards, v.opt.Rand)
	})
}

// protect keeps the identity of this device in another way.
func (v *Vault) protect(ctx context.Context, how func(ctx context.Context, id seal.Identity, keybag string) (*seal.State, error)) error {
	ctx, done := context.WithTimeout(ctx, keyringWait)
	defer done()
	v.change.Lock()
	defer v.change.Unlock()
	id, err := v.opened()
	if err != nil {
		return err
	}
	old := v.state
	state, err := how(ctx, id, old.Keybag)
	if err != nil {
		return err
	}
	if err := v.writeState(ctx, state); err != nil {
		return err
	}
	v.mu.Lock()
	v.state = state
	v.mu.Unlock()
	return old.Forget(ctx, v.guards)
}

// Lock wipes the keys from memory until Unlock. A Conflict fault where no passphrase was
// set, since nothing would keep anybody out.
func (v *Vault) Lock() error {
	if err := v.asks(); err != nil {
		return err
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

// Unlock opens the keys by the passphrase. A wrong one is a Denied fault and changes
// nothing, also where the keys are open already.
func (v *Vault) Unlock(passphrase string) error {
	v.change.Lock()
	defer v.change.Unlock()
	if err := v.asks(); err != nil {
		return err
	}
	id, err := v.state.OpenWith(passphrase)
	if err != nil || !v.Locked() {
		return err
	}
	return v.open(id)
}

// asks gives a Conflict fault where there is no passphrase.
func (v *Vault) asks() error {
	if !v.Status().Asks {
		return fault.New(fault.Conflict, "there is no passphrase on this laptop", "set one first")
	}
	return nil
}
