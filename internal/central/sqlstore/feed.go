package sqlstore

import (
	"context"
	"database/sql"
	"errors"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
)

// ChangeFeed implements server.Feeds.
func (s *Store) ChangeFeed(ctx context.Context, workspace string, do func(server.Disk) error) error {
	var d *disk
	err := s.engine.Change(ctx, func(tx *sql.Tx) (err error) {
		if d, err = s.newDisk(ctx, tx, workspace, s.Lock); err != nil {
			return err
		}
		if err := do(d); err != nil {
			return err
		}
		return d.flush()
	})
	if err == nil && d.dropped {
		s.engine.Dropped(context.WithoutCancel(ctx))
	}
	return wrap("change feed", err)
}

// LookFeed implements server.Feeds.
func (s *Store) LookFeed(ctx context.Context, workspace string, do func(feed.Disk) error) error {
	err := s.engine.Look(ctx, func(tx *sql.Tx) error {
		d, err := s.newDisk(ctx, tx, workspace, "")
		if err != nil {
			return err
		}
		return do(d)
	})
	return wrap("read feed", err)
}

// disk is a workspace in one transaction. The ends of the feed and of the
// incarnations are held here and written once, by flush.
type disk struct {
	ctx     context.Context //nolint:containedctx // a disk lives within one call, as its transaction does
	tx      *sql.Tx
	ws      string
	table   func(first int, columns ...any) (from string, args []any, err error)
	head    oplog.Cursor
	was     oplog.Cursor // as it is in the file
	incs    map[oplog.Incarnation]uint32
	moved   map[oplog.Incarnation]struct{} // of incs, those that the file has otherwise
	dropped bool
}

var _ server.Disk = (*disk)(nil)

// newDisk reads where the feed ends, and with lock keeps everybody else from going on.
func (s *Store) newDisk(ctx context.Context, tx *sql.Tx, ws, lock string) (*disk, error) {
	d := &disk{
		ctx: ctx, tx: tx, ws: ws, table: s.Table,
		incs: map[oplog.Incarnation]uint32{}, moved: map[oplog.Incarnation]struct{}{},
	}
	var chain []byte
	err := tx.QueryRowContext(ctx, "SELECT head, chain FROM ws WHERE id = $1"+lock, ws).Scan(&d.head.N, &chain)
	d.head.Chain = string(chain)
	d.was = d.head
	return d, denied(err)
}

func (d *disk) exec(query string, args ...any) error {
	_, err := d.tx.ExecContext(d.ctx, query, args...)
	return err
}

// there reports whether a query finds a row.
func (d *disk) there(query string, args ...any) (bool, error) {
	var one int
	err := d.tx.QueryRowContext(d.ctx, query, args...).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// flush writes what is held here.
func (d *disk) flush() error {
	for inc := range d.moved {
		if err := d.exec(`INSERT INTO inc_head (ws, inc, head) VALUES ($1, $2, $3)
			ON CONFLICT (ws, inc) DO UPDATE SET head = excluded.head`, d.ws, inc[:], d.incs[inc]); err != nil {
			return err
		}
	}
	if d.head == d.was {
		return nil
	}
	d.was = d.head
	return d.exec("UPDATE ws SET head = $1, chain = $2 WHERE id = $3", d.head.N, []byte(d.head.Chain), d.ws)
}

// Head implements feed.Rows.
func (d *disk) Head() (oplog.Cursor, error) { return d.head, nil }

// IncHead implements feed.Rows.
func (d *disk) IncHead(inc oplog.Incarnation) (uint32, error) {
	if head, known := d.incs[inc]; known {
		return head, nil
	}
	var head uint32
	err := d.tx.QueryRowContext(d.ctx, "SELECT head FROM inc_head WHERE ws = $1 AND inc = $2", d.ws, inc[:]).Scan(&head)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, err
	}
	d.incs[inc] = head
	return head, nil
}

