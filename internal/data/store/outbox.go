package store

import (
	"context"
	"database/sql"
	"fmt"

	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

// Draft is what would be written before a push: changes that nobody did, and entities that
// are to be gone.
type Draft struct {
	Changes []Change
	Erase   []oplog.Entity
}

// Outbox is what a push would carry.
type Outbox struct {
	Open    []oplog.Op // that travel in the open and have their bodies, stream by stream
	Redacts int        // ops that have the body of another one dropped everywhere
	Sealed  map[oplog.Class]Sealed
}

// Sealed is what travels sealed of one class.
type Sealed struct {
	Ops   int
	Bytes int // of their bodies
}

// Outbox gives what a push would carry now if the draft were written first. Nothing is
// written: the draft is tried in a transaction that is given up. The bodies of classes that
// travel in the open are, byte for byte, those that Write and EraseAll would make of the
// same; sealed bodies have the same length. Numbers, times and hashes of what is not
// written yet are not.
func (s *Store) Outbox(ctx context.Context, d Draft) (Outbox, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out, err := s.tried(ctx, d)
	if err != nil {
		return Outbox{}, fmt.Errorf("outbox: %w", mapped(err))
	}
	return out, nil
}

func (s *Store) tried(ctx context.Context, d Draft) (Outbox, error) {
	out := Outbox{Sealed: map[oplog.Class]Sealed{}}
	tx, err := s.w.BeginTx(ctx, nil)
	if err != nil {
		return out, err
	}
	defer tx.Rollback()
	b := newBatch(ctx, tx, s)
	if err := b.write(Act{Changes: d.Changes}); err != nil {
		return out, err
	}
	for _, e := range d.Erase {
		if _, err := s.rep.Erase(b, s.opts.Now(), e); err != nil {
			return out, err
		}
	}
	if err := b.flush(); err != nil {
		return out, err
	}
	peers, err := b.Peers()
	if err != nil {
		return out, err
	}
	for _, p := range peers {
		if err := b.outgoing(p, &out); err != nil {
			return out, err
		}
	}
	return out, nil
}

// outgoing adds what is owed of one stream, by the rule of oplog.Replica.Pending. Sealed
// bodies are summed up where they lie: before the first sync there are tens of thousands.
func (b *batch) outgoing(p oplog.Peer, out *Outbox) error {
	if !p.Owed() {
		return nil
	}
	end := p.Have + 1
	const bared = "cls >= ? AND epoch = 0 AND LENGTH(body) > 0" // it holds up its stream
	err := b.rows(func(r *sql.Rows) error { return r.Scan(&end) },
		"SELECT COALESCE(MIN(seq), ?) FROM op WHERE inc = ? AND seq > ? AND "+bared, end, p.Inc[:], p.Acked, wire.ClassSealed)
	if err != nil {
		return err
	}
	err = b.rows(func(r *sql.Rows) error {
		o, err := scanOp(r)
		out.Open = append(out.Open, o)
		return err
	}, "SELECT "+opColumns+" FROM op WHERE inc = ? AND seq > ? AND seq < ? AND cls < ? AND state = ? ORDER BY seq",
		p.Inc[:], p.Acked, end, wire.ClassSealed, oplog.Whole)
	if err != nil {
		return err
	}
	return b.rows(func(r *sql.Rows) error {
		var class oplog.Class
		var kind oplog.Kind
		var sum Sealed
		if err := r.Scan(&class, &kind, &sum.Ops, &sum.Bytes); err != nil {
			return err
		}
		if kind == oplog.Redact {
			out.Redacts += sum.Ops
			return nil
		}
		sum.Ops += out.Sealed[class].Ops
		sum.Bytes += out.Sealed[class].Bytes
		out.Sealed[class] = sum
		return nil
	}, "SELECT cls, kind, COUNT(*), SUM(LENGTH(body)) FROM op WHERE inc = ? AND seq > ? AND seq < ? AND cls >= ? AND state = ? GROUP BY cls, kind",
		p.Inc[:], p.Acked, end, wire.ClassSealed, oplog.Whole)
}
