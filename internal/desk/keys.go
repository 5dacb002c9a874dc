package desk

import (
	"context"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

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

const (
	// keyringWait is how long a keyring may take, which may be asking for a password.
	keyringWait = 30 * time.Second
	// maxKeyFile is more than the files of the keys ever have, in bytes.
	maxKeyFile = 4 << 20
)

// vault is the keys of this device: the files that they lie in and, while it is open,
// the keys. It is the store's sealer, so keys that arrive are used from then on. It is
// safe for concurrent use.
type vault struct {
	dir    string
	guards seal.Guards
	cost   seal.Cost
	rand   io.Reader

	change sync.Mutex // one change of the files at a time
	nextID string     // of the next new device, where a server knows it already; else one is drawn

	mu    sync.RWMutex // guards what follows; held for reading while keys are used
	state *seal.State
	id    seal.Identity
	bag   *seal.Keybag // nil while locked
	why   error        // why it is locked, if not for want of a passphrase
}

// newVault is a vault whose files were not read yet; until load it is locked.
func newVault(opt Options) *vault {
	return &vault{dir: opt.Dir, guards: guardsOf(opt), cost: seal.Normal, rand: opt.Rand}
}

// load opens the keys in the folder, or draws those of a new group. The folder must be
// this program's alone by then: two that drew keys at once would each write with keys
// that the other threw away. Where a passphrase is needed and none given the vault
// stays locked; a wrong one is an error. Workspace names the keys that the database was
// sealed with, empty for none yet: instead of those, no others are drawn.
func (v *vault) load(ctx context.Context, passphrase, workspace string) error {
	b, err := readKeyFile(filepath.Join(v.dir, stateFile))
	if errors.Is(err, fs.ErrNotExist) {
		if workspace != "" {
			v.why = err
			return nil
		}
		return v.start(ctx)
	}
	if err != nil {
		return fault.Wrap(err, fault.Denied, "the keys of this laptop cannot be read", "run Daykit as the user they belong to")
	}
	if v.state, err = seal.ParseState(b); err != nil {
		return err
	}
	if v.state.Keybag != filepath.Base(v.state.Keybag) {
		return fault.New(fault.Damaged, "keys.json names a keybag elsewhere", "restore a backup")
	}
	if v.state.Guard == seal.ByPassphrase {
		if passphrase == "" {
			return nil
		}
		return v.unlock(passphrase)
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

func guardsOf(opt Options) seal.Guards {
	g := seal.Guards{File: seal.KeyFiles{Dir: opt.Dir}}
	if g.Keyring = seal.Keyring(seal.OSKeyring{Service: "Daykit"}); opt.NoKeyring {
		g.Keyring = noRing{}
	}
	return g
}

// noRing is the keyring of who wants none.
type noRing struct{}

var errNoRing = fault.New(fault.Denied, "the keyring of this computer is switched off", "")

// Get implements seal.Keyring.
func (noRing) Get(context.Context, string) ([]byte, error) { return nil, errNoRing }

// Set implements seal.Keyring.
func (noRing) Set(context.Context, string, []byte) error { return errNoRing }

// Delete implements seal.Keyring.
func (noRing) Delete(context.Context, string) error { return nil }

// start draws the keys of a group that begins on this laptop. A keybag always has a
// recovery recipient; until a sheet is printed it is one that nobody holds.
func (v *vault) start(ctx context.Context) error {
	keys, err := seal.NewKeys(v.rand)
	if err != nil {
		return err
	}
	nobody, err := seal.NewRecovery(v.rand)
	if err != nil {
		return err
	}
	defer nobody.Wipe()
	bag, err := seal.NewKeybag(keys, nobody.Recipient())
	if err != nil {
		return err
	}
	return v.take(ctx, bag, "")
}

// take makes this device a new organiser's device of a group and keeps its keys here,
// instead of those that were here before.
func (v *vault) take(ctx context.Context, bag *seal.Keybag, name string) error {
	id, device, err := v.newDevice(bag.Role, bag.Event, name)
	if err != nil {
		return err
	}
	if err := bag.Add(device); err != nil {
		return err
	}
	file, err := bag.Seal()
	if err != nil {
		return err
	}
	return v.keep(ctx, id, bag, file)
}

// newDevice draws the identity of this device in a group.
func (v *vault) newDevice(role seal.Role, event, name string) (seal.Identity, seal.Device, error) {
	id, err := seal.NewIdentity(seal.Hybrid, v.rand)
	if err != nil {
		return id, seal.Device{}, err
	}
	listed := v.nextID
	if listed == "" {
		listed, err = v.drawID()
	}
	return id, seal.Device{ID: listed, Name: name, Recipient: id.Recipient(), Role: role, Event: event}, err
}

// drawID draws the id of a device on the group's list.
func (v *vault) drawID() (string, error) {
	b := make([]byte, 5)
	if _, err := io.ReadFull(v.rand, b); err != nil {
		return "", fmt.Errorf("draw the id of a device: %w", err)
	}
	return base32.StdEncoding.EncodeToString(b), nil
}

// keep puts a keybag and what opens it in the place of those that were here. What is
// new is on the disk, under a name of its own, before keys.json names it; what is old
// goes after.
func (v *vault) keep(ctx context.Context, id seal.Identity, bag *seal.Keybag, file []byte) error {
	ctx, done := context.WithTimeout(ctx, keyringWait)
	defer done()
	v.change.Lock()
	defer v.change.Unlock()
	old, name := v.state, keybagFile
	if old != nil && old.Keybag == name {
		name = otherKeybagFile
	}
	state, err := seal.Protect(ctx, id, name, v.guards, v.rand)
	if err != nil {
		return err
	}
	if err := v.write(name, file); err != nil {
		return errors.Join(err, state.Forget(ctx, v.guards))
	}
	if err := v.writeState(state); err != nil {
		return errors.Join(err, state.Forget(ctx, v.guards))
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
	if unreachable { // what cannot be read can hardly be taken away
		return os.Remove(filepath.Join(v.dir, old.Keybag))
	}
	return errors.Join(old.Forget(ctx, v.guards), os.Remove(filepath.Join(v.dir, old.Keybag)))
}

// open opens the keybag by the identity of this device.
func (v *vault) open(id seal.Identity) error {
	bag, err := v.readBag(id)
	if err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.id, v.bag, v.why = id, bag, nil
	return nil
}

func (v *vault) readBag(id seal.Identity) (*seal.Keybag, error) {
	b, err := readKeyFile(filepath.Join(v.dir, v.state.Keybag))
	if err != nil {
		return nil, fault.Wrap(err, fault.Damaged, "the keys of this laptop are not complete", "recover with the recovery sheet and a backup")
	}
	bag, err := seal.OpenKeybag(b, id, "", v.rand)
	if errors.Is(err, seal.ErrNoKey) {
		return nil, fault.Wrap(err, fault.Damaged, "the keys of this laptop do not open", "recover with the recovery sheet and a backup")
	}
	return bag, err
}

// edit changes the keybag: in memory and on disk, or neither. An error of do is given
// as it is.
func (v *vault) edit(do func(*seal.Keybag) error) error {
	v.change.Lock()
	defer v.change.Unlock()
	v.mu.RLock()
	id, err := v.id, v.locked()
	v.mu.RUnlock()
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

// view lets do read the keybag; it must not keep or change it.
func (v *vault) view(do func(*seal.Keybag) error) error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if err := v.locked(); err != nil {
		return err
	}
	return do(v.bag)
}

// locked gives the fault of a locked vault. The caller holds mu.
func (v *vault) locked() error {
	switch {
	case v.bag != nil:
		return nil
	case v.why != nil:
		return fault.Wrap(v.why, fault.Locked, "the names are locked: the key of this laptop cannot be reached",
			"log in as the person who set Daykit up, or use the recovery sheet: `daykit recovery restore`")
	}
	return fault.Wrap(seal.ErrLocked, fault.Locked, "the names are locked", "unlock with your passphrase")
}

func (v *vault) write(name string, b []byte) error { return saveBytes(filepath.Join(v.dir, name), b) }

// saveBytes writes a file that only the user may read, whole or not at all.
func saveBytes(path string, b []byte) error {
	return saveFile(path, 0o600, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
}

func (v *vault) writeState(s *seal.State) error {
	b, err := s.Encode()
	if err != nil {
		return err
	}
	return v.write(stateFile, b)
}

// readKeyFile reads a file of the keys, and no more of a larger one than shows it.
func readKeyFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxKeyFile+1))
	if err == nil && len(b) > maxKeyFile {
		err = fault.Invalidf("", "%s is too large: the limit is %d MB", baseName(path), maxKeyFile>>20)
	}
	return b, err
}

// ownDevice is this device in the keybag; false for a door helper's, which has no list.
func (v *vault) ownDevice(bag *seal.Keybag) (seal.Device, bool) {
	for _, d := range bag.Devices {
		if d.Recipient == v.state.Recipient {
			return d, true
		}
	}
	return seal.Device{}, false
}

// sharedRand lets several users draw from one source of randomness.
type sharedRand struct {
	mu sync.Mutex
	r  io.Reader
}

func (s *sharedRand) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.r.Read(p)
}
