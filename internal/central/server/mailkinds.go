package server

import (
	"errors"
	"time"

	"daykit/internal/data/feed"
	"daykit/internal/data/wire"
)

// letterKind is a kind of letters that a page takes.
type letterKind struct {
	open  func(gate, time.Time) error // says why none is taken now: ErrNotFound or errClosed
	check func(body []byte) error     // says what is wrong with a sealed one
	meter string                      // begins the name under which its pace is counted
	sign  int64                       // of the day in the tally
	most  int                         // of feed.Letter

	full, closed, many string // in English, for programs
}

// signups are letters of people who come.
var signups = &letterKind{
	open: func(g gate, now time.Time) error {
		switch {
		case g.page == nil:
			return ErrNotFound
		case !takes(stateNow(g.page, g.statement, now)):
			return errClosed
		}
		return nil
	},
	check: func(body []byte) error {
		if wire.IsFeedback(body) { // laptops of before would not get it, so it would keep a place for ever
			return errors.New("a sealed sign-up is shorter")
		}
		return wire.CheckLetter(body)
	},
	sign:   1,
	full:   "more sign-ups wait for this event than it can hold",
	closed: "this event takes no sign-ups any more",
	many:   "many sign-ups come in just now",
}

// answers are letters of people who came, and say how it was.
var answers = &letterKind{
	open: func(g gate, now time.Time) error {
		switch {
		case g.how == nil:
			return ErrNotFound
		case !asksNow(g.page, *g.how, now):
			return errClosed
		}
		return nil
	},
	check: func(body []byte) error {
		if !wire.IsFeedback(body) {
			return errors.New("sealed answers are longer")
		}
		return wire.CheckLetter(body)
	},
	meter: "feedback/", sign: -1, most: wire.MaxWaitingFeedback,
	full:   "more answers wait for this event than it can hold",
	closed: "this event takes no answers now",
	many:   "many answers come in just now",
}

// asksNow reports whether a page asks how it was: after the event, unless that did not
// take place.
func asksNow(p *wire.PageSignup, how wire.FeedbackStatement, now time.Time) bool {
	if p != nil && p.State == wire.SignupCancelled {
		return false
	}
	from, until, err := how.Span()
	return err == nil && !now.Before(from) && !now.After(until)
}

// lastAnswers gives the moment after which a page takes no answers, and the zero time when
// it takes none at all.
func lastAnswers(page wire.Page) time.Time {
	if page.Feedback == nil {
		return time.Time{}
	}
	how, err := page.Feedback.Statement.OpenFeedback()
	if err != nil {
		return time.Time{}
	}
	_, until, err := how.Span()
	if err != nil {
		return time.Time{}
	}
	return until
}

// checkFeedback reports what is wrong with how a page asks how it was. As with signing up,
// whose key it is the server cannot know.
func checkFeedback(event string, p *wire.PageFeedback) error {
	if p == nil {
		return nil
	}
	s, err := p.Statement.OpenFeedback()
	switch {
	case err != nil:
		return refusal("the statement of how to say how it was does not hold: " + err.Error())
	case s.Event != event:
		return refusal("the statement of how to say how it was is of another event")
	}
	return checkRecipient(s.Recipient)
}

// pullAll gives letters that wait, oldest first.
func pullAll(d feed.Disk, after string, limit int) ([]feed.Letter, error) {
	return new(feed.Machine).MailPull(d, after, limit)
}

// pullSignups is pullAll without sealed answers, for laptops of before answers, which would
// keep a few aside and lose the others.
func pullSignups(d feed.Disk, after string, limit int) (out []feed.Letter, err error) {
	for {
		got, err := pullAll(d, after, limit)
		if err != nil || len(got) == 0 {
			return out, err
		}
		for _, l := range got {
			if !wire.IsFeedback(l.Body) {
				out = append(out, l)
			}
			if len(out) == limit {
				return out, nil
			}
		}
		if len(got) < limit {
			return out, nil
		}
		after = got[len(got)-1].UUID
	}
}
