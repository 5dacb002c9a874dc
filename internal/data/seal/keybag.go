package seal

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"io"
	"slices"

	"filippo.io/age"

	"daykit/internal/domain/fault"
)

// Role says which keys a device is given. Class keys are those of the whole workspace:
// that a door helper gets the data of one event only is for whoever sends it to hold.
type Role string

// The roles.
const (
	Organiser  Role = "organiser" // all keys
	DoorHelper Role = "door"      // work and roster; no contacts, no sign-ups, no signing
)

// Device is one computer that keys are given to. A removed device stays in the list,
// so that merging with an older keybag does not bring it back.
type Device struct {
	ID        string `json:"id"`
	Name      string `json:"name,omitempty"` // what people call it
	Recipient string `json:"recipient"`      // age1pq1…
	Role      Role   `json:"role"`
	Event     string `json:"event,omitempty"` // the one event of a door helper
	Removed   bool   `json:"removed,omitempty"`
}

// Keybag is the keys of a group and the list of those who have them. Sealed, it is
// one age file that may lie anywhere: on the laptop, on the server, on a stick.
type Keybag struct {
	Keys     *Keys
	Role     Role     // of the device that the bag is for
	Event    string   // the one event of a door helper
	Recovery string   // the recipient of the recovery sheet; empty for a door helper
	Sheet    uint64   // how many recovery sheets there have been
	Devices  []Device // empty for a door helper
	Revision uint64   // grows with each change
}

const (
	maxKeybag  = 4 << 20 // bytes of a sealed keybag
	maxDevices = 500
)

// NewKeybag makes an organiser's keybag that only the recovery sheet opens, until a
// device is added.
func NewKeybag(keys *Keys, recovery string) (*Keybag, error) {
	b := &Keybag{Keys: keys, Role: Organiser}
	return b, b.SetRecovery(recovery)
}

// SetRecovery replaces the recovery sheet; the old one opens no later bag.
func (b *Keybag) SetRecovery(recipient string) error {
	if err := checkHybrid(recipient); err != nil {
		return err
	}
	b.Recovery = recipient
	b.Sheet++
	b.Revision++
	return nil
}

// Add gives a device its keys from the next Seal on, or changes the name of one that is
// there. What else changes about a device changes what it may read: it is removed, and
// paired anew under another id.
func (b *Keybag) Add(d Device) error {
	if err := d.check(); err != nil {
		return err
	}
	at := slices.IndexFunc(b.Devices, func(have Device) bool { return have.ID == d.ID })
	switch {
	case at < 0 && (d.Removed || len(b.Devices) >= maxDevices):
		return fault.Invalidf("", "a group has at most %d devices, none of them removed before it came", maxDevices)
	case at < 0:
		b.Devices = append(b.Devices, d)
	case b.Devices[at].Removed:
		return fault.New(fault.Denied, "this device was removed", "pair it again")
	case b.Devices[at].Recipient != d.Recipient || b.Devices[at].Role != d.Role || b.Devices[at].Event != d.Event || d.Removed:
		return fault.New(fault.Conflict, "this device is there with other keys or another role", "remove it, and pair it again")
	default:
		b.Devices[at].Name = d.Name
	}
	b.Revision++
	return nil
}

// Remove takes a device off the list, rotates the keys of every class it could read
// and, after an organiser's device, draws new keys for the events. What the device
// has read it keeps; the next Seal shuts it out from what comes.
func (b *Keybag) Remove(id string) error {
	at := slices.IndexFunc(b.Devices, func(have Device) bool { return have.ID == id && !have.Removed })
	if at < 0 {
		return fault.New(fault.NotFound, "there is no such device", "")
	}
	classes := roleClasses[b.Devices[at].Role]
	if err := b.Keys.Rotate(classes...); err != nil {
		return err
	}
	if b.Devices[at].Role == Organiser {
		if err := b.Keys.rotateEvents(); err != nil {
			return err
		}
	}
	b.Devices[at].Removed = true
	b.Revision++
	return nil
}

// rotateEvents gives each event a new key of the kind that its newest has.
func (k *Keys) rotateEvents() error {
	k.mu.RLock()
	kinds := map[string]Kind{}
	for event, keys := range k.events {
		kinds[event] = keys[len(keys)-1].id.kind
	}
	k.mu.RUnlock()
	for event, kind := range kinds {
		if _, err := k.NewEventKey(event, kind); err != nil {
			return err
		}
	}
	return nil
}

