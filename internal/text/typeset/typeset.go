// Package typeset turns text into lines of glyphs: it finds the order of mixed
// right-to-left and left-to-right text, chooses a face for every script, shapes,
// breaks into lines and fits into boxes. It is the only importer of go-text.
//
// A paragraph is shaped once, in whole font units, and then set at any width and
// size. All decisions are made in integers, so that the same text gives the same
// lines on every processor. Characters that no face has are listed, never dropped
// in silence; a word that is too wide for the line is an error that names it.
//
// Figures stay with what they count, and addresses in one piece, as bondsOf says; callers
// bind what else must stay together by no-break spaces, and wrap every inserted field by
// Isolate.
package typeset

import (
	"strings"

	"daykit/internal/text/fonts"
)

// Style says how a text is set.
type Style struct {
	Role fonts.Role
	Lang string // BCP 47
}

// The invisible characters that this package knows by name.
const (
	firstStrongIsolate = '\u2068'
	popIsolate         = '\u2069'
	zeroWidthSpace     = '\u200b'
	softHyphen         = '\u00ad'
	noBreakSpace       = '\u00a0'
)

// Isolate wraps a field that is put into a sentence, such as a name, so that its
// direction does not disturb the sentence and the other way round. Bidirectional
// controls inside s are taken out, since they could break out of the wrapping.
func Isolate(s string) string {
	inner := strings.Map(func(r rune) rune {
		if r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, s)
	return string(firstStrongIsolate) + inner + string(popIsolate)
}

// Leading is the usual distance between baselines, as a multiple of the size, for
// the script of a language. Headlines are set closer than text.
func Leading(lang string, role fonts.Role) float64 {
	text, display := leading(lang)
	if role == fonts.Display {
		return display
	}
	return text
}

func leading(lang string) (text, display float64) {
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	script := fonts.ScriptOf(lang)
	switch {
	case fonts.Climbs(lang):
		return 2.1, 1.75
	case primary == "vi":
		return 1.5, 1.25 // two marks on a letter
	case primary == "en" || primary == "so":
		return 1.3, 0.97 // no marks on capitals
	}
	if l, ok := leadings[script]; ok {
		return l.text, l.display
	}
	return 1.3, 1.08
}

// leadings are those of scripts that need more than Latin: marks above and below
// in Thai, letters below letters in Khmer, Burmese and Telugu. They were chosen so
// that the ink of four words in five clears that of the next line.
var leadings = map[string]struct{ text, display float64 }{
	"Arab": {1.5, 1.35},
	"Ethi": {1.45, 1.3}, "Beng": {1.45, 1.3}, "Taml": {1.45, 1.3}, "Deva": {1.45, 1.3},
	"Guru": {1.45, 1.3}, "Gujr": {1.45, 1.3}, "Mlym": {1.45, 1.25}, "Sinh": {1.45, 1.3},
	"Telu": {1.5, 1.5}, "Thai": {1.5, 1.35}, "Khmr": {1.65, 1.45}, "Mymr": {1.65, 1.55},
	"Hani": {1.5, 1.25}, "Jpan": {1.5, 1.25}, "Kore": {1.5, 1.25},
	"Armn": {1.35, 1.1}, "Geor": {1.35, 1.1}, "Grek": {1.35, 1.1},
}
