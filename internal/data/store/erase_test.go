package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"daykit/internal/data/canary"
	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// namesIn gives the names that are in the files of the folder, with the files.
func namesIn(t *testing.T, dir string, names []string) map[string][]string {
	t.Helper()
	found, err := canary.FindIn(os.DirFS(dir), names)
	if err != nil {
		t.Fatal(err)
	}
	where := map[string][]string{}
	for file, hits := range found {
		for _, name := range hits {
			where[name] = append(where[name], file)
		}
	}
	return where
}

func guestID(i int) string { return fmt.Sprintf("E1/g%03d", i) }

// writeNames gives each name to a guest in the fields of two classes and then in
// another spelling, takes that back and does it again.
func writeNames(t *testing.T, s *store.Store, names []string) {
	t.Helper()
	for i, name := range names {
		id := guestID(i)
		write(t, s, "add",
			store.SetChange{Class: oplog.Roster, Entity: "guest", ID: id, Fields: fields("name", `"`+name+`"`)},
			store.SetChange{Class: oplog.Contact, Entity: "guest", ID: id, Fields: fields("note", `"call `+name+` first"`)})
		write(t, s, "change", store.SetChange{Class: oplog.Roster, Entity: "guest", ID: id, Fields: fields("name", `"Dr. `+name+`"`)})
	}
	for _, turn := range []func(context.Context, string) (string, error){s.Undo, s.Undo, s.Redo} {
		if _, err := turn(t.Context(), "E1"); err != nil {
			t.Fatal(err)
		}
	}
}

// exchanged lets both write a name in another spelling at the same time, and hear of it
// through the feed.
func exchanged(t *testing.T, a, b *store.Store, names []string) {
	t.Helper()
	feed(t, b, 1, true, pending(t, a)...)
	for i, name := range names {
		for said, s := range map[string]*store.Store{"Mr": a, "Ms": b} {
			write(t, s, "at once", store.SetChange{Class: oplog.Roster, Entity: "guest", ID: guestID(i), Fields: fields("name", `"`+said+" "+name+`"`)})
		}
	}
	mine, theirs := pending(t, a), pending(t, b)
	feed(t, a, 2, false, theirs...)
	feed(t, b, 2, false, append(mine, theirs...)...)
	for _, s := range []*store.Store{a, b} {
		cs, err := s.Conflicts(t.Context())
		if err != nil || len(cs) != len(names) || !strings.Contains(string(cs[0].Now)+string(cs[0].Lost), "Canary") {
			t.Fatalf("got %d conflicts, %v", len(cs), err)
		}
	}
}

// TestNamesAreNowhereInThePlain looks for names of guests in every byte of the files
// after all that may be done with them, and in what is left of them after erasing.
func TestNamesAreNowhereInThePlain(t *testing.T) {
	t.Parallel()
	names := canary.Names(50)
	dirs := []string{t.TempDir(), t.TempDir()}
	a, b := open(t, dirs[0]), open(t, dirs[1])
	writeNames(t, a, names)
	exchanged(t, a, b, names)
	write(t, a, "plan", store.SetChange{Class: oplog.Work, Entity: "task", ID: "E1/t", Fields: fields("title", `"Shown in a plan"`)})
	for _, dir := range dirs {
		if got := namesIn(t, dir, names); len(got) > 0 {
			t.Errorf("%d names lie in the plain, such as %v", len(got), got)
		}
	}
	if got := namesIn(t, dirs[0], []string{"Shown in a plan"}); len(got) == 0 {
		t.Error("the test does not look into the files")
	}
	if got := openedNames(t, a, names); got != len(names) {
		t.Fatalf("the log holds %d names under its seals", got)
	}

	for i := range names {
		if err := a.Erase(t.Context(), "guest", guestID(i)); err != nil {
			t.Fatal(err)
		}
	}
	feed(t, b, 3, false, pending(t, a)...)
	for i, s := range []*store.Store{a, b} {
		if got := openedNames(t, s, names); got > 0 {
			t.Errorf("laptop %d: the log still holds %d names", i, got)
		}
		if got := openedActs(t, s, names); got > 0 {
			t.Errorf("laptop %d: what undoes acts still holds %d names", i, got)
		}
		if rows, err := s.Entities(t.Context(), "guest", ""); err != nil || len(rows) > 0 {
			t.Errorf("laptop %d: got %v, %v", i, rows, err)
		}
		if got := namesIn(t, dirs[i], names); len(got) > 0 {
			t.Errorf("laptop %d: %v", i, got)
		}
		sameAfterRebuild(t, s)
		if err := store.Check(t.Context(), s); err != nil {
			t.Error(err)
		}
	}
	err := a.Write(t.Context(), store.Act{Event: "E1", Label: "again", Changes: []store.Change{
		store.SetChange{Class: oplog.Roster, Entity: "guest", ID: guestID(0), Fields: fields("name", `"x"`)},
	}})
	wantCode(t, err, fault.Conflict)
}

