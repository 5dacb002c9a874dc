package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

// Push implements server.Feeds.
func (s *Store) Push(ctx context.Context, b server.Batch) (server.Pushed, error) {
	var out server.Pushed
	err := s.change(ctx, func(tx *sql.Tx) error {
		p, err := newPusher(ctx, tx, b)
		if err != nil {
			return err
		}
		if b.Ops[0].Seq > p.head+1 {
			out = server.Pushed{Head: p.head, Gap: true}
			return nil
		}
		for i := range b.Ops {
			if err := p.take(ctx, &b.Ops[i]); err != nil {
				return err
			}
		}
		out = server.Pushed{Head: p.head, Rejected: p.rejected}
		return p.finish(ctx)
	})
	return out, wrap("push", err)
}

// pusher is one push inside its transaction.
type pusher struct {
	tx       *sql.Tx
	ws       string
	inc      [8]byte
	head     uint32 // of the incarnation
	n        int64  // head of the feed
	chain    []byte // of the feed's head
	rejected []server.Rejected
}

func newPusher(ctx context.Context, tx *sql.Tx, b server.Batch) (*pusher, error) {
	p := &pusher{tx: tx, ws: b.Workspace, inc: b.Ops[0].Inc}
	err := tx.QueryRowContext(ctx, "SELECT head, chain FROM ws WHERE id = ?", p.ws).Scan(&p.n, &p.chain)
	if err != nil {
		return nil, denied(err)
	}
	err = tx.QueryRowContext(ctx, "SELECT head FROM inc_head WHERE ws = ? AND inc = ?", p.ws, p.inc[:]).Scan(&p.head)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	return p, nil
}

// take passes over a known op, and appends or refuses a new one.
func (p *pusher) take(ctx context.Context, op *server.Judged) error {
	if op.Seq <= p.head {
		return p.again(ctx, op)
	}
	reason := op.Refused
	if reason == "" {
		ours, err := p.claim(ctx, op.Fold.Event)
		if err != nil {
			return err
		}
		if !ours {
			reason = server.ReasonForeign
		}
	}
	p.head = op.Seq
	if reason != "" {
		return p.refuse(ctx, op, reason)
	}
	if err := p.append(ctx, op); err != nil {
		return err
	}
	return p.fold(ctx, op)
}

// again checks that a known op is the same one, and repeats its refusal.
func (p *pusher) again(ctx context.Context, op *server.Judged) error {
	var hash []byte
	var reason string
	err := p.tx.QueryRowContext(ctx, `SELECT hash, '' FROM feed WHERE ws = ?1 AND inc = ?2 AND seq = ?3
		UNION ALL SELECT hash, reason FROM refused WHERE ws = ?1 AND inc = ?2 AND seq = ?3`,
		p.ws, p.inc[:], op.Seq).Scan(&hash, &reason)
	if err != nil {
		return err
	}
	if !bytes.Equal(hash, op.Hash[:]) {
		return server.ErrFork
	}
	if reason != "" {
		p.rejected = append(p.rejected, server.Rejected{Seq: op.Seq, Reason: reason})
	}
	return nil
}

// claim reports whether the event is this workspace's, and makes it so when it
// was nobody's.
func (p *pusher) claim(ctx context.Context, event string) (bool, error) {
	_, err := p.tx.ExecContext(ctx, "INSERT INTO event (id, ws) VALUES (?, ?) ON CONFLICT DO NOTHING", event, p.ws)
	if err != nil {
		return false, err
	}
	var owner string
	err = p.tx.QueryRowContext(ctx, "SELECT ws FROM event WHERE id = ?", event).Scan(&owner)
	return owner == p.ws, err
}

func (p *pusher) refuse(ctx context.Context, op *server.Judged, reason string) error {
	p.rejected = append(p.rejected, server.Rejected{Seq: op.Seq, Reason: reason})
	_, err := p.tx.ExecContext(ctx, "INSERT INTO refused (ws, inc, seq, hash, reason) VALUES (?, ?, ?, ?, ?)",
		p.ws, p.inc[:], op.Seq, op.Hash[:], reason)
	return err
}

