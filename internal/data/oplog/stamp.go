package oplog

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
)

// Stamp names one write: no two ops share it, since the times of one incarnation
// strictly rise. As text it is 32 hexadecimal digits.
type Stamp struct {
	HLC HLC
	Inc Incarnation
}

// Compare orders stamps by time and then by incarnation; the greatest write of a
// field is its value.
func (s Stamp) Compare(t Stamp) int {
	switch {
	case s.HLC < t.HLC:
		return -1
	case s.HLC > t.HLC:
		return 1
	}
	return bytes.Compare(s.Inc[:], t.Inc[:])
}

// MarshalText implements encoding.TextMarshaler.
func (s Stamp) MarshalText() ([]byte, error) {
	var raw [16]byte
	binary.BigEndian.PutUint64(raw[:], uint64(s.HLC))
	copy(raw[8:], s.Inc[:])
	return hex.AppendEncode(nil, raw[:]), nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *Stamp) UnmarshalText(text []byte) error {
	var raw [16]byte
	if len(text) != hex.EncodedLen(len(raw)) {
		return errors.New("a stamp is 32 hexadecimal digits")
	}
	if _, err := hex.Decode(raw[:], text); err != nil {
		return errors.New("a stamp is 32 hexadecimal digits")
	}
	s.HLC = HLC(binary.BigEndian.Uint64(raw[:]))
	copy(s.Inc[:], raw[8:])
	return nil
}

// Stamp names the write that o is.
func (o Op) Stamp() Stamp { return Stamp{HLC: o.HLC, Inc: o.Inc} }
