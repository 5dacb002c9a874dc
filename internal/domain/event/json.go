package event

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"daykit/internal/domain/fault"
)

// MaxDocument is the size in bytes that callers usually give Decode as limit.
const MaxDocument = 1 << 20

// maxDepth is how deep a document may nest; ours nest four deep.
const maxDepth = 16

// Decode reads one event document of at most limit bytes, fills what it leaves
// out as Blank does, and validates it. It refuses what encoding/json lets pass:
// fields that no document has or that stand twice, names in another case, text
// that is not UTF-8 and anything after the document. Errors are faults that name
// the field.
func Decode(r io.Reader, limit int64) (Event, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return Event{}, fmt.Errorf("read event document: %w", err)
	}
	if int64(len(b)) > limit {
		return Event{}, fault.Invalidf("an event document is a few kilobytes; check that this is the right file",
			"the event document is larger than %d kB", limit>>10)
	}
	tree, err := parse(b)
	if err != nil {
		return Event{}, err
	}
	return fromTree(tree)
}

// Patch changes a document by a JSON merge patch (RFC 7396): a field of the patch
// replaces the document's, null takes it back to what Blank gives, and objects
// merge. The result is validated; e itself stays as it was.
func (e Event) Patch(patch []byte) (Event, error) {
	if len(patch) > MaxDocument {
		return Event{}, fault.Invalidf("", "the changes are larger than %d kB", MaxDocument>>10)
	}
	change, err := parse(patch)
	if err != nil {
		return Event{}, err
	}
	if err := shape("", change, reflect.TypeFor[Event]()); err != nil {
		return Event{}, err
	}
	b, err := json.Marshal(e.Normal())
	if err != nil {
		return Event{}, fmt.Errorf("encode event: %w", err)
	}
	tree, err := parse(b)
	if err != nil {
		return Event{}, err
	}
	return fromTree(merge(tree, change))
}

// merge is MergePatch of RFC 7396, section 2.
func merge(target, patch any) any {
	p, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	t, ok := target.(map[string]any)
	if !ok {
		t = map[string]any{}
	}
	for k, v := range p {
		if v == nil {
			delete(t, k)
		} else {
			t[k] = merge(t[k], v)
		}
	}
	return t
}

// fromTree makes an event of a parsed document.
func fromTree(tree any) (Event, error) {
	if err := schemaOf(tree); err != nil {
		return Event{}, err
	}
	if err := shape("", tree, reflect.TypeFor[Event]()); err != nil {
		return Event{}, err
	}
	b, err := json.Marshal(merge(map[string]any{}, tree)) // without its nulls
	if err != nil {
		return Event{}, fmt.Errorf("encode event document: %w", err)
	}
	e := Blank("", "", "")
	e.Schema, e.Title = "", Text{}
	if err := json.Unmarshal(b, &e); err != nil {
		return Event{}, fault.Wrap(err, fault.Invalid, "the event document does not read: "+err.Error(), "")
	}
	e = e.Normal()
	return e, e.Validate()
}

// schemaOf looks at the schema first: in a document of another kind or version
// the other fields may well be unknown, and that is not the point.
func schemaOf(tree any) error {
	m, ok := tree.(map[string]any)
	if !ok {
		return nil // for shape to say
	}
	var c check
	switch s := m["schema"].(type) {
	case nil:
		c.add("schema", "is missing; an event document says %q", Schema)
	case string:
		c.schema(s)
	}
	return asFault(c)
}

// parse reads one JSON value and nothing after it.
func parse(b []byte) (any, error) {
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	if line := badUTF8(b); line > 0 {
		return nil, fault.Invalidf("save the file as UTF-8", "line %d is not valid UTF-8 text", line)
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	v, err := value(dec, "", 0)
	if err == nil {
		_, err = dec.Token()
		if err == nil {
			return nil, fault.Invalidf("one file holds one document", "line %d: there is more after the end of the JSON document", lineAt(b, dec.InputOffset()))
		}
		if errors.Is(err, io.EOF) {
			return v, nil
		}
	}
	var field *FieldError
	if errors.As(err, &field) {
		return nil, fault.Wrap(err, fault.Invalid, field.Error(), "")
	}
	offset := dec.InputOffset()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		offset = syntax.Offset
	}
	what := strings.TrimPrefix(err.Error(), "json: ")
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		what = "it ends too early"
	}
	return nil, fault.Wrap(err, fault.Invalid, fmt.Sprintf("line %d is not valid JSON: %s", lineAt(b, offset), what), "")
}

// value reads one JSON value, refusing a field that stands twice.
func value(dec *json.Decoder, path string, depth int) (any, error) {
	if depth > maxDepth {
		return nil, &FieldError{Path: path, What: "is nested too deep for an event document"}
	}
	t, err := dec.Token()
	if err != nil {
		return nil, err
	}
	switch t {
	case json.Delim('{'):
		return object(dec, path, depth)
	case json.Delim('['):
		list := []any{}
		for dec.More() {
			v, err := value(dec, fmt.Sprintf("%s[%d]", path, len(list)), depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err := dec.Token()
		return list, err
	}
	return t, nil
}

func object(dec *json.Decoder, path string, depth int) (any, error) {
	m := map[string]any{}
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return nil, err
		}
		k, _ := t.(string)
		if _, twice := m[k]; twice {
			return nil, &FieldError{Path: below(path, k), What: "stands in the document twice"}
		}
		if m[k], err = value(dec, below(path, k), depth+1); err != nil {
			return nil, err
		}
	}
	_, err := dec.Token()
	return m, err
}

func below(path, field string) string {
	if path == "" {
		return clip(field)
	}
	return path + "." + clip(field)
}

// badUTF8 gives the first line that is not UTF-8, or 0.
func badUTF8(b []byte) int {
	if utf8.Valid(b) {
		return 0
	}
	rest := b
	for {
		r, n := utf8.DecodeRune(rest)
		if r == utf8.RuneError && n == 1 {
			return lineAt(b, int64(len(b)-len(rest)))
		}
		rest = rest[n:]
	}
}

func lineAt(b []byte, offset int64) int {
	return 1 + bytes.Count(b[:min(int(offset), len(b))], []byte("\n"))
}
