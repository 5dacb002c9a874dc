package plan

// Gate is a heading that tasks stand under: a time before or after the day.
type Gate struct {
	Key        string `json:"key"`         // stable; the window has words for it
	DaysBefore int    `json:"days_before"` // negative after the day
}

// GateDeletion is the key of the last heading: what is due later than two weeks
// after the day, which is above all deleting the names of guests.
const GateDeletion = "deletion"

// Gates lists the headings from the earliest: 12, 8, 6, 4, 3, 2 and 1 weeks before,
// 2 days and 1 day before, the day, the day after, a week after, two weeks after
// (when the evaluation is due: hmd.org.uk) and the deletion of names. The day of the
// last is the event's own (event.Event.DeleteOn); here it is the day from which
// tasks stand under it. All but the two weeks are our planning default.
func Gates() []Gate {
	return []Gate{
		{"d84", 84},
		{"d56", 56},
		{"d42", 42},
		{"d28", 28},
		{"d21", 21},
		{"d14", 14},
		{"d7", 7},
		{"d2", 2},
		{"d1", 1},
		{"d0", 0},
		{"a1", -1},
		{"a7", -7},
		{"a14", -14},
		{GateDeletion, -15},
	}
}

// GateOf gives the key of the heading for what is due so many days before the
// event, negative after it. Before the day it is the latest heading by which the task
// is done in time; what is earlier than all stands under the first. After the day it
// is the first heading that has not passed when the task is due.
func GateOf(daysBefore int) string {
	gates := Gates()
	for i, g := range gates[:len(gates)-1] {
		later := gates[i+1].DaysBefore
		switch {
		case daysBefore >= g.DaysBefore:
			return g.Key
		case daysBefore < 0 && later < 0 && g.DaysBefore <= 0 && daysBefore >= later:
			return gates[i+1].Key
		}
	}
	return GateDeletion
}
