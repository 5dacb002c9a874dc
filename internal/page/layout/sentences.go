package layout

import (
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/text/typeset"
)

// sentenceEnds are the signs that end a sentence in the scripts of the kit.
const sentenceEnds = ".!?。！？۔؟।።"

// bySentence fits words into a box with no line that begins in mid-sentence, if that
// takes no more lines and no smaller letters than to break them anywhere.
func (f *form) bySentence(w words, box display.Rect, z sizes) block {
	return f.s.sentences(f.fit(w, box, z), box.W)
}

// sentences sets a block again so that each line ends with a sentence, if that takes
// no more lines.
func (s *Setter) sentences(usual block, width float64) block {
	held := usual.words
	held.text = holdSentences(held.text)
	if len(usual.lines) < 2 || held.text == usual.text {
		return usual
	}
	var ps problems
	b := s.set(held, width, usual.size, typeset.Balance, &ps)
	if len(ps.list) > 0 || len(b.lines) > len(usual.lines) {
		return usual
	}
	b.leading = usual.leading
	return b
}

// holdSentences lets a text break between its sentences only.
func holdSentences(text string) string {
	var b strings.Builder
	ended := false
	for _, r := range text {
		switch {
		case r == ' ' && !ended:
			r = '\u00a0'
		case ended && r != ' ':
			b.WriteRune('\u200b') // where no space stands between sentences
		}
		b.WriteRune(r)
		ended = strings.ContainsRune(sentenceEnds, r)
	}
	return b.String()
}

// lone says whether a headline of three lines or more ends in one short word.
func (b block) lone() bool {
	const short = 0.6 // of the widest line
	last := len(b.lines) - 1
	return last >= 2 && b.lines[last].W < short*b.widest() && !strings.ContainsAny(strings.TrimSpace(b.lines[last].Text), " \u00a0")
}
