package desk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daykit/internal/data/canary"
	"daykit/internal/desk"
)

// secrets are the words of a hidden venue; each is one word, so that no line breaks it.
var secrets = []string{"Zephyrquill", "Quillrow", "ZQ97XQ", "Quillton"}

// quietEvent is an event at that venue, in two scripts.
func quietEvent(t *testing.T, d *desk.Desk, hidden bool) string {
	t.Helper()
	id := addSample(t, d)
	patch := `{"languages":["en","ar"],"venue":{"name":"Zephyrquill","address":"22 Quillrow","postcode":"ZQ97XQ","town":"Quillton",
		"hide_address":true,"public_area":"Cardiff Bay"}}`
	if !hidden {
		patch = strings.Replace(patch, "true", "false", 1)
	}
	if _, err := d.Edit(t.Context(), id, []byte(patch)); err != nil {
		t.Fatal(err)
	}
	return id
}

// given gives the secrets that the files of a folder give away: in their bytes, their
// names, and the text and metadata of those that are PDF.
func given(t *testing.T, dir string) map[string][]string {
	t.Helper()
	found, err := canary.FindIn(os.DirFS(dir), secrets)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		text := e.Name()
		if strings.HasSuffix(e.Name(), ".pdf") {
			text += tool(t, "pdftotext", "-layout", path, "-") + tool(t, "pdfinfo", path) + tool(t, "pdfinfo", "-meta", path) + tool(t, "pdfinfo", "-struct-text", path)
		}
		if hits := canary.Find([]byte(text), secrets); len(hits) > 0 {
			found[e.Name()] = append(found[e.Name()], hits...)
		}
	}
	return found
}

