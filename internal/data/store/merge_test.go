package store_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
)

// beyond gives what one who has have lacks.
func beyond(t *testing.T, s *store.Store, have []oplog.Head) (ops []oplog.Op) {
	t.Helper()
	err := s.OpsBeyond(t.Context(), have, func(o oplog.Op) error { ops = append(ops, o); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return ops
}

func merge(t *testing.T, s *store.Store, in store.Incoming) store.Merged {
	t.Helper()
	m, err := s.Merge(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func digest(t *testing.T, s *store.Store) oplog.Digest {
	t.Helper()
	d, err := s.Digest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// pair gives two laptops of which the first has planned two events.
func pair(t *testing.T) (a, b *store.Store) {
	t.Helper()
	a, b = open(t, t.TempDir()), open(t, t.TempDir())
	for _, e := range []string{"E1", "E2"} {
		err := a.Write(t.Context(), store.Act{Event: e, Label: "plan", Changes: append(guests(e)[:6],
			store.SetChange{Class: oplog.Work, Entity: "event", ID: e, Fields: fields("title", `"`+e+`"`)},
			store.AddChange{Class: oplog.Work, ID: e + "-f", Kind: "arrive", Body: []byte("1")})})
		if err != nil {
			t.Fatal(err)
		}
	}
	return a, b
}

func TestMergeIsOneAct(t *testing.T) {
	t.Parallel()
	a, b := pair(t)
	write(t, b, "mine", store.SetChange{Class: oplog.Work, Entity: "event", ID: "E1", Fields: fields("town", `"B"`)},
		store.AddChange{Class: oplog.Work, ID: "f0", Kind: "arrive"})
	feed(t, a, 1, true, pending(t, b)...)
	write(t, a, "more", store.VoidChange{Class: oplog.Work, Fact: "f0"},
		store.SetChange{Class: oplog.Work, Entity: "event", ID: "E1", Fields: fields("town", `"A"`)})
	was := shown(t, b)

	have, err := b.Have(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ops := beyond(t, a, have)
	in := store.Incoming{Ops: ops, Event: "E1", Label: "merge", Dry: true}
	tried := merge(t, b, in)
	if diff := cmp.Diff(was, shown(t, b)); diff != "" || tried.Fresh != len(ops) {
		t.Errorf("trying changed it: %s, %+v", diff, tried)
	}
	in.Dry = false
	if done := merge(t, b, in); done != tried {
		t.Errorf("did %+v and said %+v", done, tried)
	}
	if got := entity(t, b, "event", "E1"); got["town"] != `"A"` || got["title"] != `"E1"` {
		t.Errorf("got %v", got)
	}
	notes, err := b.Notes(t.Context(), "E1")
	if err != nil || len(notes) != 1 || notes[0].What != "merge" {
		t.Errorf("got %v, %v", notes, err)
	}
	sameAfterRebuild(t, b)
	merged := shown(t, b)
	if m := merge(t, b, in); m != (store.Merged{Existing: len(ops)}) {
		t.Errorf("a second time: %+v", m)
	}

	if label, err := b.Undo(t.Context(), "E1"); err != nil || label != "merge" {
		t.Fatalf("got %q, %v", label, err)
	}
	if got := entity(t, b, "event", "E1"); got["town"] != `"B"` || got["title"] != "" {
		t.Errorf("got %v", got)
	}
	if rows, err := b.Entities(t.Context(), "guest", ""); err != nil || len(rows) != 0 {
		t.Errorf("got %v, %v", rows, err)
	}
	if _, err := b.Redo(t.Context(), "E1"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(merged, shown(t, b)); diff != "" {
		t.Error(diff)
	}
}

func TestMergedBothWaysLaptopsHoldTheSame(t *testing.T) {
	t.Parallel()
	a, b := pair(t)
	write(t, b, "mine", store.SetChange{Class: oplog.Roster, Entity: "guest", ID: "E1/g000", Fields: fields("name", `"B"`)})
	if err := a.Erase(t.Context(), "guest", "E1/g001"); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time for the notes that the first left
		for _, way := range [][2]*store.Store{{a, b}, {b, a}} {
			have, err := way[1].Have(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			merge(t, way[1], store.Incoming{Ops: beyond(t, way[0], have), Label: "merge"})
		}
	}
	have, err := b.Have(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range beyond(t, a, have) {
		if _, err := b.Merge(t.Context(), store.Incoming{Ops: []oplog.Op{o}, Dry: true}); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(shown(t, a), shown(t, b)); diff != "" {
		t.Error(diff)
	}
	if digest(t, a) == digest(t, open(t, t.TempDir())) {
		t.Error("a log is summed up as none")
	}
}

// TestOneEventLeavesWhole: a helper's file holds all of one event and nothing of
// another.
func TestOneEventLeavesWhole(t *testing.T) {
	t.Parallel()
	a, b := pair(t)
	var ops []oplog.Op
	if err := a.EventOps(t.Context(), "E2", func(o oplog.Op) error { ops = append(ops, o); return nil }); err != nil {
		t.Fatal(err)
	}
	if m := merge(t, b, store.Incoming{Ops: ops, Event: "E2", Label: "merge"}); m.Fresh != 8 {
		t.Errorf("got %+v", m)
	}
	for event, want := range map[string]int{"E1": 0, "E2": 3} {
		if rows, err := b.Entities(t.Context(), "guest", event+"/"); err != nil || len(rows) != want || len(entity(t, b, "event", event)) != min(want, 1) {
			t.Errorf("%s: got %v, %v", event, rows, err)
		}
	}
	again := 0
	if err := b.EventOps(t.Context(), "E2", func(oplog.Op) error { again++; return nil }); err != nil || again != len(ops)+1 { // and the note of the merge
		t.Errorf("it goes on with %d ops of %d, %v", again, len(ops), err)
	}
}

func TestAMergeWithAHoleTakesNothing(t *testing.T) {
	t.Parallel()
	a, b := pair(t)
	ops := beyond(t, a, nil)
	none := digest(t, b)
	third := slices.IndexFunc(ops, func(o oplog.Op) bool { return o.Seq == 3 })
	if _, err := b.Merge(t.Context(), store.Incoming{Ops: slices.Delete(ops, third-1, third)}); !errors.Is(err, oplog.ErrGap) {
		t.Errorf("got %v", err)
	}
	if digest(t, b) != none {
		t.Error("something was taken in")
	}
}

func TestNotesOfWhatWasDone(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	for _, n := range []store.Note{{What: "export", Event: "E1", Device: "d1"}, {What: "print", Event: "E1", Detail: "list"}, {What: "backup"}} {
		if err := s.Audit(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	for event, want := range map[string]int{"E1": 2, "": 1, "E2": 0} {
		if notes, err := s.Notes(t.Context(), event); err != nil || len(notes) != want {
			t.Errorf("%q: got %v, %v", event, notes, err)
		}
	}
	if _, err := s.Undo(t.Context(), "E1"); err == nil {
		t.Error("a note was taken back")
	}
}
