package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"daykit/internal/domain/fault"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the file to the newest version, step by step in one
// transaction. PRAGMA user_version holds the number of steps done.
func migrate(ctx context.Context, db *sql.DB, path string) error {
	files, err := fs.Glob(migrations, "migrations/*.sql") // sorted by name
	if err != nil {
		return err
	}
	have, err := version(ctx, db)
	switch {
	case err != nil:
		return err
	case have > len(files):
		return fault.New(fault.Conflict, "this database was made by a newer version of daykit-server", "start that version")
	case have == len(files):
		return nil
	case have > 0:
		if err := setBy(ctx, db, fmt.Sprintf("%s.before-%04d", path, have+1)); err != nil {
			return fmt.Errorf("copy before migrating: %w", err)
		}
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit this does nothing
	if err := steps(ctx, tx, files); err != nil {
		return err
	}
	return tx.Commit()
}

// setBy writes a copy of the database, which only its owner may read, and has it on the
// disk when it returns. It takes the place of one that a migration which was cut short left
// behind: the database is still as it was then.
func setBy(ctx context.Context, db *sql.DB, to string) (err error) {
	part := to + ".part"
	if err := removed(part); err != nil {
		return err
	}
	if err := reserve(part); err != nil { // VACUUM INTO takes an empty file
		return err
	}
	defer func() { err = errors.Join(err, removed(part)) }()
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return err
	}
	if err := os.Rename(part, to); err != nil {
		return err
	}
	return synced(to)
}

// reserve makes an empty file that only its owner may read, where there is none.
func reserve(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// steps reads the version again, since another program may have migrated the
// file while this one waited for the lock.
func steps(ctx context.Context, tx *sql.Tx, files []string) error {
	have, err := version(ctx, tx)
	if err != nil {
		return err
	}
	for n := have; n < len(files); n++ {
		text, err := migrations.ReadFile(files[n])
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, string(text)); err != nil {
			return fmt.Errorf("migration %s: %w", files[n], err)
		}
		if step := goSteps[n+1]; step != nil {
			if err := step(ctx, tx); err != nil {
				return fmt.Errorf("migration %s: %w", files[n], err)
			}
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", max(have, len(files)))); err != nil {
		return err
	}
	return sound(ctx, tx)
}

// sound reads the rows of the foreign key check; a broken rule is a row, not an error.
func sound(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return err
	}
	defer rows.Close()
	if rows.Next() {
		return errors.New("migration breaks a reference")
	}
	return rows.Err()
}

type queryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func version(ctx context.Context, q queryer) (n int, err error) {
	err = q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&n)
	return n, err
}
