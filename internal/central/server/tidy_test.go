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

// TestMailOfPagesWithoutAStatement ends by the date of the page.
func TestMailOfPagesWithoutAStatement(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.opens(wire.SignupOpen)
	wantStatus(t, s.sendLetter(1), http.StatusCreated)
	dated := table()
	dated.Date = "2026-12-18"
	s.publish(token, pageOp(2, eventID, dated))
	end := time.Date(2026, 12, 19, 0, 0, 0, 0, time.UTC).Add(server.MailLife)
	s.wait(end.Sub(today))
	s.tidied(token, 1)
	s.wait(time.Second)
	s.tidied(token, 0)
}

// tidied forgets, and looks how many letters are there then.
func (s *site) tidied(token string, want int) {
	s.t.Helper()
	if err := s.s.Tidy(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	if got := len(s.mailbox(token, "").Letters); got != want {
		s.t.Errorf("at %s there are %d letters, want %d", s.now(), got, want)
	}
}

// TestAnswersEndWithTheirTime: letters of an event that asks how it was stay for a month
// after it asked last, and where its page was taken down for a year after the last answer.
func TestAnswersEndWithTheirTime(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		gone bool
		last time.Duration // after the event was over
	}{"a page that asks": {false, 14*24*time.Hour + server.MailLife}, "one that was taken down": {true, server.QuietLife - 24*time.Hour}} {
		s, token, _ := asks(t)
		wantStatus(t, s.sendAnswers(1), http.StatusCreated)
		if c.gone {
			s.publish(token, pageOp(2, eventID, nil))
		}
		tidied := func(want int) {
			t.Helper()
			if err := s.s.Tidy(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := len(s.mailbox(token, "?feedback=1").Letters); got != want {
				t.Errorf("%s: %d letters are there, want %d", name, got, want)
			}
		}
		s.wait(c.last)
		tidied(1)
		s.wait(24 * time.Hour)
		tidied(0)
	}
}

// TestMailOfEventsWithoutAnEnd stays for a year after the last letter, since nobody can
// know when the event is.
func TestMailOfEventsWithoutAnEnd(t *testing.T) {
	t.Parallel()
	undated := table()
	undated.Date = ""
	for name, p := range map[string]any{"a page that was taken down": nil, "a page without a date": undated} {
		s := newSite(t)
		token := s.opens(wire.SignupOpen)
		wantStatus(t, s.sendLetter(1), http.StatusCreated)
		s.wait(10 * 24 * time.Hour)
		wantStatus(t, s.sendLetter(2), http.StatusCreated)
		s.publish(token, pageOp(2, eventID, p))
		s.wait(server.QuietLife - 24*time.Hour)
		t.Log(name)
		s.tidied(token, 2)
		s.wait(24 * time.Hour)
		s.tidied(token, 0)
	}
}

// Mailboxes has nothing to tidy.
func (b *letterbox) Mailboxes(context.Context) ([]server.Mailbox, error) { return nil, nil }

// Expire forgets nothing.
func (b *letterbox) Expire(context.Context, time.Time) error { return nil }

// PruneAudit has no lines.
func (b *letterbox) PruneAudit(context.Context, time.Time) error { return nil }
