package store

import (
	"context"
	"database/sql"
	"maps"
	"slices"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
)

// Rebuild folds the whole log again from nothing, in one transaction, and mends
// what is not as it must be. Ops that an older program could not read are tried
// again. Locked when it would need keys that are not here.
func (s *Store) Rebuild(ctx context.Context) error {
	return s.update(ctx, "rebuild", func(b *batch) error {
		_, err := b.rebuild()
		return err
	})
}

// rebuild gives the log and its fold in memory, which is much faster to fold in
// than the tables; what is the same there is not written again.
func (b *batch) rebuild() (*oplog.Mem, error) {
	b.changed("")
	mem, err := b.foldAll()
	if err != nil {
		return nil, err
	}
	for _, mend := range []func(*oplog.Mem) error{b.mendCells, b.mendFacts, b.mendVoids, b.mendTouches, b.mendErasures, b.mendAside} {
		if err := mend(mem); err != nil {
			return nil, err
		}
	}
	b.cells = map[oplog.Key]*slot{}
	return mem, nil
}

// foldAll folds every op. What is known of erasures stays known: an op without a
// body no longer says what it was on.
func (b *batch) foldAll() (*oplog.Mem, error) {
	mem := oplog.NewMem()
	aside, err := b.copyErasures(mem)
	if err != nil {
		return nil, err
	}
	r, err := oplog.NewReplica(mem, oplog.Config{Draw: b.s.drawIncarnation, Seal: bodies{b.s}, Admit: func(o oplog.Op, body oplog.Body) error {
		if !aside[o.ID()] {
			return nil // ours, or admitted when it came
		}
		return b.s.admit(o, body)
	}})
	if err != nil {
		return nil, err
	}
	err = b.rows(func(rows *sql.Rows) error {
		o, err := scanOp(rows)
		if err != nil {
			return err
		}
		_, err = r.Receive(mem, o, false)
		return err
	}, "SELECT "+opColumns+" FROM op ORDER BY inc, seq")
	if err != nil {
		return nil, err
	}
	return mem, stillOpen(mem, aside)
}

// stillOpen refuses a fold without keys that an earlier one had, which would seem to
// lose what it cannot open.
func stillOpen(mem *oplog.Mem, aside map[oplog.OpID]bool) error {
	ids, err := mem.Quarantines(oplog.Locked)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if !aside[id] {
			return seal.ErrLocked
		}
	}
	return nil
}

// copyErasures gives the ops that are set aside here, too.
func (b *batch) copyErasures(mem *oplog.Mem) (aside map[oplog.OpID]bool, err error) {
	err = b.rows(func(r *sql.Rows) error {
		var id oplog.OpID
		var inc []byte
		var m oplog.Mark
		if err := r.Scan(&inc, &id.Seq, &m); err != nil {
			return err
		}
		copy(id.Inc[:], inc)
		return mem.PutErasure(id, m)
	}, "SELECT inc, seq, mark FROM erasure")
	if err != nil {
		return nil, err
	}
	err = b.rows(func(r *sql.Rows) error {
		var e oplog.Entity
		var m oplog.Mark
		if err := r.Scan(&e.Kind, &e.ID, &m); err != nil {
			return err
		}
		return mem.PutGone(e, m)
	}, "SELECT ent, id, mark FROM gone")
	if err != nil {
		return nil, err
	}
	aside = map[oplog.OpID]bool{}
	for _, c := range []oplog.Cause{oplog.Unreadable, oplog.Locked} {
		ids, err := b.Quarantines(c)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			aside[id] = true
		}
	}
	return aside, nil
}

// mendCells writes the cells that are not in the table as they are in memory.
func (b *batch) mendCells(mem *oplog.Mem) error {
	for _, table := range []string{"conflict", "ahead"} { // few, and written below
		if err := b.exec("DELETE FROM " + table); err != nil {
			return err
		}
	}
	cells := mem.Cells()
	keys := slices.SortedFunc(maps.Keys(cells), oplog.Key.Compare)
	var stale, wrong []oplog.Key
	at := 0
	err := b.rows(func(r *sql.Rows) error {
		var k oplog.Key
		c, forks, err := scanCell(r, &k)
		if err != nil {
			return err
		}
		for at < len(keys) && keys[at].Compare(k) < 0 {
			wrong = append(wrong, keys[at])
			at++
		}
		if at == len(keys) || keys[at] != k {
			stale = append(stale, k)
			return nil
		}
		at++
		if want := cells[k]; forks || !b.same(k, c, want) {
			wrong = append(wrong, k)
		}
		return nil
	}, "SELECT ent, id, field, hlc, inc, cls, val, forks FROM cell ORDER BY ent, id, field")
	if err != nil {
		return err
	}
	for _, k := range stale {
		if err := b.dropCell(k); err != nil {
			return err
		}
	}
	for _, k := range append(wrong, keys[at:]...) {
		if err := b.putCell(k, &slot{Cell: cells[k]}); err != nil {
			return err
		}
	}
	return nil
}

func scanCell(r *sql.Rows, k *oplog.Key) (w oplog.Write, forks bool, err error) {
	var hlc int64
	var inc sql.RawBytes
	err = r.Scan(&k.Entity, &k.ID, &k.Field, &hlc, &inc, &w.Class, (*[]byte)(&w.Value), &forks)
	w.Stamp = stamp(hlc, inc)
	return w, forks, err
}

// same reports whether a row without forks holds what the cell says.
func (b *batch) same(k oplog.Key, w oplog.Write, c oplog.Cell) bool {
	if w.Stamp != c.Now.Stamp || w.Class != c.Now.Class || len(c.Lost)+len(c.Ahead) > 0 || isSealed(w.Value) != sealedClass(w.Class) {
		return false
	}
	v, err := b.s.opened(w.Class, cellAt(k), w.Value)
	return err == nil && string(v) == string(c.Now.Value)
}

func (b *batch) dropCell(k oplog.Key) error {
	return b.exec("DELETE FROM cell WHERE ent = ? AND id = ? AND field = ?", k.Entity, k.ID, k.Field)
}

func (b *batch) mendFacts(mem *oplog.Mem) error {
	if err := b.exec("DELETE FROM fact"); err != nil {
		return err
	}
	facts := mem.Facts()
	for _, id := range slices.Sorted(maps.Keys(facts)) {
		if err := b.PutFact(facts[id]); err != nil {
			return err
		}
	}
	return nil
}

func (b *batch) mendVoids(mem *oplog.Mem) error {
	if err := b.exec("DELETE FROM void"); err != nil {
		return err
	}
	for _, id := range mem.Voids() {
		if err := b.PutVoid(id); err != nil {
			return err
		}
	}
	return nil
}
