package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// InvitationLife is how long a code may be spent.
const InvitationLife = 30 * 24 * time.Hour

// alphabet is Crockford's base 32: no I, L, O or U.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const (
	codePrefix = "DAY"
	codeChars  = 16 // of 5 random bits each
	maxGroup   = 120
)

// Invite makes an invitation for a group and gives its code, which is shown now
// and kept nowhere. The store keeps only the code's SHA-256.
func Invite(ctx context.Context, s Accounts, group string, now time.Time, rand io.Reader) (string, error) {
	name := oneLine(group)
	if name == "" || utf8.RuneCountInString(name) > maxGroup || !wire.IsPlain(name, false) {
		return "", fault.Invalidf("write the name as it stands on the group's posters",
			"a group's name is one line of 1 to %d characters", maxGroup)
	}
	code, err := newCode(rand)
	if err != nil {
		return "", err
	}
	id, err := randomHex(rand, 16)
	if err != nil {
		return "", err
	}
	return code, s.Invite(ctx, Invitation{
		Code: digest(code), Workspace: id, Group: name,
		Key: fold(name), Expires: now.Add(InvitationLife),
	})
}

// FindGroup finds the workspace of a group by its name, in any case.
func FindGroup(ctx context.Context, s Accounts, group string) (Workspace, error) {
	ws, err := s.Group(ctx, fold(oneLine(group)))
	if errors.Is(err, ErrNotFound) {
		err = fault.Wrap(err, fault.NotFound, "there is no group of that name", "write the name as it was invited")
	}
	return ws, err
}

// oneLine writes a name with single spaces.
func oneLine(name string) string { return strings.Join(strings.Fields(name), " ") }

// fold makes a name one by which it is found.
func fold(name string) string { return strings.Map(unicode.ToLower, name) }

// newCode draws 80 bits.
func newCode(rand io.Reader) (string, error) {
	var raw [codeChars]byte
	if _, err := io.ReadFull(rand, raw[:]); err != nil {
		return "", fmt.Errorf("draw invitation code: %w", err)
	}
	var b strings.Builder
	b.WriteString(codePrefix)
	for i, r := range raw {
		if i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(alphabet[r%32])
	}
	return b.String(), nil
}

// ParseCode reads a code as people type it: in any case, with or without the
// first group, spaces and dashes, and with the look-alikes O, I and L.
func ParseCode(typed string) (code string, ok bool) {
	var kept []byte
	for _, r := range strings.ToUpper(typed) {
		switch {
		case r == 'O':
			r = '0'
		case r == 'I' || r == 'L':
			r = '1'
		case unicode.IsSpace(r) || unicode.Is(unicode.Dash, r):
			continue
		case r >= utf8.RuneSelf || !strings.ContainsRune(alphabet, r):
			return "", false
		}
		if kept = append(kept, byte(r)); len(kept) > len(codePrefix)+codeChars {
			return "", false
		}
	}
	if len(kept) == len(codePrefix)+codeChars && string(kept[:len(codePrefix)]) == codePrefix {
		kept = kept[len(codePrefix):]
	}
	if len(kept) != codeChars {
		return "", false
	}
	return fmt.Sprintf("%s-%s-%s-%s-%s", codePrefix, kept[:4], kept[4:8], kept[8:12], kept[12:]), true
}

func digest(secret string) Digest { return sha256.Sum256([]byte(secret)) }

// digestOf reads a digest in hexadecimal.
func digestOf(text string) (d Digest, err error) {
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != len(d) {
		return d, malformed("a digest has %d bytes in hexadecimal", len(d))
	}
	return Digest(raw), nil
}

func randomHex(rand io.Reader, n int) (string, error) {
	raw := make([]byte, n)
	if _, err := io.ReadFull(rand, raw); err != nil {
		return "", fmt.Errorf("draw randomness: %w", err)
	}
	return hex.EncodeToString(raw), nil
}
