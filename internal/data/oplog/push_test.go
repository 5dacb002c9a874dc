package oplog_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/oplog"
)

var wide = oplog.Limit{Ops: 100, Bytes: 1 << 20}

func (l *laptop) next(t *testing.T, lim oplog.Limit) []oplog.Op {
	t.Helper()
	inc, ops, err := l.NextPush(l.disk, lim)
	if err != nil {
		t.Fatal(err)
	}
	if len(ops) > 0 && ops[0].Inc != inc {
		t.Fatalf("ops of %x under %x", ops[0].Inc, inc)
	}
	same, err := l.Pending(l.disk, inc, lim)
	if err != nil || len(same) != len(ops) {
		t.Fatalf("Pending gives %d ops, %v; NextPush %d", len(same), err, len(ops))
	}
	return ops
}

func (l *laptop) peer(t *testing.T, inc oplog.Incarnation) oplog.Peer {
	t.Helper()
	p, err := l.disk.Peer(inc)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (l *laptop) apply(t *testing.T, f oplog.Feed) int {
	t.Helper()
	n, err := l.ApplyFeed(l.disk, noon, f)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestNextPush(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 1)
	if ops := a.next(t, wide); len(ops) != 0 {
		t.Fatalf("nothing was written: %v", ops)
	}
	for i := range 4 {
		a.set(t, oplog.Work, sign, "note", quoted(strings.Repeat("x", 100*i)))
	}
	all := a.next(t, wide)
	inc := all[0].Inc
	late := all[2].HLC - 1
	for name, c := range map[string]struct {
		limit oplog.Limit
		want  int
	}{
		"wide":          {wide, 4},
		"two ops":       {oplog.Limit{Ops: 2, Bytes: 1 << 20}, 2},
		"few bytes":     {oplog.Limit{Ops: 9, Bytes: len(all[0].Body) + len(all[1].Body)}, 2},
		"one at least":  {oplog.Limit{Ops: 9, Bytes: 1}, 1},
		"not too early": {oplog.Limit{Ops: 9, Bytes: 1 << 20, Until: late}, 2},
	} {
		if got := a.next(t, c.limit); len(got) != c.want {
			t.Errorf("%s: %d ops, want %d", name, len(got), c.want)
		}
	}
	must(t, a.Pushed(a.disk, inc, 3))
	must(t, a.Pushed(a.disk, inc, 1)) // an answer that was overtaken
	if got := a.next(t, wide); len(got) != 1 || got[0].Seq != 4 {
		t.Errorf("after 3 were taken: %d ops", len(got))
	}
	must(t, a.Pushed(a.disk, inc, 9)) // the server is ahead of a restored disk
	if p := a.peer(t, inc); p.Acked != 4 {
		t.Errorf("acknowledged to %d of 4", p.Acked)
	}
	must(t, a.Gap(a.disk, inc, 1))
	if got := a.next(t, wide); len(got) != 3 {
		t.Errorf("after a gap: %d ops, want 3", len(got))
	}
	must(t, a.Gap(a.disk, inc, 9))
	if p := a.peer(t, inc); p.Acked != 4 {
		t.Errorf("acknowledged to %d of 4", p.Acked)
	}
	must(t, a.Pushed(a.disk, oplog.Incarnation{42}, 9))
	if p := a.peer(t, oplog.Incarnation{42}); p.Have != 0 || p.Acked != 0 {
		t.Errorf("a stranger has %+v", p)
	}
}

// TestPrivateOpsGoSealedOrNotAtAll: what an earlier version wrote in the clear.
func TestPrivateOpsGoSealedOrNotAtAll(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 1)
	r, err := oplog.NewReplica(a.disk, oplog.Config{Draw: drawn(1), Seal: oplog.Plain{}})
	must(t, err)
	a.Replica = r
	a.set(t, oplog.Roster, amal, "name", quoted(name))
	if ops := a.next(t, wide); len(ops) != 0 {
		t.Fatalf("a name would be sent in the clear: %s", ops[0].Body)
	}
	a.erase(t, amal)
	ops := a.next(t, wide)
	if len(ops) != 1 || ops[0].Kind != oplog.Set || len(ops[0].Body) != 0 {
		t.Errorf("the erased op does not go: %v", ops)
	}
	b := newLaptop(t, 2)
	b.set(t, oplog.Public, oplog.Entity{Kind: "page", ID: "p"}, "page", "{}")
	if ops := b.next(t, wide); len(ops) != 1 {
		t.Errorf("a page: %d ops", len(ops))
	}
}