func (p *pusher) append(ctx context.Context, op *server.Judged) error {
	p.n++
	p.chain = server.NextChain(p.chain, op.Hash)
	_, err := p.tx.ExecContext(ctx, `INSERT INTO feed (ws, n, inc, seq, hlc, class, kind, body, hash, chain)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		p.ws, p.n, p.inc[:], op.Seq, int64(op.HLC), op.Class, op.Kind, op.Body, op.Hash[:], p.chain)
	return err
}

// folds holds the statement of each entity. The later write wins; of two at the
// same time, the one of the greater incarnation.
var folds = map[string]string{
	wire.EntityPage:   foldInto("event_pub"),
	wire.EntityReport: foldInto("report"),
}

func foldInto(table string) string {
	return `INSERT INTO ` + table + ` (event, hlc, inc, value) VALUES (?, ?, ?, ?)
		ON CONFLICT (event) DO UPDATE SET hlc = excluded.hlc, inc = excluded.inc, value = excluded.value
		WHERE (excluded.hlc, excluded.inc) > (hlc, inc)`
}

func (p *pusher) fold(ctx context.Context, op *server.Judged) error {
	_, err := p.tx.ExecContext(ctx, folds[op.Fold.Entity], op.Fold.Event, int64(op.HLC), p.inc[:], string(op.Fold.Value))
	return err
}

func (p *pusher) finish(ctx context.Context) error {
	_, err := p.tx.ExecContext(ctx, `INSERT INTO inc_head (ws, inc, head) VALUES (?, ?, ?)
		ON CONFLICT (ws, inc) DO UPDATE SET head = excluded.head`, p.ws, p.inc[:], p.head)
	if err != nil || len(p.chain) == 0 { // nothing has ever entered the feed
		return err
	}
	_, err = p.tx.ExecContext(ctx, "UPDATE ws SET head = ?, chain = ? WHERE id = ?", p.n, p.chain, p.ws)
	return err
}

// Feed implements server.Feeds.
func (s *Store) Feed(ctx context.Context, q server.FeedQuery) (server.Stretch, error) {
	var out server.Stretch
	err := s.look(ctx, func(tx *sql.Tx) error {
		known, err := chainAt(ctx, tx, q.Workspace, q.Cursor)
		if err != nil {
			return err
		}
		if known == nil && q.Cursor != 0 || !bytes.Equal(known, q.Chain) {
			out = server.Stretch{Reset: true}
			return nil
		}
		out, err = stretch(ctx, tx, q)
		return err
	})
	return out, wrap("read feed", err)
}

// chainAt gives the chain at a place of the feed, nil when there is no such place.
func chainAt(ctx context.Context, tx *sql.Tx, ws string, n int64) (chain []byte, err error) {
	err = tx.QueryRowContext(ctx, "SELECT chain FROM feed WHERE ws = ? AND n = ?", ws, n).Scan(&chain)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return chain, err
}

// stretch reads one op more than asked for, to know whether there is more.
func stretch(ctx context.Context, tx *sql.Tx, q server.FeedQuery) (server.Stretch, error) {
	out := server.Stretch{Cursor: q.Cursor, Chain: q.Chain}
	rows, err := tx.QueryContext(ctx, `SELECT n, inc, seq, hlc, class, kind, body, hash, chain FROM feed
		WHERE ws = ? AND n > ? ORDER BY n LIMIT ?`, q.Workspace, q.Cursor, q.Limit+1)
	if err != nil {
		return out, err
	}
	defer rows.Close()
	for size := 0; rows.Next(); {
		var n, hlc int64
		var inc, hash, chain []byte
		var op server.Op
		if err := rows.Scan(&n, &inc, &op.Seq, &hlc, &op.Class, &op.Kind, &op.Body, &hash, &chain); err != nil {
			return out, err
		}
		size += len(op.Body)
		if len(out.Ops) == q.Limit || len(out.Ops) > 0 && size > q.Bytes {
			out.More = true
			break
		}
		op.HLC = uint64(hlc)
		copy(op.Inc[:], inc)
		copy(op.Hash[:], hash)
		out.Ops, out.Cursor, out.Chain = append(out.Ops, op), n, chain
	}
	return out, rows.Err()
}
