// Package event is one community event as its organisers know it: what, when,
// where, for whom, and who came. It is plain data with the rules that hold for
// it; it reads no clock, file or network.
package event

// Schema is the only event document this version reads and writes.
const Schema = "daykit/event/1"

// Text is the same words in several languages, keyed by BCP 47 tag.
type Text map[string]string

// Event is an event document. Field names in JSON are part of the stable
// contract of the daykit command.
type Event struct {
	Schema       string          `json:"schema"`
	ID           ID              `json:"id,omitempty"`
	Title        Text            `json:"title"`
	Group        string          `json:"group"`    // the inviting community group
	Date         string          `json:"date"`     // 2026-12-18
	Start        string          `json:"start"`    // 17:30, local time
	End          string          `json:"end"`      // 20:30; at or before Start means the next day
	Timezone     string          `json:"timezone"` // IANA name
	Venue        Venue           `json:"venue"`
	Languages    []string        `json:"languages"` // of the printed matter; the first is the main one
	Theme        string          `json:"theme"`     // id in a content pack
	Activities   []string        `json:"activities"`
	Capacity     int             `json:"capacity"`
	Expected     int             `json:"expected"`
	Voices       []string        `json:"voices"`         // ids in a content pack
	Objectives   []int           `json:"gcm_objectives"` // 1 to 23
	Texts        Texts           `json:"texts"`
	Article1     []string        `json:"article1"` // languages of the Article 1 poster
	Signup       Signup          `json:"signup"`
	SignupPage   SignupPage      `json:"signup_page,omitzero"`   // a field of its own, which a Daykit that does not know it leaves alone
	FeedbackPage FeedbackPage    `json:"feedback_page,omitzero"` // likewise
	Programme    []ProgrammeItem `json:"programme"`
	Photo        Photo           `json:"photo"` // of posters; no file for none

	// DeleteAfter is how many days after the day the names of guests are to be
	// deleted; 0 means UsualDeleteAfter.
	DeleteAfter int `json:"delete_after,omitempty"`
}

// UsualDeleteAfter is how many days names are kept where nobody said otherwise: time to
// thank people and to report, and no more (storage limitation, GDPR article 5(1)(e)).
const UsualDeleteAfter = 90

// DeleteOn is the date by which the names of guests are to be deleted.
func (e Event) DeleteOn() string {
	days := e.DeleteAfter
	if days == 0 {
		days = UsualDeleteAfter
	}
	return AddDays(e.Date, days)
}

// Photo is a picture that the group puts on its posters. Alt is read out to those
// who do not see it.
type Photo struct {
	File   string `json:"file"` // its name among the workspace's pictures: 32 hexadecimal digits and .jpg
	Alt    Text   `json:"alt"`
	Credit string `json:"credit"` // who took it
	Focus  Focus  `json:"focus"`  // what every crop keeps
}

// Focus is a point of a picture in percent of its width and height, from the top
// left corner.
type Focus struct {
	X int `json:"x"`
	Y int `json:"y"`
}

// Venue is where it happens.
type Venue struct {
	Name        string   `json:"name"`
	Address     string   `json:"address"`
	Town        string   `json:"town"`
	Postcode    string   `json:"postcode"`
	Access      []Access `json:"access"`
	HideAddress bool     `json:"hide_address"`          // print and publish PublicArea instead
	PublicArea  string   `json:"public_area,omitempty"` // shown while the address is hidden
}

// Texts are the organisers' own words for printed matter.
type Texts struct {
	Headline Text `json:"headline"`
	About    Text `json:"about"`
	Access   Text `json:"access"`
}

// Signup says how the paper sign-up sheets are ruled.
type Signup struct {
	Fields []string `json:"fields"` // name, contact, party
	Ticks  []string `json:"ticks"`  // came, first-time, volunteer, keep-in-touch, count-only
	Rows   int      `json:"rows"`   // a sheet
	Sheets int      `json:"sheets"`
	Layout string   `json:"layout,omitempty"` // rows (default), slips or names
}

// ProgrammeItem is one point of the running order.
type ProgrammeItem struct {
	At      string `json:"at"` // 17:30
	Minutes int    `json:"minutes"`
	Title   Text   `json:"title"`
	Lead    string `json:"lead"`
}

// Access is one access feature of a venue, from the closed list of AccessFeatures.
type Access string

// ID names an event: eight characters of Crockford's base 32 without the
// look-alikes I, L, O and U, short enough to type from a poster.
type ID string
