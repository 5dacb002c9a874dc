package content

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
)

// PhotoUse is a way of showing a photograph of an event.
type PhotoUse string

// The uses of a photograph, each of which is agreed to by itself.
const (
	PhotoReport   PhotoUse = "report"   // the report for funders
	PhotoWeb      PhotoUse = "web"      // the group's pages, and the event's public page
	PhotoSocial   PhotoUse = "social"   // posts
	PhotoPress    PhotoUse = "press"    // newspapers, radio and television
	PhotoCampaign PhotoUse = "campaign" // what the campaign shows
)

// PhotoUses lists every use of a photograph, in the order that forms show them.
func PhotoUses() []PhotoUse {
	return []PhotoUse{PhotoReport, PhotoWeb, PhotoSocial, PhotoPress, PhotoCampaign}
}

// PhotoPeople says who is in a photograph.
type PhotoPeople string

// Who is in a photograph, as somebody who looked at it says; the zero value is nobody has
// said so yet.
const (
	PhotoNobody   PhotoPeople = "nobody"   // nobody can be recognised, not by clothes or place either
	PhotoEveryone PhotoPeople = "everyone" // who can be recognised was asked, each of them, and said yes
)

// PhotoAsked is how people were asked.
type PhotoAsked string

// The ways of asking.
const (
	AskedSheet PhotoAsked = "sheet" // they signed the consent sheet
	AskedWords PhotoAsked = "words" // they were asked, and said yes
	AskedWrote PhotoAsked = "wrote" // they wrote to the group
)

// PhotoAskedWays lists the ways of asking, in the order that forms show them.
func PhotoAskedWays() []PhotoAsked { return []PhotoAsked{AskedSheet, AskedWords, AskedWrote} }

// PhotoChildren says whether a child can be recognised in a photograph; the zero value is
// that nobody has said so yet.
type PhotoChildren string

// Whether there are children in a photograph.
const (
	NoChildren       PhotoChildren = "none"
	ChildrenAgreed   PhotoChildren = "guardian" // a parent or guardian of each agreed
	ChildrenNotAsked PhotoChildren = "unasked"  // no guardian has agreed: nothing may be done with it
)

// PhotoConsent is what the people in a photograph agreed to. What is not written down is not
// allowed. The record is a default of our own, after the advice that for people whose status
// is insecure a sign at the door is no consent, and each use is asked for.
type PhotoConsent struct {
	People    PhotoPeople   `json:"people"`
	How       PhotoAsked    `json:"how"` // of PhotoEveryone
	By        string        `json:"by"`  // who asked, or who looked
	On        string        `json:"on"`  // date, as 2026-12-18
	Children  PhotoChildren `json:"children"`
	Uses      []PhotoUse    `json:"uses"`
	Until     string        `json:"until"`     // last day on which it may be used and kept; empty for until names are deleted
	Withdrawn string        `json:"withdrawn"` // date; empty while the consent stands
}

// What a record can lack.
const (
	PhotoLacksPeople   = "people"   // nobody has said who is in it
	PhotoLacksHow      = "how"      // how they were asked
	PhotoLacksBy       = "by"       // who asked
	PhotoLacksOn       = "on"       // when
	PhotoLacksChildren = "children" // whether there are children in it
	PhotoLacksGuardian = "guardian" // of a child in it
	PhotoLacksUses     = "uses"     // what it may be used for
)

// PhotoLacks lists all that a record can lack, in the order of Missing.
func PhotoLacks() []string {
	return []string{PhotoLacksPeople, PhotoLacksHow, PhotoLacksBy, PhotoLacksOn, PhotoLacksChildren, PhotoLacksGuardian, PhotoLacksUses}
}

// Missing lists what the record lacks before the photograph may be used at all: none for a
// complete one.
func (c PhotoConsent) Missing() []string {
	everyone := c.People == PhotoEveryone
	lacks := map[string]bool{
		PhotoLacksPeople:   c.People == "",
		PhotoLacksHow:      everyone && c.How == "",
		PhotoLacksBy:       c.By == "",
		PhotoLacksOn:       c.On == "",
		PhotoLacksChildren: everyone && c.Children == "",
		PhotoLacksGuardian: everyone && c.Children == ChildrenNotAsked,
		PhotoLacksUses:     len(c.Uses) == 0,
	}
	out := []string{}
	for _, what := range PhotoLacks() {
		if lacks[what] {
			out = append(out, what)
		}
	}
	return out
}

