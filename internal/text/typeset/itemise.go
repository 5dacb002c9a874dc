package typeset

import (
	"slices"
	"strings"
	"unicode"

	"daykit/internal/text/fonts"

	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"golang.org/x/text/unicode/bidi"
)

// item is a stretch of text to be shaped at once.
type item struct {
	from, to int
	level    int8
	script   language.Script
	face     *face
}

// itemise cuts a paragraph where the level, the script or the face changes.
func (s *Shaper) itemise(p *Para) []item {
	level := levels(p.text, p.base)
	script := resolveScripts(p.text, p.style.Lang)
	if fonts.Climbs(p.style.Lang) {
		figuresStandUp(p.text, script)
	}
	chosen := s.chooseFaces(p, script)
	var out []item
	for i := range p.text {
		it := item{i, i + 1, level[i], script[i], chosen[i]}
		if k := len(out) - 1; k >= 0 && out[k].level == it.level && out[k].script == it.script && out[k].face == it.face {
			out[k].to = i + 1
			continue
		}
		if it.face != nil {
			out = append(out, it)
		}
	}
	return out
}

// resolveScripts gives every character a script. Signs and marks take that of
// the text before them, a closing bracket that of its opening one, and what
// follows an isolate that of the text before the isolate.
func resolveScripts(text []rune, lang string) []language.Script {
	usual, err := language.ParseScript(fonts.ScriptOf(lang))
	if err != nil {
		usual = language.Latin
	}
	out := make([]language.Script, len(text))
	current := language.Common
	var open []opened
	for i, r := range text {
		sc := language.LookupScript(r)
		if sc.Strong() && sc != language.Unknown {
			current = sc
		} else {
			open, current = nest(open, r, current)
		}
		out[i] = current
	}
	// What stands before the first letter goes with it.
	first := usual
	for _, sc := range out {
		if sc != language.Common {
			first = sc
			break
		}
	}
	for i := range out {
		if out[i] != language.Common {
			continue
		}
		out[i] = first
	}
	return out
}

// figuresStandUp takes figures out of Nastaliq, whose faces draw 0 to 9 a third smaller than
// the words around them, and gives them and the signs within a number to the Latin face.
func figuresStandUp(text []rune, script []language.Script) {
	european := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	for i, r := range text {
		if european(i) || strings.ContainsRune(".,:/–-", r) && european(i-1) && european(i+1) {
			script[i] = language.Latin
		}
	}
}

// opened is a bracket or an isolate that has not been closed.
type opened struct {
	closer rune
	script language.Script
}

func nest(open []opened, r rune, current language.Script) ([]opened, language.Script) {
	props, _ := bidi.LookupRune(r)
	switch {
	case isInitiator(props.Class()):
		return append(open, opened{popIsolate, current}), current
	case props.IsBracket() && props.IsOpeningBracket():
		return append(open, opened{counterpart(r), current}), current
	case props.IsBracket() || r == popIsolate:
		for j := len(open) - 1; j >= 0; j-- {
			if open[j].closer == r {
				return open[:j], open[j].script
			}
		}
	}
	return open, current
}

// chooseFaces gives every character a face: for each script of the paragraph the
// first that has all its letters, so that one paragraph looks like one voice. If
// none has them all, each word gets the first face that has the whole word.
func (s *Shaper) chooseFaces(p *Para, script []language.Script) []*face {
	c := &chooser{s: s, p: p, main: map[language.Script]*face{}, missing: map[rune]bool{}}
	letters := map[language.Script][]rune{}
	for i, r := range p.text {
		if language.LookupScript(r) == script[i] {
			letters[script[i]] = append(letters[script[i]], r)
		}
	}
	out := make([]*face, len(p.text))
	for from := 0; from < len(p.text); {
		to := wordEnd(p.text, script, from)
		c.word(from, to, script[from], letters[script[from]], out)
		from = to
	}
	c.spread(out)
	p.Missing = sortedRunes(c.missing)
	return out
}

// wordEnd finds the end of a word, or of a stretch of anything else, of one
// script. Every Han character counts as a word.
func wordEnd(text []rune, script []language.Script, from int) int {
	sc := script[from]
	isLetter := func(i int) bool { return language.LookupScript(text[i]) == sc || unicode.Is(unicode.M, text[i]) }
	if !isLetter(from) || sc == language.Han {
		return from + 1
	}
	to := from + 1
	for to < len(text) && script[to] == sc && isLetter(to) {
		to++
	}
	return to
}

