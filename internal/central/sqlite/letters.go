package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"daykit/internal/central/sqlstore"
	"daykit/internal/data/feed"
)

// Post implements server.Mail.
func (s *Store) Post(ctx context.Context, all []feed.Letter, most int) (out []feed.Fate, err error) {
	err = s.file.Change(ctx, func(tx *sql.Tx) error {
		out, err = sqlstore.Post(ctx, boxes{tx}, all, most)
		return err
	})
	return out, wrap(err)
}

// boxes are the mailboxes in a transaction that nobody else writes beside. What is written
// has a statement for each row, which is kept: of a statement for many rows SQLite writes
// down how to undo it alone, and nothing here is undone but as a whole.
type boxes struct{ tx *sql.Tx }

const waiting = `SELECT e.id, e.ws, coalesce((SELECT sum(t.came - t.gone) FROM tally t WHERE t.ws = e.ws AND t.event = e.id), 0) FROM `

// Hold implements sqlstore.Boxes.
func (b boxes) Hold(ctx context.Context, events []string) (out []sqlstore.Owned, err error) {
	from, args, err := table(1, events)
	if err != nil {
		return nil, err
	}
	rows, err := b.tx.QueryContext(ctx, waiting+from+" CROSS JOIN event e ON e.id = k.a", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var o sqlstore.Owned
		if err := rows.Scan(&o.Event, &o.Workspace, &o.Waiting); err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, rows.Err()
}

// Known implements sqlstore.Boxes.
func (b boxes) Known(ctx context.Context, all []sqlstore.Letter) (out []sqlstore.Letter, err error) {
	for _, l := range all {
		var known bool
		err := b.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM signup WHERE ws = $1 AND id = $2)
			OR EXISTS (SELECT 1 FROM signup_done WHERE ws = $1 AND id = $2)`, l.Workspace, l.UUID).Scan(&known)
		if err != nil {
			return nil, err
		}
		if known {
			out = append(out, l)
		}
	}
	return out, nil
}

// Keep implements sqlstore.Boxes.
func (b boxes) Keep(ctx context.Context, all []sqlstore.Letter) (added []bool, err error) {
	var fresh []sqlstore.Letter
	added = make([]bool, len(all))
	for i, l := range all {
		res, err := b.tx.ExecContext(ctx, `INSERT INTO signup (ws, id, event, body) SELECT $1, $2, $3, $4
			WHERE NOT EXISTS (SELECT 1 FROM signup_done WHERE ws = $1 AND id = $2) ON CONFLICT (ws, id) DO NOTHING`,
			l.Workspace, l.UUID, l.Event, append([]byte{}, l.Body...))
		if err != nil {
			return nil, err
		}
		n, err := res.RowsAffected()
		if err != nil {
			return nil, err
		}
		if added[i] = n == 1; added[i] {
			fresh = append(fresh, l)
		}
	}
	of, came := sqlstore.Count(fresh)
	for i, box := range of {
		if _, err := b.tx.ExecContext(ctx, sqlstore.SQLCount, box.Workspace, box.Event, box.Day, came[i]); err != nil {
			return nil, err
		}
	}
	return added, nil
}

func wrap(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("post letters: %w", err)
}
