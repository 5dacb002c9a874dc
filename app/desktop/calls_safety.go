package desktop

import (
	"context"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// Safety says whether anything here exists only here, and what to do about it.
func (d *Desk) Safety() (desk.Safety, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Safety, error) { return kit.Safety(ctx) })
}

// Lock closes names and contacts away until Unlock.
func (d *Desk) Lock() error {
	return change(d, "", func(_ context.Context, kit *desk.Desk) error { return kit.Lock() })
}

// Unlock opens names and contacts by the passphrase.
func (d *Desk) Unlock(passphrase string) error {
	return change(d, "", func(ctx context.Context, kit *desk.Desk) error { return kit.Unlock(ctx, passphrase) })
}

// SetPassphrase keeps the keys of this laptop by a passphrase from now on.
func (d *Desk) SetPassphrase(passphrase string) error {
	return change(d, "", func(ctx context.Context, kit *desk.Desk) error {
		_, err := kit.SetPassphrase(ctx, passphrase)
		return err
	})
}

// RemovePassphrase keeps the keys of this laptop without a passphrase again.
func (d *Desk) RemovePassphrase() error {
	return change(d, "", func(ctx context.Context, kit *desk.Desk) error {
		_, err := kit.DropPassphrase(ctx)
		return err
	})
}

// SaveBackup saves everything where the person says, such as on a memory stick.
func (d *Desk) SaveBackup() (desk.Saved, error) {
	return d.told("", func() (desk.Saved, error) {
		return saveAs(d, "Save everything", "daykit-backup.daykit", func(ctx context.Context, kit *desk.Desk, path string) (desk.Saved, error) {
			b, err := kit.Backup(ctx, path)
			return savedAs(b.File, "backup"), err
		})
	})
}

// GoOn ends the wait after a Restore: from then on things are sent again.
func (d *Desk) GoOn() error {
	return change(d, "", func(ctx context.Context, kit *desk.Desk) error { return kit.Release(ctx) })
}

// SeenRecovered says that the person has read that the stored data was damaged, and what
// may be missing.
func (d *Desk) SeenRecovered() error {
	return change(d, "", func(ctx context.Context, kit *desk.Desk) error { return kit.SeenMended(ctx) })
}

// ExportEvent saves one event for one of the group's devices, or with an empty
// device for all of them.
func (d *Desk) ExportEvent(id, device string) (desk.Saved, error) {
	return d.told("", func() (desk.Saved, error) {
		return saveAs(d, "Save the event for another laptop", "event.daykit", func(ctx context.Context, kit *desk.Desk, path string) (desk.Saved, error) {
			e, err := kit.Export(ctx, id, path, device)
			return savedAs(e.File, "event"), err
		})
	})
}

// PickMerge asks for the event file of another laptop and says what Merge would do
// with it; the path is empty when the person picked none.
func (d *Desk) PickMerge() (desk.MergePreview, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.MergePreview, error) {
		path, err := d.shell.files.OpenFile("Choose an event of another laptop", "Daykit", "daykit")
		if err != nil || path == "" {
			return desk.MergePreview{}, err
		}
		d.merge.Store(&path)
		return kit.PreviewMerge(ctx, path)
	})
}

// Merge takes in the file that PickMerge gave last, and no other. The event "progress"
// says how far it is, and Stop ends it.
func (d *Desk) Merge(path string) (desk.MergePreview, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (desk.MergePreview, error) {
		if picked := d.merge.Load(); picked == nil || *picked != path {
			return desk.MergePreview{}, fault.New(fault.Denied, "that file was not chosen here", "choose the file again")
		}
		ctx, done := d.keeping.begin(ctx)
		defer done()
		return kit.Merge(ctx, path)
	})
}

// Redo does again what Undo took back last, and gives its label.
func (d *Desk) Redo(id string) (string, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (string, error) { return kit.Redo(ctx, id) })
}

// Conflicts lists what two laptops changed at once and nobody has settled.
func (d *Desk) Conflicts(id string) ([]desk.Conflict, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) ([]desk.Conflict, error) { return kit.Conflicts(ctx, id) })
}

// Settle ends a conflict; keep is now or lost, and lost the value that had lost, as
// JSON.
func (d *Desk) Settle(id, entity, thing, field, keep, lost string) error {
	return change(d, id, func(ctx context.Context, kit *desk.Desk) error {
		return kit.Settle(ctx, id, desk.Settlement{Entity: entity, ID: thing, Field: field, Keep: keep, Lost: lost})
	})
}

// EraseGuest erases a person from here and from every backup; it cannot be undone.
func (d *Desk) EraseGuest(id, guest string) (desk.Erased, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (desk.Erased, error) { return kit.EraseGuest(ctx, id, guest) })
}

// Audit lists what was done with the data of people, newest first; an empty id is
// every event.
func (d *Desk) Audit(id string) ([]desk.AuditEntry, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) ([]desk.AuditEntry, error) { return kit.Audit(ctx, id) })
}

// told is for a call that ends in a file: the page is told of it when there is one.
func (d *Desk) told(event string, save func() (desk.Saved, error)) (desk.Saved, error) {
	saved, err := save()
	return saved, d.printed(event, saved, err)
}

func savedAs(file, kind string) desk.Saved {
	return desk.Saved{File: file, Kind: kind, Problems: []desk.Problem{}}
}
