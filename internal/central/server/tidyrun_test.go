package server_test

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// TestSeveralServersTidyAtOnce: two servers on one store do the same at a time, and neither
// minds.
func TestSeveralServersTidyAtOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.opens(wire.SignupOpen)
	code := s.invite("Late")
	other := server.New(server.Config{Store: s.store, Now: s.now, Rand: s.s.Rand, Log: s.s.Log, PublicURL: publicURL})
	for n := range 50 {
		wantStatus(t, s.sendLetter(n, crowd(n)), http.StatusCreated)
	}
	s.wait(2 * server.MailLife)
	var wg sync.WaitGroup
	for _, one := range []*server.Server{s.s, other, s.s, other} {
		wg.Go(func() {
			if err := one.Tidy(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := len(s.mailbox(token, "").Letters); got != 0 {
		t.Errorf("%d letters are there still", got)
	}
	if all, err := s.store.Mailboxes(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("got mailboxes %v, %v", all, err)
	}
	s.wait(-2 * server.MailLife) // when the code would have been good
	wantStatus(t, s.join(code, "late"), http.StatusForbidden)
}

// untidy is a store in which nothing expires, the first time.
type untidy struct {
	server.Store
	tries chan error
}

// Expire does as it is told.
func (u *untidy) Expire(context.Context, time.Time) error { return <-u.tries }

// Mailboxes has none.
func (u *untidy) Mailboxes(context.Context) ([]server.Mailbox, error) { return nil, nil }

// PruneAudit has no lines.
func (u *untidy) PruneAudit(context.Context, time.Time) error { return nil }

// TestTidyingGoesOn: a day after it failed it is tried again, and both are counted.
func TestTidyingGoesOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := server.NewMetrics("1.2.3")
		u := &untidy{tries: make(chan error, 2)}
		u.tries <- fault.New(fault.Offline, "the database is gone", "")
		u.tries <- nil
		s := server.New(server.Config{Store: u, Now: time.Now, Rand: rand.Reader, Log: slog.New(slog.DiscardHandler), PublicURL: publicURL, Metrics: m})
		s.Start()
		defer s.Close()
		<-time.After(25 * time.Hour) // of the bubble's clock
		synctest.Wait()
		wantCounts(t, scrape(t, m), `daykit_tidy_runs_total{result="done"} 1`, `daykit_tidy_runs_total{result="failed"} 1`, `daykit_store_errors_total{code="offline"} 1`)
	})
}

// TestNamesEndWithTheirDay: on a server that nobody comes to any more, too.
func TestNamesEndWithTheirDay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := &untidy{tries: make(chan error)}
		close(u.tries) // it never fails
		s := server.New(server.Config{Store: u, Now: time.Now, Rand: rand.Reader, Log: slog.New(slog.DiscardHandler), PublicURL: publicURL})
		s.Start()
		defer s.Close()
		<-time.After(23 * time.Hour) // the bubble's clock begins at midnight in UTC
		for _, left := range []time.Duration{time.Hour, 24 * time.Hour} {
			if _, err := s.Bits(eventID, netip.MustParsePrefix("192.0.2.0/24")); err != nil {
				t.Fatal(err)
			}
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, wire.PathJoin, strings.NewReader("{"))
			s.ServeHTTP(httptest.NewRecorder(), r)
			if got := s.Named(); got != 3 {
				t.Errorf("%d names are counted, want those of a network that tries a code, of an event and of a neighbourhood", got)
			}
			<-time.After(left)
			synctest.Wait()
			if got := s.Named(); got != 0 {
				t.Errorf("after midnight %d names are there still", got)
			}
		}
	})
}
