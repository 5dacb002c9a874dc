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
	"slices"
	"strings"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
)

func main() {
	out := flag.String("out", "out/gallery", "the folder to write into")
	langs := flag.String("langs", publicLangs, "the languages, the event's first before the others")
	only := flag.String("only", "", "what to print, such as poster/weave,social//square: a kind, a design and a paper, each of which may be left out; empty for all")
	every := flag.Bool("every", false, "show every language on every paper, not only on the usual one")
	photo := flag.String("photo", "", "a picture for the posters")
	px := flag.Int("px", 500, "the longer side of the pictures of pages")
	flag.Parse()
	g := gallery{out: *out, langs: strings.Split(*langs, ","), only: *only, every: *every, photo: *photo, px: *px, done: map[string]bool{}}
	if err := g.run(context.Background()); err != nil {
		fmt.Fprintf(os.Stderr, "gallery: %v\n", err)
		os.Exit(1)
	}
}

// publicLangs are those of which the kit has words for the public, and three whose
// letters or lengths try a layout.
const publicLangs = "en,ur,pl,ti,ar,am,bn,ckb,cy,es,fa,fa-AF,fr,ku,pa,ps,pt,ro,so,sq,uk,zh-Hans,zh-Hant,ta,vi,ru"

type gallery struct {
	out     string
	langs   []string
	only    string
	every   bool
	photo   string
	px      int
	items   []item
	checked int    // laid out without a picture
	wrong   []item // of those, the ones with problems
	done    map[string]bool
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
	d, err := desk.Open(ctx, desk.Options{Dir: data, Now: time.Now, NoKeyring: true})
	if err != nil {
		return err
	}
	defer d.Close()
	for _, langs := range lots(g.langs, eventLangs) {
		if err := g.event(ctx, d, langs); err != nil {
			return err
		}
	}
	return g.page()
}

// lots deals languages out to events, each of which has the first one.
func lots(langs []string, most int) [][]string {
	out := [][]string{langs[:min(most, len(langs))]}
	for some := range slices.Chunk(langs[len(out[0]):], most-1) {
		out = append(out, slices.Concat(langs[:1], some))
	}
	return out
}

// eventLangs is how many languages an event can have.
const eventLangs = 20

// event prints the sample event in some languages.
func (g *gallery) event(ctx context.Context, d *desk.Desk, langs []string) error {
	g.langs = langs
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
	return nil
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
		first, _, stops := strings.Cut(strings.TrimSpace(a.Text), ".")
		headline[lang], title[lang], about[lang] = a.Heading, a.Title, strings.TrimSpace(a.Text)
		if stops && len([]rune(about[lang])) > 130 {
			about[lang] = first + "."
		}
	}
	patch, err := json.Marshal(map[string]any{
		"languages": g.langs, "title": title, "texts": map[string]any{"headline": headline, "about": about, "access": nil},
	})
	if err != nil {
		return "", err
	}
	if _, err = d.Edit(ctx, id, patch); err != nil || g.photo == "" {
		return id, err
	}
	_, _, err = d.SetPhoto(ctx, id, g.photo)
	return id, err
}

func (g *gallery) kind(ctx context.Context, d *desk.Desk, id string, k desk.PrintKind) error {
	designs := k.Designs
	if len(designs) == 0 {
		designs = []string{""}
	}
	for _, design := range designs {
		for _, paper := range k.Papers {
			if !wanted(g.only, k.Kind, design, paper) {
				continue
			}
			shown := g.langsOf(k, design, paper, !g.every)
			for _, lang := range g.langsOf(k, design, paper, false) {
				req := desk.PrintRequest{Kind: k.Kind, Design: design, Paper: paper, Lang: lang}
				if g.done[nameOf(req)] {
					continue
				}
				g.done[nameOf(req)] = true
				if !slices.Contains(shown, lang) {
					if err := g.check(ctx, d, id, req); err != nil {
						return err
					}
				} else if err := g.print(ctx, d, id, req, k.Formats[0]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// wanted says whether a list such as poster/weave,social//square asks for a print.
func wanted(only, kind, design, paper string) bool {
	if only == "" {
		return true
	}
	return slices.ContainsFunc(strings.Split(only, ","), func(one string) bool {
		parts := append(strings.Split(one, "/"), "", "")
		is := func(part, name string) bool { return part == "" || part == name }
		return is(parts[0], kind) && is(parts[1], design) && is(parts[2], paper)
	})
}

// langsOf are the languages of a print, each alone or several together. When few,
// they are all of them on the usual paper and two elsewhere.
func (g *gallery) langsOf(k desk.PrintKind, design, paper string, few bool) []string {
	few = few && paper != k.Papers[0]
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
		if few {
			return pairs[:min(2, len(pairs))]
		}
		return pairs
	case few:
		return g.langs[:min(2, len(g.langs))]
	}
	return g.langs
}

func nameOf(req desk.PrintRequest) string {
	name := strings.Join([]string{req.Kind, req.Design, req.Paper, strings.ReplaceAll(req.Lang, ",", "+")}, "_")
	return strings.ReplaceAll(strings.Trim(name, "_"), "__", "_")
}

// check lays out what is not shown, and keeps what is wrong with it.
func (g *gallery) check(ctx context.Context, d *desk.Desk, id string, req desk.PrintRequest) error {
	p, err := d.Preview(ctx, id, req)
	if err != nil {
		return fmt.Errorf("%s: %w", nameOf(req), err)
	}
	g.checked++
	if len(p.Problems) > 0 {
		g.wrong = append(g.wrong, item{Name: nameOf(req), Problems: p.Problems})
	}
	return nil
}

// print makes one file and pictures of its first pages.
func (g *gallery) print(ctx context.Context, d *desk.Desk, id string, req desk.PrintRequest, format string) error {
	name := nameOf(req)
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
	cmd := exec.CommandContext(ctx, "pdftoppm", "-scale-to", fmt.Sprint(g.px), "-l", "4", "-png", file, filepath.Join(g.out, name))
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
{{range .Shown}}<figure>{{range .Pictures}}<img src="{{.}}" alt="" loading="lazy">{{end}}
<figcaption>{{.Name}}{{range .Problems}}<div class="problem">{{.Field}} ({{.Lang}}): {{.What}}</div>{{end}}</figcaption></figure>
{{end}}
<h2>{{.Checked}} others, laid out without a picture; these have problems</h2>
<ul>{{range .Wrong}}<li>{{.Name}}{{range .Problems}}<div>{{.Field}} ({{.Lang}}): {{.What}}</div>{{end}}</li>{{end}}</ul>
</html>
`))

func (g *gallery) page() error {
	var b bytes.Buffer
	shown := map[string]any{"Shown": g.items, "Checked": g.checked, "Wrong": g.wrong}
	if err := sheet.Execute(&b, shown); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(g.out, "index.html"), b.Bytes(), 0o644)
}
