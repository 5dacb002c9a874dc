package seal

import (
	"bytes"
	"cmp"
	"slices"

	"daykit/internal/domain/fault"
)

// Merge takes in what another organiser's bag of the same group knows: keys that are
// new, devices, and removals, which win. The newest recovery sheet holds; of two that
// were made apart, the same one on both sides. When a device was removed in one bag while keys were drawn in the other, it
// may have been given those, so all keys are rotated once more.
func (b *Keybag) Merge(other *Keybag) error {
	if b.Role != Organiser || other.Role != Organiser ||
		b.Keys.workspace != other.Keys.workspace || !bytes.Equal(b.Keys.group, other.Keys.group) {
		return fault.New(fault.Denied, "only keybags of organisers of one group can be joined", "")
	}
	ours, theirs := removed(b.Devices), removed(other.Devices)
	split, err := b.Keys.takeIn(other.Keys)
	if err != nil {
		return err
	}
	if split && !slices.Equal(ours, theirs) {
		if err := b.Keys.Rotate(sealedClasses...); err != nil {
			return err
		}
		if err := b.Keys.rotateEvents(); err != nil {
			return err
		}
	}
	b.mergeDevices(other)
	if cmp.Or(cmp.Compare(other.Sheet, b.Sheet), cmp.Compare(other.Recovery, b.Recovery)) > 0 {
		b.Recovery, b.Sheet = other.Recovery, other.Sheet
	}
	b.Revision = max(b.Revision, other.Revision) + 1
	return nil
}

func removed(devices []Device) []string {
	var ids []string
	for _, d := range devices {
		if d.Removed {
			ids = append(ids, d.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

func (b *Keybag) mergeDevices(other *Keybag) {
	for _, d := range other.Devices {
		at := slices.IndexFunc(b.Devices, func(have Device) bool { return have.ID == d.ID })
		switch {
		case at < 0:
			b.Devices = append(b.Devices, d)
		case d.Removed || !b.Devices[at].Removed && other.Revision > b.Revision:
			b.Devices[at] = d
		}
	}
}

// takeIn adds the keys of other that k lacks, and says whether each had some that the
// other lacked. Keys are copied, so that locking one side leaves the other.
func (k *Keys) takeIn(other *Keys) (split bool, err error) {
	theirs, err := other.copies()
	if err != nil {
		return false, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.locked {
		return false, ErrLocked
	}
	before := k.count()
	for class, keys := range theirs.classes {
		for _, key := range keys {
			k.addClassKey(class, key)
		}
	}
	for event, keys := range theirs.events {
		for _, key := range keys {
			k.addEventKey(event, key)
		}
	}
	return k.count() > before && k.count() > theirs.count(), nil
}

func (k *Keys) count() int {
	n := 0
	for _, keys := range k.classes {
		n += len(keys)
	}
	for _, keys := range k.events {
		n += len(keys)
	}
	return n
}

// copies gives keys of classes and events that share no memory with k.
func (k *Keys) copies() (*Keys, error) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	if k.locked {
		return nil, ErrLocked
	}
	out := emptyKeys(k.rand)
	for class, keys := range k.classes {
		for _, key := range keys {
			out.addClassKey(class, classKey{key.epoch, bytes.Clone(key.key)})
		}
	}
	for event, keys := range k.events {
		for _, key := range keys {
			id, err := identityOf(key.id.kind, key.id.seed)
			if err != nil {
				return nil, err
			}
			out.addEventKey(event, eventKey{key.epoch, id})
		}
	}
	return out, nil
}

// Covers says whether b has all that another organiser's bag of the group has: its keys,
// its devices and removals, and a sheet that is no older.
func (b *Keybag) Covers(other *Keybag) (bool, error) {
	theirs, err := other.Keys.copies()
	if err != nil {
		return false, err
	}
	if cmp.Or(cmp.Compare(other.Sheet, b.Sheet), cmp.Compare(other.Recovery, b.Recovery)) > 0 {
		return false, nil
	}
	for _, d := range other.Devices {
		at := slices.IndexFunc(b.Devices, func(have Device) bool { return have.ID == d.ID })
		if at < 0 || d.Removed && !b.Devices[at].Removed || b.Devices[at].Name != d.Name && other.Revision > b.Revision {
			return false, nil
		}
	}
	return b.Keys.covers(theirs)
}

func (k *Keys) covers(theirs *Keys) (bool, error) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	if k.locked {
		return false, ErrLocked
	}
	for class, keys := range theirs.classes {
		for _, key := range keys {
			if _, have := slices.BinarySearchFunc(k.classes[class], key, compareKeys); !have {
				return false, nil
			}
		}
	}
	for event, keys := range theirs.events {
		for _, key := range keys {
			if !slices.ContainsFunc(k.events[event], func(have eventKey) bool {
				return have.epoch == key.epoch && bytes.Equal(have.id.seed, key.id.seed)
			}) {
				return false, nil
			}
		}
	}
	return true, nil
}
