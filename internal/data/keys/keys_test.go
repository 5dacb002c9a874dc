package keys_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"daykit/internal/data/keys"
	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"

	"github.com/google/go-cmp/cmp"
)

// ring is a keyring in memory that can be broken.
type ring struct {
	keys   map[string][]byte
	broken error
}

func (r *ring) Get(_ context.Context, name string) ([]byte, error) {
	if key, ok := r.keys[name]; ok && r.broken == nil {
		return bytes.Clone(key), nil
	}
	return nil, errors.Join(r.broken, fault.New(fault.NotFound, "no such key", ""))
}

func (r *ring) Set(_ context.Context, name string, key []byte) error {
	r.keys[name] = bytes.Clone(key)
	return r.broken
}

func (r *ring) Delete(_ context.Context, name string) error {
	delete(r.keys, name)
	return r.broken
}

// drawn gives the same bytes for the same seed. Several may draw at once.
type drawn struct {
	mu sync.Mutex
	n  uint32
}

func (d *drawn) Read(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i := range p {
		d.n = d.n*1664525 + 1013904223
		p[i] = byte(d.n >> 24)
	}
	return len(p), nil
}

// folder is a data folder, its keyring and a disk that may fail.
type folder struct {
	dir   string
	ring  *ring
	rand  io.Reader
	fails int // the write that fails, counted down; 0 for none
}

var errDisk = errors.New("the disk is gone")

func newFolder(t *testing.T, seed uint32) *folder {
	t.Helper()
	return &folder{dir: t.TempDir(), ring: &ring{keys: map[string][]byte{}}, rand: &drawn{n: seed}}
}

func (f *folder) save(path string, b []byte) error {
	if f.fails--; f.fails == 0 {
		return errDisk
	}
	return os.WriteFile(path, b, 0o600)
}

func (f *folder) vault() *keys.Vault {
	return keys.New(keys.Options{Dir: f.dir, Ring: f.ring, Rand: f.rand, Save: f.save})
}

// load opens the keys of a folder as the next start of the program would.
func (f *folder) load(t *testing.T, passphrase string) *keys.Vault {
	t.Helper()
	v := f.vault()
	if err := v.Load(t.Context(), passphrase, ""); err != nil {
		t.Fatal(err)
	}
	return v
}

func (f *folder) files(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(f.dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(b)
	}
	return out
}

func wantFault(t *testing.T, err error, code fault.Code, says string) {
	t.Helper()
	if err == nil || fault.CodeOf(err) != code || !strings.Contains(err.Error(), says) {
		t.Errorf("got error %v, want %s that says %q", err, code, says)
	}
}

// works says whether what was sealed before still opens, and seals.
func works(t *testing.T, v *keys.Vault, sealed []byte) []byte {
	t.Helper()
	cell := seal.Cell{Table: "t", Entity: "guest", ID: "1", Field: "name"}
	if sealed != nil {
		if plain, err := v.OpenColumn(oplog.Roster, cell, sealed); err != nil || string(plain) != "Ana" {
			t.Errorf("what was sealed before opens as %q, %v", plain, err)
		}
	}
	out, err := v.SealColumn(oplog.Roster, cell, []byte("Ana"))
	if err != nil {
		t.Error(err)
	}
	return out
}

func TestKeysAreDrawnOnce(t *testing.T) {
	t.Parallel()
	f := newFolder(t, 1)
	if f.vault().Present() {
		t.Error("there are keys in an empty folder")
	}
	v := f.load(t, "")
	sealed, files := works(t, v, nil), f.files(t)
	if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, []string{"keybag.age", "keys.json"}) || len(f.ring.keys) != 1 {
		t.Errorf("got files %q and %d keys in the keyring", got, len(f.ring.keys))
	}
	again := f.vault()
	if !again.Present() || !again.Locked() || again.Role() != "" || again.Own().ID != "" || again.Workspace() != (seal.WorkspaceID{}) {
		t.Error("the keys are open before they are loaded")
	}
	for range 2 {
		if err := again.Load(t.Context(), "", ""); err != nil {
			t.Fatal(err)
		}
	}
	works(t, again, sealed)
	if again.Role() != seal.Organiser || again.Own().ID != v.Own().ID || again.Workspace() != v.Workspace() || again.Status().Guard != seal.ByKeyring {
		t.Errorf("got %s %q %v", again.Role(), again.Own().ID, again.Status())
	}
	if diff := cmp.Diff(files, f.files(t)); diff != "" {
		t.Errorf("loading changes the files: %s", diff)
	}
}

