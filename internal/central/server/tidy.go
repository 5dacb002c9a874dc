package server

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
)

// MailLife is how long letters that nobody fetched stay after their event took the last,
// and what is kept so that none comes twice.
const MailLife = 30 * 24 * time.Hour

// tidyEvery is how often the server looks for what is over.
const tidyEvery = 24 * time.Hour

// QuietLife is the same after the last letter, where nobody can know when the event is:
// its page was taken down, or has no date.
const QuietLife = 365 * 24 * time.Hour

// Tidy forgets what is over: invitations that let nobody in any more, the mail of events
// after its MailLife or QuietLife, and lines of the audit that are older than AuditLife.
// Several servers may do so at once.
func (s *Server) Tidy(ctx context.Context) error {
	if err := s.Store.Expire(ctx, s.Now()); err != nil {
		return err
	}
	all, err := s.Store.Mailboxes(ctx)
	if err != nil {
		return err
	}
	for _, m := range all {
		if over := mailOver(m); over.IsZero() || !s.Now().After(over) {
			continue
		}
		by := AuditLine{At: s.Now(), Who: WhoServer, What: ActClearMail}
		if err := s.Store.ClearMail(Noting(ctx, by), m.Event); err != nil {
			return err
		}
	}
	by := AuditLine{At: s.Now(), Who: WhoServer, What: ActPruneAudit}
	return s.Store.PruneAudit(Noting(ctx, by), s.Now().Add(-AuditLife))
}

// mailOver gives the moment after which an event's mail is forgotten, and the zero time
// when there is none.
func mailOver(m Mailbox) time.Time {
	var page wire.Page
	if m.Page != nil && json.Unmarshal(m.Page, &page) == nil {
		if end := lastLetter(page); !end.IsZero() {
			return end.Add(MailLife)
		}
	}
	if m.Last == 0 {
		return time.Time{} // it came before days were counted
	}
	return time.Unix(int64(m.Last)*24*60*60, 0).Add(QuietLife)
}

// lastLetter gives the moment after which a page takes no letters, by its statements or
// else by its date, and the zero time when none is there.
func lastLetter(page wire.Page) time.Time {
	signups, answers := lastSignup(page), lastAnswers(page)
	if answers.After(signups) {
		return answers
	}
	return signups
}

func lastSignup(page wire.Page) time.Time {
	if page.Signup != nil {
		if statement, err := page.Signup.Statement.Open(); err == nil {
			if until, err := statement.Until(); err == nil {
				return until
			}
		}
	}
	day, err := event.ParseDate(page.Date)
	if err != nil {
		return time.Time{}
	}
	return day.AddDate(0, 0, 1)
}

// forgetNames lets the names of addresses go that were counted on a day that is past.
func (s *Server) forgetNames() {
	now := s.Now()
	for _, l := range []*limiter{s.joins, s.logins, s.names, s.drafts} {
		l.forget(now)
	}
	for _, m := range []*meter{s.events, s.prefixes} {
		m.forget(now)
	}
}

// tidier runs Tidy from time to time, and forgetNames at the end of each day.
type tidier struct {
	once sync.Once
	stop context.CancelFunc
	runs sync.WaitGroup
}

func (t *tidier) start(s *Server) {
	t.once.Do(func() {
		ctx, stop := context.WithCancel(context.Background())
		t.stop = stop
		t.runs.Go(func() { t.run(ctx, s) })
		t.runs.Go(func() { t.days(ctx, s) }) // by itself: no store that is silent holds it up
	})
}

// close ends it; what runs is cut short, since it can be done another time.
func (t *tidier) close() {
	if t.stop != nil {
		t.stop()
		t.runs.Wait()
	}
}

func (t *tidier) run(ctx context.Context, s *Server) {
	tick := time.NewTicker(tidyEvery)
	defer tick.Stop()
	for {
		err := s.Tidy(ctx)
		if ctx.Err() != nil {
			return
		}
		s.Metrics.tidy(err)
		if err != nil {
			s.Log.ErrorContext(ctx, "tidying failed", keyErr, err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// days waits for the end of each day in UTC.
func (t *tidier) days(ctx context.Context, s *Server) {
	for {
		now := s.Now()
		end := time.NewTimer(time.Unix((int64(DayOf(now))+1)*24*60*60, 0).Sub(now))
		select {
		case <-ctx.Done():
			end.Stop()
			return
		case <-end.C:
			s.forgetNames()
		}
	}
}
