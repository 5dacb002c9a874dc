package desktop

import (
	"context"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
)

// Photographs lists the photographs of an event.
func (d *Desk) Photographs(id string) ([]desk.Photograph, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) ([]desk.Photograph, error) { return kit.Photographs(ctx, id) })
}

// PickPhotographs takes in the pictures that the person picks; nothing changes when they
// pick none.
func (d *Desk) PickPhotographs(id string) (desk.AddedPhotographs, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.AddedPhotographs, error) {
		paths, err := d.shell.files.OpenFiles("Choose photographs of the event", "Pictures", "jpg", "jpeg", "png", "webp", "gif")
		if err != nil {
			return desk.AddedPhotographs{}, err
		}
		return kit.AddPhotographs(ctx, id, paths)
	})
}

// EditPhotograph writes what is said of a photograph, and what was agreed.
func (d *Desk) EditPhotograph(id, photo string, in content.EventPhoto) ([]desk.Photograph, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) ([]desk.Photograph, error) {
		return kit.EditPhotograph(ctx, id, photo, in)
	})
}

// WithdrawPhotograph stops every use of a photograph, and says what to take down.
func (d *Desk) WithdrawPhotograph(id, photo string) (desk.WithdrawnPhotograph, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.WithdrawnPhotograph, error) {
		return kit.WithdrawPhotograph(ctx, id, photo)
	})
}

// ForgetPhotograph erases a photograph for good, and says what to take down.
func (d *Desk) ForgetPhotograph(id, photo string) (desk.WithdrawnPhotograph, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.WithdrawnPhotograph, error) {
		return kit.ForgetPhotograph(ctx, id, photo)
	})
}

// PhotographUses lists where a photograph was used.
func (d *Desk) PhotographUses(id, photo string) ([]desk.PrintRecord, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) ([]desk.PrintRecord, error) {
		return kit.PhotographUses(ctx, id, photo)
	})
}

// DropPhotograph takes a photograph off the list.
func (d *Desk) DropPhotograph(id, photo string) ([]desk.Photograph, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) ([]desk.Photograph, error) {
		return kit.DropPhotograph(ctx, id, photo)
	})
}

// SavePhotograph writes a photograph for a use to where the person says, or refuses with
// the reason; the file is empty when they thought better of it.
func (d *Desk) SavePhotograph(id, photo, use string) (desk.Saved, error) {
	saved, err := read(d, func(ctx context.Context, kit *desk.Desk) (desk.Saved, error) {
		out := desk.Saved{Kind: "photograph", Pages: 1, Problems: []desk.Problem{}}
		if _, _, err := kit.PhotographFor(ctx, id, photo, content.PhotoUse(use)); err != nil { // before somebody looks for a place
			return out, err
		}
		path, err := d.shell.files.SaveFile("Save the photograph", photo+".jpg")
		if err != nil || path == "" {
			return out, err
		}
		out.File = path
		return out, kit.SavePhotograph(ctx, id, photo, content.PhotoUse(use), path)
	})
	return saved, d.printed(id, saved, err)
}

// ThanksCounts says how many people there are to thank, and of nobody who it is.
func (d *Desk) ThanksCounts(id string) (desk.ThanksCounts, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.ThanksCounts, error) { return kit.ThanksCounts(ctx, id) })
}

// PickPeople asks for a file of people to thank; nobody is in it when the person picked none.
func (d *Desk) PickPeople() (desk.PeopleList, error) {
	return read(d, func(context.Context, *desk.Desk) (desk.PeopleList, error) {
		path, err := d.shell.files.OpenFile("Choose a list of people", "Lists", "csv")
		if err != nil || path == "" {
			return desk.PeopleList{}, err
		}
		return desk.ListOfPeople(path)
	})
}

// ThanksDraft is the kit's letter of thanks, to begin one's own with.
func (d *Desk) ThanksDraft(id, lang, whom string) (desk.Letter, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Letter, error) {
		return kit.ThanksDraft(ctx, id, lang, whom)
	})
}
