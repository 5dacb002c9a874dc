package wire

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Sizes of ids and secrets, in bytes before hexadecimal.
const (
	secretSize = 32
	idSize     = 8
	maxName    = 512 // bytes of a name or an address that a server tells
	maxDevices = 10_000
)

// isHex reports whether s is size bytes in lower-case hexadecimal.
func isHex(s string, size int) bool { return unhex(make([]byte, size), s) == nil }

// IsPlace reports whether s is the name of a place.
func IsPlace(s string) bool { return isHex(s, PlaceSize) }

// IsDevice reports whether s is the id of a device.
func IsDevice(s string) bool { return isHex(s, idSize) }

// IsLabel reports whether s may stand in a list of devices: one line of text.
func IsLabel(s string) bool {
	for _, r := range s {
		if !unicode.IsPrint(r) {
			return false
		}
	}
	return utf8.ValidString(s) && utf8.RuneCountInString(s) <= MaxLabel
}

func isRole(s string) bool { return s == RoleOrganiser || s == RoleDoor }

// read reads JSON, passes over fields of later versions, and checks what it read.
func read[T any](what string, raw []byte, check func(T) error) (T, error) {
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		return v, fmt.Errorf("%s: %w", what, err)
	}
	if err := check(v); err != nil {
		return v, fmt.Errorf("%s: %w", what, err)
	}
	return v, nil
}

// DecodeKeybag reads a keybag, sent or answered. It must say its version, even
// when there is none: any other JSON would be read as that.
func DecodeKeybag(raw []byte) (Keybag, error) {
	said := struct {
		Version *int64 `json:"version"`
	}{}
	if err := json.Unmarshal(raw, &said); err != nil || said.Version == nil {
		return Keybag{}, errors.Join(errors.New("keybag: no version"), err)
	}
	return read("keybag", raw, Keybag.check)
}

func (k Keybag) check() error {
	switch {
	case k.Version < 0:
		return errors.New("the version is below zero")
	case len(k.Body) > MaxKeybag:
		return fmt.Errorf("more than %d bytes", MaxKeybag)
	case k.Version == 0 && len(k.Body)+len(k.Doors) > 0:
		return errors.New("a keybag has a version from 1")
	}
	return checkDoors(k.Doors)
}

// checkDoors holds the keybags of helpers to one for each device, and to their limits.
func checkDoors(doors []DoorBag) error {
	if len(doors) > MaxDoors {
		return fmt.Errorf("more than %d keybags of helpers", MaxDoors)
	}
	seen, size := map[string]bool{}, 0
	for i, d := range doors {
		if !IsDevice(d.Device) || seen[d.Device] || len(d.Body) > MaxKeybag {
			return fmt.Errorf("keybag %d of a helper is not one", i)
		}
		seen[d.Device], size = true, size+len(d.Body)
	}
	if size > MaxDoorBags {
		return fmt.Errorf("the keybags of helpers have more than %d bytes", MaxDoorBags)
	}
	return nil
}

// DecodeRecoveryRequest reads what a laptop leaves of its recovery token.
func DecodeRecoveryRequest(raw []byte) (RecoveryRequest, error) {
	return read("recovery", raw, func(r RecoveryRequest) error {
		if !isHex(r.TokenSHA256, sha256.Size) {
			return errors.New("the digest must be 64 lower-case hexadecimal digits")
		}
		return nil
	})
}

// DecodeRecoverRequest reads the request of a device that recovers.
func DecodeRecoverRequest(raw []byte) (RecoverRequest, error) {
	return read("recover", raw, func(r RecoverRequest) error {
		if !isHex(r.Token, secretSize) {
			return errors.New("the token must be 64 lower-case hexadecimal digits")
		}
		return newDevice(r.Device, r.Label)
	})
}

// DecodePairRequest reads the request of a device that takes an invitation.
func DecodePairRequest(raw []byte) (PairRequest, error) {
	return read("pair", raw, func(r PairRequest) error { return newDevice(r.Device, r.Label) })
}

// newDevice checks what a device says of itself.
func newDevice(device, label string) error {
	if !isHex(device, secretSize) {
		return errors.New("the device must be 64 lower-case hexadecimal digits")
	}
	if !IsLabel(label) {
		return fmt.Errorf("the label must be one line of at most %d characters", MaxLabel)
	}
	return nil
}

