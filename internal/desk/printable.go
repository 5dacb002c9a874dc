package desk

import (
	"encoding/json"

	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// printable refuses words with a character that no page can show, such as a control
// character or a mark that turns all text after it round, before they are kept: names,
// tasks and notes come from forms, commands and files, and all of them are printed.
func printable(changes []store.Change) error {
	for _, c := range changes {
		set, ok := c.(store.SetChange)
		if !ok {
			continue
		}
		for field, value := range set.Fields {
			if r, found := unprintableIn(value); found {
				return fault.Invalidf("take it out and write it again", "%s: has the character U+%04X, which cannot be printed", field, r)
			}
		}
	}
	return nil
}

// unprintableIn looks through all strings of a JSON value.
func unprintableIn(value json.RawMessage) (rune, bool) {
	var v any
	if json.Unmarshal(value, &v) != nil {
		return 0, false // the store says so
	}
	return unprintableOf(v)
}

func unprintableOf(v any) (rune, bool) {
	switch v := v.(type) {
	case string:
		return event.Unprintable(v)
	case []any:
		for _, x := range v {
			if r, found := unprintableOf(x); found {
				return r, true
			}
		}
	case map[string]any:
		for _, x := range v {
			if r, found := unprintableOf(x); found {
				return r, true
			}
		}
	}
	return 0, false
}
