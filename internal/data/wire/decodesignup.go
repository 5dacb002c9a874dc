package wire

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"daykit/internal/domain/event"
)

// Limits of what one request names, and of what a visitor may write.
const (
	MaxAcks    = 1000 // letters in one MailboxAck
	MaxBlobs   = 1000 // chunks in one Blobs
	MaxAnswer  = 200  // characters of a name or a contact
	MaxWork    = 16   // bits of a Challenge
	MaxToken   = 128  // bytes of a Challenge's token
	apartSize  = 16   // bytes, before hexadecimal
	maxLang    = 35   // bytes, as RFC 5646 advises
	uuidLength = 36
)

// sealedStart is what every age file begins with.
const sealedStart = "age-encryption.org/v1\n"

// IsUUID reports whether s is a random UUID (RFC 9562, version 4) in lower case, which is
// how browsers write one.
func IsUUID(s string) bool {
	if len(s) != uuidLength || s[14] != '4' || !strings.ContainsRune("89ab", rune(s[19])) {
		return false
	}
	for i, r := range []byte(s) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (r == '-') || !dash && (r < '0' || r > '9') && (r < 'a' || r > 'f') {
			return false
		}
	}
	return true
}

// IsBlob reports whether s names a chunk: a SHA-256 in hexadecimal.
func IsBlob(s string) bool { return isHex(s, 32) }

// CheckLetter reports what is wrong with a sealed sign-up: all that can be seen without
// its key.
func CheckLetter(body []byte) error {
	switch {
	case len(body) > MaxLetter:
		return fmt.Errorf("a letter has at most %d bytes", MaxLetter)
	case !bytes.HasPrefix(body, []byte(sealedStart)):
		return errors.New("a letter is an age file")
	}
	return nil
}

// DecodeMailbox reads what waits in a mailbox.
func DecodeMailbox(raw []byte) (MailboxReply, error) {
	return read("mailbox", raw, func(r MailboxReply) error {
		switch {
		case r.Letters == nil:
			return errors.New("no letters are named")
		case len(r.Letters) > MaxLetters:
			return fmt.Errorf("more than %d letters", MaxLetters)
		case len(r.Letters) == 0 && r.More:
			return errors.New("there is more, and yet nothing")
		}
		for i, l := range r.Letters {
			if !IsUUID(l.ID) || !event.ID(l.Event).Valid() || CheckLetter(l.Body) != nil {
				return fmt.Errorf("letter %d is not one", i)
			}
		}
		return nil
	})
}

// DecodeMailboxAck reads which letters may go.
func DecodeMailboxAck(raw []byte) (MailboxAck, error) {
	return read("acknowledgement", raw, func(a MailboxAck) error {
		switch {
		case len(a.IDs) == 0 || len(a.IDs) > MaxAcks:
			return fmt.Errorf("it names 1 to %d letters", MaxAcks)
		case a.Cursor < 0 || !isChain(a.Chain):
			return errors.New("its place in the feed is not one")
		case slices.ContainsFunc(a.IDs, func(id string) bool { return !IsUUID(id) }):
			return errors.New("a letter is named by a UUID")
		}
		return nil
	})
}

// isChain reports whether s is lower-case hexadecimal of at most maxChain bytes.
func isChain(s string) bool { return len(s) <= 2*maxChain && isHex(s, len(s)/2) }

// DecodeMailboxAckReply reads the answer to an acknowledgement. Any object will do: a
// letter that was not let go after all comes again and has no second effect.
func DecodeMailboxAckReply(raw []byte) (MailboxAckReply, error) {
	return read("acknowledged", raw, func(MailboxAckReply) error { return nil })
}

// DecodeBlobs reads a list of chunks.
func DecodeBlobs(raw []byte) (Blobs, error) {
	return read("chunks", raw, func(b Blobs) error {
		switch {
		case b.Blobs == nil || len(b.Blobs) > MaxBlobs:
			return fmt.Errorf("a list has at most %d", MaxBlobs)
		case slices.ContainsFunc(b.Blobs, func(s string) bool { return !IsBlob(s) }):
			return errors.New("a chunk is named by 64 lower-case hexadecimal digits")
		}
		return nil
	})
}

// DecodeChallenge reads work that is to be done.
func DecodeChallenge(raw []byte) (Challenge, error) { return read("challenge", raw, Challenge.check) }

func (c Challenge) check() error {
	_, err := base64.RawURLEncoding.DecodeString(c.Token)
	switch {
	case err != nil || c.Token == "" || len(c.Token) > MaxToken:
		return errors.New("its token is not one")
	case c.Bits < 1 || c.Bits > MaxWork:
		return fmt.Errorf("it asks for 1 to %d bits", MaxWork)
	}
	return nil
}

// EncodeSignup writes a sign-up as it is sealed: as JSON, with spaces up to the next of
// PaddedSizes. One that fits in none is an error.
func EncodeSignup(s Signup) ([]byte, error) {
	if err := s.check(); err != nil {
		return nil, fmt.Errorf("sign-up: %w", err)
	}
	raw, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("sign-up: %w", err)
	}
	for _, size := range PaddedSizes {
		if len(raw) <= size {
			return append(raw, bytes.Repeat([]byte{' '}, size-len(raw))...), nil
		}
	}
	return nil, fmt.Errorf("sign-up: longer than %d bytes", PaddedSizes[len(PaddedSizes)-1])
}

// DecodeSignup reads what a visitor's browser sealed, which may be anything at all. What a
// person wrote comes as one line of text without the marks that reorder what stands around
// it, since a number that is copied from a telephone often carries them.
func DecodeSignup(raw []byte) (Signup, error) {
	if !slices.Contains(PaddedSizes, len(raw)) {
		return Signup{}, errors.New("sign-up: its length is none that is sent")
	}
	var s Signup
	if err := json.Unmarshal(raw, &s); err != nil {
		return Signup{}, fmt.Errorf("sign-up: %w", err)
	}
	s.Name, s.Contact = line(s.Name), line(s.Contact)
	if err := s.check(); err != nil {
		return Signup{}, fmt.Errorf("sign-up: %w", err)
	}
	return s, nil
}

func (s Signup) check() error {
	switch {
	case s.Version != 1:
		return errors.New("it is of a version that is not known here")
	case !IsUUID(s.ID):
		return errors.New("its id is not a UUID")
	case max(utf8.RuneCountInString(s.Name), utf8.RuneCountInString(s.Contact)) > MaxAnswer:
		return fmt.Errorf("a name or a contact has more than %d characters", MaxAnswer)
	case s.Party < 0 || s.Party > MaxParty:
		return fmt.Errorf("a party has at most %d people", MaxParty)
	case !isLang(s.Lang):
		return errors.New("its language is not a language tag")
	case !isHex(s.Apart, apartSize):
		return errors.New("its counts have no name of their own")
	}
	return cmp.Or(choices("tick", s.Ticks), choices("food", s.Food), choices("access need", s.Access))
}

func isLang(s string) bool {
	return len(s) <= maxLang && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// line makes one line of what somebody wrote.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069', r == '\uFEFF':
			return -1
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}
