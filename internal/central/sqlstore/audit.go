package sqlstore

import (
	"context"
	"database/sql"
	"time"

	"daykit/internal/central/server"
)

// note keeps the line that the context asks for, if any, as the last thing that a
// transaction does: whoever holds the end of the chain waits for nobody.
func (s *Store) note(ctx context.Context, tx *sql.Tx, target string) error {
	l, ok := server.Noted(ctx)
	if !ok {
		return nil
	}
	if l.Target == "" {
		l.Target = target
	}
	return s.chain(ctx, tx, l)
}

// chain adds a line to the end.
func (s *Store) chain(ctx context.Context, tx *sql.Tx, l server.AuditLine) error {
	var n int64
	var prev []byte
	if err := tx.QueryRowContext(ctx, "SELECT n, hash FROM audit_end WHERE one = 1"+s.Lock).Scan(&n, &prev); err != nil {
		return err
	}
	n++
	hash := l.Sum(n, server.Digest(prev))
	_, err := tx.ExecContext(ctx, "INSERT INTO audit (n, at, who, what, target, hash) VALUES ($1, $2, $3, $4, $5, $6)",
		n, l.At.Unix(), l.Who, l.What, l.Target, hash[:])
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE audit_end SET n = $1, hash = $2 WHERE one = 1", n, hash[:])
	return err
}

// Note implements server.Audit.
func (s *Store) Note(ctx context.Context, l server.AuditLine) error {
	err := s.engine.Change(ctx, func(tx *sql.Tx) error { return s.chain(ctx, tx, l) })
	return wrap("keep a line of the audit", err)
}

// AuditLines implements server.Audit.
func (s *Store) AuditLines(ctx context.Context, after int64, most int) (out []server.KeptLine, ends server.AuditEnds, err error) {
	err = s.engine.Look(ctx, func(tx *sql.Tx) error {
		var floor, end []byte
		err := tx.QueryRowContext(ctx, "SELECT floor_n, floor_hash, n, hash FROM audit_end WHERE one = 1").
			Scan(&ends.FloorN, &floor, &ends.EndN, &end)
		if err != nil {
			return err
		}
		ends.Floor, ends.End = server.Digest(floor), server.Digest(end)
		out, err = lines(ctx, tx, "SELECT n, at, who, what, target, hash FROM audit WHERE n > $1 ORDER BY n LIMIT $2", after, most)
		return err
	})
	return out, ends, wrap("read the audit", err)
}

// LatestLines implements server.Audit.
func (s *Store) LatestLines(ctx context.Context, before int64, most int) (out []server.KeptLine, err error) {
	if before <= 0 {
		before = 1<<63 - 1
	}
	err = s.engine.Ask(ctx, func(q Queryer) (err error) {
		out, err = lines(ctx, q, "SELECT n, at, who, what, target, hash FROM audit WHERE n < $1 ORDER BY n DESC LIMIT $2", before, most)
		return err
	})
	return out, wrap("read the audit", err)
}

func lines(ctx context.Context, q Queryer, query string, args ...any) (out []server.KeptLine, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var l server.KeptLine
		var at int64
		var hash []byte
		if err := rows.Scan(&l.N, &at, &l.Who, &l.What, &l.Target, &hash); err != nil {
			return nil, err
		}
		l.At = time.Unix(at, 0).UTC()
		copy(l.Hash[:], hash) // one of another length is no hash of ours, and will not match
		out = append(out, l)
	}
	return out, rows.Err()
}

// PruneAudit implements server.Audit.
func (s *Store) PruneAudit(ctx context.Context, older time.Time) error {
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE audit_end SET one = 1 WHERE one = 1"); err != nil { // holds the chain
			return err
		}
		// Clocks may go back: nothing after the first line that stays is forgotten.
		var last sql.NullInt64
		err := tx.QueryRowContext(ctx, `SELECT coalesce((SELECT min(n) - 1 FROM audit WHERE at >= $1), (SELECT max(n) FROM audit))`, older.Unix()).Scan(&last)
		if err != nil || !last.Valid {
			return err
		}
		res, err := tx.ExecContext(ctx, `UPDATE audit_end SET floor_n = $1, floor_hash = (SELECT hash FROM audit WHERE n = $1)
			WHERE one = 1 AND EXISTS (SELECT 1 FROM audit WHERE n = $1)`, last.Int64)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM audit WHERE n <= $1", last.Int64); err != nil {
			return err
		}
		return s.note(ctx, tx, "audit")
	})
	return wrap("prune the audit", err)
}
