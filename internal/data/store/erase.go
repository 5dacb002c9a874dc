package store

import (
	"context"
	"fmt"

	"daykit/internal/data/oplog"
	"daykit/internal/domain/fault"
)

// Erase takes an entity away for good, here and wherever the log goes: its fields,
// the bodies of all ops that set them, and what would undo those. When it returns
// nil nothing of it is left in the workspace's files: they were overwritten, as far
// as this program can tell the disk to. Copies that were made before, such as
// backups, are the caller's to clean after it. Facts are not erased: they name
// people by opaque ids only. Locked while the keys are; and when it is erased but
// a reader or the disk kept the last traces from being overwritten, which is tried
// again with each change and at the end.
func (s *Store) Erase(ctx context.Context, entity, id string) error {
	_, err := s.EraseAll(ctx, oplog.Entity{Kind: entity, ID: id})
	return err
}

// EraseAll is Erase of several entities at once, all or none, and gives the number of
// ops that it took to say so.
func (s *Store) EraseAll(ctx context.Context, all ...oplog.Entity) (ops int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	err = s.transact(ctx, func(b *batch) error {
		for _, e := range all {
			b.gone[e] = true // also when it was said before: acts may have come back with a backup
			n, err := s.rep.Erase(b, s.opts.Now(), e)
			if err != nil {
				return err
			}
			ops += n
		}
		return nil
	})
	if err == nil && s.traces {
		err = fault.Wrap(s.why, fault.Locked, "it is erased, but the disk still holds traces of it", "close Daykit, or erase it again")
	}
	if err != nil {
		return ops, fmt.Errorf("erase: %w", mapped(err))
	}
	return ops, nil
}

// sweep empties the WAL, which holds pages as they were before an erasure. It is
// tried again after the next change when readers are in its way.
func (s *Store) sweep(ctx context.Context) {
	var busy, frames, written int
	err := s.w.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &written)
	s.traces, s.why = err != nil || busy != 0, err
	if s.traces {
		s.opts.Log.WarnContext(ctx, "traces of what was erased are left in the WAL for now", "error", err)
	}
}