func (d Device) check() error {
	switch {
	case d.ID == "":
		return fault.New(fault.Invalid, "a device needs an id", "")
	case d.Role != Organiser && d.Role != DoorHelper:
		return fault.Invalidf("", "there is no role %q", d.Role)
	case (d.Role == DoorHelper) != (d.Event != ""):
		return fault.New(fault.Invalid, "a door helper helps at one event, an organiser at all", "")
	}
	return checkHybrid(d.Recipient)
}

// checkHybrid refuses what age would not mix with the other recipients of a keybag.
func checkHybrid(recipient string) error {
	_, kind, err := parseRecipient(recipient)
	if err != nil {
		return err
	}
	if kind != Hybrid {
		return fault.New(fault.Invalid, "a keybag is only sealed to hybrid recipients, age1pq1…", "")
	}
	return nil
}

// Seal gives the keybag as a file that each organiser's device and the recovery
// sheet open. Only an organiser's bag can be sealed.
func (b *Keybag) Seal() ([]byte, error) {
	to := []string{b.Recovery}
	for _, d := range b.Devices {
		if d.Role == Organiser && !d.Removed {
			to = append(to, d.Recipient)
		}
	}
	return b.sealTo(to, Organiser, "")
}

// SealDoor gives the keybag of one door helper's device, which gets the keys of work and
// roster only, and learns of no other device. ErrNoKey when the list has no such helper.
func (b *Keybag) SealDoor(id string) ([]byte, error) {
	for _, d := range b.Devices {
		if d.ID == id && d.Role == DoorHelper && !d.Removed {
			return b.sealTo([]string{d.Recipient}, DoorHelper, d.Event)
		}
	}
	return nil, ErrNoKey
}

func (b *Keybag) sealTo(to []string, role Role, event string) ([]byte, error) {
	plain, err := b.content(role, event)
	if err != nil {
		return nil, err
	}
	defer wipe(plain)
	return encryptAge(plain, to)
}

// content is what is inside the file: a signature by the group and the signed JSON.
// Recipients are public, so without it a server could make a bag with its own keys.
func (b *Keybag) content(role Role, event string) ([]byte, error) {
	if b.Role != Organiser {
		return nil, fault.New(fault.Denied, "only an organiser's device can give keys", "ask an organiser")
	}
	plain, err := b.encode(role, event)
	if err != nil {
		return nil, err
	}
	defer wipe(plain)
	signature, err := b.Keys.Sign("keybag v1", plain)
	if err != nil {
		return nil, err
	}
	return append(signature, plain...), nil
}

func encryptAge(plain []byte, to []string) ([]byte, error) {
	recipients := make([]age.Recipient, 0, len(to))
	for _, text := range to {
		r, _, err := parseRecipient(text)
		if err != nil {
			return nil, err
		}
		recipients = append(recipients, r)
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, recipients...)
	if err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	if _, err := w.Write(plain); err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	return out.Bytes(), nil
}

// OpenKeybag opens a keybag with the identity of a device or of the recovery sheet.
// Group is the fingerprint that the bag must carry; it is empty only when the group
// is not known yet, and then Keys.Fingerprint should be compared with a poster.
// ErrNoKey when the bag is not for this identity.
func OpenKeybag(file []byte, id Identity, group Fingerprint, rand io.Reader) (*Keybag, error) {
	if len(file) > maxKeybag {
		return nil, fault.Invalidf("", "the keybag is larger than %d bytes", maxKeybag)
	}
	plain, err := openAge(file, []Identity{id}, maxKeybag, "the keybag")
	if err != nil {
		return nil, err
	}
	defer wipe(plain)
	return readContent(plain, group, rand)
}

func readContent(plain []byte, group Fingerprint, rand io.Reader) (*Keybag, error) {
	if len(plain) < ed25519.SignatureSize {
		return nil, damaged("the keybag")
	}
	signature, body := plain[:ed25519.SignatureSize], plain[ed25519.SignatureSize:]
	b, err := decodeKeybag(body, rand)
	if err != nil {
		return nil, err
	}
	if !Verify(b.Keys.group, "keybag v1", body, signature) {
		return nil, damaged("the keybag")
	}
	if group != "" && b.Keys.Fingerprint() != group {
		return nil, fault.New(fault.Denied, "this keybag is of another group", "")
	}
	return b, nil
}
