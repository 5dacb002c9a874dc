package desk

// The view types are what a person sees of the kit: the window binds them and
// `daykit --json` prints them. Dates are strings, slices are never nil.

// State is what the always-visible line and the settings show.
type State struct {
	Version    string `json:"version"`
	Events     int    `json:"events"`
	Joined     bool   `json:"joined"`
	Group      string `json:"group"`  // as the campaign knows it; empty until joined
	Server     string `json:"server"` // public address; empty until joined
	Waiting    int    `json:"waiting"`
	Quarantine int    `json:"quarantined"`
	LastSent   string `json:"last_receipt"` // RFC 3339, empty if never
	Locale     string `json:"locale"`       // of the window: en-GB, en-XA (long pseudo), ar-XB (right-to-left pseudo)
	FontsNote  string `json:"fonts_note"`   // empty when all fonts are built in
}

// EventCard is one line of the list of events.
type EventCard struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Group    string `json:"group"`
	Date     string `json:"date"`
	Start    string `json:"start"`
	End      string `json:"end"`
	Town     string `json:"town"`
	DaysToGo int    `json:"days_to_go"` // negative after the day
	SignedUp int    `json:"signed_up"`
	Arrived  int    `json:"arrived"`
	TasksDue int    `json:"tasks_due"`
}
