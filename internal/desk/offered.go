package desk

import "slices"

// pick gives the offers that are named by their ids, all where none is named, and an id
// that names none of them, or "".
func pick[T any](offers []T, ids []string, idOf func(T) string) (picked []T, unknown string) {
	if len(ids) == 0 {
		return offers, ""
	}
	for _, o := range offers {
		if slices.Contains(ids, idOf(o)) {
			picked = append(picked, o)
		}
	}
	for _, id := range ids {
		if !slices.ContainsFunc(picked, func(o T) bool { return idOf(o) == id }) {
			return nil, id
		}
	}
	return picked, ""
}
