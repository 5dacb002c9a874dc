package typeset

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// bond is how firmly a space keeps what is around it on one line.
type bond int8

const (
	free bond = iota
	// loose gives way where the line is too short for all that belongs together.
	loose
	// firm gives way only where words are broken as well.
	firm
)

// mostStreetWords are those between the number of a house and the word for a street.
const mostStreetWords = 3

// streets are the words that end the names of streets in addresses of the United Kingdom.
var streets = []string{
	"street", "st", "road", "rd", "lane", "ln", "avenue", "ave", "way", "close", "drive", "court", "place", "terrace",
	"square", "gardens", "grove", "hill", "row", "mews", "crescent", "walk", "parade", "rise", "yard", "gate", "green", "park",
}

// The halves of a postcode of the United Kingdom (BS 7666), such as M1 1AA.
var (
	outward = regexp.MustCompile(`^(?i:[a-z]{1,2}[0-9][0-9a-z]?)$`)
	inward  = regexp.MustCompile(`^(?i:[0-9][a-z]{2})$`)
)

// bondsOf says for each place of a text how firm the space before it is. It tailors the
// line breaking of UAX #14 (section 8): a figure stays with the word after it (18 December,
// 10 am), a house number with its street and the two halves of a postcode stay together.
func bondsOf(t []rune) []bond {
	out := make([]bond, len(t)+1)
	if !slices.ContainsFunc(t, unicode.IsDigit) {
		return out
	}
	spaced := wordsOf(t)
	for i := range len(spaced) - 1 {
		w, next := spaced[i], spaced[i+1]
		if !spaceApart(t, w, next) {
			continue
		}
		if unicode.IsDigit(t[w.to-1]) && unicode.IsLetter(t[next.from]) || outward.MatchString(w.text) && inward.MatchString(next.text) {
			out[next.from] = firm
		}
		if unicode.IsDigit(t[w.from]) {
			bindStreet(t, spaced[i:], out)
		}
	}
	return out
}

// bindStreet binds the words from a house number to the word for its street.
func bindStreet(t []rune, spaced []word, out []bond) {
	for i := 1; i < min(len(spaced), mostStreetWords+2); i++ {
		if !spaceApart(t, spaced[i-1], spaced[i]) || !unicode.IsLetter(t[spaced[i].from]) {
			return
		}
		if i > 1 && slices.Contains(streets, strings.ToLower(spaced[i].text)) {
			for _, w := range spaced[1 : i+1] {
				out[w.from] = max(out[w.from], loose)
			}
			return
		}
	}
}

// word is letters and figures, with the hyphens and apostrophes among them.
type word struct {
	from, to int
	text     string
}

// spaceApart says that one space is all that stands between two words.
func spaceApart(t []rune, w, next word) bool { return w.to+1 == next.from && t[w.to] == ' ' }

// wordsOf lists the words of a text.
func wordsOf(t []rune) (out []word) {
	for from := 0; from < len(t); from++ {
		if !inWord(t[from]) {
			continue
		}
		to := from + 1
		for to < len(t) && (inWord(t[to]) || strings.ContainsRune("-'’", t[to]) && to+1 < len(t) && inWord(t[to+1])) {
			to++
		}
		out = append(out, word{from, to, string(t[from:to])})
		from = to - 1
	}
	return out
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}
