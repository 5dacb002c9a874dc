// Package sqlite keeps the central server's data in one SQLite file. It opens the
// file, migrates it, runs transactions and says what errors mean; the statements are
// in sqlstore, and what may enter is decided in server.
//
// A commit is on the disk before its method returns. Several programs may use
// one file at once, such as a running server and the invite command.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"

	"daykit/internal/central/server"
	"daykit/internal/central/sqlstore"
	"daykit/internal/domain/fault"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// busyTimeout is how long, in milliseconds, a statement waits for another program.
const busyTimeout = "busy_timeout(5000)"

// pragmas hold for every connection, which is why they stand in the DSN.
var pragmas = []string{
	busyTimeout, "journal_mode(WAL)", "synchronous(FULL)",
	"secure_delete(ON)", "foreign_keys(ON)", "trusted_schema(OFF)", "cache_size(-65536)", // KiB
	"temp_store(MEMORY)",       // what a statement would undo is never on the disk
	"wal_autocheckpoint(8192)", // pages: in a rush the file is synced once for many commits
}

const readers = 4

// Store is a server.Store in one file. Its statements are those of sqlstore.
type Store struct {
	*sqlstore.Store
	file *file
}

var _ server.Store = (*Store)(nil)

// Open opens the file at path, makes it when it is missing so that only its owner may
// read it, and brings an older one up to date after copying it. A file made by a newer
// version is refused with a fault. Close must be called.
func Open(ctx context.Context, path string) (*Store, error) { return openWith(ctx, path, nil) }

// openWith is Open with more parameters of each connection, as tests need.
func openWith(ctx context.Context, path string, params []string) (*Store, error) {
	if _, err := sqlite.Fdatasync(true); err != nil && !errors.Is(err, sqlite.ErrFdatasyncUnavailable) {
		return nil, fmt.Errorf("choose how to sync: %w", err)
	}
	_ = reserve(path) // what is there already, or cannot be made, is SQLite's to open or to refuse
	write, err := opened(dsn(path, append(params, "_txlock=immediate")))
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	write.SetMaxOpenConns(1)
	if err := migrate(ctx, write, path); err != nil {
		return nil, errors.Join(edge(err), write.Close())
	}
	read, err := opened(dsn(path, append(params, "_pragma=query_only(ON)")))
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	read.SetMaxOpenConns(readers)
	f := &file{write: write, read: read}
	f.owed.Store(true) // by whoever was stopped before it could be done
	return &Store{Store: sqlstore.New(f, sqlstore.Dialect{Unique: unique, Table: table}), file: f}, nil
}

// Close waits for running transactions and closes the file.
func (s *Store) Close() error {
	return errors.Join(s.file.read.Close(), s.file.write.Close())
}

func dsn(path string, extra []string) string {
	parts := append([]string{"_defensive=1"}, extra...)
	for _, p := range pragmas {
		parts = append(parts, "_pragma="+p)
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: strings.Join(parts, "&")}
	if !filepath.IsAbs(path) {
		u.Opaque, u.Path = (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), ""
	}
	return u.String()
}

// file is the engine: all write transactions through one connection, one at a time.
type file struct {
	write *sql.DB // each transaction immediate
	read  *sql.DB
	owed  atomic.Bool // the write-ahead log is to be emptied
}

var _ sqlstore.Engine = (*file)(nil)

// Change implements sqlstore.Engine.
func (f *file) Change(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := f.write.BeginTx(ctx, nil)
	if err != nil {
		return edge(err)
	}
	defer tx.Rollback() // after a commit this does nothing
	if err := do(tx); err != nil {
		return edge(err)
	}
	if err := tx.Commit(); err != nil {
		return edge(err)
	}
	if f.owed.Load() {
		f.empty(context.WithoutCancel(ctx))
	}
	return nil
}

// Look implements sqlstore.Engine.
func (f *file) Look(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := f.read.BeginTx(ctx, nil)
	if err != nil {
		return edge(err)
	}
	defer tx.Rollback() // only reads
	return edge(do(tx))
}

// Ask implements sqlstore.Engine.
func (f *file) Ask(_ context.Context, do func(q sqlstore.Queryer) error) error {
	return edge(do(f.read))
}

// Dropped implements sqlstore.Engine: the write-ahead log is emptied, or what was
// dropped would stay in the file beside. Where a reader of an older moment is in the way,
// such as a backup, it is tried again after each later commit.
func (f *file) Dropped(ctx context.Context) {
	f.owed.Store(true)
	f.empty(ctx)
}

// empty copies the write-ahead log into the file and cuts it to nothing. It waits for
// nobody: it holds the one connection that writes, and sign-ups would wait with it.
func (f *file) empty(ctx context.Context) {
	conn, err := f.write.Conn(ctx)
	if err != nil {
		return
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "PRAGMA busy_timeout = 0"); err != nil {
		return
	}
	var busy, frames, copied int
	err = conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &copied)
	if err == nil && busy == 0 {
		f.owed.Store(false)
	}
	_, _ = conn.ExecContext(ctx, "PRAGMA "+busyTimeout)
}

// edge turns the engine's codes that an operator can act on into faults.
func edge(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff { // the low byte is the primary code
	case lib.SQLITE_FULL:
		return fault.Wrap(err, fault.Full, "the server's disk is full", "make room on the disk and try again")
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return fault.Wrap(err, fault.Locked, "the server's database is busy", "try again in a moment")
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return fault.Wrap(err, fault.Damaged, "the server's database does not read back", "put the last backup in its place")
	case lib.SQLITE_CANTOPEN, lib.SQLITE_PERM, lib.SQLITE_READONLY:
		return fault.Wrap(err, fault.Invalid, "the database file cannot be opened or written", "give --db a file in a folder that exists and may be written")
	}
	return err
}

// unique reports whether err is a broken UNIQUE or PRIMARY KEY rule.
func unique(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) &&
		(e.Code() == lib.SQLITE_CONSTRAINT_UNIQUE || e.Code() == lib.SQLITE_CONSTRAINT_PRIMARYKEY)
}
