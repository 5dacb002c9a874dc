package desktop

import (
	"context"

	"daykit/internal/desk"
)

// WordsOf gives advice on the organisers' own words of an event.
func (d *Desk) WordsOf(id string) (desk.EventWords, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.EventWords, error) { return kit.WordsOf(ctx, id) })
}
