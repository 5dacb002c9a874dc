package desk

import (
	"context"
	"errors"
	"slices"

	"daykit/internal/data/seal"
	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// doorBags seals the keys of each helper's laptop that is on the list and that the server
// lets in, for that laptop alone. What is more than the server takes is left out; those
// laptops keep the keys that they have.
func (d *Desk) doorBags(ctx context.Context, client *sync.Client) ([]wire.DoorBag, error) {
	out := []wire.DoorBag{} // not nil: when there are none, those at the server go
	helped := false
	if err := d.vault.View(func(bag *seal.Keybag) error {
		helped = slices.ContainsFunc(bag.Devices, func(dev seal.Device) bool { return dev.Role == seal.DoorHelper && !dev.Removed })
		return nil
	}); err != nil || !helped {
		return out, err
	}
	devices, err := client.Devices(ctx)
	if err != nil {
		return nil, err
	}
	size := 0
	err = d.vault.View(func(bag *seal.Keybag) error {
		for _, dev := range devices {
			if dev.Role != wire.RoleDoor || dev.Revoked {
				continue
			}
			body, err := bag.SealDoor(dev.Label) // by which the server knows its id on the list
			if errors.Is(err, seal.ErrNoKey) {
				continue
			}
			if err != nil {
				return err
			}
			if size += len(body); size > wire.MaxDoorBags || len(out) == wire.MaxDoors {
				d.opt.Log.WarnContext(ctx, "the server does not take the keys of so many helpers", "taken", len(out))
				return nil
			}
			out = append(out, wire.DoorBag{Device: dev.ID, Body: body})
		}
		return nil
	})
	return out, err
}

// lacks says whether the server, which has the keys of some helpers' laptops for this
// version, has none for one of ours.
func lacks(held, ours []wire.DoorBag) bool {
	return held != nil && slices.ContainsFunc(ours, func(want wire.DoorBag) bool {
		return !slices.ContainsFunc(held, func(have wire.DoorBag) bool { return have.Device == want.Device })
	})
}

// takeDoorKeys takes in what an organiser's laptop left at the server for this one, which
// is a helper's, and reads what came for keys that were not here. Nothing there, keys that
// are not for this laptop and a server of before such keys keep nothing else from being
// sent or taken.
func (d *Desk) takeDoorKeys(ctx context.Context, client *sync.Client) error {
	held, err := client.Keybag(ctx)
	if code := fault.CodeOf(err); err != nil && code != fault.Denied && code != fault.NotFound {
		return err
	}
	if err != nil || len(held.Body) == 0 {
		return nil
	}
	sum := hashOf(held.Body)
	known, err := d.store.Setting(ctx, settingServerKeys)
	if err != nil || sum == known {
		return err
	}
	err = d.vault.MeetDoor(held.Body)
	if code := fault.CodeOf(err); code == fault.Denied || code == fault.Damaged {
		d.opt.Log.WarnContext(ctx, "the keys at the server were not taken in", "error", err)
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := d.store.Unlock(ctx, d.vault); err != nil {
		return err
	}
	return d.store.SetSetting(ctx, settingServerKeys, sum)
}
