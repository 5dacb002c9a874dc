package postgres_test

import (
	"fmt"
	"testing"

	"daykit/internal/central/pgtest"
	"daykit/internal/central/postgres"
	"daykit/internal/central/server"
	"daykit/internal/central/storetest"
	"daykit/internal/data/feed"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// fillable starts a PostgreSQL whose files can be kept small, and gives a database in it.
func fillable(t *testing.T) (c *pgtest.Cluster, address string) {
	t.Helper()
	c, err := pgtest.Start(pgtest.Options{Durable: true, Fillable: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Stop(); err != nil {
			t.Error(err)
		}
	})
	if address, err = c.Database(t.Context()); err != nil {
		t.Fatal(err)
	}
	return c, address
}

// TestFullDiskUnderAServer is the same through HTTP: with visitors who are told to come
// again, and come.
func TestFullDiskUnderAServer(t *testing.T) {
	t.Parallel()
	c, address := fillable(t)
	limit := func(n uint64) {
		if err := c.Limit(n); err != nil {
			t.Fatal(err)
		}
	}
	storetest.FullDisk(t, open(t, address), 3,
		func(turn int) { limit(pgtest.MinLimit + uint64(turn)<<20 + 100) }, func() { limit(0) })
}

// TestFullDisk lets PostgreSQL's files grow no further while letters come in. What finds
// no room is told so, nothing that was taken is lost, and when there is room again the
// store goes on as it is.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	c, address := fillable(t)
	s := open(t, address)
	workspaces(t, s, "w")
	err := s.ChangeFeed(t.Context(), "w", func(d server.Disk) error {
		_, err := d.Claim("E")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	f := &filling{s: s}
	for room := range 3 {
		if err := c.Limit(pgtest.MinLimit + uint64(room)<<20 + 100); err != nil {
			t.Fatal(err)
		}
		for f.post(t) {
		}
		for range 3 {
			if f.post(t) {
				t.Error("a full disk took more")
			}
		}
		if err := c.Limit(0); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if !f.post(t) {
				t.Error("there is room again, and nothing is taken")
			}
		}
	}
	n, err := pgtest.Ask[int](t.Context(), address, "SELECT count(*) FROM signup")
	t.Logf("%d letters kept, %d there", f.kept, n)
	if err != nil || n != f.kept {
		t.Errorf("%d letters are there, %v, want %d", n, err, f.kept)
	}
}

type filling struct {
	s    *postgres.Store
	kept int
}

// post posts some letters and reports whether there was room.
func (f *filling) post(t *testing.T) bool {
	t.Helper()
	var batch []feed.Letter
	for i := range 20 {
		batch = append(batch, feed.Letter{UUID: fmt.Sprint(f.kept + i), Event: "E", Body: make([]byte, wire.MaxLetter)})
	}
	fates, err := f.s.Post(t.Context(), batch, 1<<30)
	if err != nil {
		if fault.CodeOf(err) != fault.Full {
			t.Fatalf("got %v, want code %s", err, fault.Full)
		}
		return false
	}
	for _, fate := range fates {
		if fate != feed.FateKept {
			t.Fatalf("a letter's fate is %v", fate)
		}
	}
	f.kept += len(batch)
	return true
}
