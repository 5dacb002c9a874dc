package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"daykit/internal/central/sqlstore"
	"daykit/internal/domain/fault"
)

// pool is the engine: many transactions at a time, of which those that need the same
// rows wait for each other.
type pool struct {
	db    *sql.DB
	posts *sql.DB // for Post alone; see postsOf
}

var _ sqlstore.Engine = (*pool)(nil)

func (p *pool) close() error { return errors.Join(p.db.Close(), p.posts.Close()) }

// tries is how often a transaction is begun that did not come to its end, and pause
// the longest time before the second; each later one may be twice as long.
const (
	tries = 8
	pause = 4 * time.Millisecond
)

// Change implements sqlstore.Engine. A statement sees what was committed before it
// began (READ COMMITTED), so that what must not change is read with a lock.
func (p *pool) Change(ctx context.Context, do func(tx *sql.Tx) error) error {
	return repeat(ctx, func() (bool, error) {
		return p.once(ctx, &sql.TxOptions{Isolation: sql.LevelReadCommitted}, do)
	})
}

// Look implements sqlstore.Engine.
func (p *pool) Look(ctx context.Context, do func(tx *sql.Tx) error) error {
	return repeat(ctx, func() (bool, error) {
		return p.once(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}, do)
	})
}

// Ask implements sqlstore.Engine.
func (p *pool) Ask(ctx context.Context, do func(q sqlstore.Queryer) error) error {
	return repeat(ctx, func() (bool, error) { return true, do(p.db) })
}

// Dropped implements sqlstore.Engine. A row that was changed lies in the table's file
// until it is vacuumed, and in the write-ahead log until that is reused or, where it is
// kept, thrown away: that is the operator's to set, and docs/privacy.md says so.
func (p *pool) Dropped(context.Context) {}

// once runs do in one transaction. clean tells that an error has left nothing behind:
// an answer to COMMIT that did not come may stand for a commit.
func (p *pool) once(ctx context.Context, o *sql.TxOptions, do func(tx *sql.Tx) error) (clean bool, err error) {
	tx, err := p.db.BeginTx(ctx, o)
	if err != nil {
		return true, err
	}
	defer tx.Rollback() // after a commit this does nothing
	if err := do(tx); err != nil {
		return true, err
	}
	return false, tx.Commit()
}

// repeat runs once until it succeeds, fails for good, or has failed too often.
func repeat(ctx context.Context, once func() (clean bool, err error)) error {
	for n := 0; ; n++ {
		clean, err := once()
		if err == nil || ctx.Err() != nil || n+1 == tries || !again(clean, err) {
			return edge(ctx, err)
		}
		longest := pause << n
		timer := time.NewTimer(rand.N(longest)) //nolint:gosec // two that met must not meet again
		select {
		case <-ctx.Done():
			timer.Stop()
			return edge(ctx, err)
		case <-timer.C:
		}
	}
}

// again reports whether to begin anew: after a deadlock or another conflict of two
// transactions, which the database says have left nothing, and after a connection that
// broke in the middle of one, which a new one may do better.
func again(clean bool, err error) bool {
	switch stateOf(err) {
	case "40001", "40P01": // two transactions in conflict; two that wait for each other
		return true
	}
	var refused *pgconn.ConnectError // no new connection: the next would not come either
	return clean && lost(err) && !errors.As(err, &refused)
}

// stateOf gives the SQLSTATE of an error, empty when it is not the database's.
func stateOf(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// class gives the first two characters of a SQLSTATE, by which PostgreSQL groups them:
// https://www.postgresql.org/docs/current/errcodes-appendix.html
func class(state string) string { return state[:min(2, len(state))] }

// lost reports whether the connection is no more, or the database does not answer now.
func lost(err error) bool {
	switch state := stateOf(err); {
	case state == "57P01" || state == "57P02" || state == "57P03": // shut down by a person, by a crash, starting
		return true
	case class(state) == "08":
		return true
	case state != "":
		return false
	}
	var connect *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &connect) || errors.As(err, &network) || pgconn.SafeToRetry(err) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) ||
		errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, pgconn.ErrConnClosed) || errors.Is(err, pgx.ErrTxClosed)
}

// edge turns the database's codes that an operator can act on into faults. Whoever
// stopped waiting gets the reason of that.
func edge(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return errors.Join(ctx.Err(), err)
	}
	var known *fault.Error
	if errors.As(err, &known) {
		return err
	}
	switch state := stateOf(err); {
	case state == "53100": // disk_full
		return fault.Wrap(err, fault.Full, "the database's disk is full", "make room on the disk and try again")
	case lost(err) || class(state) == "28":
		return fault.Wrap(err, fault.Offline, "the server's database cannot be reached", "try again in a moment")
	case state == "25006": // read_only_sql_transaction: a standby, or a primary that became one
		return fault.Wrap(err, fault.Offline, "the server's database takes nothing in now", "try again in a moment")
	case class(state) == "40" || class(state) == "53" || class(state) == "55":
		return fault.Wrap(err, fault.Locked, "the server's database is busy", "try again in a moment")
	case class(state) == "XX" || class(state) == "58":
		return fault.Wrap(err, fault.Damaged, "the server's database does not read back or cannot write", "look into the database's log")
	case state == "22021" || state == "22P05": // character_not_in_repertoire, untranslatable_character
		return fault.Wrap(err, fault.Invalid, "a text is not in UTF-8 or holds a zero byte", "write it anew")
	}
	return err
}

// unique reports whether err is a broken UNIQUE or PRIMARY KEY rule.
func unique(err error) bool { return stateOf(err) == "23505" }
