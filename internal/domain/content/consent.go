package content

import (
	"errors"
	"fmt"
)

// Use is a way of showing a voice.
type Use string

// The uses that consent is given for, one by one.
const (
	Print     Use = "print"
	Web       Use = "web"
	Social    Use = "social"
	Press     Use = "press"
	Translate Use = "translate" // showing the words in another language
	Photo     Use = "photo"
)

// Uses lists every use, in the order that forms show them.
func Uses() []Use { return []Use{Print, Web, Social, Press, Translate, Photo} }

// Status says on what a consent rests.
type Status string

// The statuses. Only the first two allow anything.
const (
	Granted          Status = "granted"            // the controller holds the evidence
	AssertedBySource Status = "asserted-by-source" // the source published it so; not yet confirmed to us
	Withdrawn        Status = "withdrawn"
	Expired          Status = "expired"

	// Unchecked is a voice of a laptop that has not heard for StopAfter what was
	// withdrawn. No pack says it; Holdings do.
	Unchecked Status = "unchecked"

	// Asked is a group's own voice whose consent is not written down yet, and WordsLocked
	// one whose words cannot be read now. No pack says these.
	Asked       Status = "asked"
	WordsLocked Status = "locked"
)

// Consent is what a person agreed to. What is not in Scope is not allowed.
type Consent struct {
	Status     Status       `json:"status"`
	Controller string       `json:"controller"` // who holds the evidence and takes withdrawals
	Given      string       `json:"given"`      // date, or empty when unknown
	Expires    string       `json:"expires"`    // last day of use, or empty for none
	Scope      map[Use]bool `json:"scope"`
}

// The reasons why a consent does not allow a use; match them with errors.Is.
var (
	ErrWithdrawn  = errors.New("consent was withdrawn")
	ErrExpired    = errors.New("consent has run out by then")
	ErrOutOfScope = errors.New("consent does not cover this use")
	ErrUnchecked  = errors.New("it was not checked for too long whether the consent was withdrawn")
	ErrNotGiven   = errors.New("no consent is written down yet")
	ErrLocked     = errors.New("the words cannot be read while they are locked or erased")
)

// Allows gives nil when the consent covers use on date (as 2026-12-18), and else
// the reason why not.
func (c Consent) Allows(use Use, date string) error {
	switch {
	case c.Status == Withdrawn:
		return ErrWithdrawn
	case c.Status == Unchecked:
		return ErrUnchecked
	case c.Status == Asked:
		return ErrNotGiven
	case c.Status == WordsLocked:
		return ErrLocked
	case c.Status == Expired, c.Expires != "" && date > c.Expires:
		return ErrExpired
	case c.Status != Granted && c.Status != AssertedBySource, !c.Scope[use]:
		return fmt.Errorf("%w (%s)", ErrOutOfScope, use)
	}
	return nil
}

// Uses lists what the consent covers, in the order of the function Uses.
func (c Consent) Uses() []string {
	out := []string{}
	for _, u := range Uses() {
		if c.Scope[u] {
			out = append(out, string(u))
		}
	}
	return out
}

// Allows gives nil when the voice may be shown for use on date in matter of the
// language lang, and else the reason why not. In its own language a quotation
// needs the use alone; in another one its words may be translated only where that
// was agreed as well. Matter in several languages carries it in its own.
func (v Voice) Allows(use Use, date, lang string) error {
	if err := v.Consent.Allows(use, date); err != nil {
		return err
	}
	if lang != v.Lang {
		return v.Consent.Allows(Translate, date)
	}
	return nil
}
