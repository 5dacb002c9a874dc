package event

import (
	"fmt"
	"io"
	"strings"
)

// idLen is the number of characters of an ID: 40 bits, so that a campaign of a
// hundred thousand events meets a double with a chance of one in two hundred.
const idLen = 8

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// NewID draws an ID from random, which must be a source of unpredictable bytes:
// the ID is part of the public address of the event.
func NewID(random io.Reader) (ID, error) {
	var b [idLen]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return "", fmt.Errorf("draw event id: %w", err)
	}
	for i := range b {
		b[i] = crockford[b[i]&31]
	}
	return ID(b[:]), nil
}

// Valid says whether id is written as NewID writes one.
func (id ID) Valid() bool {
	return len(id) == idLen && strings.Trim(string(id), crockford) == ""
}