// TestQuietEventsGiveNothingAway makes what can leave the group, of every kind and in every
// format, and looks for the venue in each.
func TestQuietEventsGiveNothingAway(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := quietEvent(t, d, true)
	addShifts(t, d, id)
	dir := t.TempDir()
	choices, err := d.PrintChoices(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range choices.Kinds {
		for _, req := range variants(kind) {
			laidOut, err := desk.LaidOut(t.Context(), d, id, req)
			if err != nil {
				t.Fatal(err)
			}
			if hits := canary.Find([]byte(laidOut), secrets); len(hits) > 0 {
				t.Errorf("%+v shows %v", req, hits)
			}
			for _, format := range formats(kind, req) {
				savePrint(t, d, id, req, filepath.Join(dir, strings.Join([]string{kind.Kind, req.Variant, req.Profile, req.Tile, req.Design, "."}, "-")+format))
			}
		}
	}
	for name, write := range papers(t.Context(), t, d, id) {
		if err := desk.SaveFile(filepath.Join(dir, name), write); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	if found := given(t, dir); len(found) > 0 {
		t.Errorf("given away: %v", found)
	}
}

// formats are those in which a request is written. Pages are the same in all, so what
// costs much time is written once: what formats add is their metadata.
func formats(kind desk.PrintKind, req desk.PrintRequest) []string {
	plain := desk.PrintRequest{Kind: kind.Kind, Lang: req.Lang}
	switch {
	case req == plain && (kind.Kind == desk.KindFlyer || kind.Kind == desk.KindSocial):
		return kind.Formats
	case req == plain || req.Profile != "" && kind.Kind == desk.KindFlyer:
		return kind.Formats[:1]
	}
	return nil
}

// variants are requests that between them use all that a printable is made of.
func variants(kind desk.PrintKind) []desk.PrintRequest {
	lang := ""
	if kind.Langs != "one" {
		lang = "en,ar"
	}
	if kind.Langs == "each" && len(kind.Formats) == 2 {
		lang = "ar"
	}
	base := desk.PrintRequest{Kind: kind.Kind, Lang: lang}
	out := []desk.PrintRequest{base}
	for _, design := range kind.Designs {
		req := base
		req.Design = design
		out = append(out, req)
	}
	if len(kind.Formats) == 3 {
		for _, profile := range []string{"archive", "print-shop"} {
			req := base
			req.Profile = profile
			out = append(out, req)
		}
	}
	for _, option := range kind.Options {
		req := base
		switch option {
		case "tile":
			req.Paper, req.Tile, req.Lang = "a3", "a4", "en"
			out = append(out, req)
		case "variant":
			for _, v := range []string{"rows", "slips", "names"} {
				req.Variant = v
				out = append(out, req)
			}
		}
	}
	return out
}

func savePrint(t *testing.T, d *desk.Desk, id string, req desk.PrintRequest, path string) {
	t.Helper()
	if !strings.HasSuffix(path, ".pdf") && len(strings.Split(req.Lang, ",")) > 1 {
		req.Lang = "ar" // a picture is one page
	}
	_, _, err := d.SavePrint(t.Context(), id, req, strings.TrimPrefix(filepath.Ext(path), "."), path, nil)
	if err != nil && !strings.Contains(err.Error(), "page") {
		t.Fatalf("%+v: %v", req, err)
	}
	if req.Kind != desk.KindSignup {
		return
	}
	if err := d.SaveSheets(t.Context(), id, req, path+".json", nil); err != nil {
		t.Fatal(err)
	}
}

// papers is what leaves the group and is no print.
func papers(ctx context.Context, t *testing.T, d *desk.Desk, id string) map[string]func(io.Writer) error {
	t.Helper()
	out := map[string]func(io.Writer) error{
		"calendar.ics": func(w io.Writer) error { return d.Calendar(ctx, id, w) },
		"report.json":  func(w io.Writer) error { return d.Report(ctx, id, "json", w) },
		"report.csv":   func(w io.Writer) error { return d.Report(ctx, id, "csv", w) },
		"page.json": func(w io.Writer) error {
			page, err := desk.PublicPage(ctx, d, id)
			if !bytes.Contains(page, []byte("Cardiff Bay")) {
				t.Errorf("the page does not name the area: %s", page)
			}
			_, werr := w.Write(page)
			return firstOf(err, werr)
		},
		"outgoing.json": func(w io.Writer) error {
			o, err := d.Outgoing(ctx)
			return firstOf(err, json.NewEncoder(w).Encode(o))
		},
	}
	for _, name := range []string{"texts.csv", "texts.xlf", "texts.po"} {
		out[name] = func(w io.Writer) error {
			path := filepath.Join(t.TempDir(), name)
			if _, err := d.SaveTexts(ctx, id, "ar", path); err != nil {
				return err
			}
			b, err := os.ReadFile(path)
			_, werr := w.Write(b)
			return firstOf(err, werr)
		}
	}
	return out
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// TestQuietKitGivesNothingAway makes a whole kit with its manifest.
func TestQuietKitGivesNothingAway(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := quietEvent(t, d, true)
	dir := t.TempDir()
	if _, err := d.Kit(t.Context(), id, dir, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "manifest.json")); err != nil {
		t.Fatal(err)
	}
	if found := given(t, dir); len(found) > 0 {
		t.Errorf("given away: %v", found)
	}
}

// TestOpenEventsSayWhereTheyAre is the proof that the tests above would find a venue.
func TestOpenEventsSayWhereTheyAre(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := quietEvent(t, d, false)
	dir := t.TempDir()
	savePrint(t, d, id, desk.PrintRequest{Kind: desk.KindPoster}, filepath.Join(dir, "poster.pdf"))
	for name, write := range papers(t.Context(), t, d, id) {
		if !strings.HasPrefix(name, "calendar") {
			continue
		}
		if err := desk.SaveFile(filepath.Join(dir, name), write); err != nil {
			t.Fatal(err)
		}
	}
	found := given(t, dir)
	for _, name := range []string{"poster.pdf", "calendar.ics"} {
		if len(found[name]) < 2 {
			t.Errorf("%s: found %v", name, found[name])
		}
	}
	laidOut, err := desk.LaidOut(t.Context(), d, id, desk.PrintRequest{Kind: desk.KindSocial})
	if err != nil || len(canary.Find([]byte(laidOut), secrets)) < 2 {
		t.Errorf("the words of a picture cannot be searched: %v", err)
	}
}
