package content

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
)

// Comparison is what an edition says that the last one did not.
type Comparison struct {
	First   bool     `json:"first"` // there was none before
	Added   []string `json:"added"` // as "voice ana", by kind and in the order of the pack
	Changed []string `json:"changed"`
	Removed []string `json:"removed"`
	Gone    []string `json:"withdrawn"` // ids that the list withdraws and the last did not
	Head    []string `json:"head"`      // fields of the edition itself that changed, but its version
}

// Changes counts and names all of it in one list, for people.
func (c Comparison) Changes() []string {
	var out []string
	for _, part := range []struct {
		what string
		ids  []string
	}{{"new", c.Added}, {"changed", c.Changed}, {"left out", c.Removed}, {"withdrawn", c.Gone}, {"changed", c.Head}} {
		for _, id := range part.ids {
			out = append(out, part.what+": "+id)
		}
	}
	return out
}

// Compare says what of an edition is other than in the last one; last is nil for none.
func Compare(last *Edition, e Edition) Comparison {
	out := Comparison{First: last == nil, Added: []string{}, Changed: []string{}, Removed: []string{}, Gone: []string{}, Head: []string{}}
	var was Edition
	if last != nil {
		was = *last
		for _, f := range []struct{ name, was, is string }{
			{"issuer", was.Issuer, e.Issuer}, {"not_before", was.NotBefore, e.NotBefore}, {"expires", was.Expires, e.Expires},
		} {
			if f.was != f.is {
				out.Head = append(out.Head, fmt.Sprintf("%s from %s to %s", f.name, f.was, f.is))
			}
		}
	}
	compare(&out, "theme", was.Content.Themes, e.Content.Themes, func(x Theme) string { return x.ID })
	compare(&out, "voice", was.Content.Voices, e.Content.Voices, func(x Voice) string { return x.ID })
	compare(&out, "message", was.Content.Messages, e.Content.Messages, func(x Message) string { return x.ID })
	compare(&out, "fact", was.Content.Facts, e.Content.Facts, func(x Fact) string { return x.ID })
	compare(&out, "activity", was.Content.Activities, e.Content.Activities, func(x Activity) string { return x.ID })
	for _, w := range e.Withdrawals.Voices {
		if !was.Withdrawals.Names(w.ID) {
			out.Gone = append(out.Gone, w.ID)
		}
	}
	return out
}

func compare[T any](out *Comparison, what string, was, is []T, id func(T) string) {
	for _, x := range is {
		old, known := find(was, func(y T) bool { return id(y) == id(x) })
		switch {
		case !known:
			out.Added = append(out.Added, what+" "+id(x))
		case !same(old, x):
			out.Changed = append(out.Changed, what+" "+id(x))
		}
	}
	for _, x := range was {
		if !slices.ContainsFunc(is, func(y T) bool { return id(x) == id(y) }) {
			out.Removed = append(out.Removed, what+" "+id(x))
		}
	}
}

// same compares what would be signed, in which an empty list is one that is not there.
func same(a, b any) bool { return reflect.DeepEqual(plainOf(a), plainOf(b)) }

// plainOf is a value as any reader of JSON sees it, without what is empty.
func plainOf(v any) any {
	raw, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	read, err := anyOf(raw)
	if err != nil {
		return err.Error()
	}
	return withoutEmpty(read)
}

func withoutEmpty(v any) any {
	switch x := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, value := range x {
			if value = withoutEmpty(value); value != nil && value != "" && value != false {
				out[name] = value
			}
		}
		if len(out) == 0 {
			return nil
		}
		return out
	case []any:
		if len(x) == 0 {
			return nil
		}
	}
	return v
}
