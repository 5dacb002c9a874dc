package store_test

import (
	"context"
	"encoding/hex"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// planned fills a workspace with a plan and a guest list, and closes it.
func planned(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	s := open(t, dir)
	write(t, s, "plan", store.SetChange{Class: oplog.Work, Entity: "event", ID: "E1", Fields: fields("title", `"Supper"`)},
		store.AddChange{Class: oplog.Work, ID: "f1", Kind: "arrive", Body: []byte(`{"guest":"g1"}`)})
	write(t, s, "guests", guests("E1")[:8]...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func withKeys(k store.Sealer) store.Options {
	o := options()
	o.Sealer = k
	return o
}

func TestLockedPlansAreReadAndGuestsAreNot(t *testing.T) {
	t.Parallel()
	dir := planned(t)
	s := openWith(t, dir, withKeys(store.Locked{}))
	if got := entity(t, s, "event", "E1")["title"]; got != `"Supper"` {
		t.Errorf("got %s", got)
	}
	if got := facts(t, s, "E1"); len(got) != 1 {
		t.Errorf("got %v", got)
	}
	if label, err := s.LastAct(t.Context(), "E1"); err != nil || label != "guests" {
		t.Errorf("got %q, %v", label, err)
	}
	_, err := s.Entities(t.Context(), "guest", "E1/")
	wantCode(t, err, fault.Locked)
	_, err = s.Entity(t.Context(), "guest", "E1/g000")
	wantCode(t, err, fault.Locked)
	_, err = s.Undo(t.Context(), "E1")
	wantCode(t, err, fault.Locked)
	wantCode(t, s.Rebuild(t.Context()), fault.Locked)
	wantCode(t, s.Erase(t.Context(), "guest", "E1/g000"), fault.Locked)
	write(t, s, "publish", page(`"without names"`))
	err = s.Write(t.Context(), store.Act{Event: "E1", Label: "edit", Changes: guests("E2")[:1]})
	wantCode(t, err, fault.Locked)

	if _, err := s.Unlock(t.Context(), keysOf(2)); err == nil || fault.CodeOf(err) != fault.Denied {
		t.Errorf("another group's keys: %v", err)
	}
	if _, err := s.Unlock(t.Context(), group()); err != nil {
		t.Fatal(err)
	}
	if rows, err := s.Entities(t.Context(), "guest", "E1/"); err != nil || len(rows) != 4 {
		t.Errorf("got %d guests, %v", len(rows), err)
	}
	sameAfterRebuild(t, s)
}

func TestWhatCameWhileLockedIsReadWhenKeysCome(t *testing.T) {
	t.Parallel()
	for _, people := range []int{4, 500} { // one by one, and all at once
		a, b := open(t, t.TempDir()), openWith(t, t.TempDir(), withKeys(store.Locked{}))
		write(t, a, "guests", guests("E1")[:2*people]...)
		write(t, a, "publish", page("1"))
		feed(t, b, 9, false, pending(t, a)...)
		if c := counts(t, b); c.Quarantined != 2*people || entity(t, b, "page", "E1")["page"] != "1" {
			t.Errorf("got %+v", c)
		}
		n, err := b.Unlock(t.Context(), group())
		if err != nil || n != 2*people {
			t.Errorf("read %d ops, %v", n, err)
		}
		if rows, err := b.Entities(t.Context(), "guest", "E1/"); err != nil || len(rows) != people {
			t.Errorf("got %d guests, %v", len(rows), err)
		}
		if c := counts(t, b); c.Quarantined != 0 {
			t.Errorf("got %+v", c)
		}
		want, err := store.Peers(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		got, err := store.Peers(t.Context(), b)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(oplog.Peer{}, "Acked", "Seen")); err != nil || diff != "" {
			t.Error(diff, err)
		}
		sameAfterRebuild(t, b)
	}
}

func TestKeysAreAskedForWhenTheWorkspaceIsOurs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var told []string
	o := withKeys(nil)
	o.Keys = func(_ context.Context, workspace string) (store.Sealer, error) {
		told = append(told, workspace)
		_, err := store.Open(t.Context(), dir, options())
		wantCode(t, err, fault.Locked) // nobody else makes keys meanwhile
		return group(), nil
	}
	for range 2 {
		if err := openWith(t, dir, o).Close(); err != nil {
			t.Fatal(err)
		}
	}
	id := group().Workspace()
	if diff := cmp.Diff([]string{"", hex.EncodeToString(id[:])}, told); diff != "" {
		t.Error(diff)
	}
	o.Keys = func(context.Context, string) (store.Sealer, error) { return nil, errors.New("no keys") }
	if _, err := store.Open(t.Context(), dir, o); err == nil {
		t.Error("opened without its keys")
	}
	_, err := store.Open(t.Context(), dir, withKeys(keysOf(2)))
	wantCode(t, err, fault.Denied)
}

func TestValuesOfGuestsLieSealed(t *testing.T) {
	t.Parallel()
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	set := func(v string) store.Change {
		return store.SetChange{Class: oplog.Contact, Entity: "guest", ID: "E1/g", Fields: fields("phone", v)}
	}
	write(t, a, "a", set("1"))
	write(t, b, "b", set("2"))
	feed(t, b, 1, false, pending(t, a)...)
	for _, table := range []string{"cell", "conflict"} {
		if sealed, plain, err := store.Columns(t.Context(), b, table, "val"); err != nil || sealed != 1 || plain != 0 {
			t.Errorf("%s: %d are sealed and %d are not, %v", table, sealed, plain, err)
		}
	}
	cs, err := b.Conflicts(t.Context())
	if err != nil || len(cs) != 1 || string(cs[0].Now)+string(cs[0].Lost) != "21" && string(cs[0].Now)+string(cs[0].Lost) != "12" {
		t.Errorf("got %+v, %v", cs, err)
	}
}

// TestAServerCannotChangeAPlan: it can write ops that are not sealed, which must
// not say anything but pages and totals.
func TestAServerCannotChangeAPlan(t *testing.T) {
	t.Parallel()
	s, forger := open(t, t.TempDir()), openWith(t, t.TempDir(), bare())
	write(t, s, "plan", store.SetChange{Class: oplog.Work, Entity: "event", ID: "E1", Fields: fields("title", `"Supper"`)},
		store.AddChange{Class: oplog.Work, ID: "f1", Kind: "arrive"})
	write(t, forger, "forged",
		store.SetChange{Class: oplog.Public, Entity: "event", ID: "E1", Fields: fields("title", `"Forged"`)},
		store.SetChange{Class: oplog.Report, Entity: "page", ID: "E1", Fields: fields("page", `"Forged"`)},
		store.VoidChange{Class: oplog.Report, Fact: "f1"},
		store.AddChange{Class: oplog.Public, ID: "f2", Kind: "arrive"})
	feed(t, s, 4, false, pending(t, forger)...)
	if got := entity(t, s, "event", "E1")["title"]; got != `"Supper"` {
		t.Errorf("got %s", got)
	}
	if got := facts(t, s, "E1"); len(got) != 1 || len(entity(t, s, "page", "E1")) != 0 {
		t.Errorf("got %v", got)
	}
	if c := counts(t, s); c.Quarantined != 4 {
		t.Errorf("got %+v", c)
	}
	sameAfterRebuild(t, s)
}

// TestADoorHelperReadsNoContacts: such a laptop has keys, but not all.
func TestADoorHelperReadsNoContacts(t *testing.T) {
	t.Parallel()
	a, b := open(t, t.TempDir()), openWith(t, t.TempDir(), withKeys(noContacts{group()}))
	write(t, a, "guests", guests("E1")[:8]...)
	feed(t, b, 8, false, pending(t, a)...)
	rows, err := b.Entities(t.Context(), "guest", "E1/")
	if err != nil || len(rows) != 4 || rows[0].Fields["phone"] != nil || rows[0].Fields["name"] == nil {
		t.Errorf("got %v, %v", rows, err)
	}
	if c := counts(t, b); c.Quarantined != 4 {
		t.Errorf("got %+v", c)
	}
	sameAfterRebuild(t, b)
	feed(t, b, 9, false, erasing(t, a, "E1/g000")...)
	if rows, err := b.Entities(t.Context(), "guest", "E1/"); err != nil || len(rows) != 3 {
		t.Errorf("got %v, %v", rows, err)
	}
	if c := counts(t, b); c.Quarantined != 3 {
		t.Errorf("got %+v", c)
	}
}

// erasing gives what is pushed after a guest was erased.
func erasing(t *testing.T, s *store.Store, id string) []oplog.Op {
	t.Helper()
	if err := s.Erase(t.Context(), "guest", id); err != nil {
		t.Fatal(err)
	}
	return pending(t, s)
}

// noContacts is the keys without those of the class Contact.
type noContacts struct{ *seal.Keys }

func (k noContacts) Open(c oplog.Class, epoch uint32, id oplog.OpID, body []byte) ([]byte, error) {
	if c == oplog.Contact {
		return nil, seal.ErrNoKey
	}
	return k.Keys.Open(c, epoch, id, body)
}

func (k noContacts) OpenColumn(c oplog.Class, at seal.Cell, sealed []byte) ([]byte, error) {
	if c == oplog.Contact {
		return nil, seal.ErrNoKey
	}
	return k.Keys.OpenColumn(c, at, sealed)
}
