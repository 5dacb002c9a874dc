package sync_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

func now() time.Time { return time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC) }

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// laptop is a workspace with its client.
type laptop struct {
	*sync.Client
	store *store.Store
	slept []time.Duration
}

func newLaptop(t testing.TB, h *http.Client) *laptop {
	t.Helper()
	return newLaptopAt(t, h, now)
}

func newLaptopAt(t testing.TB, h *http.Client, clock func() time.Time) *laptop {
	t.Helper()
	s, err := store.Open(context.Background(), t.TempDir(), store.Options{Now: clock, Rand: rand.Reader, Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	l := &laptop{store: s}
	l.Client = sync.New(sync.Config{
		Store: s, HTTP: h, Now: clock, Rand: rand.Reader, Log: quiet(),
		Sleep: func(ctx context.Context, d time.Duration) error {
			l.slept = append(l.slept, d)
			return ctx.Err()
		},
	})
	return l
}

// joined gives a laptop that is a member at url.
func joined(t testing.TB, url string, h *http.Client) *laptop {
	t.Helper()
	l := newLaptop(t, h)
	if _, err := l.Join(context.Background(), url, "DAY-1"); err != nil {
		t.Fatal(err)
	}
	return l
}

// publish writes a page, the one thing that travels.
func (l *laptop) publish(t testing.TB, id, v string) {
	t.Helper()
	c := store.SetChange{Class: oplog.Public, Entity: "page", ID: id, Fields: map[string]json.RawMessage{"page": json.RawMessage(v)}}
	if err := l.store.Write(context.Background(), store.Act{Event: id, Label: "publish", Changes: []store.Change{c}}); err != nil {
		t.Fatal(err)
	}
}

func (l *laptop) page(t testing.TB, id string) string {
	t.Helper()
	f, err := l.store.Entity(context.Background(), "page", id)
	if err != nil {
		t.Fatal(err)
	}
	return string(f["page"])
}

func (l *laptop) sync(t testing.TB) sync.Result {
	t.Helper()
	r, err := l.Sync(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func wantCode(t testing.TB, err error, want fault.Code) {
	t.Helper()
	if err == nil || fault.CodeOf(err) != want {
		t.Fatalf("got error %v, want a fault %q", err, want)
	}
}

func TestTwoLaptopsMeetAtTheServer(t *testing.T) {
	t.Parallel()
	s := newServer()
	url := s.start(t)
	a, b := joined(t, url, nil), joined(t, url, nil)
	a.publish(t, "E1", `"one"`)
	if r := a.sync(t); r != (sync.Result{Pushed: 1}) {
		t.Errorf("got %+v", r)
	}
	if r := b.sync(t); r != (sync.Result{Pulled: 1}) || b.page(t, "E1") != `"one"` {
		t.Errorf("got %+v and %s", r, b.page(t, "E1"))
	}
	b.publish(t, "E1", `"two"`)
	b.sync(t)
	a.sync(t)
	if got := a.page(t, "E1"); got != `"two"` {
		t.Errorf("got %s", got)
	}
	if r := a.sync(t); r != (sync.Result{}) || len(s.feed) != 2 {
		t.Errorf("got %+v and %d ops in the feed", r, len(s.feed))
	}
}

func TestNamesAreNotInWhatTravels(t *testing.T) {
	t.Parallel()
	s := newServer()
	url := s.start(t)
	l := joined(t, url, nil)
	const canary = "Canary Zoltan"
	var cs []store.Change
	for _, class := range []oplog.Class{oplog.Work, oplog.Roster, oplog.Contact} {
		for i := range 20 {
			cs = append(cs,
				store.SetChange{Class: class, Entity: "guest", ID: fmt.Sprint(canary, class, i), Fields: map[string]json.RawMessage{canary: json.RawMessage(`"` + canary + `"`)}},
				store.AddChange{Class: class, Kind: canary, Body: json.RawMessage(`"` + canary + `"`)})
		}
	}
	if err := l.store.Write(t.Context(), store.Act{Event: canary, Label: canary, Changes: cs}); err != nil {
		t.Fatal(err)
	}
	l.publish(t, "E1", `"shown"`)
	l.sync(t)
	if err := l.store.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	l.sync(t)
	if !bytes.Contains(s.heard.Bytes(), []byte("shown")) {
		t.Fatal("the test does not hear what travels")
	}
	for _, part := range []string{"Canary", "Zoltan", "guest"} {
		if bytes.Contains(s.heard.Bytes(), []byte(part)) {
			t.Errorf("%q travelled", part)
		}
	}
	c, err := l.store.Counts(t.Context())
	if err != nil || c.Withheld != len(cs) {
		t.Errorf("got %+v, %v, want %d withheld", c, err, len(cs))
	}
}

func TestALongHistoryGoesInBatches(t *testing.T) {
	t.Parallel()
	s := newServer()
	s.page = 300
	url := s.start(t)
	a, b := joined(t, url, nil), joined(t, url, nil)
	var cs []store.Change
	for i := range 1500 {
		cs = append(cs, store.SetChange{Class: oplog.Public, Entity: "page", ID: fmt.Sprint("E/", i), Fields: map[string]json.RawMessage{"page": json.RawMessage(`"` + strings.Repeat("x", 2000) + `"`)}})
	}
	if err := a.store.Write(t.Context(), store.Act{Changes: cs}); err != nil {
		t.Fatal(err)
	}
	if r := a.sync(t); r.Pushed != len(cs) || r.Waiting != 0 {
		t.Errorf("got %+v", r)
	}
	if r := b.sync(t); r.Pulled != len(cs) {
		t.Errorf("got %+v", r)
	}
	if s.packed == 0 || s.largest > wire.MaxBody {
		t.Errorf("%d requests were packed, the largest has %d bytes", s.packed, s.largest)
	}
}

func TestTheLargestOpFits(t *testing.T) {
	t.Parallel()
	s := newServer()
	url := s.start(t)
	l := joined(t, url, nil)
	l.publish(t, "E1", `"`+strings.Repeat("x", oplog.MaxBody-100)+`"`)
	l.publish(t, "E2", `"small"`)
	if r := l.sync(t); r.Pushed != 2 || s.largest > wire.MaxBody {
		t.Errorf("got %+v, the largest request has %d bytes", r, s.largest)
	}
}

func TestARestoredServerGetsAllBack(t *testing.T) {
	t.Parallel()
	s := newServer()
	url := s.start(t)
	a, b := joined(t, url, nil), joined(t, url, nil)
	a.publish(t, "E1", `"kept"`)
	a.sync(t)
	s.backup()
	a.publish(t, "E2", `"lost by the server"`)
	a.sync(t)
	s.restore()
	b.publish(t, "E3", `"after"`)
	b.sync(t)
	if r := a.sync(t); r.Waiting != 0 {
		t.Errorf("got %+v", r)
	}
	b.sync(t)
	for id, want := range map[string]string{"E1": `"kept"`, "E2": `"lost by the server"`, "E3": `"after"`} {
		if got := b.page(t, id); got != want {
			t.Errorf("%s: got %s, want %s", id, got, want)
		}
	}
	if len(s.feed) != 3 {
		t.Errorf("got %d ops in the feed", len(s.feed))
	}
}

// A server that lost ops without a trace in its chain is found out by the pull.
func TestAnAcknowledgementIsNotBelieved(t *testing.T) {
	t.Parallel()
	s := newServer()
	url := s.start(t)
	l := joined(t, url, nil)
	l.publish(t, "E1", "1")
	lying := true
	s.answer = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != wire.PathOps || !lying {
			return false
		}
		lying = false
		reply(w, 200, wire.PushReply{Head: 1})
		return true
	}
	if r := l.sync(t); r.Waiting != 0 || len(s.feed) != 1 {
		t.Errorf("got %+v and %d ops in the feed", r, len(s.feed))
	}
}

func TestARefusedOpIsSetAside(t *testing.T) {
	t.Parallel()
	s := newServer()
	s.refuse = func(o wire.Op) string {
		if bytes.Contains(o.Body, []byte("bad")) {
			return "not\x1b[31m so"
		}
		return ""
	}
	url := s.start(t)
	l := joined(t, url, nil)
	for _, v := range []string{`"good"`, `"bad"`, `"better"`} {
		l.publish(t, "E1", v)
	}
	if r := l.sync(t); r != (sync.Result{Pushed: 2, Quarantined: 1}) {
		t.Errorf("got %+v", r)
	}
	if r := l.sync(t); r != (sync.Result{Quarantined: 1}) {
		t.Errorf("got %+v the second time", r)
	}
}

func TestOneRefusedStreamDoesNotHoldUpTheOthers(t *testing.T) {
	t.Parallel()
	s := newServer()
	url := s.start(t)
	l := joined(t, url, nil)
	l.publish(t, "E1", `"forked"`)
	c := store.SetChange{Class: oplog.Report, Entity: "report", ID: "E1", Fields: map[string]json.RawMessage{"totals": json.RawMessage("3")}}
	if err := l.store.Write(t.Context(), store.Act{Changes: []store.Change{c}}); err != nil {
		t.Fatal(err)
	}
	s.answer = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != wire.PathOps {
			return false
		}
		if body := s.hear(r); bytes.Contains(body, []byte(`"c":0`)) {
			reply(w, 409, wire.Problem{Code: "conflict", Message: "this laptop's history is not the one the server knows"})
			return true
		} else {
			s.push(w, body)
			return true
		}
	}
	r, err := l.Sync(t.Context())
	wantCode(t, err, fault.Conflict)
	if r.Pushed != 1 || r.Waiting != 1 {
		t.Errorf("got %+v", r)
	}
}

func TestOpsFromTheFutureWait(t *testing.T) {
	t.Parallel()
	s := newServer()
	url := s.start(t)
	l := newLaptopAt(t, nil, func() time.Time { return now().AddDate(0, 0, 3) })
	if _, err := l.Join(t.Context(), url, "DAY-1"); err != nil {
		t.Fatal(err)
	}
	l.publish(t, "E1", "1")
	_, err := l.Sync(t.Context())
	wantCode(t, err, fault.Invalid)
	if len(s.feed) != 0 {
		t.Error("it was sent")
	}
	s.now = s.now.AddDate(0, 0, 3)
	if r := l.sync(t); r.Pushed != 1 || r.Waiting != 0 {
		t.Errorf("got %+v", r)
	}
}
