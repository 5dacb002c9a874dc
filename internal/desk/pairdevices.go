package desk

import (
	"context"

	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// DeviceItem is one laptop that holds keys of the group.
type DeviceItem struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Role    string `json:"role"`  // organiser or helper
	Event   string `json:"event"` // of a helper
	Here    bool   `json:"here"`  // it is this laptop
	Revoked bool   `json:"revoked"`
}

// Devices lists the laptops that hold keys of the group, and those that did.
func (d *Desk) Devices(_ context.Context) ([]DeviceItem, error) {
	out, own := []DeviceItem{}, d.vault.Own()
	err := d.vault.View(func(bag *seal.Keybag) error {
		if bag.Role != seal.Organiser {
			return errOrganisersOnly()
		}
		for _, dev := range bag.Devices {
			item := deviceItem(dev)
			item.Here = dev.ID == own.ID
			out = append(out, item)
		}
		return nil
	})
	return out, err
}

// RevokeDevice takes a laptop off the list and draws new keys, which it never gets.
// What it has read by then it keeps.
func (d *Desk) RevokeDevice(ctx context.Context, id string) ([]DeviceItem, error) {
	own := d.vault.Own()
	if err := d.vault.Edit(func(bag *seal.Keybag) error {
		if bag.Role != seal.Organiser {
			return errOrganisersOnly()
		}
		if id == own.ID {
			return fault.New(fault.Conflict, "this is the laptop that you sit at", "revoke it from another one")
		}
		return bag.Remove(id)
	}); err != nil {
		return nil, err
	}
	if err := d.store.Audit(ctx, store.Note{What: auditRevoke, Device: id}); err != nil {
		return nil, err
	}
	return d.Devices(ctx)
}

func errOrganisersOnly() error {
	return fault.New(fault.Denied, "a helper's laptop does not know the others", "ask an organiser")
}

func deviceItem(d seal.Device) DeviceItem {
	return DeviceItem{ID: d.ID, Name: d.Name, Role: roleName(d.Role), Event: d.Event, Revoked: d.Removed}
}

// inUse counts the devices that were not removed.
func inUse(all []seal.Device) int {
	n := 0
	for _, d := range all {
		if !d.Removed {
			n++
		}
	}
	return n
}
