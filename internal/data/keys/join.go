package keys

import (
	"context"
	"encoding/base32"
	"fmt"
	"io"
	"time"

	"daykit/internal/data/seal"
)

// Join makes this laptop a new organiser's of the group whose keybag this is, and keeps
// the keys here instead of those that were here before. It gives the laptop as the list
// has it; the name is what people call it.
func (v *Vault) Join(ctx context.Context, bag *seal.Keybag, name string) (seal.Device, error) {
	id, device, err := v.newDevice(bag, name)
	if err != nil {
		return device, err
	}
	file, err := withDevice(bag, device)
	if err != nil {
		return device, err
	}
	return device, v.keep(ctx, id, bag, file)
}

// Accept makes this laptop one of the group that invited it, and keeps its keys here
// instead of those that were here before. What the one that invited is to know of it is
// given to answer first, whose error leaves everything as it was. Now is the clock of
// this laptop; the faults are those of seal.PairingCode.Accept.
func (v *Vault) Accept(ctx context.Context, code seal.PairingCode, invitation []byte, name string, now time.Time, answer func(seal.Device) error) (seal.Device, error) {
	bag, err := code.Accept(invitation, now, v.opt.Rand)
	if err != nil {
		return seal.Device{}, err
	}
	id, device, err := v.newDevice(bag, name)
	if err != nil {
		return device, err
	}
	var file []byte
	if bag.Role == seal.Organiser {
		file, err = withDevice(bag, device)
	} else { // a helper cannot seal, so what the organiser signed is kept as it came
		file, err = code.Keep(invitation, device.Recipient)
	}
	if err != nil {
		return device, err
	}
	if err := answer(device); err != nil {
		return device, err
	}
	return device, v.keep(ctx, id, bag, file)
}

func withDevice(bag *seal.Keybag, d seal.Device) ([]byte, error) {
	if err := bag.Add(d); err != nil {
		return nil, err
	}
	return bag.Seal()
}

// newDevice draws the identity of this laptop in the group that a keybag is of.
func (v *Vault) newDevice(bag *seal.Keybag, name string) (seal.Identity, seal.Device, error) {
	id, err := seal.NewIdentity(seal.Hybrid, v.opt.Rand)
	if err != nil {
		return id, seal.Device{}, err
	}
	listed := v.nextID
	if listed == "" {
		listed, err = v.NextID()
	}
	return id, seal.Device{ID: listed, Name: name, Recipient: id.Recipient(), Role: bag.Role, Event: bag.Event}, err
}

// NextID draws the id that this laptop will have on the list of the group that it joins
// or accepts next, for a server that is to know it before.
func (v *Vault) NextID() (string, error) {
	b := make([]byte, 5)
	if _, err := io.ReadFull(v.opt.Rand, b); err != nil {
		return "", fmt.Errorf("draw the id of a device: %w", err)
	}
	v.nextID = base32.StdEncoding.EncodeToString(b)
	return v.nextID, nil
}
