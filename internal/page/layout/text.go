package layout

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode"

	"daykit/internal/domain/display"
	"daykit/internal/domain/locale"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// words is a text with what is known of it: the part of the input it comes from,
// the language it is in and what it is on the page.
type words struct {
	field string
	lang  string
	text  string
	role  fonts.Role
	tag   display.Role
	color display.Color
	rank  rank
}

// block is words set in lines of one size.
type block struct {
	words
	rtl     bool
	size    float64
	leading float64 // pt from baseline to baseline
	lines   []typeset.Line
	wrong   []Problem // of a poster's block, until it is put
	hang    []float64 // how far each line's ink begins inside its margin; nil for not at all
	icons   iconRow   // over the lines, of access
	bare    []bool    // which lines have no letters of a tall script, such as a time; nil for none
}

// missing reports letters that no font has.
func (ps *problems) missing(w words, runes []rune) {
	if len(runes) == 0 {
		return
	}
	var names []string
	for _, r := range runes {
		names = append(names, fmt.Sprintf("%c (U+%04X)", r, r))
	}
	ps.add(w.field, w.lang, foundLettersMissing, strings.Join(names, ", "))
}

// shaped is words ready to be set at any width and size.
type shaped struct {
	words
	s    *Setter
	para *typeset.Para
}

// shape shapes words once and reports letters that no font has.
func (s *Setter) shape(w words, ps *problems) shaped {
	w.text = strings.TrimSpace(w.text)
	para := s.para(shapeKey{w.text, w.lang, w.role})
	ps.missing(w, para.Missing)
	return shaped{words: w, s: s, para: para}
}

// set breaks words into lines of a size. A word too wide for the measure is
// broken inside and reported.
func (s *Setter) set(w words, width, size float64, mode typeset.Mode, ps *problems) block {
	return s.shape(w, ps).set(width, size, mode, ps)
}

func (sh shaped) set(width, size float64, mode typeset.Mode, ps *problems) block {
	b := block{words: sh.words, rtl: sh.para.RTL(), size: size, leading: size * typeset.Leading(sh.lang, sh.role)}
	if sh.text == "" {
		return b
	}
	lines, err := sh.para.Lines(width, size, mode)
	if wide := (*typeset.TooWideError)(nil); errors.As(err, &wide) {
		ps.add(sh.field, sh.lang, foundWordBroken, wide.Word)
		lines, err = sh.s.broken(sh.words).Lines(width, size, typeset.Greedy)
	}
	if err != nil {
		ps.add(sh.field, sh.lang, foundTextLeftOut)
		return block{words: sh.words}
	}
	b.lines = lines
	return b
}

// broken shapes words so that they break anywhere, once for all measures that they
// are tried in.
func (s *Setter) broken(w words) *typeset.Para {
	return s.para(shapeKey{breakable(w.text), w.lang, w.role})
}

// fit sets words as large as they fit a box, between two sizes; leading is a
// multiple of the size. Words that do not fit at the smallest size are set in it
// all the same, with fits false.
func (sh shaped) fit(w, h, least, most, leading float64, mode typeset.Mode, ps *problems) (b block, fits bool) {
	if sh.text == "" {
		return block{words: sh.words}, true
	}
	size, _, err := sh.para.Fit(w, h, typeset.Limits{Min: least, Max: most, Leading: leading}, mode)
	b = sh.set(w, size, mode, ps)
	b.leading = size * leading
	return b, err == nil
}

