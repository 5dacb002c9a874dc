package desk

import (
	"context"
	"slices"

	"daykit/internal/domain/event"
	"daykit/internal/report"
)

// tickFirstTime is the tick of event.OnlineTicks for people who were never there before.
const tickFirstTime = "first-time"

// firstTimers is for how many of those who came it was the first time, as far as they
// ticked it on the page, each with their party; and 0, which is not sent, where that would
// tell of fewer than report.Smallest people: them, or the others of those who came, of the
// list and of those who came from it, who alone were asked.
func (d *Desk) firstTimers(ctx context.Context, ev event.Event, h event.Headcount) (int, error) {
	if h.InRoom < report.Smallest {
		return 0, nil // nor were there more for the first time
	}
	list, err := d.signups(ctx, ev)
	if err != nil {
		return 0, err
	}
	came, err := d.came(ctx, ev)
	if err != nil {
		return 0, err
	}
	first := 0
	for _, s := range list {
		if _, there := came[s.ID]; there && s.Merged == "" && slices.Contains(s.Ticks, tickFirstTime) {
			first += s.People()
		}
	}
	few := func(whole int) bool { return whole > first && whole-first < report.Smallest }
	if first < report.Smallest || few(h.InRoom) || few(h.SignedUp) || few(h.Arrived) {
		return 0, nil
	}
	return first, nil
}
