package sync_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/data/wire"
)

// streams writes one op in each of n events, which is a stream for each.
func (l *laptop) streams(t testing.TB, n int) {
	t.Helper()
	for i := range n {
		id := fmt.Sprint("E", i)
		c := store.SetChange{Class: oplog.Public, Entity: "page", ID: id, Fields: map[string]json.RawMessage{"page": json.RawMessage(`{"title":{"en":"T"}}`)}}
		if err := l.store.Write(t.Context(), store.Act{Event: id, Label: "publish", Changes: []store.Change{c}}); err != nil {
			t.Fatal(err)
		}
	}
}

// TestManyStreamsGoTogether: a server that lost all is told all again in few requests.
func TestManyStreamsGoTogether(t *testing.T) {
	t.Parallel()
	const n = wire.MaxStreams + 40
	c := newCampaign(t)
	pushes := 0
	l := c.member(roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.URL.Path == wire.PathOps {
			pushes++
		}
		return http.DefaultTransport.RoundTrip(r)
	}))
	l.streams(t, n)
	if r := l.sync(t); r.Pushed+r.Quarantined != n || r.Waiting != 0 || pushes != 2 {
		t.Errorf("got %+v in %d pushes", r, pushes)
	}
	pushes = 0
	if r := l.sync(t); r.Pushed != 0 || pushes != 0 {
		t.Errorf("then %+v in %d pushes", r, pushes)
	}
}

// TestOlderServersTakeOneStream: what goes beside is passed over by them, and sent again
// by itself.
func TestOlderServersTakeOneStream(t *testing.T) {
	t.Parallel()
	const n = 12
	s := newServer()
	l := joined(t, s.start(t), nil)
	l.streams(t, n)
	if r := l.sync(t); r.Pushed != n || r.Waiting != 0 || len(s.feed) != n {
		t.Errorf("got %+v, and the server has %d ops", r, len(s.feed))
	}
}
