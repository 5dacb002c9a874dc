package store_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
)

var wide = oplog.Limit{Ops: 1000, Bytes: 1 << 20}

// pending gives what a sync would push, by stream.
func pending(t testing.TB, s *store.Store) []oplog.Op {
	t.Helper()
	return pendingWithin(t, s, wide)
}

func pendingWithin(t testing.TB, s *store.Store, l oplog.Limit) []oplog.Op {
	t.Helper()
	x := s.Session(l)
	var all []oplog.Op
	for {
		turn, err := x.Next(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if turn.Ask != oplog.AskPush {
			return all
		}
		all = append(all, turn.Ops...)
		x.PassOver(turn.Ops[0].Inc)
	}
}

// feed gives a store a stretch of the feed that ends at n.
func feed(t testing.TB, s *store.Store, n int64, more bool, ops ...oplog.Op) int {
	t.Helper()
	at, err := s.Cursor(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := s.Session(wide).Pulled(context.Background(),
		oplog.Feed{From: at, Ops: ops, Next: oplog.Cursor{N: n, Chain: fmt.Sprint("c", n)}, More: more})
	if err != nil {
		t.Fatal(err)
	}
	return fresh
}

// pushed gives a store the answer to a push.
func pushed(t testing.TB, s *store.Store, o oplog.Op, a oplog.PushReply) {
	t.Helper()
	turn := oplog.Turn{Ask: oplog.AskPush, Ops: []oplog.Op{o, {Inc: o.Inc, Seq: o.Seq + 1}}}
	if err := s.Session(wide).Pushed(context.Background(), turn, a); err != nil {
		t.Fatal(err)
	}
}

func counts(t testing.TB, s *store.Store) store.Counts {
	t.Helper()
	c, err := s.Counts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func page(v string) store.Change {
	return store.SetChange{Class: oplog.Public, Entity: "page", ID: "E1", Fields: fields("page", v)}
}

const canaryName = "Canary Name"

// private writes of every private class, with a name in all of them.
func private() []store.Change {
	value := `"` + canaryName + `"`
	var cs []store.Change
	for _, c := range []oplog.Class{oplog.Work, oplog.Roster, oplog.Contact} {
		cs = append(cs,
			store.SetChange{Class: c, Entity: "guest", ID: fmt.Sprint("E1/g", c), Fields: fields("name", value)},
			store.AddChange{Class: c, ID: fmt.Sprint("f", c), Kind: "arrive", Body: json.RawMessage(value)},
			store.VoidChange{Class: c, Fact: fmt.Sprint("f", c)})
	}
	return cs
}

func TestPrivateOpsTravelSealed(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	write(t, s, "a", private()...)
	write(t, s, "b", page("1"))
	ops := pending(t, s)
	for _, o := range ops {
		if bytes.Contains(o.Body, []byte("Canary")) || o.Class.Private() != (o.Epoch > 0) {
			t.Errorf("handed out %+v", o)
		}
	}
	if c := counts(t, s); len(ops) != 10 || c.Waiting != 10 || c.Withheld != 0 || c.Sealed != 9 {
		t.Errorf("%d ops, %+v", len(ops), c)
	}
	waiting, err := s.WaitingEntities(t.Context())
	if diff := cmp.Diff(map[string]bool{"page/E1": true}, waiting); err != nil || diff != "" {
		t.Error(diff, err)
	}
	if there, err := s.DeliveredEntities(t.Context()); err != nil || len(there) != 0 {
		t.Errorf("delivered before anything was sent: %v, %v", there, err)
	}
}

func TestWithoutKeysNamesStay(t *testing.T) {
	t.Parallel()
	s := openWith(t, t.TempDir(), bare())
	write(t, s, "a", private()...)
	write(t, s, "b", page("1"))
	check := func() {
		t.Helper()
		if ops := pending(t, s); len(ops) != 1 || ops[0].Class != oplog.Public {
			t.Fatalf("handed out %+v, want the page", ops)
		}
	}
	check()
	if err := s.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	check()
	if c := counts(t, s); c.Waiting != 1 || c.Withheld != 9 {
		t.Errorf("got %+v", c)
	}
}

func TestThePullIsTheReceipt(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	write(t, s, "a", page("1"))
	write(t, s, "b", page("2"))
	ops := pending(t, s)
	if len(ops) != 2 {
		t.Fatalf("got %d ops", len(ops))
	}
	pushed(t, s, ops[0], oplog.PushReply{Head: 99}) // more than there is: never believed
	if got := pending(t, s); len(got) != 0 {
		t.Fatal("acknowledged ops are sent again at once")
	}
	write(t, s, "more", page("2.5")) // the server cannot have this one
	if got := pending(t, s); len(got) != 1 || got[0].Seq != 3 {
		t.Fatalf("got %v, want the op written after the acknowledgement", got)
	}
	ops = append(ops, pending(t, s)...)
	pushed(t, s, ops[0], oplog.PushReply{Head: 3})
	if c := counts(t, s); c.Waiting != 3 || !c.LastReceipt.IsZero() {
		t.Fatalf("got %+v: an acknowledgement is no receipt", c)
	}
	feed(t, s, 1, true, ops[0])
	if got := pending(t, s); len(got) != 0 {
		t.Fatal("the feed was not at its end")
	}
	feed(t, s, 2, false)
	if diff := cmp.Diff(ops[1:], pending(t, s)); diff != "" {
		t.Fatalf("what the feed did not show must be sent again: %s", diff)
	}
	feed(t, s, 3, false, ops[1:]...)
	if c := counts(t, s); c.Waiting != 0 || c.LastReceipt.IsZero() || len(pending(t, s)) != 0 {
		t.Errorf("got %+v", c)
	}
	pushed(t, s, ops[0], oplog.PushReply{Gap: true, Head: 1})
	if diff := cmp.Diff(ops[1:], pending(t, s)); diff != "" {
		t.Errorf("the server says that it lacks them: %s", diff)
	}
	if err := s.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(ops, pending(t, s)); diff != "" {
		t.Errorf("after a reset all is sent again: %s", diff)
	}
	if at, err := s.Cursor(t.Context()); err != nil || at != (oplog.Cursor{}) {
		t.Errorf("got %+v, %v", at, err)
	}
}

func TestARejectedOpBlocksNothing(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	for i := range 3 {
		write(t, s, "a", page(fmt.Sprint(i)))
	}
	ops := pending(t, s)
	pushed(t, s, ops[0], oplog.PushReply{Head: 3, Rejected: map[uint32]string{2: "no", 9: "unknown"}})
	feed(t, s, 3, false, ops[0], ops[1].Bare(oplog.Refused), ops[2])
	if c := counts(t, s); c.Waiting != 0 || c.Quarantined != 1 {
		t.Errorf("got %+v", c)
	}
	if got := pending(t, s); len(got) != 0 {
		t.Errorf("got %d ops to send for ever", len(got))
	}
	if err := s.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if c := counts(t, s); c.Quarantined != 1 {
		t.Errorf("got %+v after a rebuild", c)
	}
	if err := s.Reset(t.Context()); err != nil { // another server may think otherwise
		t.Fatal(err)
	}
	if got := pending(t, s); len(got) != 3 {
		t.Errorf("got %d ops", len(got))
	}
}

func TestPendingKeepsToItsLimits(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	for i := range 10 {
		write(t, s, "a", page(fmt.Sprintf(`"%d%s"`, i, strings.Repeat("x", 1000))))
	}
	all := pending(t, s)
	for name, c := range map[string]struct {
		l    oplog.Limit
		want int
	}{
		"ops":       {oplog.Limit{Ops: 3, Bytes: 1 << 20}, 3},
		"bytes":     {oplog.Limit{Ops: 100, Bytes: 3500}, 3},
		"one":       {oplog.Limit{Ops: 100, Bytes: 1}, 1},
		"until":     {oplog.Limit{Ops: 100, Bytes: 1 << 20, Until: all[4].HLC}, 5},
		"none yet":  {oplog.Limit{Ops: 100, Bytes: 1 << 20, Until: 1}, 0},
		"unlimited": {wide, 10},
	} {
		if got := pendingWithin(t, s, c.l); len(got) != c.want {
			t.Errorf("%s: got %d ops, want %d", name, len(got), c.want)
		}
	}
}

func TestUnreadableOpsAreKeptAndPassedOver(t *testing.T) {
	t.Parallel()
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	for i := range 6 {
		write(t, a, "a", page(fmt.Sprint(i)))
	}
	ops := pending(t, a)
	seal := func(o *oplog.Op) { o.Hash = o.Sum() }
	ops[1].Kind = 9
	seal(&ops[1])
	ops[2].Body = []byte(`{"en":`)
	seal(&ops[2])
	ops[3].Hash[0] ^= 1
	ops[4].HLC = oplog.MaxHLC + 1
	seal(&ops[4])
	if fresh := feed(t, b, 6, false, ops...); fresh != 6 {
		t.Errorf("got %d new ops", fresh)
	}
	if c := counts(t, b); c.Quarantined < 4 || c.Waiting != 0 {
		t.Errorf("got %+v", c)
	}
	if got := entity(t, b, "page", "E1")["page"]; got != "5" {
		t.Errorf("got %s, want what was readable", got)
	}
	sameAfterRebuild(t, b)
	write(t, b, "b", page(`"mine"`)) // the clock was not poisoned
	if o := pending(t, b); len(o) != 1 || !o[0].HLC.Valid() {
		t.Errorf("got %v", o)
	}
}

func TestAnotherOpOfTheSameNumberIsNotTaken(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	write(t, s, "a", page("1"))
	forged := pending(t, s)[0]
	forged.Body = bytes.Replace(forged.Body, []byte("1}"), []byte("2}"), 1)
	forged.Hash = forged.Sum()
	feed(t, s, 1, false, forged)
	if got := entity(t, s, "page", "E1")["page"]; got != "1" {
		t.Errorf("got %s", got)
	}
	if c := counts(t, s); c.Quarantined != 1 {
		t.Errorf("got %+v", c)
	}
}

func TestAConcurrentEditIsShownUntilItIsSettled(t *testing.T) {
	t.Parallel()
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	write(t, a, "a", page(`"first"`))
	feed(t, b, 1, false, pending(t, a)...)
	write(t, b, "b", page(`"second"`))
	if cs, err := b.Conflicts(t.Context()); err != nil || len(cs) != 0 {
		t.Fatalf("an edit of what was seen is no conflict: %v, %v", cs, err)
	}
	write(t, a, "a", page(`"third"`))
	theirs := pending(t, b)
	feed(t, b, 3, false, append(pending(t, a), theirs...)...)
	feed(t, a, 3, false, append(pending(t, a), theirs...)...)
	for name, s := range map[string]*store.Store{"a": a, "b": b} {
		cs, err := s.Conflicts(t.Context())
		if err != nil || len(cs) != 1 {
			t.Fatalf("%s: got %v, %v, want one conflict", name, cs, err)
		}
		got := map[string]bool{string(cs[0].Now): true, string(cs[0].Lost): true}
		if diff := cmp.Diff(map[string]bool{`"second"`: true, `"third"`: true}, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	cs, err := a.Conflicts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// To keep the present value is a decision too.
	write(t, a, "settle", store.SetChange{Entity: "page", ID: "E1", Fields: map[string]json.RawMessage{"page": cs[0].Now}, Resolve: true})
	feed(t, b, 4, false, pending(t, a)...)
	for name, s := range map[string]*store.Store{"a": a, "b": b} {
		if cs, err := s.Conflicts(t.Context()); err != nil || len(cs) != 0 {
			t.Errorf("%s: got %v, %v", name, cs, err)
		}
		sameAfterRebuild(t, s)
	}
}
