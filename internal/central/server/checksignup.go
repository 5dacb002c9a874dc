package server

import (
	"slices"
	"strings"

	"filippo.io/age"

	"daykit/internal/data/wire"
)

// signupStates are those that a page can show.
var signupStates = []string{wire.SignupOpen, wire.SignupFull, wire.SignupClosed, wire.SignupCancelled, wire.SignupMoved}

// checkSignup reports what is wrong with how people sign up to an event. That the
// statement's key is the group's the server cannot know: posters say it to the visitor.
func checkSignup(event string, p *wire.PageSignup) error {
	if p == nil {
		return nil
	}
	if !slices.Contains(signupStates, p.State) {
		return refusal("the state of signing up is not one that this server knows")
	}
	if err := checkTexts("note on signing up", p.Note, maxLong, true); err != nil {
		return err
	}
	s, err := p.Statement.Open()
	switch {
	case err != nil:
		return refusal("the statement of how to sign up does not hold: " + err.Error())
	case s.Event != event:
		return refusal("the statement of how to sign up is of another event")
	}
	return checkRecipient(s.Recipient)
}

// checkRecipient takes the two kinds of age recipients that the page can encrypt to.
func checkRecipient(text string) error {
	parse := func() error { _, err := age.ParseX25519Recipient(text); return err }
	if strings.HasPrefix(text, "age1pq1") {
		parse = func() error { _, err := age.ParseHybridRecipient(text); return err }
	}
	if parse() != nil {
		return refusal("the recipient of sign-ups is not one of age")
	}
	return nil
}
