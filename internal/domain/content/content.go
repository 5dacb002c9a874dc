// Package content is what a campaign gives to every group: its theme, the voices
// of its ambassadors with the consent they come under, messages, facts,
// activities with their plans, the objectives of the Global Compact for
// Migration, and the fixed phrases of printed matter. It is data with a source
// for each statement; nothing of one year's campaign is in the code. The pack
// that is built in is read once and must not be changed.
package content

import "daykit/internal/domain/event"

// Pack is a set of content. Slices are in the order that forms offer them.
type Pack struct {
	Sequence   int         `json:"sequence"` // grows with each edition of a pack
	Themes     []Theme     `json:"themes"`
	Voices     []Voice     `json:"voices"`
	Messages   []Message   `json:"messages"`
	Facts      []Fact      `json:"facts"`
	Activities []Activity  `json:"activities"`
	Objectives []Objective `json:"objectives"`

	tasks    []event.TaskTemplate // of every event
	english  map[string]string    // the fixed phrases by key, as they are written first
	phrases  map[string]catalogue // in the other languages
	articles map[string]Article   // by language; empty when not built in
}

// Theme is what one issuer called the day in one year. There is never one theme
// of the day: the UN, WHO, IOM and national partners each name their own.
type Theme struct {
	ID      string `json:"id"`
	Issuer  string `json:"issuer"`
	Year    int    `json:"year"`
	Text    string `json:"text"`
	Hashtag string `json:"hashtag"`
	Source  string `json:"source"`
}

// Voice is a quotation. Credit, Role, Organisation and Quote are printed letter
// for letter as the person agreed to them.
type Voice struct {
	ID           string   `json:"id"`
	Credit       string   `json:"credit"`
	Role         string   `json:"role"`
	Organisation string   `json:"organisation"` // may be empty
	Year         int      `json:"year"`
	Lang         string   `json:"lang"` // of the quotation
	Quote        string   `json:"quote"`
	Source       string   `json:"source"`
	Topics       []string `json:"topics"`
	Consent      Consent  `json:"consent"`

	// What only a group's own voices have; it stands in no pack.
	Own          bool          `json:"-"`
	Name         NameForm      `json:"-"`
	Translations []Translation `json:"-"`
}

// CreditLine is the line under a quotation, as the campaign's own page sets it.
func (v Voice) CreditLine() string {
	line := v.Credit
	if v.Organisation != "" {
		line += " – " + v.Organisation
	}
	return line
}

// Message is a sentence in the campaign's own words.
type Message struct {
	ID     string `json:"id"`
	Theme  string `json:"theme"`
	Lang   string `json:"lang"`
	Text   string `json:"text"`
	Source string `json:"source"`
}

// Confidence says how far a statement was traced.
type Confidence string

// The confidences that may be shipped.
const (
	Verbatim  Confidence = "verbatim"  // read in the document itself or a mirror of its text
	Confirmed Confidence = "confirmed" // read at the source
	Secondary Confidence = "secondary" // read where others restate the source
)

// Fact is a statement that an organiser may print.
type Fact struct {
	ID         string     `json:"id"`
	Text       string     `json:"text"`
	Source     string     `json:"source"`
	SourceDate string     `json:"source_date"` // as far as it is known; not always a date
	Confidence Confidence `json:"confidence"`
	Note       string     `json:"note,omitempty"`
}

// Range is a figure of a plan; nil where there is no sensible one. Basis says
// where it comes from, which is mostly our own judgement.
type Range struct {
	Low         *int   `json:"low"`
	Typical     *int   `json:"typical,omitempty"`
	Comfortable *int   `json:"comfortable,omitempty"`
	High        *int   `json:"high,omitempty"`
	Basis       string `json:"basis"`
}

// Activity is a kind of event with what experience says about running it.
type Activity struct {
	ID          string               `json:"id"`
	Name        string               `json:"name"`
	Summary     string               `json:"summary"`
	Minutes     Range                `json:"minutes"`
	Crew        Range                `json:"crew"`
	Guests      Range                `json:"guests"`
	LeadWeeks   Range                `json:"lead_weeks"`
	Checklist   []event.TaskTemplate `json:"checklist"`
	Roles       []Need               `json:"roles,omitempty"`
	Kit         []Need               `json:"kit,omitempty"`
	Risks       []Hazard             `json:"risks,omitempty"`
	Care        []string             `json:"care"`
	Permissions []string             `json:"permissions"` // in the United Kingdom
	Objectives  []int                `json:"objectives"`  // of the Global Compact, as a default
	Sources     []string             `json:"sources"`
}

// Need is a role or a thing that an activity takes, and how many. An id means the
// same in every activity.
type Need struct {
	ID        string `json:"id"`
	Name      string `json:"name"`                 // of one
	Count     int    `json:"count,omitempty"`      // at least so many; 0 when it does not say
	ForGuests int    `json:"for_guests,omitempty"` // one for so many guests; 0 when it does not go by guests
	Each      string `json:"each,omitempty"`       // in words, where it goes by what is not known here
	Basis     string `json:"basis"`
}

// Hazard is a risk that an activity brings, and what helps. Likelihood and Severity
// are 1 to 5, a starting point that the group judges anew.
type Hazard struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Who        string `json:"who"` // could be hurt
	Measure    string `json:"measure"`
	Likelihood int    `json:"likelihood"`
	Severity   int    `json:"severity"`
	Basis      string `json:"basis"`
}

// Objective is one of the 23 of the Global Compact for Safe, Orderly and Regular
// Migration.
type Objective struct {
	Number     int        `json:"number"`
	Short      string     `json:"short"` // label of the UN Network on Migration
	Title      string     `json:"title"`
	Confidence Confidence `json:"confidence"`
	Source     string     `json:"source"`
	Fit        string     `json:"fit"`     // to a local event, by our judgement: strong, possible or rare
	Example    string     `json:"example"` // may be empty
}

// Theme finds a theme by its id.
func (p *Pack) Theme(id string) (Theme, bool) {
	return find(p.Themes, func(t Theme) bool { return t.ID == id })
}

// Voice finds a voice by its id.
func (p *Pack) Voice(id string) (Voice, bool) {
	return find(p.Voices, func(v Voice) bool { return v.ID == id })
}

// Activity finds an activity by its id.
func (p *Pack) Activity(id string) (Activity, bool) {
	return find(p.Activities, func(a Activity) bool { return a.ID == id })
}

// Objective finds an objective by its number, 1 to 23.
func (p *Pack) Objective(number int) (Objective, bool) {
	return find(p.Objectives, func(o Objective) bool { return o.Number == number })
}

// Plan gives the tasks of an event with these activities: what every event
// needs, then what each activity adds. Unknown activities add nothing.
func (p *Pack) Plan(activities []string) []event.TaskTemplate {
	out := append([]event.TaskTemplate{}, p.tasks...)
	for i, id := range activities {
		a, ok := p.Activity(id)
		if ok && !contains(activities[:i], id) {
			out = append(out, a.Checklist...)
		}
	}
	return out
}

func contains(list []string, s string) bool {
	_, ok := find(list, func(x string) bool { return x == s })
	return ok
}

func find[T any](list []T, is func(T) bool) (T, bool) {
	for _, x := range list {
		if is(x) {
			return x, true
		}
	}
	var none T
	return none, false
}
