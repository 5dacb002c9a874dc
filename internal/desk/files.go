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
	"daykit/internal/domain/sheet"
)

// baseName is what a message may say of a path: folders can hold a person's name.
func baseName(path string) string { return filepath.Base(path) }

// SaveFile writes a file whole or not at all: what write makes goes to a
// temporary file beside it first, so that a full disk or a failed print never
// harms what was there. What is no file, such as a pipe to a printer, is written into
// as it is and never replaced.
func SaveFile(path string, write func(io.Writer) error) error {
	return saveFile(path, 0o644, write) // posters are meant to be handed on
}

// saveBytes writes a file that only the user may read, whole or not at all.
func saveBytes(path string, b []byte) error {
	return saveFile(path, 0o600, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
}

// saveKnown is saveBytes of a file that has to be known of: it is there only once known has
// written it down. Where the file fails after that, a line too many is the lesser harm.
func saveKnown(path string, b []byte, known func() error) error {
	return saveFile(path, 0o600, func(w io.Writer) error {
		if _, err := w.Write(b); err != nil {
			return err
		}
		return known()
	})
}

func saveFile(path string, mode fs.FileMode, write func(io.Writer) error) error {
	if st, err := os.Stat(path); err == nil && !st.Mode().IsRegular() && !st.IsDir() {
		return fileFault(writeInto(path, write), path)
	}
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
		err = os.Chmod(tmp.Name(), mode)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	return fileFault(err, path)
}

// writeInto writes into what is there.
func writeInto(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	err = write(f)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
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

// SavePrint prints req into the file at path. A picture for a screen gets its
// alternative text beside it, in a file called after it: who posts the picture
// pastes the words. The file is there only once the ledger knows of it.
func (d *Desk) SavePrint(ctx context.Context, id string, req PrintRequest, format, path string, people []event.Guest) (Saved, []string, error) {
	defer hurry()()
	p, err := d.layOut(ctx, id, req, people)
	if err != nil {
		return Saved{}, nil, err
	}
	err = SaveFile(path, func(w io.Writer) error {
		if err := d.render(w, p, format); err != nil {
			return err
		}
		return d.record(ctx, p.event, p.fact())
	})
	if err != nil {
		return Saved{}, nil, err
	}
	if req.Kind == KindSocial {
		if err := SaveFile(path+altSuffix, func(w io.Writer) error { return writeAlt(w, p) }); err != nil {
			return Saved{}, nil, err
		}
	}
	s := p.saved()
	s.File = path
	return s, p.notes, nil
}

// altSuffix is what the file of an alternative text adds to its picture's name.
const altSuffix = ".txt"

func writeAlt(w io.Writer, p printed) error {
	_, err := fmt.Fprintln(w, p.Alt)
	return err
}

// SaveSheets writes where every box, field and marker of a sign-up sheet stands,
// in millimetres, as JSON: one object, or a list of them for several sheets.
func (d *Desk) SaveSheets(ctx context.Context, id string, req PrintRequest, path string, people []event.Guest) error {
	p, err := d.layOut(ctx, id, req, people)
	if err != nil {
		return err
	}
	layouts := []sheet.Layout{}
	for _, s := range p.Sheets {
		layouts = append(layouts, s.Layout())
	}
	var out any = layouts
	switch len(layouts) {
	case 0:
		return fault.Invalidf("it goes with `daykit print EVENT signup`", "%s has no boxes to read", req.Kind)
	case 1:
		out = layouts[0]
	}
	return SaveFile(path, func(w io.Writer) error { return json.NewEncoder(w).Encode(out) })
}

// readInput reads a file that a person named, as openInput opens it, to its end. The hint
// is for a file that breaks off.
func readInput(path string, limit int64, hint string) ([]byte, error) {
	f, err := openInput(path, limit)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		return nil, fault.Wrap(err, fault.Damaged, "cannot read "+baseName(path), hint)
	}
	return b, nil
}

// maxLetterFile is the size in bytes above which a letter is refused unread.
const maxLetterFile = 1 << 18

// ReadLetter reads the words of a letter from a JSON file. It refuses fields that
// no letter has, so that a misspelt one is not lost.
func ReadLetter(path string) (Letter, error) {
	f, err := openInput(path, maxLetterFile)
	if err != nil {
		return Letter{}, err
	}
	defer f.Close()
	dec := json.NewDecoder(f)
	dec.DisallowUnknownFields()
	var l Letter
	if err := dec.Decode(&l); err != nil {
		return Letter{}, fault.Wrap(err, fault.Invalid, fmt.Sprintf("%s is not a letter: %v", baseName(path), err), "see the help of `daykit print`")
	}
	return l, nil
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
