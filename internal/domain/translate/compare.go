package translate

import (
	"regexp"
	"slices"

	"daykit/internal/domain/content"
)

// Verdict says what became of a text that came back from a translator.
type Verdict string

// The verdicts. Only words that are New or Changed are to be taken.
const (
	New         Verdict = "new"          // there were no words before
	Changed     Verdict = "changed"      // there were others
	Same        Verdict = "same"         // nothing to do
	Empty       Verdict = "empty"        // not translated; what is there stays
	StaleSource Verdict = "stale-source" // the source was changed after the file was written
	UnknownKey  Verdict = "unknown-key"  // no such text, or not in this language
	Broken      Verdict = "broken"       // the places for names and numbers are not those of the source
)

// Finding is a unit that came back, and what is to be done with it.
type Finding struct {
	Unit    Unit
	Verdict Verdict
	Was     string // the words so far
}

// Taken says whether the words are to be taken.
func (f Finding) Taken() bool { return f.Verdict == New || f.Verdict == Changed }

// Compare holds what came back against the texts as they are now, in the order in
// which they came back.
func Compare(now, back []Unit) []Finding {
	type place struct{ key, lang string }
	known := map[place]Unit{}
	for _, u := range now {
		known[place{u.Key, u.TargetLang}] = u
	}
	out := make([]Finding, 0, len(back))
	for _, u := range back {
		was, ok := known[place{u.Key, u.TargetLang}]
		f := Finding{Unit: u, Verdict: UnknownKey, Was: was.Target}
		if ok {
			f.Verdict = judge(was, u)
		}
		out = append(out, f)
	}
	return out
}

func judge(was, u Unit) Verdict {
	switch {
	case u.Source != was.Source || u.SourceLang != was.SourceLang:
		return StaleSource
	case u.Target == "":
		return Empty
	case u.Target == was.Target && (was.State != content.Stale || u.State == content.Stale):
		return Same
	case !slices.Equal(placeholders(u.Source), placeholders(u.Target)):
		return Broken
	case was.Target == "":
		return New
	}
	// Stale words that a translator has found to hold are news, though the same.
	return Changed
}

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

// placeholders are the places for names and numbers in a text, in any order.
func placeholders(s string) []string {
	found := placeholder.FindAllString(s, -1)
	slices.Sort(found)
	return found
}
