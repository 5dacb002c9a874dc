package seal

import (
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"daykit/internal/domain/fault"
)

// MinPassphrase is the least number of characters, from NIST SP 800-63B.
const MinPassphrase = 8

// maxPassphrase keeps a pasted file from being hashed, in bytes.
const maxPassphrase = 1024

// Cost is the work that Argon2id does for one passphrase.
type Cost struct {
	Passes  uint32 `json:"t"`
	Memory  uint32 `json:"m"` // KiB
	Threads uint8  `json:"p"`
}

// The costs. Normal is the second choice of RFC 9106, section 4; Weak is for machines
// with little memory, the least that OWASP advises with one pass more.
var (
	Normal = Cost{Passes: 3, Memory: 64 << 10, Threads: 4}
	Weak   = Cost{Passes: 3, Memory: 19 << 10, Threads: 1}
)

const saltSize = 16

// Passphrase is how a device key opens by a passphrase: the parameters of Argon2id,
// the salt, and the key sealed by what Argon2id gives.
type Passphrase struct {
	Cost
	Salt []byte `json:"salt"`
	Box  []byte `json:"box"`
}

// check bounds what a file may ask of this machine.
func (p *Passphrase) check() bool {
	return p.Passes >= 1 && p.Passes <= 16 && p.Memory >= 8<<10 && p.Memory <= 512<<10 &&
		p.Threads >= 1 && p.Threads <= 16 && len(p.Salt) == saltSize && len(p.Box) > seedSize
}

func wrapKey(passphrase string, cost Cost, key []byte, rand io.Reader) (*Passphrase, error) {
	if n := utf8.RuneCountInString(passphrase); n < MinPassphrase || len(passphrase) > maxPassphrase {
		return nil, fault.Invalidf("four or five words that do not belong together are easy to remember",
			"a passphrase has at least %d characters and at most %d bytes", MinPassphrase, maxPassphrase)
	}
	p := &Passphrase{Cost: cost, Salt: make([]byte, saltSize)}
	if _, err := io.ReadFull(rand, p.Salt); err != nil {
		return nil, fmt.Errorf("draw a salt: %w", err)
	}
	derived := p.derive(passphrase)
	defer wipe(derived)
	var err error
	p.Box, err = sealBox(derived, key, []byte("daykit passphrase v1"), rand)
	return p, err
}

// derive hashes the NFKC form, since keyboards differ in how they write an accent.
func (p *Passphrase) derive(passphrase string) []byte {
	return argon2.IDKey([]byte(norm.NFKC.String(passphrase)), p.Salt, p.Passes, p.Memory, p.Threads, seedSize)
}

// unwrap gives the device key. The tag of the box is compared in constant time.
func (p *Passphrase) unwrap(passphrase string) ([]byte, error) {
	wrong := fault.New(fault.Denied, "this is not the passphrase", "try again, or recover with the recovery sheet")
	if len(passphrase) > maxPassphrase {
		return nil, wrong
	}
	derived := p.derive(passphrase)
	defer wipe(derived)
	key, err := openBox(derived, p.Box, []byte("daykit passphrase v1"))
	if err != nil || len(key) != seedSize {
		return nil, wrong
	}
	return key, nil
}
