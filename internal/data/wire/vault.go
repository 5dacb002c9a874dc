package wire

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// The paths by which a group keeps its keys and its devices, below the server's
// public address. All but PathRecover and taking a place need a token.
const (
	PathKeybag   = "/v1/keybag"         // GET → Keybag, a helper's own for a helper; PUT Keybag → Keybag; 409 with the present one
	PathRecovery = "/v1/recovery"       // PUT RecoveryRequest → Done
	PathRecover  = "/v1/recover"        // POST RecoverRequest → RecoverReply, no token
	PathReceipt  = "/v1/receipt"        // GET → Receipt
	PathDevices  = "/v1/devices"        // GET → DevicesReply
	PathRevoke   = "/v1/devices/revoke" // POST RevokeRequest → Done
	PathPair     = "/v1/pair/"          // and a place: PUT PairOffer → Done; POST PairRequest → PairReply, no token
)

// Limits of what the server keeps without being able to read it.
const (
	MaxKeybag   = 256 << 10 // bytes of a sealed keybag or invitation, before base 64
	MaxDoors    = 200       // door helpers' devices whose keybags go with the group's
	MaxDoorBags = 400 << 10 // bytes of all of those, before base 64: with the group's they fit in MaxBody
	MaxLabel    = 60        // characters of a device's label
	PlaceSize   = 16        // bytes of a place, in hexadecimal on the way
)

// The roles of a device. A server lets organisers alone keep keys and devices.
const (
	RoleOrganiser = "organiser"
	RoleDoor      = "door"
)

// Keybag is the group's sealed keys. Version counts from 1; 0 says that there is
// none. A PUT needs the version after the present one; the same bytes under the
// present version are taken again, so that a lost answer costs nothing.
type Keybag struct {
	Version  int64  `json:"version"`
	Body     []byte `json:"body,omitempty"`     // left out of the answer to a PUT that was taken
	Conflict bool   `json:"conflict,omitempty"` // the PUT was not taken, and this is the present one

	// Doors are the keybags of door helpers' devices. A PUT that has them replaces all
	// that there are; one of a program that knows of none has no such field and leaves
	// them. In answers to an organiser they name the devices whose keybags came with this
	// version, without the keybags; a server that keeps none has no such field.
	Doors []DoorBag `json:"doors,omitzero"`
}

// DoorBag is the keybag of a door helper's device, sealed to that device.
type DoorBag struct {
	Device string `json:"device"`         // its id in DevicesReply
	Body   []byte `json:"body,omitempty"` // left out of answers
}

// RecoveryRequest leaves what the account-recovery token is known by again:
// SHA-256 over its hexadecimal characters, so that the server learns the token
// only from whoever recovers.
type RecoveryRequest struct {
	TokenSHA256 string `json:"token_sha256"` // in hexadecimal
}

// RecoverRequest lets a device in by the token that follows from the printed
// sheet. It may be repeated, as a JoinRequest may.
type RecoverRequest struct {
	Token  string `json:"token"`  // 64 hexadecimal characters
	Device string `json:"device"` // as in JoinRequest
	Label  string `json:"label,omitempty"`
}

// RecoverReply is the way back in: membership, and the keys that the sheet opens.
type RecoverReply struct {
	Join   JoinReply `json:"join"`
	Keybag Keybag    `json:"keybag"`
}

// PairOffer puts an invitation for one device to a place that only its code names.
// The server keeps it for 24 hours at most.
type PairOffer struct {
	Role string `json:"role"` // of the device that takes it
	Body []byte `json:"body"` // sealed with the code
}

// PairRequest takes what is at a place, once. The same device may ask again until
// it has first used the token that it was given.
type PairRequest struct {
	Device string `json:"device"` // as in JoinRequest
	Label  string `json:"label,omitempty"`
}

// PairReply is membership, and what was at the place.
type PairReply struct {
	Join JoinReply `json:"join"`
	Body []byte    `json:"body"`
}

// Device is one device of the group, as the server knows it.
type Device struct {
	ID      string `json:"id"` // 16 hexadecimal characters
	Role    string `json:"role"`
	Label   string `json:"label,omitempty"`
	Seen    string `json:"seen,omitempty"` // the last day on which it asked for anything, in UTC
	Revoked bool   `json:"revoked,omitempty"`
	This    bool   `json:"this,omitempty"` // it is the one that asks
}

// DevicesReply lists all devices that ever came in, by id.
type DevicesReply struct {
	Devices []Device `json:"devices"`
}

// RevokeRequest ends the token of a device for good.
type RevokeRequest struct {
	Device string `json:"device"` // its id
}

// Done says that it is done.
type Done struct {
	Done bool `json:"done"` // true, which no login page says
}

// Receipt is the server's signed word about which ops it holds. Digest sums up all
// of them, as a laptop does its log.
type Receipt struct {
	Workspace string `json:"workspace"`
	N         int64  `json:"n"`      // ops in the feed
	Chain     string `json:"chain"`  // of the feed's end, in hexadecimal
	Digest    string `json:"digest"` // in hexadecimal
	Time      int64  `json:"time"`   // Unix milliseconds
	Key       string `json:"key"`    // the Ed25519 key that it is signed with, in hexadecimal
	Sig       []byte `json:"sig"`
}

// receiptPurpose keeps a signature from being one of anything else.
const receiptPurpose = "daykit receipt v1\x00"

// Signed gives the bytes that Sig signs: the purpose, then workspace, chain and
// digest, each after its length in 4 bytes, then n and time in 8 bytes each. All
// numbers are big-endian.
func (r Receipt) Signed() []byte {
	b := []byte(receiptPurpose)
	for _, s := range []string{r.Workspace, r.Chain, r.Digest} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(s)))
		b = append(b, s...)
	}
	b = binary.BigEndian.AppendUint64(b, uint64(r.N))
	return binary.BigEndian.AppendUint64(b, uint64(r.Time))
}

// Sign signs a receipt.
func (r Receipt) Sign(key ed25519.PrivateKey) Receipt {
	public := key.Public().(ed25519.PublicKey)
	r.Key = hex.EncodeToString(public)
	r.Sig = ed25519.Sign(key, r.Signed())
	return r
}

// Genuine reports whether a receipt was signed with the key that it names. Whose
// key that is the caller must know.
func (r Receipt) Genuine() bool {
	key, err := hex.DecodeString(r.Key)
	return err == nil && len(key) == ed25519.PublicKeySize && ed25519.Verify(key, r.Signed(), r.Sig)
}

// RecoveryDigest is what RecoveryRequest says of an account-recovery token.
func RecoveryDigest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
