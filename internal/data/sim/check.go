package sim

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"

	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
)

// check holds a settled world to its invariants:
//
//	L1 it settled
//	I1 no op is lost, unless its only copy was on a disk that died
//	I2 none is there twice; the attendance is the facts less the voids
//	I3 every laptop shows the fold of the ops, whatever order they came in
//	I4 sequences are dense, and no op changed
//	I5 an erased body is nowhere
//	I6 an op's time is after what it replaces
//	I7 every concurrent value is current or among the conflicts
//	I8 a sign-up of which the visitor saw that it was taken is there once
func (w *world) check() {
	if s := w.quiet(); s != "" {
		w.fail("L1 it did not settle: %s", s)
		return
	}
	got := w.feedOps()
	if w.err != nil {
		return
	}
	for id, o := range w.created {
		g, there := got[id]
		switch {
		case !there && !w.risked[id]:
			w.fail("I1 op %x/%d of kind %d is lost", id.Inc, id.Seq, o.Kind)
		case there && g.Hash != o.Hash:
			w.fail("I4 op %x/%d changed", id.Inc, id.Seq)
		}
	}
	for id := range got {
		if _, ok := w.created[id]; !ok {
			w.fail("I4 op %x/%d came from nowhere", id.Inc, id.Seq)
		}
	}
	if w.err != nil {
		return
	}
	want := w.reference(got)
	digest, err := w.server.machine.Digest(w.server.mem)
	if err != nil {
		w.fail("digest: %v", err)
	}
	for _, l := range w.laptops {
		w.checkLaptop(l, got, want, digest)
	}
	w.checkSignups(want)
}

// feedOps gives the ops that the server holds.
func (w *world) feedOps() map[oplog.OpID]oplog.Op {
	rows, err := w.server.mem.After(0, feed.Limit{Ops: 1 << 30})
	if err != nil {
		w.fail("feed: %v", err)
	}
	got := make(map[oplog.OpID]oplog.Op, len(rows))
	for _, r := range rows {
		if _, twice := got[r.Op.ID()]; twice {
			w.fail("I2 the server holds op %x/%d twice", r.Op.Inc, r.Op.Seq)
		}
		got[r.Op.ID()] = r.Op
	}
	return got
}

// truth is what every laptop must show.
type truth struct {
	cells  map[oplog.Key][]oplog.Write // the values that stand, in order: the last is shown
	facts  map[string]oplog.Stamp
	voids  map[string]bool
	erased map[oplog.OpID]bool
	gone   map[oplog.Entity]bool

	// own are the fields of which the server refused a value: it shows on the
	// laptops that have it from another way, and the others do not know it.
	own map[oplog.Key]bool
}

// reference folds the ops by the definition: the sets that are not erased on
// entities that nobody forgot, the facts and the voids.
func (w *world) reference(got map[oplog.OpID]oplog.Op) truth {
	t := truth{
		cells: map[oplog.Key][]oplog.Write{}, facts: map[string]oplog.Stamp{}, voids: map[string]bool{},
		erased: map[oplog.OpID]bool{}, gone: map[oplog.Entity]bool{}, own: map[oplog.Key]bool{},
	}
	bodies := make(map[oplog.OpID]oplog.Body, len(got))
	for id := range got {
		o := w.created[id]
		b, err := reread(o)
		if err != nil {
			w.fail("I4 op %x/%d does not read back: %v", id.Inc, id.Seq, err)
			return t
		}
		bodies[id] = b
		switch {
		case o.Kind == oplog.Redact:
			t.erased[o.Target] = true
		case b.Forget != nil:
			t.gone[oplog.Entity{Kind: b.Forget.Entity, ID: b.Forget.ID}] = true
		case b.Add != nil:
			if at, ok := t.facts[b.Add.ID]; !ok || o.Stamp().Compare(at) < 0 {
				t.facts[b.Add.ID] = o.Stamp()
			}
		case b.Void != nil:
			t.voids[b.Void.Fact] = true
		}
	}
	replaced := map[oplog.Key]map[oplog.Stamp]bool{}
	for id, b := range bodies {
		if b.Set != nil {
			t.set(id, w.created[id], b.Set, replaced)
			t.mark(got[id].State, b.Set)
		}
	}
	for k, ws := range t.cells {
		ws = slices.DeleteFunc(ws, func(x oplog.Write) bool { return replaced[k][x.Stamp] })
		slices.SortFunc(ws, func(a, b oplog.Write) int { return a.Stamp.Compare(b.Stamp) })
		t.cells[k] = ws
	}
	return t
}

