package keys

import (
	"bytes"
	"errors"
	"io"

	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

// ErrNotListed says that the group's keys elsewhere are not for this laptop: it was taken
// off the list, the laptop that invited it has not put it there yet, or it has keys of
// its own. What it would send nobody else could read.
var ErrNotListed = fault.New(fault.Denied, "the group's keys on the server are not for this laptop, so nothing was sent",
	"let a laptop that has them finish the pairing, or invite this one; if none is left, check the recovery sheet here: `daykit recovery check`; without one, ask the campaign for a new invitation under another name")

// Meet makes the keys here and those elsewhere the same, such as at a server. It gives
// what both are to have, and whether the other side is still to be given it; what came
// from there is on the disk already. With no keys there those here are to be given.
// ErrNotListed when they open neither here nor by one of the identities of sheets.
func (v *Vault) Meet(theirs []byte, sheets ...seal.Identity) (both []byte, put bool, err error) {
	v.change.Lock()
	defer v.change.Unlock()
	id, err := v.opened()
	if err != nil {
		return nil, false, err
	}
	file, err := v.keybag()
	if err != nil || len(theirs) == 0 || bytes.Equal(file, theirs) {
		return file, len(theirs) == 0, err
	}
	ours, err := v.readBag(id)
	if err != nil {
		return nil, false, err
	}
	other, err := openAny(theirs, ours.Keys.Fingerprint(), v.opt.Rand, append(sheets, id)...)
	if err != nil {
		return nil, false, err
	}
	behind, err := ours.Covers(other)
	if err != nil {
		return nil, false, err
	}
	ahead, err := other.Covers(ours)
	switch {
	case err != nil:
		return nil, false, err
	case ahead:
		return theirs, false, v.replace(other, theirs)
	case behind:
		return file, true, nil
	}
	if err := ours.Merge(other); err != nil {
		return nil, false, err
	}
	if file, err = ours.Seal(); err != nil {
		return nil, false, err
	}
	return file, true, v.replace(ours, file)
}

// MeetDoor takes in what an organiser's laptop sealed for this one, which is a helper's.
// Keys that have not all of those here, such as older ones, change nothing: a helper's
// laptop cannot join two, and an organiser's will. ErrNotListed when they do not open
// here, and a Denied fault when they are another group's or for something else.
func (v *Vault) MeetDoor(theirs []byte) error {
	v.change.Lock()
	defer v.change.Unlock()
	id, err := v.opened()
	if err != nil {
		return err
	}
	ours, err := v.readBag(id)
	if err != nil {
		return err
	}
	other, err := openAny(theirs, ours.Keys.Fingerprint(), v.opt.Rand, id)
	if err != nil {
		return err
	}
	if ours.Role != seal.DoorHelper || other.Role != ours.Role || other.Event != ours.Event || other.Keys.Workspace() != ours.Keys.Workspace() {
		return fault.New(fault.Denied, "these keys are not those of this helper's laptop", "ask an organiser to invite it again")
	}
	known, err := ours.Covers(other)
	if err != nil || known {
		return err
	}
	ahead, err := other.Covers(ours)
	if err != nil || !ahead {
		return err
	}
	return v.replace(other, theirs)
}

// openAny opens a keybag by the first identity that does.
func openAny(file []byte, group seal.Fingerprint, rand io.Reader, ids ...seal.Identity) (*seal.Keybag, error) {
	for _, id := range ids {
		bag, err := seal.OpenKeybag(file, id, group, rand)
		if !errors.Is(err, seal.ErrNoKey) {
			return bag, err
		}
	}
	return nil, ErrNotListed
}
