package sqlstore_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/central/sqlite"
	"daykit/internal/central/sqlstore"
	"daykit/internal/central/storetest"
)

// broken is an engine whose connection breaks whenever all rows were read, and which then
// begins anew, as that of PostgreSQL does.
type broken struct{ db *sql.DB }

func (e broken) Change(context.Context, func(tx *sql.Tx) error) error {
	return errors.New("it only reads")
}

func (e broken) Look(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := e.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // only reads
	return errors.Join(do(tx), do(tx))
}

func (e broken) Ask(_ context.Context, do func(q sqlstore.Queryer) error) error {
	return errors.Join(do(e.db), do(e.db))
}

func (e broken) Dropped(context.Context) {}

// TestReadingAnewListsNothingTwice: what was read before the line broke is read over.
func TestReadingAnewListsNothingTwice(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "server.db")
	s := storetest.Opened(t, sqlite.Open, path)
	storetest.Workspaces(t, s, "w", "v")
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	for _, name := range []string{"Ann", "Ben"} {
		if _, _, err := server.AddCoordinator(t.Context(), s, name, now, rand.Reader); err != nil {
			t.Fatal(err)
		}
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for _, statement := range []string{
		"INSERT INTO event (id, ws) VALUES ('E0000001', 'w'), ('E0000002', 'v')",
		"INSERT INTO event_pub (event, hlc, inc, value) VALUES ('E0000001', 12, CAST('incone..' AS BLOB), '{}')",
		"INSERT INTO tally (ws, event, day, came, gone, held) VALUES ('w', 'E0000001', 20000, 2, 0, 1), ('w', 'E0000001', 20001, 3, 0, 1)",
		"INSERT INTO device (ws, device, token, role, label, seen, revoked) VALUES ('w', zeroblob(32), zeroblob(32), 'door', 'hall', 0, 0)",
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	again := sqlstore.New(broken{db}, sqlstore.Dialect{})
	ctx := t.Context()
	for name, list := range map[string]func(s *sqlstore.Store) (any, int, error){
		"groups":       func(s *sqlstore.Store) (any, int, error) { return counted(s.Groups(ctx, now)) },
		"tallies":      func(s *sqlstore.Store) (any, int, error) { return counted(s.Tallies(ctx)) },
		"coordinators": func(s *sqlstore.Store) (any, int, error) { return counted(s.Coordinators(ctx)) },
		"devices":      func(s *sqlstore.Store) (any, int, error) { return counted(s.Devices(ctx, "w")) },
		"mailboxes":    func(s *sqlstore.Store) (any, int, error) { return counted(s.Mailboxes(ctx)) },
		"the audit":    func(s *sqlstore.Store) (any, int, error) { return counted(s.LatestLines(ctx, 0, 100)) },
		"events": func(s *sqlstore.Store) (any, int, error) {
			o, err := s.Overview(ctx)
			return counted(o.Events, err)
		},
	} {
		want, n, err := list(s.Store)
		if err != nil || n == 0 {
			t.Fatalf("%s: %d, %v", name, n, err)
		}
		got, _, err := list(again)
		if d := cmp.Diff(want, got); err != nil || d != "" {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, d)
		}
	}
}

func counted[T any](list []T, err error) (any, int, error) { return list, len(list), err }
