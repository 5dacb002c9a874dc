package event_test

import (
	"testing"
	"time"

	"daykit/internal/domain/event"
)

func TestFeedbackSpan(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ start, end, until, from, to string }{
		"two weeks":        {"17:30", "20:30", "", "2026-12-18T20:30:00Z", "2027-01-02T00:00:00Z"},
		"a day chosen":     {"17:30", "20:30", "2026-12-20", "2026-12-18T20:30:00Z", "2026-12-21T00:00:00Z"},
		"the same day":     {"17:30", "20:30", "2026-12-18", "2026-12-18T20:30:00Z", "2026-12-19T00:00:00Z"},
		"before the event": {"17:30", "20:30", "2026-12-01", "2026-12-18T20:30:00Z", "2027-01-02T00:00:00Z"},
		"for years":        {"17:30", "20:30", "2031-12-01", "2026-12-18T20:30:00Z", "2027-03-19T00:00:00Z"},
		"no time":          {"", "", "2026-12-18", "2026-12-19T00:00:00Z", "2026-12-20T00:00:00Z"},
		"past midnight":    {"20:00", "02:00", "2026-12-18", "2026-12-19T02:00:00Z", "2026-12-20T02:00:00Z"},
	} {
		e := event.Event{Date: "2026-12-18", Start: c.start, End: c.end, Timezone: "Europe/London", FeedbackPage: event.FeedbackPage{Until: c.until}}
		from, until, err := e.FeedbackSpan()
		if err != nil || from.Format(time.RFC3339) != c.from || until.Format(time.RFC3339) != c.to {
			t.Errorf("%s: got %s to %s, %v", name, from.Format(time.RFC3339), until.Format(time.RFC3339), err)
		}
	}
	if _, _, err := (event.Event{Date: "2026-12-18"}).FeedbackSpan(); err == nil {
		t.Error("an event without a time zone has a span")
	}
}
