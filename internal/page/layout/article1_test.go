package layout_test

import (
	"slices"
	"strings"
	"testing"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/page/layout"

	"golang.org/x/text/unicode/norm"
)

func article1Input(t testing.TB, langs ...string) layout.Article1Input {
	t.Helper()
	in := layout.Article1Input{Event: sample(), Lang: langs[0], Phrases: testPhrases()}
	for _, lang := range langs {
		d := declarations(t)[lang]
		if d.Text == "" {
			t.Fatalf("no text in %s", lang)
		}
		in.Articles = append(in.Articles, content.Article{Lang: lang, Title: d.Declaration, Heading: d.Title, Text: d.Text})
	}
	return in
}

func TestArticle1(t *testing.T) {
	t.Parallel()
	many := append(languages(), "so", "vi", "ro", "cy", "ku", "ps")
	for _, tc := range []struct {
		name  string
		paper layout.Format
		langs []string
		pages int
	}{
		{"one", layout.A4, []string{"en"}, 1},
		{"two", layout.A4, []string{"ar", "en"}, 1},
		{"seven", layout.A4, many[:7], 1},
		{"twelve on A3", layout.A3, many[:12], 1},
		{"fourteen on A3", layout.A3, many[:14], 1},
		{"seventeen on A3", layout.A3, many, 2},
		{"seventeen on A4", layout.A4, many, 3},
		{"Urdu first", layout.A4, []string{"ur", "en", "pl", "ti"}, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r := setter(t).Article1(article1Input(t, tc.langs...), tc.paper)
			if len(r.Pages) != tc.pages || len(r.Problems) != 0 {
				t.Errorf("got %d pages, problems %v, want %d pages", len(r.Pages), r.Problems, tc.pages)
			}
			for _, p := range r.Pages {
				readInside(t, p)
				apart(t, p)
				clearOfBraid(t, p)
				legible(t, p)
			}
			allThere(t, r, tc.langs)
		})
	}
}

// allThere checks that each language's words are there, whole.
func allThere(t *testing.T, r layout.Result, langs []string) {
	t.Helper()
	var text []string
	for _, p := range r.Pages {
		for _, op := range p.Ops {
			if tag, ok := op.(display.Tag); ok && tag.Text != "" {
				text = append(text, squeeze(tag.Text))
			}
		}
		for _, m := range marks(t, p) {
			text = append(text, squeeze(m.text))
		}
	}
	for _, lang := range langs {
		if want := squeeze(declarations(t)[lang].Text); !slices.ContainsFunc(text, func(s string) bool { return s == want }) {
			t.Errorf("%s is not on the poster whole", lang)
		}
	}
}

func squeeze(s string) string {
	return norm.NFC.String(strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), ""))
}

func TestArticle1ColumnsRunWithTheLanguage(t *testing.T) {
	t.Parallel()
	langs := append([]string{"ar"}, slices.DeleteFunc(languages(), func(l string) bool { return l == "ar" })...)
	p := setter(t).Article1(article1Input(t, langs...), layout.A3).Pages[0]
	for _, m := range marks(t, p) {
		if m.role == display.H2 {
			if m.box.X < p.W/2 {
				t.Errorf("the first language %q stands in the left column of an Arabic poster", m.text)
			}
			return
		}
	}
}

func TestArticle1TooLong(t *testing.T) {
	t.Parallel()
	in := article1Input(t, "en", "pl")
	in.Articles[1].Text = strings.Repeat(in.Articles[1].Text+" ", 30)
	r := setter(t).Article1(in, layout.A4)
	if len(r.Problems) != 1 || r.Problems[0].Lang != "pl" || len(r.Pages) != 1 {
		t.Errorf("got %d pages, %v, want a problem of the Polish text", len(r.Pages), r.Problems)
	}
	readInside(t, r.Pages[0])
}

func TestArticle1Empty(t *testing.T) {
	t.Parallel()
	r := setter(t).Article1(layout.Article1Input{Event: sample(), Lang: "en", Phrases: testPhrases()}, layout.A4)
	if len(r.Pages) != 0 || len(r.Problems) != 1 || r.Problems[0].Field != "article1" {
		t.Errorf("got %d pages, %v", len(r.Pages), r.Problems)
	}
}
