package desktop

import (
	"context"

	"daykit/internal/desk"
)

// Outgoing says exactly what the next sync would send.
func (d *Desk) Outgoing() (desk.Outgoing, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Outgoing, error) { return kit.Outgoing(ctx) })
}

// Publish makes the event's public page; it is sent by the next sync.
func (d *Desk) Publish(id string) (desk.EventView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.EventView, error) { return kit.Publish(ctx, id) })
}

// Join spends an invitation code of the campaign's server.
func (d *Desk) Join(url, code string) (desk.State, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (desk.State, error) { return kit.Join(ctx, url, code) })
}

// Sync sends what waits, and takes in what the server has. The page is told after a refusal
// too: something may have come before it, such as what was withdrawn.
func (d *Desk) Sync() (desk.SyncResult, error) {
	out, err := read(d, func(ctx context.Context, kit *desk.Desk) (desk.SyncResult, error) { return kit.Sync(ctx) })
	d.shell.changed("")
	return out, err
}

// SyncSeen sends what Outgoing showed with a mark, or nothing.
func (d *Desk) SyncSeen(mark string) (desk.SyncResult, error) {
	out, err := read(d, func(ctx context.Context, kit *desk.Desk) (desk.SyncResult, error) { return kit.SyncSeen(ctx, mark) })
	d.shell.changed("")
	return out, err
}

// Send says what the campaign would get of an event, and what of it is ticked.
func (d *Desk) Send(id string) (desk.SendView, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.SendView, error) { return kit.Send(ctx, id) })
}

// SendParts ticks parts of what the campaign gets of an event.
func (d *Desk) SendParts(id string, on map[string]bool) (desk.SendView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.SendView, error) { return kit.SendParts(ctx, id, on) })
}

// SendItem takes one comment or photograph along, or leaves it out.
func (d *Desk) SendItem(id, kind, item string, on bool) (desk.SendView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.SendView, error) {
		return kit.SendItem(ctx, id, kind, item, on)
	})
}

// SendLooked says that somebody read words in which names stand.
func (d *Desk) SendLooked(id, kind, item string) (desk.SendView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.SendView, error) {
		return kit.SendLooked(ctx, id, kind, item)
	})
}
