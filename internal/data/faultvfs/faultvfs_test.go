package faultvfs_test

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"daykit/internal/data/faultvfs"
)

func disk(t testing.TB, files map[string][]byte) *faultvfs.Disk {
	t.Helper()
	d, err := faultvfs.New(files)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// open gives a database on the disk; more are further parameters.
func open(t testing.TB, d *faultvfs.Disk, more ...string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:/folder/test.db?_txlock=immediate&vfs="+d.Name()+"&"+strings.Join(more, "&"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func must(t testing.TB, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.Exec(query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func count(t testing.TB, db *sql.DB) (n int) {
	t.Helper()
	if err := db.QueryRow("SELECT count(*) FROM t").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return -1
}

const (
	wal      = "_pragma=journal_mode(WAL)"
	rollback = "_pragma=journal_mode(DELETE)"
	noSync   = "_pragma=synchronous(OFF)"
)

func TestManyConnectionsShareADatabase(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{wal, rollback} {
		db := open(t, disk(t, nil), "_pragma=busy_timeout(60000)", mode)
		must(t, db, "CREATE TABLE t (who INTEGER, n INTEGER)")
		var all sync.WaitGroup
		for who := range 6 {
			all.Go(func() {
				for n := range 30 {
					if _, err := db.Exec("INSERT INTO t VALUES (?, ?)", who, n); err != nil {
						t.Error(err)
					}
					var sum int
					if err := db.QueryRow("SELECT count(*) FROM t WHERE who = ?", who).Scan(&sum); err != nil || sum != n+1 {
						t.Errorf("got %d rows, %v, want %d", sum, err, n+1)
					}
				}
			})
		}
		all.Wait()
		if n := count(t, db); n != 180 {
			t.Errorf("%s: got %d rows", mode, n)
		}
	}
}

func TestAWriterShutsOthersOut(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{wal, rollback} {
		d := disk(t, nil)
		one, other := open(t, d, mode), open(t, d, mode)
		must(t, one, "CREATE TABLE t (n INTEGER)")
		if n := count(t, other); n != 0 {
			t.Errorf("got %d rows", n)
		}
		tx, err := one.Begin()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := other.Exec("INSERT INTO t VALUES (1)"); code(err)&0xff != lib.SQLITE_BUSY {
			t.Errorf("%s: got %v, want that it is busy", mode, err)
		}
		if err := tx.Rollback(); err != nil {
			t.Fatal(err)
		}
		must(t, other, "INSERT INTO t VALUES (1)")
	}
}

func TestDisksAreApart(t *testing.T) {
	t.Parallel()
	one := disk(t, nil)
	db := open(t, one, wal)
	must(t, db, "CREATE TABLE t (n INTEGER)")
	must(t, open(t, disk(t, nil), wal), "CREATE TABLE t (n INTEGER)")
	if err := one.Close(); err == nil {
		t.Fatal("closed a disk with files open on it")
	}
	must(t, db, "INSERT INTO t VALUES (1)")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	copied := disk(t, one.Files())
	if n := count(t, open(t, copied)); n != 1 {
		t.Errorf("got %d rows", n)
	}
	for range 2 {
		if err := one.Close(); err != nil {
			t.Error(err)
		}
	}
}

// filled gives a disk after 40 transactions, each marked when it was promised.
func filled(t testing.TB, params ...string) *faultvfs.Disk {
	t.Helper()
	d := disk(t, nil)
	db := open(t, d, append(params, "_pragma=wal_autocheckpoint(20)")...)
	db.SetMaxOpenConns(1)
	must(t, db, "CREATE TABLE t (n INTEGER PRIMARY KEY, pad TEXT)")
	d.Mark(0)
	for n := 1; n <= 40; n++ {
		must(t, db, "INSERT INTO t VALUES (?, ?)", n, strings.Repeat("x", n*397%3000))
		d.Mark(n)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return d
}

// found says how a state is found: how many rows were promised and are lost, and
// whether the file is sound.
func found(t testing.TB, s faultvfs.State, params ...string) (lost int, sound bool) {
	t.Helper()
	db := open(t, disk(t, s.Files), params...)
	var verdict string
	var rows int
	err := db.QueryRow("PRAGMA integrity_check").Scan(&verdict)
	if err == nil {
		err = db.QueryRow("SELECT count(*) FROM t").Scan(&rows)
	}
	if code(err) == lib.SQLITE_ERROR { // there is no table: sound, but everything is lost
		err = nil
	}
	if cerr := db.Close(); cerr != nil {
		t.Error(cerr)
	}
	return max(0, s.Mark-rows), err == nil && verdict == "ok"
}

// TestAPowerCutTakesWhatWasNotSynced holds the model to what SQLite promises of
// each way of writing: a model too kind finds nothing, one too harsh finds loss
// where there is none.
func TestAPowerCutTakesWhatWasNotSynced(t *testing.T) {
	t.Parallel()
	const cuts = 150
	for _, c := range []struct {
		name           string
		params         []string
		loses, damages bool
	}{
		{"WAL, full", []string{wal, "_pragma=synchronous(FULL)"}, false, false},
		{"WAL, normal", []string{wal, "_pragma=synchronous(NORMAL)"}, true, false},
		{"WAL, off", []string{wal, noSync}, true, true},
		{"rollback, extra", []string{rollback, "_pragma=synchronous(EXTRA)"}, false, false},
		{"rollback, full", []string{rollback, "_pragma=synchronous(FULL)"}, true, false}, // the journal's deletion is not synced
		{"rollback, off", []string{rollback, noSync}, true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := filled(t, c.params...)
			loses, damages := 0, 0
			for seed := range cuts {
				lost, sound := found(t, d.Cut(seed*7919%d.Moments(), uint64(seed)), c.params...)
				if !sound {
					damages++
				} else if lost > 0 {
					loses++
				}
			}
			if c.loses != (loses > 0) || c.damages != (damages > 0) {
				t.Errorf("of %d cuts %d lost something promised and %d damaged the file", cuts, loses, damages)
			}
		})
	}
}

func TestASeedGivesTheSameDiskAgain(t *testing.T) {
	t.Parallel()
	d := filled(t, wal, noSync)
	different := map[string]bool{}
	for seed := range uint64(20) {
		one, again := fmt.Sprint(d.Cut(200, seed)), fmt.Sprint(d.Cut(200, seed))
		if one != again {
			t.Errorf("seed %d gives two disks", seed)
		}
		different[one] = true
	}
	if len(different) < 5 {
		t.Errorf("20 seeds gave %d different disks", len(different))
	}
	if n := len(d.Cut(0, 1).Files); n != 0 {
		t.Errorf("got %d files before the first", n)
	}
}

func TestFailures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		fail faultvfs.Failure
		want int
	}{
		{"full", faultvfs.Failure{Ops: faultvfs.Write, Nth: 2, Full: true}, lib.SQLITE_FULL},
		{"write", faultvfs.Failure{Ops: faultvfs.Write, Nth: 2}, lib.SQLITE_IOERR_WRITE},
		{"short write", faultvfs.Failure{Ops: faultvfs.Write, Nth: 1, Short: true}, lib.SQLITE_IOERR_WRITE},
		{"sync", faultvfs.Failure{Ops: faultvfs.Sync, Nth: 1}, lib.SQLITE_IOERR_FSYNC},
		{"for ever", faultvfs.Failure{Ops: faultvfs.Sync, Nth: 1, Forever: true}, lib.SQLITE_IOERR_FSYNC},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := disk(t, nil)
			db := open(t, d, wal)
			must(t, db, "CREATE TABLE t (n INTEGER)")
			d.Fail(c.fail)
			if _, err := db.Exec("INSERT INTO t VALUES (1)"); code(err) != c.want {
				t.Fatalf("got %v, want code %d", err, c.want)
			}
			_, err := db.Exec("INSERT INTO t VALUES (2)")
			if failed := err != nil; failed != c.fail.Forever {
				t.Errorf("the next one: got %v", err)
			}
			if d.Counted() < c.fail.Nth {
				t.Errorf("counted %d", d.Counted())
			}
			d.Fail(faultvfs.Failure{})
			must(t, db, "DELETE FROM t")
			must(t, db, "INSERT INTO t VALUES (3)")
			if n := count(t, db); n != 1 {
				t.Errorf("got %d rows", n)
			}
		})
	}
}

