package content

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// shape is what one value of a pack must be. The JSON Schema is written from it, and the
// pack editor names mistakes by it, field by field. Tests hold it to what Edition.Check
// takes.
type shape struct {
	kind    shapeKind
	about   string // what it is, for readers of the schema
	advice  string // what to do when it is not right
	fields  []field
	items   *shape
	most    int // characters, or members of a list; 0 for no limit
	least   int // characters
	pattern string
	oneOf   []string
	lowest  *int64
	highest *int64
}

type shapeKind string

// The kinds, as JSON Schema names them.
const (
	kindObject  shapeKind = "object"
	kindArray   shapeKind = "array"
	kindString  shapeKind = "string"
	kindInteger shapeKind = "integer"
	kindBoolean shapeKind = "boolean"
)

// field is a member of an object. One that is not needed may be left out or null, which
// is the same as empty.
type field struct {
	name   string
	needed bool
	shape  *shape
}

// problem is a value that is not what its shape says.
type problem struct {
	at     string // JSON Pointer (RFC 6901)
	what   string
	advice string
}

// problems lists what is wrong with a value, as encoding/json gives it with UseNumber.
func (s *shape) problems(at string, v any) []problem {
	switch s.kind {
	case kindObject:
		return s.objectProblems(at, v)
	case kindArray:
		return s.arrayProblems(at, v)
	case kindString, kindInteger, kindBoolean:
	}
	if what := s.scalar(v); what != "" {
		return []problem{{at, what, s.advice}}
	}
	return nil
}

func (s *shape) objectProblems(at string, v any) []problem {
	m, ok := v.(map[string]any)
	if !ok {
		return []problem{{at, "is not an object with named fields", s.advice}}
	}
	var out []problem
	known := map[string]bool{}
	for _, f := range s.fields {
		known[f.name] = true
		value, here := m[f.name]
		path := at + "/" + f.name
		switch {
		case (!here || value == nil) && f.needed:
			out = append(out, problem{path, "is missing", f.shape.advice})
		case here && value != nil:
			out = append(out, f.shape.problems(path, value)...)
		}
	}
	for name := range m {
		if !known[name] {
			out = append(out, problem{at + "/" + pointerPart(name), "is a field that is not known", "take it out, or write its name as docs/packs.md does"})
		}
	}
	return out
}

func (s *shape) arrayProblems(at string, v any) []problem {
	list, ok := v.([]any)
	if !ok {
		return []problem{{at, "is not a list", s.advice}}
	}
	var out []problem
	if s.most > 0 && len(list) > s.most {
		out = append(out, problem{at, fmt.Sprintf("has %d entries and may have %d", len(list), s.most), "leave some out, or make two packs"})
	}
	for i, x := range list {
		out = append(out, s.items.problems(fmt.Sprintf("%s/%d", at, i), x)...)
	}
	return out
}

// scalar says what is wrong with a single value; nothing when it is right.
func (s *shape) scalar(v any) string {
	switch s.kind {
	case kindString:
		text, ok := v.(string)
		if !ok {
			return "is not a text"
		}
		return s.badText(text)
	case kindInteger:
		number, ok := v.(json.Number)
		n, err := number.Int64()
		if !ok || err != nil {
			return "is not a whole number"
		}
		if s.lowest != nil && n < *s.lowest || s.highest != nil && n > *s.highest {
			return fmt.Sprintf("is %d, which is too low or too high", n)
		}
	case kindBoolean:
		if _, ok := v.(bool); !ok {
			return "is neither true nor false"
		}
	case kindObject, kindArray:
	}
	return ""
}

func (s *shape) badText(text string) string {
	n := utf8.RuneCountInString(text)
	switch {
	case n < s.least || s.least == 0 && s.pattern == textPattern && strings.TrimSpace(text) == "":
		return "is empty"
	case s.most > 0 && n > s.most:
		return fmt.Sprintf("has %d characters and may have %d", n, s.most)
	case len(s.oneOf) > 0 && !contains(s.oneOf, text):
		return fmt.Sprintf("is %q, which is not known", text)
	case s.pattern == linePattern && strings.TrimSpace(text) != text:
		return "begins or ends with a space"
	case s.pattern != "" && !compiled()[s.pattern].MatchString(text):
		return fmt.Sprintf("is %q, which is not of the right form", shortened(text))
	}
	return ""
}

// compiled are the patterns by themselves.
var compiled = sync.OnceValue(func() map[string]*regexp.Regexp {
	out := map[string]*regexp.Regexp{}
	for _, p := range []string{linePattern, textPattern, datePattern, emptyOrDate, instantPattern, itemID.String()} {
		out[p] = regexp.MustCompile(p)
	}
	return out
})

func shortened(text string) string {
	const most = 40
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// pointerPart writes a name as a part of a JSON Pointer.
func pointerPart(name string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}

// The patterns of texts, in the part of regular expressions that RE2 and ECMA-262 share.
// Control characters are those of the category Cc, and spaces those of unicode.IsSpace.
var (
	linePattern = `^([^` + control + space + `]([^` + control + `]*[^` + control + space + `])?)?$`
	textPattern = `^[^` + controlButNewline + `]*[^` + control + space + `][^` + controlButNewline + `]*$`
)

const (
	control           = "\x00-\x1f\x7f-\u009f"
	controlButNewline = "\x00-\x09\x0b-\x1f\x7f-\u009f"
)

// space is every space that may stand at an end of no line, but those in control.
var space = func() string {
	var b strings.Builder
	for _, r := range unicode.White_Space.R16 {
		for c := rune(r.Lo); c <= rune(r.Hi); c += rune(r.Stride) {
			if !unicode.IsControl(c) {
				b.WriteRune(c)
			}
		}
	}
	return b.String()
}()

// The patterns of dates: those that exist, of the years 2000 to 2199.
const (
	datePattern = `^(` + dateBody + `)$`
	dateBody    = `2[01]\d\d-(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|2[01]\d\d-(0[469]|11)-(0[1-9]|[12]\d|30)|2[01]\d\d-02-(0[1-9]|1\d|2[0-8])|` +
		`(20([02468][048]|[13579][26])|21(0[48]|[2468][048]|[13579][26]))-02-29`
	emptyOrDate    = `^(` + dateBody + `)?$`
	instantPattern = `^(` + dateBody + `)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$`
)
