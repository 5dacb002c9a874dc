package desk

import "daykit/internal/domain/plan"

// Task is one thing to do before or after the day.
type Task struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	Who        string `json:"who"`
	Due        string `json:"due"`         // the true date, late or not
	Pinned     bool   `json:"pinned"`      // a person set the date, which stays when the event moves
	DaysBefore int    `json:"days_before"` // negative after the day
	Gate       string `json:"gate"`        // key of the heading it stands under, of plan.Gates, by Planned
	Done       bool   `json:"done"`
	Planned    string `json:"planned"`   // Due, or where the event was begun after that a date that could be kept; empty where there never was time
	Squeezed   bool   `json:"squeezed"`  // Planned is later than Due, which is nobody's fault: the event was begun too late for Due
	LateDays   int    `json:"late_days"` // past Planned: over 0 late, 0 today, done or never planned, under 0 to come
	By         string `json:"by"`        // when to do it now: Planned, or where that has passed a date that can be kept; empty when done or skipped
	Skip       string `json:"skip"`      // optional or day-over: offered to be left out, which a person does; else empty
	Optional   string `json:"optional"`  // why the event works without it; empty where it does not
	Source     string `json:"source"`    // pack, law or own
	Basis      string `json:"basis"`     // where its words and its day come from, or plan.OurDefault; empty of one that people added

	Jurisdiction string `json:"jurisdiction"` // of a task of law: England and Wales, or United Kingdom; else empty
	Applies      string `json:"applies"`      // of a task of law: yes, or ask where somebody has to be asked

	Instead *plan.BeginNote `json:"instead"` // of a task of law whose day has passed and that is not done: what can still be done; else null
}

// Schedule is what the tasks of an event come to today.
type Schedule struct {
	Compressed bool     `json:"compressed"` // there is less time than the tasks ask for
	Late       int      `json:"late"`       // tasks past the date that they were planned for
	Squeezed   int      `json:"squeezed"`   // tasks to be done whose true date had passed when the event was begun
	Skipped    int      `json:"skipped"`    // tasks offered to be left out
	Moved      int      `json:"moved"`      // tasks that moved with the date, in the answer to the change of it; else 0
	Ready      bool     `json:"ready"`      // nothing that the day needs is open
	Blocks     []string `json:"blocks"`     // ids of duties without which the event is never ready, such as film-licence
}