// chooser chooses the faces of one paragraph.
type chooser struct {
	s       *Shaper
	p       *Para
	main    map[language.Script]*face // of each script
	missing map[rune]bool
}

func (c *chooser) word(from, to int, sc language.Script, letters []rune, out []*face) {
	word := c.p.text[from:to]
	if ignorable(word[0]) && len(word) == 1 {
		return // takes the face of its neighbour
	}
	main, known := c.main[sc]
	if !known {
		main = c.cover(c.forScript(sc), letters)
		c.main[sc] = main
	}
	f := main
	if f == nil || !f.hasAll(word) {
		f = c.fallback(sc, word, main)
	}
	for i := from; i < to; i++ {
		out[i] = f
	}
	for _, r := range word {
		if f == nil || !f.has(r) {
			c.missing[r] = true
		}
	}
}

// forScript lists the faces of a script. Han has other forms in Japanese, which
// kana beside it give away where the paragraph's language does not use Han.
func (c *chooser) forScript(sc language.Script) []string {
	lang := c.p.style.Lang
	if sc == language.Han && !usesHan(lang) && slices.ContainsFunc(c.p.text, isKana) {
		lang = "ja"
	}
	return c.s.library.For(lang, c.p.style.Role, sc.String())
}

func usesHan(lang string) bool {
	return slices.Contains([]string{"Hani", "Jpan", "Kore"}, fonts.ScriptOf(lang))
}

func isKana(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }

// fallback looks for a face that has the whole word: among those of the script
// for letters, among all for signs.
func (c *chooser) fallback(sc language.Script, word []rune, main *face) *face {
	ids := c.forScript(sc)
	if language.LookupScript(word[0]) != sc || len(ids) == 0 {
		ids = append(slices.Clone(ids), c.s.library.Stack(c.p.style.Lang, c.p.style.Role)...)
	}
	if f := c.cover(ids, word); f != nil && f.hasAll(word) {
		return f
	}
	if main != nil {
		return main
	}
	for _, id := range ids {
		if f, ok := c.s.face(id); ok {
			return f
		}
	}
	return nil
}

// cover gives the first face that has all of the characters, else the first of
// those that have most of them, and none when no face has any.
func (c *chooser) cover(ids []string, runes []rune) *face {
	var best *face
	most := 0
	for _, id := range ids {
		f, ok := c.s.face(id)
		if !ok {
			continue
		}
		n := 0
		for _, r := range runes {
			if f.has(r) {
				n++
			}
		}
		if n > most || best == nil && len(runes) == 0 {
			best, most = f, n
		}
		if n == len(runes) {
			break
		}
	}
	return best
}

// spread gives characters without a face, such as spaces, that of the one before,
// else of the one after.
func (c *chooser) spread(out []*face) {
	for i := 1; i < len(out); i++ {
		if out[i] == nil {
			out[i] = out[i-1]
		}
	}
	var after *face
	for i := len(out) - 1; i >= 0; i-- {
		if out[i] == nil {
			out[i] = after
		}
		after = out[i]
	}
	if len(out) > 0 && out[0] == nil {
		c.spaceOnly(out)
	}
}

// spaceOnly sets a paragraph without a single drawn character.
func (c *chooser) spaceOnly(out []*face) {
	for _, id := range c.s.library.Stack(c.p.style.Lang, c.p.style.Role) {
		if f, ok := c.s.face(id); ok {
			for i := range out {
				out[i] = f
			}
			return
		}
	}
}

func (f *face) hasAll(word []rune) bool {
	return !slices.ContainsFunc(word, func(r rune) bool { return !f.has(r) })
}

// has reports whether a face can draw a character. HarfBuzz makes the spaces of
// other widths from the common one, and the no-break hyphen from the hyphen.
func (f *face) has(r rune) bool {
	if ignorable(r) {
		return true
	}
	if _, ok := f.SFNT.Glyph(r); ok {
		return true
	}
	if r == '\u2011' {
		_, ok := f.SFNT.Glyph('\u2010')
		return ok
	}
	return false
}

// ignorable characters never change the face.
func ignorable(r rune) bool {
	return r == '\n' || unicode.Is(unicode.Zs, r) && r != '\u3000' || harfbuzz.IsDefaultIgnorable(r)
}

func sortedRunes(set map[rune]bool) []rune {
	out := make([]rune, 0, len(set))
	for r := range set {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
}
