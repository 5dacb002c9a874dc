package content

import "maps"

// OwnPhrase is words for a fixed phrase that an organiser had translated.
type OwnPhrase struct {
	Lang string `json:"lang"`
	Key  string `json:"key"`
	Of   string `json:"of"` // the English that was translated
	Text string `json:"text"`
}

// With gives a copy of the pack in which these words stand in place of its own.
// They count as not reviewed, and as stale once the English is another. English
// is not for organisers to change, nor is there a phrase without it: such words
// are left out, as empty ones are.
func (p *Pack) With(own []OwnPhrase) *Pack {
	out := *p
	out.phrases = maps.Clone(p.phrases)
	copied := map[string]map[string]phrase{}
	for _, o := range own {
		if o.Lang == source || p.english[o.Key] == "" || o.Text == "" {
			continue
		}
		words, ok := copied[o.Lang]
		if !ok {
			words = map[string]phrase{}
			maps.Copy(words, p.words(o.Lang))
			out.phrases[o.Lang], copied[o.Lang] = func() map[string]phrase { return words }, words
		}
		words[o.Key] = phrase{Of: o.Of, Text: o.Text}
	}
	return &out
}
