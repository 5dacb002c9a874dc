package plain

import "unicode"

// How many characters a text of a poster has at most before it must be set small. They
// are our own defaults.
const (
	MostTitle    = 40
	MostHeadline = 60
	MostAbout    = 300
	MostAccess   = 120
	MostPoint    = 60 // of the programme
)

// Room counts the characters of a text by the room that they take: marks take none, and
// Chinese, Japanese and Korean characters take two.
func Room(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r):
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			n += 2
		default:
			n++
		}
	}
	return n
}

func lengthHints(t Text) []Hint {
	n := Room(t.Words)
	if t.Most == 0 || n <= t.Most {
		return nil
	}
	return []Hint{{
		Kind: KindLength, Number: n, Most: t.Most, Basis: OurDefault,
		Say: "leave out what the page can say", Why: "a long text is set small, and people pass a poster in seconds",
	}}
}
