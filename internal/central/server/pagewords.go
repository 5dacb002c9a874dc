package server

import (
	"html/template"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/locale"
)

// phrasebook gives the fixed words of one page, and remembers whether any of them
// is a draft that no speaker has read: such a page says so, as a print does.
type phrasebook struct {
	rec  *content.Recorder
	lang string // that the words are wanted in
	page string // tag of the language that the page is laid out in
}

func newPhrasebook(lang, page string) *phrasebook {
	return &phrasebook{content.NewRecorder(content.Builtin()), lang, page}
}

// speaks reports whether there are fixed words in a language at all.
func speaks(lang string) bool {
	_, got := content.Builtin().Phrase("signup", lang)
	return got == lang
}

// say gives the words for a key, with values in the place of {name}. Where they
// are in the language of the page their language is left out.
func (b *phrasebook) say(key string, values ...string) words {
	text, got := b.rec.Phrase(key, b.lang)
	if text == "" {
		panic("internal error: there are no words for " + key)
	}
	for i := 0; i+1 < len(values); i += 2 {
		text = strings.ReplaceAll(text, "{"+values[i]+"}", values[i+1])
	}
	if got == b.page {
		return words{Text: text}
	}
	return inLanguage(text, got)
}

// orID is say, and for a key of a later version the id in plain letters.
func (b *phrasebook) orID(prefix, id string) words {
	if text, _ := b.rec.Phrase(prefix+id, "en"); text == "" {
		return inLanguage(strings.ReplaceAll(id, "-", " "), "en")
	}
	return b.say(prefix + id)
}

// draft reports whether words were given out that no speaker has read.
func (b *phrasebook) draft() bool { return len(b.rec.Unreviewed()) > 0 }

// spoken is what every template with fixed words has.
type spoken struct {
	Language locale.Language // that the page is laid out in
	book     *phrasebook
}

// Say is for templates: the words for a key.
func (s spoken) Say(key string, values ...string) words { return s.book.say(key, values...) }

// framed is a page whose main part was made before, so that it is known whether
// any of its words is a draft.
type framed struct {
	Title   string
	Main    template.HTML
	Switch  []choice
	Draft   *draftNote
	Script  *script // nil where the page needs none
	Address string  // as it is typed, for prints
	spoken
}

// draftNote says that words of a page were not read by a speaker.
type draftNote struct {
	Text    string // in English
	English string // address of the same page with our own words in English
}

func (b *phrasebook) draftNote(asked locale.Language) *draftNote {
	if !b.draft() {
		return nil
	}
	text, _ := content.Builtin().Phrase("draft.words", "en")
	return &draftNote{strings.ReplaceAll(text, "{language}", asked.Name), "?lang=" + asked.Tag + "&words=en"}
}
