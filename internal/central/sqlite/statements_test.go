package sqlite_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"slices"
	"testing"

	"daykit/internal/central/sqlite"
	"daykit/internal/central/storetest"
)

// one opens a database of one connection, so that each statement meets itself again.
func one(t *testing.T) *sql.DB {
	t.Helper()
	db := storetest.Opened(t, func(_ context.Context, dsn string) (*sql.DB, error) { return sqlite.Opened(dsn) }, "file:"+filepath.Join(t.TempDir(), "kept.db"))
	db.SetMaxOpenConns(1)
	return db
}

func run(t *testing.T, db *sql.DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
}

// next reads one number.
func next(t *testing.T, rows *sql.Rows) (n int) {
	t.Helper()
	if !rows.Next() {
		t.Fatal("no row:", rows.Err())
	}
	if err := rows.Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestStatementsInsideThemselves: a kept statement whose rows are still read is not begun
// anew under the reader.
func TestStatementsInsideThemselves(t *testing.T) {
	t.Parallel()
	tx, err := one(t).BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	const query = "SELECT value FROM json_each($1)"
	var got []int
	for range 2 { // prepared, and kept
		outer, err := tx.QueryContext(t.Context(), query, "[1,2]")
		if err != nil {
			t.Fatal(err)
		}
		defer outer.Close()
		got = append(got, next(t, outer))
		inner, err := tx.QueryContext(t.Context(), query, "[7,8]")
		if err != nil {
			t.Fatal(err)
		}
		defer inner.Close()
		got = append(got, next(t, inner), next(t, inner), next(t, outer))
		for _, r := range []*sql.Rows{inner, outer} {
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if want := []int{1, 7, 8, 2, 1, 7, 8, 2}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestStatementsFollowTheirTables: a table is made anew, as a migration does, between two
// uses of statements over it; and one that broke a rule can be used again.
func TestStatementsFollowTheirTables(t *testing.T) {
	t.Parallel()
	db := one(t)
	const insert, sum = "INSERT INTO a (n) VALUES ($1)", "SELECT total(n) FROM a"
	run(t, db, "CREATE TABLE a (n INTEGER PRIMARY KEY) WITHOUT ROWID")
	for i, want := range []float64{1, 4} {
		run(t, db, insert, 2*i+1)
		if _, err := db.ExecContext(t.Context(), insert, 2*i+1); err == nil {
			t.Error("the same key came in twice")
		}
		var got float64
		if err := db.QueryRowContext(t.Context(), sum).Scan(&got); err != nil || got != want {
			t.Errorf("got %v, %v, want %v", got, err, want)
		}
		run(t, db, "ALTER TABLE a RENAME TO b; CREATE TABLE a (x TEXT, n INTEGER PRIMARY KEY); INSERT INTO a (n) SELECT n FROM b; DROP TABLE b")
	}
}
