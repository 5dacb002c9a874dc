package store_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

func TestTwoProgramsNeverShareAWorkspace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cmd, out := spawn(t, dir)
	if !out.Scan() || out.Text() != "1" {
		t.Fatalf("the other program said %q", out.Text())
	}
	_, err := store.Open(t.Context(), dir, options())
	wantCode(t, err, fault.Locked)
	if want := fmt.Sprintf("process %d", cmd.Process.Pid); !strings.Contains(err.Error(), want) {
		t.Errorf("got %q, want it to name %q", err, want)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	open(t, dir) // the lock ends with its holder
}

func TestOneProgramNeverOpensTwice(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	open(t, dir)
	_, err := store.Open(t.Context(), dir, options())
	wantCode(t, err, fault.Locked)
}

func sameAfterRebuild(t *testing.T, s *store.Store) {
	t.Helper()
	before, err := store.Dump(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Rebuild(context.Background()); err != nil {
		t.Fatal(err)
	}
	after, err := store.Dump(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Fatalf("rebuilt is not what was folded (-folded +rebuilt):\n%s", diff)
	}
}

func TestOnlyTheOwnerReadsTheFiles(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return // no mode bits there; the folder's access list rules
	}
	dir := filepath.Join(t.TempDir(), "daykit")
	s := open(t, dir)
	write(t, s, "a", store.SetChange{Entity: "event", ID: "E1", Fields: fields("title", `"x"`)})
	got := map[string]fs.FileMode{}
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil {
			got[d.Name()] = info.Mode().Perm()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]fs.FileMode{"daykit": 0o700, "workspace.db": 0o600, "workspace.db-wal": 0o600, "workspace.db-shm": 0o600, "workspace.lock": 0o600}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPragmasReachEveryConnection(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	for name, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "secure_delete": "1", "foreign_keys": "1",
		"busy_timeout": "5000", "trusted_schema": "0", "temp_store": "2",
	} {
		w, r, err := store.Pragma(t.Context(), s, name)
		if err != nil || w != want || r != want {
			t.Errorf("%s: got %s and %s, %v, want %s", name, w, r, err, want)
		}
	}
	if w, r, err := store.Pragma(t.Context(), s, "query_only"); err != nil || w != "0" || r != "1" {
		t.Errorf("query_only: got %s and %s, %v", w, r, err)
	}
}

// filled gives the path of a closed workspace with data in it.
func filled(t *testing.T) (dir, path string) {
	t.Helper()
	dir = t.TempDir()
	s := open(t, dir)
	for i := range 50 {
		write(t, s, "a", store.SetChange{Entity: "task", ID: fmt.Sprint(i), Fields: fields("title", `"`+strings.Repeat("x", 900)+`"`)})
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, filepath.Join(dir, store.FileName)
}

func TestDamageIsNoticedAndLeftAlone(t *testing.T) {
	t.Parallel()
	for name, hurt := range map[string]func(b []byte) []byte{
		"pages overwritten": func(b []byte) []byte {
			for i := 4096 * 3; i < len(b); i++ {
				b[i] = 0xa5
			}
			return b
		},
		"cut short":      func(b []byte) []byte { return b[:len(b)/2/4096*4096] },
		"not a database": func([]byte) []byte { return []byte(strings.Repeat("these are not the bytes of a database\n", 200)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, path := filled(t)
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			b = hurt(b)
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err = store.Open(t.Context(), dir, options())
			wantCode(t, err, fault.Damaged)
			if got, err := os.ReadFile(path); err != nil || !cmp.Equal(b, got) {
				t.Errorf("the damaged file was changed (%v)", err)
			}
		})
	}
}

func TestAFullDiskLosesNothing(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	write(t, s, "a", store.SetChange{Entity: "event", ID: "E1", Fields: fields("title", `"before"`)})
	if _, err := store.MaxPages(t.Context(), s, 1); err != nil { // SQLite raises it to what is used
		t.Fatal(err)
	}
	big := store.SetChange{Entity: "event", ID: "E1", Fields: fields("title", `"after"`, "about", `"`+strings.Repeat("x", 100_000)+`"`)}
	err := s.Write(t.Context(), store.Act{Event: "E1", Label: "b", Changes: []store.Change{big}})
	wantCode(t, err, fault.Full)
	if got := entity(t, s, "event", "E1")["title"]; got != `"before"` {
		t.Errorf("got %s, want what was saved before", got)
	}
	if _, err := store.MaxPages(t.Context(), s, 1<<30); err != nil {
		t.Fatal(err)
	}
	write(t, s, "b", big)
	if got := entity(t, s, "event", "E1")["title"]; got != `"after"` {
		t.Errorf("got %s after space was freed", got)
	}
	sameAfterRebuild(t, s)
}

func TestAFolderThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), filepath.Join(file, "in"), options()); err == nil {
		t.Error("opened below a file")
	}
}

