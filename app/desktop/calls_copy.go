package desktop

import (
	"context"

	"daykit/internal/desk"
)

// CopyEvent adds an event that is like another one, on another day, without people.
func (d *Desk) CopyEvent(id string, c desk.CopyChoice) (desk.Copied, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (desk.Copied, error) { return kit.CopyWith(ctx, id, c) })
}

// Templates lists the events that the group saved to begin others with.
func (d *Desk) Templates() ([]desk.TemplateCard, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) ([]desk.TemplateCard, error) { return kit.Templates(ctx) })
}

// SaveTemplate saves an event as a template and gives its id.
func (d *Desk) SaveTemplate(id, name string) (string, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (string, error) { return kit.SaveTemplate(ctx, id, name) })
}

// NewFromTemplate adds an event from a template.
func (d *Desk) NewFromTemplate(template string, c desk.CopyChoice) (desk.Copied, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (desk.Copied, error) {
		return kit.NewFromTemplate(ctx, template, c)
	})
}

// RenameTemplate gives a template another name.
func (d *Desk) RenameTemplate(template, name string) error {
	return change(d, "", func(ctx context.Context, kit *desk.Desk) error { return kit.RenameTemplate(ctx, template, name) })
}

// DropTemplate takes a template off the list.
func (d *Desk) DropTemplate(template string) error {
	return change(d, "", func(ctx context.Context, kit *desk.Desk) error { return kit.DropTemplate(ctx, template) })
}

// RestoreTemplate puts a dropped template back.
func (d *Desk) RestoreTemplate(template string) error {
	return change(d, "", func(ctx context.Context, kit *desk.Desk) error { return kit.RestoreTemplate(ctx, template) })
}

// SaveTemplateFile saves a template where the person says.
func (d *Desk) SaveTemplateFile(template string) (desk.Saved, error) {
	return saveAs(d, "Save the template", "template.json", func(ctx context.Context, kit *desk.Desk, path string) (desk.Saved, error) {
		return kit.SaveTemplateFile(ctx, template, path)
	})
}

// ImportTemplate takes in a template from a file that the person picks and gives its id;
// the id is empty when they picked none.
func (d *Desk) ImportTemplate() (string, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (string, error) {
		path, err := d.shell.files.OpenFile("Add a template", "Daykit template", "json")
		if err != nil || path == "" {
			return "", err
		}
		return kit.ImportTemplate(ctx, path)
	})
}
