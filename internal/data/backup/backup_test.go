package backup_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	mrand "math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/backup"
	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// drawn gives bytes that are the same for the same seed.
func drawn(seed byte) io.Reader { return mrand.NewChaCha8([32]byte{seed}) }

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// group is the keys of a group as its one laptop holds them.
type group struct {
	keys     *seal.Keys
	device   seal.Identity
	recovery seal.Recovery
	bag      *seal.Keybag
	locked   error
	bare     bool // the database is not sealed, so that tests see what is in it
}

func newGroup(t testing.TB) *group {
	t.Helper()
	g := &group{
		keys:     must(seal.NewKeys(drawn(1)))(t),
		device:   must(seal.NewIdentity(seal.Hybrid, drawn(2)))(t),
		recovery: must(seal.NewRecovery(drawn(3)))(t),
	}
	g.bag = must(seal.NewKeybag(g.keys, g.recovery.Recipient()))(t)
	if err := g.bag.Add(seal.Device{ID: "d1", Recipient: g.device.Recipient(), Role: seal.Organiser}); err != nil {
		t.Fatal(err)
	}
	return g
}

func (g *group) Workspace() (seal.WorkspaceID, error) { return g.keys.Workspace(), g.locked }

func (g *group) Recipients() ([]string, error) {
	return []string{g.device.Recipient(), g.recovery.Recipient()}, g.locked
}

func (g *group) Keybag() ([]byte, error) {
	if g.locked != nil {
		return nil, g.locked
	}
	return g.bag.Seal()
}

func (g *group) Identities() ([]seal.Identity, error) { return []seal.Identity{g.device}, g.locked }

// clock is a clock that tests move.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

func newClock() *clock { return &clock{time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)} }

func storeOptions(g *group, c *clock) store.Options {
	o := store.Options{Now: c.Now, Rand: rand.Reader, Log: slog.New(slog.DiscardHandler), Sealer: g.keys}
	if g.bare {
		o.Sealer = nil
	}
	return o
}

func newShelf(dir string, g *group, c *clock) *backup.Shelf {
	return backup.New(backup.Options{
		Dir: dir, Program: "test", Keys: g, Store: storeOptions(g, c), Log: slog.New(slog.DiscardHandler),
	})
}

