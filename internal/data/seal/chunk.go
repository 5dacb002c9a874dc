package seal

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"

	"golang.org/x/crypto/chacha20poly1305"

	"daykit/internal/data/oplog"
	"daykit/internal/domain/fault"
)

// ChunkSize is how many bytes of an attachment one chunk holds before it is sealed. The
// last chunk may have less.
const ChunkSize = 256 << 10

const (
	chunkVersion = 1
	chunkHead    = 1 + 4 // the version and the epoch
)

// Chunk names a chunk's place in an attachment, to which it is bound.
type Chunk struct {
	Attachment string // what it is known by, such as its SHA-256 in hexadecimal
	Index      int    // from 0
	Of         int    // the number of its chunks
}

// SealChunk seals a part of an attachment with the newest key of its class: a version
// byte, the epoch in four bytes, a nonce of 24 bytes and the ciphertext. The nonce follows
// from the key, the place and the content, as in SIV (RFC 5297, section 3), so that every
// laptop of the group makes the same bytes of the same chunk: what got lost can be sent
// again by whoever has it. All that this gives away is that two chunks are the same.
// Invalid for more than ChunkSize bytes.
func (k *Keys) SealChunk(class oplog.Class, at Chunk, plain []byte) ([]byte, error) {
	if len(plain) > ChunkSize {
		return nil, fault.Invalidf("", "a chunk has at most %d bytes", ChunkSize)
	}
	k.mu.RLock()
	defer k.mu.RUnlock()
	key, err := k.newest(class)
	if err != nil {
		return nil, err
	}
	data := k.chunkData(class, key.epoch, at)
	nonce, err := chunkNonce(key.key, data, plain)
	if err != nil {
		return nil, err
	}
	aead, err := chacha20poly1305.NewX(key.key)
	if err != nil {
		return nil, fmt.Errorf("cipher: %w", err)
	}
	out := make([]byte, 0, chunkHead+len(nonce)+len(plain)+aead.Overhead())
	out = append(binary.BigEndian.AppendUint32(append(out, chunkVersion), key.epoch), nonce...)
	return aead.Seal(out, nonce, plain, data), nil
}

// OpenChunk opens what SealChunk made for the same place. ErrNoKey when this device lacks
// the key of its epoch; a Damaged fault when it was changed or belongs elsewhere.
func (k *Keys) OpenChunk(class oplog.Class, at Chunk, sealed []byte) ([]byte, error) {
	const what = "a part of the picture"
	switch {
	case len(sealed) < chunkHead:
		return nil, damaged(what)
	case sealed[0] > chunkVersion:
		return nil, newer(what)
	case sealed[0] != chunkVersion:
		return nil, damaged(what)
	}
	epoch := binary.BigEndian.Uint32(sealed[1:])
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.decrypt(class, epoch, sealed[chunkHead:], k.chunkData(class, epoch, at), what)
}

func (k *Keys) chunkData(class oplog.Class, epoch uint32, at Chunk) []byte {
	return k.boundData("daykit chunk v1", class, epoch, at.Attachment, strconv.Itoa(at.Index), strconv.Itoa(at.Of))
}

// chunkNonce works under a key of its own, so that it says nothing about the other one.
func chunkNonce(key, data, plain []byte) ([]byte, error) {
	derived, err := hkdf.Key(sha256.New, key, nil, "daykit chunk nonce v1", sha256.Size)
	if err != nil {
		return nil, fmt.Errorf("derive a key: %w", err)
	}
	defer wipe(derived)
	mac := hmac.New(sha256.New, derived)
	mac.Write(binary.BigEndian.AppendUint32(nil, uint32(len(data))))
	mac.Write(data)
	mac.Write(plain)
	return mac.Sum(nil)[:chacha20poly1305.NonceSizeX], nil
}
