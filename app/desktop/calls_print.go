package desktop

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// PrintChoices gives what can be printed and how.
func (d *Desk) PrintChoices() (desk.PrintChoices, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.PrintChoices, error) { return kit.PrintChoices(ctx) })
}

// Preview lays pages out; they are served under the URLs it gives.
func (d *Desk) Preview(id string, req desk.PrintRequest) (desk.Preview, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Preview, error) { return kit.Preview(ctx, id, req) })
}

// Ink estimates the ink of a print.
func (d *Desk) Ink(id string, req desk.PrintRequest) (desk.Ink, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Ink, error) { return kit.Ink(ctx, id, req) })
}

// SavePrint saves a PDF, PNG or SVG where the person says.
func (d *Desk) SavePrint(id string, req desk.PrintRequest, format string) (desk.Saved, error) {
	saved, err := saveAs(d, "Save to print", printName(req, format), func(ctx context.Context, kit *desk.Desk, path string) (desk.Saved, error) {
		saved, _, err := kit.SavePrint(ctx, id, req, format, path, nil)
		return saved, err
	})
	return saved, d.printed(id, saved, err)
}

// printed tells the page that the ledger has grown.
func (d *Desk) printed(id string, s desk.Saved, err error) error {
	if err == nil && s.File != "" {
		d.shell.changed(id)
	}
	return err
}

// OpenPrint puts a PDF into the data folder and shows it in the system's viewer,
// from where it is printed.
func (d *Desk) OpenPrint(id string, req desk.PrintRequest) (desk.Saved, error) {
	saved, err := read(d, func(ctx context.Context, kit *desk.Desk) (desk.Saved, error) {
		if err := os.MkdirAll(d.shell.printed, 0o700); err != nil {
			return desk.Saved{}, unwritable(err)
		}
		path := filepath.Join(d.shell.printed, printName(req, "pdf"))
		saved, _, err := kit.SavePrint(ctx, id, req, "pdf", path, nil)
		if err != nil {
			return desk.Saved{}, err
		}
		return saved, d.shell.open(ctx, path)
	})
	return saved, d.printed(id, saved, err)
}

// SaveKit prints everything for the event into a folder that the person picks, or
// into a zip file; it gives nothing when they picked none. The event "kit" says how
// far it is.
func (d *Desk) SaveKit(id, form string) ([]desk.Saved, error) {
	files, err := read(d, func(ctx context.Context, kit *desk.Desk) ([]desk.Saved, error) {
		path, make, err := d.kitTarget(kit, form)
		if err != nil || path == "" {
			return []desk.Saved{}, err
		}
		ctx, done := d.kit.begin(ctx)
		defer done()
		return make(ctx, id, path, d.shell.progress)
	})
	if err == nil && len(files) > 0 {
		d.shell.changed(id)
	}
	return files, err
}

type kitMaker func(ctx context.Context, id, path string, progress func(desk.KitProgress)) ([]desk.Saved, error)

func (d *Desk) kitTarget(kit *desk.Desk, form string) (string, kitMaker, error) {
	if form == "zip" {
		path, err := d.shell.files.SaveFile("Save everything as one file", "daykit.zip")
		return path, kit.KitZip, err
	}
	path, err := d.shell.files.Folder("Put the whole kit into")
	return path, kit.Kit, err
}

// CancelKit ends the printing of a kit, of which nothing is left then.
func (d *Desk) CancelKit() error {
	d.kit.cancel()
	return nil
}

// LetterDraft is the kit's invitation, to begin a letter of one's own with.
func (d *Desk) LetterDraft(id, lang string) (desk.Letter, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Letter, error) { return kit.LetterDraft(ctx, id, lang) })
}

// Prints is the ledger of what was printed for an event.
func (d *Desk) Prints(id string) ([]desk.PrintRecord, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) ([]desk.PrintRecord, error) { return kit.Prints(ctx, id) })
}

// Proofs says how far the fixed words of the event's languages are checked.
func (d *Desk) Proofs(id string) ([]desk.ProofItem, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) ([]desk.ProofItem, error) { return kit.Proofs(ctx, id) })
}

