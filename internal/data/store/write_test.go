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

func facts(t testing.TB, s *store.Store, event string) []string {
	t.Helper()
	fs, err := s.Facts(t.Context(), event)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, f := range fs {
		out = append(out, f.Kind+" "+string(f.Body))
	}
	return out
}

func TestOneIncarnationForEachClassAndLaunch(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for launch := range 2 {
		s := open(t, dir)
		for n := range 3 {
			v := fmt.Sprint(launch*10 + n)
			write(t, s, "a",
				store.SetChange{Class: oplog.Roster, Entity: "guest", ID: "g", Fields: fields("name", v)},
				store.SetChange{Class: oplog.Contact, Entity: "guest", ID: "g", Fields: fields("phone", v)})
		}
		got, err := store.Incarnations(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		want := map[oplog.Class][]int{oplog.Roster: {3}, oplog.Contact: {3}}
		if launch == 1 {
			want = map[oplog.Class][]int{oplog.Roster: {3, 3}, oplog.Contact: {3, 3}}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("launch %d: %s", launch, diff)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAnActThatChangesNothingIsNotOne(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	set := store.SetChange{Entity: "event", ID: "E1", Fields: fields("title", `{"en": "Supper"}`)}
	write(t, s, "first", set)
	set.Fields = fields("title", `{ "en":"Supper" }`, "none", "null")
	write(t, s, "second", set, store.VoidChange{Fact: "f"}, store.VoidChange{Fact: "f"})
	write(t, s, "third", set, store.VoidChange{Fact: "f"})
	if got, err := s.LastAct(t.Context(), "E1"); err != nil || got != "second" {
		t.Errorf("got %q, %v", got, err)
	}
	c, err := s.Counts(t.Context())
	if err != nil || c.Waiting != 2 {
		t.Errorf("got %+v, %v, want one set and one void", c, err)
	}
}

func TestNullTakesAway(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	write(t, s, "a", store.SetChange{Entity: "task", ID: "E1/a", Fields: fields("title", "1")},
		store.SetChange{Entity: "task", ID: "E1/b", Fields: fields("title", "2", "who", "3")},
		store.SetChange{Entity: "task", ID: "E2/a", Fields: fields("title", "4")})
	write(t, s, "b", store.SetChange{Entity: "task", ID: "E1/a", Fields: fields("title", "null")},
		store.SetChange{Entity: "task", ID: "E1/b", Fields: map[string]json.RawMessage{"who": nil}})
	got, err := s.Entities(t.Context(), "task", "E1/")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]store.Row{{ID: "E1/b", Fields: fields("title", "2")}}, got); diff != "" {
		t.Error(diff)
	}
	if got := entity(t, s, "task", "E1/a"); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestEntitiesByPrefixAreThoseAlone(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	for _, id := range []string{"E", "E1", "E1/", "E1/é", "E1/\U0010fffd", "E2", "e1/", "D/E1/"} {
		write(t, s, "a", store.SetChange{Entity: "task", ID: id, Fields: fields("n", "1")})
	}
	for prefix, want := range map[string]int{"": 8, "E1/": 3, "E1": 4, "x": 0, "E1/é": 1} {
		got, err := s.Entities(t.Context(), "task", prefix)
		if err != nil || len(got) != want {
			t.Errorf("%q: got %v, %v, want %d", prefix, got, err, want)
		}
	}
}

func TestWriteIsWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	good := store.SetChange{Entity: "event", ID: "E1", Fields: fields("title", `"x"`)}
	for name, bad := range map[string]store.Change{
		"value is not JSON": store.SetChange{Entity: "event", ID: "E1", Fields: fields("a", "{")},
		"no entity":         store.SetChange{ID: "E1", Fields: fields("a", "1")},
		"id too long":       store.SetChange{Entity: "event", ID: strings.Repeat("x", 200), Fields: fields("a", "1")},
		"value too long":    store.SetChange{Entity: "event", ID: "E1", Fields: fields("a", `"`+strings.Repeat("x", oplog.MaxBody)+`"`)},
		"fact no kind":      store.AddChange{ID: "f"},
		"fact not JSON":     store.AddChange{ID: "f", Kind: "arrive", Body: json.RawMessage("{")},
		"void of nothing":   store.VoidChange{},
	} {
		s := open(t, t.TempDir())
		err := s.Write(t.Context(), store.Act{Event: "E1", Label: "a", Changes: []store.Change{good, bad}})
		wantCode(t, err, fault.Invalid)
		if got := entity(t, s, "event", "E1"); len(got) != 0 {
			t.Errorf("%s: got %v", name, got)
		}
		write(t, s, "a", good)
		sameAfterRebuild(t, s)
	}
}

func TestALargeEntityBecomesSeveralOps(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	big := `"` + strings.Repeat("x", oplog.MaxBody/2) + `"`
	set := store.SetChange{Entity: "event", ID: "E1", Fields: fields("a", big, "b", big, "c", big, "d", "1")}
	for i := range 2 * oplog.MaxFields {
		set.Fields[fmt.Sprintf("f%04d", i)] = json.RawMessage("1")
	}
	write(t, s, "a", set)
	if got := entity(t, s, "event", "E1"); len(got) != len(set.Fields) {
		t.Errorf("got %d fields, want %d", len(got), len(set.Fields))
	}
	if _, err := s.Undo(t.Context(), "E1"); err != nil {
		t.Fatal(err)
	}
	if got := entity(t, s, "event", "E1"); len(got) != 0 {
		t.Errorf("got %d fields after undo", len(got))
	}
	sameAfterRebuild(t, s)
}

func TestFactsAndTheirUndo(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	write(t, s, "arrive", store.AddChange{Class: oplog.Work, ID: "f1", Kind: "arrive", Body: json.RawMessage(`"g1"`)})
	write(t, s, "walk in", store.AddChange{Class: oplog.Work, Kind: "walk-in", Body: json.RawMessage("3")})
	write(t, s, "other", store.AddChange{Class: oplog.Work, Event: "E2", Kind: "arrive"})
	write(t, s, "take back", store.VoidChange{Class: oplog.Work, Fact: "f1"})
	if diff := cmp.Diff([]string{"walk-in 3"}, facts(t, s, "E1")); diff != "" {
		t.Fatal(diff)
	}
	for _, want := range [][]string{{"walk-in 3", `arrive "g1"`}, {"walk-in 3", `arrive "g1"`}, {`arrive "g1"`}, {}} {
		// The fact that was taken back is stated anew under another id, and
		// undoing its first statement finds it there.
		if _, err := s.Undo(t.Context(), "E1"); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, facts(t, s, "E1")); diff != "" {
			t.Fatal(diff)
		}
	}
	if got := facts(t, s, "E2"); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	sameAfterRebuild(t, s)
}

func TestUndoKeepsWhatWasChangedSince(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	set := func(pairs ...string) store.Change {
		return store.SetChange{Entity: "event", ID: "E1", Fields: fields(pairs...)}
	}
	write(t, s, "new", set("title", "1", "town", "1"))
	write(t, s, "edit", set("title", "2", "town", "2"))
	err := s.Write(t.Context(), store.Act{Event: "E1", Changes: []store.Change{set("title", "3")}}) // no label: not to be undone
	if err != nil {
		t.Fatal(err)
	}
	if label, err := s.Undo(t.Context(), "E1"); err != nil || label != "edit" {
		t.Fatalf("got %q, %v", label, err)
	}
	if diff := cmp.Diff(map[string]string{"title": "3", "town": "1"}, entity(t, s, "event", "E1")); diff != "" {
		t.Error(diff)
	}
	write(t, s, "again", set("town", "5"))
	if err := s.Write(t.Context(), store.Act{Event: "E1", Changes: []store.Change{set("town", "6")}}); err != nil {
		t.Fatal(err)
	}
	_, err = s.Undo(t.Context(), "E1")
	wantCode(t, err, fault.Conflict)
	if label, err := s.LastAct(t.Context(), "E1"); err != nil || label != "new" {
		t.Errorf("got %q, %v, want to go on with the act before", label, err)
	}
}

func TestUndoOfAnActThatSetAFieldTwice(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	set := func(v string) store.Change {
		return store.SetChange{Entity: "event", ID: "E1", Fields: fields("title", v)}
	}
	write(t, s, "a", set("1"))
	write(t, s, "b", set("2"), set("3"))
	if _, err := s.Undo(t.Context(), "E1"); err != nil {
		t.Fatal(err)
	}
	if got := entity(t, s, "event", "E1")["title"]; got != "1" {
		t.Errorf("got %s", got)
	}
}

func TestOldActsAreForgotten(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	for i := range 130 {
		write(t, s, "a", store.SetChange{Entity: "event", ID: "E1", Fields: fields("n", fmt.Sprint(i))})
	}
	n := 0
	for ; ; n++ {
		if _, err := s.Undo(t.Context(), "E1"); err != nil {
			wantCode(t, err, fault.NotFound)
			break
		}
	}
	if n != 100 {
		t.Errorf("undid %d acts", n)
	}
	if got := entity(t, s, "event", "E1")["n"]; got != "29" {
		t.Errorf("got %s", got)
	}
}

// guests is an import of 500 people with a name and a telephone each.
func guests(prefix string) []store.Change {
	var cs []store.Change
	for i := range 500 {
		id := fmt.Sprintf("%s/g%03d", prefix, i)
		cs = append(cs,
			store.SetChange{Class: oplog.Roster, Entity: "guest", ID: id, Fields: fields("name", fmt.Sprintf(`"Person %d"`, i), "lang", `"ar"`, "party", "2")},
			store.SetChange{Class: oplog.Contact, Entity: "guest", ID: id, Fields: fields("phone", `"07700 900000"`)})
	}
	return cs
}

func TestImportIsOneAct(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	write(t, s, "import", guests("E1")...)
	rows, err := s.Entities(t.Context(), "guest", "E1/")
	if err != nil || len(rows) != 500 {
		t.Fatalf("got %d guests, %v", len(rows), err)
	}
	if c, err := s.Counts(t.Context()); err != nil || c.Withheld != 0 || c.Waiting != 1000 {
		t.Errorf("got %+v, %v", c, err)
	}
	if _, err := s.Undo(t.Context(), "E1"); err != nil {
		t.Fatal(err)
	}
	if rows, err = s.Entities(t.Context(), "guest", ""); err != nil || len(rows) != 0 {
		t.Errorf("got %d guests, %v after undo", len(rows), err)
	}
	sameAfterRebuild(t, s)
}

func TestSettings(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	if got, err := s.Setting(t.Context(), "locale"); err != nil || got != "" {
		t.Errorf("got %q, %v", got, err)
	}
	for _, v := range []string{"en-GB", "ar-XB"} {
		if err := s.SetSetting(t.Context(), "locale", v); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := open(t, dir).Setting(t.Context(), "locale"); err != nil || got != "ar-XB" {
		t.Errorf("got %q, %v", got, err)
	}
}

func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	s := open(b, dir)
	write(b, s, "import", guests("E1")...)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, err := store.Open(b.Context(), dir, options())
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWriteOne(b *testing.B) {
	s := open(b, b.TempDir())
	n := 0
	for b.Loop() {
		n++
		write(b, s, "a", store.SetChange{Entity: "event", ID: "E1", Fields: fields("n", fmt.Sprint(n))})
	}
}

func BenchmarkImport500(b *testing.B) {
	s := open(b, b.TempDir())
	n := 0
	for b.Loop() {
		n++
		write(b, s, "import", guests(fmt.Sprint("E", n))...)
	}
}
