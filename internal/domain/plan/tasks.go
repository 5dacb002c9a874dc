package plan

import (
	"slices"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
)

// Item is a task of one event as people left it.
type Item struct {
	event.TaskTemplate
	Who    string `json:"who"`
	Due    string `json:"due"`    // 2026-12-04: worked back from the day, or set by a person
	Pinned bool   `json:"pinned"` // a person set the date, which then stays when the day moves
	Done   bool   `json:"done"`
}

// Templates gives what an event with these activities takes in twelve weeks: the
// pack's own plan, and around it what comes earlier, on the eve and after it. Each
// task has the gate that GateOf gives.
func Templates(pack *content.Pack, activities []string) []event.TaskTemplate {
	out := append(slices.Clone(longPlan().Tasks), pack.Plan(activities)...)
	for i := range out {
		out[i].Gate = GateOf(out[i].DaysBefore)
	}
	sortTemplates(out)
	return out
}

var longPlan = builtin[struct {
	Tasks []event.TaskTemplate `json:"tasks"`
}]("tasks.json")

func sortTemplates(list []event.TaskTemplate) {
	slices.SortStableFunc(list, func(a, b event.TaskTemplate) int { return b.DaysBefore - a.DaysBefore })
}

// Back places templates back from the date of an event, the earliest first and on
// one day in the order given. Nothing is moved to today: an Item keeps the date that
// the task should have had.
func Back(date string, templates []event.TaskTemplate) []Item {
	sorted := slices.Clone(templates)
	sortTemplates(sorted)
	out := make([]Item, 0, len(sorted))
	for _, t := range sorted {
		out = append(out, Item{TaskTemplate: t, Due: event.AddDays(date, -t.DaysBefore)})
	}
	return out
}

// Move gives the tasks after the event moved from one date to another. What is not
// done and not pinned moves by as many days; what is done stays where it was, and so
// does what a person pinned. The order of the list stays; items is not changed.
func Move(items []Item, from, to string) []Item {
	out := slices.Clone(items)
	days := event.DaysBetween(from, to)
	for i := range out {
		if !out[i].Done && !out[i].Pinned {
			out[i].Due = event.AddDays(out[i].Due, days)
		}
	}
	return out
}

func byDue(a, b Item) int {
	switch {
	case a.Due < b.Due:
		return -1
	case a.Due > b.Due:
		return 1
	}
	return 0
}
