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

// Tidy forgets the mail of events that were over a MailLife ago. An event whose page was
// taken down has no end, and keeps its mail for its group. And it forgets lines of the
// audit that are older than AuditLife.
func (s *Server) Tidy(ctx context.Context) error {
	all, err := s.Store.Overview(ctx)
	if err != nil {
		return err
	}
	for _, e := range all.Events {
		var page wire.Page
		if e.Page == nil || json.Unmarshal(e.Page, &page) != nil {
			continue
		}
		if end := lastLetter(page); !end.IsZero() && s.Now().After(end.Add(MailLife)) {
			by := AuditLine{At: s.Now(), Who: WhoServer, What: ActClearMail}
			if err := s.Store.ClearMail(Noting(ctx, by), e.Event); err != nil {
				return err
			}
		}
	}
	by := AuditLine{At: s.Now(), Who: WhoServer, What: ActPruneAudit}
	return s.Store.PruneAudit(Noting(ctx, by), s.Now().Add(-AuditLife))
}

// lastLetter gives the moment after which a page takes no letters, by its statement or
// else by its date, and the zero time when neither is there.
func lastLetter(page wire.Page) time.Time {
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

// tidier runs Tidy from time to time.
type tidier struct {
	once sync.Once
	stop context.CancelFunc
	done chan struct{}
}

func (t *tidier) start(s *Server) {
	t.once.Do(func() {
		ctx, stop := context.WithCancel(context.Background())
		t.stop, t.done = stop, make(chan struct{})
		go t.run(ctx, s)
	})
}

// close ends it; what runs is cut short, since it can be done another time.
func (t *tidier) close() {
	if t.stop != nil {
		t.stop()
		<-t.done
	}
}

func (t *tidier) run(ctx context.Context, s *Server) {
	defer close(t.done)
	tick := time.NewTicker(tidyEvery)
	defer tick.Stop()
	for {
		if err := s.Tidy(ctx); err != nil && ctx.Err() == nil {
			s.Log.ErrorContext(ctx, "tidying failed", keyErr, err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
