package plan

import (
	"slices"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
)

// DutyTask begins the id of the task of a duty: duty-ten.
const DutyTask = "duty-"

// Tasks gives what is to be done for an event on a date, as nobody has changed it yet:
// the templates of its activities placed back from the day, and its duties that have a
// day. A duty takes the place of the tasks that say the same (StandsFor), since it has
// its source and the day that is reckoned for it.
func Tasks(pack *content.Pack, activities []string, date string, duties []Duty) []Item {
	ofLaw := dutyItems(duties)
	all := slices.DeleteFunc(Back(date, Templates(pack, activities)), saidByLaw(duties))
	return append(all, ofLaw...)
}

// StandsFor gives the ids of the pack's tasks that a duty takes the place of.
func StandsFor(duty string) []string {
	for _, w := range law().Duties {
		if w.ID == duty {
			return slices.Clone(w.StandsFor)
		}
	}
	return nil
}

// dutyItems are the duties that have a day. Their days are reckoned anew when the event
// moves, since working days are not all days.
func dutyItems(duties []Duty) []Item {
	var out []Item
	for _, x := range duties {
		if x.Due != "" {
			out = append(out, Item{TaskTemplate: event.TaskTemplate{ID: DutyTask + x.ID, Title: x.Title}, Due: x.Due})
		}
	}
	return out
}

// saidByLaw tells the tasks that a duty stands in for. The reminder of a notice holds in
// England and Wales alone, so it goes wherever the event is.
func saidByLaw(duties []Duty) func(Item) bool {
	gone := StandsFor(dutyNotice)
	for _, x := range duties {
		if x.Due != "" {
			gone = append(gone, StandsFor(x.ID)...)
		}
	}
	return func(it Item) bool { return slices.Contains(gone, it.ID) }
}

// saidByDuty reports whether one of the duties says what a permission says.
func saidByDuty(permission string) bool {
	return slices.ContainsFunc(law().Duties, func(w dutyWords) bool { return slices.Contains(w.Permissions, permission) })
}
