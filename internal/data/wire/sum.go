package wire

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
)

// MaxOpBody is the longest body of one op, in bytes before base64.
const MaxOpBody = 512 << 10

// Header is all of an op that its hash covers, but for the body.
type Header struct {
	Inc       [8]byte
	Seq       uint32
	HLC       uint64
	Class     uint8
	Kind      uint8
	Epoch     uint32
	TargetInc [8]byte
	TargetSeq uint32
}

// Sum ties the header to the SHA-256 of the body as it travels: SHA-256 over
// incarnation, number, time, class, kind and inner, cut to 16 bytes; a header
// with an epoch or a target appends epoch, target incarnation and target number.
// All numbers are big-endian. The hash of the body stands in for it, so that an
// op whose body was erased can still be checked.
func (h Header) Sum(inner [sha256.Size]byte) [16]byte {
	const plain = 8 + 4 + 8 + 1 + 1 + sha256.Size
	var room [plain + 4 + 8 + 4]byte
	b := append(room[:0], h.Inc[:]...)
	b = binary.BigEndian.AppendUint32(b, h.Seq)
	b = binary.BigEndian.AppendUint64(b, h.HLC)
	b = append(b, h.Class, h.Kind)
	b = append(b, inner[:]...)
	if h.Epoch != 0 || h.TargetSeq != 0 || h.TargetInc != [8]byte{} {
		b = binary.BigEndian.AppendUint32(b, h.Epoch)
		b = append(b, h.TargetInc[:]...)
		b = binary.BigEndian.AppendUint32(b, h.TargetSeq)
	}
	sum := sha256.Sum256(b)
	return [16]byte(sum[:16])
}

// Sum is Header.Sum of an op without epoch and target that has its body.
func Sum(inc [8]byte, seq uint32, hlc uint64, class, kind uint8, body []byte) [16]byte {
	return Header{Inc: inc, Seq: seq, HLC: hlc, Class: class, Kind: kind}.Sum(sha256.Sum256(body))
}

// Check reports what is wrong with an op taken alone: the form of its header,
// whether its parts fit its kind and state, the size of its body and its hash.
// It does not look into the body, nor ask that a private class is sealed.
func (o Op) Check() error {
	h, err := o.Header()
	if err != nil {
		return err
	}
	hash, err := o.Sum()
	if err != nil {
		return err
	}
	inner, err := o.InnerSum()
	switch {
	case err != nil:
		return err
	case o.Seq == 0:
		return errors.New("op has no number")
	case o.HLC == 0 || o.HLC > 1<<58-1:
		return errors.New("op has an unbelievable time")
	}
	if err := o.fits(h); err != nil {
		return err
	}
	if h.Sum(inner) != hash {
		return errors.New("op does not match its hash")
	}
	return nil
}

// fits checks the parts of an op against its kind, class and state.
func (o Op) fits(h Header) error {
	target := h.TargetSeq != 0
	redact := o.Kind == KindRedact
	bare := redact || o.State != StateWhole
	switch {
	case o.State > StateRefused:
		return errors.New("op is in an unknown state")
	case target != redact || !target && h.TargetInc != [8]byte{}:
		return errors.New("an op has a target when it redacts, and only then")
	case redact && (o.Class != ClassSealed || o.Epoch != 0):
		return errors.New("a redaction is a plain op of the class for work")
	case o.Epoch != 0 && o.Class < ClassSealed:
		return errors.New("an op of a public class cannot be sealed")
	case bare != (len(o.Body) == 0) || len(o.Body) > MaxOpBody:
		return errors.New("op body is empty or too large")
	case (o.State == StateWhole) != (len(o.Inner) == 0):
		return errors.New("op has the hash of its body when it has no body, and only then")
	}
	return nil
}

// Header gives what the hash covers, with ids as bytes.
func (o Op) Header() (Header, error) {
	h := Header{Seq: o.Seq, HLC: o.HLC, Class: o.Class, Kind: o.Kind, Epoch: o.Epoch, TargetSeq: o.TargetSeq}
	var err error
	if h.Inc, err = o.Incarnation(); err != nil {
		return h, err
	}
	if o.TargetInc == "" {
		return h, nil
	}
	if err := unhex(h.TargetInc[:], o.TargetInc); err != nil {
		return h, errors.New("target must be 16 lower-case hexadecimal digits")
	}
	return h, nil
}

// InnerSum gives the SHA-256 of the body, which is computed when the op has its
// body and carried otherwise.
func (o Op) InnerSum() (inner [sha256.Size]byte, err error) {
	if o.State == StateWhole {
		return sha256.Sum256(o.Body), nil
	}
	if len(o.Inner) != 0 && len(o.Inner) != sha256.Size {
		return inner, errors.New("the hash of a body has 32 bytes")
	}
	copy(inner[:], o.Inner)
	return inner, nil
}

// Incarnation gives the writer's id as bytes.
func (o Op) Incarnation() ([8]byte, error) {
	var inc [8]byte
	if err := unhex(inc[:], o.Inc); err != nil {
		return inc, errors.New("incarnation must be 16 lower-case hexadecimal digits")
	}
	return inc, nil
}

// Sum gives the hash that the op carries as bytes.
func (o Op) Sum() ([16]byte, error) {
	var sum [16]byte
	if err := unhex(sum[:], o.Hash); err != nil {
		return sum, errors.New("hash must be 32 lower-case hexadecimal digits")
	}
	return sum, nil
}

// unhex fills dst from lower-case hexadecimal: one spelling only, so that equal
// ids are equal strings.
func unhex(dst []byte, s string) error {
	if len(s) != hex.EncodedLen(len(dst)) {
		return hex.ErrLength
	}
	if _, err := hex.Decode(dst, []byte(s)); err != nil {
		return err
	}
	if hex.EncodeToString(dst) != s {
		return errors.New("upper case")
	}
	return nil
}