// open opens a shelf's workspace, which must not be damaged.
func open(t testing.TB, s *backup.Shelf) *store.Store {
	t.Helper()
	st, rec, err := s.Open(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if rec != nil {
		t.Fatalf("the workspace was recovered: %+v", rec)
	}
	t.Cleanup(func() { _ = st.Close() })
	return st
}

func write(t testing.TB, st *store.Store, id, title string) {
	t.Helper()
	fields := map[string]json.RawMessage{"title": must(json.Marshal(title))(t)}
	act := store.Act{Event: id, Label: "edit", Changes: []store.Change{
		store.SetChange{Class: oplog.Work, Entity: "event", ID: id, Fields: fields},
	}}
	if err := st.Write(context.Background(), act); err != nil {
		t.Fatal(err)
	}
}

// dump gives all that a workspace holds of events.
func dump(t testing.TB, st *store.Store) string {
	t.Helper()
	var out strings.Builder
	for _, row := range must(st.Entities(context.Background(), "event", ""))(t) {
		fmt.Fprintln(&out, row.ID, string(row.Fields["title"]))
	}
	return out.String()
}

func picture(t testing.TB, dir, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, "media"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "media", name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func wantCode(t testing.TB, err error, want fault.Code) {
	t.Helper()
	if err == nil || fault.CodeOf(err) != want {
		t.Fatalf("got error %v, want a fault %q", err, want)
	}
}

func list(t testing.TB, s *backup.Shelf) []backup.Backup {
	t.Helper()
	return must(s.List())(t)
}

// names gives what lies in a data folder, but the lock.
func names(t testing.TB, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() && e.Name() != "workspace.lock" {
			out = append(out, filepath.ToSlash(strings.TrimPrefix(path, dir+string(filepath.Separator))))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

func TestSaveAndRestoreElsewhere(t *testing.T) {
	t.Parallel()
	g, c := newGroup(t), newClock()
	dir := t.TempDir()
	s := newShelf(dir, g, c)
	st := open(t, s)
	write(t, st, "E1", "Supper")
	picture(t, dir, "abc123.jpg", "a picture")
	stick := filepath.Join(t.TempDir(), "kit.daykit")
	made := must(s.Save(t.Context(), st, stick))(t)
	want := dump(t, st)
	if info := must(os.Stat(stick))(t); made.Size != info.Size() || info.Mode().Perm() != 0o600 {
		t.Errorf("got %+v for a file of %d bytes and mode %v", made, info.Size(), info.Mode())
	}

	// A laptop that has nothing but the file and the recovery sheet.
	bagFile := must(backup.ReadKeybag(stick))(t)
	must(seal.OpenKeybag(bagFile, g.recovery.Identity(), g.keys.Fingerprint(), drawn(9)))(t)
	elsewhere := t.TempDir()
	other := newGroup(t)
	other.keys = must(seal.NewKeys(drawn(20)))(t)
	other.device = must(seal.NewIdentity(seal.Hybrid, drawn(21)))(t)
	s2 := newShelf(elsewhere, other, c)
	_, err := s2.Restore(t.Context(), stick)
	wantCode(t, err, fault.Denied)
	if got := names(t, elsewhere); len(got) > 0 {
		t.Errorf("a refused restore left %v", got)
	}
	r := must(s2.Restore(t.Context(), stick, g.recovery.Identity()))(t)
	if !r.Time.Equal(c.now) || !bytes.Equal(r.Keybag, bagFile) || r.Safety != "" || r.Folder != "" {
		t.Errorf("got %v, safety %q, folder %q", r.Time, r.Safety, r.Folder)
	}
	other.keys = g.keys // which a laptop gets from the keybag
	s2 = newShelf(elsewhere, other, c)
	st2 := open(t, s2)
	if got := dump(t, st2); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := must(os.ReadFile(filepath.Join(elsewhere, "media", "abc123.jpg")))(t); string(got) != "a picture" {
		t.Errorf("got picture %q", got)
	}
	at, held, err := backup.Held(t.Context(), st2)
	if err != nil || !held || !at.Equal(c.now) {
		t.Fatalf("held: got %v, %v, %v", at, held, err)
	}
	if got := must(backup.HeldFile(t.Context(), st2))(t); got != "kit.daykit" {
		t.Errorf("held: got file %q", got)
	}
	if err := backup.Release(t.Context(), st2); err != nil {
		t.Fatal(err)
	}
	if got := must(backup.HeldFile(t.Context(), st2))(t); got != "" {
		t.Errorf("after release: got file %q", got)
	}
	if _, held, err := backup.Held(t.Context(), st2); err != nil || held {
		t.Errorf("after release: got held %v, %v", held, err)
	}
}

// TestRestoreBacksUpFirst goes back and then forward again.
func TestRestoreBacksUpFirst(t *testing.T) {
	t.Parallel()
	g, c, dir := newGroup(t), newClock(), t.TempDir()
	s := newShelf(dir, g, c)
	st := open(t, s)
	write(t, st, "E1", "first")
	first := must(s.Make(t.Context(), st, backup.Asked))(t)
	c.now = c.now.Add(time.Hour)
	write(t, st, "E1", "second")
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	r := must(s.Restore(t.Context(), first.Path))(t)
	st = open(t, s)
	if got := dump(t, st); got != "E1 \"first\"\n" {
		t.Fatalf("got %q", got)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	must(s.Restore(t.Context(), r.Safety))(t)
	if got := dump(t, open(t, s)); got != "E1 \"second\"\n" {
		t.Fatalf("got %q", got)
	}
}

func TestRestoreRefusesWhileOpen(t *testing.T) {
	t.Parallel()
	s := newShelf(t.TempDir(), newGroup(t), newClock())
	st := open(t, s)
	b := must(s.Make(t.Context(), st, backup.Asked))(t)
	_, err := s.Restore(t.Context(), b.Path)
	wantCode(t, err, fault.Locked)
}

func TestDueAndBefore(t *testing.T) {
	t.Parallel()
	g, c := newGroup(t), newClock()
	s := newShelf(t.TempDir(), g, c)
	st := open(t, s)
	due := func(want bool) {
		t.Helper()
		if got := must(s.Due(t.Context(), st))(t); got != want {
			t.Errorf("due: got %v, want %v", got, want)
		}
	}
	count := func(want int) {
		t.Helper()
		if got := len(list(t, s)); got != want {
			t.Errorf("got %d backups, want %d", got, want)
		}
	}
	due(false) // nobody has worked yet
	if err := s.Before(t.Context(), st, backup.Import); err != nil {
		t.Fatal(err)
	}
	count(0)
	write(t, st, "E1", "0")
	due(true) // there is none
	must(s.Make(t.Context(), st, backup.Scheduled))(t)
	c.now = c.now.Add(29 * time.Minute)
	write(t, st, "E1", "a")
	due(false)
	c.now = c.now.Add(time.Minute)
	due(true)
	must(s.Make(t.Context(), st, backup.Scheduled))(t)
	c.now = c.now.Add(time.Hour)
	due(false) // nothing changed
	if err := s.Before(t.Context(), st, backup.Import); err != nil {
		t.Fatal(err)
	}
	count(2) // the newest has it all
	write(t, st, "E1", "b")
	for range 2 {
		if err := s.Before(t.Context(), st, backup.Import); err != nil {
			t.Fatal(err)
		}
	}
	count(3)
	write(t, st, "E1", "c")
	if err := s.Before(t.Context(), st, backup.Sync); err != nil {
		t.Fatal(err)
	}
	count(3) // a young one will do before a sync
	if err := s.Before(t.Context(), st, backup.Merge); err != nil {
		t.Fatal(err)
	}
	count(4) // but not before a merge, even within the same second
	if err := st.SetSetting(t.Context(), "locale", "ar"); err != nil {
		t.Fatal(err)
	}
	c.now = c.now.Add(-48 * time.Hour) // the clock was wrong: what seems to come is no reason to wait
	due(true)
}

func TestLockedKeysMakeNoBackup(t *testing.T) {
	t.Parallel()
	g, dir := newGroup(t), t.TempDir()
	s := newShelf(dir, g, newClock())
	st := open(t, s)
	g.locked = seal.ErrLocked
	_, err := s.Make(t.Context(), st, backup.Asked)
	wantCode(t, err, fault.Denied)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"workspace.db"}) {
		t.Errorf("left %v", got)
	}
}

func TestMigrationIsBackedUpSealed(t *testing.T) {
	t.Parallel()
	s := newShelf(t.TempDir(), newGroup(t), newClock())
	st := open(t, s)
	write(t, st, "E1", "Supper")
	if err := backup.BeforeMigrate(t.Context(), s, st); err != nil {
		t.Fatal(err)
	}
	if got := len(list(t, s)); got != 1 {
		t.Errorf("got %d backups, want 1", got)
	}
}

// TestPlainCopiesAreAdopted seals a copy that was made while the keys were locked.
func TestPlainCopiesAreAdopted(t *testing.T) {
	t.Parallel()
	g, dir := newGroup(t), t.TempDir()
	s := newShelf(dir, g, newClock())
	st := open(t, s)
	write(t, st, "E1", "Supper")
	g.locked = seal.ErrLocked
	if err := backup.BeforeMigrate(t.Context(), s, st); !errors.Is(err, store.ErrPlain) {
		t.Fatalf("got %v", err)
	}
	plain := filepath.Join(dir, "before-0009.db")
	if err := st.CopyTo(t.Context(), plain); err != nil {
		t.Fatal(err)
	}
	g.locked = nil
	must(s.Make(t.Context(), st, backup.Scheduled))(t)
	if _, err := os.Stat(plain); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the plain copy is still there: %v", err)
	}
	if got := len(list(t, s)); got != 2 {
		t.Errorf("got %d backups, want 2", got)
	}
}

func TestAPictureThatDoesNotReadIsNamed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := newShelf(dir, newGroup(t), newClock())
	st := open(t, s)
	picture(t, dir, "good1.jpg", "fine")
	huge := must(os.Create(filepath.Join(dir, "media", "huge1.jpg")))(t)
	if err := huge.Truncate(65 << 20); err != nil {
		t.Fatal(err)
	}
	if err := huge.Close(); err != nil {
		t.Fatal(err)
	}
	b := must(s.Make(t.Context(), st, backup.Asked))(t)
	if !slices.Equal(b.Missing, []string{"huge1.jpg"}) {
		t.Errorf("got missing %v", b.Missing)
	}
	file := must(os.ReadFile(b.Path))(t)
	got := must(backup.Read(bytes.NewReader(file), newGroup(t).device))(t)
	if !slices.Equal(got, []string{"workspace.db", "media/good1.jpg"}) {
		t.Errorf("got %v", got)
	}
}

// TestEveryFlippedByteIsSeen changes bytes of a backup and cuts it off: no change is
// taken for a backup.
func TestEveryFlippedByteIsSeen(t *testing.T) {
	t.Parallel()
	g := newGroup(t)
	s := newShelf(t.TempDir(), g, newClock())
	st := open(t, s)
	write(t, st, "E1", "Supper")
	file := must(os.ReadFile(must(s.Make(t.Context(), st, backup.Asked))(t).Path))(t)
	var at []int
	for i := range 24 {
		at = append(at, i)
	}
	for range 200 {
		at = append(at, int(must(rand.Int(rand.Reader, big.NewInt(int64(len(file)))))(t).Int64()))
	}
	for _, i := range at {
		bad := bytes.Clone(file)
		bad[i] ^= 0x10
		if _, err := backup.Read(bytes.NewReader(bad), g.device); err == nil {
			t.Errorf("byte %d of %d was changed unseen", i, len(file))
		}
		if _, err := backup.Read(bytes.NewReader(file[:i]), g.device); err == nil {
			t.Errorf("cut off at %d of %d unseen", i, len(file))
		}
	}
	if _, err := backup.Read(bytes.NewReader(append(bytes.Clone(file), 0)), g.device); err == nil {
		t.Error("a byte was added unseen")
	}
}
