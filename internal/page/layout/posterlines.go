package layout

import (
	"strings"
	"unicode"

	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// listed stands between what the venue offers.
const listed = " · "

// setAccess sets what the venue offers: its icons, where they have room, and its words.
func (p *poster) setAccess(width, size float64, mode typeset.Mode) block {
	return p.withIcons(p.setAccessWords(width, size, mode), width)
}

// setAccessWords breaks a list between what it lists and leaves the dot out there: no
// line begins or ends with one. The lines are as few and then as even as they can be.
// Words that are no list are set as mode says.
func (p *poster) setAccessWords(width, size float64, mode typeset.Mode) block {
	parts := strings.Split(p.access.text, listed)
	if len(parts) < 2 {
		return p.set(p.access, width, size, mode)
	}
	wide := make([]float64, len(parts))
	for i, part := range parts {
		wide[i] = p.widthOf(part, size)
	}
	dot := p.widthOf(parts[0]+listed+parts[1], size) - wide[0] - wide[1]
	lines := filled(wide, dot, width*fitShare)
	for _, narrower := range []float64{0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95} {
		if even := filled(wide, dot, width*fitShare*narrower); len(even) == len(lines) && widestOf(even, wide, dot) <= width*narrower {
			lines = even
			break
		}
	}
	w, from := p.access, 0
	var text []string
	for _, n := range lines {
		text = append(text, strings.Join(parts[from:from+n], listed))
		from += n
	}
	w.text = strings.Join(text, "\n")
	if b := p.set(w, width, size, typeset.Balance); len(b.wrong) == 0 {
		return b
	}
	w.text = strings.ReplaceAll(w.text, "\u00a0", " ")
	return p.set(w, width, size, typeset.Balance)
}

// widthOf is the width of a part of the access words in one line.
func (p *poster) widthOf(part string, size float64) float64 {
	w := p.access
	w.text = part
	return p.set(w, 1e5, size, typeset.Greedy).widest()
}

// filled deals parts out to lines that are full, and says how many each has.
func filled(wide []float64, dot, width float64) (lines []int) {
	at := 0.0
	for i, w := range wide {
		if i > 0 && at+dot+w <= width {
			lines[len(lines)-1]++
			at += dot + w
			continue
		}
		lines = append(lines, 1)
		at = w
	}
	return lines
}

// widestOf is the width of the longest line.
func widestOf(lines []int, wide []float64, dot float64) (most float64) {
	from := 0
	for _, n := range lines {
		at := float64(n-1) * dot
		for _, w := range wide[from : from+n] {
			at += w
		}
		from += n
		most = max(most, at)
	}
	return most
}

// shortLast is how short a last line looks as if it had been forgotten, as a share of
// the widest.
const shortLast = 0.4

// setAbout sets the description, in lines that are more even where the last would
// otherwise be a word alone.
func (p *poster) setAbout(width, size float64) block {
	return p.setParagraph(p.about, width, size)
}

// setParagraph sets a paragraph so.
func (p *poster) setParagraph(w words, width, size float64) block {
	b := p.set(w, width, size, typeset.Optimal)
	n := len(b.lines)
	if n < 2 || b.lines[n-1].W > b.widest()*shortLast {
		return b
	}
	even := p.set(w, width, size, typeset.Balance)
	if len(even.lines) == n && len(even.wrong) <= len(b.wrong) && even.lines[n-1].W > b.lines[n-1].W {
		return even
	}
	return b
}

// tallLeading is how much further apart than Latin lines those of a tall script are.
const tallLeading = 1.3

// bareLines says which lines of a tall script have none of its letters; nil where
// all have some, or the script is not tall.
func bareLines(b block) []bool {
	if len(b.lines) < 2 || typeset.Leading(b.lang, b.role) < tallLeading*typeset.Leading("en", b.role) {
		return nil
	}
	var out []bool
	for i, l := range b.lines {
		if fonts.ScriptOf(b.lang) == "Latn" || strings.ContainsFunc(l.Text, foreign) {
			continue
		}
		if out == nil {
			out = make([]bool, len(b.lines))
		}
		out[i] = true
	}
	return out
}

// foreign says that a letter is not Latin.
func foreign(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }

// curled writes the apostrophe within a word as printers do: keyboards have only the
// straight one. The words stay what they are.
func curled(s string) string {
	if !strings.Contains(s, "'") {
		return s
	}
	out := []rune(s)
	for i := 1; i+1 < len(out); i++ {
		if out[i] == '\'' && unicode.IsLetter(out[i-1]) && unicode.IsLetter(out[i+1]) {
			out[i] = '’'
		}
	}
	return string(out)
}
