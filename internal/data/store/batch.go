package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"daykit/internal/data/oplog"
)

// batch is one write transaction: its statements, prepared once, and the cells
// that it touches, read once and written back at its end.
type batch struct {
	ctx   context.Context //nolint:containedctx // a batch lives within one call, as its transaction does
	tx    *sql.Tx
	s     *Store
	stmts map[string]*sql.Stmt
	cells map[oplog.Key]*slot
}

// slot is a cell as the transaction sees it.
type slot struct {
	oplog.Cell
	forked bool // rows of conflict or ahead exist in the database
	dirty  bool
}

func newBatch(ctx context.Context, tx *sql.Tx, s *Store) *batch {
	return &batch{ctx: ctx, tx: tx, s: s, stmts: map[string]*sql.Stmt{}, cells: map[oplog.Key]*slot{}}
}

// stmt prepares a statement once; the end of the transaction closes it.
func (b *batch) stmt(query string) (*sql.Stmt, error) {
	if st, ok := b.stmts[query]; ok {
		return st, nil
	}
	st, err := b.tx.PrepareContext(b.ctx, query)
	if err != nil {
		return nil, err
	}
	b.stmts[query] = st
	return st, nil
}

func (b *batch) exec(query string, args ...any) error {
	st, err := b.stmt(query) //nolint:sqlclosecheck // the transaction closes it
	if err != nil {
		return err
	}
	_, err = st.ExecContext(b.ctx, args...)
	return err
}

// row reads one row into dest and reports whether there was one.
func (b *batch) row(dest []any, query string, args ...any) (bool, error) {
	st, err := b.stmt(query) //nolint:sqlclosecheck // the transaction closes it
	if err != nil {
		return false, err
	}
	err = st.QueryRowContext(b.ctx, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// rows calls scan for each row.
func (b *batch) rows(scan func(*sql.Rows) error, query string, args ...any) error {
	st, err := b.stmt(query) //nolint:sqlclosecheck // the transaction closes it
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(b.ctx, args...)
	if err != nil {
		return err
	}
	return each(rows, scan)
}

func each(rows *sql.Rows, scan func(*sql.Rows) error) error {
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// cell gives the field's state, read at the first call.
func (b *batch) cell(k oplog.Key) (*slot, error) {
	if c, ok := b.cells[k]; ok {
		return c, nil
	}
	c := new(slot)
	var hlc int64
	var inc []byte
	ok, err := b.row([]any{&hlc, &inc, (*[]byte)(&c.Now.Value), &c.forked},
		"SELECT hlc, inc, val, forks FROM cell WHERE ent = ? AND id = ? AND field = ?", k.Entity, k.ID, k.Field)
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

func stamp(hlc int64, inc []byte) oplog.Stamp {
	s := oplog.Stamp{HLC: oplog.HLC(hlc)}
	copy(s.Inc[:], inc)
	return s
}

func (b *batch) readForks(k oplog.Key, c *slot) error {
	err := b.rows(func(r *sql.Rows) error {
		var hlc int64
		var inc, val []byte
		if err := r.Scan(&hlc, &inc, &val); err != nil {
			return err
		}
		c.Lost = append(c.Lost, oplog.Write{Stamp: stamp(hlc, inc), Value: val})
		return nil
	}, "SELECT hlc, inc, val FROM conflict WHERE ent = ? AND id = ? AND field = ? ORDER BY hlc, inc", k.Entity, k.ID, k.Field)
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

// fold folds one op that Decode has read into the tables.
func (b *batch) fold(at oplog.Stamp, body oplog.Body) error {
	switch {
	case body.Set != nil:
		for k, w := range body.Set.Writes(at) {
			c, err := b.cell(k)
			if err != nil {
				return err
			}
			c.Add(w)
			c.dirty = true
		}
		return nil
	case body.Add != nil:
		return b.putFact(oplog.Fact{AddBody: *body.Add, Stamp: at})
	case body.Void == nil:
		return errCannotErase
	}
	return b.exec("INSERT INTO void (fact) VALUES (?) ON CONFLICT DO NOTHING", body.Void.Fact)
}

func (b *batch) putFact(f oplog.Fact) error {
	return b.exec(`INSERT INTO fact (id, event, kind, body, hlc, inc) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET event = excluded.event, kind = excluded.kind, body = excluded.body,
			hlc = excluded.hlc, inc = excluded.inc
		WHERE (excluded.hlc, excluded.inc) < (hlc, inc)`,
		f.ID, f.Event, f.Kind, blob(f.Body), int64(f.Stamp.HLC), f.Stamp.Inc[:])
}

// blob makes a nil slice an empty blob, which NOT NULL takes.
func blob(b json.RawMessage) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// flush writes back the cells that changed.
func (b *batch) flush() error {
	for k, c := range b.cells {
		if !c.dirty {
			continue
		}
		if err := b.putCell(k, c); err != nil {
			return err
		}
		c.dirty = false
	}
	return nil
}

func (b *batch) putCell(k oplog.Key, c *slot) error {
	forks := len(c.Lost)+len(c.Ahead) > 0
	err := b.exec(`INSERT INTO cell (ent, id, field, hlc, inc, val, forks) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET hlc = excluded.hlc, inc = excluded.inc, val = excluded.val, forks = excluded.forks`,
		k.Entity, k.ID, k.Field, int64(c.Now.Stamp.HLC), c.Now.Stamp.Inc[:], blob(c.Now.Value), forks)
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
		if err := b.exec("INSERT INTO conflict (ent, id, field, hlc, inc, val) VALUES (?, ?, ?, ?, ?, ?)",
			k.Entity, k.ID, k.Field, int64(w.Stamp.HLC), w.Stamp.Inc[:], blob(w.Value)); err != nil {
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
