package content

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
)

// The most characters in the fields of a group's own voice, and the most entries in its
// lists. They are our own: what is longer does not fit on what is printed.
const (
	MaxOwnLine  = 120
	MaxOwnQuote = 1000
	MaxOwnList  = 20
)

// OwnVoice is somebody local whom a group asked, and what they agreed to. It stays with
// the group: no pack, page or report is made of it.
type OwnVoice struct {
	ID string `json:"id"`

	// What they agreed to.
	Name      NameForm `json:"name_form"`
	Scope     []Use    `json:"scope"`
	Given     string   `json:"given"`     // date on the signed form; empty: asked, and no answer yet
	Expires   string   `json:"expires"`   // last day of use; empty for none
	Withdrawn string   `json:"withdrawn"` // date; empty while the consent stands
	Reason    Reason   `json:"reason"`    // of the withdrawal

	// What is printed.
	Credit       string        `json:"credit"` // in the form of Name; empty for none
	Role         string        `json:"role"`
	Organisation string        `json:"organisation"`
	Year         int           `json:"year"`
	Lang         string        `json:"lang"`
	Quote        string        `json:"quote"`
	Topics       []string      `json:"topics"`
	Translations []Translation `json:"translations"`

	// What only the group's organisers read.
	Person     string `json:"person"`      // who it is, where the credit does not say
	WithdrawTo string `json:"withdraw_to"` // whom they tell when they change their mind
	Buddy      string `json:"buddy"`       // who is beside them on the day
	StopWord   string `json:"stop_word"`   // what they say when they want to stop
	CallAfter  string `json:"call_after"`  // who calls them afterwards, and when
}

// Check says what is wrong with an own voice, and names the field.
func (o OwnVoice) Check() error {
	if err := o.checkSizes(); err != nil {
		return err
	}
	if o.Quote == "" {
		return errors.New("quote: write what they said, letter for letter")
	}
	if _, ok := locale.Lookup(o.Lang); !ok {
		return fmt.Errorf("lang: %q is not a language that Daykit knows", o.Lang)
	}
	if err := o.checkConsent(); err != nil {
		return err
	}
	if err := o.checkName(); err != nil {
		return err
	}
	return o.checkTranslations()
}

func (o OwnVoice) checkConsent() error {
	for _, u := range o.Scope {
		if !slices.Contains(Uses(), u) {
			return fmt.Errorf("scope: %q is not a use", u)
		}
	}
	for field, date := range map[string]string{"given": o.Given, "expires": o.Expires, "withdrawn": o.Withdrawn} {
		if _, err := event.ParseDate(date); date != "" && err != nil {
			return fmt.Errorf("%s: %q is not a date, such as 2026-12-18", field, date)
		}
	}
	switch {
	case o.Given != "" && o.Expires != "" && o.Expires < o.Given:
		return errors.New("expires: it ends before it was given")
	case o.Given != "" && o.WithdrawTo == "":
		return errors.New("withdraw_to: write whom they tell when they change their mind; the form says it too")
	case o.Year != 0 && (o.Year < 1900 || o.Year > 2200):
		return fmt.Errorf("year: %d is not a year", o.Year)
	}
	return nil
}

func (o OwnVoice) checkSizes() error {
	for field, s := range map[string]string{
		"credit": o.Credit, "role": o.Role, "organisation": o.Organisation, "person": o.Person,
		"withdraw_to": o.WithdrawTo, "buddy": o.Buddy, "stop_word": o.StopWord, "call_after": o.CallAfter,
	} {
		if utf8.RuneCountInString(s) > MaxOwnLine {
			return fmt.Errorf("%s: at most %d characters", field, MaxOwnLine)
		}
	}
	switch {
	case utf8.RuneCountInString(o.Quote) > MaxOwnQuote:
		return fmt.Errorf("quote: at most %d characters", MaxOwnQuote)
	case len(o.Topics) > MaxOwnList || len(o.Translations) > MaxOwnList:
		return fmt.Errorf("topics, translations: at most %d of each", MaxOwnList)
	}
	for _, topic := range o.Topics {
		if topic == "" || utf8.RuneCountInString(topic) > MaxOwnLine {
			return errors.New("topics: each is a word or two")
		}
	}
	return nil
}

// checkName holds the credit to the form of name that was agreed.
func (o OwnVoice) checkName() error {
	credit, person := strings.Fields(Fold(o.Credit)), strings.Fields(Fold(o.Person))
	shared := slices.ContainsFunc(credit, func(w string) bool { return slices.Contains(person, w) })
	switch {
	case !slices.Contains(NameForms(), o.Name):
		return fmt.Errorf("name_form: %q is none of full, first, pseudonym, none", o.Name)
	case o.Name == NameNone && o.Credit != "":
		return errors.New("credit: they agreed to no name, so leave it empty")
	case o.Name == NameNone:
		return nil
	case o.Credit == "":
		return errors.New("credit: write the name as they agreed to it")
	case o.Name == NameFirst && len(person) > 1 && slices.Equal(credit, person):
		return errors.New("credit: they agreed to their first name alone, and this is the whole name")
	case o.Name == NamePseudonym && shared:
		return errors.New("credit: they agreed to another name than their own, and this has a part of it")
	}
	return nil
}

func (o OwnVoice) checkTranslations() error {
	seen := map[string]bool{o.Lang: true}
	for i, t := range o.Translations {
		switch _, ok := locale.Lookup(t.Lang); {
		case !ok || seen[t.Lang]:
			return fmt.Errorf("translations[%d]: %q is no language, or there twice, or that of the quotation", i, t.Lang)
		case t.Text == "" || utf8.RuneCountInString(t.Text) > MaxOwnQuote:
			return fmt.Errorf("translations[%d]: text: 1 to %d characters", i, MaxOwnQuote)
		case t.By == "" || utf8.RuneCountInString(t.By) > MaxOwnLine || utf8.RuneCountInString(t.CheckedBy) > MaxOwnLine:
			return fmt.Errorf("translations[%d]: by: write who made it", i)
		case t.CheckedBy != "" && Fold(t.CheckedBy) == Fold(t.By):
			return fmt.Errorf("translations[%d]: checked_by: somebody else than who made it", i)
		}
		seen[t.Lang] = true
	}
	return nil
}

// Voice gives it as pages use it. Without its words (a withdrawn one, or one whose words
// are locked or erased) it is a name with a consent that allows nothing.
func (o OwnVoice) Voice(controller string) Voice {
	v := Voice{
		ID: o.ID, Credit: o.Credit, Role: o.Role, Organisation: o.Organisation, Year: o.Year, Lang: o.Lang, Quote: o.Quote,
		Topics: append([]string{}, o.Topics...), Translations: o.Translations, Name: o.Name, Own: true,
		Consent: Consent{Status: Granted, Controller: controller, Given: o.Given, Expires: o.Expires, Scope: map[Use]bool{}},
	}
	for _, u := range o.Scope {
		v.Consent.Scope[u] = true
	}
	switch {
	case o.Withdrawn != "":
		gone := tombstone(o.ID, o.Credit)
		gone.Own, gone.Name = true, o.Name
		return gone
	case o.Quote == "":
		v.Consent.Status = WordsLocked
	case o.Given == "":
		v.Consent.Status = Asked
	}
	return v
}
