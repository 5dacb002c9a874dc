package store_test

import (
	"encoding/json"
	"testing"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
)

// TestFactsOfAKind are those of all events, without what was voided, in their order.
func TestFactsOfAKind(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	add := func(id, event, kind string) {
		write(t, s, "add", store.AddChange{Class: oplog.Work, ID: id, Event: event, Kind: kind, Body: json.RawMessage(`{}`)})
	}
	add("f1", "E2", "picture")
	add("f2", "E1", "picture")
	add("f3", "E1", "arrive")
	add("f4", "E1", "picture")
	write(t, s, "void", store.VoidChange{Class: oplog.Work, Fact: "f2"})
	got, err := s.FactsOf(t.Context(), "picture")
	if err != nil || len(got) != 2 || got[0].ID != "f1" || got[0].Event != "E2" || got[1].ID != "f4" {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := s.FactsOf(t.Context(), "nothing"); err != nil || len(got) != 0 {
		t.Errorf("got %+v, %v", got, err)
	}
}
