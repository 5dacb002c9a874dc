package event

import "slices"

// TaskTemplate is a thing to do, placed by the days before an event.
type TaskTemplate struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	DaysBefore int    `json:"days_before"`        // negative after the day
	Activity   string `json:"activity,omitempty"` // empty for every event
	Gate       string `json:"gate"`               // key of the heading it stands under: d28 … d0, after
}

// Task is a thing to do by a date.
type Task struct {
	TaskTemplate
	Due      string `json:"due"`
	LateDays int    `json:"late_days"` // over 0 late, 0 today, under 0 to come
}

// Plan places templates back from the date of an event, the earliest first. When
// there is less time than a template asks for, its true date is kept and shown as
// late: moving it to today would hide that the plan is compressed.
func Plan(date string, templates []TaskTemplate, today string) []Task {
	out := make([]Task, 0, len(templates))
	for _, t := range templates {
		due := AddDays(date, -t.DaysBefore)
		out = append(out, Task{TaskTemplate: t, Due: due, LateDays: DaysBetween(due, today)})
	}
	slices.SortStableFunc(out, func(a, b Task) int { return b.DaysBefore - a.DaysBefore })
	return out
}