func (t *truth) set(id oplog.OpID, o oplog.Op, s *oplog.SetBody, replaced map[oplog.Key]map[oplog.Stamp]bool) {
	if t.gone[oplog.Entity{Kind: s.Entity, ID: s.ID}] {
		t.erased[id] = true
	}
	if t.erased[id] {
		return
	}
	for f, v := range s.Fields {
		k := oplog.Key{Entity: s.Entity, ID: s.ID, Field: f}
		t.cells[k] = append(t.cells[k], oplog.Write{Stamp: o.Stamp(), Value: v})
		if replaced[k] == nil {
			replaced[k] = map[oplog.Stamp]bool{}
		}
		for _, b := range s.Base[f] {
			replaced[k][b] = true
		}
	}
}

func (t *truth) mark(state oplog.BodyState, s *oplog.SetBody) {
	for f := range s.Fields {
		if state == oplog.Refused {
			t.own[oplog.Key{Entity: s.Entity, ID: s.ID, Field: f}] = true
		}
	}
}

// reread opens and decodes an op as it was written; Decode also checks that its
// time is after what it replaces (I6).
func reread(o oplog.Op) (oplog.Body, error) {
	if o.Kind == oplog.Redact {
		return oplog.Body{}, nil
	}
	lacks := false
	plain, err := mask{&lacks}.Open(o.Class, o.Epoch, o.ID(), o.Body)
	if err != nil {
		return oplog.Body{}, err
	}
	o.Body, o.Epoch = plain, 0
	o.Hash = o.Sum()
	return oplog.Decode(o)
}

func (w *world) checkLaptop(l *laptop, got map[oplog.OpID]oplog.Op, want truth, digest oplog.Digest) {
	n := 0
	err := l.rep.OpsBeyond(l.mem, nil, func(o oplog.Op) error {
		n++
		g, known := got[o.ID()]
		switch {
		case !known || g.Hash != o.Hash:
			return fmt.Errorf("I3 laptop %d has op %x/%d, which the server has not", l.n, o.Inc, o.Seq)
		case want.erased[o.ID()] && o.Kind == oplog.Set && (o.State == oplog.Whole || g.State == oplog.Whole):
			return fmt.Errorf("I5 laptop %d or the server holds the erased body of %x/%d", l.n, o.Inc, o.Seq)
		}
		return nil
	})
	mine, derr := l.rep.Digest(l.mem)
	if err := errors.Join(err, derr); err != nil {
		w.fail("%w", err)
		return
	}
	if n != len(got) || mine != digest {
		w.fail("I3 laptop %d has %d ops, the server %d; digests agree: %t", l.n, n, len(got), mine == digest)
		return
	}
	w.checkCells(l, want)
	w.checkFacts(l, want)
}

func (w *world) checkCells(l *laptop, want truth) {
	cells := maps.Clone(l.mem.Cells())
	maps.DeleteFunc(cells, func(k oplog.Key, c oplog.Cell) bool { return c.Now.Stamp == (oplog.Stamp{}) || want.own[k] })
	n := 0
	for k, ws := range want.cells {
		if len(ws) == 0 || want.own[k] {
			continue
		}
		n++
		c := cells[k]
		have := append(slices.Clone(c.Lost), c.Now)
		if !slices.EqualFunc(have, ws, func(a, b oplog.Write) bool { return a.Stamp == b.Stamp && bytes.Equal(a.Value, b.Value) }) {
			w.fail("I3, I7 laptop %d shows %v as %v, which should be %v", l.n, k, values(have), values(ws))
			return
		}
	}
	if n != len(cells) {
		w.fail("I3 laptop %d shows %d fields, which should be %d", l.n, len(cells), n)
	}
}

func values(ws []oplog.Write) []string {
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = fmt.Sprintf("%s@%d/%x", w.Value, w.Stamp.HLC, w.Stamp.Inc[:2])
	}
	return out
}

func (w *world) checkFacts(l *laptop, want truth) {
	came, there := 0, 0
	for id, at := range want.facts {
		if f, ok := l.mem.Facts()[id]; !ok || f.Stamp != at {
			w.fail("I3 laptop %d has not the fact %s", l.n, id)
			return
		}
		if !want.voids[id] {
			there++
		}
	}
	for id := range l.mem.Facts() {
		if voided, err := l.mem.Voided(id); err == nil && !voided {
			came++
		}
	}
	if came != there || len(l.mem.Voids()) != len(want.voids) {
		w.fail("I2 laptop %d counts %d arrivals, which should be %d", l.n, came, there)
	}
}

func (w *world) checkSignups(want truth) {
	here := map[string]int{}
	for k := range want.cells {
		if k.Field == "name" {
			here[k.ID]++
		}
	}
	for uuid := range w.seen201 {
		gone := want.gone[oplog.Entity{Kind: "guest", ID: uuid}]
		if here[uuid] == 0 && !gone && !w.rolled[uuid] {
			w.fail("I8 sign-up %s is lost, and the visitor saw that it was taken", uuid)
		}
	}
	for uuid, n := range here {
		if n != 1 {
			w.fail("I8 sign-up %s is there %d times", uuid, n)
		}
	}
	w.stats.Erased += len(want.erased)
}
