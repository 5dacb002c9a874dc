package store_test

import (
	"encoding/json"
	"testing"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
)

// TestChanges of an event are told by its number, whatever changed it, and reading and
// other events leave the number as it was.
func TestChanges(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	set := func(id string) store.Change {
		return store.SetChange{Class: oplog.Roster, Entity: "guest", ID: id, Fields: fields("name", `"Li"`)}
	}
	fact := func(event string) store.Change {
		return store.AddChange{Class: oplog.Work, ID: "f-" + event, Event: event, Kind: "arrive", Body: json.RawMessage(`{}`)}
	}
	for _, step := range []struct {
		name  string
		do    func() error
		moves map[string]bool // what must be another number afterwards
	}{
		{"a guest", func() error { write(t, s, "guest", set("E1/g")); return nil }, map[string]bool{"E1": true}},
		{"undo", func() error { _, err := s.Undo(t.Context(), "E1"); return err }, map[string]bool{"E1": true}},
		{"another event's guest", func() error { write(t, s, "guest", set("E2/g")); return nil }, map[string]bool{"E2": true}},
		{"an event of a longer name", func() error { write(t, s, "guest", set("E11/g")); return nil }, nil},
		{"a fact", func() error { write(t, s, "came", fact("E2")); return nil }, map[string]bool{"E2": true}},
		{"a fact taken back", func() error {
			write(t, s, "void", store.VoidChange{Class: oplog.Work, Fact: "f-E2"})
			return nil
		}, map[string]bool{"E1": true, "E2": true}},
		{"erasing", func() error { return s.Erase(t.Context(), "guest", "E2/g") }, map[string]bool{"E2": true}},
		{"folding all again", func() error { return s.Rebuild(t.Context()) }, map[string]bool{"E1": true, "E2": true}},
		{"reading", func() error { _, err := s.Entities(t.Context(), "guest", "E1/"); return err }, nil},
	} {
		was := map[string]uint64{"E1": s.Changes("E1"), "E2": s.Changes("E2")}
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		for event, before := range was {
			if moved := s.Changes(event) != before; moved != step.moves[event] {
				t.Errorf("%s: the number of %s changed: %v", step.name, event, moved)
			}
		}
	}
}

// TestEntitiesOfSomeFields have these only.
func TestEntitiesOfSomeFields(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	write(t, s, "guest", store.SetChange{Class: oplog.Roster, Entity: "guest", ID: "E1/g", Fields: fields("name", `"Li"`, "party", "2", "org", `"Hall"`)})
	rows, err := s.Entities(t.Context(), "guest", "E1/", "party", "name", "nothing")
	if err != nil || len(rows) != 1 || len(rows[0].Fields) != 2 || string(rows[0].Fields["party"]) != "2" || string(rows[0].Fields["name"]) != `"Li"` {
		t.Errorf("got %v, %v", rows, err)
	}
}
