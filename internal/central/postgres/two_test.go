package postgres_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"flag"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"daykit/internal/central/pgtest"
	"daykit/internal/central/postgres"
	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
)

// rows is how many letters, and as many operations, TestTwoServersShareOneDatabase sends.
var rows = flag.Int("rows", 2000, "letters, and operations, that two servers take at once")

const (
	sides   = 16 // that send at a time
	perPush = 5  // operations of one push, letters of one batch
	groups  = 4
)

// TestTwoServersShareOneDatabase sends the same letters to two servers at the same time,
// while writers push through either and readers follow each feed through both. Nothing
// fails, nothing is there twice, and no reader is led past an operation whose commit
// came later than one of a greater number.
func TestTwoServersShareOneDatabase(t *testing.T) {
	t.Parallel()
	address := database(t)
	both := [2]*postgres.Store{open(t, address), open(t, address)}
	p := &pair{both: both}
	for g := range groups {
		workspaces(t, both[0], fmt.Sprint("g", g))
		err := both[0].ChangeFeed(t.Context(), fmt.Sprint("g", g), func(d server.Disk) error {
			_, err := d.Claim(fmt.Sprint("E", g))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	done := make(chan struct{})
	var readers, writers sync.WaitGroup
	for g := range groups {
		readers.Go(func() { p.follow(t, g, done) })
	}
	for side := range sides {
		writers.Go(func() { p.post(t, side) })
		writers.Go(func() { p.push(t, side) })
	}
	writers.Wait()
	close(done)
	readers.Wait()
	letters, ids := p.letters(t)
	want := *rows / (sides * perPush) * sides * perPush
	t.Logf("%d letters new of %d sent to both, %d kept under %d ids; %d operations pushed, %d seen by a reader",
		p.fresh.Load(), want, letters, ids, p.pushed.Load(), p.seen.Load())
	if p.fresh.Load() != int64(want) || letters != want || ids != want {
		t.Errorf("letters: %d new, %d kept, %d ids, want %d", p.fresh.Load(), letters, ids, want)
	}
	if p.pushed.Load() != int64(want) || p.seen.Load() != int64(want) {
		t.Errorf("operations: %d pushed, %d seen, want %d", p.pushed.Load(), p.seen.Load(), want)
	}
	for _, table := range []string{"signup", "feed"} {
		if n, err := pgtest.Ask[int](t.Context(), address, "SELECT count(*) FROM "+table); err != nil || n != want {
			t.Errorf("%s has %d rows, %v, want %d", table, n, err, want)
		}
	}
}

type pair struct {
	both                [2]*postgres.Store
	fresh, pushed, seen atomic.Int64
}

// post sends batches of letters for all groups to both servers at once.
func (p *pair) post(t *testing.T, side int) {
	for n := range *rows / (sides * perPush) {
		var batch [2][]feed.Letter
		for i := range perPush {
			l := feed.Letter{UUID: fmt.Sprintf("%d-%d-%d", side, n, i), Event: fmt.Sprint("E", (side+n+i)%groups), Body: make([]byte, 500)}
			batch[0] = append(batch[0], l)
			batch[1] = append([]feed.Letter{l}, batch[1]...) // the other way round
		}
		var wg sync.WaitGroup
		for i, s := range p.both {
			wg.Go(func() {
				fates, err := s.Post(context.WithoutCancel(t.Context()), batch[i], 1<<30)
				if err != nil {
					t.Errorf("post: %v", err)
				}
				for _, f := range fates {
					if f == feed.FateKept {
						p.fresh.Add(1)
					} else if f != feed.FateKnown {
						t.Errorf("a letter's fate is %v", f)
					}
				}
			})
		}
		wg.Wait()
	}
}

// push sends operations of an incarnation of its own, now through one server, now
// through the other.
func (p *pair) push(t *testing.T, side int) {
	var inc oplog.Incarnation
	binary.BigEndian.PutUint64(inc[:], uint64(side+1))
	for n := range uint32(*rows / (sides * perPush)) {
		ops := make([]server.Judged, perPush)
		for i := range ops {
			o := oplog.Op{Inc: inc, Seq: n*perPush + uint32(i) + 1, HLC: oplog.HLC(n + 1), Class: oplog.Work, Kind: oplog.Set, Epoch: 1, Body: make([]byte, 170)}
			o.Hash = o.Sum()
			ops[i] = server.Judged{Judged: feed.Judged{Op: o}}
		}
		got, err := server.Push(context.WithoutCancel(t.Context()), p.both[n%2], bytes.NewReader(nil), fmt.Sprint("g", side%groups), ops)
		if err != nil || got.Head != (n+1)*perPush || got.Rejected != nil {
			t.Errorf("push: %+v, %v", got, err)
			return
		}
		p.pushed.Add(perPush)
	}
}

// follow reads a feed with one cursor through both servers until done, and then to its
// end. The chain of the cursor holds that nothing before it changed.
func (p *pair) follow(t *testing.T, group int, done <-chan struct{}) {
	next := map[oplog.Incarnation]uint32{}
	var at oplog.Cursor
	for turn, last := 0, false; ; turn++ {
		got, err := server.Pull(context.WithoutCancel(t.Context()), p.both[turn%2], fmt.Sprint("g", group), at, feed.Limit{Ops: 2000, Bytes: 1 << 20})
		if err != nil || got.Reset {
			t.Errorf("pull: reset %v, %v", got.Reset, err)
			return
		}
		for _, o := range got.Ops {
			if next[o.Inc]++; o.Seq != next[o.Inc] {
				t.Errorf("got operation %d of %x, want %d", o.Seq, o.Inc, next[o.Inc])
				return
			}
		}
		p.seen.Add(int64(len(got.Ops)))
		at = got.Next
		if last && !got.More {
			return
		}
		select {
		case <-done:
			last = true
		default:
		}
	}
}

// letters counts what the mailboxes hold, and under how many ids.
func (p *pair) letters(t *testing.T) (n, ids int) {
	t.Helper()
	known := map[string]bool{}
	for g := range groups {
		after := ""
		for {
			var part []feed.Letter
			err := p.both[g%2].LookFeed(t.Context(), fmt.Sprint("g", g), func(d feed.Disk) (err error) {
				part, err = new(feed.Machine).MailPull(d, after, 1000)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			if len(part) == 0 {
				break
			}
			for _, l := range part {
				known[l.UUID] = true
			}
			n += len(part)
			after = part[len(part)-1].UUID
		}
	}
	return n, len(known)
}
