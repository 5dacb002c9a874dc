package seal

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"

	"daykit/internal/domain/fault"
)

// Kind is the kind of an age identity.
type Kind uint8

// The kinds. Hybrid is what Daykit makes; X25519 is accepted for the keys of events,
// for browsers that cannot do more.
const (
	Hybrid Kind = iota // ML-KEM-768 with X25519, safe against a later quantum computer
	X25519             // the older kind
)

const seedSize = 32 // bytes of every secret here: class keys, identities, device key

// secretPrefix is the human-readable part of an age secret key.
var secretPrefix = map[Kind]string{Hybrid: "AGE-SECRET-KEY-PQ-", X25519: "AGE-SECRET-KEY-"}

// Identity is an age identity: what opens files that were encrypted to its recipient.
// The zero value opens nothing.
type Identity struct {
	kind      Kind
	seed      []byte
	age       age.Identity
	recipient string
}

// NewIdentity draws an identity from rand.
func NewIdentity(kind Kind, rand io.Reader) (Identity, error) {
	seed := make([]byte, seedSize)
	if _, err := io.ReadFull(rand, seed); err != nil {
		return Identity{}, fmt.Errorf("draw an identity: %w", err)
	}
	return identityOf(kind, seed)
}

// ParseIdentity reads an age secret key, AGE-SECRET-KEY-PQ-1… or AGE-SECRET-KEY-1….
func ParseIdentity(text string) (Identity, error) {
	for _, kind := range []Kind{Hybrid, X25519} {
		body, ok := strings.CutPrefix(text, secretPrefix[kind]+"1")
		if !ok {
			continue
		}
		seed, err := bech32Decode(secretPrefix[kind], body)
		if err != nil || len(seed) != seedSize {
			break
		}
		return identityOf(kind, seed)
	}
	return Identity{}, fault.New(fault.Invalid, "this is no age secret key", "")
}

func identityOf(kind Kind, seed []byte) (Identity, error) {
	text := bech32Encode(secretPrefix[kind], seed)
	id := Identity{kind: kind, seed: bytes.Clone(seed)}
	if kind == Hybrid {
		parsed, err := age.ParseHybridIdentity(text)
		if err != nil {
			return Identity{}, fmt.Errorf("hybrid identity: %w", err)
		}
		id.age, id.recipient = parsed, parsed.Recipient().String()
		return id, nil
	}
	parsed, err := age.ParseX25519Identity(text)
	if err != nil {
		return Identity{}, fmt.Errorf("X25519 identity: %w", err)
	}
	id.age, id.recipient = parsed, parsed.Recipient().String()
	return id, nil
}

// Recipient is the public part, age1pq1… or age1…. It may be shown.
func (i Identity) Recipient() string { return i.recipient }

// Secret is the upper-case age secret key. It must not be shown or kept in the plain.
func (i Identity) Secret() string { return bech32Encode(secretPrefix[i.kind], i.seed) }

// Kind says which kind it is.
func (i Identity) Kind() Kind { return i.kind }

// Wipe overwrites the secret as far as it can be reached.
func (i *Identity) Wipe() {
	wipe(i.seed)
	i.age = nil
}

// String hides the secret.
func (i Identity) String() string { return hidden }

// GoString hides the secret.
func (i Identity) GoString() string { return hidden }

// parseRecipient reads age1pq1… or age1….
func parseRecipient(text string) (age.Recipient, Kind, error) {
	if strings.HasPrefix(text, "age1pq1") {
		r, err := age.ParseHybridRecipient(text)
		if err != nil {
			return nil, 0, fault.Wrap(err, fault.Invalid, "this is no recipient of age", "")
		}
		return r, Hybrid, nil
	}
	r, err := age.ParseX25519Recipient(text)
	if err != nil {
		return nil, 0, fault.Wrap(err, fault.Invalid, "this is no recipient of age", "")
	}
	return r, X25519, nil
}