// DecodePairOffer reads an invitation that a laptop leaves.
func DecodePairOffer(raw []byte) (PairOffer, error) {
	return read("pair", raw, func(p PairOffer) error {
		if !isRole(p.Role) {
			return errors.New("the role is not one")
		}
		return body(p.Body)
	})
}

func body(b []byte) error {
	if len(b) == 0 || len(b) > MaxKeybag {
		return fmt.Errorf("the body must have 1 to %d bytes", MaxKeybag)
	}
	return nil
}

// DecodeRevokeRequest reads which device is to be cut off.
func DecodeRevokeRequest(raw []byte) (RevokeRequest, error) {
	return read("revoke", raw, func(r RevokeRequest) error {
		if !IsDevice(r.Device) {
			return errors.New("the device must be 16 lower-case hexadecimal digits")
		}
		return nil
	})
}

// check holds a reply to what a laptop can keep. Roles of later versions may stand.
func (j JoinReply) check() error {
	switch {
	case j.Token == "" || j.Workspace == "":
		return errors.New("no membership")
	case max(len(j.Token), len(j.Workspace), len(j.Group), len(j.PublicURL), len(j.Role)) > maxName:
		return errors.New("a membership of a strange size")
	case j.ReceiptKey != "" && !isHex(j.ReceiptKey, ed25519.PublicKeySize), j.PackKey != "" && !isHex(j.PackKey, ed25519.PublicKeySize):
		return errors.New("a key of the campaign is not one")
	}
	return nil
}

// DecodeJoinReply reads a membership.
func DecodeJoinReply(raw []byte) (JoinReply, error) { return read("join", raw, JoinReply.check) }

// DecodeRecoverReply reads a membership that was recovered.
func DecodeRecoverReply(raw []byte) (RecoverReply, error) {
	return read("recover", raw, func(r RecoverReply) error { return errors.Join(r.Join.check(), r.Keybag.check()) })
}

// DecodePairReply reads what was at a place.
func DecodePairReply(raw []byte) (PairReply, error) {
	return read("pair", raw, func(r PairReply) error { return errors.Join(r.Join.check(), body(r.Body)) })
}

// DecodeDone reads that something is done.
func DecodeDone(raw []byte) (Done, error) {
	return read("answer", raw, func(d Done) error {
		if !d.Done {
			return errors.New("it does not say that it is done")
		}
		return nil
	})
}

// DecodeReceipt reads a receipt. Whether it is genuine is for Receipt.Genuine and
// the key that the caller knows.
func DecodeReceipt(raw []byte) (Receipt, error) {
	return read("receipt", raw, func(r Receipt) error {
		switch {
		case r.N < 0 || r.Time < 0:
			return errors.New("a number is below zero")
		case len(r.Workspace) == 0 || len(r.Workspace) > maxName:
			return errors.New("the workspace is not one")
		case r.Chain != "" && !isHex(r.Chain, sha256.Size):
			return errors.New("the chain is not one")
		case !isHex(r.Digest, sha256.Size):
			return errors.New("the digest is not one")
		case !isHex(r.Key, ed25519.PublicKeySize) || len(r.Sig) != ed25519.SignatureSize:
			return errors.New("there is no signature")
		}
		return nil
	})
}

// DecodeDevices reads the list of devices, which always has the one that asked.
func DecodeDevices(raw []byte) (DevicesReply, error) {
	return read("devices", raw, func(r DevicesReply) error {
		if len(r.Devices) == 0 || len(r.Devices) > maxDevices {
			return fmt.Errorf("a list has 1 to %d", maxDevices)
		}
		for i, d := range r.Devices {
			if !IsDevice(d.ID) || len(d.Role) > maxName || !IsLabel(d.Label) || !isDay(d.Seen) {
				return fmt.Errorf("device %d is not one", i)
			}
		}
		return nil
	})
}

// isDay reports whether s looks like a date, or is empty.
func isDay(s string) bool {
	for i, r := range s {
		if (i == 4 || i == 7) != (r == '-') || r != '-' && (r < '0' || r > '9') {
			return false
		}
	}
	return len(s) == 0 || len(s) == len("2026-12-18")
}
