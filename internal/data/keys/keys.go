// Package keys is the keys of this laptop: the files that they lie in, what guards
// those, and the keybag while it is open. It seals and opens with them for packages
// store and backup; who may have keys is for package desk to say, and what they are
// for package seal.
//
// A change of the files has happened or has not: what is new is on the disk before
// keys.json names it, and what is old goes after. Keys that are missing are never
// replaced by others, which would not open what was sealed.
package keys

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

// keyringWait is how long a keyring may take, which may be asking for a password.
const keyringWait = 30 * time.Second

// Options are what a Vault takes from outside. All fields but Ring must be set.
type Options struct {
	Dir  string       // the data folder
	Ring seal.Keyring // of the operating system; nil keeps the key of this device in a file beside the data
	Rand io.Reader
	Save func(path string, b []byte) error // writes a file for this user alone, whole or not at all
}

// Vault is the keys of this device. It is a store's sealer, so keys that arrive are used
// from then on. It is safe for concurrent use.
type Vault struct {
	opt    Options
	guards seal.Guards

	change sync.Mutex // one change of the files at a time
	nextID string     // of the next new device, where a server knows it already; else one is drawn

	mu    sync.RWMutex // guards what follows; held for reading while keys are used
	state *seal.State
	id    seal.Identity
	bag   *seal.Keybag // nil while locked
	why   error        // why it is locked, if not for want of a passphrase
}

// New gives the vault of a data folder. Until Load it is locked.
func New(o Options) *Vault {
	return &Vault{opt: o, guards: seal.Guards{Keyring: o.Ring, File: seal.KeyFiles{Dir: o.Dir}}}
}

// Load opens the keys in the folder, or draws those of a new group. The folder must be
// this program's alone by then: two that drew keys at once would each write with keys
// that the other threw away. Where a passphrase is needed and none given the vault
// stays locked; a wrong one is a Denied fault. Workspace names the keys that the
// database was sealed with, empty for none yet: instead of those, no others are drawn.
// After a Load that succeeded, another does nothing.
func (v *Vault) Load(ctx context.Context, passphrase, workspace string) error {
	if v.loaded() {
		return nil
	}
	err := v.readState()
	if errors.Is(err, fs.ErrNotExist) {
		if workspace != "" {
			v.why = err
			return nil
		}
		return v.start(ctx)
	}
	if err != nil {
		return err
	}
	if v.state.Guard == seal.ByPassphrase {
		if passphrase == "" {
			return nil
		}
		return v.Unlock(passphrase)
	}
	ctx, done := context.WithTimeout(ctx, keyringWait)
	defer done()
	id, err := v.state.Open(ctx, v.guards)
	if err != nil {
		v.why = err // plans can be read without
		return nil
	}
	return v.open(id)
}

func (v *Vault) loaded() bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.state != nil
}

func (v *Vault) readState() error {
	b, err := readFile(v.path(stateFile))
	if errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err != nil {
		return fault.Wrap(err, fault.Denied, "the keys of this laptop cannot be read", "run Daykit as the user they belong to")
	}
	state, err := seal.ParseState(b)
	if err != nil {
		return err
	}
	if state.Keybag != filepath.Base(state.Keybag) {
		return fault.New(fault.Damaged, "keys.json names a keybag elsewhere", "restore a backup")
	}
	v.state = state
	return nil
}

// start draws the keys of a group that begins on this laptop. A keybag always has a
// recovery recipient; until a sheet is printed it is one that nobody holds.
func (v *Vault) start(ctx context.Context) error {
	keys, err := seal.NewKeys(v.opt.Rand)
	if err != nil {
		return err
	}
	nobody, err := seal.NewRecovery(v.opt.Rand)
	if err != nil {
		return err
	}
	defer nobody.Wipe()
	bag, err := seal.NewKeybag(keys, nobody.Recipient())
	if err != nil {
		return err
	}
	_, err = v.Join(ctx, bag, "")
	return err
}

// Present says whether there are files of keys in the folder, be they loaded or not.
func (v *Vault) Present() bool {
	_, err := os.Stat(v.path(stateFile))
	return !errors.Is(err, fs.ErrNotExist)
}

// View lets do read the keybag, which it must not keep or change; do must not call the
// vault. A Locked fault, which is a seal.ErrLocked too, when the keys are not open.
func (v *Vault) View(do func(*seal.Keybag) error) error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if err := v.locked(); err != nil {
		return err
	}
	return do(v.bag)
}

// Check gives the fault of View while the keys are not open.
func (v *Vault) Check() error { return v.View(func(*seal.Keybag) error { return nil }) }

// locked gives the fault of a locked vault. The caller holds mu.
func (v *Vault) locked() error {
	switch {
	case v.bag != nil:
		return nil
	case v.why != nil:
		return fault.Wrap(errors.Join(seal.ErrLocked, v.why), fault.Locked, "the names are locked: the key of this laptop cannot be reached",
			"log in as the person who set Daykit up, or use the recovery sheet: `daykit recovery restore`")
	}
	return fault.Wrap(seal.ErrLocked, fault.Locked, "the names are locked", "unlock with your passphrase")
}

// Role is what this laptop is in its group; empty while the keys are not open.
func (v *Vault) Role() seal.Role {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.bag == nil {
		return ""
	}
	return v.bag.Role
}

// Own is this laptop on the group's list. It is empty while the keys are not open, and
// on a door helper's laptop, which has no list.
func (v *Vault) Own() seal.Device {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.bag != nil {
		for _, d := range v.bag.Devices {
			if d.Recipient == v.state.Recipient {
				return d
			}
		}
	}
	return seal.Device{}
}
