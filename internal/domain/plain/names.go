package plain

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// leastName is how many letters a part of a name in the Latin, Greek or Cyrillic script has
// before it is looked for: shorter ones are words of too many languages. The number is our
// own.
const leastName = 3

// Names gives the names that stand in a text, whole or by one of their parts, without regard
// to case and marks, each as it was handed in and once. It finds too much rather than too
// little: a part of a name can be a word. In scripts without capitals a name is also found
// inside a word, since some write words together.
func Names(text string, names []string) []string {
	words, whole := partsOf(text), squeezed(text)
	var out []string
	for _, name := range names {
		if !slices.Contains(out, name) && stands(name, words, whole) {
			out = append(out, name)
		}
	}
	return out
}

func stands(name string, words []string, whole string) bool {
	for _, part := range partsOf(name) {
		cased := strings.IndexFunc(part, isCased) >= 0
		n := len([]rune(part))
		switch {
		case n < leastName && cased, n < 2:
		case slices.Contains(words, part):
			return true
		case !cased && strings.Contains(whole, part):
			return true
		}
	}
	return false
}

func isCased(r rune) bool { return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) }

// partsOf are the words of a text, in small letters without marks.
func partsOf(text string) []string {
	return strings.FieldsFunc(unmarked(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

func squeezed(text string) string {
	return strings.Join(partsOf(text), "")
}

func unmarked(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || r == '\u0640' { // a mark; the stroke that lengthens Arabic words
			return -1
		}
		return r
	}, norm.NFKD.String(strings.ToLower(text)))
}

// Ways to reach somebody: an address of e-mail or the web, a name of a social network, and
// seven digits or more with what people write between them.
var reaches = []*regexp.Regexp{
	regexp.MustCompile(`[\pL\pN._%+-]+@[\pL\pN-]+\.[\pL\pN.-]+`),
	regexp.MustCompile(`(?i)https?://\S+|www\.\S+`),
	regexp.MustCompile(`(^|\s)@[\pL\pN_.]{3,}`),
	regexp.MustCompile(`\+?\pN([ ./()-]*\pN){6,}`),
}

// Reaches gives what in a text looks like a way to reach somebody.
func Reaches(text string) []string {
	var out []string
	for _, r := range reaches {
		for _, m := range r.FindAllString(text, -1) {
			if m = strings.TrimSpace(m); !slices.ContainsFunc(out, func(have string) bool { return strings.Contains(have, m) }) {
				out = append(out, m)
			}
		}
	}
	return out
}
