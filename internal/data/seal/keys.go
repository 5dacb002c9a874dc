package seal

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"sync"

	"daykit/internal/data/oplog"
	"daykit/internal/domain/fault"
)

// WorkspaceID names a group's workspace; it is bound into everything that is sealed.
type WorkspaceID [16]byte

// Fingerprint names a group's signing key: 26 characters of RFC 4648 base32, the
// first 130 bits of a SHA-256. Its alphabet has no 0, 1, 8 and 9, so no two of its
// characters are mistaken for each other in print.
type Fingerprint string

const fingerprintLen = 26

// classKey is one epoch of a class. The first epoch is 1; later ones carry a counter in
// the upper half and random bits in the lower, so that two organisers who rotate
// without a connection make two epochs, and what one of them cannot read yet is known
// as such. Should both draw the same bits, both keys are kept and tried.
type classKey struct {
	epoch uint32
	key   []byte
}

// Keys are the keys of a group that one device holds. Its methods may be called
// from many goroutines at once.
type Keys struct {
	mu        sync.RWMutex
	locked    bool
	workspace WorkspaceID
	classes   map[oplog.Class][]classKey // by epoch, then by key
	events    map[string][]eventKey      // by epoch, then by recipient
	group     ed25519.PublicKey
	sign      ed25519.PrivateKey // nil on a door helper's device

	drawing sync.Mutex
	rand    io.Reader
}

// sealedClasses are the classes whose bodies are sealed.
var sealedClasses = []oplog.Class{oplog.Work, oplog.Roster, oplog.Contact}

// NewKeys draws the keys of a new group from rand: the workspace's id, the first
// epoch of each class and the signing key. Rand must be fit for keys and is kept for
// nonces; only a test hands in anything but crypto/rand.
func NewKeys(rand io.Reader) (*Keys, error) {
	k := emptyKeys(rand)
	if err := k.draw(k.workspace[:]); err != nil {
		return nil, err
	}
	seed := make([]byte, ed25519.SeedSize)
	if err := k.draw(seed); err != nil {
		return nil, err
	}
	k.setSign(seed)
	if err := k.Rotate(sealedClasses...); err != nil {
		return nil, err
	}
	return k, nil
}

func emptyKeys(rand io.Reader) *Keys {
	return &Keys{rand: rand, classes: map[oplog.Class][]classKey{}, events: map[string][]eventKey{}}
}

func (k *Keys) setSign(seed []byte) {
	k.sign = ed25519.NewKeyFromSeed(seed)
	k.group = bytes.Clone(k.sign[ed25519.SeedSize:])
}

func (k *Keys) draw(b []byte) error {
	k.drawing.Lock()
	defer k.drawing.Unlock()
	if _, err := io.ReadFull(k.rand, b); err != nil {
		return fmt.Errorf("draw random bytes: %w", err)
	}
	return nil
}

// Workspace is the id of the group's workspace.
func (k *Keys) Workspace() WorkspaceID { return k.workspace }

// Rotate adds an epoch to each class. New data is sealed with it; the keys of old
// epochs stay for reading.
func (k *Keys) Rotate(classes ...oplog.Class) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.locked {
		return ErrLocked
	}
	for _, class := range classes {
		if !slices.Contains(sealedClasses, class) {
			return fmt.Errorf("class %d has no key", class)
		}
		key := make([]byte, seedSize)
		if err := k.draw(key); err != nil {
			return err
		}
		epoch, err := k.nextEpoch(class)
		if err != nil {
			return err
		}
		k.addClassKey(class, classKey{epoch, key})
	}
	return nil
}

func (k *Keys) nextEpoch(class oplog.Class) (uint32, error) {
	have := k.classes[class]
	if len(have) == 0 {
		return 1, nil
	}
	count := have[len(have)-1].epoch>>16 + 1
	if count > math.MaxUint16 {
		return 0, fault.New(fault.Full, "the keys were changed too often", "")
	}
	low := make([]byte, 2)
	err := k.draw(low)
	return count<<16 | uint32(binary.BigEndian.Uint16(low)), err
}

// addClassKey keeps the list in order and each key once.
func (k *Keys) addClassKey(class oplog.Class, key classKey) {
	at, found := slices.BinarySearchFunc(k.classes[class], key, compareKeys)
	if !found {
		k.classes[class] = slices.Insert(k.classes[class], at, key)
	}
}

func compareKeys(a, b classKey) int {
	if a.epoch != b.epoch {
		return int(int64(a.epoch) - int64(b.epoch))
	}
	return bytes.Compare(a.key, b.key)
}

// newest gives the key that new data of a class is sealed with; the caller holds mu.
func (k *Keys) newest(class oplog.Class) (classKey, error) {
	if k.locked {
		return classKey{}, ErrLocked
	}
	have := k.classes[class]
	if len(have) == 0 {
		return classKey{}, ErrNoKey
	}
	return have[len(have)-1], nil
}

// Epoch gives the newest epoch of a class, 0 when this device holds none.
func (k *Keys) Epoch(class oplog.Class) uint32 {
	k.mu.RLock()
	defer k.mu.RUnlock()
	newest, err := k.newest(class)
	if err != nil {
		return 0
	}
	return newest.epoch
}

// Fingerprint names the group, and stays when all other keys change.
func (k *Keys) Fingerprint() Fingerprint { return fingerprintOf(k.group) }

func fingerprintOf(group ed25519.PublicKey) Fingerprint {
	sum := sha256.Sum256(append([]byte("daykit group v1\x00"), group...))
	return Fingerprint(base32.StdEncoding.EncodeToString(sum[:])[:fingerprintLen])
}

// Group is the group's public signing key.
func (k *Keys) Group() ed25519.PublicKey { return bytes.Clone(k.group) }

// Sign signs a message for a purpose. A signature for one purpose is none for
// another. ErrNoKey on a door helper's device.
func (k *Keys) Sign(purpose string, message []byte) ([]byte, error) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	if err := k.signs(); err != nil {
		return nil, err
	}
	return ed25519.Sign(k.sign, signed(purpose, message)), nil
}

// signs gives why these keys sign nothing now: ErrLocked, or ErrNoKey on a door helper's
// device. The caller holds mu.
func (k *Keys) signs() error {
	switch {
	case k.locked:
		return ErrLocked
	case k.sign == nil:
		return ErrNoKey
	}
	return nil
}

// Verify says whether a signature by Sign is right.
func Verify(group ed25519.PublicKey, purpose string, message, signature []byte) bool {
	return len(group) == ed25519.PublicKeySize && ed25519.Verify(group, signed(purpose, message), signature)
}

func signed(purpose string, message []byte) []byte {
	return append([]byte("daykit "+purpose+"\x00"), message...)
}

// Lock overwrites all keys in memory as far as they can be reached; every later
// call gives ErrLocked.
func (k *Keys) Lock() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.locked = true
	for _, keys := range k.classes {
		for _, key := range keys {
			wipe(key.key)
		}
	}
	for _, keys := range k.events {
		wipeEvent(keys)
	}
	wipe(k.sign)
	k.classes, k.events, k.sign = nil, nil, nil
}

// String hides the keys.
func (k *Keys) String() string { return hidden }

// GoString hides the keys.
func (k *Keys) GoString() string { return hidden }
