package main

import (
	"context"
	"io"
	"strings"

	"daykit/internal/central/postgres"
	"daykit/internal/central/server"
	"daykit/internal/central/sqlite"
)

// database is what every command works on.
type database interface {
	server.Store
	io.Closer
}

// The schemes of --db.
const schemeFile = "sqlite:"

var schemesPostgres = []string{"postgres://", "postgresql://"}

// checkDB refuses an address that names no engine.
func checkDB(db string) error {
	if path, ok := strings.CutPrefix(db, schemeFile); ok && path != "" {
		return nil
	}
	if isPostgres(db) {
		return nil
	}
	return usageError("--db must be sqlite:PATH or postgres://USER@HOST/NAME")
}

func isPostgres(db string) bool {
	for _, scheme := range schemesPostgres {
		if strings.HasPrefix(db, scheme) {
			return true
		}
	}
	return false
}

// openStore opens what --db names, which checkDB has let pass.
func openStore(ctx context.Context, db string) (database, error) {
	if isPostgres(db) {
		return postgres.Open(ctx, db)
	}
	return sqlite.Open(ctx, strings.TrimPrefix(db, schemeFile))
}
