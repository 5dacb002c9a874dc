package sim

import (
	"errors"

	"daykit/internal/data/oplog"
)

// mask stands for the cipher: it keeps to the contract of oplog.Sealer, binds a
// body to its op and costs nothing.
type mask struct {
	lacks *bool // the key of the class Contact is not here
}

// Seal implements oplog.Sealer.
func (m mask) Seal(c oplog.Class, id oplog.OpID, plain []byte) (uint32, []byte, error) {
	if !c.Private() {
		return 0, plain, nil
	}
	if c == oplog.Contact && *m.lacks {
		return 0, nil, oplog.ErrNoKey
	}
	return 1, turn(append([]byte{tag(c, id)}, plain...)), nil
}

// Open implements oplog.Sealer.
func (m mask) Open(c oplog.Class, epoch uint32, id oplog.OpID, body []byte) ([]byte, error) {
	switch {
	case !c.Private() && epoch == 0:
		return body, nil
	case c == oplog.Contact && *m.lacks:
		return nil, oplog.ErrNoKey
	case epoch != 1 || len(body) == 0 || body[0]^0x5a != tag(c, id):
		return nil, errors.New("the seal is broken")
	}
	return turn(append([]byte(nil), body[1:]...)), nil
}

func tag(c oplog.Class, id oplog.OpID) byte {
	t := byte(c) ^ byte(id.Seq)
	for _, b := range id.Inc {
		t = t*31 + b
	}
	return t
}

func turn(b []byte) []byte {
	for i := range b {
		b[i] ^= 0x5a
	}
	return b
}
