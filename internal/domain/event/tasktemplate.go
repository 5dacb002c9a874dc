package event

// TaskTemplate is a thing to do, placed by the days before an event. It is what
// content carries; package plan makes dated tasks of it.
type TaskTemplate struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	DaysBefore int    `json:"days_before"`        // negative after the day
	Activity   string `json:"activity,omitempty"` // empty for every event
	Gate       string `json:"gate"`               // key of the heading it stands under: d28 … d0, after
	Optional   string `json:"optional,omitempty"` // why it may be left out when time is short; empty when it may not
}
