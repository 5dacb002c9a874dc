package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"daykit/internal/central/sqlstore"
	"daykit/internal/data/feed"
)

// Post implements server.Mail. The database is asked twice, by several statements at a
// time: on a busy machine each question waits for a processor on both sides.
func (s *Store) Post(ctx context.Context, all []feed.Letter, most int) (out []feed.Fate, err error) {
	err = repeat(ctx, func() (clean bool, err error) {
		out, clean, err = s.pool.post(ctx, all, most)
		return clean, err
	})
	if err != nil {
		return nil, fmt.Errorf("post letters: %w", err)
	}
	return out, nil
}

// postsOf gives the connections that letters are written over. Their statements are planned
// once and look each row up by an index, whatever the database believes of the tables: in a
// rush they grow faster than it counts, and to plan takes it as long as to do.
func postsOf(cfg *pgx.ConnConfig) *sql.DB {
	own := cfg.Copy()
	own.RuntimeParams["enable_seqscan"] = "off"
	own.RuntimeParams["plan_cache_mode"] = "force_generic_plan"
	db := stdlib.OpenDB(*own, stdlib.OptionAfterConnect(settle))
	db.SetMaxOpenConns(postConnections)
	db.SetMaxIdleConns(postConnections)
	return db
}

// postConnections is how many of them one program holds at most; its one writer of letters
// needs one.
const postConnections = 4

// post is one try. clean tells that an error has left nothing behind.
func (p *pool) post(ctx context.Context, all []feed.Letter, most int) (out []feed.Fate, clean bool, err error) {
	conn, err := p.posts.Conn(ctx)
	if err != nil {
		return nil, true, err
	}
	defer conn.Close() // gives it back
	b := &boxes{}
	err = conn.Raw(func(c any) error {
		of, ok := c.(*stdlib.Conn)
		if !ok {
			return fmt.Errorf("a connection is %T", c)
		}
		b.conn = of.Conn()
		out, err = sqlstore.Post(ctx, b, all, most)
		if b.conn.PgConn().TxStatus() == 'I' {
			return err
		}
		if _, endErr := b.conn.Exec(context.WithoutCancel(ctx), "ROLLBACK"); endErr != nil {
			return errors.Join(err, driver.ErrBadConn)
		}
		return err
	})
	return out, !b.ended, err
}

// boxes are the mailboxes in a transaction that Hold begins and Keep commits.
type boxes struct {
	conn  *pgx.Conn
	ended bool // the commit was sent
}

// Hold implements sqlstore.Boxes. How many letters wait is read by a statement of its own,
// which sees what was committed before the workspaces were held.
func (b *boxes) Hold(ctx context.Context, events []string) (out []sqlstore.Owned, err error) {
	ask := &pgx.Batch{}
	ask.Queue("BEGIN ISOLATION LEVEL READ COMMITTED")
	ask.Queue("SELECT id FROM ws WHERE id IN (SELECT e.ws FROM event e WHERE e.id = ANY ($1::text[])) ORDER BY id FOR NO KEY UPDATE", events)
	ask.Queue(`SELECT e.id, e.ws, coalesce((SELECT sum(t.came - t.gone) FROM tally t WHERE t.ws = e.ws AND t.event = e.id), 0)::bigint
		FROM event e WHERE e.id = ANY ($1::text[])`, events).Query(func(rows pgx.Rows) error {
		out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[sqlstore.Owned])
		return err
	})
	return out, b.conn.SendBatch(ctx, ask).Close()
}

// Known implements sqlstore.Boxes.
func (b *boxes) Known(ctx context.Context, all []sqlstore.Letter) (out []sqlstore.Letter, err error) {
	ws, ids, _, _ := columns(all)
	rows, err := b.conn.Query(ctx, `SELECT k.n FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k(ws, id, n)
		WHERE EXISTS (SELECT 1 FROM signup s WHERE s.ws = k.ws AND s.id = k.id)
		OR EXISTS (SELECT 1 FROM signup_done d WHERE d.ws = k.ws AND d.id = k.id)`, ws, ids)
	if err != nil {
		return nil, err
	}
	at, err := pgx.CollectRows(rows, pgx.RowTo[int])
	for _, n := range at {
		out = append(out, all[n-1]) // which counts from 1
	}
	return out, err
}

// keep adds letters and counts them. The rows are numbered after they were sorted, see
// https://www.postgresql.org/docs/release/9.6.0/ ("ORDER BY").
const keep = `WITH added AS (
		INSERT INTO signup (ws, id, event, body)
		SELECT k.ws, k.id, k.event, k.body FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) WITH ORDINALITY AS k(ws, id, event, body, n)
		WHERE NOT EXISTS (SELECT 1 FROM signup_done d WHERE d.ws = k.ws AND d.id = k.id)
		ORDER BY k.n ON CONFLICT (ws, id) DO NOTHING RETURNING ws, id, event
	), counted AS (
		INSERT INTO tally (ws, event, day, came, gone, held)
		SELECT ws, event, $5::bigint, count(*), 0, 1 FROM added GROUP BY ws, event ORDER BY ws, event
		ON CONFLICT (ws, event, day) DO UPDATE SET came = tally.came + excluded.came, held = 1
	) SELECT ws, id FROM added`

// Keep implements sqlstore.Boxes, by a statement for all that came on one day, and commits.
func (b *boxes) Keep(ctx context.Context, all []sqlstore.Letter) (added []bool, err error) {
	type key struct{ ws, id string }
	at := make(map[key]int, len(all))
	for i, l := range all {
		at[key{l.Workspace, l.UUID}] = i
	}
	added = make([]bool, len(all))
	ask := &pgx.Batch{}
	for rest := all; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].Day == rest[0].Day {
			n++
		}
		ws, ids, events, bodies := columns(rest[:n])
		ask.Queue(keep, ws, ids, events, bodies, rest[0].Day).Query(func(rows pgx.Rows) error {
			var k key
			_, err := pgx.ForEachRow(rows, []any{&k.ws, &k.id}, func() error {
				added[at[k]] = true
				return nil
			})
			return err
		})
		rest = rest[n:]
	}
	ask.Queue("COMMIT")
	b.ended = true
	return added, b.conn.SendBatch(ctx, ask).Close()
}

func columns(all []sqlstore.Letter) (ws, ids, events []string, bodies [][]byte) {
	for _, l := range all {
		ws, ids, events, bodies = append(ws, l.Workspace), append(ids, l.UUID), append(events, l.Event), append(bodies, append([]byte{}, l.Body...))
	}
	return ws, ids, events, bodies
}
