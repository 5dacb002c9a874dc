// Gallery prints every printable in every design, format and language of a sample
// event, and lays the pages out on one HTML page to be looked at. What a person
// sees there is what pdftoppm draws of the very files that Daykit writes.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"html/template"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
)

func main() {
	out := flag.String("out", "out/gallery", "the folder to write into")
	langs := flag.String("langs", "en,ur,pl,ti,ar,uk,bn,zh-Hans", "the languages")
	only := flag.String("only", "", "a kind, or a kind and a design such as poster/weave; empty for all")
	dpi := flag.Int("dpi", 42, "of the pictures")
	flag.Parse()
	g := gallery{out: *out, langs: strings.Split(*langs, ","), only: *only, dpi: *dpi}
	if err := g.run(context.Background()); err != nil {
		fmt.Fprintf(os.Stderr, "gallery: %v\n", err)
		os.Exit(1)
	}
}

type gallery struct {
	out   string
	langs []string
	only  string
	dpi   int
	items []item
}

// item is one print with the pictures of its pages.
type item struct {
	Name     string
	Pictures []string
	Problems []desk.Problem
}

func (g *gallery) run(ctx context.Context) error {
	if err := os.RemoveAll(g.out); err != nil {
		return err
	}
	if err := os.MkdirAll(g.out, 0o755); err != nil {
		return err
	}
	data, err := os.MkdirTemp("", "daykit-gallery-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(data)
	d, err := desk.Open(ctx, desk.Options{Dir: data, Now: time.Now})
	if err != nil {
		return err
	}
	defer d.Close()
	id, err := g.sample(ctx, d)
	if err != nil {
		return err
	}
	choices, err := d.PrintChoices(ctx)
	if err != nil {
		return err
	}
	for _, k := range choices.Kinds {
		if err := g.kind(ctx, d, id, k); err != nil {
			return err
		}
	}
	return g.page()
}

// sample is an event with words in every language: those of the Universal
// Declaration, whose translations are official.
func (g *gallery) sample(ctx context.Context, d *desk.Desk) (string, error) {
	id, err := d.AddSample(ctx)
	if err != nil {
		return "", err
	}
	headline, title, about := event.Text{"en": "It takes a community"}, event.Text{"en": "A shared table"}, event.Text{
		"en": "Food, stories and music from neighbours who came from near and far. Children welcome. Free.",
	}
	for _, lang := range g.langs {
		a, ok := content.Builtin().Article1(lang)
		if !ok || lang == "en" {
			continue
		}
		first, rest, _ := strings.Cut(strings.TrimSpace(a.Text), ".")
		headline[lang], title[lang], about[lang] = a.Heading, a.Title, strings.TrimSpace(first+"."+rest)
		if len([]rune(about[lang])) > 130 {
			about[lang] = first + "."
		}
	}
	patch, err := json.Marshal(map[string]any{
		"languages": g.langs, "title": title, "texts": map[string]any{"headline": headline, "about": about},
	})
	if err != nil {
		return "", err
	}
	_, err = d.Edit(ctx, id, patch)
	return id, err
}

func (g *gallery) kind(ctx context.Context, d *desk.Desk, id string, k desk.PrintKind) error {
	designs := k.Designs
	if len(designs) == 0 {
		designs = []string{""}
	}
	for _, design := range designs {
		if g.only != "" && g.only != k.Kind && g.only != k.Kind+"/"+design {
			continue
		}
		for _, paper := range k.Papers {
			for _, lang := range g.langsOf(k, design, paper) {
				req := desk.PrintRequest{Kind: k.Kind, Design: design, Paper: paper, Lang: lang}
				if err := g.print(ctx, d, id, req, k.Formats[0]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// langsOf are the languages to show: all of them on the usual paper, two elsewhere.
func (g *gallery) langsOf(k desk.PrintKind, design, paper string) []string {
	switch {
	case k.Langs == "many":
		return []string{strings.Join(g.langs[:min(4, len(g.langs))], ",")}
	case k.Langs == "two":
		return []string{g.langs[0], strings.Join(g.langs[:min(2, len(g.langs))], ",")}
	case design == "circle":
		var pairs []string
		for i := 1; i < len(g.langs); i++ {
			pairs = append(pairs, g.langs[0]+","+g.langs[i])
		}
		if paper != k.Papers[0] {
			return pairs[:min(2, len(pairs))]
		}
		return pairs
	case paper != k.Papers[0]:
		return g.langs[:min(2, len(g.langs))]
	}
	return g.langs
}

// print makes one file and pictures of its first pages.
func (g *gallery) print(ctx context.Context, d *desk.Desk, id string, req desk.PrintRequest, format string) error {
	name := strings.Trim(strings.Join([]string{req.Kind, req.Design, req.Paper, strings.ReplaceAll(req.Lang, ",", "+")}, "_"), "_")
	name = strings.ReplaceAll(name, "__", "_")
	file := filepath.Join(g.out, name+"."+format)
	s, _, err := d.SavePrint(ctx, id, req, format, file, nil)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	it := item{Name: name, Problems: s.Problems}
	if format == "png" {
		it.Pictures = []string{filepath.Base(file)}
	} else if it.Pictures, err = g.pictures(ctx, file, name); err != nil {
		return err
	}
	g.items = append(g.items, it)
	fmt.Println(name)
	return nil
}

func (g *gallery) pictures(ctx context.Context, file, name string) ([]string, error) {
	cmd := exec.CommandContext(ctx, "pdftoppm", "-r", fmt.Sprint(g.dpi), "-l", "4", "-png", file, filepath.Join(g.out, name))
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("pdftoppm %s: %w: %s", name, err, out)
	}
	found, err := filepath.Glob(filepath.Join(g.out, name) + "-*.png")
	for i := range found {
		found[i] = filepath.Base(found[i])
	}
	return found, err
}

var sheet = template.Must(template.New("gallery").Parse(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Daykit: everything it prints</title>
<style>
body { background: #8a8698; font: 14px sans-serif; margin: 1em }
figure { display: inline-block; margin: .5em; vertical-align: top }
img { background: #fff; box-shadow: 0 2px 8px #0006; margin-inline-end: .5em; max-height: 420px }
figcaption { color: #fff; margin-block-start: .4em; max-width: 300px }
.problem { color: #ffd98a }
</style>
{{range .}}<figure>{{range .Pictures}}<img src="{{.}}" alt="" loading="lazy">{{end}}
<figcaption>{{.Name}}{{range .Problems}}<div class="problem">{{.Field}} ({{.Lang}}): {{.What}}</div>{{end}}</figcaption></figure>
{{end}}</html>
`))

func (g *gallery) page() error {
	var b bytes.Buffer
	if err := sheet.Execute(&b, g.items); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(g.out, "index.html"), b.Bytes(), 0o644)
}
