package main

import (
	"maps"
	"path/filepath"
	"strings"
	"testing"
)

// TestBackupDuringWrites copies the database while people sign up and laptops push. What was
// acknowledged before the copy was begun is in it, once.
func TestBackupDuringWrites(t *testing.T) {
	t.Parallel()
	onEach(t, backedUp)
}

func backedUp(t *testing.T, db string) {
	t.Helper()
	r := newRush(t, db)
	r.prepare()
	more, leave := r.crowd(laptops)
	more()
	r.mu.Lock()
	letters, ops := maps.Clone(r.letters), maps.Clone(r.ops)
	r.mu.Unlock()
	file := filepath.Join(t.TempDir(), "backup")
	var made struct {
		File  string
		Bytes int64
	}
	command(t, &made, "backup", file, "--db", db, "--json")
	if made.File != file || made.Bytes < 10_000 {
		t.Errorf("got %+v", made)
	}
	more()
	leave()
	wantRefused(t, "a server works on this database", "restore", file, "--db", db)
	wantRefused(t, "", "backup", file, "--db", db) // it takes nobody's place
	r.stop()
	var done struct{ Restored, Before string }
	command(t, &done, "restore", file, "--db", db, "--json")
	if done.Restored != file || strings.HasPrefix(db, schemeFile) != strings.HasSuffix(done.Before, "server.db.before-restore") {
		t.Errorf("got %+v", done)
	}
	r.start()
	r.letters, r.ops = letters, ops
	r.inspect(0)
	r.stop()
}