func TestAForkStopsItsStreamOnly(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 1)
	bad := a.set(t, oplog.Work, sign, "done", "true")
	good := a.set(t, oplog.Roster, amal, "name", quoted(name))
	must(t, a.Fork(a.disk, bad.Inc))
	if ops := a.next(t, wide); len(ops) != 1 || ops[0].Inc != good.Inc {
		t.Errorf("next: %v", ops)
	}
	must(t, a.Reset(a.disk))
	if ops := a.next(t, wide); len(ops) != 1 || ops[0].Inc != bad.Inc {
		t.Errorf("next after a reset: %v", ops)
	}
	other := bad
	other.Hash[0] ^= 1
	a.receive(t, other)
	if q := a.quarantine(t, bad.ID()); q.Cause != oplog.Remote || !a.peer(t, bad.Inc).Forked {
		t.Errorf("a fork in the feed: %v", q)
	}
}

func TestTheFeedIsTheReceipt(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 1)
	var ops []oplog.Op
	for range 4 {
		ops = append(ops, a.set(t, oplog.Work, sign, "done", "true"))
	}
	inc := ops[0].Inc
	must(t, a.Pushed(a.disk, inc, 3))
	at := func(n int64) oplog.Cursor { return oplog.Cursor{N: n, Chain: fmt.Sprint(n)} }
	if n := a.apply(t, oplog.Feed{Ops: ops[:1], Next: at(1), More: true}); n != 0 {
		t.Errorf("%d ops brought something", n)
	}
	if p := a.peer(t, inc); p.Seen != 1 || p.Acked != 3 {
		t.Errorf("seen %d, acknowledged %d; want 1 and 3", p.Seen, p.Acked)
	}
	stale := oplog.Feed{From: oplog.Cursor{}, Ops: ops, Next: at(9)}
	if _, err := a.ApplyFeed(a.disk, noon, stale); !errors.Is(err, oplog.ErrStale) {
		t.Errorf("an answer that was overtaken: %v", err)
	}
	a.apply(t, oplog.Feed{From: at(1), Ops: ops[1:2], Next: at(2)})
	if p := a.peer(t, inc); p.Seen != 2 || p.Acked != 2 {
		t.Errorf("at the end of the feed: seen %d, acknowledged %d; want 2 and 2", p.Seen, p.Acked)
	}
	a.apply(t, oplog.Feed{From: at(2), Ops: ops[2:3], Next: at(3)}) // taken, though the answer to the push was lost
	if p := a.peer(t, inc); p.Seen != 3 || p.Acked != 3 {
		t.Errorf("seen %d, acknowledged %d; want 3 and 3", p.Seen, p.Acked)
	}
	if place, err := a.disk.Place(); err != nil || place != at(3) {
		t.Errorf("place %v, %v", place, err)
	}
	must(t, a.Rejected(a.disk, ops[0].ID(), "no"))
	must(t, a.Rejected(a.disk, ops[0].ID(), "not again"))
	must(t, a.Rejected(a.disk, oplog.OpID{Seq: 1}, "of nobody"))
	if q := a.quarantine(t, ops[0].ID()); q != (oplog.Quarantine{Cause: oplog.Remote, Reason: "no"}) || a.quarantine(t, oplog.OpID{Seq: 1}).Cause != 0 {
		t.Errorf("rejected: %v", q)
	}
	must(t, a.Reset(a.disk))
	place, err := a.disk.Place()
	if p := a.peer(t, inc); err != nil || place != (oplog.Cursor{}) || p.Seen != 0 || p.Acked != 0 || p.Have != 4 {
		t.Errorf("after a reset: %v, %+v, %v", place, p, err)
	}
	if q := a.quarantine(t, ops[0].ID()); q.Cause != 0 {
		t.Errorf("after a reset it is still refused: %v", q)
	}
}

