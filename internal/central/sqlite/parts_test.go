package sqlite_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/central/storetest"
	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

// TestTakenBackIsInNoFile: the bytes of a part of a report that was taken back are in
// neither the database nor its write-ahead log.
func TestTakenBackIsInNoFile(t *testing.T) {
	t.Parallel()
	const canary = "what somebody said and took back"
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "server.db"))
	storetest.Workspaces(t, s, "w")
	push := func(o oplog.Op, f server.Fold) {
		t.Helper()
		o.Hash = o.Sum()
		if _, err := server.Push(t.Context(), s, bytes.NewReader(nil), "w", []server.Judged{{Judged: feed.Judged{Op: o}, Fold: f}}); err != nil {
			t.Fatal(err)
		}
	}
	op := oplog.Op{Inc: oplog.Incarnation{1}, Seq: 1, HLC: 10, Class: oplog.Report, Kind: oplog.Set, Body: []byte(canary)}
	push(op, server.Fold{Entity: wire.EntityReport, Event: "E1", Part: "01", Kind: wire.PartComment, Value: []byte(`"` + canary + `"`)})
	if !holds(t, dir, canary) {
		t.Fatal("it was never there")
	}
	push(oplog.Op{Inc: oplog.Incarnation{2}, Seq: 1, HLC: 11, Class: oplog.Work, Kind: oplog.Redact, Target: op.ID()}, server.Fold{})
	if holds(t, dir, canary) {
		t.Error("what was taken back lies in a file yet")
	}
}
