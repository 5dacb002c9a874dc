package desktop

import (
	"context"

	"daykit/internal/desk"
)

// Packs says what this laptop has of the campaign's packs, and how old its list of
// withdrawals is.
func (d *Desk) Packs() (desk.PackStatus, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.PackStatus, error) { return kit.Packs(ctx) })
}

// CheckPacks says which prints to take down.
func (d *Desk) CheckPacks() (desk.PackCheck, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.PackCheck, error) { return kit.CheckPacks(ctx) })
}
