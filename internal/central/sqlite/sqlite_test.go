package sqlite_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/central/sqlite"
	"daykit/internal/central/storetest"
	"daykit/internal/domain/fault"
)

func open(tb testing.TB, path string) *sqlite.Store {
	tb.Helper()
	return storetest.Opened(tb, sqlite.Open, path)
}

func TestContract(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) server.Store {
		return open(t, filepath.Join(t.TempDir(), "a database ?#%20.db"))
	})
}

func TestTwoProgramsShareOneFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "server.db")
	storetest.Shared(t, open(t, path), open(t, path))
}

func TestNewerFileIsRefused(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "server.db")
	open(t, path)
	exec(t, path, "PRAGMA user_version = 99")
	_, err := sqlite.Open(t.Context(), path)
	storetest.Newer(t, err)
}

func TestWrongFilesAreRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	text := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("Dear neighbours, ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]fault.Code{
		text:                               fault.Damaged,
		filepath.Join(dir, "none", "a.db"): fault.Invalid,
		dir:                                fault.Invalid,
	} {
		if _, err := sqlite.Open(t.Context(), path); err == nil || fault.CodeOf(err) != want {
			t.Errorf("%s: got %v, want code %s", path, err, want)
		}
	}
}

// TestOnlyTheOwnerReads: what the server makes is its owner's, whatever the mask of the
// process is.
func TestOnlyTheOwnerReads(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return // which has no such bits
	}
	path := filepath.Join(t.TempDir(), "server.db")
	storetest.Workspaces(t, open(t, path), "w")
	for _, end := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(path + end)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%o", info.Mode().Perm()); got != "600" {
			t.Errorf("server.db%s has the mode %s", end, got)
		}
	}
}

// exec runs statements on a file behind the store's back.
func exec(t *testing.T, path, statement string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	run(t, db, statement, args...)
}
