package seal

import (
	"context"
	"crypto/subtle"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"

	"daykit/internal/domain/fault"
)

// Guard says what protects the key of this device.
type Guard string

// The guards.
const (
	ByKeyring    Guard = "keyring"    // the operating system's keyring, open while the person is logged in
	ByPassphrase Guard = "passphrase" // a passphrase, asked for at each start
	ByFile       Guard = "file"       // a file beside the data: nothing but the rights of the file
)

const (
	stateVersion = 1
	maxState     = 64 << 10
)

// State is the file keys.json: how the device key is protected, the identity of this
// device sealed by it, and where the keybag lies. It holds nothing that opens
// without the keyring, the passphrase or the key file.
type State struct {
	Version    int         `json:"v"`
	Guard      Guard       `json:"guard"`
	Name       string      `json:"name,omitempty"`       // of the device key in the keyring or key file
	Passphrase *Passphrase `json:"passphrase,omitempty"` // how the device key opens by a passphrase
	Identity   []byte      `json:"identity"`             // a nonce and the sealed identity
	Recipient  string      `json:"recipient"`            // of the device
	Keybag     string      `json:"keybag"`               // the keybag's file, relative to this one
}

// Guards are where a device key can be kept: the operating system's keyring and, for
// where there is none, a file. Either may be nil, for who wants none.
type Guards struct {
	Keyring, File Keyring
}

// Protect makes the state of a device whose key lies in the keyring, or in the key
// file where there is no keyring that works: a computer that nobody is logged in to
// must still be able to run daykit in a script. Status then says that nothing is
// locked. The key is kept before the state is returned; whoever replaces a state
// writes the new one first and calls Forget on the old one after.
func Protect(ctx context.Context, id Identity, keybag string, guards Guards, rand io.Reader) (*State, error) {
	key, name, err := drawKey(rand)
	if err != nil {
		return nil, err
	}
	defer wipe(key)
	s := &State{Version: stateVersion, Guard: ByKeyring, Name: name, Recipient: id.Recipient(), Keybag: keybag}
	if err := tryRing(ctx, guards.Keyring, name, key); err != nil {
		if guards.File == nil {
			return nil, err
		}
		s.Guard = ByFile
		if err := tryRing(ctx, guards.File, name, key); err != nil {
			return nil, err
		}
	}
	return s, s.sealIdentity(key, id, rand)
}

// ProtectWith makes the state of a device whose key opens by a passphrase.
func ProtectWith(passphrase string, cost Cost, id Identity, keybag string, rand io.Reader) (*State, error) {
	key, _, err := drawKey(rand)
	if err != nil {
		return nil, err
	}
	defer wipe(key)
	s := &State{Version: stateVersion, Guard: ByPassphrase, Recipient: id.Recipient(), Keybag: keybag}
	if s.Passphrase, err = wrapKey(passphrase, cost, key, rand); err != nil {
		return nil, err
	}
	return s, s.sealIdentity(key, id, rand)
}

// drawKey draws a device key and a name that no other key has.
func drawKey(rand io.Reader) (key []byte, name string, err error) {
	b := make([]byte, seedSize+10)
	if _, err := io.ReadFull(rand, b); err != nil {
		return nil, "", fmt.Errorf("draw a device key: %w", err)
	}
	return b[:seedSize:seedSize], base32.StdEncoding.EncodeToString(b[seedSize:]), nil
}

// Open gives the identity of this device by the keyring or the key file. A Denied
// fault when a passphrase is needed.
func (s *State) Open(ctx context.Context, guards Guards) (Identity, error) {
	ring, err := s.ring(guards)
	if err != nil {
		return Identity{}, err
	}
	key, err := ring.Get(ctx, s.Name)
	if err != nil {
		return Identity{}, err //nolint:wrapcheck // a Keyring gives faults
	}
	defer wipe(key)
	return s.openIdentity(key)
}

// OpenWith gives the identity of this device by a passphrase. A wrong one is a Denied
// fault; it takes as long as a right one.
func (s *State) OpenWith(passphrase string) (Identity, error) {
	if s.Guard != ByPassphrase {
		return Identity{}, fault.New(fault.Conflict, "these keys are not locked by a passphrase", "")
	}
	key, err := s.Passphrase.unwrap(passphrase)
	if err != nil {
		return Identity{}, err
	}
	defer wipe(key)
	return s.openIdentity(key)
}

