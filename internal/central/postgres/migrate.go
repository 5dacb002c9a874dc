package postgres

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"daykit/internal/domain/fault"
)

//go:embed migrations/*.sql
var migrations embed.FS

// turn is the number of the lock under which one program at a time migrates. It is
// "daykit" in ASCII, so that nobody else's is the same by chance.
const turn = 0x6461796b6974

// migrate brings the database to the newest version, step by step in one transaction.
// The table migration has a row for each step that was done.
func migrate(ctx context.Context, p *pool) error {
	files, err := fs.Glob(migrations, "migrations/*.sql") // sorted by name
	if err != nil {
		return err
	}
	return p.Change(ctx, func(tx *sql.Tx) error {
		if err := encoded(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock($1)", int64(turn)); err != nil {
			return err
		}
		return steps(ctx, tx, files)
	})
}

func steps(ctx context.Context, tx *sql.Tx, files []string) error {
	have, err := version(ctx, tx)
	if err != nil {
		return err
	}
	if have > len(files) {
		return fault.New(fault.Conflict, "this database was made by a newer version of daykit-server", "start that version")
	}
	for n := have; n < len(files); n++ {
		text, err := migrations.ReadFile(files[n])
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, string(text)); err != nil {
			return fmt.Errorf("migration %s: %w", files[n], err)
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO migration (n) VALUES ($1)", n+1); err != nil {
			return err
		}
	}
	return nil
}

// version counts the steps done.
func version(ctx context.Context, tx *sql.Tx) (n int, err error) {
	var there bool
	if err := tx.QueryRowContext(ctx, "SELECT to_regclass('migration') IS NOT NULL").Scan(&there); err != nil {
		return 0, err
	}
	if !there {
		_, err := tx.ExecContext(ctx, "CREATE TABLE migration (n integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())")
		return 0, err
	}
	err = tx.QueryRowContext(ctx, "SELECT coalesce(max(n), 0) FROM migration").Scan(&n)
	return n, err
}
