package layout

import (
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/text/typeset"
)

// A speller sets codes and addresses letter by letter, as people type them: no
// letter touches or changes its neighbour, and each is shaped once however many
// addresses there are.
type speller struct {
	s       *Setter
	words   // all but the text
	letters map[rune]letter
}

// letter is one character at a size of 1000 points.
type letter struct {
	glyph display.Glyph
	line  typeset.Line
	ok    bool // it is one glyph
}

const spelledAt = 1000.0

func (s *Setter) speller(w words) *speller {
	return &speller{s: s, words: w, letters: map[rune]letter{}}
}

// width is how wide a text is at a size; ok is false for a text that has to be
// shaped as a whole, or whose letters are of several fonts.
func (sp *speller) width(text string, size float64) (w float64, ok bool) {
	font := ""
	for _, r := range text {
		l := sp.letter(r)
		if !l.ok || font != "" && font != l.line.Runs[0].Font {
			return 0, false
		}
		font = l.line.Runs[0].Font
		w += l.line.W
	}
	return w * size / spelledAt, text != ""
}

func (sp *speller) letter(r rune) letter {
	if l, known := sp.letters[r]; known {
		return l
	}
	var l letter
	// Letters of other scripts change with their neighbours.
	if r >= ' ' && r < 0x7f {
		held := strings.ReplaceAll(string(r), " ", "\u00a0") // a plain space ends with the line
		lines, err := sp.s.para(shapeKey{held, sp.lang, sp.role}).Lines(1e6, spelledAt, typeset.Greedy)
		if err == nil && len(lines) == 1 && len(lines[0].Runs) == 1 && len(lines[0].Runs[0].Glyphs) == 1 {
			l = letter{glyph: lines[0].Runs[0].Glyphs[0], line: lines[0], ok: true}
			l.glyph.Text = string(r)
		}
	}
	sp.letters[r] = l
	return l
}

// set sets a text on one line, no wider than width, between two sizes. Where that
// cannot be, or where letters need shaping, it breaks it as any text.
func (sp *speller) set(text string, width float64, z sizes, ps *problems) block {
	w := sp.words
	w.text = text
	per, ok := sp.width(text, 1)
	size := z.most
	if ok && per > 0 {
		size = min(size, float64(int(width/per*20))/20)
	}
	if !ok || size < z.least {
		return sp.s.set(w, width, z.least, typeset.Greedy, ps)
	}
	b := block{words: w, size: size, leading: size * typeset.Leading(w.lang, w.role)}
	b.lines = []typeset.Line{sp.line(text, size)}
	return b
}

func (sp *speller) line(text string, size float64) typeset.Line {
	first := sp.letter(rune(text[0])).line.Runs[0]
	k := size / spelledAt
	run := display.GlyphRun{Font: first.Font, Size: float64(first.Size * k), Lang: sp.lang, Text: text, Glyphs: make([]display.Glyph, 0, len(text))}
	l := typeset.Line{Text: text}
	for _, r := range text {
		c := sp.letter(r)
		g := c.glyph
		g.X, g.Y, g.Advance = run.W+float64(g.X*k), float64(g.Y*k), float64(g.Advance*k)
		run.W += g.Advance
		run.Glyphs = append(run.Glyphs, g)
		l.Ascent, l.Descent = max(l.Ascent, float64(c.line.Ascent*k)), max(l.Descent, float64(c.line.Descent*k))
		l.InkTop, l.InkBottom = max(l.InkTop, float64(c.line.InkTop*k)), max(l.InkBottom, float64(c.line.InkBottom*k))
	}
	l.W, l.Runs = run.W, []display.GlyphRun{run}
	return l
}

// typedAddress is an address as people type it: without what a browser adds.
func typedAddress(url string) string {
	for _, scheme := range []string{"https://", "http://"} {
		if len(url) >= len(scheme) && strings.EqualFold(url[:len(scheme)], scheme) {
			url = url[len(scheme):]
		}
	}
	return strings.TrimSuffix(url, "/")
}