func TestTheFeedBringsNewsAndSaysWhatIsOwed(t *testing.T) {
	t.Parallel()
	a, b := pair(t)
	ops := b.log(t)
	for i := range ops {
		if ops[i].Class == oplog.Roster {
			ops[i] = ops[i].Bare(oplog.Erased)
		}
	}
	c := newLaptop(t, 3)
	if n := c.apply(t, oplog.Feed{Ops: ops[:1], Next: oplog.Cursor{N: 1}, More: true}); n != 1 {
		t.Errorf("%d ops brought something, want 1", n)
	}
	if len(c.next(t, wide)) != 0 {
		t.Error("something is to be pushed")
	}
	c.apply(t, oplog.Feed{From: oplog.Cursor{N: 1}, Ops: ops[1:], Next: oplog.Cursor{N: 3}})
	if got := c.next(t, wide); len(got) != 1 || got[0].Kind != oplog.Redact || got[0].State != oplog.Whole {
		t.Errorf("to be pushed: %v", got)
	}
	_ = a
}

func TestLaunches(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 1)
	one := a.set(t, oplog.Work, sign, "a", "1")
	two := a.set(t, oplog.Work, sign, "b", "1")
	other := a.set(t, oplog.Roster, amal, "name", "1")
	a.NewLaunch()
	three := a.set(t, oplog.Work, sign, "c", "1")
	a.start(t)
	four := a.set(t, oplog.Work, sign, "d", "1")
	if one.Inc != two.Inc || two.Seq != 2 || other.Inc == one.Inc || three.Inc == one.Inc || three.Seq != 1 || four.Inc == three.Inc {
		t.Errorf("ids %x %x %x %x %x", one.ID(), two.ID(), other.ID(), three.ID(), four.ID())
	}
	if four.HLC <= three.HLC {
		t.Error("a new launch does not go on from the clock of the last")
	}
	if _, err := a.Append(a.disk, noon, 9, "", oplog.Body{Void: &oplog.VoidBody{Fact: "f"}}); err == nil {
		t.Error("wrote in a class that there is not")
	}
	big := json.RawMessage(quoted(strings.Repeat("x", oplog.MaxBody-len(`{"en":"task","id":"t1","f":{"a":""}}`))))
	b := oplog.Body{Set: &oplog.SetBody{Entity: "task", ID: "t1", Fields: map[string]json.RawMessage{"a": big}}}
	if _, err := a.Append(a.disk, noon, oplog.Work, "", b); !errors.Is(err, oplog.ErrTooLarge) {
		t.Errorf("too long once it is sealed: %v", err)
	}
}

func TestObservedTimesStandBeforeOurs(t *testing.T) {
	t.Parallel()
	a, b := newLaptop(t, 1), newLaptop(t, 2)
	o, err := a.Append(a.disk, noon.Add(time.Hour), oplog.Work, "", oplog.Body{Void: &oplog.VoidBody{Fact: "f"}})
	must(t, err)
	b.receive(t, o)
	if next := b.set(t, oplog.Work, sign, "a", "1"); next.HLC <= o.HLC {
		t.Errorf("got %d after %d", next.HLC, o.HLC)
	}
	mad := o
	mad.HLC, mad.Inc = oplog.MaxHLC+1, oplog.Incarnation{9}
	mad.Hash = mad.Sum()
	b.receive(t, mad)
	if p := b.peer(t, mad.Inc); p.HLC != 0 || p.Have != 1 {
		t.Errorf("an unbelievable time was believed: %+v", p)
	}
}

func drafts() []oplog.Draft {
	return []oplog.Draft{
		{Class: oplog.Roster, Set: oplog.SetBody{Entity: "guest", Fields: map[string]json.RawMessage{"name": json.RawMessage(quoted(name))}}},
		{Class: oplog.Contact, Set: oplog.SetBody{Entity: "guest", Fields: map[string]json.RawMessage{"phone": json.RawMessage("5")}}},
	}
}

