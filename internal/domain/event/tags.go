package event

import (
	"maps"
	"slices"

	"daykit/internal/domain/locale"
)

// ownTag gives our tag for a language, and an unknown one as it is, for Validate
// to name.
func ownTag(tag string) string {
	if l, ok := locale.Lookup(tag); ok {
		return l.Tag
	}
	return tag
}

func replaceTags(tags []string) {
	for i := range tags {
		tags[i] = ownTag(tags[i])
	}
}

// ownTags gives a copy of t under our tags. Where two tags mean one language, the
// one that is ours wins, then the first that has words.
func ownTags(t Text) Text {
	out := Text{}
	for _, tag := range slices.Sorted(maps.Keys(t)) {
		own := ownTag(tag)
		if own == tag || out[own] == "" {
			out[own] = t[tag]
		}
	}
	return out
}
