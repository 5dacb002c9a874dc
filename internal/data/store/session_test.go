package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"daykit/internal/data/faultvfs"
	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
)

// step is one thing that a person or the line does to a workspace; when it
// returns nil it is promised.
type step func(context.Context, *store.Store) error

// script gives n steps of a session: acts over several entities, classes and
// facts, undoing and redoing, erasing, settings, and what comes in the feed. The same arguments give
// the same steps.
func script(t testing.TB, n, seed int) []step {
	t.Helper()
	coming := strangers(t, n)
	steps := make([]step, n)
	for i := range steps {
		steps[i] = act(i, (i*397+seed*131)%2500)
		switch {
		case i%5 == 4:
			steps[i] = func(ctx context.Context, s *store.Store) error {
				_, err := s.Undo(ctx, "E1")
				return err
			}
		case i%10 == 5: // after an undo
			steps[i] = func(ctx context.Context, s *store.Store) error {
				_, err := s.Redo(ctx, "E1")
				return err
			}
		case i%13 == 12:
			steps[i] = func(ctx context.Context, s *store.Store) error {
				return s.Erase(ctx, "guest", fmt.Sprintf("E1/%04d", i-4)) // of an act
			}
		case i%7 == 6:
			op := coming[0]
			coming = coming[1:]
			steps[i] = func(ctx context.Context, s *store.Store) error {
				return apply(ctx, s, oplog.Feed{Ops: []oplog.Op{op}, Next: oplog.Cursor{N: int64(i), Chain: fmt.Sprint("c", i)}})
			}
		case i%11 == 10:
			steps[i] = func(ctx context.Context, s *store.Store) error { return s.SetSetting(ctx, "locale", fmt.Sprint(i)) }
		}
	}
	return steps
}

// apply takes in a stretch of the feed that follows what was taken in.
func apply(ctx context.Context, s *store.Store, f oplog.Feed) error {
	at, err := s.Cursor(ctx)
	if err != nil {
		return err
	}
	f.From = at
	_, err = s.Session(wide).Pulled(ctx, f)
	return err
}

// act is an act that must be found whole or not at all.
func act(i, pad int) step {
	id := fmt.Sprintf("E1/%04d", i)
	changes := []store.Change{
		store.SetChange{Class: oplog.Public, Entity: "event", ID: "E1", Fields: fields("count", fmt.Sprint(i))},
		store.SetChange{Class: oplog.Work, Entity: "task", ID: id, Fields: fields("title", fmt.Sprint(i))},
		store.SetChange{Class: oplog.Contact, Entity: "guest", ID: id, Fields: fields("note", `"`+strings.Repeat("x", pad)+`"`)},
		store.AddChange{Class: oplog.Work, ID: fmt.Sprint("f", i), Kind: "arrive", Body: json.RawMessage(fmt.Sprint(i))},
	}
	if i > 3 {
		changes = append(changes, store.VoidChange{Class: oplog.Work, Fact: fmt.Sprint("f", i-3)})
	}
	return func(ctx context.Context, s *store.Store) error {
		return s.Write(ctx, store.Act{Event: "E1", Label: fmt.Sprint("act ", i), Changes: changes})
	}
}

// strangers gives n ops of another laptop.
func strangers(t testing.TB, n int) []oplog.Op {
	t.Helper()
	s := open(t, t.TempDir())
	var cs []store.Change
	for i := range n {
		cs = append(cs, store.SetChange{Class: oplog.Public, Entity: "page", ID: fmt.Sprint("P", i), Fields: fields("page", fmt.Sprint(i))})
	}
	write(t, s, "all", cs...)
	ops := pending(t, s)
	if len(ops) != n {
		t.Fatalf("got %d ops, want %d", len(ops), n)
	}
	return ops
}

// view is all that a person can see of a workspace.
func view(ctx context.Context, s *store.Store) (string, error) {
	var out strings.Builder
	for _, entity := range []string{"event", "task", "guest", "page"} {
		rows, err := s.Entities(ctx, entity, "")
		if err != nil {
			return "", err
		}
		for _, r := range rows {
			fmt.Fprintf(&out, "%s %s %s\n", entity, r.ID, r.Fields)
		}
	}
	standing, err := s.Facts(ctx, "E1")
	if err != nil {
		return "", err
	}
	for _, f := range standing {
		fmt.Fprintf(&out, "fact %s %s\n", f.Kind, f.Body)
	}
	c, err := s.Counts(ctx)
	if err != nil {
		return "", err
	}
	at, err := s.Cursor(ctx)
	if err != nil {
		return "", err
	}
	last, err := s.LastAct(ctx, "E1")
	if err != nil {
		return "", err
	}
	next, err := s.NextRedo(ctx, "E1")
	if err != nil {
		return "", err
	}
	locale, err := s.Setting(ctx, "locale")
	fmt.Fprintln(&out, c, at, last, next, locale)
	return out.String(), err
}

// stage is where a session is played: a disk, and a real folder for the lock.
type stage struct {
	steps  []step
	views  []string // after so many steps
	dir    string
	params string // of the connections
}

// newStage plays the steps once on a sound disk and keeps what was to be seen.
func newStage(t testing.TB, steps []step, params string) *stage {
	t.Helper()
	g := &stage{steps: steps, dir: t.TempDir(), params: params}
	d, err := faultvfs.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := g.open(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; ; i++ {
		v, err := view(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		g.views = append(g.views, v)
		if i == len(steps) {
			break
		}
		if i > 0 && v == g.views[i-1] {
			t.Fatalf("nobody could see step %d", i)
		}
		if err := steps[i](t.Context(), s); err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return g
}

func (g *stage) open(ctx context.Context, d *faultvfs.Disk) (*store.Store, error) {
	return store.Open(ctx, g.dir, store.WithParams(options(), "vfs="+d.Name()+"&"+g.params))
}

// in gives a stage for the same steps in another folder, since a folder is one
// program's at a time.
func (g *stage) in(dir string) *stage {
	other := *g
	other.dir = dir
	return &other
}

// reached says after how many steps the workspace looks as it does, and -1 when
// it is as it was after none of them.
func (g *stage) reached(ctx context.Context, s *store.Store) (int, error) {
	v, err := view(ctx, s)
	if err != nil {
		return -1, err
	}
	for i := len(g.views) - 1; i >= 0; i-- {
		if g.views[i] == v {
			return i, nil
		}
	}
	return -1, nil
}
