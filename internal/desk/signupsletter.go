package desk

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
)

// Why a letter of the mailbox is not on the list.
const (
	whyNoKey   = "no-key"      // sealed for a key that is not here, or damaged: both look the same
	whyNewer   = "newer"       // a later Daykit may read it
	whyUnclear = "unclear"     // it opens and is no sign-up, for good
	whyCrowded = "crowded"     // as whyNoKey, of which too many came to keep them all
	whyForged  = "readdressed" // it opens, and was sent under another number than it says
)

// signupVersion is the newest version of a sign-up that this program reads.
const signupVersion = 1

// unopened says that a letter is not a sign-up that can be taken in. Its text is one of
// the reasons above.
type unopened string

func (u unopened) Error() string { return "the letter does not open: " + string(u) }

// decodeSignup reads an opened letter. What a person typed is cleaned and never a reason to
// lose the letter.
func decodeSignup(plain []byte) (wire.Signup, error) {
	s, err := wire.DecodeSignup(plain)
	if err == nil {
		return cleaned(s), nil
	}
	var of struct {
		Version int `json:"v"`
	}
	if json.Unmarshal(plain, &of) == nil && of.Version > signupVersion {
		return s, unopened(whyNewer)
	}
	return s, unopened(whyUnclear)
}

// cleaned is a sign-up with what the lists of this program do not have left out. Who
// wants to be counted and not named is not named, whatever else came with it.
func cleaned(s wire.Signup) wire.Signup {
	s.Party = max(s.Party, 1)
	s.Name, s.Contact = typed(s.Name), typed(s.Contact)
	s.Ticks = chosen(event.OnlineTicks(), s.Ticks)
	s.Food = chosen(event.SignupFood(), s.Food)
	var access []string
	for _, a := range event.SignupAccess() {
		if slices.Contains(s.Access, string(a)) {
			access = append(access, string(a))
		}
	}
	s.Access = access
	l, known := locale.Lookup(s.Lang)
	if s.Lang = ""; known {
		s.Lang = l.Tag
	}
	if slices.Contains(s.Ticks, "count-only") {
		s.Name, s.Contact, s.Ticks = "", "", nil
	}
	return s
}

// typed leaves out of what somebody typed what cannot be printed, such as what package
// wire puts in the place of broken text.
func typed(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
