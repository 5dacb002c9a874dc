package storetest

import (
	"errors"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
)

func sealedTrip(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	one, two := sealed("x", 1, 1<<57, "one\x00\xff"), sealed("x", 2, 1<<57+1, "two")
	fact := one
	fact.Op.Kind, fact.Op.Inc = oplog.Add, inc("y")
	gone := redact("z", 1, 12, server.Judged{Judged: feed.Judged{Op: oplog.Op{Inc: inc("never"), Seq: 1<<32 - 1}}})
	push(t, s, ws, one, two)
	push(t, s, ws, fact)
	push(t, s, ws, gone)
	wantFeed(t, s, ws, one, two, fact, gone)
}

func redacts(t *testing.T, s server.Store) {
	ws, other := enter(t, s, "a"), enter(t, s, "b")
	early, late, kept := sealed("x", 1, 10, "early"), sealed("x", 2, 11, "late"), sealed("x", 3, 12, "kept")
	push(t, s, ws, early)
	push(t, s, other, early)
	push(t, s, ws, redact("y", 1, 13, early), redact("y", 2, 14, late), redact("y", 3, 15, early))
	for range 2 { // what comes whole again stays erased
		push(t, s, ws, early, late, kept)
	}
	wantFeed(t, s, ws, as(early, oplog.Erased),
		redact("y", 1, 13, early), redact("y", 2, 14, late), redact("y", 3, 15, early),
		as(late, oplog.Erased), kept)
	wantFeed(t, s, other, early)
}

func unshown(t *testing.T, s server.Store) {
	a, b := enter(t, s, "a"), enter(t, s, "b")
	old, now := page("x", 1, 10, "E1", `"old"`), page("x", 2, 11, "E1", `"now"`)
	alike := page("x", 1, 10, "E2", `"b's own"`) // of a copied disk
	push(t, s, a, old, now)
	push(t, s, b, alike)
	push(t, s, a, redact("y", 1, 12, old))
	if got := shown(t, s, "E1"); got != `"now"` {
		t.Errorf("after the older was erased: got %s", got)
	}
	push(t, s, a, as(now, oplog.Erased))
	if _, err := s.Page(t.Context(), "E1"); !errors.Is(err, server.ErrNotFound) {
		t.Errorf("got %v, want %v", err, server.ErrNotFound)
	}
	late := report("z", 1, 13, "E3", `"late"`)
	push(t, s, a, redact("y", 2, 14, late))
	push(t, s, a, late)
	all, err := s.Overview(t.Context())
	if err != nil || len(all.Events) != 1 || all.Events[0].Event != "E2" {
		t.Errorf("overview: got %+v, %v, want the other group's event alone", all.Events, err)
	}
}

// markers: whoever passed the op already must hear of its erasure too.
func markers(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	ops := []server.Judged{sealed("x", 1, 10, "one"), sealed("x", 2, 11, "two")}
	push(t, s, ws, ops...)
	_, end := pull(t, s, ws, 10)
	for range 2 {
		push(t, s, ws, as(ops[0], oplog.Erased), as(ops[1], oplog.Erased))
	}
	rest, err := server.Pull(t.Context(), s, ws.ID, end.Next, wide)
	if err != nil || len(rest.Ops) != 2 {
		t.Fatalf("got %+v, %v, want two markers", rest, err)
	}
	for i, m := range rest.Ops {
		if m.Kind != oplog.Redact || m.Target != ops[i].Op.ID() || m.Seq != uint32(i+1) || m.Inc == ops[i].Op.Inc || m.Sum() != m.Hash {
			t.Errorf("marker %d is %+v", i, m)
		}
	}
	push(t, s, ws, ops...)
	got, _ := pull(t, s, ws, 10)
	if d := gocmp.Diff(bare(as(ops[0], oplog.Erased), as(ops[1], oplog.Erased)), got[:2]); d != "" || len(got) != 4 {
		t.Errorf("%d ops (-want +got):\n%s", len(got), d)
	}
}

