// Package seal keeps the keys of a group and what they seal: operations, columns,
// files, the keybag, the recovery sheet, pairing codes and signed exports. It has
// no database and no network; the one thing outside that it touches is the keyring
// of the operating system, behind an interface.
//
// Everything is sealed by XChaCha20-Poly1305 under a class key, or by age
// (https://age-encryption.org/v1) to a recipient. Recipients of devices and of the
// recovery sheet are hybrid, ML-KEM-768 with X25519: age refuses to mix them with
// plain X25519 ones, and a keybag that lies on a server for years must not be the
// weak spot of event keys that are hybrid.
//
// Keys are overwritten in memory by Lock. That is a best effort: Go may have moved
// or copied them, and ciphers and parsed identities hold copies that cannot be
// reached. A stolen memory image is out of reach of this package.
package seal

import (
	"daykit/internal/data/oplog"
	"daykit/internal/domain/fault"
)

// ErrNoKey says that this device does not hold the key: it may come with the next
// keybag, or the role of the device does not include it. It is no damage.
var ErrNoKey = oplog.ErrNoKey

// ErrLocked says that the keys were wiped from memory. It is also an ErrNoKey, so that
// an operation that arrives meanwhile is kept unread and not taken for damaged.
var ErrLocked = fault.Wrap(ErrNoKey, fault.Denied, "the keys are locked", "unlock with your passphrase")

// hidden is what keys print, so that no log and no message carries one.
const hidden = "[sealed]"

func damaged(what string) error { return damagedBy(nil, what) }

func damagedBy(err error, what string) error {
	return fault.Wrap(err, fault.Damaged, what+" does not open: it was changed or cut off, or it belongs elsewhere",
		"take another copy")
}

func newer(what string) error {
	return fault.New(fault.Invalid, what+" was made by a newer Daykit", "update Daykit on this computer")
}

// wipe overwrites a secret.
func wipe(b []byte) { clear(b) }
