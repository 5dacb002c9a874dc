package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sort"
	"strconv"
	"strings"

	"daykit/internal/domain/fault"
)

//go:embed migrations/*.sql
var embedded embed.FS

func migrations() fs.FS {
	sub, err := fs.Sub(embedded, "migrations")
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return sub
}

// migrate brings the file up to the newest of the numbered scripts, one
// transaction each, forward only. A file with data in it is first handed to before,
// with the number of the script to come; one that a newer program wrote, or another
// program altogether, is left alone.
func migrate(ctx context.Context, db *sql.DB, scripts fs.FS, before func(ctx context.Context, number int) error) error {
	names, err := scriptNames(scripts)
	if err != nil {
		return err
	}
	at, err := version(ctx, db)
	if err != nil || at == len(names) {
		return err
	}
	if at > len(names) {
		return fault.New(fault.Conflict, "this workspace was written by a newer Daykit and was not changed",
			"install the newest Daykit and open it again")
	}
	if at > 0 {
		if err := before(ctx, at+1); err != nil {
			return fmt.Errorf("copy before migrating: %w", err)
		}
	}
	for i, name := range names[at:] {
		if err := runScript(ctx, db, scripts, name, at+i+1); err != nil {
			return fmt.Errorf("migrate to %s: %w", name, err)
		}
	}
	return nil
}

// scriptNames lists the scripts in order and refuses a gap in their numbers.
func scriptNames(scripts fs.FS) ([]string, error) {
	names, err := fs.Glob(scripts, "*.sql")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	for i, name := range names {
		head, _, _ := strings.Cut(name, "_")
		if n, err := strconv.Atoi(head); err != nil || n != i+1 || len(head) != 4 {
			return nil, fmt.Errorf("migration %q should be number %04d", name, i+1)
		}
	}
	return names, nil
}

// applicationID is what the first script writes into the file.
const applicationID = 1147238731

// version gives the number of the last script that ran, 0 for an empty file. A
// file of another program is not a workspace.
func version(ctx context.Context, db *sql.DB) (int, error) {
	var at, app, tables int
	err := db.QueryRowContext(ctx, `SELECT (SELECT user_version FROM pragma_user_version),
		(SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)`).
		Scan(&at, &app, &tables)
	if err != nil {
		return 0, err
	}
	if tables > 0 && (at == 0 || app != applicationID) {
		return 0, fault.New(fault.Damaged, "the file in the data folder is not a workspace", "choose another data folder")
	}
	return at, nil
}

// copyTo writes a whole copy of the database. It appears under its name only
// when it is complete.
func copyTo(ctx context.Context, db *sql.DB, path string) error {
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := touch(part); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return err
	}
	return os.Rename(part, path)
}

func runScript(ctx context.Context, db *sql.DB, scripts fs.FS, name string, number int) error {
	script, err := fs.ReadFile(scripts, name)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, string(script)); err != nil {
		return err
	}
	if err := checkForeignKeys(ctx, tx); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "PRAGMA user_version = "+strconv.Itoa(number)); err != nil {
		return err
	}
	return tx.Commit()
}

// checkForeignKeys reads the rows: the statement itself never fails.
func checkForeignKeys(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return err
	}
	defer rows.Close()
	if rows.Next() {
		return errors.New("a reference leads nowhere")
	}
	return rows.Err()
}
