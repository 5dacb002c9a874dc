package seal

import (
	"encoding/binary"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"

	"daykit/internal/data/oplog"
	"daykit/internal/domain/fault"
)

var _ oplog.Sealer = (*Keys)(nil)

// Seal seals an operation's body with the newest key of its class. The body is a
// nonce of 24 bytes and the ciphertext, bound to the workspace, the operation's
// incarnation and sequence number, its class and the epoch. The classes public and
// report are given back as they are, with epoch 0.
func (k *Keys) Seal(class oplog.Class, id oplog.OpID, plain []byte) (epoch uint32, body []byte, err error) {
	if isPlain(class) {
		return 0, plain, nil
	}
	k.mu.RLock()
	defer k.mu.RUnlock()
	key, err := k.newest(class)
	if err != nil {
		return 0, nil, err
	}
	body, err = k.encrypt(key.key, nil, plain, k.opData(class, key.epoch, id))
	return key.epoch, body, err
}

// Open opens what Seal made. ErrNoKey when this device lacks the key of that epoch;
// a Damaged fault when the body was changed or belongs to another operation.
func (k *Keys) Open(class oplog.Class, epoch uint32, id oplog.OpID, body []byte) ([]byte, error) {
	if isPlain(class) {
		if epoch != 0 {
			return nil, fault.Invalidf("", "an operation of class %d is never sealed", class)
		}
		return body, nil
	}
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.decrypt(class, epoch, body, k.opData(class, epoch, id), "the operation")
}

func isPlain(class oplog.Class) bool { return class == oplog.Public || class == oplog.Report }

// opData is always 33 bytes. The bound data of columns and of files is longer, so
// that neither can stand in for an operation.
func (k *Keys) opData(class oplog.Class, epoch uint32, id oplog.OpID) []byte {
	b := make([]byte, 0, 33)
	b = append(b, k.workspace[:]...)
	b = append(b, id.Inc[:]...)
	b = binary.BigEndian.AppendUint32(b, id.Seq)
	b = append(b, byte(class))
	return binary.BigEndian.AppendUint32(b, epoch)
}

// Cell names the place of a sealed value, to which it is bound.
type Cell struct{ Table, Entity, ID, Field string }

const (
	columnVersion = 1
	columnHead    = 1 + 4 // the version and the epoch
)

// SealColumn seals a value for one place in the database: a version byte, the epoch
// in four bytes, a nonce of 24 bytes and the ciphertext.
func (k *Keys) SealColumn(class oplog.Class, cell Cell, plain []byte) ([]byte, error) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	key, err := k.newest(class)
	if err != nil {
		return nil, err
	}
	head := binary.BigEndian.AppendUint32([]byte{columnVersion}, key.epoch)
	return k.encrypt(key.key, head, plain, k.boundData("daykit column v1", class, key.epoch, cell.Table, cell.Entity, cell.ID, cell.Field))
}

// OpenColumn opens what SealColumn made for the same place.
func (k *Keys) OpenColumn(class oplog.Class, cell Cell, sealed []byte) ([]byte, error) {
	if len(sealed) < columnHead || sealed[0] != columnVersion {
		return nil, damaged("the value")
	}
	epoch := binary.BigEndian.Uint32(sealed[1:])
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.decrypt(class, epoch, sealed[columnHead:],
		k.boundData("daykit column v1", class, epoch, cell.Table, cell.Entity, cell.ID, cell.Field), "the value")
}

// boundData joins parts so that no two lists of parts give the same bytes.
func (k *Keys) boundData(purpose string, class oplog.Class, epoch uint32, parts ...string) []byte {
	b := append([]byte(purpose), k.workspace[:]...)
	b = append(b, byte(class))
	b = binary.BigEndian.AppendUint32(b, epoch)
	for _, part := range parts {
		b = binary.BigEndian.AppendUint32(b, uint32(len(part)))
		b = append(b, part...)
	}
	return b
}

// encrypt appends a drawn nonce and the ciphertext to head.
func (k *Keys) encrypt(key, head, plain, data []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, fmt.Errorf("cipher: %w", err)
	}
	at := len(head)
	out := make([]byte, at+aead.NonceSize(), at+aead.NonceSize()+len(plain)+aead.Overhead())
	copy(out, head)
	nonce := out[at:]
	if err := k.draw(nonce); err != nil {
		return nil, err
	}
	return aead.Seal(out, nonce, plain, data), nil
}

// decrypt tries each key of the epoch; the caller holds mu.
func (k *Keys) decrypt(class oplog.Class, epoch uint32, body, data []byte, what string) ([]byte, error) {
	if k.locked {
		return nil, ErrLocked
	}
	known := epoch == 0 // no key has epoch 0: what claims it was never sealed
	for _, key := range k.classes[class] {
		if key.epoch != epoch {
			continue
		}
		known = true
		if plain, err := openBox(key.key, body, data); err == nil {
			return plain, nil
		}
	}
	if !known {
		return nil, ErrNoKey
	}
	return nil, damaged(what)
}

// openBox opens a nonce and ciphertext.
func openBox(key, body, data []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, fmt.Errorf("cipher: %w", err)
	}
	if len(body) < aead.NonceSize() {
		return nil, fmt.Errorf("a box of %d bytes is too short", len(body))
	}
	plain, err := aead.Open(nil, body[:aead.NonceSize()], body[aead.NonceSize():], data)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	return plain, nil
}
