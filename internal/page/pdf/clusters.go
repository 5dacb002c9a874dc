package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"daykit/internal/domain/display"
	"daykit/internal/text/sfnt"
)

// blank is what a code reads as that stands for no letter: a space of no width.
// Archives want every code to read as something.
const blank = "\u200B"

// slope is how far off the baseline, in ems, an own cluster must stand for a run
// to count as sloping (Nastaliq).
const slope = 0.02

// unit is what one code draws and says: a cluster, or in Nastaliq a word.
type unit struct {
	glyph sfnt.Comp
	x     float64 // from the run's origin, pt
	text  string  // logical
}

// units groups a run into clusters. The baseline of Nastaliq slopes within a
// word, which readers take for many short lines, so there a word is one unit.
func units(r display.GlyphRun, upem int) []unit {
	perPoint := float64(upem) / r.Size
	fontUnits := func(pt float64) int { return int(math.Round(float64(pt * perPoint))) }
	words := sloping(r)
	us := make([]unit, 0, len(r.Glyphs))
	parts := make([]sfnt.Part, 0, len(r.Glyphs)) // of all units, one after another
	pen, fresh, first := 0.0, true, 0
	for i := 0; i < len(r.Glyphs); {
		end := clusterEnd(r.Glyphs, i)
		space := strings.TrimSpace(r.Glyphs[i].Text) == ""
		if fresh || space || !words {
			us, first = append(us, unit{x: pen}), len(parts)
		}
		u := &us[len(us)-1]
		for _, g := range r.Glyphs[i:end] {
			parts = append(parts, sfnt.Part{GID: int(g.GID), DX: fontUnits(g.X - u.x), DY: fontUnits(g.Y)})
			pen += g.Advance
		}
		u.glyph = sfnt.Comp{Parts: parts[first:len(parts):len(parts)], Adv: fontUnits(pen - u.x)}
		u.text = joined(u.text, r.Glyphs[i].Text, r.RTL)
		fresh = space
		i = end
	}
	return us
}

// joined adds the text of the next cluster on the right.
func joined(have, next string, rtl bool) string {
	if rtl {
		return next + have
	}
	return have + next
}

func clusterEnd(gs []display.Glyph, i int) int {
	for i++; i < len(gs) && gs[i].Joined; i++ {
	}
	return i
}

func sloping(r display.GlyphRun) bool {
	if !r.RTL {
		return false
	}
	for _, g := range r.Glyphs {
		if !g.Joined && g.Advance > 0 && math.Abs(g.Y) > slope*r.Size && strings.TrimSpace(g.Text) != "" {
			return true
		}
	}
	return false
}

// piece is one code to show: a glyph, or a blank, and the text it reads as.
type piece struct {
	glyph sfnt.Comp
	text  string
}

// pieces appends what a unit splits into, so that no reader has to guess. Left to
// right, a cluster reads as one text, but its marks go on blanks of their own,
// since pdf.js takes a code whose text has a mark in it for one without width.
// Right to left, each letter gets a code in visual order, because readers turn
// longer texts round letter by letter or not at all; the ink goes with the leftmost.
func (u unit) pieces(ps []piece, rtl bool) []piece {
	text := withoutControls(u.text)
	_, first := utf8.DecodeRuneInString(text)
	switch {
	case text == "" && u.text != "" && u.glyph.Adv == 0:
		return ps // nothing but controls
	case text == "":
		return append(ps, piece{u.glyph, blank})
	case first == len(text):
		return append(ps, piece{u.glyph, text})
	case rtl:
		return spread(ps, u.glyph, []rune(text))
	default:
		return splitMarks(ps, u.glyph, text)
	}
}

// withoutControls drops the characters that only steer the order of the text.
// They have done their work, and would be copied along otherwise.
func withoutControls(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == '\n':
			return -1
		}
		return r
	}, s)
}

// splitMarks gives each mark a blank of its own, and the letters after it another,
// with a share of the width. The ink goes with the first letters.
func splitMarks(ps []piece, glyph sfnt.Comp, text string) []piece {
	first, letters := len(ps), 0
	for text != "" {
		n, mark := group(text)
		ps = append(ps, piece{text: text[:n]})
		text = text[n:]
		if !mark {
			letters++
		}
	}
	share := glyph.Adv / max(letters, 1)
	for i := first + 1; i < len(ps); i++ {
		if _, mark := group(ps[i].text); !mark {
			ps[i].glyph.Adv = share
			glyph.Adv -= share
		}
	}
	ps[first].glyph = glyph
	return ps
}

// group gives the length of the mark or of the letters that a text starts with.
func group(text string) (n int, mark bool) {
	isMark := func(r rune) bool { return unicode.Is(unicode.Mn, r) }
	switch i := strings.IndexFunc(text, isMark); {
	case i < 0:
		return len(text), false
	case i > 0:
		return i, false
	}
	_, n = utf8.DecodeRuneInString(text)
	return n, true
}

// spread shares the width of a glyph among the letters of its text.
func spread(ps []piece, glyph sfnt.Comp, text []rune) []piece {
	letters := 0
	for _, r := range text {
		if hasWidth(r) {
			letters++
		}
	}
	step := glyph.Adv / max(letters, 1)
	left, first := glyph.Adv, len(ps)
	for i := len(text) - 1; i >= 0; i-- {
		p := piece{text: string(text[i])}
		if hasWidth(text[i]) {
			p.glyph.Adv = step
		}
		left -= p.glyph.Adv
		ps = append(ps, p)
	}
	ps[first].glyph.Parts = glyph.Parts
	ps[len(ps)-1].glyph.Adv += left
	return ps
}

func hasWidth(r rune) bool { return !unicode.In(r, unicode.Mn, unicode.Cf) }
