package sqlstore

import (
	"context"
	"time"

	"daykit/internal/central/server"
)

// Groups implements server.Groups.
func (s *Store) Groups(ctx context.Context, now time.Time) (out []server.Group, err error) {
	err = s.engine.Ask(ctx, func(q Queryer) error {
		out = nil
		rows, err := q.QueryContext(ctx, `SELECT w.id, w.name,
			(SELECT count(*) FROM device d WHERE d.ws = w.id AND d.revoked = 0),
			(SELECT coalesce(max(d.seen), 0) FROM device d WHERE d.ws = w.id AND d.revoked = 0),
			(SELECT count(*) FROM event e WHERE e.ws = w.id AND (
				EXISTS (SELECT 1 FROM event_pub p WHERE p.event = e.id AND p.value <> 'null') OR
				EXISTS (SELECT 1 FROM report r WHERE r.event = e.id AND r.value <> 'null'))),
			(SELECT count(*) FROM invitation i WHERE i.ws = w.id AND i.device IS NULL AND i.expires > $1)
			FROM ws w ORDER BY w.name_key`, now.Unix())
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var g server.Group
			if err := rows.Scan(&g.ID, &g.Group, &g.Devices, &g.Seen, &g.Events, &g.Invited); err != nil {
				return err
			}
			out = append(out, g)
		}
		return rows.Err()
	})
	return out, wrap("list groups", err)
}

// Tallies implements server.Groups.
func (s *Store) Tallies(ctx context.Context) (out []server.Tally, err error) {
	err = s.engine.Ask(ctx, func(q Queryer) error {
		out = nil
		rows, err := q.QueryContext(ctx, "SELECT day, CAST(sum(came) AS bigint) FROM tally WHERE day > 0 GROUP BY day ORDER BY day")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var t server.Tally
			if err := rows.Scan(&t.Day, &t.Letters); err != nil {
				return err
			}
			out = append(out, t)
		}
		return rows.Err()
	})
	return out, wrap("read tallies", err)
}
