package desk

import "daykit/internal/domain/event"

// The view types are what a person sees of the kit: the window binds them and
// `daykit --json` prints them. Dates are strings (2026-12-18), times are local
// (17:30), instants are RFC 3339, and slices are never nil.

// State is what the always-visible line and the settings show.
type State struct {
	Version     string `json:"version"`
	Events      int    `json:"events"`
	Joined      bool   `json:"joined"`
	Group       string `json:"group"`  // as the campaign knows it; empty until joined
	Server      string `json:"server"` // public address; empty until joined
	Waiting     int    `json:"waiting"`
	Quarantined int    `json:"quarantined"`
	LastReceipt string `json:"last_receipt"` // when the server last confirmed everything; empty if never
	SafeToWipe  bool   `json:"safe_to_wipe"` // nothing here exists only here
	Locked      bool   `json:"locked"`       // names and contacts cannot be read until Unlock
	Locale      string `json:"locale"`       // of the window
	FontsNote   string `json:"fonts_note"`   // empty when all fonts are built in

	Keys KeyStatus `json:"keys"`
}

// EventView is one event with all that its rooms need to draw.
type EventView struct {
	Doc        event.Event     `json:"doc"`
	Title      string          `json:"title"`
	DateWords  string          `json:"date_words"`
	TimeWords  string          `json:"time_words"`
	Place      string          `json:"place"`
	DaysToGo   int             `json:"days_to_go"`
	Tasks      []Task          `json:"tasks"`
	TasksDue   int             `json:"tasks_due"`
	Schedule   Schedule        `json:"schedule"`
	Attendance Attendance      `json:"attendance"`
	Published  bool            `json:"published"`
	NewSignups int             `json:"new_signups"` // that came by the page since somebody last looked, at this laptop
	CanUndo    string          `json:"can_undo"`    // label of the last act, empty when there is none
	CanRedo    string          `json:"can_redo"`    // label of the act that was taken back last, empty when there is none
	Languages  []LanguageTag   `json:"languages"`
	Objectives []ObjectiveItem `json:"objectives"`
}

// LanguageTag is a language as the kit offers it.
type LanguageTag struct {
	Tag     string `json:"tag"`
	Name    string `json:"name"`    // in English
	Endonym string `json:"endonym"` // in itself
	Dir     string `json:"dir"`     // ltr or rtl
	State   string `json:"state"`   // of our printed phrases: reviewed, unreviewed or missing
}

// ObjectiveItem is one objective of the Global Compact.
type ObjectiveItem struct {
	Number int    `json:"number"`
	Title  string `json:"title"`
}

// Choice is one entry of a closed list.
type Choice struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// ActivityItem is an activity that the pack describes.
type ActivityItem struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Summary string `json:"summary"`
}

// ThemeItem is a campaign theme of the pack.
type ThemeItem struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	Hashtag string `json:"hashtag"`
	Issuer  string `json:"issuer"`
	Year    int    `json:"year"`
}

// Choices are the closed lists that forms offer.
type Choices struct {
	Languages    []LanguageTag   `json:"languages"`
	Access       []Choice        `json:"access"`
	Activities   []ActivityItem  `json:"activities"`
	Themes       []ThemeItem     `json:"themes"`
	Objectives   []ObjectiveItem `json:"objectives"`
	SignupFields []string        `json:"signup_fields"`
	SignupTicks  []string        `json:"signup_ticks"`
	SignupFood   []Choice        `json:"signup_food"`
	SignupAccess []Choice        `json:"signup_access"`
	SignupStates []string        `json:"signup_states"`
}

// Voice is an ambassador's words with the consent they come under.
type Voice struct {
	ID           string   `json:"id"`
	Credit       string   `json:"credit"`
	Role         string   `json:"role"`
	Organisation string   `json:"organisation"`
	Quote        string   `json:"quote"`
	Lang         string   `json:"lang"`
	Year         int      `json:"year"`
	Source       string   `json:"source"`
	Consent      string   `json:"consent"`
	Scope        []string `json:"scope"`
	Topics       []string `json:"topics"`
	Chosen       bool     `json:"chosen"`
	Pack         string   `json:"pack"` // id of the campaign's pack that it comes from; empty for the built-in one

	Local    bool       `json:"local"`     // the group's own
	NameForm string     `json:"name_form"` // full, first, pseudonym or none, of a local one; empty for a campaign's
	Given    string     `json:"given"`     // date of the consent; empty where it is not known
	Expires  string     `json:"expires"`   // last day of use; empty for none
	Uses     []VoiceUse `json:"uses"`      // each use, and whether it is offered on the day
}

