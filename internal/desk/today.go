package desk

import (
	"cmp"
	"context"
	"slices"

	"daykit/internal/domain/event"
)

// Today is what is to be done over all events: by today, and in the seven days after
// it, each by the date on which it is best done. What is done or offered to be left out
// is in neither.
type Today struct {
	Now  []TodayTask `json:"now"`
	Week []TodayTask `json:"week"`
}

// TodayTask is a task with its event.
type TodayTask struct {
	Event      string `json:"event"`
	EventTitle string `json:"event_title"`
	Task       Task   `json:"task"`
}

// Today gives what is to be done now and this week over all events.
func (d *Desk) Today(ctx context.Context) (Today, error) {
	evs, err := d.events(ctx)
	if err != nil {
		return Today{}, err
	}
	out := Today{Now: []TodayTask{}, Week: []TodayTask{}}
	for _, ev := range evs {
		tasks, _, err := d.tasks(ctx, ev)
		if err != nil {
			return Today{}, err
		}
		out.add(ev, tasks, d.today(ev))
	}
	for _, list := range [][]TodayTask{out.Now, out.Week} {
		slices.SortStableFunc(list, func(a, b TodayTask) int {
			return cmp.Or(cmp.Compare(a.Task.By, b.Task.By), cmp.Compare(a.Task.Due, b.Task.Due))
		})
	}
	return out, nil
}

func (t *Today) add(ev event.Event, tasks []Task, today string) {
	title, _ := ev.Title.In(mainLang(ev), "en")
	for _, task := range tasks {
		one := TodayTask{Event: string(ev.ID), EventTitle: title, Task: task}
		switch days := event.DaysBetween(today, task.By); {
		case task.By == "" || days > dueWithin:
		case days <= 0:
			t.Now = append(t.Now, one)
		default:
			t.Week = append(t.Week, one)
		}
	}
}