// TestLostKeysAreNotReplaced: other keys would make what is sealed unreadable for good.
func TestLostKeysAreNotReplaced(t *testing.T) {
	t.Parallel()
	f := newFolder(t, 2)
	v := f.vault()
	if err := v.Load(t.Context(), "", "a workspace that is there"); err != nil {
		t.Fatal(err)
	}
	wantFault(t, v.Check(), fault.Locked, "recovery sheet")
	if _, _, err := v.Seal(oplog.Work, oplog.OpID{}, nil); !errors.Is(err, seal.ErrLocked) || !errors.Is(err, oplog.ErrNoKey) {
		t.Errorf("got %v, want that it waits for keys", err)
	}
	if len(f.files(t)) > 0 {
		t.Error("keys were drawn")
	}
	_, err := v.Keybag()
	wantFault(t, err, fault.Damaged, "not complete")
}

func TestFilesThatAreWrong(t *testing.T) {
	t.Parallel()
	other := newFolder(t, 90)
	other.load(t, "")
	for name, c := range map[string]struct {
		file, text string
		code       fault.Code
		says       string
	}{
		"a state that is none":     {"keys.json", "{", fault.Damaged, "keys.json"},
		"a large state":            {"keys.json", strings.Repeat(" ", 4<<20+1), fault.Denied, "cannot be read"},
		"a keybag elsewhere":       {"keys.json", "elsewhere", fault.Damaged, "names a keybag elsewhere"},
		"no keybag":                {"keybag.age", "", fault.Damaged, "not complete"},
		"a large keybag":           {"keybag.age", strings.Repeat(" ", 4<<20+1), fault.Damaged, "not complete"},
		"a keybag that is none":    {"keybag.age", "age-encryption.org/v1\n", fault.Damaged, "keybag"},
		"a keybag of other people": {"keybag.age", other.files(t)["keybag.age"], fault.Damaged, "do not open"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFolder(t, 3)
			f.load(t, "")
			if c.text == "elsewhere" {
				c.text = strings.Replace(f.files(t)["keys.json"], `"keybag.age"`, `"../keybag.age"`, 1)
			}
			path := filepath.Join(f.dir, c.file)
			err := os.WriteFile(path, []byte(c.text), 0o600)
			if c.text == "" {
				err = os.Remove(path)
			}
			if err != nil {
				t.Fatal(err)
			}
			wantFault(t, f.vault().Load(t.Context(), "", ""), c.code, c.says)
		})
	}
}

func TestPassphrase(t *testing.T) {
	t.Parallel()
	f := newFolder(t, 4)
	const pass = "four sparrows under glass"
	v := f.load(t, "")
	sealed := works(t, v, nil)
	for _, err := range []error{v.Lock(), v.Unlock(pass), v.DropPassphrase(t.Context())} {
		wantFault(t, err, fault.Conflict, "no passphrase")
	}
	wantFault(t, v.SetPassphrase(t.Context(), "short"), fault.Invalid, "at least 8")
	if err := v.SetPassphrase(t.Context(), pass); err != nil || v.Locked() || v.Asks() || len(f.ring.keys) > 0 {
		t.Fatalf("got %v, locked %v, %d keys in the keyring", err, v.Locked(), len(f.ring.keys))
	}
	files := f.files(t)
	wantFault(t, f.vault().Load(t.Context(), "five sparrows under glass", ""), fault.Denied, "not the passphrase")
	v = f.load(t, "")
	if !v.Asks() {
		t.Error("nothing asks for the passphrase")
	}
	lockedVault(t, v)
	wantFault(t, v.Unlock("five sparrows under glass"), fault.Denied, "not the passphrase")
	for _, wrong := range []error{v.SetPassphrase(t.Context(), pass), v.DropPassphrase(t.Context()), v.Check(), v.Edit(nil)} {
		wantFault(t, wrong, fault.Locked, "unlock with your passphrase")
	}
	if diff := cmp.Diff(files, f.files(t)); diff != "" {
		t.Errorf("what was refused changed something: %s", diff)
	}
	if err := v.Unlock(pass); err != nil {
		t.Fatal(err)
	}
	works(t, v, sealed)
	wantFault(t, v.Unlock("five sparrows under glass"), fault.Denied, "not the passphrase")
	if err := errors.Join(v.Unlock(pass), v.Lock()); err != nil || !v.Locked() {
		t.Errorf("got %v, locked %v", err, v.Locked())
	}
	v = f.load(t, pass)
	works(t, v, sealed)
	if err := v.DropPassphrase(t.Context()); err != nil || len(f.ring.keys) != 1 {
		t.Errorf("got %v, %d keys in the keyring", err, len(f.ring.keys))
	}
	works(t, f.load(t, ""), sealed)
}

