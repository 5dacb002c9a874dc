package store

import (
	"database/sql"
	"encoding/json"

	"daykit/internal/data/oplog"
)

// slot is a cell as the transaction sees it. Its values are as they lie in the
// tables until somebody asks for one: to fold them, they need not be opened.
type slot struct {
	oplog.Cell
	forked bool // rows of conflict or ahead exist in the database
	dirty  bool
}

// cell gives the field's state, read at the first call.
func (b *batch) cell(k oplog.Key) (*slot, error) {
	if c, ok := b.cells[k]; ok {
		return c, nil
	}
	c := new(slot)
	var hlc int64
	var inc []byte
	ok, err := b.row([]any{&hlc, &inc, &c.Now.Class, (*[]byte)(&c.Now.Value), &c.forked},
		"SELECT hlc, inc, cls, val, forks FROM cell WHERE ent = ? AND id = ? AND field = ?", k.Entity, k.ID, k.Field)
	if err != nil {
		return nil, err
	}
	if ok {
		c.Now.Stamp = stamp(hlc, inc)
	}
	if c.forked {
		err = b.readForks(k, c)
	}
	b.cells[k] = c
	return c, err
}

func (b *batch) readForks(k oplog.Key, c *slot) error {
	err := b.rows(func(r *sql.Rows) error {
		var hlc int64
		var inc []byte
		var w oplog.Write
		if err := r.Scan(&hlc, &inc, &w.Class, (*[]byte)(&w.Value)); err != nil {
			return err
		}
		w.Stamp = stamp(hlc, inc)
		c.Lost = append(c.Lost, w)
		return nil
	}, "SELECT hlc, inc, cls, val FROM conflict WHERE ent = ? AND id = ? AND field = ? ORDER BY hlc, inc", k.Entity, k.ID, k.Field)
	if err != nil {
		return err
	}
	return b.rows(func(r *sql.Rows) error {
		var hlc int64
		var inc []byte
		if err := r.Scan(&hlc, &inc); err != nil {
			return err
		}
		c.Ahead = append(c.Ahead, stamp(hlc, inc))
		return nil
	}, "SELECT hlc, inc FROM ahead WHERE ent = ? AND id = ? AND field = ?", k.Entity, k.ID, k.Field)
}

// value gives what a field holds, null for one that was never set.
func (b *batch) value(k oplog.Key, c *slot) (json.RawMessage, error) {
	if len(c.Now.Value) == 0 {
		return json.RawMessage("null"), nil
	}
	v, err := b.s.opened(c.Now.Class, cellAt(k), c.Now.Value)
	if err == nil {
		c.Now.Value = v
	}
	return v, err
}

// Cell implements oplog.Fold.
func (b *batch) Cell(k oplog.Key) (oplog.Cell, error) {
	c, err := b.cell(k)
	if err != nil {
		return oplog.Cell{}, err
	}
	return c.Cell, nil
}

// PutCell implements oplog.Fold.
func (b *batch) PutCell(k oplog.Key, c oplog.Cell) error {
	s, err := b.cell(k)
	if err != nil {
		return err
	}
	b.watch.cell(k, s)
	b.changed(k.ID)
	s.Cell, s.dirty = c, true
	return nil
}

func (b *batch) putCell(k oplog.Key, c *slot) error {
	forks := len(c.Lost)+len(c.Ahead) > 0
	val, err := b.s.column(c.Now.Class, cellAt(k), c.Now.Value)
	if err != nil {
		return err
	}
	err = b.exec(`INSERT INTO cell (ent, id, field, hlc, inc, cls, val, forks) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET hlc = excluded.hlc, inc = excluded.inc, cls = excluded.cls, val = excluded.val, forks = excluded.forks`,
		k.Entity, k.ID, k.Field, int64(c.Now.Stamp.HLC), c.Now.Stamp.Inc[:], c.Now.Class, val, forks)
	if err != nil || (!forks && !c.forked) {
		return err
	}
	for _, table := range []string{"conflict", "ahead"} {
		if err := b.exec("DELETE FROM "+table+" WHERE ent = ? AND id = ? AND field = ?", k.Entity, k.ID, k.Field); err != nil {
			return err
		}
	}
	c.forked = forks
	return b.putForks(k, c)
}