func bodyless(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	erased, refused := page("x", 1, 10, "E1", `1`), page("x", 2, 11, "E2", `2`)
	refused.Refused = "not a reason for what has no body"
	push(t, s, ws, as(erased, oplog.Erased), as(refused, oplog.Refused))
	wantFeed(t, s, ws, as(erased, oplog.Erased), as(refused, oplog.Refused))
	got := push(t, s, ws, erased, refused)
	if d := gocmp.Diff(feed.Pushed{Head: 2, Rejected: []feed.Rejected{{Seq: 2}}}, got); d != "" {
		t.Errorf("pushed whole later (-want +got):\n%s", d)
	}
	wantFeed(t, s, ws, as(erased, oplog.Erased), as(refused, oplog.Refused))
	if all, err := s.Overview(t.Context()); err != nil || all.Events != nil {
		t.Errorf("overview: got %+v, %v, want no events", all.Events, err)
	}
}

// dropped: a row that was read before an erasure has no body after it.
func dropped(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	bad := sealed("x", 1, 10, "Amina")
	bad.Refused = "not today"
	push(t, s, ws, bad, sealed("x", 2, 11, "Amina"))
	push(t, s, ws, redact("y", 1, 12, bad), redact("y", 2, 13, sealed("x", 2, 11, "Amina")))
	err := s.LookFeed(t.Context(), ws.ID, func(d feed.Disk) error {
		for seq := range uint32(2) {
			r, known, err := d.Find(oplog.OpID{Inc: inc("x"), Seq: seq + 1})
			if err != nil {
				return err
			}
			if !known || r.Op.State != oplog.Erased || r.Op.Body != nil || r.Reason != "" || r.Op.Sum() != r.Op.Hash {
				t.Errorf("op %d is kept as %+v", seq+1, r)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func atomic(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	first := sealed("x", 1, 10, "one")
	push(t, s, ws, first)
	broken := errors.New("broken")
	err := s.ChangeFeed(t.Context(), ws.ID, func(d server.Disk) error {
		m := feed.Machine{Draw: func() (oplog.Incarnation, error) { return oplog.Incarnation{}, broken }}
		if _, err := m.Push(d, []feed.Judged{redact("y", 1, 11, first).Judged, redact("y", 2, 12, sealed("x", 2, 13, "two")).Judged}); err != nil {
			return err
		}
		if err := d.Put(feed.Letter{UUID: "u", Event: "E1", Body: []byte("x")}); err != nil {
			return err
		}
		if _, err := d.Claim("E1"); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Fatalf("got %v, want %v", err, broken)
	}
	wantFeed(t, s, ws, first)
	if got := push(t, s, ws, sealed("x", 2, 13, "two")); got.Head != 2 {
		t.Errorf("got %+v", got)
	}
	wantFeed(t, s, ws, first, sealed("x", 2, 13, "two"))
	if got := push(t, s, enter(t, s, "b"), page("z", 1, 10, "E1", `1`)); got.Rejected != nil {
		t.Errorf("the event was kept: %+v", got)
	}
	// A push whose first part was done when its rest failed.
	_, err = server.Push(t.Context(), s, noLuck{}, ws.ID, []server.Judged{as(first, oplog.Erased), sealed("x", 2, 13, "two"), sealed("x", 3, 14, "three")})
	if err == nil {
		t.Error("a marker was made without randomness")
	}
	wantFeed(t, s, ws, first, sealed("x", 2, 13, "two"))
}

// noLuck is a source that has run dry.
type noLuck struct{}

// Read implements io.Reader.
func (noLuck) Read([]byte) (int, error) { return 0, errors.New("no randomness") }

func digests(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	state, err := server.ReadState(t.Context(), s, ws.ID, server.State{})
	if err != nil || state.End != (oplog.Cursor{}) || state.Digest != oplog.NewDigester().Sum() {
		t.Errorf("an empty feed: got %+v, %v", state, err)
	}
	bad, b, c := sealed("b", 1, 10, "b1"), sealed("b", 2, 11, "b2"), sealed("a", 1, 12, "a1")
	bad.Refused = "not today"
	push(t, s, ws, bad, b)
	push(t, s, ws, c)
	g := oplog.NewDigester()
	for _, o := range bare(c, bad, b) {
		g.Add(o.ID(), o.Hash)
	}
	_, end := pull(t, s, ws, 10)
	for _, known := range []server.State{{}, state} {
		if state, err = server.ReadState(t.Context(), s, ws.ID, known); err != nil || state.Digest != g.Sum() || state.End != end.Next {
			t.Errorf("got %+v, %v, want %x at %+v", state, err, g.Sum(), end.Next)
		}
	}
}
