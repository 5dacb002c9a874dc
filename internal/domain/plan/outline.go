package plan

import (
	"encoding/json"

	"daykit/internal/domain/event"
)

// OutlineSchema is the only outline document that this version reads and writes.
const OutlineSchema = "daykit/template/1"

// Outline is an event without its day and without people: what is worth keeping for
// another year. Whatever has a day is told from the day of the event, so an outline can
// be placed on any date.
type Outline struct {
	Schema string `json:"schema"`
	Name   string `json:"name"` // of a template; empty while an event is copied
	From   string `json:"from"` // day of the event that it was taken from, 2025-12-18

	// Event is its document (daykit/event/1) without id, date, voices, photo, theme, and
	// without who leads a point of the running order.
	Event json.RawMessage `json:"event"`

	Nation  string          `json:"nation,omitempty"` // England, Wales, ...; what else law hangs on is asked again
	Tasks   []OutlineTask   `json:"tasks,omitempty"`
	Shifts  []OutlineShift  `json:"shifts,omitempty"`
	Money   []OutlineMoney  `json:"money,omitempty"`
	Risks   []OutlineRisk   `json:"risks,omitempty"`
	Venue   []OutlineFact   `json:"venue,omitempty"`
	Packing []OutlineThing  `json:"packing,omitempty"`
	Phrases []OutlinePhrase `json:"phrases,omitempty"`
	Posts   []OutlinePost   `json:"posts,omitempty"`
	Guard   *OutlineGuard   `json:"guard,omitempty"`
}

// OutlineTask is what people made of a task.
type OutlineTask struct {
	ID      string `json:"id"`
	Title   string `json:"title,omitempty"` // empty: as the content says
	Days    *int   `json:"days,omitempty"`  // before the day of the event, negative after it; nil: as the content says
	Dropped bool   `json:"dropped,omitempty"`
}

// OutlineShift is a shift that nobody has yet. Day counts from the day of the event.
type OutlineShift struct {
	ID   string `json:"id"`
	Role string `json:"role"`
	Day  int    `json:"day"`
	From string `json:"from"`
	To   string `json:"to"`
	Need int    `json:"need"`
}

// OutlineMoney is a line of a budget.
type OutlineMoney struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	What   string `json:"what"`
	Budget Pence  `json:"budget"`
	Actual *Pence `json:"actual,omitempty"` // what it came to then; nil where nobody wrote it down
}

// OutlineRisk is a risk that nobody has seen to yet.
type OutlineRisk struct {
	ID         string `json:"id"`
	What       string `json:"what"`
	Hurt       string `json:"hurt,omitempty"`
	Likelihood int    `json:"likelihood,omitempty"`
	Severity   int    `json:"severity,omitempty"`
	Measure    string `json:"measure,omitempty"`
	For        string `json:"for,omitempty"`
	Basis      string `json:"basis,omitempty"`
}

// OutlineFact is what was known of the venue, to be asked again.
type OutlineFact struct {
	ID     string `json:"id"`
	Answer string `json:"answer,omitempty"` // yes, no, or empty
	Note   string `json:"note,omitempty"`
	Since  string `json:"since,omitempty"` // the day of which it was true; empty for the outline's
}

// OutlineThing is a line of the packing list that nobody has brought yet.
type OutlineThing struct {
	ID     string   `json:"id"`
	Kind   string   `json:"kind"`
	What   string   `json:"what"`
	Amount string   `json:"amount,omitempty"`
	From   string   `json:"from,omitempty"` // a place, a shop or a group
	For    []string `json:"for,omitempty"`
	Basis  string   `json:"basis,omitempty"`

	Offered string `json:"offered,omitempty"` // the amount that followed from the numbers of that event
}

// OutlinePhrase is a fixed phrase in the words of the group's own translator.
type OutlinePhrase struct {
	Lang string `json:"lang"`
	Key  string `json:"key"`
	Text string `json:"text"`
	Of   string `json:"of"`
}

// OutlinePost is a place of the door plan; who stands there is for the new crew.
type OutlinePost struct {
	ID    string `json:"id"`
	Place string `json:"place"`
	What  string `json:"what,omitempty"`
}

// OutlineGuard is what a door plan says besides its places.
type OutlineGuard struct {
	QuietRoom string `json:"quiet_room,omitempty"`
	Steps     string `json:"steps,omitempty"`
}

// TaskState is what a workspace keeps of a task: nil means "as the content says". Due is a
// date of its own, Days counts from the day of the event.
type TaskState struct {
	ID      string
	Title   *string
	Due     *string
	Days    *int
	Pinned  bool // a person set Due
	Dropped bool
	Own     bool // the group's own, of which the content knows nothing
}

// OutlineTasks gives what is worth keeping of tasks of an event on date. A date that a
// person set becomes a distance from the day. One that a task only kept because it was
// done goes back to what the content says, and so nothing is done. Tasks that say nothing
// then are left out.
func OutlineTasks(date string, tasks []TaskState) []OutlineTask {
	out := []OutlineTask{}
	for _, t := range tasks {
		o := t.relative(date)
		unknown := t.Own && (t.Dropped || o.Title == "" || o.Days == nil) // nobody would know what it was
		if !unknown && (o.Title != "" || o.Days != nil || o.Dropped) {
			out = append(out, o)
		}
	}
	return out
}

// relative tells a task from the day of the event.
func (t TaskState) relative(date string) OutlineTask {
	o := OutlineTask{ID: t.ID, Dropped: t.Dropped}
	if t.Title != nil {
		o.Title = *t.Title
	}
	if t.Days != nil {
		o.Days = new(*t.Days)
	}
	if t.Due != nil && *t.Due != "" && (t.Pinned || t.Own && t.Days == nil) {
		o.Days = new(event.DaysBetween(*t.Due, date))
	}
	return o
}

// Due is when a task is due for an event on date; empty where the content says.
func (t OutlineTask) Due(date string) string {
	if t.Days == nil {
		return ""
	}
	return event.AddDays(date, -*t.Days)
}

// BudgetFrom gives a line's amount to plan with: what was planned, or what it came to
// where that is wanted and known.
func (m OutlineMoney) BudgetFrom(actuals bool) Pence {
	if actuals && m.Actual != nil {
		return *m.Actual
	}
	return m.Budget
}
