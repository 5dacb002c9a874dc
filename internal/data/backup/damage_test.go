package backup_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	mrand "math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/backup"
	"daykit/internal/domain/fault"
)

// worked is a workspace of some size, closed, with a backup that lacks the last act.
func worked(t *testing.T, g *group, c *clock) (dir, whole, saved string) {
	t.Helper()
	dir = t.TempDir()
	s := newShelf(dir, g, c)
	st := open(t, s)
	for i := range 120 {
		write(t, st, fmt.Sprintf("E%03d", i), strings.Repeat("plan ", 20+i%7))
	}
	must(s.Make(t.Context(), st, backup.Scheduled))(t)
	saved = dump(t, st)
	c.now = c.now.Add(10 * time.Minute)
	write(t, st, "E999", "last")
	whole = dump(t, st)
	if err := s.Close(st); err != nil {
		t.Fatal(err)
	}
	return dir, whole, saved
}

// TestFlippedBytes changes a byte at 200 random places of a closed workspace and within
// its header: it opens as it was, or it is put back from the backup, which is
// told, and the damaged file is still there.
func TestFlippedBytes(t *testing.T) {
	t.Parallel()
	g, c := newGroup(t), newClock()
	dir, whole, saved := worked(t, g, c)
	path := filepath.Join(dir, "workspace.db")
	good := must(os.ReadFile(path))(t)
	sum := must(os.ReadFile(filepath.Join(dir, "workspace.sum")))(t)
	info := must(os.Stat(path))(t)
	src := mrand.New(mrand.NewPCG(1, 2))
	recovered := 0
	var places []int
	for at := 0; at < 100; at += 4 { // the header
		places = append(places, at)
	}
	for range 200 {
		places = append(places, src.IntN(len(good)))
	}
	for _, at := range places {
		bad := bytes.Clone(good)
		bad[at] ^= 1 << src.IntN(8)
		reset(t, dir, bad, sum, info.ModTime())
		s := newShelf(dir, g, c)
		st, rec, err := s.Open(t.Context())
		if err != nil {
			t.Fatalf("byte %d: %v", at, err)
		}
		got, want := dump(t, st), whole
		if rec != nil {
			recovered++
			want = saved
			kept := must(os.ReadFile(filepath.Join(dir, rec.Folder, "workspace.db")))(t)
			if !bytes.Equal(kept, bad) {
				t.Errorf("byte %d: the damaged file is not kept", at)
			}
			if rec.Backup.Path == "" || !rec.From.Equal(c.now.Add(-10*time.Minute)) || rec.To.Before(rec.From) && rec.To.IsZero() {
				t.Errorf("byte %d: got %+v", at, rec)
			}
		}
		if got != want {
			t.Errorf("byte %d: silently lost or changed (recovered: %v)", at, rec != nil)
		}
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
		if rec != nil {
			if err := os.RemoveAll(filepath.Join(dir, rec.Folder)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if recovered != len(places) { // the hash sees them all, wherever they are
		t.Errorf("only %d of %d changes were seen", recovered, len(places))
	}
}

// reset puts files back as a closed workspace has them, the times too, since a disk
// that fails changes none.
func reset(t *testing.T, dir string, db, sum []byte, at time.Time) {
	t.Helper()
	for _, name := range []string{"workspace.db-wal", "workspace.db-shm"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(dir, "workspace.db")
	for p, b := range map[string][]byte{path: db, filepath.Join(dir, "workspace.sum"): sum} {
		if err := os.WriteFile(p, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}

// wantMended holds what is still told at the next start to what was done, until it is seen.
func wantMended(t *testing.T, s *backup.Shelf, rec *backup.Recovered) {
	t.Helper()
	st := open(t, s)
	m := must(backup.LastMended(t.Context(), st))(t)
	if m == nil || m.File != filepath.Base(rec.Backup.Path) || !m.From.Equal(rec.From) || !m.To.Equal(rec.To) || m.Folder != rec.Folder {
		t.Errorf("got %+v, want it of %+v", m, rec)
	}
	if err := backup.Seen(t.Context(), st); err != nil {
		t.Fatal(err)
	}
	if m := must(backup.LastMended(t.Context(), st))(t); m != nil {
		t.Errorf("after it was seen: got %+v", m)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestDamageWithoutBackup changes nothing when pages do not fit, and mends when only a
// letter of what is folded from the log has changed.
func TestDamageWithoutBackup(t *testing.T) {
	t.Parallel()
	g, c := newGroup(t), newClock()
	dir, whole, _ := worked(t, g, c)
	if err := os.RemoveAll(filepath.Join(dir, "backups")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "workspace.db")
	good, sum := must(os.ReadFile(path))(t), must(os.ReadFile(filepath.Join(dir, "workspace.sum")))(t)
	at := must(os.Stat(path))(t).ModTime()

	bad := append([]byte("not a database at all"), good[21:]...)
	reset(t, dir, bad, sum, at)
	_, _, err := newShelf(dir, g, c).Open(t.Context())
	wantCode(t, err, fault.Damaged)
	if got := must(os.ReadFile(path))(t); !bytes.Equal(got, bad) {
		t.Error("the damaged file was changed")
	}

	mended := 0
	for i, from := 0, 0; ; i++ { // each place at which the text stands, in the log or folded
		n := bytes.Index(good[from:], []byte(`"last"`))
		if n < 0 {
			break
		}
		from += n + 6
		bad := bytes.Clone(good)
		bad[from-3] = 'x'
		reset(t, dir, bad, sum, at)
		st, rec, err := newShelf(dir, g, c).Open(t.Context())
		if err != nil { // it was in the log, which says so itself
			wantCode(t, err, fault.Damaged)
			continue
		}
		mended++
		if got := dump(t, st); got != whole || rec == nil || rec.Backup.Path != "" {
			t.Errorf("place %d: got %+v, the content is whole: %v", i, rec, got == whole)
		}
		if m := must(backup.LastMended(t.Context(), st))(t); m == nil || m.File != "" {
			t.Errorf("place %d: what was mended is kept as %+v", i, m)
		}
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if mended == 0 {
		t.Error("nothing was mended")
	}
}

// TestRecoverTakesTheNewestThatOpens passes over a backup that is damaged itself.
func TestRecoverTakesTheNewestThatOpens(t *testing.T) {
	t.Parallel()
	g, c, dir := newGroup(t), newClock(), t.TempDir()
	s := newShelf(dir, g, c)
	st := open(t, s)
	write(t, st, "E1", "old")
	must(s.Make(t.Context(), st, backup.Scheduled))(t)
	c.now = c.now.Add(time.Hour)
	write(t, st, "E1", "newer")
	newest := must(s.Make(t.Context(), st, backup.Scheduled))(t)
	if err := s.Close(st); err != nil {
		t.Fatal(err)
	}
	junk := make([]byte, 9000)
	must(rand.Read(junk))(t)
	for _, path := range []string{newest.Path, filepath.Join(dir, "workspace.db")} {
		b := must(os.ReadFile(path))(t)
		copy(b[len(b)/3:], junk)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	st, rec, err := newShelf(dir, g, c).Open(t.Context())
	if err != nil || rec == nil || dump(t, st) != "E1 \"old\"\n" {
		t.Fatalf("got %+v, %v", rec, err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	wantMended(t, newShelf(dir, g, c), rec)
	// A person can still put a file in the place of what is beyond all backups.
	file := filepath.Join(t.TempDir(), "stick.daykit")
	if err := os.Rename(rec.Backup.Path, file); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "workspace.db"), junk, 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := newShelf(dir, g, c).Restore(t.Context(), file)
	if err != nil || r.Folder == "" {
		t.Fatalf("got %+v, %v", r, err)
	}
	if got := must(os.ReadFile(filepath.Join(dir, r.Folder, "workspace.db")))(t); !bytes.Equal(got, junk) {
		t.Error("the damaged file is not kept")
	}
}
