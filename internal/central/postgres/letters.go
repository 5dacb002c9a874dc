package postgres

import (
	"context"
	"database/sql"

	"daykit/internal/central/sqlstore"
)

// add implements sqlstore.Dialect.Add, by one statement. That numbers rise in the order of
// the letters is asked for by ORDER BY: they are drawn after the rows are sorted, see
// https://www.postgresql.org/docs/current/sql-insert.html
func add(ctx context.Context, tx *sql.Tx, all []sqlstore.Letter) (added []bool, err error) {
	ws, ids, events, bodies := make([]string, len(all)), make([]string, len(all)), make([]string, len(all)), make([][]byte, len(all))
	at := make(map[[2]string]int, len(all))
	for i, l := range all {
		ws[i], ids[i], events[i], bodies[i] = l.Workspace, l.UUID, l.Event, l.Body
		at[[2]string{l.Workspace, l.UUID}] = i
	}
	rows, err := tx.QueryContext(ctx, `INSERT INTO signup (ws, id, event, body)
		SELECT k.a, k.b, k.c, k.d FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) WITH ORDINALITY AS k(a, b, c, d, n)
		WHERE NOT EXISTS (SELECT 1 FROM signup_done d WHERE d.ws = k.a AND d.id = k.b)
		ORDER BY k.n ON CONFLICT (ws, id) DO NOTHING RETURNING ws, id`, ws, ids, events, bodies)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	added = make([]bool, len(all))
	for rows.Next() {
		var key [2]string
		if err := rows.Scan(&key[0], &key[1]); err != nil {
			return nil, err
		}
		added[at[key]] = true
	}
	return added, rows.Err()
}
