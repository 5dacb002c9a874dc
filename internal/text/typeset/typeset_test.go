package typeset_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

func lineTexts(ls []typeset.Line) (out []string) {
	for _, l := range ls {
		out = append(out, l.Text)
	}
	return out
}

func TestTooWideNamesTheWord(t *testing.T) {
	t.Parallel()
	p := typeset.New(fonts.Open()).Shape("an unbreakablylongword here", typeset.Style{Lang: "en"})
	ls, err := p.Lines(60, 12, typeset.Greedy)
	var tooWide *typeset.TooWideError
	if !errors.As(err, &tooWide) || tooWide.Word != "unbreakablylongword" {
		t.Errorf("got error %v, want one that names the word", err)
	}
	want := []string{"an", "unbreakablylongword", "here"}
	if diff := cmp.Diff(want, lineTexts(ls)); diff != "" {
		t.Errorf("lines differ (-want +got):\n%s", diff)
	}
}
