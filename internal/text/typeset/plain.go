package typeset

import "unicode"

// shapePlain sets a run in a face without layout tables (our cuts of Han, kana and
// Hangul) a glyph for each character, which is all that HarfBuzz would do and
// spares reading the face into its form: 2 ms for a Han face. It leaves alone
// whatever HarfBuzz would treat in a way of its own.
func (p *Para) shapePlain(it item) ([]glyph, bool) {
	f := it.face.SFNT
	if it.level%2 == 1 || f.HasLayout() {
		return nil, false
	}
	out := make([]glyph, 0, it.to-it.from)
	for i := it.from; i < it.to; i++ {
		r := p.text[i]
		if r == '\n' || r == zeroWidthSpace {
			continue // hidden
		}
		gid, ok := f.Glyph(r)
		if !ok || !plain(r) {
			return nil, false
		}
		out = append(out, glyph{gid: gid, cluster: i, width: f.Advance(gid)})
	}
	return out, true
}

// plain reports whether a character stands for one glyph, whatever is beside it:
// a letter that no mark and no other letter joins, a digit, or a common sign.
func plain(r rune) bool {
	switch {
	case r >= 0x1100 && r <= 0x11ff, r >= 0xa960 && r <= 0xa97f, r >= 0xd7b0 && r <= 0xd7ff:
		return false // the parts that syllables of Hangul are composed of
	case r == ' ' || r == '\u3000':
		return true
	case unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsPunct(r) || unicode.IsSymbol(r)
}
