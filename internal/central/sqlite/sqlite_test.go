package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/central/sqlite"
	"daykit/internal/central/storetest"
	"daykit/internal/domain/fault"
)

func open(t *testing.T, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
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
	a, b := open(t, path), open(t, path)
	inv := server.Invitation{Workspace: "w", Group: "g", Key: "g"}
	if err := a.Invite(t.Context(), inv); err != nil {
		t.Fatal(err)
	}
	if err := b.Invite(t.Context(), inv); !errors.Is(err, server.ErrConflict) {
		t.Errorf("the other program got %v, want %v", err, server.ErrConflict)
	}
}

func TestNewerFileIsRefused(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "server.db")
	open(t, path)
	exec(t, path, "PRAGMA user_version = 99")
	_, err := sqlite.Open(t.Context(), path)
	if err == nil || fault.CodeOf(err) != fault.Conflict || !strings.Contains(err.Error(), "newer version") {
		t.Errorf("got %v, want a refusal that says newer version", err)
	}
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

func TestCancelledContextChangesNothing(t *testing.T) {
	t.Parallel()
	s := open(t, filepath.Join(t.TempDir(), "server.db"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	inv := server.Invitation{Workspace: "w", Group: "g", Key: "g"}
	if err := s.Invite(ctx, inv); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if err := s.Invite(t.Context(), inv); err != nil {
		t.Errorf("the cancelled invitation was kept: %v", err)
	}
}

func exec(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}
