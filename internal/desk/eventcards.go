package desk

import (
	"context"
	"runtime"
	"sort"

	"golang.org/x/sync/errgroup"
)

// EventCard is one line of the list of events.
type EventCard struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Group    string `json:"group"`
	Date     string `json:"date"`
	Start    string `json:"start"`
	End      string `json:"end"`
	Town     string `json:"town"`
	DaysToGo int    `json:"days_to_go"` // negative after the day
	SignedUp int    `json:"signed_up"`
	Arrived  int    `json:"arrived"`
	TasksDue int    `json:"tasks_due"`
	Ready    bool   `json:"ready"`  // as in Schedule
	Sample   bool   `json:"sample"` // it is the sample event, by its title and group
}

// Events lists the events, the next one first and past ones last.
func (d *Desk) Events(ctx context.Context) ([]EventCard, error) {
	evs, err := d.events(ctx)
	if err != nil {
		return nil, err
	}
	sample, err := sampleDocument()
	if err != nil {
		return nil, err
	}
	cards := make([]EventCard, len(evs))
	at, inner := errgroup.WithContext(ctx) // the first time everybody's sign-ups are opened
	at.SetLimit(runtime.GOMAXPROCS(0))
	for i, ev := range evs {
		at.Go(func() error {
			v, err := d.view(inner, ev)
			cards[i] = card(v)
			cards[i].Sample = ev.Group == sample.Group && v.Title == sample.Title["en"]
			return err
		})
	}
	if err := at.Wait(); err != nil {
		return nil, err
	}
	sort.SliceStable(cards, func(i, j int) bool {
		a, b := cards[i], cards[j]
		if (a.DaysToGo < 0) != (b.DaysToGo < 0) {
			return b.DaysToGo < 0
		}
		if a.Date != b.Date {
			return (a.Date < b.Date) == (a.DaysToGo >= 0)
		}
		return a.Title < b.Title
	})
	return cards, nil
}

// card is what the list shows of an event.
func card(v EventView) EventCard {
	return EventCard{
		ID: string(v.Doc.ID), Title: v.Title, Group: v.Doc.Group,
		Date: v.Doc.Date, Start: v.Doc.Start, End: v.Doc.End, Town: v.Doc.Venue.Town,
		DaysToGo: v.DaysToGo, SignedUp: v.Attendance.SignedUp, Arrived: v.Attendance.InRoom, TasksDue: v.TasksDue, Ready: v.Schedule.Ready,
	}
}
