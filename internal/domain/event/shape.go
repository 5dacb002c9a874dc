package event

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// shape checks that a parsed document has only the fields of t, each of its
// type, and names the first that is not. A null is taken for an absent field.
func shape(path string, v any, t reflect.Type) error {
	if v == nil && path != "" {
		return nil
	}
	switch t.Kind() {
	case reflect.Struct:
		return structShape(path, v, t)
	case reflect.Map:
		m, ok := v.(map[string]any)
		if !ok {
			return wrongType(path, "texts by language, such as {\"en\": \"…\"}", v)
		}
		for k, x := range m {
			if err := shape(below(path, k), x, t.Elem()); err != nil {
				return err
			}
		}
	case reflect.Slice:
		list, ok := v.([]any)
		if !ok {
			return wrongType(path, "a list in square brackets", v)
		}
		for i, x := range list {
			at := fmt.Sprintf("%s[%d]", path, i)
			if x == nil {
				return wrongType(at, "a value", x)
			}
			if err := shape(at, x, t.Elem()); err != nil {
				return err
			}
		}
	default:
		return scalarShape(path, v, t)
	}
	return nil
}

func structShape(path string, v any, t reflect.Type) error {
	m, ok := v.(map[string]any)
	if !ok {
		return wrongType(path, "fields in curly brackets", v)
	}
	fields := map[string]reflect.Type{}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		fields[name] = t.Field(i).Type
	}
	for k, x := range m {
		ft, known := fields[k]
		if !known {
			return fieldFault(below(path, k), "is not a field of an event document; check its spelling or take it out")
		}
		if err := shape(below(path, k), x, ft); err != nil {
			return err
		}
	}
	return nil
}

func scalarShape(path string, v any, t reflect.Type) error {
	ok, want := false, ""
	switch t.Kind() { //nolint:exhaustive // a document has no other scalars
	case reflect.String:
		_, ok = v.(string)
		want = "text in quotation marks"
	case reflect.Bool:
		_, ok = v.(bool)
		want = "true or false"
	case reflect.Int:
		n, isNumber := v.(json.Number)
		i, err := n.Int64()
		ok = isNumber && err == nil && int64(int32(i)) == i
		want = "a whole number without quotation marks"
	}
	if !ok {
		return wrongType(path, want, v)
	}
	return nil
}

func wrongType(path, want string, v any) error {
	if path == "" {
		path = "document"
	}
	return fieldFault(path, fmt.Sprintf("is %s; write %s", kindOf(v), want))
}

func fieldFault(path, what string) error { return asFault(check{{Path: path, What: what}}) }

func kindOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case string:
		return "text"
	case bool:
		return "true or false"
	case json.Number:
		return "a number"
	case []any:
		return "a list"
	default:
		return "a group of fields"
	}
}
