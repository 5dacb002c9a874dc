package event

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FieldError says which field of a document breaks which rule.
type FieldError struct {
	Path string // as in JSON, such as venue.access[2]
	What string // what is wrong and how to write it
}

// Error gives path and trouble in one line.
func (e *FieldError) Error() string { return e.Path + ": " + e.What }

// check gathers what is wrong with a document, in the document's order.
type check []FieldError

func (c *check) add(path, format string, args ...any) {
	*c = append(*c, FieldError{Path: path, What: fmt.Sprintf(format, args...)})
}

// text checks words of one line.
func (c *check) text(path, s string, limit int) { c.words(path, s, limit, false) }

// longText checks words that may have line breaks.
func (c *check) longText(path, s string, limit int) { c.words(path, s, limit, true) }

func (c *check) words(path, s string, limit int, breaks bool) {
	if !utf8.ValidString(s) {
		c.add(path, "is not valid UTF-8 text")
		return
	}
	if n := utf8.RuneCountInString(s); n > limit {
		c.add(path, "has %d characters; shorten it to %d", n, limit)
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return (!breaks || r != '\n') && unprintable(r) }); i >= 0 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		c.add(path, "has the character U+%04X, which cannot be printed; take it out", r)
	}
}

// Unprintable gives the first character of a text that has no place on paper, beside line
// breaks and tabs; found is false where there is none. What is not UTF-8 counts as one.
func Unprintable(s string) (r rune, found bool) {
	i := strings.IndexFunc(s, func(r rune) bool { return r != '\n' && r != '\r' && r != '\t' && unprintable(r) })
	if i < 0 {
		return 0, false
	}
	r, _ = utf8.DecodeRuneInString(s[i:])
	return r, true
}

// unprintable says whether r has no place on paper: control characters, line and
// paragraph separators, non-characters, and the marks that force a direction on
// everything after them. Marks that only wrap their own text are left alone:
// copied names and telephone numbers are full of them.
func unprintable(r rune) bool {
	const overrideLTR, overrideRTL = 0x202D, 0x202E
	switch {
	case unicode.IsControl(r), r == 0x2028, r == 0x2029, r == overrideLTR, r == overrideRTL:
		return true
	case r == utf8.RuneError, r == 0xFEFF, r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
		return true
	}
	return false
}

func (c *check) number(path string, n, low, high int) {
	if n < low || n > high {
		c.add(path, "%d is out of range; give a number from %d to %d", n, low, high)
	}
}

// oneOf checks each entry of a list against a closed list, and that none is there twice.
func oneOf[T ~string](c *check, path string, have, allowed []T) {
	seen := map[T]bool{}
	for i, v := range have {
		at := fmt.Sprintf("%s[%d]", path, i)
		switch {
		case !contains(allowed, v):
			c.add(at, "%q is not one of %s", clip(string(v)), join(allowed))
		case seen[v]:
			c.add(at, "%q is listed twice", v)
		}
		seen[v] = true
	}
}

func contains[T comparable](list []T, v T) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

func join[T ~string](list []T) string {
	parts := make([]string, 0, len(list))
	for _, v := range list {
		parts = append(parts, string(v))
	}
	return strings.Join(parts, ", ")
}
