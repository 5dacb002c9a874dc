package desk

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/page/picture"
)

// mediaDir is the folder of the workspace's pictures, within the data folder. A
// picture is called by a hash of its content, so that it is there once and never
// changes.
const mediaDir = "media"

const actPhoto = "photo"

// usualFocus is where faces mostly are.
var usualFocus = event.Focus{X: 50, Y: 40}

// SetPhoto takes the picture in the file at path into the workspace and onto the
// event's posters. What the picture said about where and when it was taken does
// not come along. The notes are keys of what a person should know.
func (d *Desk) SetPhoto(ctx context.Context, id, path string) (EventView, []string, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return EventView{}, nil, err
	}
	photo, err := openPicture(path)
	if err != nil {
		return EventView{}, nil, err
	}
	name, err := d.keepPicture(photo.Picture)
	if err != nil {
		return EventView{}, nil, err
	}
	next := ev
	next.Photo = event.Photo{File: name, Alt: event.Text{}, Focus: usualFocus}
	if err := d.saveEvent(ctx, actPhoto, ev, next); err != nil {
		return EventView{}, nil, err
	}
	notes := []string{}
	for _, n := range photo.Notes {
		notes = append(notes, photoNote(n))
	}
	view, err := d.Event(ctx, id)
	return view, notes, err
}

// PhotoNotes lists every note that SetPhoto can give.
func PhotoNotes() []string {
	return []string{photoNote(picture.Scaled), photoNote(picture.Profile), photoNote(picture.CMYK), photoNote(picture.Transparent)}
}

func photoNote(n picture.Note) string { return "note.photo-" + string(n) }

// DropPhoto takes the picture off the event's posters. The file stays, since the
// act can be undone.
func (d *Desk) DropPhoto(ctx context.Context, id string) (EventView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return EventView{}, err
	}
	next := ev
	next.Photo = event.Photo{Alt: event.Text{}}
	if err := d.saveEvent(ctx, actPhoto, ev, next); err != nil {
		return EventView{}, err
	}
	return d.Event(ctx, id)
}

// Picture gives a picture of the workspace by its name.
func (d *Desk) Picture(name string) ([]byte, error) {
	if name != filepath.Base(name) || !strings.HasSuffix(name, ".jpg") {
		return nil, fault.New(fault.NotFound, "there is no such picture", "")
	}
	b, err := os.ReadFile(filepath.Join(d.opt.Dir, mediaDir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "the picture is not on this laptop", "choose it again")
	}
	return b, err
}

// stored is the picture of an event as pages show it; nil where it has none.
func (d *Desk) stored(p event.Photo) (*display.Picture, error) {
	if p.File == "" {
		return nil, nil //nolint:nilnil // most events have none
	}
	b, err := d.Picture(p.File)
	if err != nil {
		return nil, err
	}
	pic, err := picture.Stored(strings.TrimSuffix(p.File, ".jpg"), b)
	if err != nil {
		return nil, fault.Wrap(err, fault.Damaged, "the photo does not read back", "choose it again")
	}
	return pic, nil
}

// keepPicture writes a picture into the workspace and gives its name.
func (d *Desk) keepPicture(p *display.Picture) (string, error) {
	dir := filepath.Join(d.opt.Dir, mediaDir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fileFault(err, dir)
	}
	name := p.ID + ".jpg"
	path := filepath.Join(dir, name)
	if _, err := os.Stat(path); err == nil {
		return name, nil
	}
	return name, saveFile(path, 0o600, func(w io.Writer) error {
		_, err := w.Write(p.JPEG)
		return err
	})
}

// openPicture reads a picture that a person picked.
func openPicture(path string) (*picture.Photo, error) {
	b, err := readInput(path, picture.MaxFile, "copy it to this laptop and try again")
	if err != nil {
		return nil, err
	}
	photo, err := picture.Open(b)
	var kind *picture.KindError
	switch {
	case err == nil:
		return photo, nil
	case errors.As(err, &kind):
		return nil, fault.Wrap(err, fault.Invalid, kind.Error(), kind.Hint)
	case errors.Is(err, picture.ErrTooLarge):
		return nil, fault.Wrap(err, fault.Invalid, "the picture is too large", "make it smaller: 32 MB and 60 megapixels are the most")
	default:
		return nil, fault.Wrap(err, fault.Invalid, "the picture is damaged or not complete", "copy it from the phone again, or choose another")
	}
}
