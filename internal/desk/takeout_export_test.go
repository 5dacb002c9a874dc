package desk

import (
	"maps"
	"slices"
)

// Untaken names the entities and the kinds of facts that have no place in what a group
// takes along, and the places of what is in no table.
func Untaken() []string {
	var out []string
	places, kinds := takeouts(), takeoutFacts()
	for entity := range classes {
		if _, ok := places[entity]; !ok {
			out = append(out, entity+" has no place")
		}
	}
	for _, kind := range facts {
		if _, ok := kinds[kind]; !ok {
			out = append(out, "fact "+kind+" has no place")
		}
	}
	for entity := range places {
		if classes[entity] == nil {
			out = append(out, entity+" is no entity")
		}
	}
	for kind := range kinds {
		if !slices.Contains(facts, kind) {
			out = append(out, kind+" is no kind of facts")
		}
	}
	files := map[string]bool{"running-order": true}
	for _, t := range slices.Concat(slices.Collect(maps.Values(places)), slices.Collect(maps.Values(kinds))) {
		if t.what == "" || t.file != "" && files[t.file] {
			out = append(out, "place "+t.file+" has no words or is there twice")
		}
		files[t.file] = true
	}
	slices.Sort(out)
	return out
}
