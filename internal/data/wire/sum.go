package wire

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
)

// MaxOpBody is the longest body of one op, in bytes before base64.
const MaxOpBody = 512 << 10

// Sum ties an op's header to its body: SHA-256 over the incarnation, the number
// and the time (both big-endian), the class, the kind and the SHA-256 of the
// body, cut to 16 bytes. The hash of the body stands in, so that an op whose
// body was erased can still be checked against its neighbours.
func Sum(inc [8]byte, seq uint32, hlc uint64, class, kind uint8, body []byte) [16]byte {
	inner := sha256.Sum256(body)
	b := make([]byte, 0, 8+4+8+1+1+len(inner))
	b = append(b, inc[:]...)
	b = binary.BigEndian.AppendUint32(b, seq)
	b = binary.BigEndian.AppendUint64(b, hlc)
	b = append(b, class, kind)
	b = append(b, inner[:]...)
	sum := sha256.Sum256(b)
	return [16]byte(sum[:16])
}

// Check reports what is wrong with an op taken alone: the form of its header, the
// size of its body and its hash. It does not look into the body.
func (o Op) Check() error {
	inc, err := o.Incarnation()
	if err != nil {
		return err
	}
	hash, err := o.Sum()
	switch {
	case err != nil:
		return err
	case o.Seq == 0:
		return errors.New("op has no number")
	case o.HLC == 0 || o.HLC > 1<<58-1:
		return errors.New("op has an unbelievable time")
	case len(o.Body) == 0 || len(o.Body) > MaxOpBody:
		return errors.New("op body is empty or too large")
	case Sum(inc, o.Seq, o.HLC, o.Class, o.Kind, o.Body) != hash:
		return errors.New("op does not match its hash")
	}
	return nil
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
