package plan

import (
	"cmp"
	"slices"
	"strings"

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

// Days are those that a plan hangs on, each written as 2026-12-18.
type Days struct {
	Event string // of the event
	Begun string // on which it was begun to be planned for that day; empty when not known
	Today string
}

// Task is an Item as it looks today.
type Task struct {
	Item
	Gate     string `json:"gate"`      // of GateOf, by Planned, or by Due where that is empty
	Planned  string `json:"planned"`   // Due, or a date that could be kept from Begun on; empty where there never was time for it
	Squeezed bool   `json:"squeezed"`  // Planned is later than Due, since the event was begun too late for Due
	LateDays int    `json:"late_days"` // past Planned: over 0 late, 0 today, done or never planned, under 0 to come
	By       string `json:"by"`        // when to do it now; Planned unless that has passed; empty when done or skipped
	Skip     Skip   `json:"skip"`      // offered as one to leave out, never left out without a person
}

// Schedule is a plan as it looks today.
type Schedule struct {
	DaysLeft   int    `json:"days_left"`  // to the day; negative after it
	Compressed bool   `json:"compressed"` // there is less time than the tasks ask for
	Late       int    `json:"late"`       // tasks past the date that they were planned for, those offered to skip included
	Squeezed   int    `json:"squeezed"`   // tasks to be done that the event was begun too late for, and that have another date
	Skipped    int    `json:"skipped"`    // tasks offered as ones to leave out
	Tasks      []Task `json:"tasks"`      // by By where there is one, else by Due
}

// Today looks at a plan. Due is always kept. What was due before the event was begun is
// nobody's fault: it is planned for a date that could be kept then (see Days.plan), and
// late once that has passed. Late tasks get a date that can still be kept (By) beside the
// one that they were planned for: they are spread evenly, in their order and those of one
// date together, from today to the first date that still holds. What may be left out is
// offered as skipped instead. What is not late keeps its date, since a date of law or a
// printer's does not give way because others slipped. That even spread is our planning
// default.
func Today(d Days, items []Item) Schedule {
	s := Schedule{DaysLeft: event.DaysBetween(d.Today, d.Event)}
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, byDue)
	planned := d.plan(sorted)
	for i, it := range sorted {
		s.add(d, it, planned[i])
	}
	s.spread(d)
	slices.SortStableFunc(s.Tasks, func(a, b Task) int {
		return cmp.Or(cmp.Compare(a.shown(), b.shown()), cmp.Compare(a.Planned, b.Planned))
	})
	return s
}

func (t Task) shown() string { return cmp.Or(t.By, t.Due) }

func (s *Schedule) add(d Days, it Item, planned string) {
	before := event.DaysBetween(it.Due, d.Event)
	t := Task{Item: it, Gate: GateOf(event.DaysBetween(cmp.Or(planned, it.Due), d.Event)), Planned: planned, Squeezed: planned > it.Due}
	if it.Done {
		s.Tasks = append(s.Tasks, t)
		return
	}
	if planned != "" {
		t.LateDays = event.DaysBetween(planned, d.Today)
	}
	short := t.LateDays > 0 || t.Squeezed || planned == ""
	if t.Skip = SkipNone; short {
		t.Skip = skip(it, before, s.DaysLeft)
	}
	s.Compressed = s.Compressed || short && s.DaysLeft >= 0 && before >= 0
	if t.LateDays > 0 {
		s.Late++
	}
	if t.Skip != SkipNone {
		s.Skipped++
	} else {
		t.By = max(cmp.Or(planned, it.Due), d.Today)
		if t.Squeezed {
			s.Squeezed++
		}
	}
	s.Tasks = append(s.Tasks, t)
}

// skip says why a task that there is too little time for may be left out.
func skip(it Item, before, daysLeft int) Skip {
	switch {
	case before < 0:
		return SkipNone
	case daysLeft < 0:
		return SkipDayOver
	case it.mayGo():
		return SkipOptional
	}
	return SkipNone
}

// mayGo reports whether an event works without a task, and nobody insisted on it.
func (it Item) mayGo() bool { return it.Optional != "" && !it.Pinned }

// holds reports whether a date stays where it is however little time there is: one of
// law, of a licensor or of a landlord, or one that a person set.
func (it Item) holds() bool { return it.Pinned || strings.HasPrefix(it.ID, DutyTask) }

// squeezedWeek is within how many days after the beginning what is due gives way to what
// should have been done before: our planning default.
const squeezedWeek = 7

// plan gives each task the date that it is planned for. That is Due, unless it lies
// before Begun. What was due before then and belongs before the day is spread evenly, in
// its order and what is of one date together, from Begun to the first date that can be
// left alone. What is due in the first week, or in the first third of the time if that is
// shorter, is spread with it, since it builds on what comes before. What holds is done
// first, and what may be left out has no date. So whatever was due earlier is planned
// earlier, nothing before Begun, and nothing of before the day after it. sorted is by Due;
// neither today nor what is done changes the answer.
func (d Days) plan(sorted []Item) []string {
	out := make([]string, len(sorted))
	soon, passed, until, dates := d.soon(), false, d.Event, []string{}
	for i, it := range sorted {
		out[i] = max(it.Due, d.Begun)
		switch d.fate(it, soon) {
		case fateNone:
			out[i] = ""
		case fateMoves:
			passed, dates = passed || it.Due < d.Begun, append(dates, it.Due)
		case fateWaits:
			until = min(until, it.Due)
		case fateStays:
		}
	}
	if !passed {
		return out
	}
	dates = slices.Compact(dates)
	room := event.DaysBetween(d.Begun, until)
	for i, it := range sorted {
		if d.fate(it, soon) == fateMoves {
			out[i] = max(it.Due, event.AddDays(d.Begun, slices.Index(dates, it.Due)*room/len(dates)))
		}
	}
	return out
}

// fate is what becomes of the date of a task when its event is begun.
type fate int

// The fates.
const (
	fateStays fate = iota // it is kept, or done at once where it has passed
	fateNone              // there never was time for it
	fateMoves             // it is done first, in its order
	fateWaits             // it can be left alone until then
)

// fate decides on a task; soon is of Days.soon.
func (d Days) fate(it Item, soon string) fate {
	passed := it.Due < d.Begun
	switch {
	case it.Due > d.Event:
		return fateStays
	case passed && (it.mayGo() || d.Begun > d.Event):
		return fateNone
	case it.holds():
		return fateStays
	case passed || it.Due < soon:
		return fateMoves
	}
	return fateWaits
}

// soon is the day before which what is due gives way to what should have been done before;
// empty while it is not known when the event was begun.
func (d Days) soon() string {
	return event.AddDays(d.Begun, min(squeezedWeek, event.DaysBetween(d.Begun, d.Event)/3))
}

// spread gives the late tasks before the day dates that can be kept.
func (s *Schedule) spread(d Days) {
	var dates []string // that late tasks were planned for, each once
	until := d.Event
	for _, t := range s.Tasks {
		switch {
		case t.By == "" || t.Due > d.Event:
		case t.LateDays > 0:
			dates = append(dates, t.Planned)
		default:
			until = min(until, t.Planned)
		}
	}
	slices.Sort(dates)
	dates = slices.Compact(dates)
	room := event.DaysBetween(d.Today, until)
	for i, t := range s.Tasks {
		if n := slices.Index(dates, t.Planned); n >= 0 && t.By != "" && t.LateDays > 0 && t.Due <= d.Event && room > 0 {
			s.Tasks[i].By = event.AddDays(d.Today, n*room/len(dates))
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
