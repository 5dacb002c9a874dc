package desktop

import (
	"context"
	"encoding/json"
	"os"

	"daykit/internal/desk"
)

// State gives what the always-visible line and the settings show.
func (d *Desk) State() (desk.State, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.State, error) { return kit.State(ctx) })
}

// SetLocale chooses the language of the window.
func (d *Desk) SetLocale(tag string) error {
	return change(d, "", func(ctx context.Context, kit *desk.Desk) error { return kit.SetLocale(ctx, tag) })
}

// Choices gives the closed lists that forms offer.
func (d *Desk) Choices() (desk.Choices, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Choices, error) { return kit.Choices(ctx) })
}

// Events lists the events.
func (d *Desk) Events() ([]desk.EventCard, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) ([]desk.EventCard, error) { return kit.Events(ctx) })
}

// AddSample adds the sample event and gives its id.
func (d *Desk) AddSample() (string, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (string, error) { return kit.AddSample(ctx) })
}

// ImportEvent adds an event from a file that the person picks and gives its id;
// the id is empty when they picked none.
func (d *Desk) ImportEvent() (string, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (string, error) {
		path, err := d.shell.files.OpenFile("Add an event", "Daykit event", "json")
		if err != nil || path == "" {
			return "", err
		}
		f, err := os.Open(path)
		if err != nil {
			return "", unreadable(err)
		}
		defer f.Close()
		return kit.NewEvent(ctx, f)
	})
}

// DeleteEvent takes an event off the list.
func (d *Desk) DeleteEvent(id string) error {
	return change(d, id, func(ctx context.Context, kit *desk.Desk) error { return kit.DeleteEvent(ctx, id) })
}

// Event gives one event with all that its rooms need to draw.
func (d *Desk) Event(id string) (desk.EventView, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.EventView, error) { return kit.Event(ctx, id) })
}

// EditEvent applies a JSON merge patch (RFC 7396) to the event's document.
func (d *Desk) EditEvent(id, changes string) (desk.EventView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.EventView, error) {
		return kit.Edit(ctx, id, json.RawMessage(changes))
	})
}

// Undo takes back the last act of this event and gives its label.
func (d *Desk) Undo(id string) (string, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (string, error) { return kit.Undo(ctx, id) })
}

// SaveCalendar saves the event for a calendar program where the person says.
func (d *Desk) SaveCalendar(id string) (desk.Saved, error) {
	return saveAs(d, "Save for a calendar", "event.ics", func(ctx context.Context, kit *desk.Desk, path string) (desk.Saved, error) {
		return kit.SaveCalendar(ctx, id, path)
	})
}
