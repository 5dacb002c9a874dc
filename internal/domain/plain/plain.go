// Package plain gives advice about the words and colours of an event: terms that hurt or
// mislead, how hard a text is to read, how long a text may be before a poster makes it
// small, and how far two colours stand apart. It is advice: nothing here refuses a text,
// and each hint says why and where that comes from. What a person said is theirs, so words
// in quotation marks and the words of voices are left alone. Terms and reading level are
// known for English only; for other languages it keeps silent rather than guess.
package plain

import "strings"

// OurDefault is the basis of advice that has no source but our own judgement.
const OurDefault = "our own default, not from a source"

// Kind says what a hint is about.
type Kind string

// The kinds of hints.
const (
	KindTerm     Kind = "term"     // a word or phrase
	KindReading  Kind = "reading"  // the text as a whole is hard to read
	KindSentence Kind = "sentence" // one sentence is long
	KindLength   Kind = "length"   // the text is long for a poster
)

// Text is a text to look at.
type Text struct {
	Lang  string   // BCP 47
	Words string   // as the organisers wrote it
	Most  int      // characters that fit a poster at a good size; 0 where that does not matter
	Leave []string // words of others that may stand in it, such as a voice's quotation and credit
}

// Hint is one piece of advice on a text.
type Hint struct {
	Kind   Kind   `json:"kind"`
	Found  string `json:"found"`  // the words, as they stand there; of a sentence its beginning; empty for all of the text
	Number int    `json:"number"` // school grade, words of the sentence or characters; 0 of a term
	Most   int    `json:"most"`   // the number that would be well; 0 of a term
	Say    string `json:"say"`    // what to write or do
	Why    string `json:"why"`
	Basis  string `json:"basis"` // the source, or OurDefault
}

// Look gives the hints for a text, terms first and each once, in the order of the text.
func Look(t Text) []Hint {
	out := []Hint{}
	own := masked(t.Words, t.Leave)
	if english(t.Lang) {
		out = append(out, termHints(own)...)
		out = append(out, readingHints(own)...)
	}
	return append(out, lengthHints(t)...)
}

func english(lang string) bool {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return base == "en"
}

// masked blanks out the words of others: what is between quotation marks, and what is
// to be left alone. Every byte that stays keeps its place.
func masked(text string, leave []string) string {
	for _, words := range leave {
		if strings.TrimSpace(words) != "" {
			text = strings.ReplaceAll(text, words, strings.Repeat("\x00", len(words)))
		}
	}
	for _, marks := range [][2]string{{"„", "“"}, {"“", "”"}, {"«", "»"}, {`"`, `"`}} {
		text = maskedBetween(text, marks[0], marks[1])
	}
	return text
}

// maskedBetween blanks out what stands between two marks, and the marks. A mark without
// its partner changes nothing.
func maskedBetween(text, begin, end string) string {
	var b strings.Builder
	for {
		i := strings.Index(text, begin)
		if i < 0 {
			break
		}
		n := strings.Index(text[i+len(begin):], end)
		if n < 0 {
			break
		}
		stop := i + len(begin) + n + len(end)
		b.WriteString(text[:i])
		b.WriteString(strings.Repeat("\x00", stop-i))
		text = text[stop:]
	}
	b.WriteString(text)
	return b.String()
}
