package oplog_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/oplog"
)

func setOn(kind, id string) oplog.Body {
	return oplog.Body{Set: &oplog.SetBody{Entity: kind, ID: id, Fields: map[string]json.RawMessage{"f": json.RawMessage("1")}}}
}

func TestScopeOf(t *testing.T) {
	t.Parallel()
	for want, b := range map[string]oplog.Body{
		"E1": setOn("event", "E1"),
		"E2": setOn("guest", "E2/g1/x"),
		"E3": {Add: &oplog.AddBody{ID: "f", Kind: "arrive", Event: "E3"}},
		"E4": {Forget: &oplog.ForgetBody{Entity: "guest", ID: "E4/g1"}},
		"":   {Void: &oplog.VoidBody{Fact: "f"}},
	} {
		if got := oplog.ScopeOf(b); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// scopes gives the scope of each incarnation, by its class.
func (l *laptop) scopes(t *testing.T) map[oplog.Class][]string {
	t.Helper()
	peers, err := l.disk.Peers()
	must(t, err)
	out := map[oplog.Class][]string{}
	for _, p := range peers {
		out[p.Class] = append(out[p.Class], p.Scope)
	}
	return out
}

// TestEachEventIsItsOwnStreams: ops of one event never share an incarnation with
// those of another, and whoever hears them knows whose they are without being told.
func TestEachEventIsItsOwnStreams(t *testing.T) {
	t.Parallel()
	a, b := newLaptop(t, 1), newLaptop(t, 2)
	for _, id := range []string{"E1/g1", "E2/g1", "E1/g2"} {
		a.write(t, oplog.Roster, setOn("guest", id))
	}
	a.write(t, oplog.Work, oplog.Body{Add: &oplog.AddBody{ID: "f", Kind: "arrive", Event: "E2"}})
	a.erase(t, oplog.Entity{Kind: "guest", ID: "E1/g1"}) // in the streams of its event
	want := map[oplog.Class][]string{oplog.Roster: {"E1", "E2"}, oplog.Work: {"E2", "E1"}}
	if diff := cmp.Diff(want, a.scopes(t)); diff != "" {
		t.Errorf("who wrote: %s", diff)
	}
	a.give(t, b)
	if diff := cmp.Diff(want, b.scopes(t)); diff != "" {
		t.Errorf("who heard: %s", diff)
	}
}

func TestAStreamOfSeveralEventsBelongsToNone(t *testing.T) {
	t.Parallel()
	a, b := newLaptop(t, 1), newLaptop(t, 2)
	for _, id := range []string{"E1", "E2", "E1"} {
		if _, err := a.Append(a.disk, noon, oplog.Work, "", setOn("event", id)); err != nil {
			t.Fatal(err)
		}
	}
	a.give(t, b)
	if diff := cmp.Diff(map[oplog.Class][]string{oplog.Work: {oplog.Mixed}}, b.scopes(t)); diff != "" {
		t.Error(diff)
	}
}

func TestScopeIsLearntWhenTheKeyComes(t *testing.T) {
	t.Parallel()
	a, b := newLaptop(t, 1), newLaptop(t, 2)
	a.write(t, oplog.Contact, setOn("guest", "E1/g1"))
	b.cloak.lacks[oplog.Contact] = true
	a.give(t, b)
	if diff := cmp.Diff(map[oplog.Class][]string{oplog.Contact: {""}}, b.scopes(t)); diff != "" {
		t.Error(diff)
	}
	b.cloak.lacks[oplog.Contact] = false
	if n, err := b.Retry(b.disk); n != 1 || err != nil {
		t.Fatalf("got %d, %v", n, err)
	}
	if diff := cmp.Diff(map[oplog.Class][]string{oplog.Contact: {"E1"}}, b.scopes(t)); diff != "" {
		t.Error(diff)
	}
}

// TestOneRefusedStreamIsPassedOver: the others are not held up by it.
func TestOneRefusedStreamIsPassedOver(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 1)
	a.write(t, oplog.Work, setOn("event", "E1"))
	a.write(t, oplog.Work, setOn("event", "E2"))
	s := a.NewSession(wide)
	first, err := s.Next(a.disk)
	must(t, err)
	s.PassOver(first.Ops[0].Inc)
	second, err := s.Next(a.disk)
	must(t, err)
	if second.Ask != oplog.AskPush || second.Ops[0].Inc == first.Ops[0].Inc {
		t.Errorf("got %+v after %+v", second, first)
	}
	s.PassOver(second.Ops[0].Inc)
	if third, err := s.Next(a.disk); err != nil || third.Ask != oplog.AskPull {
		t.Errorf("got %+v, %v, want to pull", third, err)
	}
}
