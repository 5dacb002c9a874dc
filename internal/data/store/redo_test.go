package store_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// TestUndoAndRedoAcrossRestarts walks fifty acts back and forth again, each step in
// another launch, and must see at each place what was seen there first.
func TestUndoAndRedoAcrossRestarts(t *testing.T) {
	t.Parallel()
	const steps = 50
	dir := t.TempDir()
	s := open(t, dir)
	reopen := func() {
		t.Helper()
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = open(t, dir)
	}
	seen := []string{shown(t, s)}
	for i := range steps {
		write(t, s, fmt.Sprint("act ", i), stepChanges(i)...)
		seen = append(seen, shown(t, s))
	}
	for round := range 2 {
		for i := steps - 1; i >= 0; i-- {
			reopen()
			if label, err := s.Undo(t.Context(), "E1"); err != nil || label != fmt.Sprint("act ", i) {
				t.Fatalf("round %d: undo: got %q, %v, want act %d", round, label, err, i)
			}
			if diff := cmp.Diff(seen[i], shown(t, s)); diff != "" {
				t.Fatalf("round %d: after undoing act %d: %s", round, i, diff)
			}
		}
		for i := range steps {
			if next, err := s.NextRedo(t.Context(), "E1"); err != nil || next != fmt.Sprint("act ", i) {
				t.Fatalf("round %d: next is %q, %v, want act %d", round, next, err, i)
			}
			reopen()
			if label, err := s.Redo(t.Context(), "E1"); err != nil || label != fmt.Sprint("act ", i) {
				t.Fatalf("round %d: redo: got %q, %v, want act %d", round, label, err, i)
			}
			if diff := cmp.Diff(seen[i+1], shown(t, s)); diff != "" {
				t.Fatalf("round %d: after redoing act %d: %s", round, i, diff)
			}
		}
	}
	_, err := s.Redo(t.Context(), "E1")
	wantCode(t, err, fault.NotFound)
	sameAfterRebuild(t, s)
}

// stepChanges are the changes of one act: plans, guests, facts, and facts taken back.
func stepChanges(i int) []store.Change {
	cs := []store.Change{
		store.SetChange{Class: oplog.Work, Entity: "event", ID: "E1", Fields: fields("count", fmt.Sprint(i))},
		store.SetChange{Class: oplog.Roster, Entity: "guest", ID: fmt.Sprint("E1/g", i%7), Fields: fields("name", fmt.Sprintf(`"N%d"`, i))},
		store.AddChange{Class: oplog.Work, ID: fmt.Sprint("f", i), Kind: "arrive", Body: json.RawMessage(fmt.Sprint(i))},
	}
	if i%3 == 2 {
		cs = append(cs, store.VoidChange{Class: oplog.Work, Fact: fmt.Sprint("f", i-2)})
	}
	if i%5 == 4 {
		cs = append(cs, store.SetChange{Class: oplog.Roster, Entity: "guest", ID: fmt.Sprint("E1/g", i%7), Fields: fields("name", "null")})
	}
	return cs
}

// shown is what a person sees of E1; facts count by what they say, not by id or order.
func shown(t *testing.T, s *store.Store) string {
	t.Helper()
	var out strings.Builder
	for _, en := range []string{"event", "guest"} {
		rows, err := s.Entities(t.Context(), en, "E1")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			fmt.Fprintf(&out, "%s %s %s\n", en, r.ID, r.Fields)
		}
	}
	got := map[string]int{}
	for _, f := range facts(t, s, "E1") {
		got[f]++
	}
	fmt.Fprintln(&out, got)
	return out.String()
}

func TestANewActLeavesNothingToRedo(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	set := func(event, v string) {
		t.Helper()
		c := store.SetChange{Class: oplog.Work, Entity: "event", ID: event, Fields: fields("title", v)}
		if err := s.Write(t.Context(), store.Act{Event: event, Label: "set " + v, Changes: []store.Change{c}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, event := range []string{"E1", "E2"} {
		set(event, "1")
		set(event, "2")
		if _, err := s.Undo(t.Context(), event); err != nil {
			t.Fatal(err)
		}
	}
	set("E1", "3")
	for event, want := range map[string]string{"E1": "", "E2": "set 2"} { // each event for itself
		if got, err := s.NextRedo(t.Context(), event); err != nil || got != want {
			t.Errorf("%s: got %q, %v, want %q", event, got, err, want)
		}
	}
	_, err := s.Redo(t.Context(), "E1")
	wantCode(t, err, fault.NotFound)
}

func TestRedoKeepsWhatWasChangedSince(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	set := func(pairs ...string) store.Change {
		return store.SetChange{Class: oplog.Work, Entity: "event", ID: "E1", Fields: fields(pairs...)}
	}
	write(t, s, "new", set("title", "1", "town", "1"))
	write(t, s, "edit", set("title", "2", "town", "2"))
	write(t, s, "late", set("door", "2"))
	for range 2 {
		if _, err := s.Undo(t.Context(), "E1"); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []store.Change{set("title", "3"), set("door", "3")} { // as another laptop's edit would
		if err := s.Write(t.Context(), store.Act{Event: "E1", Changes: []store.Change{c}}); err != nil {
			t.Fatal(err)
		}
	}
	if label, err := s.Redo(t.Context(), "E1"); err != nil || label != "edit" {
		t.Fatalf("got %q, %v", label, err)
	}
	if diff := cmp.Diff(map[string]string{"title": "3", "town": "2", "door": "3"}, entity(t, s, "event", "E1")); diff != "" {
		t.Error(diff)
	}
	_, err := s.Redo(t.Context(), "E1")
	wantCode(t, err, fault.Conflict)
	if label, err := s.Undo(t.Context(), "E1"); err != nil || label != "edit" {
		t.Errorf("got %q, %v", label, err)
	}
	if diff := cmp.Diff(map[string]string{"title": "3", "town": "1", "door": "3"}, entity(t, s, "event", "E1")); diff != "" {
		t.Error(diff)
	}
}
