package event

import (
	"net/url"
	"strings"

	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
)

// Limits of a guest.
const (
	MaxParty = 50  // people
	maxName  = 200 // characters, also of org and contact fields
	maxNotes = 1000
	maxURL   = 500
	maxGuest = 64 // characters of an id
)

// Guest is one line of a guest list: a person, who may bring others.
type Guest struct {
	ID    string `json:"id"` // unique in its event
	Name  string `json:"name"`
	Lang  string `json:"lang,omitempty"` // a tag of package locale
	Org   string `json:"org,omitempty"`
	URL   string `json:"url,omitempty"` // of their own invitation; printed on the badge
	Email string `json:"email,omitempty"`
	Phone string `json:"phone,omitempty"`
	Party int    `json:"party,omitempty"` // people in all; 0 means 1
	Notes string `json:"notes,omitempty"`
}

// People is how many people a guest stands for, at least one.
func (g Guest) People() int { return max(g.Party, 1) }

// Validate checks a guest and gives a fault that names the field, never what a
// person wrote in it.
func (g Guest) Validate() error {
	if p := g.problems(); len(p) > 0 {
		return fault.Wrap(&p[0], fault.Invalid, p[0].Error(), "")
	}
	return nil
}

func (g Guest) problems() []FieldError {
	var c check
	c.text("id", g.ID, maxGuest)
	if strings.TrimSpace(g.ID) == "" || strings.ContainsAny(g.ID, "/\n") {
		c.add("id", "give each guest an id without a slash")
	}
	if strings.TrimSpace(g.Name) == "" {
		c.add("name", "is empty; give a name, or write what the person wants to be called")
	}
	c.text("name", g.Name, maxName)
	if g.Lang != "" && !locale.Known(g.Lang) {
		c.add("lang", "%q is not a language Daykit knows; write its tag, such as ar or pl", g.Lang)
	}
	c.text("org", g.Org, maxName)
	c.text("url", g.URL, maxURL)
	if g.URL != "" && !isWebAddress(g.URL) {
		c.add("url", "is not a web address; write it from https:// on")
	}
	c.text("email", g.Email, maxName)
	c.text("phone", g.Phone, maxName)
	if g.Party < 0 || g.Party > MaxParty {
		c.add("party", "%d is not a size of party; give a number from 1 to %d", g.Party, MaxParty)
	}
	c.longText("notes", g.Notes, maxNotes)
	return c
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}