func (l *laptop) imports(t *testing.T, uuid string) int {
	t.Helper()
	n, err := l.ImportSignup(l.disk, noon, "", uuid, drafts()...)
	must(t, err)
	return n
}

func (l *laptop) acks(t *testing.T) []string {
	t.Helper()
	got, err := l.Acks(l.disk)
	must(t, err)
	return got
}

func TestImport(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 1)
	if n := a.imports(t, "g1") + a.imports(t, "g1"); n != 2 {
		t.Errorf("imported by %d ops, want 2", n)
	}
	ops := a.log(t)
	at := oplog.Cursor{N: 1}
	for _, o := range ops {
		must(t, a.Pushed(a.disk, o.Inc, o.Seq))
	}
	if got := a.acks(t); len(got) != 0 {
		t.Errorf("acknowledged before it was seen: %v", got)
	}
	a.apply(t, oplog.Feed{Ops: ops[:1], Next: at, More: true})
	if got := a.acks(t); len(got) != 0 {
		t.Errorf("acknowledged before all was seen: %v", got)
	}
	a.apply(t, oplog.Feed{From: at, Ops: ops[1:], Next: oplog.Cursor{N: 2}})
	if got := a.acks(t); !slices.Equal(got, []string{"g1"}) {
		t.Errorf("seen, but acknowledged are %v", got)
	}
	must(t, a.Rejected(a.disk, ops[0].ID(), "no"))
	if got := a.acks(t); len(got) != 0 {
		t.Errorf("acknowledged though the server has no body: %v", got)
	}
	must(t, a.Reset(a.disk))
	if got := a.acks(t); len(got) != 0 {
		t.Errorf("acknowledged after a reset: %v", got)
	}
	must(t, a.MailAcked(a.disk, []string{"g1", "unknown"}))
	if mails, err := a.disk.Mails(); err != nil || len(mails) != 0 {
		t.Errorf("waiting: %v, %v", mails, err)
	}
}

// TestImportOfWhatAnotherLaptopBegan: half of its import has arrived here. The other
// half is written again, or it might be lost with the other laptop.
func TestImportOfWhatAnotherLaptopBegan(t *testing.T) {
	t.Parallel()
	a, b := newLaptop(t, 1), newLaptop(t, 2)
	a.imports(t, "g1")
	for _, o := range a.log(t) {
		if o.Class == oplog.Roster {
			b.receive(t, o)
		}
	}
	if n := b.imports(t, "g1"); n != 1 {
		t.Errorf("imported by %d ops, want 1", n)
	}
	if ops, known, err := b.disk.Mail("g1"); err != nil || !known || len(ops) != 2 {
		t.Errorf("waits for %x, %v, %v", ops, known, err)
	}
	c := newLaptop(t, 3)
	a.give(t, c)
	if n := c.imports(t, "g1"); n != 0 {
		t.Errorf("imported a second time by %d ops", n)
	}
}

func TestALetterOfSomebodyErased(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 1)
	a.erase(t, amal)
	if n := a.imports(t, amal.ID); n != 0 || a.holds(t, name) {
		t.Errorf("imported by %d ops", n)
	}
	if got := a.acks(t); len(got) != 0 {
		t.Errorf("acknowledged before the erasure was safe: %v", got)
	}
	a.apply(t, oplog.Feed{Ops: a.log(t), Next: oplog.Cursor{N: 1}})
	if got := a.acks(t); !slices.Equal(got, []string{amal.ID}) {
		t.Errorf("the letter stays with the server: %v", got)
	}
	b, c := pair(t)
	for _, o := range b.log(t) {
		c.receive(t, o.Bare(oplog.Erased))
	}
	if n := c.imports(t, amal.ID); n != 0 {
		t.Errorf("imported by %d ops", n)
	}
	if got := c.acks(t); len(got) != 0 {
		t.Errorf("acknowledged while the erasure is owed: %v", got)
	}
}
