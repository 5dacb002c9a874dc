package sqlite_test

import (
	"bytes"
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/central/storetest"
	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
)

// TestErasingWaitsForNoReader: while a backup reads, whoever erases and whoever signs up is
// answered at once; and once it is over, the next commit takes what was erased out of the
// write-ahead log.
func TestErasingWaitsForNoReader(t *testing.T) {
	t.Parallel()
	const canary = "ciphertext of somebody who was erased"
	dir := t.TempDir()
	path := filepath.Join(dir, "server.db")
	s := open(t, path)
	storetest.Workspaces(t, s, "w")
	op := oplog.Op{Inc: oplog.Incarnation{1}, Seq: 1, HLC: 10, Class: oplog.Roster, Kind: oplog.Set, Epoch: 1, Body: []byte(canary)}
	op.Hash = op.Sum()
	push := func(o oplog.Op) {
		t.Helper()
		if _, err := server.Push(t.Context(), s, bytes.NewReader(nil), "w", []server.Judged{{Judged: feed.Judged{Op: o}}}); err != nil {
			t.Fatal(err)
		}
	}
	push(op)
	end := reading(t, path)
	began := time.Now()
	for n := range 3 {
		mark := oplog.Op{Inc: oplog.Incarnation{2}, Seq: uint32(n + 1), HLC: oplog.HLC(11 + n), Class: oplog.Work, Kind: oplog.Redact, Target: op.ID()}
		mark.Hash = mark.Sum()
		push(mark)
	}
	if took := time.Since(began); took > 4*time.Second { // a single one took five
		t.Errorf("three erasures took %v", took)
	}
	if !holds(t, dir, canary) {
		t.Error("the reader has lost what it reads")
	}
	end()
	if err := s.Invite(t.Context(), server.Invitation{Workspace: "v", Group: "v", Key: "v"}); err != nil {
		t.Fatal(err)
	}
	if holds(t, dir, canary) {
		t.Error("what was erased lies in a file yet")
	}
}

// reading begins to read a file as another program does, as it is now.
func reading(t *testing.T, path string) (end func()) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := tx.QueryRowContext(t.Context(), "SELECT count(*) FROM feed").Scan(&n); err != nil || n == 0 {
		t.Fatal(n, err)
	}
	return func() {
		if err := tx.Rollback(); err != nil {
			t.Fatal(err)
		}
	}
}
