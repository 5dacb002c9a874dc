package postgres_test

import (
	"bytes"
	"fmt"
	"sync"
	"testing"

	"daykit/internal/central/pgtest"
	"daykit/internal/central/postgres"
	"daykit/internal/central/server"
	"daykit/internal/central/storetest"
	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
	"daykit/internal/domain/fault"
)

// workspaces makes groups of the given names, each with a workspace of that id.
func workspaces(t *testing.T, s server.Store, names ...string) {
	t.Helper()
	storetest.Workspaces(t, s, names...)
}

// TestDeadlocksBeginAnew has two groups claim two events crosswise, so that each waits
// for the other. PostgreSQL ends one of the two, which must not be seen. That one begins
// anew when the other's first run is over: sooner it may be back at its first event
// before the other has woken, and the two meet again.
func TestDeadlocksBeginAnew(t *testing.T) {
	t.Parallel()
	s := open(t, database(t))
	workspaces(t, s, "a", "b")
	var met sync.WaitGroup
	met.Add(2)
	var runs [2]int
	var owns [2]int
	first := [2]chan struct{}{make(chan struct{}), make(chan struct{})}
	var wg sync.WaitGroup
	for i, ws := range []string{"a", "b"} {
		events := []string{"E1", "E2"}
		if i == 1 {
			events = []string{"E2", "E1"}
		}
		wg.Go(func() {
			over := sync.OnceFunc(func() { close(first[i]) })
			defer over()
			err := s.ChangeFeed(t.Context(), ws, func(d server.Disk) error {
				if runs[i]++; runs[i] > 1 {
					over()
					<-first[1-i]
				}
				owns[i] = 0
				for n, event := range events {
					ours, err := d.Claim(event)
					if err != nil {
						return err
					}
					if ours {
						owns[i]++
					}
					if n == 0 && runs[i] == 1 {
						met.Done()
						met.Wait()
					}
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if runs[0]+runs[1] != 3 || owns[0]+owns[1] != 2 {
		t.Errorf("ran %v times, with %v events each; want three runs in all and two events", runs, owns)
	}
}

// TestOutage stops the database under a running store, twice: each time it says so,
// and goes on when the database is back, without being opened again. What was said to
// be kept is there.
func TestOutage(t *testing.T) {
	t.Parallel()
	c := pgtest.For(t, pgtest.Options{Durable: true})
	s := open(t, c.Empty(t))
	workspaces(t, s, "w")
	seq := uint32(0)
	push := func() error {
		o := oplog.Op{Inc: oplog.Incarnation{1}, Seq: seq + 1, HLC: 1, Class: oplog.Work, Kind: oplog.Set, Epoch: 1, Body: fmt.Append(nil, "body ", seq)}
		o.Hash = o.Sum()
		_, err := server.Push(t.Context(), s, bytes.NewReader(nil), "w", []server.Judged{{Judged: feed.Judged{Op: o}}})
		if err == nil {
			seq++
		}
		return err
	}
	for range 2 {
		busy(t, s)
		if err := push(); err != nil {
			t.Fatal(err)
		}
		if err := c.Crash(); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if err := push(); err == nil || fault.CodeOf(err) != fault.Offline {
				t.Fatalf("without a database: got %v, want code %s", err, fault.Offline)
			}
		}
		if err := c.Go(); err != nil {
			t.Fatal(err)
		}
		if err := push(); err != nil {
			t.Fatalf("the database is back: %v", err)
		}
	}
	got, err := server.Pull(t.Context(), s, "w", oplog.Cursor{}, feed.Limit{Ops: 100, Bytes: 1 << 20})
	if err != nil || len(got.Ops) != int(seq) {
		t.Errorf("the feed has %d ops, %v, want %d", len(got.Ops), err, seq)
	}
}

// busy opens several connections, all of which the next crash breaks.
func busy(t *testing.T, s *postgres.Store) {
	t.Helper()
	var met, wg sync.WaitGroup
	met.Add(4)
	for range 4 {
		wg.Go(func() {
			err := s.LookFeed(t.Context(), "w", func(d feed.Disk) error {
				met.Done()
				met.Wait()
				_, err := d.Head()
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}
