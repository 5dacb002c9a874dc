package content

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// place is where a person finds a value: a file, a line of it from 1, and a column of
// a table or a field.
type place struct {
	file  string
	line  int
	field string
}

// places finds the place of a value by its JSON Pointer.
type places map[string]place

// at gives the place of a value, or of the nearest thing around it. The field is always
// that of the value itself.
func (p places) at(pointer string) place {
	for around := pointer; ; {
		if found, ok := p[around]; ok {
			if around != pointer {
				found.field = strings.Trim(found.field+"."+fieldName(strings.TrimPrefix(pointer, around)), ".")
			}
			return found
		}
		i := strings.LastIndexByte(around, '/')
		if i < 0 {
			return place{field: fieldName(pointer)}
		}
		around = around[:i]
	}
}

// fieldName writes a JSON Pointer for people: content.voices[3].quote, where the first
// of a list is 1.
func fieldName(pointer string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		var n int
		switch _, err := fmt.Sscanf(part, "%d", &n); {
		case err == nil && fmt.Sprint(n) == part:
			fmt.Fprintf(&b, "[%d]", n+1)
		case b.Len() > 0:
			b.WriteString("." + part)
		default:
			b.WriteString(part)
		}
	}
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(b.String())
}

// anyOf reads one JSON value, numbers as they are written.
func anyOf(raw []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the value")
	}
	return v, nil
}

// errTwice is the error of an object that names a field twice: readers differ on which
// of them counts.
type errTwice struct {
	field string
	line  int
}

// Error implements error.
func (e errTwice) Error() string { return "the field " + e.field + " stands there twice" }

// locate finds the line of every value in a JSON file, below a pointer. The file must be
// JSON already.
func locate(file string, raw []byte, below string, into places) error {
	l := &locator{d: json.NewDecoder(bytes.NewReader(raw)), raw: raw, file: file, below: below, into: into}
	l.d.UseNumber()
	return l.value(below)
}

type locator struct {
	d     *json.Decoder
	raw   []byte
	file  string
	below string
	into  places
	past  int // bytes that were counted
	line  int // newlines in them
}

// value reads one value and keeps where it begins.
func (l *locator) value(pointer string) error {
	t, err := l.d.Token()
	if err != nil {
		return err
	}
	l.into[pointer] = place{l.file, l.lineNow(), fieldName(strings.TrimPrefix(pointer, l.below))}
	switch t {
	case json.Delim('{'):
		return l.object(pointer)
	case json.Delim('['):
		for i := 0; l.d.More(); i++ {
			if err := l.value(fmt.Sprintf("%s/%d", pointer, i)); err != nil {
				return err
			}
		}
		_, err = l.d.Token()
	}
	return err
}

func (l *locator) object(pointer string) error {
	for l.d.More() {
		t, err := l.d.Token()
		if err != nil {
			return err
		}
		name, _ := t.(string)
		at := pointer + "/" + pointerPart(name)
		if _, twice := l.into[at]; twice {
			return errTwice{fieldName(strings.TrimPrefix(at, l.below)), l.lineNow()}
		}
		if err := l.value(at); err != nil {
			return err
		}
	}
	_, err := l.d.Token()
	return err
}

// lineNow is the line of the byte that was read last.
func (l *locator) lineNow() int {
	end := int(l.d.InputOffset())
	l.line += bytes.Count(l.raw[l.past:end], []byte("\n"))
	l.past = end
	return l.line + 1
}

// lineOf is the line of a byte of a file.
func lineOf(raw []byte, offset int64) int {
	return 1 + bytes.Count(raw[:min(int(offset), len(raw))], []byte("\n"))
}

// lineOfError is the line at which a file stopped being JSON.
func lineOfError(raw []byte, err error) int {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return lineOf(raw, syntax.Offset)
	}
	return lineOf(raw, int64(len(raw)))
}
