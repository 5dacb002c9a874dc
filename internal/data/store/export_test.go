package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"daykit/internal/data/oplog"
)

// Dump gives what is folded, a line a row, in order, with values opened.
func Dump(ctx context.Context, s *Store) (string, error) {
	var out strings.Builder
	for _, q := range []string{
		"SELECT 'cell', ent, id, field, hlc, hex(inc), cls, val FROM cell WHERE hlc > 0 ORDER BY ent, id, field",
		"SELECT 'conflict', ent, id, field, hlc, hex(inc), cls, val FROM conflict ORDER BY ent, id, field, hlc, inc",
		"SELECT 'fact', kind, id, event, hlc, hex(inc), cls, body FROM fact ORDER BY id",
		"SELECT 'void', '', fact, '', 0, '', 0, x'' FROM void ORDER BY fact",
		"SELECT 'quarantine', hex(inc), reason, '', seq, '', cause, x'' FROM quarantine ORDER BY inc, seq",
		"SELECT 'touch', ent, id, '', seq, hex(inc), 0, x'' FROM touch ORDER BY ent, id, inc, seq",
		"SELECT 'gone', ent, id, '', mark, '', 0, x'' FROM gone ORDER BY ent, id",
		"SELECT 'erasure', '', '', '', seq, hex(inc), mark, x'' FROM erasure ORDER BY inc, seq",
	} {
		rows, err := s.r.QueryContext(ctx, q)
		if err != nil {
			return "", err
		}
		if err := each(rows, func(r *sql.Rows) error { return dumpRow(s, r, &out) }); err != nil {
			return "", err
		}
	}
	return out.String(), nil
}

func dumpRow(s *Store, r *sql.Rows, out *strings.Builder) error {
	var what, ent, id, field, inc string
	var hlc int64
	var class oplog.Class
	var val []byte
	if err := r.Scan(&what, &ent, &id, &field, &hlc, &inc, &class, &val); err != nil {
		return err
	}
	at := cellAt(oplog.Key{Entity: ent, ID: id, Field: field})
	if what == "fact" {
		at = factAt(id)
	}
	v, err := s.opened(class, at, val)
	fmt.Fprintln(out, what, ent, id, field, hlc, inc, class, string(v))
	return err
}

// Columns gives the values that lie sealed and those that lie open, of a table.
func Columns(ctx context.Context, s *Store, table, column string) (sealed, plain int, err error) {
	rows, err := s.r.QueryContext(ctx, "SELECT "+column+" FROM "+table)
	if err != nil {
		return 0, 0, err
	}
	err = each(rows, func(r *sql.Rows) error {
		var v []byte
		err := r.Scan(&v)
		if isSealed(v) && v[0] != bareVersion {
			sealed++
		} else {
			plain++
		}
		return err
	})
	return sealed, plain, err
}

// Spoil takes all that is folded away, as damage would.
func Spoil(ctx context.Context, s *Store) error {
	for _, table := range []string{"cell", "conflict", "ahead", "fact", "void", "touch"} {
		if _, err := s.w.ExecContext(ctx, "DELETE FROM "+table); err != nil {
			return err
		}
	}
	return nil
}

// Peers gives what is known of each incarnation.
func Peers(ctx context.Context, s *Store) (all []oplog.Peer, err error) {
	return all, s.view(ctx, "peers", func(b *batch) (err error) {
		all, err = b.Peers()
		return err
	})
}

// Pragma reads a pragma of a writing and of a reading connection.
func Pragma(ctx context.Context, s *Store, name string) (w, r string, err error) {
	if err := s.w.QueryRowContext(ctx, "PRAGMA "+name).Scan(&w); err != nil {
		return "", "", err
	}
	return w, r, s.r.QueryRowContext(ctx, "PRAGMA "+name).Scan(&r)
}

// WithParams gives options under which each connection has more parameters, such
// as a vfs. The driver runs pragmas in the order of their letters and not of the
// parameters, and of one pragma the last counts: secure_delete=0 comes after
// secure_delete(ON), secure_delete(OFF) before it.
func WithParams(o Options, params string) Options {
	o.params = params
	return o
}

// Check reads the whole file and says what is not as it must be: a page or an index that does
// not fit, a reference that leads nowhere, a stream with a gap.
func Check(ctx context.Context, s *Store) error {
	var verdict string
	if err := s.w.QueryRowContext(ctx, "PRAGMA integrity_check").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return errors.New(verdict)
	}
	var gaps, dangling int
	err := s.w.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM (SELECT 1 FROM op JOIN peer USING (inc) GROUP BY inc, have
			HAVING min(seq) <> 1 OR max(seq) <> count(*) OR have <> count(*))),
		(SELECT count(*) FROM pragma_foreign_key_check)`).Scan(&gaps, &dangling)
	if err == nil && gaps+dangling > 0 {
		err = fmt.Errorf("%d streams with gaps, %d references that lead nowhere", gaps, dangling)
	}
	return err
}

// Checkpoint writes the WAL into the file and empties it.
func Checkpoint(ctx context.Context, s *Store) error {
	var busy, frames, written int
	err := s.w.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &written)
	if err == nil && busy != 0 {
		err = errors.New("the checkpoint was kept from its work")
	}
	return err
}

// MaxPages makes the disk full at so many pages.
func MaxPages(ctx context.Context, s *Store, n int) (now int, err error) {
	return now, s.w.QueryRowContext(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", n)).Scan(&now)
}

// Migrate runs scripts on an open store.
func Migrate(ctx context.Context, s *Store, scripts fs.FS, dir string) error {
	return mapped(migrate(ctx, s.w, scripts, s.copyBefore(dir)))
}

// MigrateFile runs scripts on a file.
func MigrateFile(ctx context.Context, path string, scripts fs.FS, dir string) error {
	db, err := sql.Open("sqlite", dsn(path, "_txlock=immediate"))
	if err != nil {
		return err
	}
	return errors.Join(migrate(ctx, db, scripts, (&Store{w: db}).copyBefore(dir)), db.Close())
}

// Incarnations lists class and length of each stream.
func Incarnations(ctx context.Context, s *Store) (map[oplog.Class][]int, error) {
	rows, err := s.r.QueryContext(ctx, "SELECT cls, have FROM peer ORDER BY cls, have")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[oplog.Class][]int{}
	for rows.Next() {
		var c oplog.Class
		var n int
		if err := rows.Scan(&c, &n); err != nil {
			return nil, err
		}
		out[c] = append(out[c], n)
	}
	return out, rows.Err()
}

// Migrations is what is built in.
var Migrations = migrations

// Acts gives what takes each act back, opened.
func Acts(ctx context.Context, s *Store) (all []any, err error) {
	return all, s.view(ctx, "acts", func(b *batch) error {
		return b.eachAct("WHERE 1", func(a act) (keep, changed bool) {
			all = append(all, *a.record)
			return true, false
		})
	})
}

// RunSQL runs statements on a file that nobody has open.
func RunSQL(ctx context.Context, path, statements string) error {
	db, err := sql.Open("sqlite", dsn(path, "_txlock=immediate"))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, statements)
	return errors.Join(err, db.Close())
}

// Exec runs statements on an open workspace.
func Exec(ctx context.Context, s *Store, statements string) error {
	_, err := s.w.ExecContext(ctx, statements)
	return err
}
