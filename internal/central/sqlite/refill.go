package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
)

// goSteps are the parts of migrations that SQL cannot say, by number.
var goSteps = map[int]func(context.Context, *sql.Tx) error{2: refill}

// refill writes every feed anew with the ops that were refused in their places. Of
// those only hash and reason were kept: they come without time, and whoever reads
// them sets them aside. A feed that got any has other chains, so that its readers
// begin again, which has no second effect.
func refill(ctx context.Context, tx *sql.Tx) error {
	all, err := column(ctx, tx, "SELECT id FROM ws ORDER BY id")
	if err != nil {
		return err
	}
	for _, ws := range all {
		if err := refillOne(ctx, tx, ws); err != nil {
			return fmt.Errorf("refill: %w", err)
		}
	}
	_, err = tx.ExecContext(ctx, "DROP TABLE feed_before; DROP TABLE refused;")
	return err
}

// before is an op as the first version kept it.
type before struct {
	n       int64 // in the old feed
	refused bool
	inc     []byte
	seq     uint32
	hash    []byte
	reason  string
}

func refillOne(ctx context.Context, tx *sql.Tx, ws string) error {
	ops, err := inOrder(ctx, tx, ws)
	if err != nil {
		return err
	}
	var at oplog.Cursor
	for _, o := range ops {
		at = oplog.Cursor{N: at.N + 1, Chain: feed.NextChain(at.Chain, oplog.Hash(o.hash))}
		if o.refused {
			_, err = tx.ExecContext(ctx, `INSERT INTO feed (ws, n, inc, seq, hlc, class, kind, state, inner, reason, hash, chain)
				VALUES (?, ?, ?, ?, 0, 0, 1, 2, zeroblob(32), ?, ?, ?)`, ws, at.N, o.inc, o.seq, o.reason, o.hash, []byte(at.Chain))
		} else {
			_, err = tx.ExecContext(ctx, `INSERT INTO feed (ws, n, inc, seq, hlc, class, kind, body, hash, chain)
				SELECT ws, ?, inc, seq, hlc, class, kind, body, hash, ? FROM feed_before WHERE ws = ? AND n = ?`, at.N, []byte(at.Chain), ws, o.n)
		}
		if err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, "UPDATE ws SET head = ?, chain = ? WHERE id = ?", at.N, append([]byte{}, at.Chain...), ws)
	return err
}

// inOrder gives the ops of a workspace with each refused one before the next op of
// its incarnation that was taken, or at the end.
func inOrder(ctx context.Context, tx *sql.Tx, ws string) ([]before, error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT n, 0 AS refused, inc, seq, hash, '' AS reason FROM feed_before WHERE ws = ?1
		UNION ALL
		SELECT coalesce((SELECT min(f.n) FROM feed_before f WHERE f.ws = r.ws AND f.inc = r.inc AND f.seq > r.seq), 1 << 62),
			1, inc, seq, hash, reason FROM refused r WHERE ws = ?1
		ORDER BY 1, 2 DESC, 3, 4`, ws)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []before
	for rows.Next() {
		var o before
		if err := rows.Scan(&o.n, &o.refused, &o.inc, &o.seq, &o.hash, &o.reason); err != nil {
			return nil, err
		}
		if len(o.hash) != len(oplog.Hash{}) {
			return nil, fmt.Errorf("op %d has a hash of %d bytes", o.seq, len(o.hash))
		}
		out = append(out, o)
	}
	return out, rows.Err()
}

func column(ctx context.Context, tx *sql.Tx, query string) (out []string, err error) {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}
