package desktop

import (
	"context"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// Guests lists the guests by name, with how to reach them.
func (d *Desk) Guests(id string) ([]desk.Guest, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) ([]desk.Guest, error) { return kit.OpenContacts(ctx, id) })
}

// PickGuests asks for a guest list and says what ImportGuests would do with it;
// the path is empty when the person picked none.
func (d *Desk) PickGuests(id string) (desk.ImportPreview, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.ImportPreview, error) {
		path, err := d.shell.files.OpenFile("Add a guest list", "Guest list", "csv")
		if err != nil || path == "" {
			return desk.ImportPreview{Errors: []desk.LineError{}, Sample: []desk.Guest{}}, err
		}
		d.picked.Store(&path)
		return kit.PreviewGuests(ctx, id, path)
	})
}

// ImportGuests takes in the guest list that PickGuests gave last, whole or not at
// all, and gives the new numbers. No other path is read: the page has no business
// with the rest of the disk.
func (d *Desk) ImportGuests(id, path string) (desk.Attendance, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Attendance, error) {
		if picked := d.picked.Load(); picked == nil || *picked != path {
			return desk.Attendance{}, fault.New(fault.Denied, "that guest list was not chosen here", "choose the file again")
		}
		if _, err := kit.ImportGuests(ctx, id, path); err != nil {
			return desk.Attendance{}, err
		}
		return kit.Attendance(ctx, id)
	})
}

// AddGuest signs one person or party up by hand.
func (d *Desk) AddGuest(id, name, lang string, party int) (desk.Guest, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Guest, error) {
		return kit.AddGuest(ctx, id, name, lang, party)
	})
}

// Attendance gives the numbers of one event.
func (d *Desk) Attendance(id string) (desk.Attendance, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Attendance, error) { return kit.Attendance(ctx, id) })
}

// Arrive records that a guest, with their party, is in the room.
func (d *Desk) Arrive(id, guest string) (desk.Attendance, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Attendance, error) { return kit.Arrive(ctx, id, guest) })
}

// ArriveNamed records an arrival by name.
func (d *Desk) ArriveNamed(id, name string) (desk.Attendance, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Attendance, error) {
		return kit.ArriveNamed(ctx, id, name)
	})
}

// WalkIns counts people who had not signed up; a negative n takes the latest back.
func (d *Desk) WalkIns(id string, n int) (desk.Attendance, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Attendance, error) { return kit.WalkIns(ctx, id, n) })
}
