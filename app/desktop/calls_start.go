package desktop

import (
	"context"

	"daykit/internal/desk"
)

// PreviewStart says what an event would begin with, and makes nothing.
func (d *Desk) PreviewStart(form desk.StartForm) (desk.StartPreview, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.StartPreview, error) {
		return kit.PreviewStart(ctx, form)
	})
}

// Start begins an event with all that PreviewStart shows and gives its id.
func (d *Desk) Start(form desk.StartForm) (string, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (string, error) { return kit.Start(ctx, form) })
}

// Packing gives what to pack for an event, to take care of and to be allowed.
func (d *Desk) Packing(id string) (desk.Packing, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Packing, error) { return kit.Packing(ctx, id) })
}

// TakePacking puts what is offered on the list; no line named means all.
func (d *Desk) TakePacking(id string, lines []string) (desk.Packing, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Packing, error) {
		return kit.TakePacking(ctx, id, lines)
	})
}

// RescalePacking takes the numbers that changed with the event, or keeps those that are there;
// no line named means all.
func (d *Desk) RescalePacking(id string, lines []string, keep bool) (desk.Packing, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Packing, error) {
		return kit.RescalePacking(ctx, id, lines, keep)
	})
}

// AddPacking adds a line of the group's own.
func (d *Desk) AddPacking(id string, form desk.PackingForm) (desk.Packing, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Packing, error) { return kit.AddPacking(ctx, id, form) })
}

// EditPacking changes a line.
func (d *Desk) EditPacking(id, line string, form desk.PackingForm) (desk.Packing, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Packing, error) {
		return kit.EditPacking(ctx, id, line, form)
	})
}

// SetPacked ticks a line, or takes the tick away.
func (d *Desk) SetPacked(id, line string, done bool) (desk.Packing, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Packing, error) {
		return kit.SetPacked(ctx, id, line, done)
	})
}

// DropPacking takes a line off the list.
func (d *Desk) DropPacking(id, line string) (desk.Packing, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Packing, error) { return kit.DropPacking(ctx, id, line) })
}
