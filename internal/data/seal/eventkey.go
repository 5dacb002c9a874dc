package seal

import (
	"bytes"
	"cmp"
	"io"
	"slices"

	"filippo.io/age"

	"daykit/internal/domain/fault"
)

// maxSignup is the greatest size in bytes of a sign-up, sealed or open.
const maxSignup = 64 << 10

// eventKey is one epoch of an event's key; as with class keys, one epoch may have two.
type eventKey struct {
	epoch uint32
	id    Identity
}

// addEventKey keeps the list in order and each key once.
func (k *Keys) addEventKey(event string, key eventKey) {
	at, found := slices.BinarySearchFunc(k.events[event], key, func(a, b eventKey) int {
		return cmp.Or(cmp.Compare(a.epoch, b.epoch), cmp.Compare(a.id.recipient, b.id.recipient))
	})
	if !found {
		k.events[event] = slices.Insert(k.events[event], at, key)
	}
}

func wipeEvent(keys []eventKey) {
	for i := range keys {
		keys[i].id.Wipe()
	}
}

// NewEventKey draws a key for an event's sign-ups and gives its recipient. From then
// on EventRecipient gives it; sign-ups that were sent to older ones still open.
func (k *Keys) NewEventKey(event string, kind Kind) (recipient string, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.signs(); err != nil {
		return "", err
	}
	seed := make([]byte, seedSize)
	if err := k.draw(seed); err != nil {
		return "", err
	}
	id, err := identityOf(kind, seed)
	if err != nil {
		return "", err
	}
	epoch := uint32(1)
	if have := k.events[event]; len(have) > 0 {
		epoch = have[len(have)-1].epoch + 1
	}
	k.addEventKey(event, eventKey{epoch, id})
	return id.recipient, nil
}

// EventRecipient gives the recipient of the event's newest key, ErrNoKey when there
// is none.
func (k *Keys) EventRecipient(event string) (string, error) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	keys := k.events[event]
	switch {
	case k.locked:
		return "", ErrLocked
	case len(keys) == 0:
		return "", ErrNoKey
	}
	return keys[len(keys)-1].id.recipient, nil
}

// OpensFor reports whether a key of the event is the one of a recipient, old or new; not
// while the keys are locked.
func (k *Keys) OpensFor(event, recipient string) bool {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return !k.locked && slices.ContainsFunc(k.events[event], func(key eventKey) bool { return key.id.recipient == recipient })
}

// OpenSignup opens a sign-up that a browser encrypted to a recipient of the event.
// ErrNoKey when no key of the event fits.
func (k *Keys) OpenSignup(event string, sealed []byte) ([]byte, error) {
	if len(sealed) > maxSignup {
		return nil, fault.Invalidf("", "the sign-up has %d bytes, at most %d are read", len(sealed), maxSignup)
	}
	k.mu.RLock()
	defer k.mu.RUnlock()
	switch {
	case k.locked:
		return nil, ErrLocked
	case len(k.events[event]) == 0:
		return nil, ErrNoKey
	}
	var ids []Identity
	for _, key := range slices.Backward(k.events[event]) {
		ids = append(ids, key.id)
	}
	return openAge(sealed, ids, maxSignup, "the sign-up")
}

// FewerEvents drops the keys of every event that keep does not name, once their
// sign-ups were read and their time is over.
func (k *Keys) FewerEvents(keep ...string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for event, keys := range k.events {
		if !slices.Contains(keep, event) {
			wipeEvent(keys)
			delete(k.events, event)
		}
	}
}

// openAge opens a whole age file of at most limit bytes of content.
func openAge(file []byte, ids []Identity, limit int64, what string) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(file), ageIdentities(ids)...)
	if err != nil {
		return nil, ageError(err, what)
	}
	plain, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return nil, ageError(err, what)
	case int64(len(plain)) > limit:
		return nil, fault.Invalidf("", "%s is larger than %d bytes", what, limit)
	}
	return plain, nil
}

func ageIdentities(ids []Identity) []age.Identity {
	out := make([]age.Identity, 0, len(ids))
	for _, id := range ids {
		if id.age != nil {
			out = append(out, id.age)
		}
	}
	return out
}
