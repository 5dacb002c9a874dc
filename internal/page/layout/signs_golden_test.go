package layout_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
	"daykit/internal/page/pdf"
)

// byHand is every printable that is cut, folded or put up by hand.
func byHand(t *testing.T) map[string]layout.Result {
	t.Helper()
	s := setter(t)
	out := map[string]layout.Result{
		"signs en":          s.Signs(signsInput(t, []string{"en"}), layout.A4),
		"signs 5 languages": s.Signs(signsInput(t, []string{"en", "ur", "pl", "ti", "ar"}, "toilets-left", "food"), layout.A4),
		"signs lying":       s.Signs(signsInput(t, []string{"ar", "en"}, "quiet-room", "exit-right"), layout.A4Landscape),
		"cards en":          s.Cards(layout.CardsInput{Event: sample(), Lang: "en", Phrases: manyPhrases(t, cardPhrases(), 40)}),
		"cards ur en":       s.Cards(layout.CardsInput{Event: sample(), Lang: "ur", Second: "en", Phrases: manyPhrases(t, cardPhrases(), 40)}),
		"tents":             s.TableTents(tentsInput(t, "en", layout.Tent{Number: 3, Langs: []string{"en", "ur", "pl"}})),
		"allergens en":      s.Allergens(layout.AllergensInput{Event: sample(), Lang: "en", Phrases: allergenPhrases()}),
		"allergens ar en":   s.Allergens(layout.AllergensInput{Event: sample(), Lang: "ar", Second: "en", Phrases: manyPhrases(t, allergenPhrases(), 5)}),
		"programme en":      s.Programme(programmeInput(t, "en", 8, 2)),
		"programme short":   s.Programme(programmeInput(t, "en", 4, 0)),
		"programme ar":      s.Programme(programmeInput(t, "ar", 8, 1)),
		"calibration":       calibrated(t, "en", layout.A4),
	}
	a6, _ := layout.FormatNamed("a6")
	out["flyers a6"] = s.NUp([]*display.Page{figure(a6)}, a6)
	out["tiles a3"] = s.Tile(layout.TileInput{Page: figure(layout.A3), Lang: "en", Phrases: tilePhrases()})
	return out
}

// figure is a page with a square and a code, whatever posters look like.
func figure(f layout.Format) *display.Page {
	p := &display.Page{W: display.MM(f.W), H: display.MM(f.H)}
	square := display.Rect{X: display.MM(20), Y: display.MM(30), W: display.MM(40), H: display.MM(40)}
	p.Add(display.Tag{Role: display.Figure, Lang: "en", Alt: "A square"}, display.Fill{Path: display.RectPath(square)},
		display.Code{Rect: square, Modules: 29, Text: "A"}, display.End{})
	return p
}

// TestDisplayListsByHand pins every printable of byHand: a changed hash means that
// paper looks different, so look at it before running with -update.
func TestDisplayListsByHand(t *testing.T) {
	t.Parallel()
	got := map[string]string{}
	for name, r := range byHand(t) {
		for i, p := range r.Pages {
			r.Pages[i] = unfolded(p)
		}
		got[name] = hash(t, r)
	}
	golden(t, "testdata/byhand.json", got)
}

// unfolded is a page whose parts are named by what they draw, not by where they
// are in memory.
func unfolded(p *display.Page) *display.Page {
	out := &display.Page{W: p.W, H: p.H}
	for _, op := range p.Ops {
		if u, ok := op.(display.Use); ok {
			out.Ops = append(out.Ops, u.Part.Ops...)
			u.Part = nil
			op = u
		}
		out.Ops = append(out.Ops, op)
	}
	return out
}

func TestByHandPagesAreSoundPDF(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, r := range byHand(t) {
		var b bytes.Buffer
		if err := pdf.Write(&b, library(), r.Pages, pdf.Options{Title: name, Lang: "en"}); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		file := filepath.Join(dir, "pages.pdf")
		if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		tool(t, "qpdf", "qpdf", "--check", file)
	}
}
