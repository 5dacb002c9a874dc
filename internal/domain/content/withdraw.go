package content

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"daykit/internal/domain/event"
)

// MaxWithdrawn is how many voices a list may name.
const MaxWithdrawn = 5000

// Reason is the key of why a voice was withdrawn. Nobody owes one, so the words for
// ReasonConsent say no more than that it is so.
type Reason string

// The reasons. A list with another is refused by its form.
const (
	ReasonConsent Reason = "consent" // the person, or who speaks for them, took the consent back
	ReasonSafety  Reason = "safety"  // it may put somebody in danger
	ReasonMistake Reason = "mistake" // the words or the name are not right
)

// Reasons lists them, the usual one first.
func Reasons() []Reason { return []Reason{ReasonConsent, ReasonSafety, ReasonMistake} }

// Withdrawals is the list of all voices that a campaign withdrew. A list holds all
// that lists of lower numbers did: who consents again gets a new id.
type Withdrawals struct {
	Format int          `json:"v"`      // FormatEdition
	Number int64        `json:"number"` // greater with each list; 0 for the empty one
	Issued string       `json:"issued"` // RFC 3339 in UTC, when it was signed
	Voices []Withdrawal `json:"voices"` // each id once
}

// Withdrawal is one voice that may not be used any more.
type Withdrawal struct {
	ID     string `json:"id"`
	Since  string `json:"since"` // date, as 2026-12-18
	Reason Reason `json:"reason"`
}

// DecodeWithdrawals reads a list strictly.
func DecodeWithdrawals(raw []byte) (Withdrawals, error) {
	return decodeStrict("list of withdrawals", raw, Withdrawals.Check)
}

// Check says what is wrong with a list.
func (w Withdrawals) Check() error {
	switch {
	case w.Format != FormatEdition:
		return errors.New("it is of a form that is not known here")
	case w.Number < 0 || w.Number > maxNumber:
		return errors.New("its number is not one")
	case w.Number == 0 && len(w.Voices) > 0:
		return errors.New("a list with voices has a number from 1")
	case len(w.Voices) > MaxWithdrawn:
		return fmt.Errorf("more than %d voices", MaxWithdrawn)
	}
	if _, err := instant(w.Issued); err != nil {
		return fmt.Errorf("issued: %w", err)
	}
	seen := map[string]bool{}
	for _, v := range w.Voices {
		if !IsID(v.ID) || seen[v.ID] {
			return errors.New("a voice has no id of its own")
		}
		seen[v.ID] = true
		if _, err := event.ParseDate(v.Since); err != nil {
			return fmt.Errorf("voice %q: since is not a date, such as 2026-12-18", v.ID)
		}
		if !slices.Contains(Reasons(), v.Reason) {
			return fmt.Errorf("voice %q: its reason is not one that is known here", v.ID)
		}
	}
	return nil
}

// Names reports whether the list names a voice.
func (w Withdrawals) Names(id string) bool {
	_, ok := w.Find(id)
	return ok
}

// Find gives what the list says of a voice.
func (w Withdrawals) Find(id string) (Withdrawal, bool) {
	return find(w.Voices, func(v Withdrawal) bool { return v.ID == id })
}

// Covers reports whether a list may follow another: its number is not lower, and it
// leaves out no voice.
func (w Withdrawals) Covers(earlier Withdrawals) bool {
	return w.Number >= earlier.Number && !slices.ContainsFunc(earlier.Voices, func(v Withdrawal) bool { return !w.Names(v.ID) })
}

// and gives all voices of two lists, by id, under the greater number and the later
// time. What the earlier said of a voice stays.
func (w Withdrawals) and(later Withdrawals) Withdrawals {
	out := Withdrawals{Format: FormatEdition, Number: max(w.Number, later.Number), Issued: w.Issued, Voices: slices.Clone(w.Voices)}
	if mustInstant(later.Issued).After(mustInstant(w.Issued)) {
		out.Issued = later.Issued
	}
	for _, v := range later.Voices {
		if !w.Names(v.ID) {
			out.Voices = append(out.Voices, v)
		}
	}
	slices.SortFunc(out.Voices, func(a, b Withdrawal) int { return strings.Compare(a.ID, b.ID) })
	return out
}
