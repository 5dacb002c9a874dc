package seal

import (
	"bytes"
	"encoding/binary"

	"daykit/internal/domain/fault"
)

// A hand-over is one file for a laptop that is not of the group yet:
//
//	"daykit-hand", version (1), the length of the invitation (4, big endian),
//	the invitation, an export that is sealed to the code's identity.
//
// The laptop that took it puts its reply in the place of both:
//
//	"daykit-used", version (1), the reply.
const (
	handoverMagic = "daykit-hand\x01"
	usedMagic     = "daykit-used\x01"
	handoverHead  = len(handoverMagic) + 4
)

// MaxHandover is more than a hand-over ever has, in bytes.
const MaxHandover = MaxExport + maxInvitation + int64(handoverHead)

// Identity is what opens the export in a hand-over. It follows from the code; an export
// is sealed to its Recipient.
func (c PairingCode) Identity() (Identity, error) {
	seed, err := c.derive("export", seedSize)
	if err != nil {
		return Identity{}, err
	}
	defer wipe(seed)
	return identityOf(Hybrid, seed)
}

// WriteHandover makes one file of an invitation and an export.
func WriteHandover(invitation, export []byte) []byte {
	head := binary.BigEndian.AppendUint32([]byte(handoverMagic), uint32(len(invitation)))
	return bytes.Join([][]byte{head, invitation, export}, nil)
}

// ReadHandover gives the invitation and the export of a hand-over; of a file that is an
// invitation alone, or anything else, it gives that and no export. A Conflict fault for
// one that was used, Damaged for one that was cut off.
func ReadHandover(file []byte) (invitation, export []byte, err error) {
	switch {
	case bytes.HasPrefix(file, []byte(usedMagic)):
		return nil, nil, fault.New(fault.Conflict, "this file was used: it now holds the answer of the laptop that took it",
			"take it back to the laptop that made it: `daykit pair finish --from FILE`; for another laptop, make another file")
	case !IsHandover(file):
		return file, nil, nil
	case len(file) < handoverHead:
		return nil, nil, damaged("the file")
	}
	length := uint64(binary.BigEndian.Uint32(file[len(handoverMagic):]))
	rest := file[handoverHead:]
	if length > uint64(len(rest)) || checkInvitation(rest[:length]) != nil {
		return nil, nil, damaged("the file")
	}
	return rest[:length], rest[length:], nil
}

// IsHandover tells a hand-over, be it used or not, by how a file begins.
func IsHandover(begins []byte) bool {
	return bytes.HasPrefix(begins, []byte(handoverMagic)) || bytes.HasPrefix(begins, []byte(usedMagic))
}

// UsedHandover is the file that takes the place of a hand-over.
func UsedHandover(reply []byte) []byte { return append([]byte(usedMagic), reply...) }

// ReplyOf gives the reply in a file: in a hand-over that was used, or alone.
func ReplyOf(file []byte) []byte { return bytes.TrimPrefix(file, []byte(usedMagic)) }
