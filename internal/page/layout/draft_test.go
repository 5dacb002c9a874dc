package layout_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/locale"
	"daykit/internal/page/layout"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

func draft(langs ...string) layout.DraftInput {
	return layout.DraftInput{Phrases: content.Builtin(), Langs: langs}
}

// blank is an empty page of a format.
func blank(t *testing.T, name string) *display.Page {
	t.Helper()
	f, ok := layout.FormatNamed(name)
	if !ok {
		t.Fatalf("no format %s", name)
	}
	return &display.Page{W: display.MM(f.W), H: display.MM(f.H)}
}

func written(p *display.Page, from int) string {
	var texts []string
	for _, op := range p.Ops[from:] {
		if text, ok := op.(display.Text); ok {
			texts = append(texts, text.Run.Text)
		}
	}
	return strings.Join(texts, "|")
}

func TestDraftBandOnEveryFormat(t *testing.T) {
	t.Parallel()
	s := setter(t)
	for _, f := range layout.Formats() {
		for _, langs := range [][]string{{"ur"}, {"ku", "zh-Hant"}, {"am", "ti", "ckb"}} {
			pages, problems := s.DraftBand([]*display.Page{blank(t, f.Name)}, draft(langs...))
			p := pages[0]
			bands := 2
			if f.Px > 0 {
				bands = 1
			}
			fills, texts := 0, 0
			for _, op := range p.Ops {
				switch o := op.(type) {
				case display.Fill:
					fills++
					if c := contrast(o.Color, display.RGB(0xffffff)); c < 4.5 {
						t.Errorf("%s: contrast of the band is %.2f", f.Name, c)
					}
				case display.Text:
					texts++
					if o.Run.Size < 8*0.8 || o.Color != display.RGB(0xffffff) {
						t.Errorf("%s: %q is set in %.1f pt and %v", f.Name, o.Run.Text, o.Run.Size, o.Color)
					}
				}
			}
			if len(problems) > 0 || fills != bands || texts < bands {
				t.Errorf("%s in %q: %d bands with %d texts, problems %v", f.Name, langs, fills, texts, problems)
			}
			for _, m := range marks(t, p) {
				if m.role == "" {
					continue
				}
				side, top := display.MM(7), display.MM(5)
				if f.Px > 0 {
					side, top = 0, 0
				}
				page := display.Rect{X: side, Y: top, W: p.W - 2*side, H: p.H - 2*top}
				if m.role != display.P || !inside(page, m.box) || overlap(m.box, safe(p)) && f.Px == 0 {
					t.Errorf("%s: %s %q at %+v leaves the band", f.Name, m.role, m.text, m.box)
				}
			}
			apart(t, p)
		}
	}
}

func TestDraftBandSays(t *testing.T) {
	t.Parallel()
	s := setter(t)
	for _, tt := range []struct {
		format string
		langs  []string
		want   string
	}{
		{"a4", []string{"ur"}, "Draft – the Urdu words have not been read by a speaker|مسودہ"},
		{"a4", []string{"pl", "uk"}, "Draft – the Polish, Ukrainian words have not been read by a speaker|Wersja robocza|Чернетка"},
		{"a4", []string{"pl", "uk", "ur"}, "Draft – the words in 3 languages have not been read by a speaker"},
		{"a6", []string{"ku"}, "Draft – not read by a speaker|Reşnivîs"},
	} {
		pages, _ := s.DraftBand([]*display.Page{blank(t, tt.format)}, draft(tt.langs...))
		got := strings.ReplaceAll(written(pages[0], 0), "\u00a0", " ")
		if want := tt.want + "|" + tt.want; got != want {
			t.Errorf("%s %q: got %q, want %q", tt.format, tt.langs, got, want)
		}
	}
}

// The band comes last, and nothing that is read or filled in lies under it.
func TestDraftBandLeavesThePageAlone(t *testing.T) {
	t.Parallel()
	s := setter(t)
	a3, _ := layout.FormatNamed("a3")
	tall, _ := layout.FormatNamed("tall")
	pages := slices.Concat(
		s.Poster(posterInput(spoken(t, "ur"), "ur"), a3).Pages,
		s.Poster(posterInput(spoken(t, "ar"), "ar"), tall).Pages,
		s.Article1(article1Input(t, languages()...), layout.A3).Pages,
		s.Badges(badgeInput(names(t))).Pages,
	)
	got, problems := s.DraftBand(pages, draft("ur"))
	if len(problems) > 0 || len(got) != len(pages) {
		t.Errorf("%d pages of %d, problems %v", len(got), len(pages), problems)
	}
	for i, p := range got {
		before := len(pages[i].Ops)
		if d := cmp.Diff(pages[i].Ops, p.Ops[:before]); d != "" {
			t.Errorf("page %d was changed:\n%s", i+1, d)
		}
		if !strings.Contains(written(p, before), "Draft") {
			t.Errorf("page %d has no band", i+1)
		}
		apart(t, p)
		var bands []display.Rect
		for _, op := range p.Ops[before:] {
			if fill, ok := op.(display.Fill); ok {
				bands = append(bands, pathBox(fill.Path, 0))
			}
		}
		for _, m := range marks(t, &display.Page{Ops: pages[i].Ops}) {
			for _, band := range bands {
				if m.text != "" && overlap(m.box, band) {
					t.Errorf("page %d: the band lies over %q", i+1, m.text)
				}
			}
		}
	}
	if same, _ := s.DraftBand(pages, draft()); !cmp.Equal(same, pages) {
		t.Error("a print with nothing unread got a band")
	}
}