// openedNames counts the names in the bodies of the log, opened. Erased ops have none.
func openedNames(t *testing.T, s *store.Store, names []string) int {
	t.Helper()
	var all strings.Builder
	err := s.OpsBeyond(t.Context(), nil, func(o oplog.Op) error {
		if o.State == oplog.Erased && len(o.Body) > 0 {
			t.Errorf("an erased op has a body")
		}
		if o.State != oplog.Whole || o.Kind == oplog.Redact {
			return nil
		}
		plain, err := group().Open(o.Class, o.Epoch, o.ID(), o.Body)
		all.Write(plain)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return len(canary.Find([]byte(all.String()), names))
}

// openedActs counts the names in what takes acts back or does them again.
func openedActs(t *testing.T, s *store.Store, names []string) int {
	t.Helper()
	acts, err := store.Acts(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(acts)
	if err != nil {
		t.Fatal(err)
	}
	return len(canary.Find(raw, names))
}

// TestErasureLeavesNoBytes takes names away from a workspace that holds them in the
// plain and looks for them in every byte of its files. It stands or falls with
// secure_delete, so it must find them without.
func TestErasureLeavesNoBytes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, params string
		leaves       bool
	}{
		{"as it is", "", false},
		{"without secure_delete", "_pragma=secure_delete%3D0", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir, names := t.TempDir(), canary.Names(50)
			s := openWith(t, dir, store.WithParams(bare(), c.params))
			writeNames(t, s, names)
			if err := store.Checkpoint(t.Context(), s); err != nil { // so that they are in the file itself
				t.Fatal(err)
			}
			if got := namesIn(t, dir, names); len(got) != len(names) {
				t.Fatalf("found %d names before they were taken away, want %d", len(got), len(names))
			}
			for i := range names {
				if err := s.Erase(t.Context(), "guest", guestID(i)); err != nil {
					t.Fatal(err)
				}
			}
			if got := namesIn(t, dir, names); c.leaves != (len(got) > 0) {
				t.Errorf("found %d names while it is open, such as %v", len(got), got)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if got := namesIn(t, dir, names); c.leaves != (len(got) > 0) {
				t.Errorf("found %d names after closing, such as %v", len(got), got)
			}
		})
	}
}

// TestTracesThatAReaderHoldsAreSaidAndGo: the WAL cannot be emptied while somebody
// reads what it holds.
func TestTracesThatAReaderHoldsAreSaidAndGo(t *testing.T) {
	t.Parallel()
	dir, names := t.TempDir(), canary.Names(1)
	s := openWith(t, dir, store.WithParams(bare(), "_pragma=busy_timeout%3D50"))
	write(t, s, "add", store.SetChange{Class: oplog.Roster, Entity: "guest", ID: guestID(0), Fields: fields("name", `"`+names[0]+`"`)})
	err := s.OpsBeyond(t.Context(), nil, func(oplog.Op) error {
		wantCode(t, s.Erase(t.Context(), "guest", guestID(0)), fault.Locked)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := namesIn(t, dir, names); len(got) == 0 {
		t.Error("nothing was left, so the test shows nothing")
	}
	write(t, s, "other", page("1"))
	if got := namesIn(t, dir, names); len(got) > 0 {
		t.Errorf("got %v", got)
	}
}
