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

// Voices lists the voices that the event may use.
func (d *Desk) Voices(id string) ([]desk.Voice, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) ([]desk.Voice, error) { return kit.Voices(ctx, id) })
}

// ChooseVoice takes a voice into the event, or out of it.
func (d *Desk) ChooseVoice(id, voice string, chosen bool) ([]desk.Voice, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) ([]desk.Voice, error) {
		return kit.ChooseVoice(ctx, id, voice, chosen)
	})
}

// Preview lays pages out; they are served under the URLs it gives.
func (d *Desk) Preview(id string, req desk.PrintRequest) (desk.Preview, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Preview, error) { return kit.Preview(ctx, id, req) })
}

// SavePrint saves a PDF where the person says.
func (d *Desk) SavePrint(id string, req desk.PrintRequest) (desk.Saved, error) {
	return saveAs(d, "Save to print", printName(req), func(ctx context.Context, kit *desk.Desk, path string) (desk.Saved, error) {
		saved, _, err := kit.SavePrint(ctx, id, req, "pdf", path, nil)
		return saved, err
	})
}

// OpenPrint puts a PDF into the data folder and shows it in the system's viewer,
// from where it is printed.
func (d *Desk) OpenPrint(id string, req desk.PrintRequest) (desk.Saved, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Saved, error) {
		if err := os.MkdirAll(d.shell.printed, 0o700); err != nil {
			return desk.Saved{}, unwritable(err)
		}
		path := filepath.Join(d.shell.printed, printName(req))
		saved, _, err := kit.SavePrint(ctx, id, req, "pdf", path, nil)
		if err != nil {
			return desk.Saved{}, err
		}
		return saved, d.shell.open(ctx, path)
	})
}

// SaveKit prints everything for the event into a folder that the person picks;
// it gives nothing when they picked none.
func (d *Desk) SaveKit(id string) ([]desk.Saved, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) ([]desk.Saved, error) {
		dir, err := d.shell.files.Folder("Put the whole kit into")
		if err != nil || dir == "" {
			return []desk.Saved{}, err
		}
		return kit.Kit(ctx, id, dir, nil)
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

// printName is what a file of this request is called until the person says otherwise.
func printName(req desk.PrintRequest) string {
	parts := []string{req.Kind}
	for _, p := range []string{req.Lang, req.Paper} {
		if p != "" {
			parts = append(parts, plainName(p))
		}
	}
	return plainName(strings.Join(parts, "-")) + ".pdf"
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
