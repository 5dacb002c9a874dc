package store_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"log/slog"
	mathrand "math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// group gives the keys of the one group of these tests, which are the same in the
// program that TestKillLosesNothingAcknowledged starts.
var group = sync.OnceValue(func() *seal.Keys { return keysOf(1) })

// keysOf gives the keys of a group that has a number.
func keysOf(n byte) *seal.Keys {
	k, err := seal.NewKeys(mathrand.NewChaCha8([32]byte{n}))
	if err != nil {
		panic(err)
	}
	return k
}

func options() store.Options {
	return store.Options{
		Now:    func() time.Time { return time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC) },
		Rand:   rand.Reader,
		Log:    slog.New(slog.DiscardHandler),
		Sealer: group(),
	}
}

// bare gives the options of a workspace without keys.
func bare() store.Options {
	o := options()
	o.Sealer = nil
	return o
}

func openWith(t testing.TB, dir string, o store.Options) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func open(t testing.TB, dir string) *store.Store {
	t.Helper()
	return openWith(t, dir, options())
}

func fields(pairs ...string) map[string]json.RawMessage {
	m := map[string]json.RawMessage{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = json.RawMessage(pairs[i+1])
	}
	return m
}

func write(t testing.TB, s *store.Store, label string, cs ...store.Change) {
	t.Helper()
	if err := s.Write(context.Background(), store.Act{Event: "E1", Label: label, Changes: cs}); err != nil {
		t.Fatal(err)
	}
}

func entity(t testing.TB, s *store.Store, en, id string) map[string]string {
	t.Helper()
	got, err := s.Entity(context.Background(), en, id)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{}
	for k, v := range got {
		m[k] = string(v)
	}
	return m
}

func wantCode(t testing.TB, err error, want fault.Code) {
	t.Helper()
	if err == nil || fault.CodeOf(err) != want {
		t.Fatalf("got error %v, want a fault %q", err, want)
	}
}

func TestWriteReadUndo(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	write(t, s, "new", store.SetChange{Class: oplog.Work, Entity: "event", ID: "E1", Fields: fields("title", `{"en": "Supper"}`, "capacity", "80")})
	write(t, s, "edit", store.SetChange{Class: oplog.Work, Entity: "event", ID: "E1", Fields: fields("capacity", "90", "note", `"a<b & ü"`)})
	want := map[string]string{"title": `{"en":"Supper"}`, "capacity": "90", "note": `"a<b & ü"`}
	if diff := cmp.Diff(want, entity(t, s, "event", "E1")); diff != "" {
		t.Fatal(diff)
	}
	for _, step := range []struct {
		label string
		want  map[string]string
	}{
		{"edit", map[string]string{"title": `{"en":"Supper"}`, "capacity": "80"}},
		{"new", map[string]string{}},
	} {
		if last, err := s.LastAct(t.Context(), "E1"); err != nil || last != step.label {
			t.Fatalf("last act: got %q, %v, want %q", last, err, step.label)
		}
		label, err := s.Undo(t.Context(), "E1")
		if err != nil || label != step.label {
			t.Fatalf("undo: got %q, %v, want %q", label, err, step.label)
		}
		if diff := cmp.Diff(step.want, entity(t, s, "event", "E1")); diff != "" {
			t.Fatal(diff)
		}
	}
	_, err := s.Undo(t.Context(), "E1")
	wantCode(t, err, fault.NotFound)
}
