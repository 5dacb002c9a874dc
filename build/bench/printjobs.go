package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
)

// jobs are the documents written in the words of other programs, before any of
// them is timed.
type jobs struct {
	dir        string
	fontconfig []string // environment: the kit's fonts and no others
}

// cell is a badge on its page, in millimetres.
type cell struct {
	person
	X, Y int
}

// letterWords is the letter with its greeting cut where the name goes.
type letterWords struct {
	letter
	Before, After string
}

func newJobs(dir string, s *samples) (*jobs, error) {
	j := &jobs{dir: filepath.Join(dir, "jobs")}
	if err := os.MkdirAll(j.dir, 0o750); err != nil {
		return nil, err
	}
	photo, err := os.ReadFile(s.Photo)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(j.dir, s.Poster.Photo), photo, 0o600); err != nil {
		return nil, err
	}
	if err := j.fonts(); err != nil {
		return nil, err
	}
	words := letterWords{letter: s.Letter}
	words.Before, words.After, _ = strings.Cut(s.Letter.Greeting, "{name}")
	for key, data := range map[string]any{
		docPoster: s.Poster, docBadges: cells(s.People[:badgesOf]), docSheets: s.Sheets,
		docLetters: map[string]any{"Letter": words, "People": s.People},
	} {
		for _, kind := range []string{"html", "typ", "txt", "tex"} {
			if err := j.write(kind, key, data); err != nil {
				return nil, err
			}
		}
	}
	return j, nil
}

func (j *jobs) path(d document, kind string) string { return filepath.Join(j.dir, d.key+"."+kind) }

func (j *jobs) write(kind, key string, data any) error {
	funcs := template.FuncMap{"rows": rowNumbers, "runs": scriptRuns, "tex": texEscape, "scale": codeScale, "operators": codeOperators}
	t, err := template.New(kind).Funcs(funcs).ParseFiles(filepath.Join(peersDir, kind+".tmpl"))
	if err != nil {
		return err
	}
	return writeTo(j.path(document{key: key}, kind), func(w io.Writer) error { return t.ExecuteTemplate(w, key, data) })
}

func writeTo(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// rowNumbers are those of a sheet's rows.
func rowNumbers() []int {
	out := make([]int, 20)
	for i := range out {
		out[i] = i + 1
	}
	return out
}

// cells places badges, ten a page.
func cells(people []person) (pages [][]cell) {
	for page := range slices.Chunk(people, 10) {
		var cs []cell
		for i, p := range page {
			cs = append(cs, cell{p, 20 + 85*(i%2), 11 + 55*(i/2)})
		}
		pages = append(pages, cs)
	}
	return pages
}

// fonts makes the programs that ask fontconfig use the kit's fonts.
func (j *jobs) fonts() error {
	dir, err := filepath.Abs(fontsDir)
	if err != nil {
		return err
	}
	conf := filepath.Join(j.dir, "fonts.conf")
	j.fontconfig = []string{"FONTCONFIG_FILE=" + conf}
	return os.WriteFile(conf, fmt.Appendf(nil, "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n"+
		"<fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>\n", dir, filepath.Join(j.dir, "cache")), 0o600)
}
