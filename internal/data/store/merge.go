package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"daykit/internal/data/oplog"
)

// Have gives how far every incarnation is known here: what another laptop needs to
// know to give what is missing.
func (s *Store) Have(ctx context.Context) (have []oplog.Head, err error) {
	return have, s.view(ctx, "read the log", func(b *batch) (err error) {
		have, err = s.rep.Have(b)
		return err
	})
}

// OpsBeyond calls yield with every op that one who has have lacks, in an order in
// which Merge takes them. It stops at the first error of yield and gives it.
func (s *Store) OpsBeyond(ctx context.Context, have []oplog.Head, yield func(oplog.Op) error) error {
	return s.view(ctx, "read the log", func(b *batch) error { return s.rep.OpsBeyond(b, have, yield) })
}

// EventOps calls yield with every op of one event: all of the incarnations that
// belong to it, whole, and nothing of another event. What is sealed with a key that
// never was here is not known to belong to it and not among them.
func (s *Store) EventOps(ctx context.Context, event string, yield func(oplog.Op) error) error {
	return s.view(ctx, "read the event", func(b *batch) error {
		peers, err := b.Peers()
		if err != nil {
			return err
		}
		var others []oplog.Head
		for _, p := range peers {
			if p.Scope != event {
				others = append(others, oplog.Head{Inc: p.Inc, Have: p.Have})
			}
		}
		return s.rep.OpsBeyond(b, others, yield)
	})
}

// Digest sums up which ops are in the log.
func (s *Store) Digest(ctx context.Context) (d oplog.Digest, err error) {
	return d, s.view(ctx, "sum up the log", func(b *batch) error {
		g := oplog.NewDigester()
		err := b.rows(func(r *sql.Rows) error {
			var inc, hash sql.RawBytes
			var id oplog.OpID
			var h oplog.Hash
			if err := r.Scan(&inc, &id.Seq, &hash); err != nil {
				return err
			}
			copy(id.Inc[:], inc)
			copy(h[:], hash)
			g.Add(id, h)
			return nil
		}, "SELECT inc, seq, hash FROM op ORDER BY inc, seq")
		d = g.Sum()
		return err
	})
}

// Incoming is what another laptop or a file brings.
type Incoming struct {
	Ops    []oplog.Op // each incarnation in its order, from no later than what is known here
	Event  string     // whose act it is; may be empty
	Scope  string     // the event that all are of; empty when that is not known
	Label  string     // of the act; without one it cannot be undone
	Device string     // for the audit trail
	Stays  []string   // kinds of facts that undoing it leaves; the audit trail always stays
	Dry    bool       // tell what it would do, and do nothing
	Took   func(int)  // hears how many ops were taken in so far; may be nil
}

// Merged is what a merge did.
type Merged struct {
	Fresh    int // ops that brought anything
	Settled  int // ops that it took to say erasures
	Changed  int // fields and facts that are another way than before
	New      int // things and facts that were not here
	Edited   int // things and facts among those that were, which are another way
	Clashes  int // values that stand against one from here
	Unread   int // ops among them that cannot be read with the keys that are here
	Existing int // ops that were known
}

// Merge takes in ops, in one transaction, as one act. An op that does not follow
// what is known of its incarnation is oplog.ErrGap, and nothing was taken in.
func (s *Store) Merge(ctx context.Context, in Incoming) (Merged, error) {
	var m Merged
	err := s.update(ctx, "merge", func(b *batch) error {
		b.watch = newWatch()
		if err := b.merge(in, &m); err != nil {
			return err
		}
		r, noted, err := b.watched(in, &m)
		if err != nil {
			return err
		}
		switch {
		case in.Dry:
			return errDry
		case m.Fresh == 0:
			return nil
		}
		if in.Label != "" && !r.empty() {
			if err := b.keep(in.Event, in.Label, r); err != nil {
				return err
			}
		}
		if noted == m.Fresh && m.Settled == 0 {
			return nil // or two laptops would tell each other for ever that they told each other
		}
		return b.audit(Note{What: "merge", Event: in.Event, Device: in.Device, Detail: fmt.Sprint(m.Fresh)})
	})
	if in.Dry && errors.Is(err, errDry) {
		err = nil
	}
	return m, err
}

// errDry ends a transaction of which nothing is to stay.
var errDry = errors.New("nothing was to be changed")

func (b *batch) merge(in Incoming, m *Merged) error {
	before, err := b.Quarantines(oplog.Locked)
	if err != nil {
		return err
	}
	for i, o := range in.Ops {
		if in.Took != nil {
			in.Took(i)
		}
		fresh, err := b.s.rep.Receive(b, o, false)
		if err != nil {
			return err
		}
		if fresh {
			m.Fresh++
		} else {
			m.Existing++
		}
	}
	if err := b.scope(in); err != nil {
		return err
	}
	if m.Settled, err = b.s.rep.Settle(b, b.s.opts.Now()); err != nil {
		return err
	}
	after, err := b.Quarantines(oplog.Locked)
	m.Unread = max(0, len(after)-len(before))
	return err
}