func (b *batch) putForks(k oplog.Key, c *slot) error {
	for _, w := range c.Lost {
		val, err := b.s.column(w.Class, cellAt(k), w.Value)
		if err != nil {
			return err
		}
		if err := b.exec("INSERT INTO conflict (ent, id, field, hlc, inc, cls, val) VALUES (?, ?, ?, ?, ?, ?, ?)",
			k.Entity, k.ID, k.Field, int64(w.Stamp.HLC), w.Stamp.Inc[:], w.Class, val); err != nil {
			return err
		}
	}
	for _, s := range c.Ahead {
		if err := b.exec("INSERT INTO ahead (ent, id, field, hlc, inc) VALUES (?, ?, ?, ?, ?)",
			k.Entity, k.ID, k.Field, int64(s.HLC), s.Inc[:]); err != nil {
			return err
		}
	}
	return nil
}

// Fact implements oplog.Fold. A sealed body is given as it lies in the table.
func (b *batch) Fact(id string) (f oplog.Fact, known bool, err error) {
	var hlc int64
	var inc []byte
	f.ID = id
	known, err = b.row([]any{&f.Event, &f.Kind, (*[]byte)(&f.Body), &f.Class, &hlc, &inc},
		"SELECT event, kind, body, cls, hlc, inc FROM fact WHERE id = ?", id)
	f.Stamp = stamp(hlc, inc)
	return f, known, err
}

// PutFact implements oplog.Fold.
func (b *batch) PutFact(f oplog.Fact) error {
	body, err := b.s.column(f.Class, factAt(f.ID), f.Body)
	if err != nil {
		return err
	}
	b.watch.fact(f)
	b.changed(f.Event)
	return b.exec(`INSERT INTO fact (id, event, kind, body, cls, hlc, inc) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET event = excluded.event, kind = excluded.kind, body = excluded.body,
			cls = excluded.cls, hlc = excluded.hlc, inc = excluded.inc`,
		f.ID, f.Event, f.Kind, body, f.Class, int64(f.Stamp.HLC), f.Stamp.Inc[:])
}

// Voided implements oplog.Fold.
func (b *batch) Voided(fact string) (bool, error) {
	var done bool
	_, err := b.row([]any{&done}, "SELECT EXISTS (SELECT 1 FROM void WHERE fact = ?)", fact)
	return done, err
}

// PutVoid implements oplog.Fold.
func (b *batch) PutVoid(fact string) error {
	b.changed("") // which event a fact is of would have to be looked up
	if b.watch != nil {
		done, err := b.Voided(fact)
		if err != nil {
			return err
		}
		b.watch.void(fact, done)
	}
	return b.exec("INSERT INTO void (fact) VALUES (?) ON CONFLICT DO NOTHING", fact)
}

// PutTouch implements oplog.Fold.
func (b *batch) PutTouch(e oplog.Entity, id oplog.OpID) error {
	return b.exec("INSERT INTO touch (ent, id, inc, seq) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", e.Kind, e.ID, id.Inc[:], id.Seq)
}

// Touches implements oplog.Fold.
func (b *batch) Touches(e oplog.Entity) ([]oplog.OpID, error) {
	return b.ids("SELECT inc, seq FROM touch WHERE ent = ? AND id = ? ORDER BY inc, seq", e.Kind, e.ID)
}

func (b *batch) ids(query string, args ...any) ([]oplog.OpID, error) {
	var all []oplog.OpID
	err := b.rows(func(r *sql.Rows) error {
		var inc []byte
		var id oplog.OpID
		err := r.Scan(&inc, &id.Seq)
		copy(id.Inc[:], inc)
		all = append(all, id)
		return err
	}, query, args...)
	return all, err
}

// DropEntity implements oplog.Fold.
func (b *batch) DropEntity(e oplog.Entity) error {
	b.changed(e.ID)
	for k := range b.cells {
		if k.Entity == e.Kind && k.ID == e.ID {
			delete(b.cells, k)
			b.watch.drop(k)
		}
	}
	for _, table := range []string{"cell", "conflict", "ahead", "touch"} {
		if err := b.exec("DELETE FROM "+table+" WHERE ent = ? AND id = ?", e.Kind, e.ID); err != nil {
			return err
		}
	}
	return nil
}
