package store_test

import (
	"fmt"
	"os"
	"testing"

	"daykit/internal/data/canary"
	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
)

// TestErasureLeavesNoBytes takes names away and looks for them in every byte of
// the workspace's files. It stands or falls with secure_delete, so it must find
// them without.
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
			s, err := store.Open(t.Context(), dir, store.WithParams(options(), c.params))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = s.Close() })
			writeNames(t, s, names)
			if err := store.Checkpoint(t.Context(), s); err != nil { // so that they are in the file itself
				t.Fatal(err)
			}
			if got := namesIn(t, dir, names); len(got) != len(names) {
				t.Fatalf("found %d names before they were taken away, want %d", len(got), len(names))
			}
			takeAway(t, s, names)
			if err := store.Checkpoint(t.Context(), s); err != nil {
				t.Fatal(err)
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

// writeNames gives each name to a guest, twice over so that old values must go
// too, in fields and in facts.
func writeNames(t *testing.T, s *store.Store, names []string) {
	t.Helper()
	for i, name := range names {
		id, value := fmt.Sprintf("E1/g%03d", i), `"`+name+`"`
		write(t, s, "add",
			store.SetChange{Class: oplog.Roster, Entity: "guest", ID: id, Fields: fields("name", value)},
			store.SetChange{Class: oplog.Contact, Entity: "guest", ID: id, Fields: fields("note", `"call `+name+` first"`)})
		write(t, s, "change", store.SetChange{Class: oplog.Roster, Entity: "guest", ID: id, Fields: fields("name", `"Dr. `+name+`"`)})
	}
}

// takeAway makes the fields null, and lets the log forget what they were.
func takeAway(t *testing.T, s *store.Store, names []string) {
	t.Helper()
	var cs []store.Change
	for i := range names {
		id := fmt.Sprintf("E1/g%03d", i)
		cs = append(cs,
			store.SetChange{Class: oplog.Roster, Entity: "guest", ID: id, Fields: fields("name", "null")},
			store.SetChange{Class: oplog.Contact, Entity: "guest", ID: id, Fields: fields("note", "null")})
	}
	write(t, s, "take away", cs...)
	if rows, err := s.Entities(t.Context(), "guest", ""); err != nil || len(rows) != 0 {
		t.Fatalf("got %d guests, %v", len(rows), err)
	}
	if err := store.ForgetLog(t.Context(), s); err != nil {
		t.Fatal(err)
	}
}

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
