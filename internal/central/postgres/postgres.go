// Package postgres keeps the central server's data in a PostgreSQL database, which
// many servers may share. It opens the database, migrates it, runs transactions and
// says what errors mean; the statements are in sqlstore, and what may enter is decided
// in server.
//
// A commit is on the database's disk before its method returns, and on that of its
// synchronous standby if it has one; a database that has synchronous_commit off is
// asked to turn it on for these connections. Connections must last for a session: a
// pooler that hands out a connection for each transaction does not serve.
package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"daykit/internal/central/server"
	"daykit/internal/central/sqlstore"
	"daykit/internal/domain/fault"
)

// connections is how many one program holds at most. PostgreSQL takes a hundred in all
// unless it is told otherwise.
const connections = 20

// connectTimeout is how long one program waits for a connection, if the address does
// not say otherwise by connect_timeout.
const connectTimeout = 5 * time.Second

// applicationName is by what a server's connections are known in the database.
const applicationName = "daykit-server"

// Store is a server.Store in one database. Its statements are those of sqlstore.
type Store struct {
	*sqlstore.Store
	pool *pool
}

var _ server.Store = (*Store)(nil)

// Open opens the database at an address such as postgres://user:password@host/database
// and brings it up to date; several programs may do so at once. What cannot be reached
// is a fault of code Offline, what a newer version made Conflict, and what will never
// work Invalid. Close must be called.
func Open(ctx context.Context, address string) (*Store, error) {
	cfg, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, unreadable(err)
	}
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = connectTimeout
	}
	if cfg.RuntimeParams["application_name"] == "" {
		cfg.RuntimeParams["application_name"] = applicationName
	}
	db := stdlib.OpenDB(*cfg, stdlib.OptionAfterConnect(settle))
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	p := &pool{db: db, posts: postsOf(cfg)}
	if err := migrate(ctx, p); err != nil {
		return nil, errors.Join(opening(err), p.close())
	}
	return &Store{Store: sqlstore.New(p, sqlstore.Dialect{Lock: " FOR UPDATE", Unique: unique, Table: table}), pool: p}, nil
}

// unreadable says that an address is none. err shows no password.
func unreadable(err error) error {
	return fault.Wrap(err, fault.Invalid, "the database's address cannot be read",
		"write it as postgres://user:password@host/database")
}

// Close waits for running transactions and closes the connections.
func (s *Store) Close() error { return s.pool.close() }

// settings hold for each connection. A transaction that waits long for another one
// gives up, and one that its program left behind ends, so that no row stays held.
const settings = `
	SET client_encoding = 'UTF8';
	SET lock_timeout = '10s';
	SET idle_in_transaction_session_timeout = '60s';
	SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`

func settle(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.PgConn().Exec(ctx, settings).ReadAll()
	return err
}

// opening says what an operator can do about an error before anything has worked.
func opening(err error) error {
	switch code := stateOf(err); {
	case code == "3D000":
		return fault.Wrap(err, fault.Invalid, "the database server has no database of that name", "make it with createdb")
	case code == "22P02" || code == "42704" || code == "42501" || class(code) == "28":
		return fault.Wrap(err, fault.Invalid, "the database server does not let daykit-server in or does not let it make tables",
			"check the user, the password and the user's rights on the database")
	}
	return err
}

// encoded refuses a database whose texts are not in UTF-8.
func encoded(ctx context.Context, tx *sql.Tx) error {
	var name string
	if err := tx.QueryRowContext(ctx, "SHOW server_encoding").Scan(&name); err != nil {
		return err
	}
	if name != "UTF8" {
		return fault.Wrap(fmt.Errorf("the encoding is %s", name), fault.Invalid, "the database does not keep its texts in UTF-8",
			"make one with createdb --encoding=UTF8 --template=template0")
	}
	return nil
}
