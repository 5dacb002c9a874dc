package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"daykit/internal/data/oplog"
)

// CopyTo writes a whole copy of the database to path, as it stands between two
// acts. What was deleted is not in it. It lies in the plain where the database does.
func (s *Store) CopyTo(ctx context.Context, path string) error {
	if err := copyTo(ctx, s.w, path); err != nil {
		return fmt.Errorf("copy the workspace: %w", mapped(err))
	}
	return nil
}

// CheckFile reads a copy of a workspace's database that nobody has open, and gives
// Damaged when its pages do not fit together or it is no workspace. It changes nothing.
func CheckFile(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", dsnReadOnly(path))
	if err != nil {
		return fmt.Errorf("check a copy: %w", err)
	}
	err = quickCheck(ctx, db)
	if err == nil {
		_, err = version(ctx, db)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("check a copy: %w", mapped(err))
	}
	return nil
}

// dsnReadOnly opens a file that does not change, so that nothing is written beside it.
func dsnReadOnly(path string) string {
	p := filepath.ToSlash(path)
	if p[0] != '/' {
		p = "/" + p // C:/…
	}
	u := url.URL{Scheme: "file", Path: p, RawQuery: "mode=ro&immutable=1&_defensive=1&_pragma=trusted_schema(OFF)&_pragma=temp_store(MEMORY)"}
	return u.String()
}

// Verify reads the whole log and gives Damaged when an operation no longer has the
// hash that it was written with. Together with the check of pages that Open does,
// it finds a changed byte of the log wherever it is.
func (s *Store) Verify(ctx context.Context) error {
	rows, err := s.r.QueryContext(ctx, "SELECT "+opColumns+" FROM op")
	if err != nil {
		return fmt.Errorf("verify: %w", mapped(err))
	}
	err = each(rows, func(r *sql.Rows) error {
		o, err := scanOp(r)
		if err == nil && o.Sum() != o.Hash {
			err = damaged(fmt.Errorf("operation %x/%d has another hash", o.Inc, o.Seq))
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("verify: %w", mapped(err))
	}
	return nil
}

// Erased names what was erased for good, by Erase here or elsewhere.
func (s *Store) Erased(ctx context.Context) ([]oplog.Entity, error) {
	rows, err := s.r.QueryContext(ctx, "SELECT ent, id FROM gone ORDER BY ent, id")
	if err != nil {
		return nil, fmt.Errorf("list what was erased: %w", mapped(err))
	}
	out := []oplog.Entity{}
	err = each(rows, func(r *sql.Rows) error {
		var e oplog.Entity
		err := r.Scan(&e.Kind, &e.ID)
		out = append(out, e)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list what was erased: %w", mapped(err))
	}
	return out, nil
}

// ownSettings is the prefix of settings that a backup keeps about itself.
const ownSettings = "backup."

// Mark is a short text that is another one after each change of the workspace's
// content: each act, each operation that came in, each setting but those that begin
// with "backup.". It is the same after opening again, and empty while nobody has done
// anything.
func (s *Store) Mark(ctx context.Context) (string, error) {
	h := sha256.New()
	var ops int64
	if err := s.r.QueryRowContext(ctx, "SELECT coalesce(sum(have), 0) FROM peer").Scan(&ops); err != nil {
		return "", fmt.Errorf("mark: %w", mapped(err))
	}
	if ops == 0 {
		return "", nil
	}
	fmt.Fprintf(h, "%d\n", ops)
	rows, err := s.r.QueryContext(ctx, "SELECT k, v FROM setting ORDER BY k")
	if err != nil {
		return "", fmt.Errorf("mark: %w", mapped(err))
	}
	err = each(rows, func(r *sql.Rows) error {
		var k, v string
		if err := r.Scan(&k, &v); err != nil {
			return err
		}
		if !strings.HasPrefix(k, ownSettings) {
			fmt.Fprintf(h, "%q %q\n", k, v)
		}
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("mark: %w", mapped(err))
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), nil
}

// Hold keeps every other program out of the workspace's folder, which must exist,
// while its files are replaced. Locked while the workspace is open anywhere.
func Hold(dir string) (release func() error, err error) {
	l, err := acquire(filepath.Join(dir, lockName))
	if err != nil {
		return nil, fmt.Errorf("hold the workspace: %w", mapped(err))
	}
	return l.release, nil
}

// DataFiles are the files beside each other that are the database: to copy, move or
// take away one of them without the others is to break it.
func DataFiles() []string { return []string{FileName, FileName + "-wal", FileName + "-shm"} }

// Fault turns an error of the file system into a fault, Full and Denied above all, as
// errors of the workspace are.
func Fault(err error) error { return mapped(err) }

// ErrPlain is what Options.BeforeMigrate gives when it cannot seal a copy now: then a
// plain one is left in the folder, PlainCopies names it.
var ErrPlain = errors.New("no sealed copy can be made now")

// PlainCopies are the copies from before a migration that lie in the folder as plain as
// the database itself, for whoever can seal them. They are databases of a workspace.
func PlainCopies(dir string) ([]string, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "before-[0-9][0-9][0-9][0-9].db"))
	if err != nil {
		return nil, fmt.Errorf("list copies: %w", err)
	}
	return paths, nil
}

// copyBefore keeps the database as it is before the script of that number runs: by
// Options.BeforeMigrate, or else as a plain copy in the folder.
func (s *Store) copyBefore(dir string) func(ctx context.Context, number int) error {
	return func(ctx context.Context, number int) error {
		err := ErrPlain
		if s.opts.BeforeMigrate != nil {
			err = s.opts.BeforeMigrate(ctx, func(path string) error { return copyTo(ctx, s.w, path) })
		}
		if errors.Is(err, ErrPlain) {
			return copyTo(ctx, s.w, filepath.Join(dir, fmt.Sprintf("before-%04d.db", number)))
		}
		return err
	}
}
