package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"sync"
	"testing"

	"daykit/internal/central/server"

	"github.com/google/go-cmp/cmp"
)

// bare gives the ops as the feed should show them.
func bare(ops ...server.Judged) (out []server.Op) {
	for _, o := range ops {
		out = append(out, o.Op)
	}
	return out
}

func wantFeed(t *testing.T, s server.Store, ws server.Workspace, want ...server.Judged) {
	t.Helper()
	got, _ := feed(t, s, ws, 100)
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
		_, err := s.Push(t.Context(), server.Batch{Workspace: ws.ID, Ops: ops})
		if !errors.Is(err, server.ErrFork) {
			t.Errorf("got %v, want %v", err, server.ErrFork)
		}
	}
	wantFeed(t, s, ws, first)
	if _, err := s.Page(t.Context(), "E2"); !errors.Is(err, server.ErrNotFound) {
		t.Errorf("page after a fork: got %v, want %v", err, server.ErrNotFound)
	}
}

func refused(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	ops := []server.Judged{page("x", 1, 10, "E1", `1`), page("x", 2, 11, "E1", `2`), page("x", 3, 12, "E2", `3`)}
	ops[1].Refused = "not today"
	want := server.Pushed{Head: 3, Rejected: []server.Rejected{{Seq: 2, Reason: "not today"}}}
	for range 2 {
		if d := cmp.Diff(want, push(t, s, ws, ops...)); d != "" {
			t.Errorf("pushed (-want +got):\n%s", d)
		}
		ops[1].Refused = "" // the first answer stands
	}
	wantFeed(t, s, ws, ops[0], ops[2])
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
	wantFeed(t, s, ws, good)
}

func unknownWorkspace(t *testing.T, s server.Store) {
	_, err := s.Push(t.Context(), server.Batch{Workspace: "ws-none", Ops: []server.Judged{page("x", 1, 10, "E1", `1`)}})
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
	_, end := feed(t, s, a, 10)
	got, err := s.Feed(t.Context(), server.FeedQuery{Workspace: b.ID, Cursor: end.Cursor, Chain: end.Chain, Limit: 9, Bytes: 9})
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
	if got, end := feed(t, s, ws, 3); got != nil || end.Cursor != 0 || len(end.Chain) != 0 {
		t.Errorf("empty feed: got %v, %+v", got, end)
	}
	push(t, s, ws, all...)
	for _, limit := range []int{1, 3, 6, 7, 8} {
		got, end := feed(t, s, ws, limit)
		if d := cmp.Diff(bare(all...), got); d != "" || end.More {
			t.Errorf("by %d (-want +got):\n%s", limit, d)
		}
	}
	_, end := feed(t, s, ws, 7)
	last, err := s.Feed(t.Context(), server.FeedQuery{Workspace: ws.ID, Cursor: end.Cursor, Chain: end.Chain, Limit: 1, Bytes: 1})
	if err != nil || last.Ops != nil || last.Cursor != end.Cursor || !bytes.Equal(last.Chain, end.Chain) {
		t.Errorf("at the end: got %+v, %v, want the same cursor and no ops", last, err)
	}
}

func sizes(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	push(t, s, ws, page("x", 1, 1, "E1", `1`), page("x", 2, 2, "E1", `2`), page("x", 3, 3, "E1", `3`))
	got, err := s.Feed(t.Context(), server.FeedQuery{Workspace: ws.ID, Limit: 10, Bytes: 1})
	if err != nil || len(got.Ops) != 1 || !got.More {
		t.Errorf("got %d ops, more %v, %v, want one and more", len(got.Ops), got.More, err)
	}
}

func resets(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	push(t, s, ws, page("x", 1, 10, "E1", `1`))
	_, end := feed(t, s, ws, 10)
	for name, q := range map[string]server.FeedQuery{
		"ahead":         {Cursor: end.Cursor + 1, Chain: end.Chain},
		"other chain":   {Cursor: end.Cursor, Chain: []byte("something else")},
		"no chain":      {Cursor: end.Cursor},
		"chain at zero": {Chain: end.Chain},
		"negative":      {Cursor: -1},
	} {
		q.Workspace, q.Limit, q.Bytes = ws.ID, 10, 10
		got, err := s.Feed(t.Context(), q)
		if err != nil || !got.Reset || got.Ops != nil {
			t.Errorf("%s: got %+v, %v, want a reset", name, got, err)
		}
	}
}

func chain(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	var want []byte
	for i := range uint32(3) {
		o := page("x", i+1, 10, "E1", `1`)
		push(t, s, ws, o)
		want = server.NextChain(want, o.Hash)
		if _, end := feed(t, s, ws, 10); !bytes.Equal(end.Chain, want) || end.Cursor != int64(i+1) {
			t.Fatalf("after %d: got %d, %x, want %x", i+1, end.Cursor, end.Chain, want)
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
				o := page(fmt.Sprint("w", w), i+1, uint64(i), fmt.Sprint("E", w), `1`)
				if _, err := s.Push(t.Context(), server.Batch{Workspace: ws.ID, Ops: []server.Judged{o}}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	var seen []server.Op
	var at server.Stretch
	for len(seen) < writers*each && !t.Failed() {
		var err error
		at, err = s.Feed(t.Context(), server.FeedQuery{Workspace: ws.ID, Cursor: at.Cursor, Chain: at.Chain, Limit: 7, Bytes: 1 << 20})
		if err != nil || at.Reset {
			t.Fatalf("reader: got reset %v, %v", at.Reset, err)
		}
		seen = append(seen, at.Ops...)
	}
	wg.Wait()
	wantDense(t, seen, writers, each)
}

func wantDense(t *testing.T, seen []server.Op, writers int, each uint32) {
	t.Helper()
	next := map[[8]byte]uint32{}
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
