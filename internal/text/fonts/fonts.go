// Package fonts holds the faces that Daykit prints with, and says which of them
// suit a script, a language and a role. A face is read when it is first asked
// for, so a poster without Han never touches the Han fonts.
//
// The faces are built in by `make fonts`; a bare build has none and falls back to
// the Go fonts, which cover Latin, Greek and Cyrillic. Shaping is left to package
// typeset, outlines and metrics to package sfnt.
package fonts

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"sync"

	"daykit/internal/text/sfnt"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

//go:embed all:data
var data embed.FS

// NotBuiltIn is what Note says when the fonts are missing from the program.
const NotBuiltIn = "fonts not built in: run make fonts"

// Face is one font file. It must not be copied.
type Face struct {
	ID      string
	Family  string // as people know it, with its weight
	Licence string // SPDX identifier
	SFNT    *sfnt.Font
	// Scale is the thousandths of a nominal size at which the face matches the
	// others by eye: 850 for Nastaliq, whose words climb, and 1000 for the rest.
	Scale int

	once   sync.Once
	shaped any
	err    error
}

// Memo runs read on the first call and keeps what it gave. It lets the one
// package that reads fonts in a form of its own share the result between
// goroutines. Every caller must pass the same function.
func (f *Face) Memo(read func(*sfnt.Font) (any, error)) (any, error) {
	f.once.Do(func() { f.shaped, f.err = read(f.SFNT) })
	return f.shaped, f.err
}

// Library is a set of faces. It is safe for concurrent use.
type Library struct {
	faces []*entry
	byID  map[string]*entry
	note  string
}

// entry is a row of the table with its file, read once.
type entry struct {
	spec
	read func() (*sfnt.Font, error)
	load func() (*Face, error)
}

// Open gives the built-in faces, or the Go fonts when there are none.
func Open() *Library {
	sub, err := fs.Sub(data, "data")
	if err != nil {
		return fallback()
	}
	return OpenFS(sub)
}

// OpenFS gives the faces found in files as id.ttf, or the Go fonts when one of
// those in the table is missing. A file that is used stays open, and must allow
// reading at any place.
func OpenFS(files fs.FS) *Library {
	l := &Library{byID: map[string]*entry{}}
	for _, s := range table {
		name := s.id + ".ttf"
		if _, err := fs.Stat(files, name); err != nil {
			return fallback()
		}
		l.add(s, func() (*sfnt.Font, error) { return parse(files, name) })
	}
	return l
}

func fallback() *Library {
	l := &Library{byID: map[string]*entry{}, note: NotBuiltIn}
	l.add(goRegular, func() (*sfnt.Font, error) { return sfnt.Parse(goregular.TTF) })
	l.add(goBold, func() (*sfnt.Font, error) { return sfnt.Parse(gobold.TTF) })
	return l
}

func (l *Library) add(s spec, read func() (*sfnt.Font, error)) {
	e := &entry{spec: s, read: read}
	e.load = sync.OnceValues(e.open)
	l.faces = append(l.faces, e)
	l.byID[s.id] = e
}

// parse reads a font without copying more of its file than is used: a Han face is
// 2 MB, of which a poster needs a hundredth.
func parse(files fs.FS, name string) (*sfnt.Font, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	r, ok := f.(io.ReaderAt)
	if !ok {
		return nil, fmt.Errorf("%T reads in order only", f)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return sfnt.ParseAt(r, info.Size())
}

func (e *entry) open() (*Face, error) {
	font, err := e.read()
	if err != nil {
		return nil, fmt.Errorf("read face %q: %w", e.id, err)
	}
	f := &Face{ID: e.id, Family: e.family, Licence: e.licence, SFNT: font, Scale: 1000}
	if e.scale != 0 {
		f.Scale = e.scale
	}
	return f, nil
}

// Note is empty, or says in a few words that the fonts are missing and what to do.
func (l *Library) Note() string { return l.note }

// Face gives a face by its id, reading it on the first call.
func (l *Library) Face(id string) (*Face, error) {
	e, ok := l.byID[id]
	if !ok {
		return nil, fmt.Errorf("no face %q", id)
	}
	return e.load()
}

// IDs lists every face, in the order of the table.
func (l *Library) IDs() []string {
	ids := make([]string, len(l.faces))
	for i, e := range l.faces {
		ids[i] = e.id
	}
	return ids
}

// Stack lists the faces for text of a language in a role, best first: those for
// the script of the language, then those for other scripts.
func (l *Library) Stack(lang string, role Role) []string {
	ids := l.For(lang, role, ScriptOf(lang))
	seen := map[string]bool{}
	for _, id := range ids {
		seen[id] = true
	}
	for _, e := range l.ranked(lang, role) {
		if !seen[e.id] {
			ids = append(ids, e.id)
		}
	}
	return ids
}

// For lists the faces drawn for a script (ISO 15924, such as "Arab"), best first
// for the language and the role.
func (l *Library) For(lang string, role Role, script string) []string {
	var ids []string
	for _, e := range l.ranked(lang, role) {
		if e.covers(script) {
			ids = append(ids, e.id)
		}
	}
	return ids
}
