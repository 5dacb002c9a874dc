package oplog

import (
	"maps"
	"slices"
)

// Erasure implements Erasures.
func (m *Mem) Erasure(id OpID) (Mark, error) { return m.erased[id], nil }

// PutErasure implements Erasures.
func (m *Mem) PutErasure(id OpID, k Mark) error {
	m.erased[id] = k
	setOwed(m.orphans, id, k)
	return nil
}

// Orphans implements Erasures.
func (m *Mem) Orphans() ([]OpID, error) { return sorted(m.orphans, OpID.Compare), nil }

// Gone implements Erasures.
func (m *Mem) Gone(e Entity) (Mark, error) { return m.gone[e], nil }

// PutGone implements Erasures.
func (m *Mem) PutGone(e Entity, k Mark) error {
	m.gone[e] = k
	setOwed(m.ghosts, e, k)
	return nil
}

// Ghosts implements Erasures.
func (m *Mem) Ghosts() ([]Entity, error) { return sorted(m.ghosts, Entity.Compare), nil }

func setOwed[K comparable](set map[K]struct{}, k K, m Mark) {
	if m == Owed {
		set[k] = struct{}{}
	} else {
		delete(set, k)
	}
}

func sorted[K comparable, V any](set map[K]V, by func(a, b K) int) []K {
	if len(set) == 0 {
		return nil
	}
	return slices.SortedFunc(maps.Keys(set), by)
}

// Quarantined implements Aside.
func (m *Mem) Quarantined(id OpID) (Quarantine, error) { return m.aside[id], nil }

// PutQuarantine implements Aside.
func (m *Mem) PutQuarantine(id OpID, q Quarantine) error {
	m.aside[id] = q
	return nil
}

// DropQuarantine implements Aside.
func (m *Mem) DropQuarantine(id OpID) error {
	delete(m.aside, id)
	return nil
}

// Quarantines implements Aside.
func (m *Mem) Quarantines(c Cause) ([]OpID, error) {
	var out []OpID
	for id, q := range m.aside {
		if q.Cause == c {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, OpID.Compare)
	return out, nil
}

// Place implements Link.
func (m *Mem) Place() (Cursor, error) { return m.place, nil }

// PutPlace implements Link.
func (m *Mem) PutPlace(c Cursor) error {
	m.place = c
	return nil
}

// Mail implements Link.
func (m *Mem) Mail(uuid string) (ops []OpID, known bool, err error) {
	ops, known = m.mail[uuid]
	return ops, known, nil
}

// PutMail implements Link.
func (m *Mem) PutMail(uuid string, ops []OpID) error {
	m.mail[uuid] = ops
	return nil
}

// DropMail implements Link.
func (m *Mem) DropMail(uuid string) error {
	delete(m.mail, uuid)
	return nil
}

// Mails implements Link.
func (m *Mem) Mails() ([]string, error) {
	if len(m.mail) == 0 {
		return nil, nil
	}
	return slices.Sorted(maps.Keys(m.mail)), nil
}

// Erasures gives every erasure that is known. The map must not be changed.
func (m *Mem) Erasures() map[OpID]Mark { return m.erased }

// AllGone gives every entity that is gone. The map must not be changed.
func (m *Mem) AllGone() map[Entity]Mark { return m.gone }