// Guest is one signed-up person, or party, as the door sees them.
type Guest struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Lang      string `json:"lang"`
	Org       string `json:"org"`
	Party     int    `json:"party"`
	Notes     string `json:"notes"`
	Contact   string `json:"contact"`
	ArrivedAt string `json:"arrived_at"` // 17:41 in the event's time zone; empty until they came
	Place     string `json:"place"`      // empty: has one; waiting, offered, accepted or lapsed
	Page      bool   `json:"page"`       // signed up on the page, and not put on the list by hand
}

// LineError is a line of a file that cannot be taken.
type LineError struct {
	Line   int    `json:"line"`
	Column string `json:"column"`
	What   string `json:"what"`
}

// ImportPreview says what an import would do; nothing is written yet.
type ImportPreview struct {
	Path    string      `json:"path"`
	Rows    int         `json:"rows"`
	New     int         `json:"new"`
	Changed int         `json:"changed"`
	Same    int         `json:"same"`
	Erased  int         `json:"erased"` // lines passed over, because these people were erased
	Errors  []LineError `json:"errors"`
	Sample  []Guest     `json:"sample"` // the first few
}

// Attendance is how many people signed up and came.
type Attendance struct {
	SignedUp  int       `json:"signed_up"`
	Arrived   int       `json:"arrived"`
	WalkIns   int       `json:"walk_ins"`
	InRoom    int       `json:"in_room"`
	ByQuarter []Quarter `json:"by_quarter"`
}

// Quarter is how many people came in one quarter of an hour.
type Quarter struct {
	At    string `json:"at"` // 17:30
	Count int    `json:"count"`
}

// Outgoing is exactly what the next sync would send.
type Outgoing struct {
	Totals []OutgoingTotals `json:"totals"`
	Pages  []OutgoingPage   `json:"pages"`
	Stays  []string         `json:"stays"` // keys of what goes sealed, so that nobody but the group can read it

	Nothing bool `json:"nothing"` // nothing of the group's is new: a sync would only fetch, and hand on sealed what came as letters

	Parts  []OutgoingPart   `json:"parts"`  // of reports, besides totals
	Taken  []OutgoingPart   `json:"taken"`  // that the campaign has and that are taken back
	Ops    []OutgoingOp     `json:"ops"`    // all that goes in the open, byte for byte
	Sealed []OutgoingSealed `json:"sealed"` // all that goes sealed
	Drops  int              `json:"drops"`  // operations that only say that the body of another is to be dropped
	Mark   string           `json:"mark"`   // sums up Ops and Drops, for SyncSeen
}

// OutgoingTotals are the numbers of one event.
type OutgoingTotals struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	SignedUp int    `json:"signed_up"`
	Arrived  int    `json:"arrived"`
	WalkIns  int    `json:"walk_ins"`
	Changed  bool   `json:"changed"` // since they were last sent

	Languages  []string `json:"languages,omitempty"`  // of the event
	Activities []string `json:"activities,omitempty"` // ids
	Objectives []int    `json:"objectives,omitempty"` // of the Global Compact
	FirstTime  int      `json:"first_time,omitempty"` // 0: not sent
}

// OutgoingPage is a public page that was published but not yet delivered.
type OutgoingPage struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Place   string `json:"place"`
	Changed bool   `json:"changed"`

	Town   string `json:"town,omitempty"`
	Listed bool   `json:"listed,omitempty"` // on the public list of its town
	Voice  string `json:"voice,omitempty"`  // whose words stand on it
}

// SyncResult says what one sync did.
type SyncResult struct {
	Pushed      int `json:"pushed"`
	Pulled      int `json:"pulled"`
	Waiting     int `json:"waiting"`
	Quarantined int `json:"quarantined"`
	Letters     int `json:"letters"` // sign-ups of visitors that were taken in, be they new or not
	Signups     int `json:"signups"` // of them and of what other laptops had opened: new on this laptop

	Safe bool `json:"safe"` // the server signed that it holds each change that is here

	Packs    PackNews    `json:"packs"`    // what came of the campaign's packs
	Pictures PictureNews `json:"pictures"` // what was done about pictures of events

	Answers int `json:"answers"` // to how it was, from the page: new on this laptop
}

// Status is the answer to "may I wipe this laptop".
type Status struct {
	Waiting     int    `json:"waiting"`
	Quarantined int    `json:"quarantined"`
	LastReceipt string `json:"last_receipt"`
	SafeToWipe  bool   `json:"safe_to_wipe"`
	Held        string `json:"held"` // RFC 3339, of the backup that was put back, until somebody says Release; else empty

	Backups  Backups      `json:"backups"`
	Keys     KeyStatus    `json:"keys"`
	Pictures PictureState `json:"pictures"`
}
