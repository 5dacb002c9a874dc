package oplog_test

import (
	"encoding/json"
	"errors"
	"testing"

	"daykit/internal/data/oplog"
)

var (
	amal = oplog.Entity{Kind: "guest", ID: "g1"}
	sign = oplog.Entity{Kind: "task", ID: "t1"}
)

const name = "Amal"

func quoted(s string) string { return `"` + s + `"` }

// pair gives two laptops that both know of Amal, and of a task.
func pair(t *testing.T) (a, b *laptop) {
	t.Helper()
	a, b = newLaptop(t, 1), newLaptop(t, 2)
	a.set(t, oplog.Roster, amal, "name", quoted(name))
	a.set(t, oplog.Contact, amal, "phone", quoted(name+" 555"))
	a.set(t, oplog.Work, sign, "done", "true")
	a.give(t, b)
	return a, b
}

func (l *laptop) gone(t *testing.T, e oplog.Entity) oplog.Mark {
	t.Helper()
	m, err := l.disk.Gone(e)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (l *laptop) erasure(t *testing.T, o oplog.Op) oplog.Mark {
	t.Helper()
	m, err := l.disk.Erasure(o.ID())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (l *laptop) op(t *testing.T, id oplog.OpID) oplog.Op {
	t.Helper()
	o, known, err := l.disk.Op(id)
	if err != nil || !known {
		t.Fatalf("op %x: known %v, %v", id, known, err)
	}
	return o
}

func (l *laptop) settle(t *testing.T) int {
	t.Helper()
	n, err := l.Settle(l.disk, noon)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (l *laptop) quarantine(t *testing.T, id oplog.OpID) oplog.Quarantine {
	t.Helper()
	q, err := l.disk.Quarantined(id)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestErase(t *testing.T) {
	t.Parallel()
	a, b := pair(t)
	if n := a.erase(t, amal); n != 3 { // the entity and its two sets
		t.Errorf("erased by %d ops, want 3", n)
	}
	if n := a.erase(t, amal); n != 0 {
		t.Errorf("erased again by %d ops", n)
	}
	a.give(t, b)
	if a.holds(t, name) || b.holds(t, name) {
		t.Error("the name is still there")
	}
	if !b.holds(t, "true") {
		t.Error("the task is gone too")
	}
	if n := a.settle(t) + b.settle(t); n != 0 {
		t.Errorf("%d erasures were owed", n)
	}
	if _, err := b.Append(b.disk, noon, oplog.Roster, "", oplog.Body{Set: &oplog.SetBody{
		Entity: amal.Kind, ID: amal.ID, Fields: map[string]json.RawMessage{"name": json.RawMessage(`"x"`)},
	}}); !errors.Is(err, oplog.ErrGone) {
		t.Errorf("setting what is gone: %v", err)
	}
}

func TestEraseOfWhatIsNotKnownYet(t *testing.T) {
	t.Parallel()
	a, b := newLaptop(t, 1), newLaptop(t, 2)
	if n := b.erase(t, amal); n != 1 {
		t.Errorf("erased by %d ops, want 1", n)
	}
	o := a.set(t, oplog.Roster, amal, "name", quoted(name))
	a.give(t, b)
	if b.holds(t, name) || b.erasure(t, o) != oplog.Owed {
		t.Error("a late name stays")
	}
	agree(t, a, b)
	if a.holds(t, name) {
		t.Error("the writer keeps the name")
	}
}

// TestAConcurrentEditIsErasedToo: whoever hears of both sees to it.
func TestAConcurrentEditIsErasedToo(t *testing.T) {
	t.Parallel()
	a, b := pair(t)
	a.erase(t, amal)
	late := b.set(t, oplog.Roster, amal, "lang", quoted(name+"'s own"))
	c := newLaptop(t, 3)
	b.give(t, c)
	a.give(t, c) // hears of the edit before the erasure
	b.give(t, a) // hears of it after
	for _, l := range []*laptop{a, c} {
		if l.holds(t, name) || l.erasure(t, late) != oplog.Owed {
			t.Errorf("laptop %d: the edit stays", l.name)
		}
	}
	if n := c.settle(t); n != 1 {
		t.Errorf("said by %d ops, want 1", n)
	}
	c.give(t, b)
	if b.holds(t, name) || b.erasure(t, late) != oplog.Said {
		t.Error("the writer keeps the edit")
	}
}

// TestOneRedactionIsEnough: of an erasure only one op survived.
func TestOneRedactionIsEnough(t *testing.T) {
	t.Parallel()
	a, b := pair(t)
	a.set(t, oplog.Roster, amal, "name", quoted(name+" B"))
	a.give(t, b)
	a.erase(t, amal)
	var redact oplog.Op
	for _, o := range a.log(t) {
		if o.Kind == oplog.Redact {
			redact = o
			break
		}
	}
	redact.Inc, redact.Seq = oplog.Incarnation{9}, 1 // as if said by someone who heard it from A
	redact.Hash = redact.Sum()
	b.receive(t, redact)
	if b.holds(t, name) || b.gone(t, amal) != oplog.Owed {
		t.Fatal("the rest of the entity stays")
	}
	if n := b.settle(t); n != 3 { // Forget and the two sets that were not named
		t.Errorf("said by %d ops, want 3", n)
	}
	if b.gone(t, amal) != oplog.Said || b.settle(t) != 0 {
		t.Error("it is still owed")
	}
}

// TestAnErasedCopyErases: the op that says so was lost, but a copy without the body is about.
func TestAnErasedCopyErases(t *testing.T) {
	t.Parallel()
	a, b := pair(t)
	c := newLaptop(t, 3)
	for _, o := range a.log(t) {
		if o.Class != oplog.Roster {
			continue
		}
		o = o.Bare(oplog.Erased)
		if !b.receive(t, o) {
			t.Error("it brought nothing")
		}
		c.receive(t, o) // never knew the body
		if c.erasure(t, o) != oplog.Owed || c.op(t, o.ID()).State != oplog.Erased {
			t.Error("a first copy without a body is not taken for erased")
		}
		o.Body, o.State = []byte("x"), oplog.Whole
		if c.receive(t, o) {
			t.Error("an erased body came back")
		}
	}
	if b.holds(t, name) || b.gone(t, amal) != oplog.Owed {
		t.Error("the erased copy erased nothing")
	}
	b.settle(t)
	c.settle(t)
	agree(t, a, b, c)
	if a.holds(t, name) {
		t.Error("the name is still there")
	}
}

func TestOnlySetsAreRedacted(t *testing.T) {
	t.Parallel()
	a, b := newLaptop(t, 1), newLaptop(t, 2)
	fact := a.write(t, oplog.Work, oplog.Body{Add: &oplog.AddBody{ID: "f", Kind: "arrive"}})
	redact := oplog.Op{Inc: oplog.Incarnation{9}, Seq: 1, HLC: fact.HLC, Class: oplog.Work, Kind: oplog.Redact, Target: fact.ID()}
	redact.Hash = redact.Sum()
	a.receive(t, redact)
	b.receive(t, redact)
	b.receive(t, fact)
	a.receive(t, fact.Bare(oplog.Erased))
	for _, l := range []*laptop{a, b} {
		if o := l.op(t, fact.ID()); o.State != oplog.Whole {
			t.Errorf("laptop %d dropped a fact", l.name)
		}
		if _, known, err := l.disk.Fact("f"); !known || err != nil {
			t.Errorf("laptop %d: fact known %v, %v", l.name, known, err)
		}
	}
}

// TestAStrangerCannotErase: bodies of the public classes anyone could have written.
func TestAStrangerCannotErase(t *testing.T) {
	t.Parallel()
	a, _ := pair(t)
	o := oplog.Op{Inc: oplog.Incarnation{9}, Seq: 1, HLC: a.Clock(), Kind: oplog.Forget, Body: []byte(`{"en":"guest","id":"g1"}`)}
	o.Hash = o.Sum()
	a.receive(t, o)
	if a.quarantine(t, o.ID()).Cause != oplog.Unreadable || !a.holds(t, name) {
		t.Error("a plain Forget was obeyed")
	}
	if _, err := a.Append(a.disk, noon, oplog.Public, "", oplog.Body{Forget: &oplog.ForgetBody{Entity: "guest", ID: "g1"}}); err == nil {
		t.Error("a plain Forget was written")
	}
	plain := oplog.Op{Inc: oplog.Incarnation{8}, Seq: 1, HLC: a.Clock(), Class: oplog.Work, Kind: oplog.Forget, Body: o.Body}
	plain.Hash = plain.Sum()
	a.receive(t, plain)
	if a.quarantine(t, plain.ID()).Cause != oplog.Unreadable || !a.holds(t, name) {
		t.Error("a Forget that nobody sealed was obeyed")
	}
}

// TestAForgedSetErasesNothing: rule E trusts only what would have been folded.
func TestAForgedSetErasesNothing(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*oplog.Op){
		"not admitted":    func(*oplog.Op) {},
		"spoilt on a way": func(o *oplog.Op) { o.Hash[0] ^= 1 },
	} {
		a, _ := pair(t)
		r, err := oplog.NewReplica(a.disk, oplog.Config{Draw: drawn(7), Seal: a.cloak, Admit: func(o oplog.Op, b oplog.Body) error {
			if b.Set != nil && !o.Class.Private() && o.Hash[0]&1 == o.Sum()[0]&1 {
				return errors.New("not a public entity")
			}
			return nil
		}})
		if err != nil {
			t.Fatal(err)
		}
		a.Replica = r
		o := oplog.Op{Inc: oplog.Incarnation{9}, Seq: 1, HLC: a.Clock(), Kind: oplog.Set, Body: []byte(`{"en":"guest","id":"g1","f":{"name":"x"}}`)}
		o.Hash = o.Sum()
		spoil(&o)
		a.receive(t, o)
		redact := oplog.Op{Inc: oplog.Incarnation{8}, Seq: 1, HLC: a.Clock(), Class: oplog.Work, Kind: oplog.Redact, Target: o.ID()}
		redact.Hash = redact.Sum()
		a.receive(t, redact)
		if a.gone(t, amal) != oplog.Unmarked || a.op(t, o.ID()).State != oplog.Erased {
			t.Errorf("%s: gone %v, state %v", name, a.gone(t, amal), a.op(t, o.ID()).State)
		}
	}
}

func drawn(n byte) func() (oplog.Incarnation, error) {
	return func() (oplog.Incarnation, error) {
		n++
		return oplog.Incarnation{n, n}, nil
	}
}

// TestErasingWithoutTheKey: a helper at the door drops what it cannot read.
func TestErasingWithoutTheKey(t *testing.T) {
	t.Parallel()
	a, b := pair(t)
	c := newLaptop(t, 3)
	c.cloak.lacks[oplog.Contact] = true
	a.give(t, c)
	phone := oplog.OpID{}
	for _, o := range c.log(t) {
		if o.Class == oplog.Contact {
			phone = o.ID()
		}
	}
	if c.quarantine(t, phone).Cause != oplog.Locked {
		t.Fatal("it was read without the key")
	}
	a.erase(t, amal)
	a.give(t, c)
	if c.holds(t, name) || c.quarantine(t, phone).Cause != 0 || c.settle(t) != 0 {
		t.Error("the helper keeps what it cannot read")
	}
	_ = b
}

// TestWhatIsOwedWaitsForTheKey: the redaction needs no key, the Forget does.
func TestWhatIsOwedWaitsForTheKey(t *testing.T) {
	t.Parallel()
	_, b := pair(t)
	for _, o := range b.log(t) {
		if o.Class == oplog.Roster {
			b.receive(t, o.Bare(oplog.Erased))
		}
	}
	b.cloak.lacks[oplog.Work] = true
	if n := b.settle(t); n != 2 || b.gone(t, amal) != oplog.Owed {
		t.Errorf("said by %d ops, gone %v", n, b.gone(t, amal))
	}
	delete(b.cloak.lacks, oplog.Work)
	if n := b.settle(t); n != 1 || b.gone(t, amal) != oplog.Said {
		t.Errorf("said by %d ops, gone %v", n, b.gone(t, amal))
	}
}
