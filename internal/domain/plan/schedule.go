package plan

import (
	"slices"

	"daykit/internal/domain/event"
)

// Skip says why a task is offered as one to leave out.
type Skip string

// The reasons. With SkipOptional, the task's Optional says in words why the event
// works without it.
const (
	SkipNone     Skip = ""
	SkipOptional Skip = "optional" // there is less time than it asks for, and it may be left out
	SkipDayOver  Skip = "day-over" // it belonged before the day, and the day is over
)

// Task is an Item as it looks today.
type Task struct {
	Item
	Gate     string `json:"gate"`      // of GateOf, by Due
	LateDays int    `json:"late_days"` // over 0 late, 0 today or done, under 0 to come
	By       string `json:"by"`        // when to do it now; Due unless that has passed; empty when done or skipped
	Skip     Skip   `json:"skip"`      // offered as one to leave out, never left out without a person
}

// Schedule is a plan as it looks today.
type Schedule struct {
	DaysLeft   int    `json:"days_left"`  // to the day; negative after it
	Compressed bool   `json:"compressed"` // there is less time than the tasks ask for
	Late       int    `json:"late"`       // tasks past their true date, those offered to skip included
	Skipped    int    `json:"skipped"`    // tasks offered as ones to leave out
	Tasks      []Task `json:"tasks"`      // by By where there is one, else by Due
}

// Today looks at a plan. The true date of a task (Due) is always kept and shown as
// late once it has passed: to move it would hide that the plan is compressed. Beside
// it stands a date that can be kept (By). Late tasks are spread evenly, in their order
// and those of one date together, from today to the first date that still holds; what
// may be left out is offered as skipped instead. What is not late keeps its date,
// since a date of law or a printer's does not give way because others slipped. That
// even spread is our planning default. date and today are written as 2026-12-18.
func Today(date string, items []Item, today string) Schedule {
	s := Schedule{DaysLeft: event.DaysBetween(today, date)}
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, byDue)
	for _, it := range sorted {
		s.add(date, it, today)
	}
	s.spread(date, today)
	slices.SortStableFunc(s.Tasks, func(a, b Task) int { return byDue(Item{Due: a.shown()}, Item{Due: b.shown()}) })
	return s
}

func (t Task) shown() string {
	if t.By != "" {
		return t.By
	}
	return t.Due
}

func (s *Schedule) add(date string, it Item, today string) {
	before := event.DaysBetween(it.Due, date)
	t := Task{Item: it, Gate: GateOf(before)}
	if !it.Done {
		t.LateDays = event.DaysBetween(it.Due, today)
		t.Skip = skip(it, before, t.LateDays, s.DaysLeft)
	}
	if t.LateDays > 0 {
		s.Late++
		s.Compressed = s.Compressed || s.DaysLeft >= 0 && before >= 0
	}
	if t.Skip != SkipNone {
		s.Skipped++
	} else if !it.Done {
		t.By = max(it.Due, today)
	}
	s.Tasks = append(s.Tasks, t)
}

func skip(it Item, before, late, daysLeft int) Skip {
	switch {
	case late <= 0 || before < 0:
		return SkipNone
	case daysLeft < 0:
		return SkipDayOver
	case it.Optional != "" && !it.Pinned:
		return SkipOptional
	}
	return SkipNone
}

// spread gives the late tasks before the day dates that can be kept.
func (s *Schedule) spread(date, today string) {
	var dates []string // true dates of late tasks, each once, the earliest first
	until := date
	for _, t := range s.Tasks {
		switch {
		case t.By == "" || t.Due > date:
		case t.LateDays > 0 && !slices.Contains(dates, t.Due):
			dates = append(dates, t.Due)
		case t.LateDays <= 0 && t.Due < until:
			until = t.Due
		}
	}
	room := event.DaysBetween(today, until)
	for i, t := range s.Tasks {
		if n := slices.Index(dates, t.Due); n >= 0 && t.By != "" && room > 0 {
			s.Tasks[i].By = event.AddDays(today, n*room/len(dates))
		}
	}
}

// Due splits what is to be done, by when it is best done: by today, and within the
// seven days after it. Done and skipped tasks are in neither.
func (s Schedule) Due(today string) (now, week []Task) {
	for _, t := range s.Tasks {
		switch days := event.DaysBetween(today, t.By); {
		case t.By == "" || days > 7:
		case days <= 0:
			now = append(now, t)
		default:
			week = append(week, t)
		}
	}
	return now, week
}
