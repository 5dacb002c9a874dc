package event

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
)

// Limits of a document. They are far above any real event; they keep a page, a
// command line and a mistake within bounds.
const (
	MaxTitle     = 200  // characters
	MaxAbout     = 2000 // characters
	maxLine      = 200
	maxAddress   = 300
	maxLanguages = 20
	maxArticle1  = 30
	maxItems     = 60 // of a programme
	maxIDs       = 40 // activities, voices
	maxPeople    = 100_000

	maxDeleteAfter = 3650 // days
	maxRows        = 40
	maxSheets      = 50
)

// Validate checks a document by itself: whether a content pack has its theme,
// voices and activities is for whoever holds the pack. It gives a fault of the
// first field that breaks a rule, and a hint at the others.
func (e Event) Validate() error { return asFault(e.Problems()) }

func asFault(p []FieldError) error {
	if len(p) == 0 {
		return nil
	}
	hint := ""
	if len(p) > 1 {
		hint = "see also " + p[1].Path
	}
	if n := len(p) - 2; n > 0 {
		hint += fmt.Sprintf(" and %d more", n)
	}
	return fault.Wrap(&p[0], fault.Invalid, p[0].Error(), hint)
}

// Problems lists every field that breaks a rule, in the order of the document.
func (e Event) Problems() []FieldError {
	var c check
	c.schema(e.Schema)
	if e.ID != "" && !e.ID.Valid() {
		c.add("id", "%q is not an event id; leave it out to get one", clip(string(e.ID)))
	}
	c.texts("title", e.Title, MaxTitle)
	if t, _ := e.Title.In("en"); t == "" {
		c.add("title", "is empty in every language; write it in at least one")
	}
	c.text("group", e.Group, maxLine)
	c.when(e)
	c.venue(e.Venue)
	c.languages("languages", e.Languages, maxLanguages)
	if len(e.Languages) == 0 {
		c.add("languages", "is empty; name at least one, such as en")
	}
	if e.Theme != "" {
		c.ids("theme", []string{e.Theme}, false)
	}
	c.ids("activities", e.Activities, true)
	c.number("capacity", e.Capacity, 0, maxPeople)
	c.number("expected", e.Expected, 0, maxPeople)
	c.number("delete_after", e.DeleteAfter, 0, maxDeleteAfter)
	c.ids("voices", e.Voices, true)
	c.objectives(e.Objectives)
	c.texts("texts.headline", e.Texts.Headline, MaxTitle)
	c.texts("texts.about", e.Texts.About, MaxAbout)
	c.texts("texts.access", e.Texts.Access, maxAddress)
	c.languages("article1", e.Article1, maxArticle1)
	c.signup(e.Signup)
	c.signupPage(e.SignupPage)
	c.feedbackPage(e.FeedbackPage)
	c.programme(e.Programme)
	c.photo(e.Photo)
	return c
}

func (c *check) schema(s string) {
	if s != Schema {
		c.add("schema", "%q is not a kind of document that this version reads; it reads %q", clip(s), Schema)
	}
}

func (c *check) when(e Event) {
	if _, err := ParseDate(e.Date); err != nil {
		c.add("date", "%s", clip(err.Error()))
	}
	c.clock("start", e.Start, true)
	c.clock("end", e.End, true)
	if e.Start == "" && e.End != "" {
		c.add("start", "is empty though there is an end; write it like 17:30")
	}
	if !knownZone(e.Timezone) {
		c.add("timezone", "%q is not a time zone; write it like Europe/London", clip(e.Timezone))
	}
}

// knownZone refuses "Local", which is another place on every machine, and "",
// which LoadLocation takes for UTC.
func knownZone(name string) bool {
	_, err := time.LoadLocation(name)
	return err == nil && name != "" && name != "Local"
}

func (c *check) clock(path, s string, mayBeEmpty bool) {
	if s == "" && mayBeEmpty {
		return
	}
	if _, err := parseClock(s); err != nil {
		c.add(path, "%s", clip(err.Error()))
	}
}

