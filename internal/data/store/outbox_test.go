package store_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/data/wire"
)

// TestOutbox: what it shows is what is written afterwards, and it writes nothing itself.
func TestOutbox(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	set := func(id, value string) store.SetChange {
		return store.SetChange{Class: oplog.Report, Entity: wire.EntityReport, ID: id, Fields: map[string]json.RawMessage{"totals": json.RawMessage(value)}}
	}
	if err := s.Write(t.Context(), store.Act{Changes: []store.Change{set("7KQ2M9XD", `{"arrived":1}`), set("7KQ2M9XD/0011223344556677", `{"a":1}`)}}); err != nil {
		t.Fatal(err)
	}
	mark, err := s.Mark(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	draft := store.Draft{
		Changes: []store.Change{set("7KQ2M9XD", `{"arrived":2}`)},
		Erase:   []oplog.Entity{{Kind: wire.EntityReport, ID: "7KQ2M9XD/0011223344556677"}},
	}
	seen, err := s.Outbox(t.Context(), draft)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.Outbox(t.Context(), draft)
	if err != nil || len(again.Open) != len(seen.Open) {
		t.Fatalf("a second look shows %d ops, %v", len(again.Open), err)
	}
	if now, err := s.Mark(t.Context()); err != nil || now != mark {
		t.Errorf("looking changed the workspace: %v", err)
	}
	if err := s.Write(t.Context(), store.Act{Changes: draft.Changes}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.EraseAll(t.Context(), draft.Erase...); err != nil {
		t.Fatal(err)
	}
	sent, err := s.Outbox(t.Context(), store.Draft{})
	if err != nil {
		t.Fatal(err)
	}
	if seen.Redacts != 1 {
		t.Errorf("%d redactions, want 1", seen.Redacts)
	}
	if diff := cmp.Diff(seen.Sealed, sent.Sealed); diff != "" || seen.Redacts != sent.Redacts || len(seen.Open) != len(sent.Open) {
		t.Fatalf("seen %d in the open, %d redactions; written %d, %d; sealed (-seen +written):\n%s", len(seen.Open), seen.Redacts, len(sent.Open), sent.Redacts, diff)
	}
	for i := range sent.Open {
		if string(sent.Open[i].Body) != string(seen.Open[i].Body) {
			t.Errorf("op %d: seen %s, written %s", i, seen.Open[i].Body, sent.Open[i].Body)
		}
	}
}

// TestOutboxIsWhatIsPushed: what is summed up where it lies is what a sync takes up.
func TestOutboxIsWhatIsPushed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := openWith(t, dir, bare())
	check := func(when string) {
		t.Helper()
		got, err := s.Outbox(t.Context(), store.Draft{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(boxOf(pending(t, s)), got); diff != "" {
			t.Errorf("%s (-pushed +outbox):\n%s", when, diff)
		}
	}
	every := func(n string) []store.Change {
		var out []store.Change
		for _, c := range []oplog.Class{oplog.Work, oplog.Roster, oplog.Contact, oplog.Report, oplog.Public} {
			out = append(out, store.SetChange{Class: c, Entity: "e", ID: "E1/" + n, Fields: fields(fmt.Sprint("of", c), `"`+strings.Repeat("a", int(c)*9)+`"`)})
		}
		return out
	}
	check("empty")
	write(t, s, "before there are keys", every("1")...)
	check("bared")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	write(t, s, "sealed", append(every("2"), every("3")...)...)
	check("sealed")
	if err := s.Erase(t.Context(), "e", "E1/3"); err != nil {
		t.Fatal(err)
	}
	check("erased")
	for i, o := range pending(t, s) {
		if o.Seq == 1 && i%2 == 0 {
			pushed(t, s, o, oplog.PushReply{Head: 1})
		}
	}
	check("begun to be pushed")
}

// boxOf sums up what is pushed.
func boxOf(ops []oplog.Op) store.Outbox {
	out := store.Outbox{Sealed: map[oplog.Class]store.Sealed{}}
	for _, o := range ops {
		switch {
		case o.Kind == oplog.Redact:
			out.Redacts++
		case o.State != oplog.Whole:
		case !o.Class.Private():
			out.Open = append(out.Open, o)
		default:
			sum := out.Sealed[o.Class]
			out.Sealed[o.Class] = store.Sealed{Ops: sum.Ops + 1, Bytes: sum.Bytes + len(o.Body)}
		}
	}
	return out
}
