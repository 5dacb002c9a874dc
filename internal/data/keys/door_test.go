package keys_test

import (
	"bytes"
	"errors"
	"testing"

	"daykit/internal/data/keys"
	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

// helped is an organiser's laptop and that of a helper who is on its list.
func helped(t *testing.T, event string) (a, h *keys.Vault, fh *folder, device seal.Device) {
	t.Helper()
	a, fh = newFolder(t, 40).load(t, ""), newFolder(t, 41)
	h = fh.vault()
	code, invitation := invited(t, a, seal.DoorHelper, event)
	device, err := h.Accept(t.Context(), code, invitation, "door", noon, noAnswer)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Edit(func(b *seal.Keybag) error { return b.Add(device) }); err != nil {
		t.Fatal(err)
	}
	return a, h, fh, device
}

func sealedDoor(t *testing.T, v *keys.Vault, id string) (file []byte) {
	t.Helper()
	if err := v.View(func(b *seal.Keybag) (err error) {
		file, err = b.SealDoor(id)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestMeetDoor(t *testing.T) {
	t.Parallel()
	a, h, fh, device := helped(t, "E1")
	before := keybag(t, h)
	old := sealedDoor(t, a, device.ID)
	if err := h.MeetDoor(old); err != nil || !bytes.Equal(before, keybag(t, h)) {
		t.Errorf("keys that are here: got %v, or they were written again", err)
	}
	if err := a.Edit(func(b *seal.Keybag) error { return b.Keys.Rotate(oplog.Work, oplog.Roster) }); err != nil {
		t.Fatal(err)
	}
	sealed, next := works(t, a, nil), sealedDoor(t, a, device.ID)
	fh.fails = 1
	if err := h.MeetDoor(next); err == nil || !bytes.Equal(before, keybag(t, h)) {
		t.Errorf("keys that could not be kept: got %v", err)
	}
	if err := h.MeetDoor(next); err != nil || !bytes.Equal(next, keybag(t, h)) {
		t.Errorf("newer keys: got %v", err)
	}
	works(t, h, sealed)
	if err := h.MeetDoor(old); err != nil || !bytes.Equal(next, keybag(t, h)) {
		t.Errorf("older keys took the place of newer ones: %v", err)
	}
	works(t, fh.load(t, ""), sealed) // after a restart
}

func TestMeetDoorWithKeysOfOthers(t *testing.T) {
	t.Parallel()
	a, h, _, device := helped(t, "E1")
	before := keybag(t, h)
	if err := h.MeetDoor(keybag(t, a)); !errors.Is(err, keys.ErrNotListed) {
		t.Errorf("the group's: got %v", err)
	}
	wantFault(t, h.MeetDoor([]byte("no keybag")), fault.Damaged, "keybag")
	stranger := newFolder(t, 45).load(t, "")
	addDoor := func(v *keys.Vault, id, event string, role seal.Role) []byte {
		t.Helper()
		if err := v.Edit(func(b *seal.Keybag) error {
			return b.Add(seal.Device{ID: id, Recipient: device.Recipient, Role: role, Event: event})
		}); err != nil {
			t.Fatal(err)
		}
		if role == seal.Organiser {
			return keybag(t, v)
		}
		return sealedDoor(t, v, id)
	}
	wantFault(t, h.MeetDoor(addDoor(stranger, "X", "E1", seal.DoorHelper)), fault.Denied, "another group")
	wantFault(t, h.MeetDoor(addDoor(a, "Y", "E2", seal.DoorHelper)), fault.Denied, "not those of this helper's laptop")
	wantFault(t, h.MeetDoor(addDoor(a, "Z", "", seal.Organiser)), fault.Denied, "not those of this helper's laptop")
	wantFault(t, a.MeetDoor(keybag(t, a)), fault.Denied, "not those of this helper's laptop")
	if !bytes.Equal(before, keybag(t, h)) {
		t.Error("keys of others were taken in")
	}
}
