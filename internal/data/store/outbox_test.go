package store_test

import (
	"encoding/json"
	"testing"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/data/wire"
)

// TestOutbox: what it shows is what is written afterwards, and it writes nothing itself.
func TestOutbox(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	set := func(id, value string) store.SetChange {
		return store.SetChange{Class: oplog.Report, Entity: wire.EntityReport, ID: id, Fields: map[string]json.RawMessage{"totals": json.RawMessage(value)}}
	}
	if err := s.Write(t.Context(), store.Act{Changes: []store.Change{set("7KQ2M9XD", `{"arrived":1}`), set("7KQ2M9XD/0011223344556677", `{"a":1}`)}}); err != nil {
		t.Fatal(err)
	}
	mark, err := s.Mark(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	draft := store.Draft{
		Changes: []store.Change{set("7KQ2M9XD", `{"arrived":2}`)},
		Erase:   []oplog.Entity{{Kind: wire.EntityReport, ID: "7KQ2M9XD/0011223344556677"}},
	}
	seen, err := s.Outbox(t.Context(), draft)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.Outbox(t.Context(), draft)
	if err != nil || len(again) != len(seen) {
		t.Fatalf("a second look shows %d ops, %v", len(again), err)
	}
	if now, err := s.Mark(t.Context()); err != nil || now != mark {
		t.Errorf("looking changed the workspace: %v", err)
	}
	if err := s.Write(t.Context(), store.Act{Changes: draft.Changes}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.EraseAll(t.Context(), draft.Erase...); err != nil {
		t.Fatal(err)
	}
	sent, err := s.Outbox(t.Context(), store.Draft{})
	if err != nil || len(sent) != len(seen) {
		t.Fatalf("%d ops wait, %v, want %d", len(sent), err, len(seen))
	}
	redacts := 0
	for i := range sent {
		if sent[i].Kind == oplog.Redact {
			redacts++
		}
		if sent[i].Class.Private() != seen[i].Class.Private() || sent[i].Kind != seen[i].Kind || sent[i].State != seen[i].State ||
			len(sent[i].Body) != len(seen[i].Body) || !sent[i].Class.Private() && string(sent[i].Body) != string(seen[i].Body) {
			t.Errorf("op %d: seen %+v, sent %+v", i, seen[i], sent[i])
		}
	}
	if redacts != 1 {
		t.Errorf("%d redactions, want 1", redacts)
	}
}
