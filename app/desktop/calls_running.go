package desktop

import (
	"context"

	"daykit/internal/desk"
)

// Now gives what is on at this moment, and what is next.
func (d *Desk) Now(id string) (desk.Now, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Now, error) { return kit.Now(ctx, id, "") })
}

// BeginPoint says that a point of the running order begins now.
func (d *Desk) BeginPoint(id, point string) (desk.Now, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Now, error) { return kit.BeginPoint(ctx, id, point, "") })
}

// SkipPoint says that a point of the running order is left out.
func (d *Desk) SkipPoint(id, point string) (desk.Now, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Now, error) { return kit.SkipPoint(ctx, id, point, "") })
}

// TakeBackPoint takes back what was said last of the running order.
func (d *Desk) TakeBackPoint(id string) (desk.Now, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Now, error) { return kit.TakeBackPoint(ctx, id, "") })
}

// OfferProgramme gives the running order that the activities of an event bring.
func (d *Desk) OfferProgramme(id string) (desk.ProgrammeOffer, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.ProgrammeOffer, error) {
		return kit.OfferProgramme(ctx, id)
	})
}

// FillProgramme puts it in, in the place of what is there when that may go.
func (d *Desk) FillProgramme(id string, replace bool) (desk.EventView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.EventView, error) {
		return kit.FillProgramme(ctx, id, replace)
	})
}

// MoveProgramme moves a point, by its number from 1, and all that follow it.
func (d *Desk) MoveProgramme(id string, number, minutes int) (desk.EventView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.EventView, error) {
		return kit.MoveProgramme(ctx, id, number, minutes)
	})
}

// SaveFeed saves events, tasks and shifts for calendars, of one event or, with an empty
// id, of all; the file is empty when the person thought better of it.
func (d *Desk) SaveFeed(id string, names, todos bool) (desk.FeedSaved, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.FeedSaved, error) {
		path, err := d.shell.files.SaveFile("Save for calendars", "daykit.ics")
		if err != nil || path == "" {
			return desk.FeedSaved{}, err
		}
		return kit.SaveFeed(ctx, desk.FeedRequest{Event: id, Names: names, Todos: todos}, path)
	})
}

// SaveData saves everything of an event for other programs: into a folder, or as a zip or
// json file; the file is empty when the person thought better of it.
func (d *Desk) SaveData(id, form string, names bool) (desk.TakenData, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.TakenData, error) {
		path, err := d.dataTarget(form)
		if err != nil || path == "" {
			return desk.TakenData{Files: []string{}}, err
		}
		return kit.TakeData(ctx, id, path, names)
	})
}

func (d *Desk) dataTarget(form string) (string, error) {
	switch form {
	case "zip", "json":
		return d.shell.files.SaveFile("Save everything as one file", "daykit-data."+form)
	default:
		return d.shell.files.Folder("Put everything into")
	}
}
