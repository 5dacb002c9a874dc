package desk

import (
	"context"

	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/data/sync"
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

// Revoked is the list of laptops after one was taken off, and whether the server knows.
type Revoked struct {
	Devices []DeviceItem `json:"devices"`
	Server  string       `json:"server"` // ServerReached, ServerLater, or empty where no campaign was joined
}

// What the server knows of a laptop that was taken off the list.
const (
	ServerReached = "reached" // it lets that laptop in no more
	ServerLater   = "later"   // it hears of it at the next sync, and lets that laptop in until then
)

// Revoke takes a laptop off the list and draws new keys, which it never gets. What it has
// read by then it keeps. Where a campaign was joined the server is told at once, after a
// sync that is under way and if it can be reached within ten seconds.
func (d *Desk) Revoke(ctx context.Context, id string) (Revoked, error) {
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
		return Revoked{}, err
	}
	if err := d.store.Audit(ctx, store.Note{What: auditRevoke, Device: id}); err != nil {
		return Revoked{}, err
	}
	out := Revoked{}
	m, err := sync.Membership(ctx, d.store)
	if err != nil {
		return Revoked{}, err
	}
	if m.Joined() {
		out.Server = d.tellRevoked(ctx)
	}
	out.Devices, err = d.Devices(ctx)
	return out, err
}

// RevokeDevice is Revoke for who asks for the list alone.
func (d *Desk) RevokeDevice(ctx context.Context, id string) ([]DeviceItem, error) {
	r, err := d.Revoke(ctx, id)
	return r.Devices, err
}

// tellRevoked brings the new keys to the server, and ends the tokens of those who are off
// the list. It is done here whatever the server says, so a failure is no error.
func (d *Desk) tellRevoked(ctx context.Context) string {
	ctx, done := context.WithTimeout(ctx, sheetWait)
	defer done()
	if err := d.meetServer(ctx); err != nil {
		d.opt.Log.WarnContext(ctx, "the server was not told of a laptop that was revoked", "error", err)
		return ServerLater
	}
	return ServerReached
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
