package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
)

// swap gives each of two laptops what the other has.
func swap(t *testing.T, a, b *store.Store) (into [2]store.Merged) {
	t.Helper()
	for i, way := range [][2]*store.Store{{a, b}, {b, a}} {
		have, err := way[1].Have(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		into[i] = merge(t, way[1], store.Incoming{Ops: beyond(t, way[0], have), Event: "E1", Label: "merge", Device: "d"})
	}
	return into
}

func title(v string) store.SetChange {
	return store.SetChange{Class: oplog.Work, Entity: "event", ID: "E1", Fields: fields("title", v)}
}

// clash gives two laptops on which a title was changed twice, each time to another.
func clash(t *testing.T) (a, b *store.Store) {
	t.Helper()
	a, b = open(t, t.TempDir()), open(t, t.TempDir())
	write(t, a, "plan", title(`"Supper"`))
	swap(t, a, b)
	write(t, a, "a", title(`"Dinner"`))
	write(t, b, "b", title(`"Lunch"`))
	if got := swap(t, a, b); got[0].Clashes != 1 || got[1].Clashes != 1 || got[0].Edited > 1 {
		t.Fatalf("got %+v", got)
	}
	return a, b
}

func conflicts(t *testing.T, s *store.Store) []store.Conflict {
	t.Helper()
	all, err := s.Conflicts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if c.NowAt.IsZero() || c.At.IsZero() {
			t.Errorf("no times: %+v", c)
		}
	}
	return all
}

// TestSettlingIsAnActThatCanBeTakenBack settles a conflict either way; undone, it is as
// open as it was, on both laptops.
func TestSettlingIsAnActThatCanBeTakenBack(t *testing.T) {
	t.Parallel()
	for _, keep := range []string{"now", "lost"} {
		t.Run(keep, func(t *testing.T) {
			t.Parallel()
			a, b := clash(t)
			before := conflicts(t, a)[0]
			choice := before.Now
			if keep == "lost" {
				choice = before.Lost
			}
			settle := title(string(choice))
			settle.Resolve = true
			write(t, a, "settle", settle)
			want := func(title string, open int) {
				t.Helper()
				swap(t, a, b)
				for _, s := range []*store.Store{a, b} {
					if got := entity(t, s, "event", "E1")["title"]; got != title || len(conflicts(t, s)) != open {
						t.Errorf("got %s and %+v, want %s and %d", got, conflicts(t, s), title, open)
					}
				}
			}
			want(string(choice), 0)
			for range 3 {
				if label, err := a.Undo(t.Context(), "E1"); err != nil || label != "settle" {
					t.Fatalf("got %q, %v", label, err)
				}
				want(string(before.Now), 1)
				if again := conflicts(t, a)[0]; string(again.Lost) != string(before.Lost) {
					t.Errorf("the other value is %s, want %s", again.Lost, before.Lost)
				}
				if label, err := a.Redo(t.Context(), "E1"); err != nil || label != "settle" {
					t.Fatalf("got %q, %v", label, err)
				}
				want(string(choice), 0)
			}
			sameAfterRebuild(t, a)
		})
	}
}

// TestNotesOfMergesComeToRest: laptops that exchange again and again hold the same at last.
func TestNotesOfMergesComeToRest(t *testing.T) {
	t.Parallel()
	a, b := clash(t)
	swap(t, a, b)
	swap(t, a, b)
	if digest(t, a) != digest(t, b) {
		t.Error("they never hold the same")
	}
	was := digest(t, a)
	swap(t, a, b)
	if digest(t, a) != was {
		t.Error("an exchange without anything new changed the log")
	}
}

// TestUndoneMergesLeaveNotes: what was done with data, and printed, stays known.
func TestUndoneMergesLeaveNotes(t *testing.T) {
	t.Parallel()
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	write(t, a, "plan", title(`"Supper"`), store.AddChange{Class: oplog.Work, Kind: "print"}, store.AddChange{Class: oplog.Work, Kind: "arrive"})
	if err := a.Audit(t.Context(), store.Note{What: "export", Event: "E1"}); err != nil {
		t.Fatal(err)
	}
	got := merge(t, b, store.Incoming{Ops: beyond(t, a, nil), Event: "E1", Label: "merge", Stays: []string{"print"}, Device: "d"})
	if got.New != 2 || got.Edited != 0 || got.Clashes != 0 {
		t.Errorf("got %+v, want an event and an arrival", got)
	}
	if _, err := b.Undo(t.Context(), "E1"); err != nil {
		t.Fatal(err)
	}
	facts, err := b.Facts(t.Context(), "E1")
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, f := range facts {
		kinds = append(kinds, f.Kind)
	}
	if diff := cmp.Diff([]string{"print", "audit", "audit"}, kinds); diff != "" {
		t.Error(diff)
	}
}

// TestErasedOpsGoOn: what came erased tells no event, and still goes on with its own.
func TestErasedOpsGoOn(t *testing.T) {
	t.Parallel()
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	write(t, a, "guests", guests("E1")[:2]...)
	if err := a.Erase(t.Context(), "guest", "E1/g000"); err != nil {
		t.Fatal(err)
	}
	all := func(s *store.Store) (ops []oplog.Op) {
		if err := s.EventOps(t.Context(), "E1", func(o oplog.Op) error { ops = append(ops, o); return nil }); err != nil {
			t.Fatal(err)
		}
		return ops
	}
	merge(t, b, store.Incoming{Ops: all(a), Event: "E1", Scope: "E1"})
	if got, want := len(all(b)), len(all(a))+1; got != want { // and the note of the merge
		t.Errorf("got %d ops, want %d", got, want)
	}
}

// TestErasedTogether erases several at once, or none.
func TestErasedTogether(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	write(t, s, "guests", guests("E1")[:6]...)
	all := []oplog.Entity{{Kind: "guest", ID: "E1/g000"}, {Kind: "guest", ID: "E1/g001"}}
	ops, err := s.EraseAll(t.Context(), all...)
	if err != nil || ops < 4 {
		t.Errorf("got %d ops, %v", ops, err)
	}
	if again, err := s.EraseAll(t.Context(), all...); err != nil || again != 0 {
		t.Errorf("a second time: got %d ops, %v", again, err)
	}
	rows, err := s.Entities(t.Context(), "guest", "E1/")
	if err != nil || len(rows) != 1 {
		t.Errorf("got %v, %v", rows, err)
	}
}
