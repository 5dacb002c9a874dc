package desktop

import (
	"context"

	"daykit/internal/desk"
)

// Venue gives what is known of the venue of an event.
func (d *Desk) Venue(id string) (desk.VenueView, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.VenueView, error) { return kit.Venue(ctx, id) })
}

// AnswerVenue says what is known of an item: yes, no, or with an empty answer nothing.
func (d *Desk) AnswerVenue(id, item, answer, note string) (desk.VenueView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.VenueView, error) {
		return kit.AnswerVenue(ctx, id, item, answer, note)
	})
}
