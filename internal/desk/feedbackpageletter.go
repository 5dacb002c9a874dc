package desk

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"daykit/internal/data/seal"
	"daykit/internal/data/wire"
	"daykit/internal/domain/feedback"
	"daykit/internal/domain/locale"
)

// inside is what is in a letter of the mailbox: a sign-up, or a form where that is set.
type inside struct {
	signup wire.Signup
	form   *feedback.Form
}

// openLetter opens a letter with a key of its event and reads what is in it. An unopened
// says that it cannot be read; Locked that the keys are not open.
func (d *Desk) openLetter(l wire.Letter) (c inside, err error) {
	var plain []byte
	err = d.vault.View(func(bag *seal.Keybag) error {
		plain, err = bag.Keys.OpenSignup(l.Event, l.Body)
		return err
	})
	switch {
	case errors.Is(err, seal.ErrLocked):
		return c, err
	case err != nil: // of no key and of a damaged letter alike
		return c, unopened(whyNoKey)
	}
	c, id, err := decodeLetter(plain)
	if err == nil && id != l.ID {
		err = unopened(whyForged)
	}
	return c, err
}

// decodeLetter tells by what is inside which kind a letter is of, and reads it. What has a
// later version or another kind, a later Daykit may read.
func decodeLetter(plain []byte) (c inside, id string, err error) {
	var of struct {
		Version int    `json:"v"`
		Kind    string `json:"kind"`
	}
	if json.Unmarshal(plain, &of) == nil && of.Version == 2 && of.Kind == wire.FeedbackKind {
		f, id, err := decodeForm(plain)
		return inside{form: &f}, id, err
	}
	c.signup, err = decodeSignup(plain)
	return c, c.signup.ID, err
}

// decodeForm reads answers. Those that no question of this program has are left out, and
// what a person typed is cleaned; a form on which nothing is left is none.
func decodeForm(plain []byte) (feedback.Form, string, error) {
	got, err := wire.DecodeFeedback(plain)
	if err != nil {
		return feedback.Form{}, "", unopened(whyUnclear)
	}
	f := feedback.Form{Answers: map[string][]string{}, Words: typedLines(got.Words), MayQuote: got.MayQuote}
	if l, known := locale.Lookup(got.Lang); known {
		f.Lang = l.Tag
	}
	for _, q := range feedback.Questions() {
		given := slices.DeleteFunc(slices.Clone(got.Answers[q.Key]), func(a string) bool { return !q.Has(a) })
		if len(given) > 0 && (len(given) == 1 || q.Kind == feedback.Choice) {
			f.Answers[q.Key] = given
		}
	}
	f = f.Normal()
	if f.Check() != nil {
		return feedback.Form{}, "", unopened(whyUnclear)
	}
	return f, got.ID, nil
}

// typedLines is typed for words of several lines.
func typedLines(s string) string {
	var out []string
	for _, line := range strings.Split(s, "\n") {
		line = strings.Map(func(r rune) rune {
			if r == utf8.RuneError || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF || unicode.IsControl(r) {
				return -1
			}
			return r
		}, line)
		out = append(out, strings.Join(strings.Fields(line), " "))
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}
