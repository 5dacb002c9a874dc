package content

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// source is the language that phrases are written in first.
const source = "en"

// State says how far a fixed phrase in a language may be trusted.
type State string

// The states, the best first. Unreviewed and stale words are printed, but the
// print says that it is a draft until a speaker has read the proof.
const (
	Reviewed   State = "reviewed"
	Unreviewed State = "unreviewed" // no speaker has read it, or it was changed since
	Stale      State = "stale"      // the English was changed since it was translated
	Missing    State = "missing"    // English is printed instead
)

// phrase is the words for a key in one language. Of and ReviewedText repeat what
// was translated and what was read, so that no change of either goes unnoticed.
type phrase struct {
	Of           string  `json:"of"` // the English that it was translated from
	Text         string  `json:"text"`
	ReviewedBy   *string `json:"reviewed_by"` // who answers for the words; nil for a draft
	ReviewedText string  `json:"reviewed_text"`
	Source       string  `json:"source"` // where the review can be seen
}

// catalogue gives the phrases of a language by key. It is read when it is first
// asked for, since a print needs two of two dozen.
type catalogue func() map[string]phrase

// words are the phrases of a language by key; nil where there are none.
func (p *Pack) words(lang string) map[string]phrase {
	if c, ok := p.phrases[lang]; ok {
		return c()
	}
	return nil
}

// Phrase gives the fixed words for a key in lang, and English ones where there
// are none; got is the language of the words. A key that nobody wrote words for
// gives empty words.
func (p *Pack) Phrase(key, lang string) (text, got string) {
	if t := p.words(lang)[key].Text; t != "" {
		return t, lang
	}
	return p.english[key], source
}

// PhraseState says whether the words for a key in lang are there, read by a
// speaker, and still those of the English.
func (p *Pack) PhraseState(key, lang string) State {
	if lang == source {
		if p.english[key] == "" {
			return Missing
		}
		return Reviewed
	}
	ph := p.words(lang)[key]
	switch {
	case ph.Text == "":
		return Missing
	case ph.Of != p.english[key]:
		return Stale
	case ph.ReviewedBy == nil || ph.ReviewedText != ph.Text:
		return Unreviewed
	}
	return Reviewed
}

// State is the worst state of the fixed phrases with the given keys in a
// language, or of all of them when no key is given.
func (p *Pack) State(lang string, keys ...string) State {
	if len(keys) == 0 {
		keys = p.PhraseKeys()
	}
	order := []State{Reviewed, Unreviewed, Stale, Missing}
	worst := 0
	for _, key := range keys {
		worst = max(worst, slices.Index(order, p.PhraseState(key, lang)))
	}
	return order[worst]
}

// PhraseKeys lists the keys of the fixed phrases, sorted.
func (p *Pack) PhraseKeys() []string {
	keys := make([]string, 0, len(p.english))
	for k := range p.english {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func (p *Pack) loadPhrases(from fs.FS) error {
	var en struct {
		Phrases map[string]string `json:"phrases"`
	}
	if err := readFile(from, "phrases/"+source+".json", &en); err != nil {
		return err
	}
	p.english = en.Phrases
	entries, err := fs.ReadDir(from, "data/phrases")
	if err != nil {
		return fmt.Errorf("list phrases: %w", err)
	}
	for lang := range p.articles {
		p.phrases[lang] = sync.OnceValue(func() map[string]phrase { return p.withArticle(lang, map[string]phrase{}) })
	}
	for _, e := range entries {
		lang := strings.TrimSuffix(e.Name(), ".json")
		p.phrases[lang] = sync.OnceValue(func() map[string]phrase { return p.withArticle(lang, readPhrases(from, lang)) })
	}
	delete(p.phrases, source)
	return nil
}

// readPhrases reads the catalogue of a language.
func readPhrases(from fs.FS, lang string) map[string]phrase {
	var c struct {
		Lang    string            `json:"lang"`
		Phrases map[string]phrase `json:"phrases"`
	}
	err := readFile(from, path.Join("phrases", lang+".json"), &c)
	if err == nil && c.Lang != lang {
		err = fmt.Errorf("the phrases of %q are in the file of %q", c.Lang, lang)
	}
	if err != nil {
		// The files are part of the program, and its tests read them.
		panic("internal error: " + err.Error())
	}
	return c.Phrases
}

// withArticle adds what Article 1 in a language answers for.
func (p *Pack) withArticle(lang string, words map[string]phrase) map[string]phrase {
	if a, ok := p.articles[lang]; ok {
		a.addPhrases(words, p.english)
	}
	return words
}
