package oplog_test

import (
	"errors"
	"strings"
	"testing"

	"daykit/internal/data/oplog"
)

func seal(t *testing.T, o oplog.Op, plain string) oplog.Op {
	t.Helper()
	var err error
	if o.Epoch, o.Body, err = (cloak{}).Seal(o.Class, o.ID(), []byte(plain)); err != nil {
		t.Fatal(err)
	}
	o.Hash = o.Sum()
	return o
}

func (l *laptop) retry(t *testing.T) int {
	t.Helper()
	n, err := l.Retry(l.disk)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// header is the header of an op from elsewhere.
func header(seq uint32, k oplog.Kind, c oplog.Class) oplog.Op {
	return oplog.Op{Inc: oplog.Incarnation{9}, Seq: seq, HLC: 117130752000000000 + oplog.HLC(seq), Class: c, Kind: k}
}

const setName = `{"en":"guest","id":"g1","f":{"name":"Amal"}}`

// TestWhatCannotBeReadIsKept: each op is set aside, kept to the byte, and does
// not hold up the one after it.
func TestWhatCannotBeReadIsKept(t *testing.T) {
	t.Parallel()
	spoil := func(o oplog.Op) oplog.Op { o.Hash[0] ^= 1; return o }
	at := func(o oplog.Op, h oplog.HLC) oplog.Op { o.HLC = h; o.Hash = o.Sum(); return o }
	for name, c := range map[string]struct {
		op     oplog.Op
		reason string
	}{
		"unknown kind":      {seal(t, header(2, 77, oplog.Work), `{"later":[1]}`), "unknown kind 77"},
		"unknown shape":     {seal(t, header(2, oplog.Set, oplog.Work), `{"en":["guest"]}`), "body"},
		"not JSON":          {seal(t, header(2, oplog.Set, oplog.Work), `{`), "body"},
		"other hash":        {spoil(seal(t, header(2, oplog.Set, oplog.Work), setName)), "does not match its hash"},
		"no time":           {at(seal(t, header(2, oplog.Set, oplog.Work), setName), 0), "unbelievable time"},
		"mad time":          {at(seal(t, header(2, oplog.Set, oplog.Work), setName), oplog.MaxHLC+1), "unbelievable time"},
		"same time":         {at(seal(t, header(2, oplog.Set, oplog.Work), setName), header(1, 0, 0).HLC), "order"},
		"not sealed":        {at(oplog.Op{Inc: oplog.Incarnation{9}, Seq: 2, Class: oplog.Work, Kind: oplog.Set, Body: []byte(setName)}, header(2, 0, 0).HLC), "not sealed"},
		"set with a target": {seal(t, oplog.Op{Inc: oplog.Incarnation{9}, Seq: 2, HLC: header(2, 0, 0).HLC, Class: oplog.Work, Kind: oplog.Set, Target: oplog.OpID{Seq: 1}}, setName), "target"},
		"redact elsewhere":  {at(oplog.Op{Inc: oplog.Incarnation{9}, Seq: 2, Class: oplog.Roster, Kind: oplog.Redact, Target: oplog.OpID{Seq: 1}}, header(2, 0, 0).HLC), "class for work"},
		"redact without":    {at(oplog.Op{Inc: oplog.Incarnation{9}, Seq: 2, Class: oplog.Work, Kind: oplog.Redact}, header(2, 0, 0).HLC), "target"},
	} {
		l := newLaptop(t, 1)
		l.receive(t, seal(t, header(1, oplog.Set, oplog.Work), `{"en":"task","id":"t","f":{"a":1}}`))
		l.receive(t, c.op)
		l.receive(t, seal(t, header(3, oplog.Set, oplog.Work), `{"en":"task","id":"t","f":{"b":1}}`))
		q := l.quarantine(t, c.op.ID())
		if q.Cause != oplog.Unreadable || !strings.Contains(q.Reason, c.reason) {
			t.Errorf("%s: set aside as %v %q, want %q", name, q.Cause, q.Reason, c.reason)
		}
		if got := l.op(t, c.op.ID()); string(got.Body) != string(c.op.Body) || got.Hash != c.op.Hash {
			t.Errorf("%s: not kept as it came", name)
		}
		if len(l.disk.Cells()) != 2 {
			t.Errorf("%s: cells %v", name, l.disk.Cells())
		}
		if l.Clock() != header(3, 0, 0).HLC {
			t.Errorf("%s: the clock went to %d", name, l.Clock())
		}
		if n := l.retry(t); n != 0 || l.quarantine(t, c.op.ID()) != q {
			t.Errorf("%s: %d ops were read the second time, quarantine %v", name, n, l.quarantine(t, c.op.ID()))
		}
		again := newLaptop(t, 2)
		l.give(t, again)
		if again.digest(t) != l.digest(t) || name != "other hash" && again.dump(t) != l.dump(t) {
			t.Errorf("%s: what is set aside is not handed on", name)
		}
	}
}

// TestALaterProgramReadsWhatAnEarlierOneKept stands in for an update: what the
// earlier one will not admit, the later one does.
func TestALaterProgramReadsWhatAnEarlierOneKept(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 1)
	old, err := oplog.NewReplica(l.disk, oplog.Config{Draw: drawn(1), Seal: l.cloak, Admit: func(oplog.Op, oplog.Body) error {
		return errors.New("not of this version")
	}})
	if err != nil {
		t.Fatal(err)
	}
	now := l.Replica
	l.Replica = old
	l.receive(t, seal(t, header(1, oplog.Set, oplog.Work), setName))
	if len(l.disk.Cells()) != 0 {
		t.Fatal("it was folded")
	}
	l.Replica = now
	if n := l.retry(t); n != 1 || len(l.disk.Cells()) != 1 || l.Clock() != header(1, 0, 0).HLC {
		t.Errorf("%d ops read, cells %v, clock %d", n, l.disk.Cells(), l.Clock())
	}
	if n := l.retry(t); n != 0 || len(l.cell(t, amal, "name").Lost) > 0 {
		t.Error("it was folded twice")
	}
}

