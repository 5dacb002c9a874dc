package oplog

import "errors"

// Sealer closes and opens bodies. Package seal implements it.
type Sealer interface {
	// Seal gives the body as it travels and the epoch of its key. A body of a
	// class that is not private stays as it is, at epoch 0.
	Seal(c Class, id OpID, plain []byte) (epoch uint32, body []byte, err error)

	// Open is the inverse of Seal. It gives ErrNoKey when this device lacks the
	// key, and any other error for a body that cannot be genuine, such as a plain
	// one of a private class.
	Open(c Class, epoch uint32, id OpID, body []byte) (plain []byte, err error)
}

// ErrNoKey says that a body is sealed with a key that this device does not have,
// or not yet.
var ErrNoKey = errors.New("this device has no key for it")

// Plain is a Sealer that leaves all bodies as they are. Replica never hands out
// what it wrote in private classes for the server.
type Plain struct{}

// Seal implements Sealer.
func (Plain) Seal(_ Class, _ OpID, plain []byte) (epoch uint32, body []byte, err error) {
	return 0, plain, nil
}

// Open implements Sealer.
func (Plain) Open(_ Class, epoch uint32, _ OpID, body []byte) ([]byte, error) {
	if epoch != 0 {
		return nil, ErrNoKey
	}
	return body, nil
}

var _ Sealer = Plain{}