// ConfirmProof records that a speaker has read the fixed words.
func (d *Desk) ConfirmProof(id, lang, by string) ([]desk.ProofItem, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) ([]desk.ProofItem, error) {
		return kit.ConfirmProof(ctx, id, lang, by)
	})
}

// PickPhoto takes a photo that the person picks onto the posters; nothing changes
// when they pick none.
func (d *Desk) PickPhoto(id string) (desk.PickedPhoto, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.PickedPhoto, error) {
		path, err := d.shell.files.OpenFile("Choose a photo", "Pictures", "jpg", "jpeg", "png", "webp", "gif")
		if err != nil {
			return desk.PickedPhoto{}, err
		}
		if path == "" {
			view, err := kit.Event(ctx, id)
			return desk.PickedPhoto{Event: view, Notes: []string{}}, err
		}
		view, notes, err := kit.SetPhoto(ctx, id, path)
		return desk.PickedPhoto{Event: view, Notes: notes}, err
	})
}

// SetPrinter keeps the two numbers of a printer's calibration sheet.
func (d *Desk) SetPrinter(name string, xMM, yMM float64) (desk.PrintChoices, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (desk.PrintChoices, error) {
		if _, err := kit.SetPrinter(ctx, name, xMM, yMM); err != nil {
			return desk.PrintChoices{}, err
		}
		return kit.PrintChoices(ctx)
	})
}

// DropPrinter forgets a printer.
func (d *Desk) DropPrinter(name string) (desk.PrintChoices, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (desk.PrintChoices, error) {
		if _, err := kit.DropPrinter(ctx, name); err != nil {
			return desk.PrintChoices{}, err
		}
		return kit.PrintChoices(ctx)
	})
}

// ExportTexts writes the event's texts for a translator.
func (d *Desk) ExportTexts(id, lang, format string) (desk.Saved, error) {
	return saveAs(d, "Save the texts for the translator", plainName("texts-"+lang)+"."+plainName(format), func(ctx context.Context, kit *desk.Desk, path string) (desk.Saved, error) {
		return kit.SaveTexts(ctx, id, lang, path)
	})
}

// ImportTexts takes a translator's file back.
func (d *Desk) ImportTexts(id string) (desk.TextsImport, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.TextsImport, error) {
		path, err := d.shell.files.OpenFile("Choose the translator's file", "Texts", "csv", "xlf", "xliff", "po")
		if err != nil || path == "" {
			return desk.TextsImport{Stale: []string{}, Unknown: []string{}, Broken: []string{}}, err
		}
		return kit.ImportTexts(ctx, id, path)
	})
}

// page gives one page of a preview by the rest of its URL, KEY/NUMBER.svg.
func (d *Desk) page(name string) ([]byte, error) {
	return read(d, func(_ context.Context, kit *desk.Desk) ([]byte, error) {
		key, file, _ := strings.Cut(name, "/")
		number, err := strconv.Atoi(strings.TrimSuffix(file, ".svg"))
		if err != nil {
			return nil, fault.New(fault.NotFound, "there is no such preview", "")
		}
		return kit.PreviewPage(key, number)
	})
}

// photo gives a picture of the workspace by the rest of its URL: a FILE of its pictures, or
// EVENT/PHOTOGRAPH.
func (d *Desk) photo(name string) ([]byte, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) ([]byte, error) {
		if event, photo, ok := strings.Cut(name, "/"); ok {
			return kit.PhotographJPEG(ctx, event, photo)
		}
		return kit.Picture(name)
	})
}

// printName is what a file of this request is called until the person says otherwise.
func printName(req desk.PrintRequest, format string) string {
	parts := []string{req.Kind}
	for _, p := range []string{req.Design, req.Lang, req.Paper} {
		if p != "" {
			parts = append(parts, plainName(p))
		}
	}
	return plainName(strings.Join(parts, "-")) + "." + plainName(format)
}

// plainName keeps what is safe in a file name on every system.
func plainName(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '-'
	}, s)
}
