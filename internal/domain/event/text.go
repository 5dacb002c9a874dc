package event

import (
	"maps"
	"slices"
	"strings"
)

// In gives the words in lang or, where there are none, in the first of the
// fallbacks that has some, else in any language, the first by tag. It also says
// which language the words are in; both are empty when there are no words.
func (t Text) In(lang string, fallbacks ...string) (text, in string) {
	for _, l := range append([]string{lang}, fallbacks...) {
		if strings.TrimSpace(t[l]) != "" {
			return t[l], l
		}
	}
	for _, l := range slices.Sorted(maps.Keys(t)) {
		if strings.TrimSpace(t[l]) != "" {
			return t[l], l
		}
	}
	return "", ""
}

// Filled gives the languages that have words, leaving out those that are still
// to be written. It is never nil.
func (t Text) Filled() Text {
	out := Text{}
	for l, s := range t {
		if strings.TrimSpace(s) != "" {
			out[l] = s
		}
	}
	return out
}
