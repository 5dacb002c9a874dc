package sqlstore

import (
	"context"
	"database/sql"
	"errors"

	"daykit/internal/central/server"
)

// Posted implements server.Mail.
func (s *Store) Posted(ctx context.Context, event, uuid string) (known bool, err error) {
	if !isText(event) || !isText(uuid) {
		return false, nil
	}
	err = s.engine.Ask(ctx, func(q Queryer) error {
		var one int
		err := q.QueryRowContext(ctx, `SELECT 1 FROM event e JOIN signup s ON s.ws = e.ws WHERE e.id = $1 AND s.id = $2
			UNION ALL SELECT 1 FROM event e JOIN signup_done s ON s.ws = e.ws WHERE e.id = $1 AND s.id = $2`, event, uuid).Scan(&one)
		known = err == nil
		if errors.Is(err, sql.ErrNoRows) {
			err = nil
		}
		return err
	})
	return known, wrap("look for a letter", err)
}

// ClearMail implements server.Mail.
func (s *Store) ClearMail(ctx context.Context, event string) error {
	if !isText(event) {
		return nil
	}
	gone := false
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		gone = false
		var ws string
		err := tx.QueryRowContext(ctx, "SELECT ws FROM event WHERE id = $1", event).Scan(&ws)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := s.hold(ctx, tx, ws); err != nil {
			return err
		}
		for _, query := range []string{
			"DELETE FROM signup WHERE ws = $1 AND event = $2",
			"DELETE FROM signup_done WHERE ws = $1 AND event = $2",
			"UPDATE tally SET gone = came, held = 0 WHERE ws = $1 AND event = $2 AND held = 1",
		} {
			res, err := tx.ExecContext(ctx, query, ws, event)
			if err != nil {
				return err
			}
			n, err := res.RowsAffected()
			if err != nil {
				return err
			}
			gone = gone || n > 0
		}
		if !gone {
			return nil
		}
		return s.note(ctx, tx, event)
	})
	if err == nil && gone {
		s.engine.Dropped(context.WithoutCancel(ctx))
	}
	return wrap("clear a mailbox", err)
}

// MissingBlobs implements server.Blobs.
func (s *Store) MissingBlobs(ctx context.Context, workspace string, names []server.Digest) (out []server.Digest, err error) {
	err = s.engine.Look(ctx, func(tx *sql.Tx) error {
		out = nil
		for _, name := range names {
			var one int
			err := tx.QueryRowContext(ctx, "SELECT 1 FROM blob WHERE ws = $1 AND name = $2", workspace, name[:]).Scan(&one)
			switch {
			case errors.Is(err, sql.ErrNoRows):
				out = append(out, name)
			case err != nil:
				return err
			}
		}
		return nil
	})
	return out, wrap("look for chunks", err)
}

// PutBlob implements server.Blobs.
func (s *Store) PutBlob(ctx context.Context, workspace string, name server.Digest, body []byte, most int64) (fresh bool, err error) {
	err = s.engine.Change(ctx, func(tx *sql.Tx) error {
		fresh = false
		var id string
		if err := tx.QueryRowContext(ctx, "SELECT id FROM ws WHERE id = $1"+s.Lock, workspace).Scan(&id); err != nil {
			return denied(err)
		}
		var have int64
		var known int
		err := tx.QueryRowContext(ctx, `SELECT coalesce(sum(size), 0), coalesce(sum(CASE WHEN name = $2 THEN 1 ELSE 0 END), 0)
			FROM blob WHERE ws = $1`, workspace, name[:]).Scan(&have, &known)
		switch {
		case err != nil || known > 0:
			return err
		case have+int64(len(body)) > most:
			return server.ErrFull
		}
		fresh = true
		_, err = tx.ExecContext(ctx, "INSERT INTO blob (ws, name, size, body) VALUES ($1, $2, $3, $4)",
			workspace, name[:], len(body), append([]byte{}, body...))
		return err
	})
	return fresh && err == nil, wrap("keep a chunk", err)
}

// Blob implements server.Blobs.
func (s *Store) Blob(ctx context.Context, workspace string, name server.Digest) (body []byte, err error) {
	err = s.engine.Ask(ctx, func(q Queryer) error {
		return missing(q.QueryRowContext(ctx, "SELECT body FROM blob WHERE ws = $1 AND name = $2", workspace, name[:]).Scan(&body))
	})
	return body, wrap("read a chunk", err)
}

// DropBlobs implements server.Blobs.
func (s *Store) DropBlobs(ctx context.Context, workspace string, names []server.Digest) error {
	gone := false
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		gone = false
		for _, name := range names {
			res, err := tx.ExecContext(ctx, "DELETE FROM blob WHERE ws = $1 AND name = $2", workspace, name[:])
			if err != nil {
				return err
			}
			n, err := res.RowsAffected()
			if err != nil {
				return err
			}
			gone = gone || n > 0
		}
		return nil
	})
	if err == nil && gone {
		s.engine.Dropped(context.WithoutCancel(ctx))
	}
	return wrap("drop chunks", err)
}
