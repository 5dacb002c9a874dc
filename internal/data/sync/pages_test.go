package sync_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"testing"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/data/sync"
)

// TestPagesThatMayNotGo wait, in whatever order the streams come, and hold nothing up.
func TestPagesThatMayNotGo(t *testing.T) {
	t.Parallel()
	const n = 12
	s := newServer()
	l := joined(t, s.start(t), nil)
	l.streams(t, n)
	for _, id := range []string{"E1", "E2", "E3"} {
		c := store.SetChange{Class: oplog.Report, Entity: "report", ID: id, Fields: map[string]json.RawMessage{"totals": json.RawMessage(`{}`)}}
		if err := l.store.Write(t.Context(), store.Act{Event: id, Changes: []store.Change{c}}); err != nil {
			t.Fatal(err)
		}
	}
	ready, trouble := false, error(nil)
	l.Client = sync.New(sync.Config{
		Store: l.store, Now: now, Rand: rand.Reader, Log: quiet(),
		Pages: func(context.Context) (bool, error) { return ready, trouble },
	})
	for range 2 {
		if r := l.sync(t); r.Waiting != n || len(s.feed) != 3 {
			t.Errorf("got %+v, and the server has %d ops", r, len(s.feed))
		}
	}
	trouble = errors.New("not known")
	if _, err := l.Sync(t.Context()); !errors.Is(err, trouble) || len(s.feed) != 3 {
		t.Errorf("got %v, and the server has %d ops", err, len(s.feed))
	}
	ready, trouble = true, nil
	if r := l.sync(t); r.Pushed != n || r.Waiting != 0 || len(s.feed) != n+3 {
		t.Errorf("got %+v, and the server has %d ops", r, len(s.feed))
	}
}