func (c *check) venue(v Venue) {
	c.text("venue.name", v.Name, maxLine)
	c.text("venue.address", v.Address, maxAddress)
	c.text("venue.town", v.Town, maxLine)
	c.text("venue.postcode", v.Postcode, 20)
	oneOf(c, "venue.access", v.Access, AccessFeatures())
	c.text("venue.public_area", v.PublicArea, maxLine)
}

func (c *check) texts(path string, t Text, limit int) {
	for _, tag := range slices.Sorted(maps.Keys(t)) {
		if !locale.Known(tag) {
			c.add(path, "%q is not a language Daykit knows", clip(tag))
			continue
		}
		c.longText(path+"."+tag, t[tag], limit)
	}
	if len(t) > 2*maxLanguages {
		c.add(path, "has %d languages; keep it to %d", len(t), 2*maxLanguages)
	}
}

func (c *check) languages(path string, tags []string, limit int) {
	if len(tags) > limit {
		c.add(path, "has %d languages; keep it to %d", len(tags), limit)
		return
	}
	for i, tag := range tags {
		at := fmt.Sprintf("%s[%d]", path, i)
		switch {
		case !locale.Known(tag):
			c.add(at, "%q is not a language Daykit knows", clip(tag))
		case slices.Contains(tags[:i], tag):
			c.add(at, "%q is listed twice", tag)
		}
	}
}

// ids checks the names of things in a content pack.
func (c *check) ids(path string, ids []string, list bool) {
	if len(ids) > maxIDs {
		c.add(path, "has %d entries; keep it to %d", len(ids), maxIDs)
		return
	}
	for i, id := range ids {
		at := path
		if list {
			at = fmt.Sprintf("%s[%d]", path, i)
		}
		switch {
		case !isPackID(id):
			c.add(at, "%q is not a name of the content pack; those have small letters, digits and hyphens", clip(id))
		case slices.Contains(ids[:i], id):
			c.add(at, "%q is listed twice", id)
		}
	}
}

func isPackID(s string) bool {
	return s != "" && len(s) <= 64 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func (c *check) objectives(numbers []int) {
	for i, n := range numbers {
		at := fmt.Sprintf("gcm_objectives[%d]", i)
		switch {
		case n < 1 || n > Objectives:
			c.add(at, "%d is not an objective of the Global Compact; they are 1 to %d", n, Objectives)
		case slices.Contains(numbers[:i], n):
			c.add(at, "%d is listed twice", n)
		}
	}
}

func (c *check) signup(s Signup) {
	oneOf(c, "signup.fields", s.Fields, SignupFields())
	oneOf(c, "signup.ticks", s.Ticks, SignupTicks())
	c.number("signup.rows", s.Rows, 1, maxRows)
	c.number("signup.sheets", s.Sheets, 1, maxSheets)
	if s.Layout != "" && !slices.Contains(SignupLayouts(), s.Layout) {
		c.add("signup.layout", "%q is not one of %s", clip(s.Layout), strings.Join(SignupLayouts(), ", "))
	}
}

func (c *check) programme(items []ProgrammeItem) {
	if len(items) > maxItems {
		c.add("programme", "has %d items; keep it to %d", len(items), maxItems)
		return
	}
	for i, it := range items {
		at := fmt.Sprintf("programme[%d]", i)
		c.clock(at+".at", it.At, false)
		c.number(at+".minutes", it.Minutes, 0, 24*60)
		c.texts(at+".title", it.Title, MaxTitle)
		c.text(at+".lead", it.Lead, maxLine)
	}
}

func (c *check) photo(p Photo) {
	if p.File != "" && !isPictureName(p.File) {
		c.add("photo.file", "%q is not a picture of this workspace; take it in with `daykit photo`", clip(p.File))
	}
	c.texts("photo.alt", p.Alt, maxAddress)
	c.text("photo.credit", p.Credit, maxLine)
	c.number("photo.focus.x", p.Focus.X, 0, 100)
	c.number("photo.focus.y", p.Focus.Y, 0, 100)
}

func isPictureName(s string) bool {
	name, ok := strings.CutSuffix(s, ".jpg")
	return ok && len(name) == 32 && strings.Trim(name, "0123456789abcdef") == ""
}

// clip keeps what a message quotes short.
func clip(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
