package desk_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"

	"github.com/google/go-cmp/cmp"
)

// laptop is a data folder with a clock of its own.
type laptop struct {
	opt desk.Options
	now time.Time
}

// laptops differ in what they draw.
func newLaptop(t *testing.T, seed uint32) *laptop {
	t.Helper()
	l := &laptop{now: testNow}
	l.opt = desk.Options{
		Dir: filepath.Join(t.TempDir(), "data"), Version: "test", Now: func() time.Time { return l.now },
		Rand: &counter{n: seed}, NoKeyring: true,
	}
	return l
}

// with opens the workspace for a while.
func (l *laptop) with(t *testing.T, do func(ctx context.Context, d *desk.Desk)) {
	t.Helper()
	d, err := desk.Open(t.Context(), l.opt)
	if err != nil {
		t.Fatal(err)
	}
	do(t.Context(), d)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

// wantFault holds an error to a code and to what it says.
func wantFault(t *testing.T, err error, code fault.Code, says string) {
	t.Helper()
	if err == nil || fault.CodeOf(err) != code || !strings.Contains(err.Error(), says) {
		t.Errorf("got error %v, want %s that says %q", err, code, says)
	}
}

// snapshot is every file of a folder but the database, which its readers touch.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), "workspace.") {
			return err
		}
		b, err := os.ReadFile(path)
		out[e.Name()] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// holds says whether any file below dir has a text in it.
func holds(t *testing.T, dir, text string) string {
	t.Helper()
	found := ""
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(bytes.ToLower(b), []byte(strings.ToLower(text))) {
			found = path
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestKeysStayTheSame(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 1)
	var id string
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id = addSample(t, d)
		st, err := d.Keys(ctx)
		if err != nil || st.Guard != "file" || st.Locked || st.Role != "organiser" || st.Devices != 1 || st.Sheet.Number != 0 || !st.Sheet.Due || st.Hint == "" {
			t.Errorf("got %+v, %v", st, err)
		}
	})
	before := snapshot(t, l.opt.Dir)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		if guests, err := d.Guests(ctx, id); err != nil || len(guests) == 0 {
			t.Errorf("got %d guests, %v", len(guests), err)
		}
	})
	if diff := cmp.Diff(before, snapshot(t, l.opt.Dir)); diff != "" {
		t.Errorf("opening changes the keys: %s", diff)
	}
}

// TestLostKeysAreNotReplaced: other keys would make what is sealed unreadable for good.
func TestLostKeysAreNotReplaced(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 2)
	var id string
	l.with(t, func(_ context.Context, d *desk.Desk) { id = addSample(t, d) })
	state := filepath.Join(l.opt.Dir, "keys.json")
	kept, err := os.ReadFile(state)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(state); err != nil {
		t.Fatal(err)
	}
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Guests(ctx, id)
		wantFault(t, err, fault.Locked, "recovery sheet")
		if _, err := d.Document(ctx, id); err != nil {
			t.Errorf("the plan: %v", err)
		}
	})
	if _, err := os.Stat(state); !os.IsNotExist(err) {
		t.Errorf("got error %v, want that no other keys were drawn", err)
	}
	if err := os.WriteFile(state, kept, 0o600); err != nil {
		t.Fatal(err)
	}
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		if _, err := d.Guests(ctx, id); err != nil {
			t.Error(err)
		}
	})
}

func TestPassphrase(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 3)
	const pass = "four sparrows under glass"
	var id string
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id = addSample(t, d)
		wantFault(t, d.Lock(), fault.Conflict, "no passphrase")
		_, err := d.SetPassphrase(ctx, "short")
		wantFault(t, err, fault.Invalid, "at least 8")
		st, err := d.SetPassphrase(ctx, pass)
		if err != nil || st.Guard != "passphrase" || st.Locked {
			t.Errorf("got %+v, %v", st, err)
		}
	})
	files := snapshot(t, l.opt.Dir)
	for name := range files {
		if strings.HasPrefix(name, "device-") {
			t.Errorf("%s is still there", name)
		}
	}
	l.opt.Passphrase = "five sparrows under glass"
	_, err := desk.Open(t.Context(), l.opt)
	wantFault(t, err, fault.Denied, "this is not the passphrase")
	if diff := cmp.Diff(files, snapshot(t, l.opt.Dir)); diff != "" {
		t.Errorf("a wrong passphrase changed something: %s", diff)
	}
	l.opt.Passphrase = ""
	l.with(t, func(ctx context.Context, d *desk.Desk) { lockedDesk(ctx, t, d, id, pass) })
	l.opt.Passphrase = pass
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		st, err := d.DropPassphrase(ctx)
		if err != nil || st.Guard != "file" {
			t.Errorf("got %+v, %v", st, err)
		}
		_, err = d.DropPassphrase(ctx)
		wantFault(t, err, fault.Conflict, "no passphrase")
	})
	l.opt.Passphrase = ""
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		if _, err := d.Guests(ctx, id); err != nil {
			t.Error(err)
		}
	})
}

// lockedDesk looks round a desk that nobody gave the passphrase yet, and unlocks it.
func lockedDesk(ctx context.Context, t *testing.T, d *desk.Desk, id, pass string) {
	t.Helper()
	st, err := d.State(ctx)
	if err != nil || !st.Locked || st.Keys.Guard != "passphrase" || st.Events != 1 {
		t.Errorf("got %+v, %v", st, err)
	}
	if !d.Asks() {
		t.Error("nothing asks for the passphrase")
	}
	if _, err := d.Event(ctx, id); err != nil {
		t.Errorf("the plan: %v", err)
	}
	if _, err := d.Events(ctx); err != nil {
		t.Errorf("the list of events: %v", err)
	}
	_, err = d.Guests(ctx, id)
	wantFault(t, err, fault.Locked, "the names are locked; unlock with your passphrase")
	_, err = d.Arrive(ctx, id, "g1")
	wantFault(t, err, fault.Locked, "the names are locked")
	_, err = d.PrintRecovery(ctx, desk.RecoveryRequest{File: filepath.Join(t.TempDir(), "sheet.pdf")})
	wantFault(t, err, fault.Locked, "the names are locked")
	_, err = d.DropPassphrase(ctx)
	wantFault(t, err, fault.Locked, "the names are locked")
	wantFault(t, d.Unlock(ctx, "a wrong passphrase"), fault.Denied, "this is not the passphrase")
	if err := d.Unlock(ctx, pass); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Guests(ctx, id); err != nil {
		t.Error(err)
	}
	if err := d.Lock(); err != nil {
		t.Fatal(err)
	}
	_, err = d.Guests(ctx, id)
	wantFault(t, err, fault.Locked, "the names are locked")
}