// Append implements feed.Rows.
func (d *disk) Append(r feed.Row) error {
	o := &r.Op
	head, err := d.IncHead(o.Inc)
	if err != nil {
		return err
	}
	err = d.exec(`INSERT INTO feed (ws, n, inc, seq, hlc, class, kind, epoch, tinc, tseq, state, body, "inner", reason, hash, chain)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
		d.ws, r.At.N, o.Inc[:], o.Seq, int64(o.HLC), o.Class, o.Kind, o.Epoch, targetOf(o), o.Target.Seq,
		o.State, bodyOf(o), innerOf(o), r.Reason, o.Hash[:], []byte(r.At.Chain))
	if err != nil {
		return err
	}
	d.head = r.At
	d.incs[o.Inc] = max(head, o.Seq)
	d.moved[o.Inc] = struct{}{}
	return nil
}

// The parts of an op that are NULL when they are not there.

func targetOf(o *oplog.Op) any {
	if o.Target == (oplog.OpID{}) {
		return nil
	}
	return o.Target.Inc[:]
}

func bodyOf(o *oplog.Op) any {
	if o.State != oplog.Whole || len(o.Body) == 0 {
		return nil
	}
	return o.Body
}

func innerOf(o *oplog.Op) any {
	if o.State == oplog.Whole {
		return nil
	}
	return o.Inner[:]
}

// columns are those that scanRow reads.
const columns = `n, inc, seq, hlc, class, kind, epoch, tinc, tseq, state, body, "inner", reason, hash, chain`

func scanRow(scan func(dest ...any) error) (r feed.Row, err error) {
	var hlc int64
	var inc, target, inner, hash, chain []byte
	o := &r.Op
	err = scan(&r.At.N, &inc, &o.Seq, &hlc, &o.Class, &o.Kind, &o.Epoch, &target, &o.Target.Seq, &o.State, &o.Body, &inner, &r.Reason, &hash, &chain)
	o.HLC, r.At.Chain = oplog.HLC(hlc), string(chain)
	copy(o.Inc[:], inc)
	copy(o.Target.Inc[:], target)
	copy(o.Inner[:], inner)
	copy(o.Hash[:], hash)
	return r, err
}

// Find implements feed.Rows.
func (d *disk) Find(id oplog.OpID) (r feed.Row, known bool, err error) {
	r, err = scanRow(d.tx.QueryRowContext(d.ctx, "SELECT "+columns+" FROM feed WHERE ws = $1 AND inc = $2 AND seq = $3",
		d.ws, id.Inc[:], id.Seq).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return feed.Row{}, false, nil
	}
	return r, err == nil, err
}

// Bare implements feed.Rows.
func (d *disk) Bare(o oplog.Op) error {
	d.dropped = true
	return d.exec(`UPDATE feed SET state = $1, body = NULL, "inner" = $2, reason = '' WHERE ws = $3 AND inc = $4 AND seq = $5`,
		o.State, o.Inner[:], d.ws, o.Inc[:], o.Seq)
}

// Chain implements feed.Rows.
func (d *disk) Chain(n int64) (chain string, known bool, err error) {
	var raw []byte
	err = d.tx.QueryRowContext(d.ctx, "SELECT chain FROM feed WHERE ws = $1 AND n = $2", d.ws, n).Scan(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return string(raw), err == nil, err
}

// After implements feed.Rows.
func (d *disk) After(n int64, l feed.Limit) ([]feed.Row, error) {
	rows, err := d.tx.QueryContext(d.ctx, "SELECT "+columns+" FROM feed WHERE ws = $1 AND n > $2 ORDER BY n LIMIT $3", d.ws, n, l.Ops)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []feed.Row
	size := 0
	for !l.Passed(len(out), size) && rows.Next() {
		r, err := scanRow(rows.Scan)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
		size += len(r.Op.Body)
	}
	return out, rows.Err()
}

// EachOp implements feed.Rows.
func (d *disk) EachOp(yield func(id oplog.OpID, h oplog.Hash) error) error {
	rows, err := d.tx.QueryContext(d.ctx, "SELECT inc, seq, hash FROM feed WHERE ws = $1 ORDER BY inc, seq", d.ws)
	if err != nil {
		return err
	}
	defer rows.Close()
	var inc, hash sql.RawBytes
	for rows.Next() {
		var id oplog.OpID
		var h oplog.Hash
		if err := rows.Scan(&inc, &id.Seq, &hash); err != nil {
			return err
		}
		copy(id.Inc[:], inc)
		copy(h[:], hash)
		if err := yield(id, h); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Redacted implements feed.Rows.
func (d *disk) Redacted(id oplog.OpID) (bool, error) {
	return d.there("SELECT 1 FROM redacted WHERE ws = $1 AND inc = $2 AND seq = $3", d.ws, id.Inc[:], id.Seq)
}

// PutRedacted implements feed.Rows.
func (d *disk) PutRedacted(id oplog.OpID) error {
	return d.exec("INSERT INTO redacted (ws, inc, seq) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", d.ws, id.Inc[:], id.Seq)
}
