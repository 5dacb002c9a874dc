// Package sqlstore holds the statements of the central server's stores, once for
// every engine. It is a server.Store but for what engines do differently, which it
// asks of an Engine: opening, migrating, transactions and the meaning of errors. What
// happens for every visitor, Post, each engine writes in its own best way.
//
// Statements are written in what SQLite and PostgreSQL have in common, with $1 to $n
// in the order of first use. Rules that need a workspace, an invitation or an offer to
// stay as it was read take its row with Dialect.Lock, which an engine that runs one
// write transaction at a time leaves empty.
package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"daykit/internal/central/server"
)

// Engine runs statements. Its methods turn errors of the database that an operator
// can act on into faults, and give all other errors on as they are, those of do
// among them.
type Engine interface {
	// Change runs do in one write transaction, and commits it unless do fails. What
	// was committed survives a power cut. do may run again when it has to begin anew.
	Change(ctx context.Context, do func(tx *sql.Tx) error) error

	// Look runs do in one transaction that only reads; all it reads is of one moment. do
	// may run again too.
	Look(ctx context.Context, do func(tx *sql.Tx) error) error

	// Ask runs do, which reads by one statement. do may run again too.
	Ask(ctx context.Context, do func(q Queryer) error) error

	// Dropped is told after a commit that dropped what somebody wrote, so that no
	// byte of it stays where the engine can help it.
	Dropped(ctx context.Context)
}

// Queryer reads by a statement.
type Queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Dialect is where the same statement is not the same for every engine.
type Dialect struct {
	Lock   string               // ends a SELECT whose row must stay as it is until the transaction ends
	Unique func(err error) bool // reports whether err is a broken UNIQUE or PRIMARY KEY rule

	// Table gives what follows FROM so that a statement runs over rows that it is given,
	// and the arguments that hold them, from $first on. Columns are []string or []int64,
	// all of one length, and are called k.a, k.b and so on.
	Table func(first int, columns ...any) (from string, args []any, err error)
}

// Store is a server.Store over an engine, but for Post.
type Store struct {
	engine Engine
	Dialect
}

// New gives the store of an engine whose tables are those of its newest migration.
func New(e Engine, d Dialect) *Store { return &Store{engine: e, Dialect: d} }

// hold keeps a workspace as it is until the transaction ends.
func (s *Store) hold(ctx context.Context, tx *sql.Tx, ws string) error {
	if s.Lock == "" {
		return nil
	}
	var id string
	err := tx.QueryRowContext(ctx, "SELECT id FROM ws WHERE id = $1"+s.Lock, ws).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // the statement that needs it says so
	}
	return err
}

// isText reports whether every engine can hold s as text. What it cannot hold is
// nowhere in it either.
func isText(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

func oneRow(res sql.Result) error {
	n, err := res.RowsAffected()
	if err == nil && n != 1 {
		return server.ErrDenied
	}
	return err
}

func denied(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return server.ErrDenied
	}
	return err
}

func missing(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return server.ErrNotFound
	}
	return err
}

func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
