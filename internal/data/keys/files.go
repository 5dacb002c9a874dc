package keys

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

// The files of the keys, in the data folder. What opens them lies in the keyring, in a
// person's head or in a file beside them (package seal).
const (
	stateFile  = "keys.json"
	keybagFile = "keybag.age"
	// otherKeybagFile is for keys that take the place of those in keybagFile.
	otherKeybagFile = "keybag-2.age"
)

// maxFile is more than the files of the keys ever have, in bytes.
const maxFile = 4 << 20

func (v *Vault) path(name string) string { return filepath.Join(v.opt.Dir, name) }

// readFile reads a file of the keys, and no more of a larger one than shows it.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(b) > maxFile {
		err = fault.Invalidf("", "%s is too large: the limit is %d MB", filepath.Base(path), maxFile>>20)
	}
	return b, err
}

// Keybag is the sealed keybag as it lies in the folder, also while it is locked. A
// Damaged fault when there is none.
func (v *Vault) Keybag() ([]byte, error) {
	v.change.Lock()
	defer v.change.Unlock()
	return v.keybag()
}

// keybag is Keybag for who holds change. Where keys.json is gone, a keybag may be left.
func (v *Vault) keybag() ([]byte, error) {
	name := keybagFile
	if v.state != nil {
		name = v.state.Keybag
	} else if _, err := os.Stat(v.path(otherKeybagFile)); !errors.Is(err, fs.ErrNotExist) {
		name = otherKeybagFile
	}
	b, err := readFile(v.path(name))
	if err != nil {
		return nil, fault.Wrap(err, fault.Damaged, "the keys of this laptop are not complete", "recover with the recovery sheet and a backup")
	}
	return b, nil
}

func (v *Vault) readBag(id seal.Identity) (*seal.Keybag, error) {
	b, err := v.keybag()
	if err != nil {
		return nil, err
	}
	bag, err := seal.OpenKeybag(b, id, "", v.opt.Rand)
	if errors.Is(err, seal.ErrNoKey) {
		return nil, fault.Wrap(err, fault.Damaged, "the keys of this laptop do not open", "recover with the recovery sheet and a backup")
	}
	return bag, err
}

// open opens the keybag by the identity of this device.
func (v *Vault) open(id seal.Identity) error {
	bag, err := v.readBag(id)
	if err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.id, v.bag, v.why = id, bag, nil
	return nil
}

// opened gives the identity of this device while the keys are open.
func (v *Vault) opened() (seal.Identity, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.id, v.locked()
}

// Edit changes the keybag: in memory and on disk, or neither. An error of do, which must
// not call the vault, is given as it is.
func (v *Vault) Edit(do func(*seal.Keybag) error) error {
	v.change.Lock()
	defer v.change.Unlock()
	id, err := v.opened()
	if err != nil {
		return err
	}
	next, err := v.readBag(id) // a copy, which may be thrown away
	if err != nil {
		return err
	}
	if err := do(next); err != nil {
		return err
	}
	file, err := next.Seal()
	if err != nil {
		return err
	}
	return v.replace(next, file)
}

// replace puts other keys of the group in the place of those here. The caller holds
// change.
func (v *Vault) replace(next *seal.Keybag, file []byte) error {
	if err := v.opt.Save(v.path(v.state.Keybag), file); err != nil {
		return err
	}
	v.mu.Lock()
	before := v.bag
	v.bag = next
	v.mu.Unlock()
	if before != nil {
		before.Keys.Lock()
	}
	return nil
}

// keep puts a keybag and what opens it in the place of those that were here, which may
// be of another group.
func (v *Vault) keep(ctx context.Context, id seal.Identity, bag *seal.Keybag, file []byte) error {
	v.change.Lock()
	defer v.change.Unlock()
	old, name := v.state, keybagFile
	if old != nil && old.Keybag == name {
		name = otherKeybagFile
	}
	ctx, done := context.WithTimeout(ctx, keyringWait)
	defer done()
	state, err := seal.Protect(ctx, id, name, v.guards, v.opt.Rand)
	if err != nil {
		return err
	}
	if err := v.opt.Save(v.path(name), file); err != nil {
		return errors.Join(err, state.Forget(ctx, v.guards))
	}
	if err := v.writeState(ctx, state); err != nil {
		return err
	}
	v.mu.Lock()
	before, unreachable := v.bag, v.why != nil
	v.state, v.id, v.bag, v.why = state, id, bag, nil
	v.mu.Unlock()
	if before != nil {
		before.Keys.Lock()
	}
	if old == nil {
		return nil
	}
	err = os.Remove(v.path(old.Keybag))
	if unreachable { // what cannot be read can hardly be taken away
		return err
	}
	return errors.Join(old.Forget(ctx, v.guards), err)
}

// writeState puts keys.json in place; a state that could not be put there is forgotten.
func (v *Vault) writeState(ctx context.Context, s *seal.State) error {
	b, err := s.Encode()
	if err == nil {
		err = v.opt.Save(v.path(stateFile), b)
	}
	if err != nil {
		return errors.Join(err, s.Forget(ctx, v.guards))
	}
	return nil
}
