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

// SaveReport saves the numbers of one event, as csv or json, where the person says.
func (d *Desk) SaveReport(id, format string) (desk.Saved, error) {
	return saveAs(d, "Save the numbers", "report."+plainName(format), func(ctx context.Context, kit *desk.Desk, path string) (desk.Saved, error) {
		return kit.SaveReport(ctx, id, path)
	})
}