// lockedVault looks round a vault that nobody opened: what needs no key goes on, and what
// needs one waits for it.
func lockedVault(t *testing.T, v *keys.Vault) {
	t.Helper()
	for _, c := range []oplog.Class{oplog.Public, oplog.Report} {
		epoch, body, err := v.Seal(c, oplog.OpID{}, []byte("a page"))
		if err != nil || epoch != 0 || string(body) != "a page" {
			t.Errorf("class %d seals as %d %q, %v", c, epoch, body, err)
		}
		if plain, err := v.Open(c, 0, oplog.OpID{}, body); err != nil || string(plain) != "a page" {
			t.Errorf("class %d opens as %q, %v", c, plain, err)
		}
	}
	_, err := v.Open(oplog.Work, 1, oplog.OpID{}, []byte("sealed"))
	_, ids := v.Identities()
	_, group := keys.ForBackup{Vault: v}.Workspace()
	_, to := keys.ForBackup{Vault: v}.Recipients()
	_, _, met := v.Meet(nil)
	for _, err := range []error{err, ids, group, to, met, v.WriteExport(io.Discard, strings.NewReader("x"))} {
		if !errors.Is(err, seal.ErrLocked) || fault.CodeOf(err) != fault.Locked {
			t.Errorf("got %v, want that it is locked", err)
		}
	}
	if bag, err := v.Keybag(); err != nil || !bytes.HasPrefix(bag, []byte("age-encryption.org/v1\n")) {
		t.Errorf("the sealed keybag: %.20q, %v", bag, err)
	}
}

// TestKeyringThatIsGone: plans can be read without it, and a recovery sheet brings other
// keys in, though what the keyring holds cannot be taken away.
func TestKeyringThatIsGone(t *testing.T) {
	t.Parallel()
	f := newFolder(t, 5)
	v := f.load(t, "")
	sealed := works(t, v, nil)
	var bag *seal.Keybag
	if err := v.Edit(func(b *seal.Keybag) error { bag = b; return nil }); err != nil {
		t.Fatal(err)
	}
	f.ring.broken = fault.New(fault.Denied, "no keyring", "")
	v = f.load(t, "")
	wantFault(t, v.Check(), fault.Locked, "cannot be reached")
	if v.Asks() {
		t.Error("a passphrase is asked for")
	}
	own, err := v.Join(t.Context(), bag, "the same again")
	if err != nil || v.Own() != own || v.Status().Guard != seal.ByFile {
		t.Fatalf("got %+v, %v", own, err)
	}
	works(t, f.load(t, ""), sealed)
}

func TestKeysForBackup(t *testing.T) {
	t.Parallel()
	f := newFolder(t, 6)
	v := f.load(t, "")
	helper := newFolder(t, 7)
	code, invitation := invited(t, v, seal.DoorHelper, "E1")
	h := helper.vault()
	d, err := h.Accept(t.Context(), code, invitation, "door", noon, noAnswer)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Edit(func(b *seal.Keybag) error { return b.Add(d) }); err != nil {
		t.Fatal(err)
	}
	sheet := ""
	if err := v.View(func(b *seal.Keybag) error { sheet = b.Recovery; return nil }); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		v    *keys.Vault
		want []string
	}{
		{v, []string{sheet, v.Own().Recipient}},
		{h, []string{d.Recipient}},
	} {
		b := keys.ForBackup{Vault: c.v}
		got, err := b.Recipients()
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s seals backups to %d, %v; want %d", c.v.Role(), len(got), err, len(c.want))
		}
		ids, err := b.Identities()
		if err != nil || len(ids) != 1 || !slices.Contains(got, ids[0].Recipient()) {
			t.Errorf("%s does not open its own backups: %v", c.v.Role(), err)
		}
		if id, err := b.Workspace(); err != nil || id != v.Workspace() {
			t.Errorf("got workspace %x, %v", id, err)
		}
	}
}
