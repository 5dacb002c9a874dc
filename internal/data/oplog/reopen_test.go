package oplog_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/oplog"
)

var guest1 = oplog.Entity{Kind: "guest", ID: "E1/g1"}

// aside keeps letters aside and gives them as they are when they open.
func (l *laptop) aside(t *testing.T, letters ...oplog.Letter) []oplog.AsideLetter {
	t.Helper()
	var out []oplog.AsideLetter
	for _, m := range letters {
		e := oplog.Entity{Kind: "letter", ID: m.Event + "/" + m.UUID}
		l.importsAll(t, oplog.Letter{Event: m.Event, UUID: m.UUID, Drafts: []oplog.Draft{
			{Class: oplog.Work, Set: oplog.SetBody{Entity: "letter", Fields: map[string]json.RawMessage{"sealed": json.RawMessage(`"c2VhbGVk"`)}}},
		}})
		out = append(out, oplog.AsideLetter{Letter: m, Kept: e})
	}
	return out
}

func (l *laptop) reopens(t *testing.T, all ...oplog.AsideLetter) int {
	t.Helper()
	n, err := l.Reopen(l.disk, noon, all...)
	must(t, err)
	return n
}

func (l *laptop) keeps(t *testing.T, a oplog.AsideLetter) bool {
	t.Helper()
	return l.cell(t, a.Kept, "sealed").Now.Stamp != (oplog.Stamp{})
}

// shown applies all ops that l has as the server's feed does.
func (l *laptop) shown(t *testing.T) {
	t.Helper()
	ops := l.log(t)
	slices.SortFunc(ops, func(x, y oplog.Op) int { return x.Stamp().Compare(y.Stamp()) })
	at, err := l.disk.Place()
	must(t, err)
	l.apply(t, oplog.Feed{From: at, Ops: ops, Next: oplog.Cursor{N: at.N + int64(len(ops))}})
}

// TestReopenKeepsTheLetterUntilItIsSafe: until the server has who was in it, both are here,
// and the letter is not let go.
func TestReopenKeepsTheLetterUntilItIsSafe(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 1)
	all := a.aside(t, letter("g1", "c9"), letter("g2", "c1"))
	a.shown(t)
	if n := a.reopens(t, all...); n != 6 {
		t.Errorf("written by %d ops, want 6", n)
	}
	if !a.keeps(t, all[0]) || a.cell(t, guest1, "name").Now.Stamp == (oplog.Stamp{}) {
		t.Error("the letter is gone, or nobody was in it")
	}
	if got := a.acks(t); len(got) > 0 {
		t.Errorf("%v are let go before the server has who was in them", got)
	}
	if n := a.reopens(t, all...); n != 0 || !a.keeps(t, all[0]) {
		t.Errorf("again: written by %d ops", n)
	}
	a.shown(t)
	if got := a.acks(t); !cmp.Equal(got, []string{"g1", "g2"}) {
		t.Errorf("let go are %v", got)
	}
	if n := a.reopens(t, all...); n == 0 || a.keeps(t, all[0]) || a.keeps(t, all[1]) {
		t.Errorf("safe: written by %d ops, and a letter is still kept", n)
	}
}

// TestReopenWritesNothingTwice: what is known of somebody stands, and what is not is added.
func TestReopenWritesNothingTwice(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 1)
	all := a.aside(t, letter("g1", "c1"))
	a.set(t, oplog.Roster, guest1, "name", `"Corrected"`)
	if n := a.reopens(t, all...); n != 2 { // the phone and the fact
		t.Errorf("written by %d ops", n)
	}
	if got := string(a.cell(t, guest1, "name").Now.Value); got != `"Corrected"` {
		t.Errorf("the name is %s", got)
	}
}

// TestReopenOfWhoWasErased writes nothing, and keeps nothing.
func TestReopenOfWhoWasErased(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 1)
	all := a.aside(t, letter("g1", "c1"), letter("g2", "c2"))
	a.set(t, oplog.Roster, guest1, "name", `"Gone"`)
	a.erase(t, guest1)
	a.reopens(t, all...)
	if a.keeps(t, all[0]) || a.cell(t, guest1, "name").Now.Stamp != (oplog.Stamp{}) {
		t.Error("something of them is here")
	}
	if _, known, err := a.disk.Fact("c1"); err != nil || known {
		t.Errorf("counted: %v, %v", known, err)
	}
	if a.cell(t, oplog.Entity{Kind: "guest", ID: "E1/g2"}, "name").Now.Stamp == (oplog.Stamp{}) {
		t.Error("the other letter was not taken in")
	}
}

// TestImportsAddOnlyWhatLacks: a letter that comes again, read by a program that makes more
// of it, leaves what a person corrected.
func TestImportsAddOnlyWhatLacks(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 1)
	a.importsAll(t, letter("g1", "c1"))
	must(t, a.MailAcked(a.disk, []string{"g1"}))
	a.set(t, oplog.Roster, guest1, "name", `"Corrected"`)
	more := letter("g1", "c1")
	more.Drafts[0].Set.Fields["party"] = json.RawMessage("3")
	if n := a.importsAll(t, more); n != 1 {
		t.Errorf("written by %d ops, want 1", n)
	}
	if name, party := string(a.cell(t, guest1, "name").Now.Value), string(a.cell(t, guest1, "party").Now.Value); name != `"Corrected"` || party != "3" {
		t.Errorf("the name is %s, the party %s", name, party)
	}
}