// Forget removes the device key of a state that was replaced.
func (s *State) Forget(ctx context.Context, guards Guards) error {
	if s.Guard == ByPassphrase {
		return nil
	}
	ring, err := s.ring(guards)
	if err != nil {
		return err
	}
	return ring.Delete(ctx, s.Name) //nolint:wrapcheck // a Keyring gives faults
}

func (s *State) ring(guards Guards) (Keyring, error) {
	switch {
	case s.Guard == ByKeyring && guards.Keyring != nil:
		return guards.Keyring, nil
	case s.Guard == ByFile && guards.File != nil:
		return guards.File, nil
	}
	return nil, ErrLocked
}

// bound ties the sealed identity to what stands beside it.
func (s *State) bound() []byte {
	return []byte("daykit device v1\x00" + string(s.Guard) + "\x00" + s.Name + "\x00" + s.Recipient)
}

func (s *State) sealIdentity(key []byte, id Identity, rand io.Reader) error {
	plain := []byte(id.Secret())
	defer wipe(plain)
	box, err := sealBox(key, plain, s.bound(), rand)
	s.Identity = box
	return err
}

func (s *State) openIdentity(key []byte) (Identity, error) {
	plain, err := openBox(key, s.Identity, s.bound())
	if err != nil {
		return Identity{}, damagedBy(err, "the key of this device")
	}
	defer wipe(plain)
	id, err := ParseIdentity(string(plain))
	if err != nil || id.Recipient() != s.Recipient {
		return Identity{}, damagedBy(err, "the key of this device")
	}
	return id, nil
}

// sealBox gives a drawn nonce and the ciphertext.
func sealBox(key, plain, data []byte, rand io.Reader) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, fmt.Errorf("cipher: %w", err)
	}
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(plain)+aead.Overhead())
	if _, err := io.ReadFull(rand, nonce); err != nil {
		return nil, fmt.Errorf("draw a nonce: %w", err)
	}
	return aead.Seal(nonce, nonce, plain, data), nil
}

func sameKey(a, b []byte) bool { return subtle.ConstantTimeCompare(a, b) == 1 }

// Encode gives the file.
func (s *State) Encode() ([]byte, error) {
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write keys.json: %w", err)
	}
	return append(b, '\n'), nil
}

// ParseState reads the file.
func ParseState(b []byte) (*State, error) {
	if len(b) > maxState {
		return nil, damaged("keys.json")
	}
	s := &State{}
	if err := decodeStrict(b, s, stateVersion, "keys.json"); err != nil {
		return nil, err
	}
	ok := false
	switch s.Guard {
	case ByKeyring, ByFile:
		ok = s.Name != "" && s.Passphrase == nil
	case ByPassphrase:
		ok = s.Name == "" && s.Passphrase != nil && s.Passphrase.check()
	}
	if !ok || len(s.Identity) == 0 || s.Keybag == "" || checkHybrid(s.Recipient) != nil {
		return nil, damaged("keys.json")
	}
	return s, nil
}

// Status is what a person is told about their keys.
type Status struct {
	Guard  Guard
	Locked bool   // whether somebody else at this computer is kept out
	Asks   bool   // whether a passphrase is needed to open
	Words  string // one plain sentence
	Hint   string // what would be better; may be empty
}

// Status says how safe the keys are, in plain words.
func (s *State) Status() Status {
	switch s.Guard {
	case ByFile:
		return Status{
			Guard: s.Guard, Words: "not locked: whoever can read your files can read the guest list",
			Hint: "set a passphrase",
		}
	case ByPassphrase:
		return Status{Guard: s.Guard, Locked: true, Asks: true, Words: "locked with your passphrase"}
	case ByKeyring:
		return Status{
			Guard: s.Guard, Locked: true, Words: "locked with your login on this computer",
			Hint: "set a passphrase if others use this login",
		}
	}
	return Status{Guard: s.Guard, Words: "not locked"}
}
