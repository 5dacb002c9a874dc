package storetest

import (
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"

	"github.com/google/go-cmp/cmp"
)

// bare gives the ops as the feed should show them.
func bare(ops ...server.Judged) (out []oplog.Op) {
	for _, o := range ops {
		out = append(out, o.Op)
	}
	return out
}

func wantFeed(t *testing.T, s server.Store, ws server.Workspace, want ...server.Judged) {
	t.Helper()
	got, _ := pull(t, s, ws, 100)
	if d := cmp.Diff(bare(want...), got); d != "" {
		t.Errorf("feed (-want +got):\n%s", d)
	}
}

func roundTrip(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	a, b := page("x", 1, 10, "E1", `{}`), report("y", 1, 1<<62, "E1", `{"arrived":1}`)
	if got := push(t, s, ws, a); got.Head != 1 || got.Gap || got.Rejected != nil {
		t.Errorf("got %+v, want head 1", got)
	}
	push(t, s, ws, b)
	wantFeed(t, s, ws, a, b)
}

func repeats(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	ops := []server.Judged{page("x", 1, 10, "E1", `1`), page("x", 2, 11, "E1", `2`), page("x", 3, 12, "E1", `3`)}
	push(t, s, ws, ops[:2]...)
	push(t, s, ws, ops[:2]...)
	if got := push(t, s, ws, ops...); got.Head != 3 {
		t.Errorf("got head %d, want 3", got.Head)
	}
	if got := push(t, s, ws, ops[0]); got.Head != 3 {
		t.Errorf("an old op repeated: got head %d, want 3", got.Head)
	}
	wantFeed(t, s, ws, ops...)
	if got := shown(t, s, "E1"); got != "3" {
		t.Errorf("page is %s, want 3", got)
	}
}

func gap(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	first := page("x", 1, 10, "E1", `1`)
	push(t, s, ws, first)
	got := push(t, s, ws, page("x", 3, 12, "E1", `3`), page("x", 4, 13, "E1", `4`))
	if !got.Gap || got.Head != 1 {
		t.Errorf("got %+v, want a gap after 1", got)
	}
	wantFeed(t, s, ws, first)
}

func fork(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	first, bad := page("x", 1, 10, "E1", `1`), page("x", 2, 11, "E1", `no`)
	bad.Refused = "not today"
	push(t, s, ws, first, bad)
	for _, ops := range [][]server.Judged{
		{page("x", 1, 10, "E1", `other`), page("x", 2, 11, "E1", `2`), page("x", 3, 12, "E2", `3`)},
		{page("x", 2, 11, "E1", `2`), page("x", 3, 12, "E2", `3`)}, // of a refused op
	} {
		_, err := server.Push(t.Context(), s, rand.Reader, ws.ID, ops)
		if !errors.Is(err, feed.ErrFork) {
			t.Errorf("got %v, want %v", err, feed.ErrFork)
		}
	}
	wantFeed(t, s, ws, first, as(bad, oplog.Refused))
	if _, err := s.Page(t.Context(), "E2"); !errors.Is(err, server.ErrNotFound) {
		t.Errorf("page after a fork: got %v, want %v", err, server.ErrNotFound)
	}
}

func refused(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	ops := []server.Judged{page("x", 1, 10, "E1", `1`), page("x", 2, 11, "E1", `2`), page("x", 3, 12, "E2", `3`)}
	ops[1].Refused = "not today"
	want := feed.Pushed{Head: 3, Rejected: []feed.Rejected{{Seq: 2, Reason: "not today"}}}
	for range 2 {
		if d := cmp.Diff(want, push(t, s, ws, ops...)); d != "" {
			t.Errorf("pushed (-want +got):\n%s", d)
		}
		ops[1].Refused = "" // the first answer stands
	}
	wantFeed(t, s, ws, ops[0], as(ops[1], oplog.Refused), ops[2])
	if got := shown(t, s, "E1"); got != "1" {
		t.Errorf("page is %s, want 1", got)
	}
}

func allRefused(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	bad, good := page("x", 1, 10, "E1", `1`), page("x", 2, 11, "E1", `2`)
	bad.Refused = "not today"
	if got := push(t, s, ws, bad); got.Head != 1 || len(got.Rejected) != 1 {
		t.Errorf("got %+v, want head 1 and one rejection", got)
	}
	push(t, s, ws, good)
	wantFeed(t, s, ws, as(bad, oplog.Refused), good)
}

func unknownWorkspace(t *testing.T, s server.Store) {
	_, err := server.Push(t.Context(), s, rand.Reader, "ws-none", []server.Judged{page("x", 1, 10, "E1", `1`)})
	wantDenied(t, err)
	_, err = server.Pull(t.Context(), s, "ws-none", oplog.Cursor{}, wide)
	wantDenied(t, err)
}

func isolated(t *testing.T, s server.Store) {
	a, b := enter(t, s, "a"), enter(t, s, "b")
	// The same incarnation in both: a copied disk that joined twice.
	pa, pb := page("x", 1, 10, "EA", `"a"`), page("x", 1, 11, "EB", `"b"`)
	push(t, s, a, pa)
	push(t, s, b, pb)
	wantFeed(t, s, a, pa)
	wantFeed(t, s, b, pb)
	_, end := pull(t, s, a, 10)
	got, err := server.Pull(t.Context(), s, b.ID, end.Next, wide)
	if err != nil || !got.Reset || got.Ops != nil {
		t.Errorf("another workspace's cursor: got %+v, %v, want a reset", got, err)
	}
}

