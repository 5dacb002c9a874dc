package content

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
)

// Article is Article 1 of the Universal Declaration of Human Rights in one
// language, as the United Nations publishes it.
type Article struct {
	Lang    string `json:"lang"`
	Title   string `json:"title"`   // of the Declaration; may be empty
	Heading string `json:"heading"` // such as "Article 1"
	Text    string `json:"text"`
	Source  string `json:"source"` // which translation
}

// Article1 gives Article 1 in a language. It is there in no language when the
// build step that takes the translations from their package has not run;
// ArticlesNote says so.
func (p *Pack) Article1(lang string) (Article, bool) {
	a, ok := p.articles[lang]
	return a, ok
}

// ArticleLanguages lists the languages that Article1 knows, sorted by tag.
func (p *Pack) ArticleLanguages() []string {
	return slices.Sorted(maps.Keys(p.articles))
}

// ArticlesNote is empty when the texts of Article 1 are built in, and else says
// how to get them.
func (p *Pack) ArticlesNote() string {
	if len(p.articles) > 0 {
		return ""
	}
	return "the texts of Article 1 are not built in: run make fonts"
}

func (p *Pack) loadArticles(from fs.FS) error {
	b, err := fs.ReadFile(from, "data/article1.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read article 1: %w", err)
	}
	var f struct {
		Articles []Article `json:"articles"`
	}
	if err := json.Unmarshal(b, &f); err != nil {
		return fmt.Errorf("read article 1: %w", err)
	}
	for _, a := range f.Articles {
		p.articles[a.Lang] = a
	}
	return nil
}

// addPhrases adds the two phrases that the translation itself answers for.
func (a Article) addPhrases(words map[string]phrase, english map[string]string) {
	for key, text := range map[string]string{"article1.title": a.Heading, "article1.source": a.Title} {
		if text != "" && words[key].Text == "" {
			words[key] = phrase{Of: english[key], Text: text, ReviewedBy: &a.Source, ReviewedText: text, Source: a.Source}
		}
	}
}
