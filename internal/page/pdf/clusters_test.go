package pdf_test

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestCodes shows how words are coded: one code a cluster from left to right, one
// a letter in visual order from right to left, marks on blanks of their own,
// direction controls left out.
func TestCodes(t *testing.T) {
	t.Parallel()
	s := typeset.New(faces(t))
	var got strings.Builder
	for _, w := range []struct{ lang, text string }{
		{"en", "fine " + typeset.Isolate("2026")},
		{"ar", "السلام"},
		{"fa", "می\u200cرود"},
		{"ur", "چاہیئے"},
		{"bn", "শক্তি"},
		{"ta", "நிறை"},
	} {
		p := &display.Page{W: 200, H: 100}
		para := s.Shape(w.text, typeset.Style{Role: fonts.Text, Lang: w.lang})
		lines, err := para.Lines(190, 20, typeset.Greedy)
		if err != nil {
			t.Fatal(err)
		}
		addLines(p, lines, display.Point{X: 5, Y: 30}, 0, para.RTL())
		got.WriteString("# " + w.lang + " " + w.text + "\n" + codes(t, saved(t, p)) + "\n")
	}
	const path = "testdata/codes.golden"
	if *update {
		if err := os.WriteFile(path, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got.String()); d != "" {
		t.Errorf("codes (-want +got):\n%s", d)
	}
}

var (
	shownPattern  = regexp.MustCompile(`(?m)^\[.*\]TJ$`)
	meaningfulMap = regexp.MustCompile(`(?s)beginbfchar\n(.*?)endbfchar`)
)

func codes(t testing.TB, path string) string {
	t.Helper()
	text := qdf(t, path)
	out := strings.Join(shownPattern.FindAllString(text, -1), "\n") + "\n"
	for _, m := range meaningfulMap.FindAllStringSubmatch(text, -1) {
		out += m[1]
	}
	return out
}
