package sqlite

import (
	"context"
	"database/sql"

	"daykit/internal/central/sqlstore"
)

// add implements sqlstore.Dialect.Add. A statement for each letter is cheaper than one for
// all: what fails undoes the whole transaction, so nothing is written down to undo a part.
func add(ctx context.Context, tx *sql.Tx, all []sqlstore.Letter) (added []bool, err error) {
	const query = `INSERT INTO signup (ws, id, event, body) SELECT $1, $2, $3, $4
		WHERE NOT EXISTS (SELECT 1 FROM signup_done WHERE ws = $1 AND id = $2) ON CONFLICT (ws, id) DO NOTHING`
	added = make([]bool, len(all))
	for i, l := range all {
		res, err := tx.ExecContext(ctx, query, l.Workspace, l.UUID, l.Event, append([]byte{}, l.Body...))
		if err != nil {
			return nil, err
		}
		n, err := res.RowsAffected()
		if err != nil {
			return nil, err
		}
		added[i] = n == 1
	}
	return added, nil
}
