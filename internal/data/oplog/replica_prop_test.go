package oplog_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daykit/internal/data/oplog"
)

// world is several laptops and all that was ever written.
type world struct {
	laptops []*laptop
	all     map[oplog.OpID]oplog.Op // each op as it was written, whole
}

// live draws what several laptops write and erase while they hear of each other's
// ops late or never.
func live(t *rapid.T) *world {
	w := &world{all: map[oplog.OpID]oplog.Op{}}
	for i := range rapid.IntRange(1, 4).Draw(t, "laptops") {
		w.laptops = append(w.laptops, newLaptop(t, byte(i+1)))
	}
	for range rapid.IntRange(1, 40).Draw(t, "steps") {
		l := w.laptops[rapid.IntRange(0, len(w.laptops)-1).Draw(t, "laptop")]
		switch rapid.IntRange(0, 12).Draw(t, "act") {
		case 0, 1, 2, 3:
			w.hear(t, l)
		case 4:
			l.erase(t, entity(t))
		case 5:
			if _, err := l.Settle(l.disk, noon); err != nil {
				t.Fatal(err)
			}
		default:
			w.say(t, l)
		}
		w.note(t, l)
	}
	return w
}

func entity(t *rapid.T) oplog.Entity {
	return oplog.Entity{Kind: "guest", ID: fmt.Sprint("g", rapid.IntRange(0, 3).Draw(t, "guest"))}
}

// hear gives the laptop the next op of some stream that it lacks, as another laptop holds it now.
func (w *world) hear(t *rapid.T, l *laptop) {
	from := w.laptops[rapid.IntRange(0, len(w.laptops)-1).Draw(t, "from")]
	log := from.log(t)
	if len(log) == 0 {
		return
	}
	o := log[rapid.IntRange(0, len(log)-1).Draw(t, "op")]
	p, err := l.disk.Peer(o.Inc)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range log {
		if o.Inc == p.Inc && o.Seq == p.Have+1 {
			l.receive(t, o)
			return
		}
	}
	l.receive(t, o) // it is known here: once more
}

func (w *world) say(t *rapid.T, l *laptop) {
	now := noon.Add(time.Duration(rapid.IntRange(0, 3).Draw(t, "ms")) * time.Millisecond) // so that equal times occur
	class := oplog.Class(rapid.IntRange(int(oplog.Work), int(oplog.Contact)).Draw(t, "class"))
	b := w.body(t, l)
	if b.Set != nil {
		if m, err := l.disk.Gone(oplog.Entity{Kind: b.Set.Entity, ID: b.Set.ID}); err != nil || m != oplog.Unmarked {
			return
		}
	}
	if _, err := l.Append(l.disk, now, class, oplog.ScopeOf(b), b); err != nil {
		t.Fatal(err)
	}
}

func (w *world) body(t *rapid.T, l *laptop) oplog.Body {
	name := fmt.Sprint("f", rapid.IntRange(0, 4).Draw(t, "fact"))
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0:
		return oplog.Body{Add: &oplog.AddBody{ID: name, Kind: "arrive", Event: "E", Body: json.RawMessage("1")}}
	case 1:
		return oplog.Body{Void: &oplog.VoidBody{Fact: name}}
	}
	e, field := entity(t), fmt.Sprint("f", rapid.IntRange(0, 1).Draw(t, "field"))
	set := &oplog.SetBody{Entity: e.Kind, ID: e.ID, Fields: map[string]json.RawMessage{}, Base: map[string][]oplog.Stamp{}}
	set.Fields[field] = json.RawMessage(fmt.Sprint(rapid.IntRange(0, 9).Draw(t, "value")))
	c := l.cell(t, e, field)
	if c.Now.Stamp != (oplog.Stamp{}) {
		set.Base[field] = append(set.Base[field], c.Now.Stamp)
	}
	if rapid.Bool().Draw(t, "settle") {
		for _, l := range c.Lost {
			set.Base[field] = append(set.Base[field], l.Stamp)
		}
	}
	return oplog.Body{Set: set}
}

