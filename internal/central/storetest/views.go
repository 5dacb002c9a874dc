package storetest

import (
	"errors"
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"

	"github.com/google/go-cmp/cmp"
)

func laterWins(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	early, late := page("x", 1, 10, "E1", `"early"`), page("y", 1, 20, "E1", `"late"`)
	push(t, s, ws, late)
	push(t, s, ws, early)
	if got := shown(t, s, "E1"); got != `"late"` {
		t.Errorf("late first: page is %s", got)
	}
	early, late = page("x", 2, 10, "E2", `"early"`), page("y", 2, 20, "E2", `"late"`)
	push(t, s, ws, early)
	push(t, s, ws, late)
	if got := shown(t, s, "E2"); got != `"late"` {
		t.Errorf("early first: page is %s", got)
	}
}

func sameTime(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	push(t, s, ws, page("x", 1, 10, "E1", `"x"`))
	push(t, s, ws, page("y", 1, 10, "E1", `"y"`))
	push(t, s, ws, page("y", 2, 10, "E2", `"y"`))
	push(t, s, ws, page("x", 2, 10, "E2", `"x"`))
	for _, event := range []string{"E1", "E2"} {
		if got := shown(t, s, event); got != `"y"` {
			t.Errorf("%s: page is %s, want that of y", event, got)
		}
	}
}

// farTimes holds that times are compared as the 64 bits without a sign that they are.
func farTimes(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	near, far, end := page("x", 1, 1<<63-1, "E1", `"near"`), page("y", 1, 1<<63, "E1", `"far"`), page("z", 1, 1<<64-1, "E1", `"end"`)
	for _, j := range []server.Judged{far, near, end} {
		push(t, s, ws, j)
	}
	if got := shown(t, s, "E1"); got != `"end"` {
		t.Errorf("page is %s, want that of the latest time", got)
	}
	wantFeed(t, s, ws, far, near, end)
}

// strange looks for what no engine can hold as a text.
func strange(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	for _, name := range []string{"\x00", "E1\x00", "\xff\xfe", "7KQ2M9XD\xc3"} {
		if _, err := s.Page(t.Context(), name); !errors.Is(err, server.ErrNotFound) {
			t.Errorf("page %q: got %v, want %v", name, err, server.ErrNotFound)
		}
		if _, err := s.Group(t.Context(), name); !errors.Is(err, server.ErrNotFound) {
			t.Errorf("group %q: got %v, want %v", name, err, server.ErrNotFound)
		}
		if err := s.Revoke(t.Context(), ws.ID, name); !errors.Is(err, server.ErrNotFound) {
			t.Errorf("device %q: got %v, want %v", name, err, server.ErrNotFound)
		}
	}
}

func firstOwner(t *testing.T, s server.Store) {
	a, b := enter(t, s, "a"), enter(t, s, "b")
	push(t, s, a, report("x", 1, 10, "E1", `{}`))
	got := push(t, s, b, page("y", 1, 20, "E1", `"stolen"`), report("y", 2, 21, "E1", `"stolen"`), page("y", 3, 22, "E2", `"own"`))
	want := feed.Pushed{Head: 3, Rejected: []feed.Rejected{
		{Seq: 1, Reason: server.ReasonForeign}, {Seq: 2, Reason: server.ReasonForeign},
	}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("pushed (-want +got):\n%s", d)
	}
	if _, err := s.Page(t.Context(), "E1"); !errors.Is(err, server.ErrNotFound) {
		t.Errorf("page of E1: got %v, want %v", err, server.ErrNotFound)
	}
	if got := shown(t, s, "E2"); got != `"own"` {
		t.Errorf("page of E2 is %s", got)
	}
}

func takenDown(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	push(t, s, ws, page("x", 1, 10, "E1", `{}`), page("x", 2, 11, "E1", `null`))
	if _, err := s.Page(t.Context(), "E1"); !errors.Is(err, server.ErrNotFound) {
		t.Errorf("got %v, want %v", err, server.ErrNotFound)
	}
	if got, err := s.Overview(t.Context()); err != nil || got.Events != nil {
		t.Errorf("overview: got %+v, %v, want no events", got, err)
	}
	push(t, s, ws, page("x", 3, 12, "E1", `"again"`))
	if got := shown(t, s, "E1"); got != `"again"` {
		t.Errorf("page is %s", got)
	}
}

func overview(t *testing.T, s server.Store) {
	a, b := enter(t, s, "a"), enter(t, s, "b")
	if err := s.Invite(t.Context(), invitation("c", "c")); err != nil { // invited, never came
		t.Fatal(err)
	}
	push(t, s, b, page("y", 1, 10, "E1", `{"p":1}`))
	push(t, s, a, page("x", 1, 10, "E2", `{"p":2}`), report("x", 2, 11, "E2", `{"t":2}`), report("x", 3, 12, "E3", `{"t":3}`))
	got, err := s.Overview(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := server.Overview{Groups: 2, Events: []server.Row{
		{Event: "E1", Group: "b", Page: []byte(`{"p":1}`)},
		{Event: "E2", Group: "a", Page: []byte(`{"p":2}`), Totals: []byte(`{"t":2}`)},
		{Event: "E3", Group: "a", Totals: []byte(`{"t":3}`)},
	}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("overview (-want +got):\n%s", d)
	}
	p, err := s.Page(t.Context(), "E2")
	if d := cmp.Diff(server.Published{Event: "E2", Group: "a", HLC: 10, Page: []byte(`{"p":2}`)}, p); err != nil || d != "" {
		t.Errorf("page: %v (-want +got):\n%s", err, d)
	}
	if err := s.PutWithdrawals(t.Context(), withdrawn(7, "list"), nil); err != nil {
		t.Fatal(err)
	}
	if p, err := s.Page(t.Context(), "E2"); err != nil || p.Withdrawn != 7 {
		t.Errorf("a page says list %d, %v, want that of its moment, 7", p.Withdrawn, err)
	}
}

func stamps(t *testing.T, s server.Store) {
	a, b := enter(t, s, "a"), enter(t, s, "b")
	push(t, s, a, page("x", 1, 10, "E1", `"one"`), page("x", 2, 1<<63+11, "E2", `"two"`), report("x", 3, 12, "E3", `{}`))
	push(t, s, b, page("y", 1, 10, "E4", `"four"`), page("y", 2, 11, "E5", `"five"`), page("y", 3, 12, "E5", `null`))
	x, y := page("x", 1, 0, "", ``).Op.Inc, page("y", 1, 0, "", ``).Op.Inc
	asked := []string{"E5", "E4", "E3", "E2", "E1", "E1", "nothing", "", "\xff"}
	for _, next := range []uint64{10, 20} {
		want := map[string]oplog.Stamp{"E1": {HLC: oplog.HLC(next), Inc: x}, "E2": {HLC: 1<<63 + 11, Inc: x}, "E4": {HLC: 10, Inc: y}}
		got, err := s.Stamps(t.Context(), asked)
		if d := cmp.Diff(want, got); err != nil || d != "" {
			t.Errorf("stamps: %v (-want +got):\n%s", err, d)
		}
		push(t, s, a, page("x", 4, 20, "E1", `"another"`))
	}
	if got, err := s.Stamps(t.Context(), nil); err != nil || len(got) > 0 {
		t.Errorf("of no event: %v, %v", got, err)
	}
}
