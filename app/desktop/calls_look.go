package desktop

import (
	"context"

	"daykit/internal/desk"
)

// PageLook says what came of looking at an event's public page as a visitor does.
func (d *Desk) PageLook(id string) (desk.PageLook, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.PageLook, error) { return kit.PageLook(ctx, id) })
}

// LookAtPage looks now.
func (d *Desk) LookAtPage(id string) (desk.PageLook, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.PageLook, error) { return kit.LookAtPage(ctx, id) })
}

// SeenPageLook says that somebody knows what was found.
func (d *Desk) SeenPageLook(id string) (desk.PageLook, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.PageLook, error) { return kit.SeenPageLook(ctx, id) })
}

// lookAtPages looks when it is time, and tells the page what is new.
func (d *Desk) lookAtPages(ctx context.Context) {
	news, err := read(d, func(ctx context.Context, kit *desk.Desk) (bool, error) { return kit.LookWhenDue(ctx) })
	if err != nil && ctx.Err() == nil {
		d.log.Warn("the public pages were not looked at", "error", err)
	}
	if news {
		d.shell.changed("")
	}
}
