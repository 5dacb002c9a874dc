package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"daykit/internal/domain/display"
)

const (
	sizePlaces  = 4   // decimals of a font size
	widthPlaces = 2   // decimals of a width, in 1/1000 em
	moveSlack   = 0.2 // 1/1000 em; less is not seen
)

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
	var ps []piece
	for _, u := range units(r, f.face.Upem) {
		ps = u.pieces(ps[:0], r.RTL)
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
	move := float64(x*1000/s.size) - s.pen
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
	s.c.want(s.f, p)
	s.pen += math.Round(s.f.perMille(p.glyph.Adv)*100) / 100
}

func (s *show) endHex() {
	if s.inHex {
		s.c.raw(">")
		s.inHex = false
	}
}
