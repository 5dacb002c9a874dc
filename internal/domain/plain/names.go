package plain

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// leastName is how many letters a part of a name has before it is looked for whatever stands
// around it: shorter ones are words of too many languages. The number is our own.
const leastName = 3

// Names gives the names that stand in a text, whole or by one of their parts, without regard
// to case and marks, each as it was handed in and once. It finds too much rather than too
// little: a part of a name can be a word. In scripts without capitals a name is also found
// inside a word, since some write words together. Parts of two letters, such as Li, are found
// as words of their own alone, and in scripts with capitals where they are written with one.
func Names(text string, names []string) []string {
	said := heardIn(text)
	var out []string
	for _, name := range names {
		if !slices.Contains(out, name) && said.has(name) {
			out = append(out, name)
		}
	}
	return out
}

// heard is a text as names are looked for in it.
type heard struct {
	words  []string // in small letters
	joined string   // the words without what stands between them
	named  []string // words of two letters that are written as names are
}

func heardIn(text string) heard {
	bare := unmarked(text)
	h := heard{words: partsOf(strings.ToLower(bare))}
	h.joined = strings.Join(h.words, "")
	start := true // of a sentence
	for at := 0; at < len(bare); {
		n := strings.IndexFunc(bare[at:], func(r rune) bool { return !inWord(r) })
		if n < 0 {
			n = len(bare) - at
		}
		if n > 0 {
			h.short(bare[at:at+n], start)
			start = false
		}
		r, size := utf8.DecodeRuneInString(bare[at+n:])
		start = start || !strings.ContainsRune(" ,-'’&/", r)
		at += n + size
	}
	return h
}

// short takes in a word of two letters, if it may be a name. Words that everybody uses are
// none at the beginning of a sentence and in capitals.
func (h *heard) short(word string, start bool) {
	r := []rune(word)
	if len(r) != 2 {
		return
	}
	low := strings.ToLower(word)
	if isCased(r[0]) && (!unicode.IsUpper(r[0]) || slices.Contains(usual, low) && (start || unicode.IsUpper(r[1]))) {
		return
	}
	h.named = append(h.named, low)
}

// usual are English words of two letters.
var usual = strings.Fields("am an as at be by do go he hi if in is it me my no of oh ok on or so to up us we")

// particles stand in the names of many families and in as many sentences.
var particles = strings.Fields("da de di du el la le lo st")

func (h heard) has(name string) bool {
	parts := partsOf(strings.ToLower(unmarked(name)))
	for _, part := range parts {
		cased := strings.IndexFunc(part, isCased) >= 0
		n := len([]rune(part))
		switch {
		case n < 2, n == 2 && len(parts) > 1 && slices.Contains(particles, part):
		case n < leastName && !runsOn(part):
			if slices.Contains(h.named, part) || !cased && h.clings(part) {
				return true
			}
		case slices.Contains(h.words, part), !cased && strings.Contains(h.joined, part):
			return true
		}
	}
	return false
}

// clings says whether a word stands in the text with one of the letters before it that Arabic
// and Hebrew write together with what follows: and, with, to, as, so.
func (h heard) clings(part string) bool {
	return slices.ContainsFunc(h.words, func(w string) bool {
		first, size := utf8.DecodeRuneInString(w)
		return strings.ContainsRune("وبلكفובלכש", first) && w[size:] == part
	})
}

func isCased(r rune) bool { return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) }

// runsOn says whether a word is in a script that puts nothing between words, or writes other
// words on to names.
func runsOn(part string) bool {
	return strings.ContainsFunc(part, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}

// inWord says whether a character is of a word. Vowel signs with a width of their own, as in
// Bengali, are.
func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mc, r) }

// partsOf are the words of a text.
func partsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !inWord(r) })
}

// unmarked is a text without marks.
func unmarked(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || r == '\u0640' { // a mark; the stroke that lengthens Arabic words
			return -1
		}
		return r
	}, norm.NFKD.String(text))
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

// few are numbers under five of people, in English.
var few = regexp.MustCompile(`(?i)\b(?:[1-4]|one|two|three|four)(?: [\pL-]+)?? (?:people|persons?|guests?|neighbours?|famil(?:y|ies)|wom[ae]n|m[ae]n|child(?:ren)?|refugees?|speakers?|came)\b`)

// Few gives what in an English text tells a number of people that is too small to be told:
// “only three people”, “2 women”.
func Few(text string) []string { return few.FindAllString(text, -1) }
