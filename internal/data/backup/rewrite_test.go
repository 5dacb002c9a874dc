package backup_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"daykit/internal/data/backup"
	"daykit/internal/data/canary"
	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
)

// guests writes each name twice over, as guests with a way to reach them.
func guests(t *testing.T, st *store.Store, names []string) []oplog.Entity {
	t.Helper()
	var es []oplog.Entity
	for i, name := range names {
		e := oplog.Entity{Kind: "guest", ID: fmt.Sprintf("E1/g%02d", i)}
		es = append(es, e)
		for _, v := range []string{name, "Dr. " + name} {
			act := store.Act{Event: "E1", Label: "guest", Changes: []store.Change{
				store.SetChange{Class: oplog.Roster, Entity: e.Kind, ID: e.ID, Fields: map[string]json.RawMessage{"name": must(json.Marshal(v))(t)}},
				store.SetChange{Class: oplog.Contact, Entity: e.Kind, ID: e.ID, Fields: map[string]json.RawMessage{"notes": must(json.Marshal("call " + v))(t)}},
			}}
			if err := st.Write(t.Context(), act); err != nil {
				t.Fatal(err)
			}
		}
	}
	return es
}

// namesInside opens each backup and gives how many of the names are in the bytes of
// its files.
func namesInside(t *testing.T, s *backup.Shelf, g *group, names []string) []int {
	t.Helper()
	var counts []int
	for _, b := range list(t, s) {
		dir := t.TempDir()
		if err := backup.Unpack(t.Context(), s, b.Path, filepath.Join(dir, "in"), g.device); err != nil {
			t.Fatal(err)
		}
		found := map[string]bool{}
		for _, hits := range must(canary.FindIn(os.DirFS(dir), names))(t) {
			for _, name := range hits {
				found[name] = true
			}
		}
		counts = append(counts, len(found))
	}
	return counts
}

// TestErasedFromEveryBackup erases guests and looks for their names in every byte of
// every backup, opened. The database is not sealed here, so that there is something
// to find.
func TestErasedFromEveryBackup(t *testing.T) {
	t.Parallel()
	g, c, dir := newGroup(t), newClock(), t.TempDir()
	g.bare = true
	s := newShelf(dir, g, c)
	st := open(t, s)
	all := canary.Names(50)
	write(t, st, "E1", "Supper")
	picture(t, dir, "a1.jpg", "picture")
	es := guests(t, st, all[:25])
	must(s.Make(t.Context(), st, backup.Scheduled))(t)
	c.now = c.now.Add(time.Hour)
	es = append(es, guests(t, st, all)...)
	must(s.Make(t.Context(), st, backup.Scheduled))(t)
	if err := backup.BeforeMigrate(t.Context(), s, st); err != nil {
		t.Fatal(err)
	}
	if got := namesInside(t, s, g, all); !slices.Equal(got, []int{50, 50, 25}) {
		t.Fatalf("before: found %v names", got)
	}
	was := list(t, s)

	for _, e := range es {
		if err := st.Erase(t.Context(), e.Kind, e.ID); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Rewrite(t.Context(), st); err != nil {
		t.Fatal(err)
	}
	if got := namesInside(t, s, g, all); !slices.Equal(got, []int{0, 0, 0}) {
		t.Errorf("after: found %v names", got)
	}
	for i, b := range list(t, s) {
		if b.Path != was[i].Path || !b.Time.Equal(was[i].Time) {
			t.Errorf("got %v, want it called as %v", b, was[i])
		}
	}
	wantTidy(t, dir)
	if found := must(canary.FindIn(os.DirFS(dir), all))(t); len(found) > 0 {
		t.Errorf("the folder still has names in %v", found)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}

	// What is left is a backup like any other, with all that was not erased.
	must(s.Restore(t.Context(), was[2].Path))(t)
	st = open(t, s)
	if got := dump(t, st); got != "E1 \"Supper\"\n" {
		t.Errorf("got %q", got)
	}
	if rows := must(st.Entities(t.Context(), "guest", ""))(t); len(rows) > 0 {
		t.Errorf("%d guests came back", len(rows))
	}
}

// TestErasedStayErasedAfterRestore puts back a file that was saved before an erasure.
func TestErasedStayErasedAfterRestore(t *testing.T) {
	t.Parallel()
	g, c, dir := newGroup(t), newClock(), t.TempDir()
	s := newShelf(dir, g, c)
	st := open(t, s)
	es := guests(t, st, canary.Names(3))
	stick := filepath.Join(t.TempDir(), "stick.daykit")
	must(s.Save(t.Context(), st, stick))(t)
	if err := st.Erase(t.Context(), es[0].Kind, es[0].ID); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	must(s.Restore(t.Context(), stick))(t)
	st = open(t, s)
	rows := must(st.Entities(t.Context(), "guest", ""))(t)
	if len(rows) != 2 || rows[0].ID != es[1].ID {
		t.Errorf("got %d guests, the first %q", len(rows), rows[0].ID)
	}
}

// TestCrashWhileRewriting ends the program at every step of an erasure from backups:
// each backup still opens, and the next call finishes what was begun.
func TestCrashWhileRewriting(t *testing.T) {
	t.Parallel()
	g, c, dir := newGroup(t), newClock(), t.TempDir()
	g.bare = true
	s := newShelf(dir, g, c)
	st := open(t, s)
	all := canary.Names(2)
	es := guests(t, st, all)
	must(s.Make(t.Context(), st, backup.Scheduled))(t)
	for _, e := range es {
		if err := st.Erase(t.Context(), e.Kind, e.ID); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(st); err != nil {
		t.Fatal(err)
	}
	cut := 0
	for n := 0; ; n++ {
		at := clone(t, dir)
		s := newShelf(at, g, c)
		st := open(t, s)
		d := &breaking{Disk: backup.RealDisk(), left: n}
		backup.SetDisk(s, d)
		err := s.Rewrite(t.Context(), st)
		if (err == nil) != (d.left >= 0) {
			t.Fatalf("step %d: got %v", n, err)
		}
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
		next := newShelf(at, g, c)
		st = open(t, next)
		if namesInside(t, next, g, all)[0] > 0 {
			cut++
		}
		if err := next.Rewrite(t.Context(), st); err != nil {
			t.Errorf("step %d: %v", n, err)
		}
		if left := namesInside(t, next, g, all)[0]; left > 0 {
			t.Errorf("step %d: %d names are left", n, left)
		}
		wantTidy(t, at)
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
		if d.left >= 0 {
			break
		}
	}
	if cut == 0 {
		t.Error("no step was before the end")
	}
}
