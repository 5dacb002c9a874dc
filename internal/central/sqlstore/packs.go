package sqlstore

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"daykit/internal/central/server"
)

// PutPack implements server.Packs.
func (s *Store) PutPack(ctx context.Context, p server.Pack) error {
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		l, err := s.list(ctx, tx)
		if err != nil {
			return err
		}
		if err := putPack(ctx, tx, p, l.Number); err != nil {
			return err
		}
		return s.note(ctx, tx, fmt.Sprintf("%s %d", p.ID, p.Version))
	})
	return wrap("keep pack", err)
}

// list gives the row of withdrawals, which no other change has until this one ends.
func (s *Store) list(ctx context.Context, tx *sql.Tx) (l server.List, err error) {
	err = tx.QueryRowContext(ctx, "SELECT number, key, body FROM withdrawals WHERE one = 1"+s.Lock).Scan(&l.Number, &l.Key, &l.Body)
	return l, err
}

func putPack(ctx context.Context, tx *sql.Tx, p server.Pack, number int64) error {
	var newest int64
	var body []byte
	err := tx.QueryRowContext(ctx, "SELECT version, body FROM pack WHERE id = $1 ORDER BY version DESC LIMIT 1", p.ID).Scan(&newest, &body)
	switch {
	case errors.Is(err, sql.ErrNoRows):
	case err != nil:
		return err
	case newest == p.Version && bytes.Equal(body, p.Body):
		return nil
	case newest >= p.Version:
		return server.ErrStale
	}
	if p.Number != number {
		return server.ErrConflict
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO pack (id, version, number, not_before, expires, key, body) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		p.ID, p.Version, p.Number, p.NotBefore.Unix(), p.Expires.Unix(), p.Key, p.Body)
	return err
}

// PutWithdrawals implements server.Packs.
func (s *Store) PutWithdrawals(ctx context.Context, l server.List, again []server.Pack) error {
	changed := false
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		changed = false
		present, err := s.list(ctx, tx)
		switch {
		case err != nil:
			return err
		case present.Number == l.Number && bytes.Equal(present.Body, l.Body):
			return nil
		case present.Number >= l.Number:
			return server.ErrStale
		}
		changed = true
		if _, err := tx.ExecContext(ctx, "UPDATE withdrawals SET number = $1, key = $2, body = $3 WHERE one = 1", l.Number, l.Key, l.Body); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE pack SET body = NULL WHERE number < $1", l.Number); err != nil {
			return err
		}
		for _, p := range again {
			if err := putPack(ctx, tx, p, l.Number); err != nil {
				return err
			}
		}
		return s.note(ctx, tx, fmt.Sprintf("list %d", l.Number))
	})
	if err == nil && changed {
		s.engine.Dropped(ctx)
	}
	return wrap("keep withdrawals", err)
}

// Withdrawals implements server.Packs.
func (s *Store) Withdrawals(ctx context.Context) (l server.List, err error) {
	err = s.engine.Ask(ctx, func(q Queryer) error {
		return q.QueryRowContext(ctx, "SELECT number, key, body FROM withdrawals WHERE one = 1 AND number > 0").Scan(&l.Number, &l.Key, &l.Body)
	})
	return l, wrap("read withdrawals", missing(err))
}

const packColumns = "id, version, number, not_before, expires, key, body IS NULL"

// scanned reads packColumns, and what else is asked.
func scanned(scan func(...any) error, more ...any) (p server.Pack, err error) {
	var begin, end int64
	err = scan(append([]any{&p.ID, &p.Version, &p.Number, &begin, &end, &p.Key, &p.Empty}, more...)...)
	p.NotBefore, p.Expires = time.Unix(begin, 0).UTC(), time.Unix(end, 0).UTC()
	return p, err
}

// Packs implements server.Packs.
func (s *Store) Packs(ctx context.Context) (out []server.Pack, err error) {
	err = s.engine.Ask(ctx, func(q Queryer) error {
		out = nil
		rows, err := q.QueryContext(ctx, "SELECT "+packColumns+" FROM pack ORDER BY id, version")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			p, err := scanned(rows.Scan)
			if err != nil {
				return err
			}
			out = append(out, p)
		}
		return rows.Err()
	})
	return out, wrap("list packs", err)
}

// Pack implements server.Packs.
func (s *Store) Pack(ctx context.Context, id string, version int64) (p server.Pack, err error) {
	if !isText(id) {
		return p, server.ErrNotFound
	}
	var body []byte
	err = s.engine.Ask(ctx, func(q Queryer) error {
		p, err = scanned(q.QueryRowContext(ctx, "SELECT "+packColumns+", body FROM pack WHERE id = $1 AND version = $2 AND body IS NOT NULL", id, version).Scan, &body)
		return err
	})
	p.Body = body
	return p, wrap("read pack", missing(err))
}