// breakable lets long words break between any two letters.
func breakable(s string) string {
	var b strings.Builder
	for i, r := range s {
		if i > 0 && !unicode.Is(unicode.M, r) && !unicode.IsSpace(r) && !unicode.IsPunct(r) {
			b.WriteRune('\u200b')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Lines take at least this much above and below their baselines, as shares of
// the size, so that a line without tall or hanging letters stands like its
// neighbours.
const (
	leastAscent  = 0.7
	leastDescent = 0.2
)

// top is the room above the first baseline, bottom that below the last.
func (b block) top() float64 {
	t := b.size * leastAscent
	for i, l := range b.lines {
		t = math.Max(t, l.InkTop-b.base(i))
	}
	return t
}

func (b block) bottom() float64 {
	low, last := b.size*leastDescent, b.base(len(b.lines)-1)
	for i, l := range b.lines {
		low = math.Max(low, l.InkBottom-(last-b.base(i)))
	}
	return low
}

// base is how far the baseline of a line is under the first.
func (b block) base(line int) float64 {
	if b.bare == nil {
		return float64(line) * b.leading
	}
	y := 0.0
	for i := 1; i <= line; i++ {
		y += b.advance(i)
	}
	return y
}

// nearLine is the least room between the ink of a bare line and its neighbour's, as a
// share of the size.
const nearLine = 0.18

// advance is the distance from the baseline of the line before. A bare line needs
// less than its script's words do.
func (b block) advance(line int) float64 {
	if !b.bare[line] && !b.bare[line-1] {
		return b.leading
	}
	apart := b.lines[line-1].InkBottom + b.lines[line].InkTop + b.size*nearLine
	return math.Min(b.leading, math.Max(apart, b.size*typeset.Leading("en", b.role)))
}

// above is the room from the top to the last baseline.
func (b block) above() float64 { return b.height() - b.bottom() }

// height is that of all lines, ink and all; 0 for no words.
func (b block) height() float64 {
	if len(b.lines) == 0 {
		return 0
	}
	return b.icons.height() + b.top() + b.base(len(b.lines)-1) + b.bottom()
}

// widest is the width of the longest line.
func (b block) widest() float64 {
	w := b.icons.widest()
	for _, l := range b.lines {
		w = math.Max(w, l.W)
	}
	return w
}

// align says where lines stand within a width.
type align int

const (
	left align = iota
	right
	centre
)

// start is the alignment at the beginning of lines of a page.
func start(rtl bool) align {
	if rtl {
		return right
	}
	return left
}

func end(rtl bool) align { return start(!rtl) }

// put draws the block from y downwards and gives its bottom.
// The lines stand within [x, x+width].
func (b block) put(p *display.Page, x, y, width float64, a align) float64 {
	if len(b.lines) == 0 {
		return y
	}
	b.icons.put(p, x, y, width, a, b.color)
	b.open(p)
	first := y + b.icons.height() + b.top()
	for i, l := range b.lines {
		dx := 0.0
		if a == start(b.rtl) && i < len(b.hang) {
			dx = b.hang[i]
		}
		b.line(p, l, x+dx, first+b.base(i), width, a)
	}
	p.Add(display.End{})
	return y + b.height()
}

// open begins the structure element. Right-to-left text is given in logical order
// as well, since readers disagree about the order of its glyphs.
func (b block) open(p *display.Page) {
	tag := display.Tag{Role: b.tag, Lang: b.lang}
	if b.rtl {
		tag.Text = strings.ReplaceAll(b.text, "\u200b", "")
	}
	if b.tag == "" {
		tag = display.Tag{Artifact: true}
	}
	p.Add(tag)
}

func (b block) line(p *display.Page, l typeset.Line, x, base, width float64, a align) {
	switch a {
	case right:
		x += width - l.W
	case centre:
		x += (width - l.W) / 2
	case left:
	}
	for _, run := range l.Runs {
		run.X, run.Y = run.X+x, base
		p.Add(display.Text{Run: run, Color: b.color})
	}
}

// rtlPage says whether pages of a language run from right to left.
func rtlPage(lang string) bool {
	l, ok := locale.Lookup(lang)
	return ok && l.Dir == locale.RTL
}

// capKey is a kind of letter whose height was measured.
type capKey struct {
	role fonts.Role
	lang string
}

// tall gives a letter that stands for the height of a script, as capitals do in
// Latin.
var tall = map[string]string{
	"Arab": "ك", "Beng": "ক", "Ethi": "ሀ", "Taml": "க", "Hani": "国", "Deva": "क",
}

// capHeight is the height of a capital, or of what stands for it, for a size of 1.
func (s *Setter) capHeight(role fonts.Role, lang string) float64 {
	key := capKey{role, lang}
	if h, ok := s.caps[key]; ok {
		return h
	}
	letter, ok := tall[fonts.ScriptOf(lang)]
	switch {
	case lang == "ur":
		letter = "م" // in Nastaliq it says more about legibility than the tall strokes do
	case !ok:
		letter = "H"
	}
	h := 0.7
	if lines, err := s.shaper.Shape(letter, typeset.Style{Role: role, Lang: lang}).Lines(1e6, 1000, typeset.Greedy); err == nil && len(lines) == 1 {
		h = lines[0].InkTop / 1000
	}
	s.caps[key] = h
	return h
}

// sized is the size in points at which the capitals of words are mm tall.
func (s *Setter) sized(w words, mm float64) float64 {
	return math.Ceil(mm*display.PtPerMM/s.capHeight(w.role, w.lang)*10) / 10
}

// bearing is how far a line must move for its ink to begin where it does: to the
// left, or to the right where it reads from there.
func (s *Setter) bearing(l typeset.Line, rtl bool) float64 {
	if len(l.Runs) == 0 {
		return 0
	}
	run := l.Runs[0]
	if rtl {
		run = l.Runs[len(l.Runs)-1]
	}
	run.X, run.Y = 0, 0
	ink := inkBox(s.library, run)
	switch {
	case ink.W <= 0:
		return 0
	case rtl:
		return display.Round(run.W - ink.X - ink.W)
	}
	return -display.Round(ink.X)
}

// readsFrom is the distance in metres from which a block is read: its capitals'
// height times ratio.
func (s *Setter) readsFrom(b block, ratio float64) float64 {
	if len(b.lines) == 0 {
		return math.Inf(1)
	}
	return b.size * s.capHeight(b.role, b.lang) / display.PtPerMM * ratio / 1000
}
