package event

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// SignupPage says how people sign up on the event's page. What is asked there follows
// Signup too: its fields, and those of its ticks that OnlineTicks lists. The zero value
// asks for no food and no help, and is open.
//
// There is no place here for papers, nationality, religion or health, and nothing on the
// page has to be filled in.
type SignupPage struct {
	State string `json:"state,omitempty"` // one of SignupStates; empty is open
	Note  Text   `json:"note,omitempty"`  // what the organisers say of the state

	// What people may choose on the page. The choices are counted and never stand beside
	// a name.
	Food   []string `json:"food,omitempty"`   // of SignupFood
	Access []Access `json:"access,omitempty"` // of SignupAccess

	// Listed puts the event on the campaign's public list of its town. An event whose
	// address is hidden is never there, whatever is chosen.
	Listed bool `json:"listed,omitempty"`

	// Voice is the id of the one voice whose words stand on the page; empty for none.
	// Whether they may is looked at whenever the page is published.
	Voice string `json:"voice,omitempty"`
}

// The states of signing up on the page.
const (
	SignupOpen      = "open"
	SignupFull      = "full"      // people can still ask to be put on the waiting list
	SignupClosed    = "closed"    // nobody can sign up any more
	SignupCancelled = "cancelled" // the event does not take place
	SignupMoved     = "moved"     // to another place or time; else as open
)

// MaxNote is the most characters of a note.
const MaxNote = 500

// MaxPageParty is the most people that one sign-up on a page may bring: a family, and not
// a coach party, which somebody should talk about.
const MaxPageParty = 10

// SignupStates lists the states in the order in which forms offer them.
func SignupStates() []string {
	return []string{SignupOpen, SignupFull, SignupClosed, SignupMoved, SignupCancelled}
}

// SignupFood lists the choices of food that a page can offer, each with a printed phrase
// "food." and its id. They say what somebody eats, and never why.
func SignupFood() []string {
	return []string{"vegetarian", "vegan", "halal", "kosher", "no-pork", "no-nuts", "no-gluten", "no-milk"}
}

// SignupAccess lists what a page can offer to help people to be there: those of the
// features of a venue that organisers can do something about, and none that tells a
// religion.
func SignupAccess() []Access {
	return []Access{
		"step-free", "accessible-toilet", "changing-places", "accessible-parking", "seating",
		"hearing-loop", "bsl", "captions", "interpreters", "large-print", "quiet-room", "baby-changing", "creche",
	}
}

// OnlineTicks lists the ticks of Signup that make sense before the day.
func OnlineTicks() []string {
	return []string{"first-time", "volunteer", "keep-in-touch", "count-only"}
}

// StateOrOpen gives the state, which is open where nobody chose one.
func (p SignupPage) StateOrOpen() string {
	if p.State == "" {
		return SignupOpen
	}
	return p.State
}

// normal writes what means the same in the same way; lists and texts without anything in
// them are left out.
func (p SignupPage) normal() SignupPage {
	if p.State == SignupOpen {
		p.State = ""
	}
	p.Food, p.Access = slices.Clone(p.Food), slices.Clone(p.Access)
	if len(p.Food) == 0 {
		p.Food = nil
	}
	if len(p.Access) == 0 {
		p.Access = nil
	}
	if p.Note = ownTags(p.Note); len(p.Note) == 0 {
		p.Note = nil
	}
	return p
}

func (c *check) signupPage(p SignupPage) {
	if p.State != "" && !slices.Contains(SignupStates(), p.State) {
		c.add("signup_page.state", "%q is not one of %s", clip(p.State), strings.Join(SignupStates(), ", "))
	}
	c.texts("signup_page.note", p.Note, MaxNote)
	oneOf(c, "signup_page.food", p.Food, SignupFood())
	oneOf(c, "signup_page.access", p.Access, SignupAccess())
	if p.Voice != "" {
		c.ids("signup_page.voice", []string{p.Voice}, false)
	}
}

// EndsBy is the instant by which the event is over, in UTC: its end, or the end of its
// day where no end is known.
func (e Event) EndsBy() (time.Time, error) {
	begins, ends, err := e.Span()
	if err == nil && ends.After(begins) {
		return ends.UTC(), nil
	}
	loc, err := time.LoadLocation(e.Timezone)
	if err != nil || e.Timezone == "" {
		return time.Time{}, fmt.Errorf("%q is not a time zone; write it like Europe/London", e.Timezone)
	}
	day, err := ParseDate(e.Date)
	if err != nil {
		return time.Time{}, err
	}
	return time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, loc).UTC(), nil
}
