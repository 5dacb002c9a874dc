package sqlite_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"daykit/internal/central/sqlite"
	"daykit/internal/central/storetest"
	"daykit/internal/domain/fault"
)

// TestBackupsAreReadBack: what was changed, cut off or made by a newer version is refused,
// and the database stays as it is.
func TestBackupsAreReadBack(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "server.db"), filepath.Join(dir, "backup ?#%20.db")
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	storetest.Workspaces(t, s, "w")
	if err := sqlite.Backup(t.Context(), path, backup); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(backup)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the backup lies there as %v, %v", info, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole, before := read(t, backup), read(t, path)
	zeroed := bytes.Clone(whole)
	clear(zeroed[len(zeroed)/4 : len(zeroed)/2])
	for name, c := range map[string]struct {
		bytes []byte
		code  fault.Code
	}{
		"cut off": {whole[:len(whole)/2], fault.Damaged}, "zeroed": {zeroed, fault.Damaged},
		"no database": {[]byte("letter"), fault.Damaged}, "empty": {nil, fault.Invalid},
	} {
		file := filepath.Join(dir, "bad")
		if err := os.WriteFile(file, c.bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := sqlite.Restore(t.Context(), file, path); err == nil || fault.CodeOf(err) != c.code {
			t.Errorf("%s: got %v, want %s", name, err, c.code)
		}
	}
	newer := filepath.Join(dir, "newer.db")
	if err := os.WriteFile(newer, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	exec(t, newer, "PRAGMA user_version = 99")
	if _, err := sqlite.Restore(t.Context(), newer, path); err == nil || fault.CodeOf(err) != fault.Conflict {
		t.Errorf("of a newer version: got %v", err)
	}
	if !bytes.Equal(read(t, path), before) {
		t.Error("the database was touched")
	}
	if left, err := filepath.Glob(filepath.Join(dir, "server.db*")); err != nil || len(left) != 1 {
		t.Errorf("beside it lie %v, %v", left, err)
	}
	kept, err := sqlite.Restore(t.Context(), backup, path)
	if err != nil || kept != path+".before-restore" || !bytes.Equal(read(t, path), whole) {
		t.Errorf("put back: got %q, %v", kept, err)
	}
}

// TestAServerInTheWay: a file that is open is not replaced.
func TestAServerInTheWay(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "server.db"), filepath.Join(dir, "backup.db")
	s := open(t, path)
	if err := sqlite.Backup(t.Context(), path, backup); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Restore(t.Context(), backup, path); err == nil || fault.CodeOf(err) != fault.Locked {
		t.Errorf("got %v, want %s", err, fault.Locked)
	}
	storetest.Workspaces(t, s, "w") // the server goes on
	if _, err := os.Stat(path + ".before-restore"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
