package desk_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// titles gives the titles of all events, in one line.
func titles(t *testing.T, d *desk.Desk) string {
	t.Helper()
	evs, err := d.Events(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range evs {
		out = append(out, e.Title)
	}
	return strings.Join(out, ", ")
}

func TestBackupAndRestore(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 61)
	file := filepath.Join(t.TempDir(), "kit.daykit")
	var saved string
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		addSample(t, d)
		b, err := d.Backup(ctx, file)
		if err != nil || b.Size == 0 || b.File != file || b.Time != "2026-12-04T12:00:00Z" {
			t.Fatalf("got %+v, %v", b, err)
		}
		saved = titles(t, d)
		if _, err := d.Backup(ctx, t.TempDir()); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("a folder: got %v", err)
		}
		addSample(t, d)
	})
	if b, err := os.ReadFile(file); err != nil || bytes.Contains(b, []byte("A shared table")) {
		t.Errorf("the backup holds a title in the plain, or: %v", err)
	}
	r, err := desk.Restore(t.Context(), l.opt, file)
	if err != nil || r.Time != "2026-12-04T12:00:00Z" || r.Safety == "" || r.Folder != "" {
		t.Fatalf("got %+v, %v", r, err)
	}
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		if got := titles(t, d); got != saved {
			t.Errorf("got %q, want %q", got, saved)
		}
		_, err := d.Sync(ctx)
		wantFault(t, err, fault.Conflict, "put back from a backup of 2026-12-04 12:00; look at it, then say go on")
		st, err := d.Status(ctx)
		if err != nil || st.Held != r.Time || st.Backups.Count != 1 || st.Backups.Last != r.Time {
			t.Errorf("got %+v, %v", st, err)
		}
		if s, err := d.Safety(ctx); err != nil || s.Held == nil || s.Held.File != "kit.daykit" {
			t.Errorf("got %+v, %v", s.Held, err)
		}
		if err := d.Release(ctx); err != nil {
			t.Fatal(err)
		}
		if s, err := d.Safety(ctx); err != nil || s.Held != nil {
			t.Errorf("after go: got %+v, %v", s.Held, err)
		}
	})
	// What the restore replaced is not lost.
	if _, err := desk.Restore(t.Context(), l.opt, r.Safety); err != nil {
		t.Fatal(err)
	}
	l.with(t, func(_ context.Context, d *desk.Desk) {
		if got := titles(t, d); got != saved+", "+saved {
			t.Errorf("got %q, want it twice", got)
		}
	})
}

func TestRestoreOfAnotherGroupIsRefused(t *testing.T) {
	t.Parallel()
	a, b := newLaptop(t, 62), newLaptop(t, 63)
	file := filepath.Join(t.TempDir(), "kit.daykit")
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		addSample(t, d)
		if _, err := d.Backup(ctx, file); err != nil {
			t.Fatal(err)
		}
	})
	b.with(t, func(context.Context, *desk.Desk) {})
	_, err := desk.Restore(t.Context(), b.opt, file)
	wantFault(t, err, fault.Denied, "recovery sheet")
	_, err = desk.Restore(t.Context(), b.opt, filepath.Join(t.TempDir(), "none.daykit"))
	wantFault(t, err, fault.NotFound, "no such backup")
}

func TestTendAndImportBackUp(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 64)
	people := filepath.Join(t.TempDir(), "people.csv")
	if err := os.WriteFile(people, []byte("id,name\n1,Ana\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		count := func(want int) {
			t.Helper()
			if err := d.Tend(ctx); err != nil {
				t.Fatal(err)
			}
			if got, err := d.Rolling(); err != nil || len(got) != want {
				t.Errorf("got %d backups, %v, want %d", len(got), err, want)
			}
		}
		count(0) // nobody has done anything
		id := addSample(t, d)
		count(1)
		count(1)
		l.now = l.now.Add(time.Minute)
		if _, err := d.ImportGuests(ctx, id, people); err != nil {
			t.Fatal(err)
		}
		count(1) // the one of a minute ago held all that was there before
		l.now = l.now.Add(time.Hour)
		count(2)
		l.now = l.now.Add(time.Hour)
		count(2)
	})
}

// TestAnUpdateIsBackedUpFirst starts another version, which backs up before it works
// even if the last backup is young.
func TestAnUpdateIsBackedUpFirst(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 66)
	tend := func(want int, change bool) {
		t.Helper()
		l.with(t, func(ctx context.Context, d *desk.Desk) {
			if err := d.Tend(ctx); err != nil {
				t.Fatal(err)
			}
			if got, err := d.Rolling(); err != nil || len(got) != want {
				t.Errorf("got %d backups, %v, want %d", len(got), err, want)
			}
			if change {
				addSample(t, d)
			}
		})
	}
	tend(0, true)
	tend(1, true)
	tend(1, false) // young enough
	l.opt.Version = "next"
	tend(2, false)
	tend(2, false)
}

// TestDamageIsMended writes over the middle of a closed workspace.
func TestDamageIsMended(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 65)
	var before string
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		addSample(t, d)
		if err := d.Tend(ctx); err != nil {
			t.Fatal(err)
		}
		before = titles(t, d)
		if d.Mended() != nil {
			t.Errorf("got %+v", d.Mended())
		}
	})
	path := filepath.Join(l.opt.Dir, "workspace.db")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(b[len(b)/2:], make([]byte, 8192))
	copy(b[100:], make([]byte, 300))
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	l.with(t, func(_ context.Context, d *desk.Desk) {
		m := d.Mended()
		if m == nil || m.Backup != "2026-12-04T12:00:00Z" || m.Until == "" {
			t.Fatalf("got %+v", m)
		}
		if kept, err := os.ReadFile(filepath.Join(l.opt.Dir, m.Folder, "workspace.db")); err != nil || !bytes.Equal(kept, b) {
			t.Errorf("the damaged file is not kept: %v", err)
		}
		if got := titles(t, d); got != before {
			t.Errorf("got %q, want %q", got, before)
		}
	})
	l.with(t, func(ctx context.Context, d *desk.Desk) { // it is told until somebody has seen it
		s, err := d.Safety(ctx)
		if err != nil || s.Recovered == nil || s.Recovered.From != "2026-12-04T12:00:00Z" || s.Recovered.Folder == "" || s.Light != desk.LightRed {
			t.Fatalf("got %+v, %v", s.Recovered, err)
		}
		if s.Recovered.File == "" || filepath.Base(s.Recovered.File) != s.Recovered.File || d.Mended() != nil {
			t.Errorf("got file %q, and mended in this run: %+v", s.Recovered.File, d.Mended())
		}
		if err := d.SeenMended(ctx); err != nil {
			t.Fatal(err)
		}
	})
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		if s, err := d.Safety(ctx); err != nil || s.Recovered != nil {
			t.Errorf("after it was seen: got %+v, %v", s.Recovered, err)
		}
	})
}
