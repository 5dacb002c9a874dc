package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"daykit/internal/data/oplog"
)

// batch is one transaction, as package oplog sees it: its statements, prepared
// once, and the cells and peers that it touches, read once and written back at
// its end.
type batch struct {
	ctx   context.Context //nolint:containedctx // a batch lives within one call, as its transaction does
	tx    *sql.Tx
	s     *Store
	stmts map[string]*sql.Stmt
	cells map[oplog.Key]*slot
	peers map[oplog.Incarnation]*peerSlot
	gone  map[oplog.Entity]bool // that went in this transaction

	events map[string]bool // of which something changed; "" for all
	clean  bool            // no op and no entity is erased in this workspace
	asked  bool            // clean was looked up
	bared  bool            // a body was dropped in this transaction
	bare   bool            // records of acts may be unsealed
	watch  *watch          // of a merge; nil otherwise
	fail   error           // the last error of the database
}

var _ oplog.Disk = (*batch)(nil)

func newBatch(ctx context.Context, tx *sql.Tx, s *Store) *batch {
	return &batch{
		ctx: ctx, tx: tx, s: s, stmts: map[string]*sql.Stmt{}, cells: map[oplog.Key]*slot{},
		peers: map[oplog.Incarnation]*peerSlot{}, gone: map[oplog.Entity]bool{}, events: map[string]bool{},
	}
}

// failed keeps an error of the database, so that it can be told from one of what
// a person entered.
func (b *batch) failed(err error) error {
	if err != nil {
		b.fail = err
	}
	return err
}

// stmt prepares a statement once; the end of the transaction closes it.
func (b *batch) stmt(query string) (*sql.Stmt, error) {
	if st, ok := b.stmts[query]; ok {
		return st, nil
	}
	st, err := b.tx.PrepareContext(b.ctx, query)
	if err != nil {
		return nil, b.failed(err)
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
	return b.failed(err)
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
	return err == nil, b.failed(err)
}

// rows calls scan for each row.
func (b *batch) rows(scan func(*sql.Rows) error, query string, args ...any) error {
	st, err := b.stmt(query) //nolint:sqlclosecheck // the transaction closes it
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(b.ctx, args...)
	if err != nil {
		return b.failed(err)
	}
	return b.failed(each(rows, scan))
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

func stamp(hlc int64, inc []byte) oplog.Stamp {
	s := oplog.Stamp{HLC: oplog.HLC(hlc)}
	copy(s.Inc[:], inc)
	return s
}

// blob makes a nil slice an empty blob, which NOT NULL takes.
func blob(b json.RawMessage) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// flush writes back what changed.
func (b *batch) flush() error {
	if err := b.purgeActs(); err != nil {
		return err
	}
	if err := b.flushPeers(); err != nil {
		return err
	}
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
