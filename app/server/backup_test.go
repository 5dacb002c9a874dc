package main

import (
	"context"
	"maps"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// TestBackupDuringWrites copies the database while people sign up and laptops push. What was
// acknowledged before the copy was begun is in it, once.
func TestBackupDuringWrites(t *testing.T) {
	t.Parallel()
	for engine, db := range databases(t) {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			backedUp(t, db)
		})
	}
}

func backedUp(t *testing.T, db string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r := &rush{t: t, db: db, acks: make(chan struct{}, 1), giveUp: cancel}
	r.start()
	r.prepare()
	var wg sync.WaitGroup
	for side := range visitors {
		wg.Go(func() { r.signUp(ctx, side) })
	}
	for side := range laptops {
		wg.Go(func() { r.push(ctx, side) })
	}
	r.goOn(ctx)
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
	r.goOn(ctx)
	cancel()
	wg.Wait()
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

// wantRefused runs a command that must be refused with a message.
func wantRefused(t *testing.T, message string, args ...string) {
	t.Helper()
	var out, errs strings.Builder
	if code := run(t.Context(), append([]string{"daykit-server"}, args...), nil, &out, &errs); code != exitRefused || !strings.Contains(errs.String(), message) || out.Len() > 0 {
		t.Errorf("%v: exit code %d: %s%s", args, code, &out, &errs)
	}
}
