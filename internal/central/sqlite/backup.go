package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"daykit/internal/domain/fault"
)

// Backup writes a whole copy of the database at path into the new file at to, which only
// its owner may read. Servers may go on writing meanwhile: the copy is of one moment. It
// is read back and on the disk when Backup returns; when that fails there is no file.
func Backup(ctx context.Context, path, to string) (err error) {
	if _, err := os.Stat(path); err != nil {
		return fault.Wrap(err, fault.NotFound, "there is no database file to copy", "name the server's database with --db")
	}
	part := to + ".part"
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // VACUUM INTO takes an empty file
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "the backup cannot be written there", "name a file in a folder that exists, and remove an unfinished one that ends in .part")
	}
	defer func() { err = errors.Join(err, removed(part)) }()
	if err := f.Close(); err != nil {
		return err
	}
	if err := copyInto(ctx, path, part); err != nil {
		return edge(err)
	}
	if err := Sound(ctx, part); err != nil {
		return err
	}
	if err := os.Link(part, to); err != nil { // unlike a rename it takes nobody's place
		return fault.Wrap(err, fault.Conflict, "the backup cannot be put there", "name a file that does not exist, on a disk that keeps links")
	}
	return synced(to)
}

// copyInto has SQLite write a copy. The file is not migrated, so that a newer program can
// copy what an older one works on.
func copyInto(ctx context.Context, path, to string) error {
	db, err := sql.Open("sqlite", dsn(path, []string{"mode=rw"}))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", to)
	return errors.Join(err, db.Close())
}

// Sound reads a whole file back. What is damaged, or no database of daykit-server, or was
// made by a newer version is a fault.
func Sound(ctx context.Context, path string) error {
	if _, err := os.Stat(path); err != nil {
		return fault.Wrap(err, fault.NotFound, "there is no such backup", "check the path")
	}
	db, err := sql.Open("sqlite", bare(path, "mode=ro&immutable=1"))
	if err != nil {
		return err
	}
	err = edge(sounds(ctx, db))
	if err != nil && fault.CodeOf(err) == fault.Damaged {
		err = fault.Wrap(err, fault.Damaged, "the backup does not read back", "take another one")
	}
	return errors.Join(err, db.Close())
}

// bare names a file as it lies there, with nothing asked of it.
func bare(path, query string) string {
	name, _, _ := strings.Cut(dsn(path, nil), "?")
	return name + "?" + query
}

func sounds(ctx context.Context, db *sql.DB) error {
	var word string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&word); err != nil {
		return err
	}
	if word != "ok" {
		return fault.Wrap(errors.New(word), fault.Damaged, "a page does not read back", "")
	}
	var tables int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('ws', 'feed', 'event_pub')").Scan(&tables); err != nil {
		return err
	}
	have, err := version(ctx, db)
	if err != nil {
		return err
	}
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	switch {
	case have == 0 || tables < 3:
		return fault.New(fault.Invalid, "this is no backup of daykit-server", "check the path")
	case have > len(files):
		return fault.New(fault.Conflict, "this backup was made by a newer version of daykit-server", "restore it with that version")
	}
	return nil
}

// Restore puts the backup at from in the place of the database at path, and what was there
// beside it under the name that it gives, empty when nothing was. The backup is read
// through first. No server may work on the file: one that does is a fault of code Locked.
func Restore(ctx context.Context, from, path string) (before string, err error) {
	if err := Sound(ctx, from); err != nil {
		return "", err
	}
	part := path + ".restoring"
	if err := copyFile(from, part); err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, removed(part)) }()
	if err := Sound(ctx, part); err != nil {
		return "", err
	}
	if before, err = setAside(ctx, path); err != nil {
		return "", err
	}
	// From one name to the other in one step, so that a server that starts meanwhile never
	// finds no file and begins an empty one.
	if err := os.Rename(part, path); err != nil {
		return before, err
	}
	return before, synced(path)
}

// setAside gives the database at path a second name, and takes what lies beside it away.
func setAside(ctx context.Context, path string) (before string, err error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err := alone(ctx, path); err != nil {
		return "", err
	}
	before = path + ".before-restore"
	for n := 2; taken(before); n++ {
		before = fmt.Sprintf("%s.before-restore-%d", path, n)
	}
	for _, beside := range []string{"-wal", "-shm"} { // of a file that could not be opened
		if err := os.Rename(path+beside, before+beside); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return before, os.Link(path, before)
}

func taken(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// alone folds the write-ahead log into the file, which works only while nobody else has it
// open. What does not read back is left as it is.
func alone(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", bare(path, "mode=rw&_pragma=busy_timeout(100)"))
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var mode string
	err = edge(db.QueryRowContext(ctx, "PRAGMA journal_mode = DELETE").Scan(&mode))
	switch {
	case err != nil && fault.CodeOf(err) == fault.Damaged:
		return nil
	case err != nil && fault.CodeOf(err) == fault.Locked, err == nil && mode != "delete":
		return fault.Wrap(err, fault.Locked, "a server works on this database", "stop it and try again")
	}
	return errors.Join(err, db.Close())
}

// copyFile copies into a new file that only its owner may read.
func copyFile(from, to string) error {
	if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "the database file cannot be written", "give --db a file in a folder that exists and may be written")
	}
	_, err = out.ReadFrom(in)
	return errors.Join(err, out.Sync(), out.Close())
}

// synced sees to it that a file is on the disk, and its name in its folder.
func synced(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil || runtime.GOOS == "windows" { // which has no way to sync a folder
		return err
	}
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// removed removes a file if it is there.
func removed(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
