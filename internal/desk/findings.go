package desk

import (
	"slices"
	"strings"

	"daykit/internal/page/layout"
)

// notePrefix begins the names of the desk's own notes; as a finding's code they go
// without.
const notePrefix = "note."

// FindingCodes lists the codes of all Problems that a Preview or a Saved can carry,
// with the names of their parameters.
func FindingCodes() map[string][]string {
	out := map[string][]string{}
	for code, params := range layout.Findings() {
		out[string(code)] = params
	}
	for _, note := range []string{NoteNotJoined, NoteNotPublished} {
		out[strings.TrimPrefix(note, notePrefix)] = nil
	}
	return out
}

func problems(in []layout.Problem) []Problem {
	out := make([]Problem, 0, len(in))
	for _, p := range in {
		out = append(out, Problem{Field: p.Field, Lang: p.Lang, What: p.What, Code: string(p.Code), Params: p.Params})
	}
	return out
}

// worthKnowing is what the pages' notes say: the desk's own, then those of layout.
func (p printed) worthKnowing() []Problem {
	out := []Problem{}
	for _, note := range p.notes {
		if slices.Contains([]string{NoteNotJoined, NoteNotPublished}, note) {
			out = append(out, Problem{What: note, Code: strings.TrimPrefix(note, notePrefix), Params: map[string]any{}})
		}
	}
	return append(out, problems(p.Notes)...)
}
