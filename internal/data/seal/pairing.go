package seal

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"daykit/internal/domain/fault"
)

// PairingLife is how long a pairing code may be used.
const PairingLife = 24 * time.Hour

const (
	pairingSize   = 16 // bytes: 128 bits, so that nothing can be tried out
	pairingChars  = 26 // characters that carry them; the last has two spare bits, which are zero
	maxInvitation = maxKeybag
	maxReply      = 16 << 10
)

// crockford is the alphabet of all codes that people type (base 32 of Douglas
// Crockford, https://www.crockford.com/base32.html): no I, L, O and U.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// pairingGroups are the sizes of the groups in which a code is shown.
var pairingGroups = []int{5, 5, 5, 4, 4, 4}

// PairingCode is shown on one laptop and typed on another, once. Whoever has it, and
// the invitation that was sealed with it, has the keys that it gives.
type PairingCode struct {
	secret [pairingSize]byte
}

// NewPairingCode draws a code.
func NewPairingCode(rand io.Reader) (PairingCode, error) {
	var c PairingCode
	if _, err := io.ReadFull(rand, c.secret[:]); err != nil {
		return PairingCode{}, fmt.Errorf("draw a pairing code: %w", err)
	}
	return c, nil
}

// Text is the code as it is shown: 26 characters and a check character, in groups.
// Without the hyphens it is also what a QR code says.
func (c PairingCode) Text() string {
	symbols := toSymbols(c.secret[:])
	var all strings.Builder
	for _, s := range append(symbols, byte(field32.check(ints(symbols)))) {
		all.WriteByte(crockford[s])
	}
	return strings.Join(cut(all.String(), pairingGroups), "-")
}

func ints(symbols []byte) []int {
	out := make([]int, len(symbols))
	for i, s := range symbols {
		out[i] = int(s)
	}
	return out
}

// typedCodes reads O as 0, and I and L as 1, as Crockford provides.
var typedCodes = strings.NewReplacer("O", "0", "I", "1", "L", "1")

// ReadPairingCode reads a code as it was typed or scanned. Case, spaces and hyphens do
// not count. Every single wrong character is noticed, and every two that were
// exchanged.
func ReadPairingCode(text string) (PairingCode, error) {
	if len(text) > maxRecovery {
		return PairingCode{}, wrongCode("this is longer than a pairing code")
	}
	typed := typedCodes.Replace(strings.Map(func(r rune) rune {
		if isGap(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, text))
	if len(typed) != pairingChars+1 {
		return PairingCode{}, wrongCode(fmt.Sprintf("a pairing code has %d characters, these are %d", pairingChars+1, len(typed)))
	}
	symbols := make([]byte, 0, len(typed))
	for _, r := range typed {
		s := strings.IndexRune(crockford, r)
		if s < 0 {
			return PairingCode{}, wrongCode("a character is in no pairing code")
		}
		symbols = append(symbols, byte(s))
	}
	secret, err := fromSymbols(symbols[:pairingChars])
	if err != nil || field32.check(ints(symbols[:pairingChars])) != int(symbols[pairingChars]) {
		return PairingCode{}, wrongCode("a character of the pairing code is wrong")
	}
	var c PairingCode
	copy(c.secret[:], secret)
	return c, nil
}

func wrongCode(message string) error {
	return fault.New(fault.Invalid, message, "compare the code with the other screen")
}

// Place is the name under which a server keeps the invitation, 32 hexadecimal
// characters. It follows from the code and tells nothing of it.
func (c PairingCode) Place() (string, error) {
	b, err := c.derive("place", pairingSize)
	return hex.EncodeToString(b), err
}

func (c PairingCode) derive(purpose string, size int) ([]byte, error) {
	b, err := hkdf.Key(sha256.New, c.secret[:], nil, "daykit pairing v1 "+purpose, size)
	if err != nil {
		return nil, fmt.Errorf("derive from a pairing code: %w", err)
	}
	return b, nil
}

// String hides the code.
func (c PairingCode) String() string { return hidden }

// GoString hides the code.
func (c PairingCode) GoString() string { return hidden }

// Wipe overwrites the code.
func (c *PairingCode) Wipe() { wipe(c.secret[:]) }

// pairingMagic begins an invitation; the last byte is the version.
const pairingMagic = "daykit-pair\x01"

const invitationHead = len(pairingMagic) + 8 // and when it expires, in Unix seconds

// Invite gives the keys of a role, sealed with a code: the invitation that another
// laptop accepts until it expires. The event is that of a door helper, and empty for
// an organiser.
func (b *Keybag) Invite(c PairingCode, role Role, event string, expires time.Time, rand io.Reader) ([]byte, error) {
	if (role == DoorHelper) != (event != "") || roleClasses[role] == nil {
		return nil, fault.New(fault.Invalid, "a door helper helps at one event, an organiser at all", "")
	}
	plain, err := b.content(role, event)
	if err != nil {
		return nil, err
	}
	defer wipe(plain)
	head := binary.BigEndian.AppendUint64([]byte(pairingMagic), uint64(expires.Unix()))
	return c.seal("invitation", head, plain, rand)
}

// Accept opens an invitation. A Denied fault when the code is another one or its time
// is over; now is the clock of the laptop that accepts.
func (c PairingCode) Accept(invitation []byte, now time.Time, rand io.Reader) (*Keybag, error) {
	if err := checkInvitation(invitation); err != nil {
		return nil, err
	}
	plain, err := c.open("invitation", invitation, invitationHead)
	if err != nil {
		return nil, err
	}
	defer wipe(plain)
	expires := int64(binary.BigEndian.Uint64(invitation[len(pairingMagic):]))
	if now.Unix() >= expires {
		return nil, fault.New(fault.Denied, "the time of this pairing code is over", "ask for a new code")
	}
	return readContent(plain, "", rand)
}

// Reply seals the new device for the laptop that invited it, which adds it to the
// keybag.
func (c PairingCode) Reply(d Device, rand io.Reader) ([]byte, error) {
	plain, err := json.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("write a device: %w", err)
	}
	return c.seal("reply", nil, plain, rand)
}

// OpenReply opens what Reply made. The role and the event in it are what the new device
// says; they must be those of the invitation.
func (c PairingCode) OpenReply(reply []byte) (Device, error) {
	if len(reply) > maxReply {
		return Device{}, damaged("the reply")
	}
	plain, err := c.open("reply", reply, 0)
	if err != nil {
		return Device{}, err
	}
	var d Device
	if err := json.Unmarshal(plain, &d); err != nil {
		return Device{}, damagedBy(err, "the reply")
	}
	return d, d.check()
}

func (c PairingCode) seal(purpose string, head, plain []byte, rand io.Reader) ([]byte, error) {
	key, err := c.derive(purpose, seedSize)
	if err != nil {
		return nil, err
	}
	defer wipe(key)
	box, err := sealBox(key, plain, head, rand)
	return append(head, box...), err
}

func (c PairingCode) open(purpose string, sealed []byte, head int) ([]byte, error) {
	key, err := c.derive(purpose, seedSize)
	if err != nil {
		return nil, err
	}
	defer wipe(key)
	plain, err := openBox(key, sealed[head:], sealed[:head])
	if err != nil {
		return nil, fault.Wrap(err, fault.Denied, "this code does not open it", "compare the code with the other screen")
	}
	return plain, nil
}
