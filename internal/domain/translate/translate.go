// Package translate takes texts out to translators and back, as CSV for a
// spreadsheet, XLIFF 1.2 for translators' programs and gettext PO. What Write
// writes, Read reads again exactly, to the last mark and space; files that others
// have worked on are read as far as nothing has to be guessed, and refused else.
// It stores nothing: what becomes of the words is for its callers to decide.
package translate

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"daykit/internal/domain/content"
)

// Unit is one text with its translation into one language.
type Unit struct {
	Key        string // names the text for good: phrase/signup, event/title
	Source     string
	Target     string // empty when State is Missing, and only then
	SourceLang string // BCP 47
	TargetLang string
	Note       string // for the translator
	State      content.State
}

// Format is a kind of file.
type Format string

// The formats, by their usual file extension.
const (
	CSV   Format = "csv"
	XLIFF Format = "xlf"
	PO    Format = "po"
)

// FormatOf knows the format of a file by its name.
func FormatOf(name string) (Format, bool) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv":
		return CSV, true
	case ".xlf", ".xliff":
		return XLIFF, true
	case ".po":
		return PO, true
	}
	return "", false
}

// What a file may hold.
const (
	MaxBytes = 8 << 20
	MaxUnits = 5000
	MaxText  = 10_000 // bytes of a source, a target, a note or a key
)

// ErrTooLarge is the error of a file beyond the limits.
var ErrTooLarge = errors.New("the file is larger than a list of texts can be")

// Write writes texts of one pair of languages. It refuses what some format could
// not give back exactly: control characters other than tab and line feed, texts
// that are too long, two units of one key, and units in other languages.
func Write(w io.Writer, f Format, units []Unit) error {
	if err := check(units); err != nil {
		return err
	}
	var b bytes.Buffer
	switch f {
	case CSV:
		writeCSV(&b, units)
	case XLIFF:
		writeXLIFF(&b, units)
	case PO:
		writePO(&b, units)
	default:
		return fmt.Errorf("no format is called %q", f)
	}
	if b.Len() > MaxBytes {
		return ErrTooLarge
	}
	_, err := w.Write(b.Bytes())
	return err
}

// Read reads texts of one pair of languages. It gives all of them or an error.
func Read(r io.Reader, f Format) ([]Unit, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read the texts: %w", err)
	}
	if len(b) > MaxBytes {
		return nil, ErrTooLarge
	}
	b = bytes.TrimPrefix(b, []byte(bom))
	if !utf8.Valid(b) {
		return nil, errors.New("the file is not UTF-8; save it as UTF-8")
	}
	readers := map[Format]func([]byte) ([]Unit, error){CSV: readCSV, XLIFF: readXLIFF, PO: readPO}
	read, ok := readers[f]
	if !ok {
		return nil, fmt.Errorf("no format is called %q", f)
	}
	units, err := read(b)
	if err != nil {
		return nil, err
	}
	for i := range units {
		units[i].State = settled(units[i])
	}
	if err := check(units); err != nil {
		return nil, err
	}
	return units, nil
}

// bom makes spreadsheets read a file as UTF-8.
const bom = "\ufeff"

// settled is the state of a unit that came back: what was missing has been
// written, or what was there taken away.
func settled(u Unit) content.State {
	switch {
	case u.Target == "":
		return content.Missing
	case u.State == content.Missing:
		return content.Unreviewed
	}
	return u.State
}

var langTag = regexp.MustCompile(`^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,5}$`)

func check(units []Unit) error {
	if len(units) == 0 {
		return errors.New("there are no texts")
	}
	if len(units) > MaxUnits {
		return ErrTooLarge
	}
	keys := map[string]bool{}
	for _, u := range units {
		if err := checkUnit(u); err != nil {
			return err
		}
		if keys[u.Key] {
			return fmt.Errorf("the text %q is there twice", u.Key)
		}
		if u.SourceLang != units[0].SourceLang || u.TargetLang != units[0].TargetLang {
			return fmt.Errorf("the text %q is not from %s to %s, as the others are", u.Key, units[0].SourceLang, units[0].TargetLang)
		}
		keys[u.Key] = true
	}
	return nil
}

func checkUnit(u Unit) error {
	for _, s := range []string{u.Key, u.Source, u.Target, u.Note} {
		if err := checkText(s); err != nil {
			return fmt.Errorf("the text %q: %w", u.Key, err)
		}
	}
	if u.Key == "" || u.Source == "" {
		return fmt.Errorf("the text %q has no key or no source", u.Key)
	}
	if !langTag.MatchString(u.SourceLang) || !langTag.MatchString(u.TargetLang) {
		return fmt.Errorf("the text %q: %q and %q are not two languages", u.Key, u.SourceLang, u.TargetLang)
	}
	switch u.State {
	case content.Reviewed, content.Unreviewed, content.Stale:
	case content.Missing:
		if u.Target != "" {
			return fmt.Errorf("the text %q has words, but is called missing", u.Key)
		}
		return nil
	default:
		return fmt.Errorf("the text %q has no state called %q", u.Key, u.State)
	}
	if u.Target == "" {
		return fmt.Errorf("the text %q is called %s, but has no words", u.Key, u.State)
	}
	return nil
}

func checkText(s string) error {
	if len(s) > MaxText {
		return fmt.Errorf("longer than %d bytes", MaxText)
	}
	if !utf8.ValidString(s) {
		return errors.New("not UTF-8")
	}
	for _, r := range s {
		// XML has no way to write the last two.
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\ufffe' || r == '\uffff' {
			return fmt.Errorf("the character U+%04X cannot be printed", r)
		}
	}
	return nil
}