// ErrNoRecord says that the record of a photograph's consent is not complete.
var ErrNoRecord = errors.New("the record of consent is not complete")

// Allows gives nil when the photograph may be shown for use on date (as 2026-12-18), and
// else the reason why not: ErrWithdrawn, ErrNoRecord, ErrExpired or ErrOutOfScope.
func (c PhotoConsent) Allows(use PhotoUse, date string) error {
	switch {
	case c.Withdrawn != "":
		return ErrWithdrawn
	case len(c.Missing()) > 0:
		return ErrNoRecord
	case c.Until != "" && date > c.Until:
		return ErrExpired
	case !slices.Contains(c.Uses, use):
		return fmt.Errorf("%w (%s)", ErrOutOfScope, use)
	}
	return nil
}

// The most characters of a photograph's words: our own, so that a caption stands under it.
const (
	MaxPhotoCaption = 300
	MaxPhotoCredit  = 120
)

// EventPhoto is what is known of a photograph of an event besides its pixels.
type EventPhoto struct {
	Caption string       `json:"caption"`
	Alt     string       `json:"alt"`    // what is to be seen, for who cannot see it
	Lang    string       `json:"lang"`   // of caption and alt; empty means the event's first
	Credit  string       `json:"credit"` // who took it, as they want to be named; empty for nobody
	Consent PhotoConsent `json:"consent"`
}

// Check says what is wrong with what was written of a photograph, and names the field. That
// something is missing is no mistake: such a photograph is kept and not used.
func (p EventPhoto) Check() error {
	for field, s := range map[string]string{"caption": p.Caption, "alt": p.Alt} {
		if utf8.RuneCountInString(s) > MaxPhotoCaption {
			return fmt.Errorf("%s: at most %d characters", field, MaxPhotoCaption)
		}
	}
	for field, s := range map[string]string{"credit": p.Credit, "by": p.Consent.By} {
		if utf8.RuneCountInString(s) > MaxPhotoCredit {
			return fmt.Errorf("%s: at most %d characters", field, MaxPhotoCredit)
		}
	}
	if _, ok := locale.Lookup(p.Lang); p.Lang != "" && !ok {
		return fmt.Errorf("lang: %q is not a language that Daykit knows", p.Lang)
	}
	return p.Consent.Check()
}

// Check says what is wrong with a record of consent, and names the field.
func (c PhotoConsent) Check() error {
	if err := c.checkWords(); err != nil {
		return err
	}
	for field, date := range map[string]string{"on": c.On, "until": c.Until, "withdrawn": c.Withdrawn} {
		if _, err := event.ParseDate(date); date != "" && err != nil {
			return fmt.Errorf("%s: %q is not a date, such as 2026-12-18", field, date)
		}
	}
	if c.On != "" && c.Until != "" && c.Until < c.On {
		return errors.New("until: it ends before they were asked")
	}
	for _, u := range c.Uses {
		if !slices.Contains(PhotoUses(), u) {
			return fmt.Errorf("uses: %q is not a use of a photograph", u)
		}
	}
	return nil
}

// checkWords holds each answer to those that there are, and to each other.
func (c PhotoConsent) checkWords() error {
	people := []PhotoPeople{"", PhotoNobody, PhotoEveryone}
	children := []PhotoChildren{"", NoChildren, ChildrenAgreed, ChildrenNotAsked}
	switch {
	case !slices.Contains(people, c.People):
		return fmt.Errorf("people: %q is neither nobody nor everyone", c.People)
	case c.How != "" && !slices.Contains(PhotoAskedWays(), c.How):
		return fmt.Errorf("how: %q is none of sheet, words, wrote", c.How)
	case !slices.Contains(children, c.Children):
		return fmt.Errorf("children: %q is none of none, guardian, unasked", c.Children)
	case c.People == PhotoNobody && (c.How != "" || c.Children != "" && c.Children != NoChildren):
		return errors.New("people: nobody can be recognised, so nobody was asked; say everyone where people were")
	}
	return nil
}
