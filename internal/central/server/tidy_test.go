package server_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

// TestMailEndsWithItsEvent: letters that nobody fetched stay for a month after their event,
// and not a day longer.
func TestMailEndsWithItsEvent(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.opens(wire.SignupOpen)
	wantStatus(t, s.sendLetter(1), http.StatusCreated)
	tidy := func(want int) {
		t.Helper()
		if err := s.s.Tidy(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := len(s.mailbox(token, "").Letters); got != want {
			t.Errorf("at %s %d letters are there, want %d", s.now(), got, want)
		}
	}
	tidy(1)
	end := time.Date(2026, 12, 18, 20, 30, 0, 0, time.UTC).Add(server.MailLife)
	s.wait(end.Sub(today))
	tidy(1)
	s.wait(time.Second)
	tidy(0)
	wantStatus(t, s.sendLetter(1), http.StatusGone) // and nothing says that it was here
}

// TestMailOfPagesWithoutAStatement ends by the date of the page, and never without one.
func TestMailOfPagesWithoutAStatement(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.opens(wire.SignupOpen)
	wantStatus(t, s.sendLetter(1), http.StatusCreated)
	undated := table()
	undated.Date = ""
	for i, p := range []any{nil, undated} {
		s.publish(token, pageOp(uint32(2+i), eventID, p))
		s.wait(10 * 365 * 24 * time.Hour)
		if err := s.s.Tidy(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := len(s.mailbox(token, "").Letters); got != 1 {
			t.Errorf("page %d: %d letters", i, got)
		}
	}
	late := table()
	late.Date = "2027-01-01"
	s.publish(token, pageOp(4, eventID, late))
	if err := s.s.Tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := len(s.mailbox(token, "").Letters); got != 0 {
		t.Errorf("%d letters stay for ever", got)
	}
}

// Overview has nothing to tidy.
func (b *letterbox) Overview(context.Context) (server.Overview, error) {
	return server.Overview{}, nil
}

// PruneAudit has no lines.
func (b *letterbox) PruneAudit(context.Context, time.Time) error { return nil }
