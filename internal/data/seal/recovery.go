package seal

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"daykit/internal/domain/fault"
)

// Recovery is the secret of the printed recovery sheet: one hybrid age identity, so
// that the age command opens a keybag with it even when Daykit is gone. The sheet
// carries it three times, as a QR code, as groups of characters and as words.
type Recovery struct {
	id Identity
}

const (
	recoveryChars  = 58 // 52 characters of the secret and 6 of the checksum
	recoveryPrefix = "AGE-SECRET-KEY-PQ-"
	maxRecovery    = 1024 // characters that anybody would type
)

// groupSizes are the sizes of the groups; their sum is recoveryChars.
var groupSizes = []int{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4}

// NewRecovery draws the secret of a new sheet.
func NewRecovery(rand io.Reader) (Recovery, error) {
	id, err := NewIdentity(Hybrid, rand)
	return Recovery{id}, err
}

// Identity opens the keybag.
func (r Recovery) Identity() Identity { return r.id }

// Recipient is what the keybag is sealed to.
func (r Recovery) Recipient() string { return r.id.Recipient() }

// Text is what the QR code says: AGE-SECRET-KEY-PQ-1… in 77 upper-case characters,
// all of QR's alphanumeric mode.
func (r Recovery) Text() string { return r.id.Secret() }

// Groups are the 58 characters behind the prefix, in twelve groups of four and five.
// Their alphabet has no 1, B, I and O.
func (r Recovery) Groups() []string {
	return cut(strings.TrimPrefix(r.Text(), recoveryPrefix+"1"), groupSizes)
}

// cut cuts a text into groups of the given sizes.
func cut(text string, sizes []int) []string {
	var out []string
	for _, n := range sizes {
		out, text = append(out, text[:n]), text[n:]
	}
	return out
}

// Token is the account-recovery token, 64 hexadecimal characters. It follows from the
// secret, and tells nothing of it.
func (r Recovery) Token() (string, error) {
	b, err := hkdf.Key(sha256.New, r.id.seed, nil, "daykit account recovery v1", 32)
	if err != nil {
		return "", fmt.Errorf("derive the recovery token: %w", err)
	}
	return hex.EncodeToString(b), nil
}

// Wipe overwrites the secret as far as it can be reached.
func (r *Recovery) Wipe() { r.id.Wipe() }

// String hides the secret.
func (r Recovery) String() string { return hidden }

// GoString hides the secret.
func (r Recovery) GoString() string { return hidden }

// ReadRecovery reads a sheet in any of its forms: the text of the QR code, the groups,
// with or without the prefix, or the words. Case and spaces do not count, nor do
// characters that look like one of the alphabet. Every wrong character and every
// wrong word is noticed; which one it is, where that can be known, is said.
func ReadRecovery(text string) (Recovery, error) {
	if len(text) > maxRecovery {
		return Recovery{}, fault.New(fault.Invalid, "this is longer than a recovery sheet", "type the groups or the words of the sheet only")
	}
	words := slices.DeleteFunc(strings.FieldsFunc(text, isGap), isNumber)
	if looksLikeWords(words) {
		return readWords(words)
	}
	return readGroups(text)
}

// isGap is what people put between groups.
func isGap(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("-–—.,;:_/|·", r) || unicode.Is(unicode.Cf, r)
}

// isNumber tells the numbers that people copy along with words; no word is one, and no
// group is two characters long.
func isNumber(s string) bool { return len(s) <= 2 && strings.Trim(s, "0123456789") == "" }

func readGroups(text string) (Recovery, error) {
	body := normal(text)
	prefix := strings.ReplaceAll(recoveryPrefix, "-", "") + "1"
	if len(body) > recoveryChars {
		// The prefix holds a 1, and may itself have been typed with look-alikes.
		if head := body[:len(body)-recoveryChars]; head != lookAlikes.Replace(prefix) {
			return Recovery{}, wrongLength(len(body))
		}
		body = body[len(body)-recoveryChars:]
	}
	if len(body) != recoveryChars {
		return Recovery{}, wrongLength(len(body))
	}
	for i, c := range body {
		if !strings.ContainsRune(bech32Alphabet, c) {
			return Recovery{}, fault.Invalidf("look at that group again", "group %d holds a character that is on no recovery sheet", groupOf(i)+1)
		}
	}
	seed, err := bech32Decode(recoveryPrefix, body)
	if err != nil || len(seed) != seedSize {
		return Recovery{}, fault.New(fault.Invalid, "a character of the recovery sheet is wrong", "compare each group with the sheet")
	}
	defer wipe(seed)
	id, err := identityOf(Hybrid, seed)
	return Recovery{id}, err
}

// lookAlikes turns what is not in the alphabet into the one character of it that looks
// the same.
var lookAlikes = strings.NewReplacer("O", "0", "I", "L", "1", "L", "B", "8")

func normal(text string) string {
	upper := strings.Map(func(r rune) rune {
		if isGap(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, text)
	return lookAlikes.Replace(upper)
}

func wrongLength(n int) error {
	return fault.Invalidf("type all groups, from the first to the last", "a recovery sheet has %d characters, these are %d", recoveryChars, n)
}

func groupOf(at int) int {
	for g, n := range groupSizes {
		if at < n {
			return g
		}
		at -= n
	}
	return len(groupSizes) - 1
}

// AskGroups draws n different groups to ask for, in order, counted from 0.
func AskGroups(n int, rand io.Reader) ([]int, error) {
	if n < 1 || n > len(groupSizes) {
		return nil, fmt.Errorf("ask for %d of %d groups", n, len(groupSizes))
	}
	var parts []int
	one := make([]byte, 1)
	for len(parts) < n {
		if _, err := io.ReadFull(rand, one); err != nil {
			return nil, fmt.Errorf("draw groups: %w", err)
		}
		// Below this bound every group is equally likely.
		g := int(one[0]) % len(groupSizes)
		if int(one[0]) < 256/len(groupSizes)*len(groupSizes) && !slices.Contains(parts, g) {
			parts = append(parts, g)
		}
	}
	slices.Sort(parts)
	return parts, nil
}

// CheckGroups holds what was typed from the sheet against the groups that were asked
// for, and names the first that differs.
func (r Recovery) CheckGroups(parts []int, typed ...string) error {
	if len(parts) == 0 || len(parts) != len(typed) {
		return fault.Invalidf("", "%d groups were asked for, %d were typed", len(parts), len(typed))
	}
	groups := r.Groups()
	for i, part := range parts {
		if part < 0 || part >= len(groups) {
			return fault.Invalidf("", "there is no group %d", part+1)
		}
		if !sameKey([]byte(normal(typed[i])), []byte(groups[part])) {
			return fault.Invalidf("look at the printed sheet again", "group %d differs from the sheet", part+1)
		}
	}
	return nil
}

// CheckSheet holds a whole sheet, in any form, against the keybag: that this sheet
// would open it.
func (b *Keybag) CheckSheet(text string) error {
	r, err := ReadRecovery(text)
	if err != nil {
		return err
	}
	defer r.Wipe()
	if r.Recipient() != b.Recovery {
		return fault.New(fault.Invalid, "this sheet does not open your keys", "take the newest sheet, and destroy older ones")
	}
	return nil
}
