// Package store keeps a group's workspace on one laptop: an append-only log of
// operations in SQLite and the current state folded from it, changed in the same
// transaction. What Write has returned from survives a crash and a power cut;
// what a program of this package writes, only one program at a time can write.
// The rules of the log are those of package oplog, for which a transaction here is
// a Disk. Private ops lie sealed in the log, and so do the values of guests beside
// it: names and contacts are in no byte of the files. Plans, and ids, are.
// Nothing here opens a connection: package sync carries the log to the server.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"daykit/internal/data/oplog"
	"daykit/internal/domain/fault"
)

// The files of a workspace, in its folder.
const (
	FileName = "workspace.db"
	lockName = "workspace.lock"
)

// Options are what a store takes from outside. Now, Rand and Log must be set.
type Options struct {
	Now  func() time.Time // the wall clock
	Rand io.Reader        // crypto/rand outside tests
	Log  *slog.Logger

	// Sealer seals what is private; Locked{} until the keys come. Without one, and
	// without Keys, private values lie as they are and private ops never leave.
	Sealer Sealer

	// Keys gives the Sealer when there is none above. It is called when the workspace
	// is ours alone, so that two programs never make keys at once. Workspace names the
	// keys that it was sealed with, in hexadecimal; "" when it has not been sealed yet.
	Keys func(ctx context.Context, workspace string) (Sealer, error)

	// BeforeMigrate keeps a workspace as it is before its tables change; copy writes
	// the database to a path. When it fails nothing is changed. Nil leaves a plain copy
	// in the folder.
	BeforeMigrate func(ctx context.Context, copy func(path string) error) error

	params string // more parameters of each connection; only tests can set them, to open on a disk of their own
}

// Store is an open workspace. It is safe for concurrent use.
type Store struct {
	opts Options
	lock *lock
	w    *sql.DB // one connection, the only one that writes
	r    *sql.DB // readers

	keys    atomic.Pointer[Sealer]
	changes changes

	mu     sync.Mutex // serialises writers; guards what follows
	rep    *oplog.Replica
	traces bool  // something was erased and the WAL may still hold it
	why    error // that is so; nil when it is for a reader
}

// Open opens the workspace in the folder dir and makes both when they are
// missing. The faults it gives are Locked while another program holds the
// workspace, Conflict for a workspace of a newer Daykit, Damaged when the file
// does not read back, Denied when the folder cannot be written, and Full.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	dir, err := filepath.Abs(dir) // a file URI has no relative form
	if err == nil {
		err = os.MkdirAll(dir, 0o700)
	}
	if err != nil {
		return nil, fmt.Errorf("open workspace: %w", mapped(err))
	}
	l, err := acquire(filepath.Join(dir, lockName))
	if err != nil {
		return nil, fmt.Errorf("open workspace: %w", mapped(err))
	}
	s := &Store{opts: o, lock: l}
	if err := s.open(ctx, dir); err != nil {
		return nil, errors.Join(fmt.Errorf("open workspace: %w", mapped(err)), s.Close())
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, dir string) error {
	path := filepath.Join(dir, FileName)
	if err := touch(path); err != nil {
		return err
	}
	var err error
	if s.w, err = sql.Open("sqlite", dsn(path, "_txlock=immediate&"+s.opts.params)); err != nil {
		return err
	}
	s.w.SetMaxOpenConns(1)
	if s.r, err = sql.Open("sqlite", dsn(path, "_pragma=query_only(1)&"+s.opts.params)); err != nil {
		return err
	}
	s.r.SetMaxOpenConns(4)
	if err := quickCheck(ctx, s.w); err != nil {
		return err
	}
	if err := migrate(ctx, s.w, migrations(), s.copyBefore(dir)); err != nil {
		return err
	}
	return s.start(ctx, dir)
}

// Close closes the workspace and lets others open it.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.r, s.w} { // the writer last: it folds the WAL into the file
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(append(errs, s.lock.release())...)
}

// dsn names the file with the pragmas that every connection must have: on a
// pool, a PRAGMA by Exec would reach one connection only. FULL keeps every
// acknowledged commit over a power cut, secure_delete leaves no trace of a
// deleted name.
func dsn(path, more string) string {
	p := filepath.ToSlash(path)
	if p[0] != '/' {
		p = "/" + p // C:/…
	}
	u := url.URL{Scheme: "file", Path: p, RawQuery: "_defensive=1&_pragma=busy_timeout(5000)" +
		"&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=secure_delete(ON)" +
		"&_pragma=foreign_keys(ON)&_pragma=trusted_schema(OFF)&_pragma=temp_store(MEMORY)&" + more}
	return u.String()
}

// touch makes the file before SQLite does, so that nobody else can read it; the
// files beside it take over its mode.
func touch(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(f.Chmod(0o600), f.Close())
}

func quickCheck(ctx context.Context, db *sql.DB) error {
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return damaged(errors.New(verdict))
	}
	return nil
}

func damaged(cause error) error {
	return fault.Wrap(cause, fault.Damaged, "the workspace is damaged and was not changed",
		"keep a copy of the data folder as it is, then put the last backup in its place")
}

// update runs fn in the one write transaction that an exported method is.
func (s *Store) update(ctx context.Context, what string, fn func(*batch) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.transact(ctx, fn); err != nil {
		return fmt.Errorf("%s: %w", what, mapped(err))
	}
	return nil
}

func (s *Store) transact(ctx context.Context, fn func(*batch) error) error {
	tx, err := s.w.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	b := newBatch(ctx, tx, s)
	if err := fn(b); err != nil {
		return err
	}
	if err := b.flush(); err != nil {
		return err
	}
	err = tx.Commit()
	s.changes.add(b.events)
	if err != nil {
		// Whether it is on the disk is unknown: never use these sequences again.
		s.rep.NewLaunch()
		return err
	}
	if s.traces = s.traces || b.bared || len(b.gone) > 0; s.traces {
		s.sweep(ctx)
	}
	return nil
}

// view runs fn in a transaction that only reads, beside any writer.
func (s *Store) view(ctx context.Context, what string, fn func(*batch) error) error {
	tx, err := s.r.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err == nil {
		defer tx.Rollback()
		err = fn(newBatch(ctx, tx, s))
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, mapped(err))
	}
	return nil
}
