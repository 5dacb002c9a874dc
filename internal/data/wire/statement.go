package wire

import (
	"cmp"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"daykit/internal/domain/event"
)

// Limits of a statement and of what is asked.
const (
	MaxStatement = 4096 // bytes; a hybrid recipient takes half of them
	MaxParty     = 50   // people in one sign-up
	MaxChoices   = 32   // of one list
	fingerprint  = 26   // characters
)

// choiceID is the form of the id of a choice.
var choiceID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+){0,8}$`)

// maxChoiceID bounds an id, in bytes.
const maxChoiceID = 64

// recipientForm is the form of an age recipient, hybrid or X25519. Whether its key is one
// is for age to say.
var recipientForm = regexp.MustCompile(`^age1(pq1)?[02-9ac-hj-np-z]{58,}$`)

// Purposed gives the bytes that a signature for a purpose is made over: "daykit ", the
// purpose, a zero byte and the message.
func Purposed(purpose string, message []byte) []byte {
	return append([]byte("daykit "+purpose+"\x00"), message...)
}

// KeyFingerprint is what a poster names a key for sign-ups by: the first 26 characters of
// the base 32 of its SHA-256, which are 130 bits.
func KeyFingerprint(key []byte) string {
	sum := sha256.Sum256(key)
	return base32.StdEncoding.EncodeToString(sum[:])[:fingerprint]
}

// Open reads a statement whose signature is right under its own Key. Whose key that is,
// only a fingerprint from elsewhere can say.
func (s SignedStatement) Open() (Statement, error) {
	if err := s.verify(PurposeSignup); err != nil {
		return Statement{}, err
	}
	return DecodeStatement([]byte(s.Statement))
}

// verify says why a statement was not signed for a purpose by its own Key.
func (s SignedStatement) verify(purpose string) error {
	switch {
	case len(s.Statement) > MaxStatement:
		return fmt.Errorf("the statement is longer than %d bytes", MaxStatement)
	case len(s.Key) != ed25519.PublicKeySize || len(s.Signature) != ed25519.SignatureSize:
		return errors.New("the statement has no signature")
	case !ed25519.Verify(s.Key, Purposed(purpose, []byte(s.Statement)), s.Signature):
		return errors.New("the signature of the statement is not right")
	}
	return nil
}

// DecodeSignedStatement reads a statement whose signature is right under its own key.
func DecodeSignedStatement(raw []byte) (SignedStatement, error) {
	return read("signed statement", raw, func(s SignedStatement) error {
		_, err := s.Open()
		return err
	})
}

// DecodeStatement reads what was signed. Fields of later versions are passed over.
func DecodeStatement(raw []byte) (Statement, error) {
	return readStatement(raw, Statement.check)
}

func readStatement[T any](raw []byte, check func(T) error) (v T, err error) {
	if len(raw) > MaxStatement {
		return v, fmt.Errorf("statement: longer than %d bytes", MaxStatement)
	}
	return read("statement", raw, check)
}

// checkFrame checks what statements of every purpose have.
func checkFrame(version int, ev, recipient string) error {
	switch {
	case version != 1:
		return errors.New("it is of a version that is not known here")
	case !event.ID(ev).Valid():
		return errors.New("its event is not the id of one")
	case !recipientForm.MatchString(recipient):
		return errors.New("its recipient is not one of age")
	}
	return nil
}

func (s Statement) check() error {
	if err := checkFrame(s.Version, s.Event, s.Recipient); err != nil {
		return err
	}
	if _, err := s.Until(); err != nil {
		return err
	}
	return s.Ask.check()
}

// Until gives the moment after which no sign-up is taken.
func (s Statement) Until() (time.Time, error) {
	return utc(s.NotAfter)
}

// utc reads a time as it travels.
func utc(text string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil || !strings.HasSuffix(text, "Z") || t.Year() < 2000 || t.Year() > 9999 {
		return time.Time{}, errors.New("a time of it is none in UTC, such as 2026-12-18T20:30:00Z")
	}
	return t, nil
}

func (a Ask) check() error {
	if a.Party < 0 || a.Party > MaxParty {
		return fmt.Errorf("a party has at most %d people", MaxParty)
	}
	return cmp.Or(choices("tick", a.Ticks), choices("food", a.Food), choices("access need", a.Access))
}

// choices checks a list of ids, each of which stands there once.
func choices(what string, ids []string) error {
	if len(ids) > MaxChoices {
		return fmt.Errorf("more than %d of %s", MaxChoices, what)
	}
	seen := map[string]bool{}
	for _, id := range ids {
		if len(id) > maxChoiceID || !choiceID.MatchString(id) || seen[id] {
			return fmt.Errorf("a %s is not one, or stands there twice", what)
		}
		seen[id] = true
	}
	return nil
}
