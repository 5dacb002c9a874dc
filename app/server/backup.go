package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"daykit/internal/central/postgres"
	"daykit/internal/central/sqlite"
)

const usageBackup = `
keeping copies:
  daykit-server backup FILE [flags]          copy the whole database into a new file, while
                                             servers work on it, and read it back
  daykit-server restore FILE [flags]         put such a copy in the database's place, while no
                                             server works on it (SQLite: what was there stays
                                             beside it)
  PostgreSQL's own pg_dump and pg_restore do it for a PostgreSQL database; they must be
  installed. See docs/server.md on what a restored database does not know.
`

// backup copies the database that --db names.
func backup(ctx context.Context, cfg config, stdout io.Writer) error {
	copyTo := sqlite.Backup
	if isPostgres(cfg.db) {
		copyTo = postgres.Backup
	}
	if err := copyTo(ctx, strings.TrimPrefix(cfg.db, schemeFile), cfg.file); err != nil {
		return err
	}
	info, err := os.Stat(cfg.file)
	if err != nil {
		return err
	}
	if cfg.json {
		return printJSON(stdout, struct {
			File  string `json:"file"`
			Bytes int64  `json:"bytes"`
		}{cfg.file, info.Size()})
	}
	_, err = fmt.Fprintf(stdout, "%s holds the whole database, %d bytes, and reads back\n", cfg.file, info.Size())
	return err
}

// restore puts a copy in the place of the database that --db names.
func restore(ctx context.Context, cfg config, stdout io.Writer) (err error) {
	before := ""
	if isPostgres(cfg.db) {
		err = postgres.Restore(ctx, cfg.file, cfg.db)
	} else {
		before, err = sqlite.Restore(ctx, cfg.file, strings.TrimPrefix(cfg.db, schemeFile))
	}
	if err != nil {
		return err
	}
	if cfg.json {
		return printJSON(stdout, struct {
			Restored string `json:"restored"`
			Before   string `json:"before,omitempty"`
		}{cfg.file, before})
	}
	fmt.Fprintf(stdout, "%s is in place\n", cfg.file)
	if before != "" {
		fmt.Fprintf(stdout, "what was there before is in %s; remove it when all is well\n", before)
	}
	fmt.Fprintln(stdout, "devices that were revoked after it was made are let in again: revoke them again")
	return nil
}