// scope takes down the event of ops that do not tell it themselves: their bodies are
// erased, or sealed with a key that is not here. So they go on to others with the rest.
func (b *batch) scope(in Incoming) error {
	if in.Scope == "" {
		return nil
	}
	done := map[oplog.Incarnation]bool{}
	for _, o := range in.Ops {
		if done[o.Inc] {
			continue
		}
		done[o.Inc] = true
		p, err := b.Peer(o.Inc)
		if err != nil {
			return err
		}
		if p.Scope != "" {
			continue
		}
		p.Scope = in.Scope
		if err := b.PutPeer(p); err != nil {
			return err
		}
	}
	return nil
}

// watch takes down what a merge changes.
type watch struct {
	cells map[oplog.Key]oplog.Cell // as they were before
	order []oplog.Key
	adds  []oplog.Fact
	voids []string
}

func newWatch() *watch { return &watch{cells: map[oplog.Key]oplog.Cell{}} }

func (w *watch) cell(k oplog.Key, s *slot) {
	if w == nil {
		return
	}
	if _, known := w.cells[k]; !known {
		w.cells[k] = s.Cell
		w.order = append(w.order, k)
	}
}

func (w *watch) drop(k oplog.Key) {
	if w != nil {
		delete(w.cells, k)
	}
}

func (w *watch) fact(f oplog.Fact) {
	if w != nil {
		w.adds = append(w.adds, f)
	}
}

func (w *watch) void(fact string, done bool) {
	if !done {
		w.voids = append(w.voids, fact)
	}
}

// watched gives what takes back all that was watched, and the number of notes of the
// audit trail among it, which is not taken back.
func (b *batch) watched(in Incoming, m *Merged) (r *record, noted int, err error) {
	w := b.watch
	b.watch = nil
	if r, err = b.watchedFields(w, in.Event, m); err != nil {
		return nil, 0, err
	}
	all := w.adds
	w.adds = slices.DeleteFunc(slices.Clone(all), func(f oplog.Fact) bool {
		return f.Kind == factAudit || slices.Contains(in.Stays, f.Kind)
	})
	for _, f := range all {
		if f.Kind == factAudit {
			noted++
		}
	}
	if err := b.watchedFacts(w, r); err != nil {
		return nil, 0, err
	}
	m.Changed = len(r.Sets) + len(r.Voids) + len(r.Adds)
	return r, noted, b.tally(r, m)
}

// tally counts what changed as a person would: a thing and not each of its fields.
func (b *batch) tally(r *record, m *Merged) error {
	m.New, m.Edited = len(r.Voids), len(r.Adds)
	seen := map[oplog.Entity]bool{}
	for _, f := range r.Sets {
		e := oplog.Entity{Kind: f.Entity, ID: f.ID}
		if seen[e] {
			continue
		}
		seen[e] = true
		var known bool // before: what is in the cells of this transaction was not written yet
		if _, err := b.row([]any{&known}, "SELECT EXISTS (SELECT 1 FROM cell WHERE ent = ? AND id = ? AND hlc > 0)", e.Kind, e.ID); err != nil {
			return err
		}
		if known {
			m.Edited++
		} else {
			m.New++
		}
	}
	return nil
}

func (b *batch) watchedFields(w *watch, event string, m *Merged) (*record, error) {
	r := &record{event: event}
	for _, k := range w.order {
		was, ok := w.cells[k]
		if !ok || b.gone[oplog.Entity{Kind: k.Entity, ID: k.ID}] {
			continue
		}
		before, err := b.value(k, &slot{Cell: was})
		if errors.Is(err, oplog.ErrNoKey) {
			continue // whoever cannot see a value does not take it back
		}
		now, nerr := b.shown(k)
		if err := errors.Join(err, nerr); err != nil {
			return nil, err
		}
		clashes, err := b.clashes(k, was, before, now)
		if err != nil {
			return nil, err
		}
		m.Clashes += clashes
		if !bytes.Equal(before, now.value) {
			r.Sets = append(r.Sets, former{Class: now.Now.Class, Entity: k.Entity, ID: k.ID, Field: k.Field, Was: before, Now: now.value})
		}
	}
	return r, nil
}

// clashes counts the values that stand against that of a field and did not before.
func (b *batch) clashes(k oplog.Key, was oplog.Cell, before json.RawMessage, now shown) (int, error) {
	n := 0
	for _, side := range []struct {
		c     *slot
		value json.RawMessage
		sign  int
	}{{now.slot, now.value, 1}, {&slot{Cell: was}, before, -1}} {
		lost, err := b.lost(k, side.c)
		if errors.Is(err, oplog.ErrNoKey) {
			return 0, nil
		}
		if err != nil {
			return 0, err
		}
		for _, v := range lost {
			if !bytes.Equal(v, side.value) {
				n += side.sign
			}
		}
	}
	return max(0, n), nil
}

func (b *batch) watchedFacts(w *watch, r *record) error {
	fresh := map[string]bool{}
	for _, f := range w.adds {
		if fresh[f.ID] {
			continue
		}
		fresh[f.ID] = true
		if !slices.Contains(w.voids, f.ID) {
			done, err := b.Voided(f.ID)
			if err != nil {
				return err
			}
			if !done {
				r.Voids = append(r.Voids, voided{Class: f.Class, Fact: f.ID})
			}
		}
	}
	for _, id := range w.voids {
		a, known, err := b.stated(id)
		if err != nil {
			return err
		}
		if known && !fresh[id] {
			r.Adds = append(r.Adds, a)
		}
	}
	return nil
}
