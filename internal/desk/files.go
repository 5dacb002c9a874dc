package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// baseName is what a message may say of a path: folders can hold a person's name.
func baseName(path string) string { return filepath.Base(path) }

// SaveFile writes a file whole or not at all: what write makes goes to a
// temporary file beside it first, so that a full disk or a failed print never
// harms what was there.
func SaveFile(path string, write func(io.Writer) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".daykit-*")
	if err != nil {
		return fileFault(err, path)
	}
	defer os.Remove(tmp.Name())
	err = write(tmp)
	if err == nil {
		err = tmp.Sync()
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644) //nolint:gosec // posters are meant to be handed on
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	return fileFault(err, path)
}

// fileFault says in plain words why a file could not be written.
func fileFault(err error, path string) error {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case err == nil:
		return nil
	case isDiskFull(err):
		return fault.Wrap(err, fault.Full, "the disk is full", "make some room and try again; nothing was changed")
	case errors.Is(err, fs.ErrNotExist):
		return fault.Wrap(err, fault.NotFound, fmt.Sprintf("the folder for %s is not there", baseName(path)), "make it, or choose another")
	case errors.As(err, &pe), errors.As(err, &le):
		return fault.Wrap(err, fault.Denied, fmt.Sprintf("cannot write %s", baseName(path)), "close it if it is open, or choose another place")
	default:
		return err
	}
}

// SavePrint prints req into the file at path.
func (d *Desk) SavePrint(ctx context.Context, id string, req PrintRequest, format, path string, guests []event.Guest) (Saved, []string, error) {
	var s Saved
	var notes []string
	err := SaveFile(path, func(w io.Writer) (err error) {
		s, notes, err = d.Print(ctx, id, req, format, guests, w)
		return err
	})
	s.File = path
	return s, notes, err
}

// ReadBadges reads people for badges from a CSV file; a line that cannot be
// taken refuses the file.
func ReadBadges(path string) ([]event.Guest, error) {
	guests, bad, err := decodeGuestFile(path)
	if err != nil {
		return nil, err
	}
	if len(bad) > 0 {
		return nil, fault.Invalidf("mend the file and try again", "line %d, %s: %s%s", bad[0].Line, bad[0].Column, bad[0].What, andMore(len(bad)-1))
	}
	return guests, nil
}

// Kit prints everything for the event into dir and writes manifest.json beside
// it. The function progress is told of each file before it is made.
func (d *Desk) Kit(ctx context.Context, id, dir string, progress func(done, all int, file string)) ([]Saved, error) {
	jobs, err := d.kitJobs(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // printed matter is for handing on
		return nil, fileFault(err, dir)
	}
	out := []Saved{}
	for i, j := range jobs {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		if progress != nil {
			progress(i, len(jobs), j.name)
		}
		s, _, err := d.SavePrint(ctx, id, j.req, "pdf", filepath.Join(dir, j.name), nil)
		if err != nil {
			return out, err
		}
		s.File = j.name
		out = append(out, s)
	}
	return out, SaveFile(filepath.Join(dir, "manifest.json"), func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(map[string][]Saved{"files": out})
	})
}

type kitJob struct {
	name string
	req  PrintRequest
}

// kitJobs lists what an event's kit is made of.
func (d *Desk) kitJobs(ctx context.Context, id string) ([]kitJob, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	var jobs []kitJob
	for _, lang := range ev.Languages {
		for _, paper := range []string{"a4", "a3"} {
			jobs = append(jobs, kitJob{fmt.Sprintf("poster-%s-%s.pdf", lang, paper), PrintRequest{Kind: KindPoster, Lang: lang, Paper: paper}})
		}
	}
	for _, paper := range []string{"a4", "a3"} {
		jobs = append(jobs, kitJob{"article1-" + paper + ".pdf", PrintRequest{Kind: KindArticle1, Lang: mainLang(ev), Paper: paper}})
	}
	for _, lang := range ev.Languages {
		jobs = append(jobs, kitJob{fmt.Sprintf("signup-%s.pdf", lang), PrintRequest{Kind: KindSignup, Lang: lang}})
	}
	guests, err := d.guests(ctx, ev)
	if err != nil {
		return nil, err
	}
	if len(guests) > 0 {
		jobs = append(jobs, kitJob{"badges.pdf", PrintRequest{Kind: KindBadges, Lang: mainLang(ev)}})
	}
	return jobs, nil
}
