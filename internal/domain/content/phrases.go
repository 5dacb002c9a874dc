package content

import "slices"

// source is the language that phrases are written in first.
const source = "en"

// State says how far the fixed phrases of a language may be trusted.
type State string

// The states. Unreviewed phrases print only after a speaker has read the proof.
const (
	Reviewed   State = "reviewed"
	Unreviewed State = "unreviewed"
	Missing    State = "missing" // English is printed instead
)

// catalogue is a file of phrases in one language.
type catalogue struct {
	Lang       string            `json:"lang"`
	ReviewedBy *string           `json:"reviewed_by"` // who answers for the words; nil for nobody yet
	Source     string            `json:"source"`
	Phrases    map[string]string `json:"phrases"`
}

// Phrase gives the fixed words for a key in lang, and English ones where there
// are none; got is the language of the words. A key that nobody wrote words for
// gives empty words.
func (p *Pack) Phrase(key, lang string) (text, got string) {
	if t := p.phrases[lang].Phrases[key]; t != "" {
		return t, lang
	}
	return p.phrases[source].Phrases[key], source
}

// PhraseState says whether the words for a key in lang are there and reviewed.
func (p *Pack) PhraseState(key, lang string) State {
	c := p.phrases[lang]
	switch {
	case c.Phrases[key] == "":
		return Missing
	case c.ReviewedBy == nil:
		return Unreviewed
	}
	return Reviewed
}

// State says how far all the fixed phrases of a language may be trusted: Missing
// when any is missing.
func (p *Pack) State(lang string) State {
	worst := Reviewed
	for key := range p.phrases[source].Phrases {
		switch p.PhraseState(key, lang) {
		case Missing:
			return Missing
		case Unreviewed:
			worst = Unreviewed
		case Reviewed:
		}
	}
	return worst
}

// PhraseKeys lists the keys of the fixed phrases, sorted.
func (p *Pack) PhraseKeys() []string {
	keys := make([]string, 0, len(p.phrases[source].Phrases))
	for k := range p.phrases[source].Phrases {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
