package content

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// Proof is an organiser's word that a speaker of a language has read a proof of
// what is printed. By is the name of a person, so a Proof stays on the laptop.
type Proof struct {
	Lang string   `json:"lang"`
	By   string   `json:"by"`   // who confirms it
	Date string   `json:"date"` // as 2026-12-18
	Of   []string `json:"of"`   // marks of the phrases that were read, sorted
}

// Prove records that the phrases with these keys were read as they stand now, or
// all phrases of the language when keys is empty. Keys without words in that
// language are left out: English is not for its speakers to confirm.
func (p *Pack) Prove(lang, by, date string, keys []string) Proof {
	if len(keys) == 0 {
		keys = p.PhraseKeys()
	}
	proof := Proof{Lang: lang, By: by, Date: date, Of: []string{}}
	for _, key := range keys {
		if p.PhraseState(key, lang) != Missing {
			proof.Of = append(proof.Of, p.mark(lang, key))
		}
	}
	slices.Sort(proof.Of)
	proof.Of = slices.Compact(proof.Of)
	return proof
}

// Confirmed says whether the phrases with these keys may be printed in a language
// without a draft band: each is reviewed, or covered by a proof, or missing and so
// printed in English. A proof without a name counts for nothing, and one holds for
// a phrase only until its words, or the English that they translate, change.
func (p *Pack) Confirmed(proofs []Proof, lang string, keys []string) bool {
	read := covered(proofs)
	for _, key := range keys {
		switch p.PhraseState(key, lang) {
		case Reviewed, Missing:
		default:
			if !read[p.mark(lang, key)] {
				return false
			}
		}
	}
	return true
}

func covered(proofs []Proof) map[string]bool {
	read := map[string]bool{}
	for _, proof := range proofs {
		if proof.By == "" {
			continue
		}
		for _, m := range proof.Of {
			read[m] = true
		}
	}
	return read
}

// mark stands for the words of a phrase: the key for people, and a hash of all
// that a reader relied on.
func (p *Pack) mark(lang, key string) string {
	text, _ := p.Phrase(key, lang)
	sum := sha256.Sum256([]byte(lang + "\x00" + key + "\x00" + text + "\x00" + p.english[key]))
	return key + " " + hex.EncodeToString(sum[:8])
}
