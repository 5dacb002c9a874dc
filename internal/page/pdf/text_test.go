package pdf_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"daykit/internal/text/typeset"

	"golang.org/x/text/unicode/norm"
)

// TestTextInTextOut copies the text of every language back out of the file, in
// reading order, as people who search or listen do.
func TestTextInTextOut(t *testing.T) {
	t.Parallel()
	const least = 0.98 // of all words, exact
	right, all := 0, 0
	s := typeset.New(faces(t))
	for _, a := range articles(t) {
		got := words(tool(t, "pdftotext", "-enc", "UTF-8", saved(t, articlePage(t, s, a, 1)), "-"))
		want := words(a.Title + " " + a.Text + " " + a.Text)
		n := common(want, got)
		right, all = right+n, all+len(want)
		if n < len(want) {
			t.Logf("%s: %d of %d words\n got %q\nwant %q", a.Lang, n, len(want), got, want)
		}
	}
	t.Logf("%d of %d words are exact", right, all)
	if share := float64(right) / float64(all); share < least {
		t.Errorf("%.2f %% of words are exact, want %.0f %%", 100*share, 100*least)
	}
}

// words lists the words of a text, one for each Han character, since lines break
// between these. Punctuation does not count: poppler itself swaps a full stop and
// the space after it in right-to-left lines, whoever wrote the file.
func words(s string) []string {
	var b strings.Builder
	for _, r := range norm.NFC.String(s) {
		switch {
		case unicode.Is(unicode.Han, r):
			b.WriteString(" " + string(r) + " ")
		case unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.Join_Control):
			b.WriteRune(r)
		case r >= 0x202A && r <= 0x202E: // the direction marks that pdftotext adds
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

// common is the length of the longest common subsequence of two lists of words:
// how many are right and in the right order.
func common(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		next := slices.Clone(row)
		for j, y := range b {
			if x == y {
				next[j+1] = row[j] + 1
			} else {
				next[j+1] = max(next[j], row[j+1])
			}
		}
		row = next
	}
	return row[len(b)]
}