func paging(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	var all []server.Judged
	for i := range uint32(7) {
		all = append(all, page("x", i+1, 10, "E1", `1`))
	}
	if got, end := pull(t, s, ws, 3); got != nil || end.Next != (oplog.Cursor{}) {
		t.Errorf("empty feed: got %v, %+v", got, end)
	}
	push(t, s, ws, all...)
	for _, limit := range []int{1, 3, 6, 7, 8} {
		got, end := pull(t, s, ws, limit)
		if d := cmp.Diff(bare(all...), got); d != "" || end.More {
			t.Errorf("by %d (-want +got):\n%s", limit, d)
		}
	}
	_, end := pull(t, s, ws, 7)
	last, err := server.Pull(t.Context(), s, ws.ID, end.Next, feed.Limit{Ops: 1, Bytes: 1})
	if err != nil || last.Ops != nil || last.Next != end.Next {
		t.Errorf("at the end: got %+v, %v, want the same cursor and no ops", last, err)
	}
}

func sizes(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	push(t, s, ws, page("x", 1, 1, "E1", `1`), page("x", 2, 2, "E1", `2`), page("x", 3, 3, "E1", `3`))
	got, err := server.Pull(t.Context(), s, ws.ID, oplog.Cursor{}, feed.Limit{Ops: 10, Bytes: 1})
	if err != nil || len(got.Ops) != 1 || !got.More {
		t.Errorf("got %d ops, more %v, %v, want one and more", len(got.Ops), got.More, err)
	}
	// What an answer has no room for is not read: it would be as large as somebody likes.
	err = s.LookFeed(t.Context(), ws.ID, func(d feed.Disk) error {
		for l, want := range map[feed.Limit]int{{Ops: 10}: 3, {Ops: 2}: 2, {Ops: 10, Bytes: 1}: 2, {Ops: 10, Bytes: 1 << 20}: 3, {Ops: 1, Bytes: 1}: 1} {
			rows, err := d.After(0, l)
			if err != nil || len(rows) != want {
				t.Errorf("%+v: got %d rows, %v, want %d", l, len(rows), err, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func resets(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	push(t, s, ws, page("x", 1, 10, "E1", `1`))
	_, end := pull(t, s, ws, 10)
	for name, at := range map[string]oplog.Cursor{
		"ahead":         {N: end.Next.N + 1, Chain: end.Next.Chain},
		"other chain":   {N: end.Next.N, Chain: "something else"},
		"no chain":      {N: end.Next.N},
		"chain at zero": {Chain: end.Next.Chain},
		"negative":      {N: -1},
	} {
		got, err := server.Pull(t.Context(), s, ws.ID, at, wide)
		if err != nil || !got.Reset || got.Ops != nil {
			t.Errorf("%s: got %+v, %v, want a reset", name, got, err)
		}
	}
}

func chain(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	want := ""
	for i := range uint32(3) {
		o := page("x", i+1, 10, "E1", `1`)
		push(t, s, ws, o)
		want = feed.NextChain(want, o.Op.Hash)
		if _, end := pull(t, s, ws, 10); end.Next != (oplog.Cursor{N: int64(i + 1), Chain: want}) {
			t.Fatalf("after %d: got %d, %x, want %x", i+1, end.Next.N, end.Next.Chain, want)
		}
	}
}

// together has several writers push into one workspace while a reader follows.
func together(t *testing.T, s server.Store) {
	const writers, each = 6, 20
	ws := enter(t, s, "a")
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range uint32(each) {
				o := page(fmt.Sprint("w", w), i+1, oplog.HLC(i), fmt.Sprint("E", w), `1`)
				if got, err := server.Push(t.Context(), s, rand.Reader, ws.ID, []server.Judged{o}); err != nil || got.Head != i+1 {
					t.Errorf("got %+v, %v, want head %d", got, err, i+1)
				}
			}
		})
	}
	var seen []oplog.Op
	var at feed.Stretch
	for len(seen) < writers*each && !t.Failed() {
		var err error
		at, err = server.Pull(t.Context(), s, ws.ID, at.Next, feed.Limit{Ops: 7, Bytes: 1 << 20})
		if err != nil || at.Reset {
			t.Fatalf("reader: got reset %v, %v", at.Reset, err)
		}
		seen = append(seen, at.Ops...)
	}
	wg.Wait()
	wantDense(t, seen, writers, each)
}

func wantDense(t *testing.T, seen []oplog.Op, writers int, each uint32) {
	t.Helper()
	next := map[oplog.Incarnation]uint32{}
	for _, o := range seen {
		if next[o.Inc]++; o.Seq != next[o.Inc] {
			t.Fatalf("%s: got seq %d, want %d", o.Inc[:], o.Seq, next[o.Inc])
		}
	}
	if len(next) != writers {
		t.Errorf("got %d writers, want %d", len(next), writers)
	}
	for i, n := range next {
		if n != each {
			t.Errorf("%s: got %d ops, want %d", i[:], n, each)
		}
	}
}