func TestBodiesKeepWhatThisVersionDoesNotKnow(t *testing.T) {
	t.Parallel()
	a, b := newLaptop(t, 1), newLaptop(t, 2)
	o := seal(t, header(1, oplog.Set, oplog.Roster), `{"en":"guest","id":"g1","f":{"name":{"text":"x","later":1}},"later":{"n":1}}`)
	a.receive(t, o)
	a.give(t, b)
	if got := b.op(t, o.ID()); string(got.Body) != string(o.Body) || got.Hash != got.Sum() {
		t.Errorf("got %q", flip(got.Body))
	}
	if got := string(b.cell(t, amal, "name").Now.Value); got != `{"text":"x","later":1}` {
		t.Errorf("got %s", got)
	}
}

func TestKeysThatComeLater(t *testing.T) {
	t.Parallel()
	a, b := newLaptop(t, 1), newLaptop(t, 2)
	b.cloak.lacks[oplog.Roster] = true
	first := a.set(t, oplog.Roster, amal, "name", quoted(name))
	a.set(t, oplog.Roster, sign, "by", quoted(name))
	a.give(t, b)
	if q := b.quarantine(t, first.ID()); q.Cause != oplog.Locked || len(b.disk.Cells()) != 0 {
		t.Fatalf("set aside as %v, cells %v", q, b.disk.Cells())
	}
	b.erase(t, amal) // which cannot name an op that cannot be read
	delete(b.cloak.lacks, oplog.Roster)
	if n := b.retry(t); n != 2 || len(b.disk.Cells()) != 1 || b.op(t, first.ID()).State != oplog.Erased {
		t.Errorf("%d ops read, cells %v, state %v", n, b.disk.Cells(), b.op(t, first.ID()).State)
	}
	if n := b.settle(t); n != 1 {
		t.Errorf("said by %d ops, want 1", n)
	}
}

func TestCopiesOfOneOp(t *testing.T) {
	t.Parallel()
	whole := seal(t, header(1, oplog.Set, oplog.Work), setName)
	spoilt, refused, erased := whole, whole.Bare(oplog.Refused), whole.Bare(oplog.Erased)
	spoilt.Body = append([]byte(nil), whole.Body...)
	spoilt.Body[4] ^= 1
	for name, c := range map[string]struct {
		first, then oplog.Op
		state       oplog.BodyState
		fresh       bool
		cells       int
		cause       oplog.Cause
	}{
		"whole again":             {whole, whole, oplog.Whole, false, 1, 0},
		"refused, then whole":     {refused, whole, oplog.Whole, true, 1, 0},
		"refused, then spoilt":    {refused, spoilt, oplog.Refused, false, 0, 0},
		"refused, then erased":    {refused, erased, oplog.Erased, true, 0, 0},
		"whole, then refused":     {whole, refused, oplog.Whole, false, 1, oplog.Remote},
		"whole, then spoilt":      {whole, spoilt, oplog.Whole, false, 1, 0},
		"whole, then erased":      {whole, erased, oplog.Erased, true, 0, 0},
		"spoilt, then whole":      {spoilt, whole, oplog.Whole, true, 1, 0},
		"spoilt, then erased":     {spoilt, erased, oplog.Erased, true, 0, 0},
		"spoilt, then refused":    {spoilt, refused, oplog.Whole, false, 0, oplog.Unreadable},
		"erased, then whole":      {erased, whole, oplog.Erased, false, 0, 0},
		"erased, then refused":    {erased, refused, oplog.Erased, false, 0, 0},
		"whole, then another one": {whole, seal(t, header(1, oplog.Set, oplog.Work), `{"en":"guest","id":"g2","f":{"name":"x"}}`), oplog.Whole, false, 1, oplog.Remote},
	} {
		l := newLaptop(t, 1)
		l.receive(t, c.first)
		fresh := l.receive(t, c.then)
		got := l.op(t, whole.ID())
		if got.State != c.state || fresh != c.fresh || len(l.disk.Cells()) != c.cells || l.quarantine(t, whole.ID()).Cause != c.cause {
			t.Errorf("%s: state %v, fresh %v, %d cells, quarantine %v", name, got.State, fresh, len(l.disk.Cells()), l.quarantine(t, whole.ID()))
		}
	}
}

// TestALateBodyKeepsTheOrder: a body that comes after all is held to the order of
// its stream, as it would have been at first.
func TestALateBodyKeepsTheOrder(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 1)
	l.receive(t, seal(t, header(1, oplog.Set, oplog.Work), setName))
	o := header(2, oplog.Set, oplog.Work)
	o.HLC = header(1, 0, 0).HLC
	o = seal(t, o, setName)
	l.receive(t, o.Bare(oplog.Refused))
	l.receive(t, o)
	if q := l.quarantine(t, o.ID()); q.Cause != oplog.Unreadable || len(l.cell(t, amal, "name").Lost) > 0 {
		t.Errorf("set aside as %v", q)
	}
}

func TestGaps(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 1)
	for _, seq := range []uint32{0, 2} {
		if _, err := l.Receive(l.disk, seal(t, header(seq, oplog.Set, oplog.Work), setName), true); !errors.Is(err, oplog.ErrGap) {
			t.Errorf("number %d: %v", seq, err)
		}
	}
	if d := l.dump(t); d != "" {
		t.Errorf("a gap left %s", d)
	}
}