func TestReleasedMigrationsNeverChange(t *testing.T) {
	t.Parallel()
	// The SHA-256 of every migration of a released version; a line here never changes.
	released := map[string]string{
		"0001_init.sql":   "d1fdad5b2ab23ee1767cc45cead23df18199fc668f2ddecf4e71e57f652a30d7",
		"0002_sealed.sql": "a2258ac8ac723ff5ae75a886359e7da27c0d42a00495dacdc076ac334669e0b3",
	}
	for name, want := range released {
		b, err := fs.ReadFile(store.Migrations(), name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(b)
		if got := hex.EncodeToString(sum[:]); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
	names, err := fs.Glob(store.Migrations(), "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if _, ok := released[name]; !ok {
			t.Errorf("%s is not in the list", name)
		}
	}
}

func scripts(t *testing.T, more map[string]string) fstest.MapFS {
	t.Helper()
	m := fstest.MapFS{}
	names, err := fs.Glob(store.Migrations(), "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		b, err := fs.ReadFile(store.Migrations(), name)
		if err != nil {
			t.Fatal(err)
		}
		m[name] = &fstest.MapFile{Data: b}
	}
	for name, text := range more {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func TestMigrateCopiesFirst(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	write(t, s, "a", store.SetChange{Entity: "event", ID: "E1", Fields: fields("title", `"kept"`)})
	next := scripts(t, map[string]string{"0003_colour.sql": "ALTER TABLE act ADD COLUMN colour TEXT;"})
	if err := store.Migrate(t.Context(), s, next, dir); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	_, err := store.Open(t.Context(), dir, options())
	wantCode(t, err, fault.Conflict) // newer than this program

	old := t.TempDir()
	if err := os.Rename(filepath.Join(dir, "before-0003.db"), filepath.Join(old, store.FileName)); err != nil {
		t.Fatal(err)
	}
	if got := entity(t, open(t, old), "event", "E1")["title"]; got != `"kept"` {
		t.Errorf("the copy holds %s", got)
	}
}

func TestAMigrationThatFailsChangesNothing(t *testing.T) {
	t.Parallel()
	for name, more := range map[string]map[string]string{
		"wrong SQL":        {"0003_x.sql": "CREATE TABLE more (n INTEGER) STRICT; SELECT nothing FROM nowhere;"},
		"broken reference": {"0003_x.sql": "PRAGMA defer_foreign_keys = ON; INSERT INTO quarantine (inc, seq, reason) VALUES (x'00', 1, '');"},
		"a gap":            {"0004_x.sql": "CREATE TABLE more (n INTEGER) STRICT;"},
		"not numbered":     {"x.sql": "CREATE TABLE more (n INTEGER) STRICT;"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			s := open(t, dir)
			write(t, s, "a", store.SetChange{Entity: "event", ID: "E1", Fields: fields("title", `"kept"`)})
			if err := store.Migrate(t.Context(), s, scripts(t, more), dir); err == nil {
				t.Fatal("migrated")
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if got := entity(t, open(t, dir), "event", "E1")["title"]; got != `"kept"` {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestAStrangersDatabaseIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	other := fstest.MapFS{"0001_other.sql": {Data: []byte("CREATE TABLE other (n INTEGER) STRICT;")}}
	if err := store.MigrateFile(t.Context(), filepath.Join(dir, store.FileName), other, dir); err != nil {
		t.Fatal(err)
	}
	_, err := store.Open(t.Context(), dir, options())
	wantCode(t, err, fault.Damaged)
}