func TestWhatCannotBeReadIsSaid(t *testing.T) {
	t.Parallel()
	for kind, want := range map[faultvfs.Ops]int{
		faultvfs.Open: lib.SQLITE_CANTOPEN, faultvfs.Read: lib.SQLITE_IOERR, faultvfs.Size: lib.SQLITE_IOERR,
		faultvfs.Map: lib.SQLITE_IOERR, faultvfs.Access: lib.SQLITE_IOERR,
	} {
		d := disk(t, filled(t, wal).Files())
		d.Fail(faultvfs.Failure{Ops: kind, Nth: 1, Forever: true})
		var n int
		err := open(t, d).QueryRow("SELECT count(*) FROM t").Scan(&n)
		if code(err)&0xff != want {
			t.Errorf("kind %b: got %v, want code %d", kind, err, want)
		}
	}
}

func TestAFullDiskTakesNoMore(t *testing.T) {
	t.Parallel()
	d := disk(t, nil)
	db := open(t, d, wal)
	must(t, db, "CREATE TABLE t (pad TEXT)")
	limit := d.Used() + 50_000
	d.Limit(limit)
	n := 0
	var err error
	for ; err == nil; n++ {
		_, err = db.Exec("INSERT INTO t VALUES (?)", strings.Repeat("x", 3000))
	}
	if code(err) != lib.SQLITE_FULL || d.Used() > limit {
		t.Fatalf("got %v with %d of %d bytes used", err, d.Used(), limit)
	}
	if got := count(t, db); got != n-1 {
		t.Errorf("got %d rows, want %d", got, n-1)
	}
	d.Limit(0)
	must(t, db, "INSERT INTO t VALUES ('more')")
}
