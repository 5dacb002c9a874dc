package wire

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
)

// How much packed bytes may grow by. The first MiB is free, since short texts that repeat
// themselves are no attack.
const (
	MaxExpansion  = 20
	freeExpansion = 1 << 20
)

// The errors of Unpack that say which.
var (
	ErrTooLarge = errors.New("it unpacks to too many bytes")
	ErrExpands  = errors.New("it unpacks to far more than was sent")
)

// Pack packs by gzip. ok is false when it is better sent as it is: when nothing is won, or
// Unpack would not take it at the other end.
func Pack(body []byte) (packed []byte, ok bool) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(body); err != nil {
		panic("internal error: " + err.Error()) // a Buffer takes all
	}
	if err := z.Close(); err != nil {
		panic("internal error: " + err.Error())
	}
	return b.Bytes(), b.Len() < len(body) && len(body) <= expanded(b.Len())
}

func expanded(packed int) int { return max(freeExpansion, packed*MaxExpansion) }

// Unpack reads what was packed by gzip, limit bytes of it at most, and stops as soon as it
// grows past what may be: nothing beyond that is ever unpacked.
func Unpack(from io.Reader, limit int) ([]byte, error) {
	in := &counted{from: from}
	z, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	for {
		_, err := io.CopyN(&out, z, unpackStep)
		switch {
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		case out.Len() > limit:
			return nil, ErrTooLarge
		case out.Len() > expanded(in.n):
			return nil, ErrExpands
		case err != nil:
			return out.Bytes(), nil
		}
	}
}

// unpackStep is how many bytes are unpacked between two looks.
const unpackStep = 64 << 10

// counted counts what is read.
type counted struct {
	from io.Reader
	n    int
}

// Read implements io.Reader.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.n += n
	return n, err
}
