package server_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/domain/fault"
)

// surveyed counts how often all events are read, and may hold that up or fail at it.
type surveyed struct {
	server.Store
	reads atomic.Int64
	hold  chan struct{} // nil holds nothing up
	err   atomic.Pointer[fault.Error]
}

func (s *surveyed) Overview(ctx context.Context) (server.Overview, error) {
	s.reads.Add(1)
	if s.hold != nil {
		select {
		case <-s.hold:
		case <-ctx.Done():
			return server.Overview{}, ctx.Err()
		}
	}
	if err := s.err.Load(); err != nil {
		return server.Overview{}, err
	}
	return s.Store.Overview(ctx)
}

// TestTheListIsKeptForAMoment: whoever asks again within some seconds gets what was read,
// and what is published here is seen at once.
func TestTheListIsKeptForAMoment(t *testing.T) {
	t.Parallel()
	var all *surveyed
	s := newSite(t, func(c *server.Config) { all = &surveyed{Store: c.Store}; c.Store = all })
	token := s.enter("a")
	reads := func(want int64) {
		t.Helper()
		for range 3 {
			wantStatus(t, s.get("/events"), http.StatusOK)
			wantStatus(t, s.get("/events?town=leeds"), http.StatusOK)
		}
		if got := all.reads.Load(); got != want {
			t.Errorf("all events were read %d times, want %d", got, want)
		}
	}
	reads(1)
	p := table()
	p.Listed, p.Town = true, "Leeds"
	op := pageOp(1, eventID, p)
	s.publish(token, op)
	reads(2)
	wantHas(t, s.get("/events"), "A shared table")
	s.wait(10 * time.Second)
	reads(3)
	s.publish(token, sealedOps()[0]) // which is no page
	reads(3)
	s.wait(10 * time.Second)
	all.err.Store(fault.New(fault.Offline, "the database is gone", ""))
	wantStatus(t, s.get("/events"), http.StatusServiceUnavailable)
	all.err.Store(nil)
	reads(5) // a failure is not kept
}

// TestManyAskForTheListAtOnce: one reads it for all, even when that one leaves, and nobody
// waits longer than they want to.
func TestManyAskForTheListAtOnce(t *testing.T) {
	t.Parallel()
	var all *surveyed
	s := newSite(t, func(c *server.Config) { all = &surveyed{Store: c.Store}; c.Store = all })
	synctest.Test(t, func(t *testing.T) {
		all.hold = make(chan struct{})
		ctx, leave := context.WithCancel(t.Context())
		codes := make(chan int, 20)
		var asked sync.WaitGroup
		ask := func(ctx context.Context) {
			w := httptest.NewRecorder()
			s.s.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, "/events", nil))
			codes <- w.Code
		}
		asked.Go(func() { ask(ctx) })
		synctest.Wait()
		leave()
		for range cap(codes) - 2 {
			asked.Go(func() { ask(t.Context()) })
		}
		gone, end := context.WithCancel(t.Context())
		asked.Go(func() { ask(gone) })
		synctest.Wait()
		end()
		synctest.Wait()
		if got := len(codes); got != 1 {
			t.Errorf("%d were answered, want the one that left", got)
		}
		close(all.hold)
		asked.Wait()
		close(codes)
		well := 0
		for c := range codes {
			if c == http.StatusOK {
				well++
			}
		}
		if got := all.reads.Load(); got != 1 || well < cap(codes)-2 { // the two that left got what they got
			t.Errorf("all events were read %d times for %d answers", got, well)
		}
	})
}
