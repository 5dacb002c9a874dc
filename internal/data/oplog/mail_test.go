package oplog_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/oplog"
)

// letter has a name, and a count under an id of its own.
func letter(uuid, apart string) oplog.Letter {
	return oplog.Letter{
		Event: "E1", UUID: uuid, Drafts: drafts(),
		Facts: []oplog.AddBody{{ID: apart, Kind: "wish", Event: "E1", Body: json.RawMessage(`{"food":["vegan"]}`)}},
	}
}

func (l *laptop) importsAll(t *testing.T, all ...oplog.Letter) int {
	t.Helper()
	n, err := l.ImportSignups(l.disk, noon, all...)
	must(t, err)
	return n
}

// TestFactsOfLettersStandApart: whose a count is can be told neither by its body nor by
// its place in the log.
func TestFactsOfLettersStandApart(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 1)
	if n := a.importsAll(t, letter("g1", "c9"), letter("g2", "c1"), letter("g3", "c5")); n != 9 {
		t.Fatalf("imported by %d ops, want 9", n)
	}
	ops := a.log(t)
	slices.SortFunc(ops, func(x, y oplog.Op) int { return x.Stamp().Compare(y.Stamp()) })
	var facts []string
	for i, o := range ops {
		if (o.Kind == oplog.Add) != (i >= 6) {
			t.Errorf("op %d is of kind %d: sets come first", i, o.Kind)
		}
		if o.Kind == oplog.Add {
			plain, err := cloak{}.Open(o.Class, o.Epoch, o.ID(), o.Body)
			must(t, err)
			var f oplog.AddBody
			must(t, json.Unmarshal(plain, &f))
			facts = append(facts, f.ID)
		}
	}
	if diff := cmp.Diff([]string{"c1", "c5", "c9"}, facts); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
	if n := a.importsAll(t, letter("g2", "c1"), letter("g1", "c9")); n != 0 {
		t.Errorf("a second time: %d ops", n)
	}
}

// TestLettersStayUntilTheirFactsAreSafe: the server lets a letter go only when its count
// has come back too, whoever stated it.
func TestLettersStayUntilTheirFactsAreSafe(t *testing.T) {
	t.Parallel()
	a, b := newLaptop(t, 1), newLaptop(t, 2)
	a.importsAll(t, letter("g1", "c1"))
	ops := a.log(t)
	for _, o := range ops { // b hears of it from the laptop, and not from the server
		b.receive(t, o)
	}
	if n := b.importsAll(t, letter("g1", "c1")); n != 0 {
		t.Errorf("known from another laptop, and written by %d ops", n)
	}
	slices.SortFunc(ops, func(x, y oplog.Op) int { return x.Stamp().Compare(y.Stamp()) })
	at := oplog.Cursor{}
	for i, o := range ops {
		next := oplog.Cursor{N: at.N + 1}
		for name, l := range map[string]*laptop{"a": a, "b": b} {
			if got := l.acks(t); len(got) > 0 {
				t.Errorf("%s lets %v go before op %d was seen", name, got, i)
			}
			l.apply(t, oplog.Feed{From: at, Ops: []oplog.Op{o}, Next: next, More: i < len(ops)-1})
		}
		at = next
	}
	for name, l := range map[string]*laptop{"a": a, "b": b} {
		if got := l.acks(t); !slices.Equal(got, []string{"g1"}) {
			t.Errorf("%s: seen, but acknowledged are %v", name, got)
		}
	}
}

// TestNothingOfWhoWasErasedIsCounted: a letter that comes again after an erasure brings
// neither the name nor the count.
func TestNothingOfWhoWasErasedIsCounted(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 1)
	plain := letter("g1", "c1")
	plain.Facts = nil
	a.importsAll(t, plain)
	_, err := a.Erase(a.disk, noon, oplog.Entity{Kind: "guest", ID: "E1/g1"})
	must(t, err)
	must(t, a.MailAcked(a.disk, []string{"g1"}))
	if n := a.importsAll(t, letter("g1", "c1")); n != 0 {
		t.Errorf("written by %d ops", n)
	}
	if _, known, err := a.disk.Fact("c1"); err != nil || known {
		t.Errorf("counted: %v, %v", known, err)
	}
}
