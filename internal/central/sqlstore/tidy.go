package sqlstore

import (
	"context"
	"database/sql"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/oplog"
)

// Mailboxes implements server.Tidying.
func (s *Store) Mailboxes(ctx context.Context) (out []server.Mailbox, err error) {
	err = s.engine.Ask(ctx, func(q Queryer) error {
		out = nil
		rows, err := q.QueryContext(ctx, `SELECT m.event, nullif(p.value, 'null'), m.day
			FROM (SELECT event, max(abs(day)) AS day FROM tally WHERE held = 1 GROUP BY event) m
			LEFT JOIN event_pub p ON p.event = m.event ORDER BY m.event`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var m server.Mailbox
			var page sql.NullString
			if err := rows.Scan(&m.Event, &page, &m.Last); err != nil {
				return err
			}
			m.Page = raw(page)
			out = append(out, m)
		}
		return rows.Err()
	})
	return out, wrap("list mailboxes", err)
}

// sqlTakenBack drops parts of reports whose operation is bare: a server of before parts, that
// ran beside this one while they were replaced one after the other, dropped the body alone.
const sqlTakenBack = `DELETE FROM part WHERE NOT EXISTS (SELECT 1 FROM event e JOIN feed f ON f.ws = e.ws
	WHERE e.id = part.event AND f.inc = part.inc AND f.hlc = part.hlc AND f.state = $1)`

// Expire implements server.Tidying.
func (s *Store) Expire(ctx context.Context, now time.Time) error {
	gone := false
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		gone = false
		for _, done := range []struct {
			query string
			with  any
		}{
			{"DELETE FROM invitation WHERE expires <= $1", now.Unix()},
			{"DELETE FROM offer WHERE expires <= $1", now.Unix()},
			{"DELETE FROM coordinator_session WHERE expires <= $1", now.Unix()},
			{"DELETE FROM ceremony WHERE expires <= $1", now.Unix()},
			{sqlTakenBack, oplog.Whole},
		} {
			res, err := tx.ExecContext(ctx, done.query, done.with)
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
	return wrap("forget what expired", err)
}
