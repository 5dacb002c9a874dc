package event

import (
	"slices"
	"strings"
	"time"
)

// FeedbackPage says whether the event's page asks people who came how it was, once the
// event is over. Where nobody chose, it does not.
type FeedbackPage struct {
	State string `json:"state,omitempty"` // one of FeedbackStates; empty while nobody chose
	Until string `json:"until,omitempty"` // the last day of answers; empty or before the event is UsualFeedback days after it
}

// Whether the page asks.
const (
	FeedbackOpen   = "open"
	FeedbackClosed = "closed"
)

// UsualFeedback is for how many days after the event people are asked where nobody chose a
// day: crews are advised to look back within two weeks, and later answers come to nobody.
const UsualFeedback = 14

// MaxFeedback is the greatest number of days after the event for which people are asked.
const MaxFeedback = 90

// FeedbackStates lists the states.
func FeedbackStates() []string { return []string{FeedbackOpen, FeedbackClosed} }

// FeedbackUntil is the last day on which the page takes answers, in the event's time zone:
// the one chosen, where it is after the event and within MaxFeedback days of it.
func (e Event) FeedbackUntil() string {
	until, last := e.FeedbackPage.Until, AddDays(e.Date, MaxFeedback)
	switch {
	case until < e.Date || until == "":
		return AddDays(e.Date, UsualFeedback)
	case until > last:
		return last
	}
	return until
}

// FeedbackSpan gives the moments between which the page asks, in UTC: from the end of the
// event to that of the last day.
func (e Event) FeedbackSpan() (from, until time.Time, err error) {
	if from, err = e.EndsBy(); err != nil {
		return from, until, err
	}
	last := Event{Date: e.FeedbackUntil(), Timezone: e.Timezone}
	if until, err = last.EndsBy(); err == nil && !until.After(from) { // of a night that ends on that day
		until = from.AddDate(0, 0, 1)
	}
	return from, until, err
}

func (c *check) feedbackPage(p FeedbackPage) {
	if p.State != "" && !slices.Contains(FeedbackStates(), p.State) {
		c.add("feedback_page.state", "%q is not one of %s", clip(p.State), strings.Join(FeedbackStates(), ", "))
	}
	if p.Until != "" {
		if _, err := ParseDate(p.Until); err != nil {
			c.add("feedback_page.until", "%s", err)
		}
	}
}
