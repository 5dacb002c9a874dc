package desk

import (
	"reflect"
	"slices"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
)

// Undeclared names what the workspace could keep and the table of classes does not
// know, by reading the types that are kept.
func Undeclared() []string {
	kept := map[string]any{
		entityEvent: event.Event{}, entityTask: storedTask{}, entityProof: content.Proof{}, entityGuest: event.Guest{},
	}
	var out []string
	for entity, v := range kept {
		for i := range reflect.TypeOf(v).NumField() {
			f, _, _ := strings.Cut(reflect.TypeOf(v).Field(i).Tag.Get("json"), ",")
			notKept := f == "id" || entity == entityEvent && f == "schema" // of the file only
			if _, ok := classes[entity][f]; !ok && !notKept {
				out = append(out, entity+"."+f)
			}
		}
	}
	slices.Sort(out)
	return out
}

// ClassTable spells the table of classes, a line for each field.
func ClassTable() []string {
	var out []string
	for entity, fields := range classes {
		for f, c := range fields {
			out = append(out, entity+"."+f+" P"+string(rune('0'+c)))
		}
	}
	slices.Sort(out)
	return out
}

// FactKinds are the kinds of facts that may be kept.
func FactKinds() []string { return slices.Sorted(slices.Values(facts)) }
