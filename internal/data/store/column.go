package store

import (
	"encoding/json"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

// Sealer closes and opens the bodies of ops and the columns of private values.
// *seal.Keys is one.
type Sealer interface {
	oplog.Sealer

	// SealColumn seals a value for one place, and OpenColumn opens it there alone.
	// What SealColumn gives begins with a byte that no JSON text begins with.
	SealColumn(class oplog.Class, at seal.Cell, plain []byte) ([]byte, error)
	OpenColumn(class oplog.Class, at seal.Cell, sealed []byte) ([]byte, error)

	// Workspace names the group whose keys these are.
	Workspace() seal.WorkspaceID
}

var (
	_ Sealer = (*seal.Keys)(nil)
	_ Sealer = bare{}
	_ Sealer = Locked{}
)

// Locked is the Sealer of a workspace whose keys have not come yet: everything
// private gives seal.ErrLocked until Unlock.
type Locked struct{}

// Seal implements Sealer.
func (Locked) Seal(c oplog.Class, _ oplog.OpID, plain []byte) (epoch uint32, body []byte, err error) {
	if c.Private() {
		return 0, nil, seal.ErrLocked
	}
	return 0, plain, nil
}

// Open implements Sealer.
func (Locked) Open(c oplog.Class, epoch uint32, id oplog.OpID, body []byte) ([]byte, error) {
	if c.Private() {
		return nil, seal.ErrLocked
	}
	return oplog.Plain{}.Open(c, epoch, id, body)
}

// SealColumn implements Sealer.
func (Locked) SealColumn(oplog.Class, seal.Cell, []byte) ([]byte, error) { return nil, seal.ErrLocked }

// OpenColumn implements Sealer.
func (Locked) OpenColumn(oplog.Class, seal.Cell, []byte) ([]byte, error) { return nil, seal.ErrLocked }

// Workspace implements Sealer.
func (Locked) Workspace() (none seal.WorkspaceID) { return none }

// bare is the Sealer of a workspace that has no keys: private values lie in it as
// they are, and private ops never leave it.
type bare struct{ oplog.Plain }

// bareVersion stands where the version of a sealed column does.
const bareVersion = 0

// SealColumn implements Sealer.
func (bare) SealColumn(_ oplog.Class, _ seal.Cell, plain []byte) ([]byte, error) {
	return append([]byte{bareVersion}, plain...), nil
}

// OpenColumn implements Sealer.
func (bare) OpenColumn(_ oplog.Class, _ seal.Cell, sealed []byte) ([]byte, error) {
	if len(sealed) == 0 || sealed[0] != bareVersion {
		return nil, oplog.ErrNoKey
	}
	return sealed[1:], nil
}

// Workspace implements Sealer.
func (bare) Workspace() (none seal.WorkspaceID) { return none }

// bodies is the Sealer that the replica sees: whatever the store has now.
type bodies struct{ s *Store }

// Seal implements oplog.Sealer.
func (b bodies) Seal(c oplog.Class, id oplog.OpID, plain []byte) (epoch uint32, body []byte, err error) {
	return b.s.sealer().Seal(c, id, plain) //nolint:wrapcheck // the replica tells ErrNoKey from others
}

// Open implements oplog.Sealer.
func (b bodies) Open(c oplog.Class, epoch uint32, id oplog.OpID, body []byte) ([]byte, error) {
	return b.s.sealer().Open(c, epoch, id, body) //nolint:wrapcheck // the replica tells ErrNoKey from others
}

// sealedClass reports whether values of the class lie sealed in the tables. Plans
// of the class Work do not, so that they can be read while the keys are locked.
func sealedClass(c oplog.Class) bool { return c >= oplog.Roster }

// isSealed tells a sealed column from JSON by its first byte.
func isSealed(v []byte) bool { return len(v) > 0 && v[0] <= 1 }

// cellAt and factAt are the places that values are sealed for. A value that loses
// against another moves from cell to conflict as it is, so both are one place.
func cellAt(k oplog.Key) seal.Cell {
	return seal.Cell{Table: "cell", Entity: k.Entity, ID: k.ID, Field: k.Field}
}

func factAt(id string) seal.Cell { return seal.Cell{Table: "fact", ID: id} }

// column gives the form in which a value lies in the tables; one that was read
// from them and not opened stays as it is.
func (s *Store) column(c oplog.Class, at seal.Cell, v json.RawMessage) ([]byte, error) {
	if !sealedClass(c) || len(v) == 0 || isSealed(v) {
		return blob(v), nil
	}
	return s.sealer().SealColumn(c, at, v)
}

// opened is the inverse of column.
func (s *Store) opened(c oplog.Class, at seal.Cell, v []byte) (json.RawMessage, error) {
	if !isSealed(v) {
		return v, nil
	}
	return s.sealer().OpenColumn(c, at, v)
}

// locked says in plain words that a key is not here.
func locked(err error) error {
	if fault.CodeOf(err) == fault.Denied { // seal.ErrLocked
		return fault.Wrap(err, fault.Locked, "the names and contacts are locked", "unlock with your passphrase")
	}
	return fault.Wrap(err, fault.Locked, "this computer has not been given the key to this", "ask an organiser to pair it again")
}
