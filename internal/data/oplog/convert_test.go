package oplog_test

import (
	"encoding/json"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

// travellers gives an op of each shape.
func travellers(t testing.TB) []oplog.Op {
	t.Helper()
	l := newLaptop(t, 1)
	page := l.set(t, oplog.Public, oplog.Entity{Kind: "page", ID: "p"}, "page", "{}")
	task := l.set(t, oplog.Work, sign, "done", "true")
	l.erase(t, sign)
	return append(l.log(t), page.Bare(oplog.Refused), task)
}

func TestOpsTravelUnchanged(t *testing.T) {
	t.Parallel()
	for _, o := range travellers(t) {
		raw, err := json.Marshal(o.Wire())
		if err != nil {
			t.Fatal(err)
		}
		var w wire.Op
		if err := json.Unmarshal(raw, &w); err != nil {
			t.Fatal(err)
		}
		if err := w.Check(); err != nil {
			t.Errorf("%s: %v", raw, err)
		}
		got, err := oplog.FromWire(w)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(o, got); diff != "" {
			t.Errorf("%s:\n%s", raw, diff)
		}
	}
}

func TestFromWireOfLaterStates(t *testing.T) {
	t.Parallel()
	w := travellers(t)[0].Wire()
	w.State = 7
	if o, err := oplog.FromWire(w); err != nil || o.State != oplog.Refused || len(o.Body) > 0 {
		t.Errorf("got state %v, body %q, %v", o.State, o.Body, err)
	}
	for name, change := range map[string]func(*wire.Op){
		"incarnation": func(o *wire.Op) { o.Inc = "xyz" }, "target": func(o *wire.Op) { o.TargetInc = "xyz" },
		"hash": func(o *wire.Op) { o.Hash = "xyz" }, "inner": func(o *wire.Op) { o.State, o.Inner = 1, []byte("xyz") },
	} {
		w := travellers(t)[0].Wire()
		change(&w)
		if _, err := oplog.FromWire(w); err == nil {
			t.Errorf("%s: passed", name)
		}
	}
}

// FuzzReceive: whatever a server sends, two laptops that hear it agree, and what
// is said goes on unchanged.
func FuzzReceive(f *testing.F) {
	for _, o := range travellers(f) {
		raw, err := json.Marshal(wire.FeedReply{Ops: []wire.Op{o.Wire()}})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw, true)
	}
	f.Fuzz(func(t *testing.T, raw []byte, mend bool) {
		r, err := wire.DecodeFeed(raw)
		if err != nil {
			return
		}
		a, b := newLaptop(t, 1), newLaptop(t, 2)
		for i, w := range r.Ops {
			o, err := oplog.FromWire(w)
			if err != nil {
				t.Fatalf("op %d passed DecodeFeed: %v", i, err)
			}
			if mend {
				o.Hash = o.Sum()
			}
			if back, err := oplog.FromWire(o.Wire()); err != nil || !gocmp.Equal(o, back) {
				t.Fatalf("op %d changes on its way: %v", i, err)
			}
			if _, err := a.Receive(a.disk, o, true); err != nil {
				return
			}
		}
		a.settle(t)
		a.give(t, b)
		if mend && a.dump(t) != b.dump(t) {
			t.Fatalf("%s\n%s", a.dump(t), b.dump(t))
		}
		if a.digest(t) != b.digest(t) {
			t.Fatal("other digests")
		}
	})
}
