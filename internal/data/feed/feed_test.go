package feed_test

import (
	"errors"
	"fmt"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
)

// server is a machine with its disk.
type server struct {
	feed.Machine
	disk  *feed.Mem
	drawn byte
}

func newServer() *server {
	s := &server{disk: feed.NewMem()}
	s.Draw = func() (oplog.Incarnation, error) {
		s.drawn++
		return oplog.Incarnation{0xff, s.drawn}, nil
	}
	return s
}

// op gives a set of incarnation inc.
func op(inc byte, seq uint32, body string) oplog.Op {
	o := oplog.Op{Inc: oplog.Incarnation{inc}, Seq: seq, HLC: 117130752000000000 + oplog.HLC(seq), Class: oplog.Roster, Kind: oplog.Set, Epoch: 1, Body: []byte(body)}
	o.Hash = o.Sum()
	return o
}

func redact(inc byte, seq uint32, target oplog.Op) oplog.Op {
	o := oplog.Op{Inc: oplog.Incarnation{inc}, Seq: seq, HLC: 117130752000000000 + oplog.HLC(seq), Class: oplog.Work, Kind: oplog.Redact, Target: target.ID()}
	o.Hash = o.Sum()
	return o
}

func (s *server) push(t *testing.T, ops ...oplog.Op) feed.Pushed {
	t.Helper()
	in := make([]feed.Judged, len(ops))
	for i, o := range ops {
		in[i].Op = o
		if string(o.Body) == "bad" {
			in[i].Refused = "it is bad"
		}
	}
	p, err := s.Push(s.disk, in)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var wide = feed.Limit{Ops: 100, Bytes: 1 << 20}

func (s *server) pull(t *testing.T, at oplog.Cursor, l feed.Limit) feed.Stretch {
	t.Helper()
	out, err := s.Pull(s.disk, at, l)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// feed gives the whole feed.
func (s *server) feed(t *testing.T) []oplog.Op {
	t.Helper()
	out := s.pull(t, oplog.Cursor{}, wide)
	if out.More || out.Reset || out.Next.N != int64(len(out.Ops)) {
		t.Fatalf("the whole feed ends at %d of %d, more %v, reset %v", out.Next.N, len(out.Ops), out.More, out.Reset)
	}
	return out.Ops
}

func TestPushIsRepeatable(t *testing.T) {
	t.Parallel()
	s := newServer()
	a, b, c := op(1, 1, "a"), op(1, 2, "bad"), op(1, 3, "c")
	no := []feed.Rejected{{Seq: 2, Reason: "it is bad"}}
	for i, step := range []struct {
		ops  []oplog.Op
		want feed.Pushed
	}{
		{[]oplog.Op{b}, feed.Pushed{Head: 0, Gap: true}},
		{[]oplog.Op{a}, feed.Pushed{Head: 1}},
		{[]oplog.Op{a, b}, feed.Pushed{Head: 2, Rejected: no}},
		{[]oplog.Op{a, b, c}, feed.Pushed{Head: 3, Rejected: no}},
		{[]oplog.Op{a, b}, feed.Pushed{Head: 3, Rejected: no}},
		{[]oplog.Op{c}, feed.Pushed{Head: 3}},
		{[]oplog.Op{op(1, 5, "e")}, feed.Pushed{Head: 3, Gap: true}},
		{[]oplog.Op{op(2, 2, "e")}, feed.Pushed{Head: 0, Gap: true}},
		{[]oplog.Op{op(2, 0, "e")}, feed.Pushed{Head: 0, Gap: true}},
	} {
		if diff := gocmp.Diff(step.want, s.push(t, step.ops...)); diff != "" {
			t.Errorf("push %d (-want +got):\n%s", i, diff)
		}
	}
	if diff := gocmp.Diff([]oplog.Op{a, b.Bare(oplog.Refused), c}, s.feed(t)); diff != "" {
		t.Errorf("feed (-want +got):\n%s", diff)
	}
}

func TestPushRefusesAnotherHistory(t *testing.T) {
	t.Parallel()
	s := newServer()
	s.push(t, op(1, 1, "a"), op(1, 2, "b"))
	before := s.disk.Clone()
	for name, ops := range map[string][]oplog.Op{
		"another body":              {op(1, 1, "x")},
		"erased, then another body": {op(1, 1, "a").Bare(oplog.Erased), op(1, 2, "x"), op(1, 3, "c")},
	} {
		in := make([]feed.Judged, len(ops))
		for i := range ops {
			in[i].Op = ops[i]
		}
		if _, err := s.Push(s.disk, in); !errors.Is(err, feed.ErrFork) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, in := range map[string][]feed.Judged{
		"nothing": nil, "a hole": {{Op: op(1, 3, "c")}, {Op: op(1, 5, "e")}}, "two writers": {{Op: op(1, 3, "c")}, {Op: op(2, 4, "d")}},
	} {
		if _, err := s.Push(s.disk, in); err == nil {
			t.Errorf("%s: passed", name)
		}
	}
	if diff := gocmp.Diff((&server{disk: before}).feed(t), s.feed(t)); diff != "" {
		t.Errorf("it changed:\n%s", diff)
	}
}

func TestTakeIsAskedOnceForWhatIsNewAndWhole(t *testing.T) {
	t.Parallel()
	s := newServer()
	var asked []int
	s.Take = func(i int) (string, error) {
		asked = append(asked, i)
		if i == 4 {
			return "of another group", nil
		}
		return "", nil
	}
	ops := []oplog.Op{op(1, 1, "a"), op(1, 2, "bad"), op(1, 3, "c").Bare(oplog.Erased), op(1, 4, "d").Bare(oplog.Refused), op(1, 5, "e"), op(1, 6, "f")}
	s.push(t, redact(2, 1, ops[5]))
	asked = nil
	s.push(t, ops[0])
	got := s.push(t, ops...)
	if diff := gocmp.Diff([]int{0, 4}, asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if diff := gocmp.Diff([]feed.Rejected{{Seq: 2, Reason: "it is bad"}, {Seq: 5, Reason: "of another group"}}, got.Rejected); diff != "" {
		t.Errorf("rejected (-want +got):\n%s", diff)
	}
	s.Take = func(int) (string, error) { return "", errors.New("no room") }
	if _, err := s.Push(s.disk, []feed.Judged{{Op: op(1, 7, "g")}}); err == nil {
		t.Error("an error of the fold was passed over")
	}
}

func states(ops []oplog.Op) string {
	out := ""
	for _, o := range ops {
		out += fmt.Sprintf("%d.%d:%d", o.Inc[0], o.Seq, o.State)
		if len(o.Body) > 0 {
			out += "+"
		}
		out += " "
	}
	return out
}

func TestRedact(t *testing.T) {
	t.Parallel()
	a, refused := op(1, 1, "a"), op(1, 1, "bad")
	fact := a
	fact.Kind = oplog.Add
	fact.Hash = fact.Sum()
	for name, c := range map[string]struct {
		pushes []oplog.Op
		want   string
	}{
		"after":                        {[]oplog.Op{a, redact(2, 1, a)}, "1.1:1 2.1:0 "},
		"before":                       {[]oplog.Op{redact(2, 1, a), a}, "2.1:0 1.1:1 "},
		"of a refused one":             {[]oplog.Op{refused, redact(2, 1, refused), refused}, "1.1:1 2.1:0 "},
		"before it is refused":         {[]oplog.Op{redact(2, 1, refused), refused}, "2.1:0 1.1:1 "},
		"before a refused copy":        {[]oplog.Op{redact(2, 1, a), a.Bare(oplog.Refused)}, "2.1:0 1.1:1 "},
		"of a fact":                    {[]oplog.Op{fact, redact(2, 1, fact)}, "1.1:0+ 2.1:0 "},
		"before a fact":                {[]oplog.Op{redact(2, 1, fact), fact, fact.Bare(oplog.Erased)}, "2.1:0 1.1:0+ "},
		"that was refused":             {[]oplog.Op{a, redact(2, 1, a).Bare(oplog.Refused)}, "1.1:0+ 2.1:2 "},
		"erased copy first":            {[]oplog.Op{a.Bare(oplog.Erased), a}, "1.1:1 "},
		"erased copy later":            {[]oplog.Op{a, a.Bare(oplog.Erased), a.Bare(oplog.Erased), a}, "1.1:1 255.1:0 "},
		"erased copy of a refused one": {[]oplog.Op{refused, refused.Bare(oplog.Erased)}, "1.1:1 255.1:0 "},
		"refused copy later":           {[]oplog.Op{a, a.Bare(oplog.Refused)}, "1.1:0+ "},
		"bare with a body":             {[]oplog.Op{{Inc: a.Inc, Seq: 1, Kind: oplog.Set, Body: a.Body, Inner: a.Bare(oplog.Erased).Inner, HLC: a.HLC, Class: a.Class, Epoch: a.Epoch, Hash: a.Hash, State: oplog.Erased}}, "1.1:1 "},
	} {
		s := newServer()
		for _, o := range c.pushes {
			s.push(t, o)
		}
		got := s.feed(t)
		if states(got) != c.want {
			t.Errorf("%s: got %s, want %s", name, states(got), c.want)
		}
		for _, o := range got {
			if o.Sum() != o.Hash {
				t.Errorf("%s: op %x does not match its hash", name, o.ID())
			}
		}
	}
}

// TestMarkers: what the server says for a lost author is one sound stream.
func TestMarkers(t *testing.T) {
	t.Parallel()
	s := newServer()
	a, b, c := op(1, 1, "a"), op(1, 2, "b"), op(1, 3, "c")
	a.HLC = c.HLC + 5
	a.Hash = a.Sum()
	s.push(t, a, b, c)
	s.push(t, redact(2, 1, b))
	s.push(t, a.Bare(oplog.Erased), b.Bare(oplog.Erased), c.Bare(oplog.Erased), op(1, 4, "d"))
	got := s.feed(t)
	if want := "1.1:1 1.2:1 1.3:1 2.1:0 255.1:0 255.2:0 1.4:0+ "; states(got) != want {
		t.Fatalf("got %s, want %s", states(got), want)
	}
	one, two := got[4], got[5]
	if one.Target != a.ID() || two.Target != c.ID() || two.HLC <= one.HLC || two.Class != oplog.Work || two.Kind != oplog.Redact {
		t.Errorf("markers %+v, %+v", one, two)
	}
	s.push(t, op(3, 1, "z"), op(3, 2, "z"))
	s.push(t, op(3, 1, "z").Bare(oplog.Erased))
	if n := s.drawn; n != 2 {
		t.Errorf("drew %d incarnations, want one a push", n)
	}
}

func TestPull(t *testing.T) {
	t.Parallel()
	s := newServer()
	if out := s.pull(t, oplog.Cursor{}, wide); out.Reset || out.More || out.Next != (oplog.Cursor{}) || len(out.Ops) > 0 {
		t.Errorf("an empty feed: %+v", out)
	}
	s.push(t, op(1, 1, "aa"), op(1, 2, "bb"), op(1, 3, "cc"))
	for name, c := range map[string]struct {
		limit feed.Limit
		ops   int
		more  bool
	}{
		"all": {wide, 3, false}, "as many": {feed.Limit{Ops: 3, Bytes: 6}, 3, false}, "two": {feed.Limit{Ops: 2, Bytes: 99}, 2, true},
		"few bytes": {feed.Limit{Ops: 9, Bytes: 5}, 2, true}, "one at least": {feed.Limit{Ops: 9, Bytes: 1}, 1, true},
	} {
		out := s.pull(t, oplog.Cursor{}, c.limit)
		if len(out.Ops) != c.ops || out.More != c.more || out.Next.N != int64(c.ops) {
			t.Errorf("%s: %d ops to %d, more %v", name, len(out.Ops), out.Next.N, out.More)
		}
		if rest := s.pull(t, out.Next, wide); len(rest.Ops) != 3-c.ops || rest.More {
			t.Errorf("%s: then %d ops, more %v", name, len(rest.Ops), rest.More)
		}
	}
	end := s.pull(t, oplog.Cursor{}, wide).Next
	for name, at := range map[string]oplog.Cursor{
		"another chain": {N: 3, Chain: "x"}, "no chain": {N: 3}, "beyond": {N: 4, Chain: end.Chain},
		"before": {N: 2, Chain: end.Chain}, "below zero": {N: -1}, "chain of nothing": {Chain: end.Chain},
	} {
		if out := s.pull(t, at, wide); !out.Reset || len(out.Ops) > 0 || out.Next != (oplog.Cursor{}) {
			t.Errorf("%s: %+v", name, out)
		}
	}
}

func TestMail(t *testing.T) {
	t.Parallel()
	s := newServer()
	put := func(id, body string, want feed.Fate) {
		t.Helper()
		if got, err := s.MailPut(s.disk, feed.Letter{UUID: id, Event: "E", Body: []byte(body)}, 2); err != nil || got != want {
			t.Errorf("put %s: %v, %v", id, got, err)
		}
	}
	after := func(id string, limit int) string {
		t.Helper()
		ls, err := s.MailPull(s.disk, id, limit)
		if err != nil {
			t.Fatal(err)
		}
		out := ""
		for _, l := range ls {
			out += l.UUID + string(l.Body) + " "
		}
		return out
	}
	ids := func(limit int) string { return after("", limit) }
	put("b", "1", feed.FateKept)
	put("a", "2", feed.FateKept)
	put("b", "3", feed.FateKnown)
	put("c", "3", feed.FateFull)
	if after("b", 9) != "a2 " || after("a", 9) != "" || after("c", 9) != "b1 a2 " {
		t.Errorf("letters %q, %q, %q", after("b", 9), after("a", 9), after("c", 9))
	}
	if ids(9) != "b1 a2 " || ids(1) != "b1 " {
		t.Errorf("letters %q, %q", ids(9), ids(1))
	}
	s.push(t, op(1, 1, "x"))
	end := s.pull(t, oplog.Cursor{}, wide).Next
	old := s.disk.Clone()
	if reset, err := s.MailAck(s.disk, []string{"b"}, oplog.Cursor{N: 1, Chain: "other"}); err != nil || !reset || ids(9) != "b1 a2 " {
		t.Errorf("acknowledged from another history: reset %v, %v, left %q", reset, err, ids(9))
	}
	if reset, err := s.MailAck(s.disk, []string{"b", "unknown"}, end); err != nil || reset || ids(9) != "a2 " {
		t.Errorf("acknowledged: reset %v, %v, left %q", reset, err, ids(9))
	}
	put("b", "4", feed.FateKnown)
	put("unknown", "5", feed.FateKept)
	if after("b", 9) != "a2 unknown5 " || after("a", 9) != "unknown5 " {
		t.Errorf("after one that is gone: %q, %q", after("b", 9), after("a", 9))
	}
	s.push(t, op(1, 2, "y"))
	s.disk = old
	if ids(9) != "b1 a2 " || len(s.feed(t)) != 1 {
		t.Errorf("a copy changed: %q", ids(9))
	}
}

func TestDigestIsTheLaptops(t *testing.T) {
	t.Parallel()
	s := newServer()
	disk := oplog.NewMem()
	r, err := oplog.NewReplica(disk, oplog.Config{Seal: oplog.Plain{}})
	if err != nil {
		t.Fatal(err)
	}
	same := func() bool {
		ours, err1 := s.Digest(s.disk)
		theirs, err2 := r.Digest(disk)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		return ours == theirs
	}
	if !same() {
		t.Error("of nothing they differ")
	}
	s.push(t, op(2, 1, "a"))
	s.push(t, op(1, 1, "b"), op(1, 2, "bad"))
	if same() {
		t.Error("they do not tell feed and log apart")
	}
	for _, o := range s.feed(t) {
		if _, err := r.Receive(disk, o, true); err != nil {
			t.Fatal(err)
		}
	}
	if !same() {
		t.Error("they differ")
	}
}

// TestCopiesChangeOnTheirOwn: a backup is what it was, whatever happens after it.
func TestCopiesChangeOnTheirOwn(t *testing.T) {
	t.Parallel()
	s, old := newServer(), newServer()
	s.push(t, op(1, 1, "a"), op(1, 2, "b"), op(1, 3, "c"))
	old.disk = s.disk.Clone()
	s.push(t, op(2, 1, "x"))
	old.push(t, op(3, 1, "y"))
	s.push(t, redact(4, 1, op(1, 1, "a")))
	if got, want := states(s.feed(t)), "1.1:1 1.2:0+ 1.3:0+ 2.1:0+ 4.1:0 "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := states(old.feed(t)), "1.1:0+ 1.2:0+ 1.3:0+ 3.1:0+ "; got != want {
		t.Errorf("the copy: got %s, want %s", got, want)
	}
}