// An edge where something stands goes without, and so does a page with no free
// edge; both ways of drawing count, and so does what a pen or a phone needs.
func TestDraftBandCoversNothing(t *testing.T) {
	t.Parallel()
	s := setter(t)
	word := func(y float64) []display.Op {
		pages, _ := s.DraftBand([]*display.Page{blank(t, "a4")}, draft("pl"))
		for _, op := range pages[0].Ops {
			if text, ok := op.(display.Text); ok {
				text.Run.X, text.Run.Y = display.MM(30), display.MM(y)
				return []display.Op{display.Tag{Role: display.P}, text, display.End{}}
			}
		}
		t.Fatal("no words")
		return nil
	}
	box := func(y float64) display.Rect {
		return display.Rect{X: display.MM(30), Y: display.MM(y), W: display.MM(5), H: display.MM(5)}
	}
	part := &display.Shared{W: display.MM(210), H: display.MM(297), Ops: word(10)[1:2]}
	for name, tt := range map[string]struct {
		ops   []display.Op
		bands int
	}{
		"words below the band":    {word(25), 2},
		"words at the top":        {word(10), 1},
		"words at both ends":      {append(word(10), word(290)...), 0},
		"a box at the top":        {[]display.Op{display.Field{Rect: box(8)}}, 1},
		"a box close to the top":  {[]display.Op{display.Field{Rect: box(10)}}, 2},
		"a code at the bottom":    {[]display.Op{display.Code{Rect: box(288)}}, 1},
		"a part at the top":       {[]display.Op{display.Use{Part: part}}, 1},
		"a part moved down":       {[]display.Op{display.Use{Part: part, Y: display.MM(50)}}, 2},
		"a part turned":           {[]display.Op{display.Use{Part: part, X: display.MM(210), Y: display.MM(297), Turn: 2}}, 1},
		"a part cut off above":    {[]display.Op{display.Use{Part: part, Clip: display.Rect{Y: display.MM(20), W: display.MM(210), H: display.MM(200)}}}, 2},
		"a part of parts":         {[]display.Op{display.Use{Part: &display.Shared{W: part.W, H: part.H, Ops: []display.Op{display.Use{Part: part}}}}}, 0},
		"artwork over everything": {[]display.Op{display.Tag{Artifact: true}, display.Fill{Path: display.RectPath(box(0))}, display.End{}}, 2},
	} {
		p := blank(t, "a4")
		p.Add(tt.ops...)
		pages, problems := s.DraftBand([]*display.Page{p}, draft("pl"))
		got := strings.Count(written(pages[0], len(p.Ops)), "Draft")
		if got != tt.bands || (got == 0) != (len(problems) == 1) {
			t.Errorf("%s: %d bands, want %d; problems %v", name, got, tt.bands, problems)
		}
	}
}

// A band is narrower where it would lie in the white of a code or close to words.
func TestDraftBandKeepsClear(t *testing.T) {
	t.Parallel()
	s := setter(t)
	const side, modules = 22.0, 25
	for y, want := range map[float64]float64{13: 9.4, 40: 12} {
		p := blank(t, "a4")
		p.Add(display.Code{Rect: display.Rect{X: display.MM(30), Y: display.MM(y), W: display.MM(side), H: display.MM(side)}, Modules: modules, Text: "A"})
		pages, problems := s.DraftBand([]*display.Page{p}, draft("pl"))
		low := 0.0
		for _, m := range marks(t, pages[0]) {
			if m.role == "" && m.box.Y < p.H/2 {
				low = max(low, m.box.Y+m.box.H)
			}
		}
		if len(problems) > 0 || math.Abs(low-display.MM(want)) > 0.01 {
			t.Errorf("a code at %v mm: the band ends at %.2f mm, want %v; problems %v", y, low/display.PtPerMM, want, problems)
		}
		if quiet := 4 * side / modules; low > display.MM(y-quiet) {
			t.Errorf("a code at %v mm: the band lies in its white", y)
		}
	}
}

// Every fixed phrase of every public language can be set in both roles without an
// empty box, whoever translated it.
func TestEveryPhraseHasItsLetters(t *testing.T) {
	t.Parallel()
	setter(t)
	shaper, p := typeset.New(library()), content.Builtin()
	for _, l := range locale.Public() {
		for _, key := range p.PhraseKeys() {
			text, got := p.Phrase(key, l.Tag)
			if got != l.Tag {
				continue
			}
			for _, role := range []fonts.Role{fonts.Text, fonts.Bold, fonts.Display} {
				if para := shaper.Shape(text, typeset.Style{Role: role, Lang: got}); len(para.Missing) > 0 {
					t.Errorf("%s %s: no letters %q for %q", l.Tag, key, string(para.Missing), text)
				}
			}
		}
	}
}
