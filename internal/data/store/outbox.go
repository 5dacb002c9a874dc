package store

import (
	"context"
	"fmt"
	"math"

	"daykit/internal/data/oplog"
)

// Draft is what would be written before a push: changes that nobody did, and entities that
// are to be gone.
type Draft struct {
	Changes []Change
	Erase   []oplog.Entity
}

// Outbox gives every op that a push would carry now if the draft were written first, stream
// by stream. Nothing is written: the draft is tried in a transaction that is given up. The
// bodies of classes that travel in the open are, byte for byte, those that Write and
// EraseAll would make of the same; sealed bodies have the same length. Numbers, times and
// hashes of what is not written yet are not.
func (s *Store) Outbox(ctx context.Context, d Draft) ([]oplog.Op, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out, err := s.tried(ctx, d)
	if err != nil {
		return nil, fmt.Errorf("outbox: %w", mapped(err))
	}
	return out, nil
}

func (s *Store) tried(ctx context.Context, d Draft) ([]oplog.Op, error) {
	tx, err := s.w.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	b := newBatch(ctx, tx, s)
	if err := b.write(Act{Changes: d.Changes}); err != nil {
		return nil, err
	}
	for _, e := range d.Erase {
		if _, err := s.rep.Erase(b, s.opts.Now(), e); err != nil {
			return nil, err
		}
	}
	if err := b.flush(); err != nil {
		return nil, err
	}
	peers, err := b.Peers()
	if err != nil {
		return nil, err
	}
	var out []oplog.Op
	for _, p := range peers {
		ops, err := s.rep.Pending(b, p.Inc, oplog.Limit{Ops: math.MaxInt32, Bytes: math.MaxInt})
		if err != nil {
			return nil, err
		}
		out = append(out, ops...)
	}
	return out, nil
}