// note keeps what the laptop wrote just now. A set on something that is gone is
// never written, so what is new is whole.
func (w *world) note(t *rapid.T, l *laptop) {
	for _, o := range l.log(t) {
		if _, known := w.all[o.ID()]; !known && o.Inc[0] == l.name {
			if o.State != oplog.Whole {
				t.Fatalf("op %x was written without its body", o.ID())
			}
			w.all[o.ID()] = o
		}
	}
}

// deliver gives a new laptop all ops in an order drawn at random, in which each
// stream stays in order, with repeats.
func deliver(t *rapid.T, name byte, ops map[oplog.OpID]oplog.Op) *laptop {
	l := newLaptop(t, name)
	left := streams(ops)
	var done []oplog.Op
	for len(left) > 0 {
		i := rapid.IntRange(0, len(left)-1).Draw(t, "stream")
		l.receive(t, left[i][0])
		done = append(done, left[i][0])
		if left[i] = left[i][1:]; len(left[i]) == 0 {
			left = slices.Delete(left, i, i+1)
		}
		if rapid.IntRange(0, 9).Draw(t, "repeat") == 0 && l.receive(t, done[rapid.IntRange(0, len(done)-1).Draw(t, "which")]) {
			t.Fatal("a repeat brought something")
		}
	}
	return l
}

func TestAnyOrderAndErasuresGiveTheReferenceFold(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := live(t)
		want := refDump(t, maps.Clone(w.all), true)
		for _, name := range []byte{'a', 'b'} {
			l := deliver(t, name, w.all)
			if diff := gocmp.Diff(want, l.dump(t)); diff != "" {
				t.Fatalf("laptop %c (-reference +got):\n%s", name, diff)
			}
		}
	})
}

func TestLaptopsThatExchangeAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := live(t)
		agree(t, w.laptops...)
		for _, l := range w.laptops {
			w.note(t, l)
		}
		want := refDump(t, maps.Clone(w.all), false)
		for _, l := range w.laptops {
			if diff := gocmp.Diff(want, l.dump(t)); diff != "" {
				t.Fatalf("laptop %d (-reference +got):\n%s", l.name, diff)
			}
			if l.digest(t) != w.laptops[0].digest(t) {
				t.Fatal("equal states with different digests")
			}
			l.nothingOwed(t)
		}
	})
}

func (l *laptop) nothingOwed(t *rapid.T) {
	ghosts, err1 := l.disk.Ghosts()
	orphans, err2 := l.disk.Orphans()
	if err1 != nil || err2 != nil || len(ghosts)+len(orphans) > 0 {
		t.Fatalf("still owed: %v %x", ghosts, orphans)
	}
	if q, err := l.disk.Quarantines(oplog.Unreadable); err != nil || len(q) > 0 {
		t.Fatalf("set aside: %x", q)
	}
}

// TestCopiesChangeOnTheirOwn: a backup is what it was, whatever happens after it.
func TestCopiesChangeOnTheirOwn(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := live(t)
		l := w.laptops[0]
		copied := &laptop{Replica: l.Replica, disk: l.disk.Clone(), name: l.name}
		before := copied.dump(t)
		if diff := gocmp.Diff(l.dump(t), before); diff != "" {
			t.Fatal(diff)
		}
		for range 5 {
			w.say(t, l)
		}
		l.erase(t, entity(t))
		if diff := gocmp.Diff(before, copied.dump(t)); diff != "" {
			t.Fatalf("the copy changed:\n%s", diff)
		}
		after := l.dump(t)
		copied.NewLaunch()
		copied.set(t, oplog.Work, oplog.Entity{Kind: "task", ID: "T"}, "done", "true")
		copied.erase(t, entity(t))
		if diff := gocmp.Diff(after, l.dump(t)); diff != "" {
			t.Fatalf("the copy changed what it was copied from:\n%s", diff)
		}
	})
}
