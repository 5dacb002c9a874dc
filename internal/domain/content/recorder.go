package content

import (
	"cmp"
	"slices"
)

// PhraseUse is one fixed phrase that a print was given. Lang is the language that
// was asked for; where State is Missing, Text is English all the same.
type PhraseUse struct {
	Key   string `json:"key"`
	Lang  string `json:"lang"`
	Text  string `json:"text"`
	State State  `json:"state"`
}

// Recorder gives out phrases of a pack and remembers which, so that after laying
// out a print one can tell what in it no speaker has read. One goroutine uses it
// at a time.
type Recorder struct {
	pack *Pack
	uses map[useKey]PhraseUse
}

type useKey struct{ lang, key string }

// NewRecorder makes a Recorder that has given out nothing yet.
func NewRecorder(p *Pack) *Recorder {
	return &Recorder{pack: p, uses: map[useKey]PhraseUse{}}
}

// Phrase is Pack.Phrase, remembered.
func (r *Recorder) Phrase(key, lang string) (text, got string) {
	text, got = r.pack.Phrase(key, lang)
	r.uses[useKey{lang, key}] = PhraseUse{Key: key, Lang: lang, Text: text, State: r.pack.PhraseState(key, lang)}
	return text, got
}

// Uses lists what was given out, sorted by language and key.
func (r *Recorder) Uses() []PhraseUse { return r.only(func(PhraseUse) bool { return true }) }

// Unreviewed lists what was given out in words that no speaker has read as they
// stand now, sorted by language and key. English that stands in for missing words
// is not among them.
func (r *Recorder) Unreviewed() []PhraseUse { return r.only(PhraseUse.unread) }

// Unconfirmed lists what Unreviewed does, without the words that proofs cover: a
// print with any of these carries a draft band.
func (r *Recorder) Unconfirmed(proofs []Proof) []PhraseUse {
	read := covered(proofs)
	return r.only(func(u PhraseUse) bool { return u.unread() && !read[r.pack.mark(u.Lang, u.Key)] })
}

func (u PhraseUse) unread() bool { return u.State == Unreviewed || u.State == Stale }

func (r *Recorder) only(is func(PhraseUse) bool) []PhraseUse {
	out := []PhraseUse{}
	for _, u := range r.uses {
		if is(u) {
			out = append(out, u)
		}
	}
	slices.SortFunc(out, func(a, b PhraseUse) int {
		return cmp.Or(cmp.Compare(a.Lang, b.Lang), cmp.Compare(a.Key, b.Key))
	})
	return out
}

// UseLangs lists the languages of uses, sorted, each once.
func UseLangs(uses []PhraseUse) []string {
	langs := []string{}
	for _, u := range uses {
		langs = append(langs, u.Lang)
	}
	slices.Sort(langs)
	return slices.Compact(langs)
}
