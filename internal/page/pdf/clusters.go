package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"daykit/internal/domain/display"
	"daykit/internal/text/sfnt"
)

const (
	sizePlaces  = 4   // decimals of a font size
	widthPlaces = 2   // decimals of a width, in 1/1000 em
	moveSlack   = 0.2 // 1/1000 em; less is not seen
	// slope is how far off the baseline, in ems, an own cluster must stand for a
	// run to count as sloping (Nastaliq).
	slope = 0.02
)

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
	fontUnits := func(pt float64) int { return int(math.Round(pt * perPoint)) }
	words := sloping(r)
	var us []unit
	pen, fresh := 0.0, true
	for i := 0; i < len(r.Glyphs); {
		end := clusterEnd(r.Glyphs, i)
		blank := strings.TrimSpace(r.Glyphs[i].Text) == ""
		if fresh || blank || !words {
			us = append(us, unit{x: pen})
		}
		u := &us[len(us)-1]
		for _, g := range r.Glyphs[i:end] {
			u.glyph.Parts = append(u.glyph.Parts, sfnt.Part{GID: int(g.GID), DX: fontUnits(g.X - u.x), DY: fontUnits(g.Y)})
			pen += g.Advance
		}
		u.glyph.Adv = fontUnits(pen - u.x)
		u.text = joined(u.text, r.Glyphs[i].Text, r.RTL)
		fresh = blank
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

// pieces splits a unit so that no reader has to guess. Left to right, a cluster
// reads as one text, but a mark at its end goes on a blank of its own, since
// pdf.js gives a code that ends in a mark no width. Right to left, each letter
// gets a code in visual order, because readers turn longer texts round letter by
// letter or not at all; the ink goes with the leftmost.
func (u unit) pieces(rtl bool) []piece {
	text := []rune(withoutControls(u.text))
	switch {
	case len(text) == 0 && u.text != "" && u.glyph.Adv == 0:
		return nil // nothing but controls
	case len(text) <= 1:
		return []piece{{u.glyph, string(text)}}
	case rtl:
		return spread(u.glyph, text)
	default:
		return splitMarks(u.glyph, text)
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

func splitMarks(glyph sfnt.Comp, text []rune) []piece {
	n := len(text)
	for n > 1 && unicode.Is(unicode.Mn, text[n-1]) {
		n--
	}
	ps := []piece{{glyph, string(text[:n])}}
	for _, mark := range text[n:] {
		ps = append(ps, piece{text: string(mark)})
	}
	return ps
}

// spread shares the width of a glyph among the letters of its text.
func spread(glyph sfnt.Comp, text []rune) []piece {
	letters := 0
	for _, r := range text {
		if hasWidth(r) {
			letters++
		}
	}
	step := glyph.Adv / max(letters, 1)
	left := glyph.Adv
	ps := make([]piece, 0, len(text))
	for i := len(text) - 1; i >= 0; i-- {
		p := piece{text: string(text[i])}
		if hasWidth(text[i]) {
			p.glyph.Adv = step
		}
		left -= p.glyph.Adv
		ps = append(ps, p)
	}
	ps[0].glyph.Parts = glyph.Parts
	ps[len(ps)-1].glyph.Adv += left
	return ps
}

func hasWidth(r rune) bool { return !unicode.In(r, unicode.Mn, unicode.Cf) }

// text shows a run: codes in visual order, with moves where the shaper placed a
// glyph elsewhere than the sum of the widths.
func (c *canvas) text(t display.Text, f *font) {
	r := t.Run
	c.setFill(t.Color)
	c.raw("BT\n/"+f.name+" ").num(r.Size, sizePlaces).raw("Tf\n")
	c.num(r.X, 3).num(c.height-r.Y, 3).raw("Td\n[")
	s := show{c: c, f: f, size: r.Size}
	if c.said != nil && spaceBetween(*c.said, r) {
		s.put(piece{text: " "})
	}
	c.said = &r
	for _, u := range units(r, f.face.Upem) {
		ps := u.pieces(r.RTL)
		if len(ps) > 0 {
			s.moveTo(u.x)
		}
		for _, p := range ps {
			s.put(p)
		}
	}
	s.endHex()
	c.raw("]TJ\nET\n")
}

// spaceBetween says whether a space was lost where a line was broken. Without it,
// programs that read aloud join the last word of a line to the first of the next.
// Right-to-left elements carry their text as a whole instead.
func spaceBetween(before, after display.GlyphRun) bool {
	if before.Y == after.Y || before.RTL || after.RTL {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before.Text)
	first, _ := utf8.DecodeRuneInString(after.Text)
	return !breaksBare(last) && !breaksBare(first) && !strings.ContainsRune("-\u00AD\u2010\u2013\u2014/\u200B\u1361", last)
}

// breaksBare says whether lines break next to a character without a space.
func breaksBare(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF ||
		unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// show writes the array of a TJ operator and follows the viewer's pen.
type show struct {
	c     *canvas
	f     *font
	size  float64
	pen   float64 // 1/1000 em from the run's origin, as the viewer counts
	inHex bool
}

func (s *show) moveTo(x float64) {
	move := x*1000/s.size - s.pen
	if math.Abs(move) < moveSlack {
		return
	}
	s.endHex()
	move = math.Round(move*10) / 10
	s.c.buf = appendNum(s.c.buf, -move, 1)
	s.pen += move
}

func (s *show) put(p piece) {
	if !s.inHex {
		s.c.raw("<")
		s.inHex = true
	}
	s.c.buf = appendHex4(s.c.buf, s.f.code(p.glyph, p.text))
	s.pen += math.Round(s.f.perMille(p.glyph.Adv)*100) / 100
}

func (s *show) endHex() {
	if s.inHex {
		s.c.raw(">")
		s.inHex = false
	}
}
