package plain

import (
	"fmt"
	"math"
	"strings"
	"unicode"
)

// What the reading hints are measured by.
const (
	fewWords     = 30 // fewer say nothing of how hard a text is
	gradeMost    = 8  // of United States schools, about 13 years of age
	sentenceMost = 25 // words
)

const (
	basisReading  = "Automated Readability Index, E. A. Smith and R. J. Senter, AMRL-TR-66-220 (1967), for English; the limit is " + OurDefault
	basisSentence = OurDefault
)

// Grade gives the Automated Readability Index of an English text: the United States
// school grade whose pupils read it with ease, where 1 is about 6 years of age. It is
//
//	4.71 × characters/words + 0.5 × words/sentences − 21.43
//
// by E. A. Smith and R. J. Senter (AMRL-TR-66-220, 1967), with letters and digits as
// characters. It needs no guess at syllables, so that it says the same everywhere. ok is
// false of a text without words. Of a few words it says nothing.
func Grade(text string) (grade float64, ok bool) {
	characters, words, sentences := 0, 0, 0
	for _, s := range sentencesOf(text) {
		n := wordsOf(s)
		words += len(n)
		if len(n) > 0 {
			sentences++
		}
		for _, w := range n {
			characters += len([]rune(w))
		}
	}
	if words == 0 {
		return 0, false
	}
	return 4.71*float64(characters)/float64(words) + 0.5*float64(words)/float64(sentences) - 21.43, true
}

// sentencesOf parts a text at full stops, question and exclamation marks that a space
// follows, and at ends of lines.
func sentencesOf(text string) []string {
	var out []string
	begin := 0
	runes := []rune(text)
	for i, r := range runes {
		ends := i+1 == len(runes) || unicode.IsSpace(runes[i+1])
		if r == '\n' || (r == '.' || r == '!' || r == '?' || r == '…') && ends {
			out = append(out, string(runes[begin:i+1]))
			begin = i + 1
		}
	}
	return append(out, string(runes[begin:]))
}

// wordsOf gives the words of a sentence, with their letters and digits alone. An apostrophe
// or dash within a word does not part it.
func wordsOf(sentence string) []string {
	var out []string
	for _, field := range strings.FieldsFunc(sentence, func(r rune) bool { return unicode.IsSpace(r) || r == '\x00' || r == '/' }) {
		word := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, field)
		if word != "" {
			out = append(out, word)
		}
	}
	return out
}

// readingHints says that a text is hard to read, and which of its sentences is the longest
// of those that are long.
func readingHints(text string) []Hint {
	var out []Hint
	longest, words := "", 0
	for _, s := range sentencesOf(text) {
		if n := len(wordsOf(s)); n > words {
			longest, words = s, n
		}
	}
	grade, ok := Grade(text)
	if n := int(math.Round(grade)); ok && n > gradeMost && len(wordsOf(text)) >= fewWords {
		out = append(out, Hint{
			Kind: KindReading, Number: n, Most: gradeMost, Basis: basisReading,
			Say: "write shorter words and sentences", Why: fmt.Sprintf("it reads as a text for about %d years of age; many guests read English as a second language", n+5),
		})
	}
	if words > sentenceMost {
		out = append(out, Hint{
			Kind: KindSentence, Found: beginning(longest), Number: words, Most: sentenceMost, Basis: basisSentence,
			Say: "make two of it", Why: "a long sentence is lost on a poster and hard to translate",
		})
	}
	return out
}

// beginning gives the first words of a sentence.
func beginning(s string) string {
	const most = 6
	fields := strings.Fields(strings.ReplaceAll(s, "\x00", ""))
	if len(fields) <= most {
		return strings.Join(fields, " ")
	}
	return strings.Join(fields[:most], " ") + " …"
}
