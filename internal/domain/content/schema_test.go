package content_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
)

func compile(t testing.TB, raw []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("urn:it", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("urn:it")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func accepts(t testing.TB, s *jsonschema.Schema, raw []byte) bool {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return s.Validate(v) == nil
}

// TestSchemaHasEveryField holds the schemas to the Go types: each has exactly the fields
// of the other, and those that are left out when empty are not needed.
func TestSchemaHasEveryField(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		schema []byte
		of     reflect.Type
	}{{content.PackSchema(), reflect.TypeFor[content.Edition]()}, {content.WithdrawalsSchema(), reflect.TypeFor[content.Withdrawals]()}} {
		var s node
		if err := json.Unmarshal(tc.schema, &s); err != nil {
			t.Fatal(err)
		}
		sameFields(t, tc.of.Name(), s, tc.of)
	}
}

type node struct {
	Type       any             `json:"type"`
	Properties map[string]node `json:"properties"`
	Required   []string        `json:"required"`
	Items      *node           `json:"items"`
}

func sameFields(t *testing.T, at string, s node, of reflect.Type) {
	t.Helper()
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	switch of.Kind() {
	case reflect.Slice:
		sameFields(t, at+"[]", *s.Items, of.Elem())
	case reflect.Map:
		var uses []string
		for name := range s.Properties {
			uses = append(uses, name)
		}
		if len(uses) != len(content.Uses()) || slices.ContainsFunc(content.Uses(), func(u content.Use) bool { return !slices.Contains(uses, string(u)) }) {
			t.Errorf("%s: got %v, want %v", at, uses, content.Uses())
		}
	case reflect.Struct:
		seen := map[string]bool{}
		for i := range of.NumField() {
			name, option, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
			seen[name] = true
			if name == "-" {
				continue // known to one laptop alone
			}
			child, ok := s.Properties[name]
			if !ok {
				t.Errorf("%s.%s is not in the schema", at, name)
				continue
			}
			if option == "omitempty" && slices.Contains(s.Required, name) {
				t.Errorf("%s.%s may be left out and the schema needs it", at, name)
			}
			sameFields(t, at+"."+name, child, of.Field(i).Type)
		}
		for name := range s.Properties {
			if !seen[name] {
				t.Errorf("%s.%s is in the schema alone", at, name)
			}
		}
	default:
		want := map[reflect.Kind]string{reflect.String: "string", reflect.Int: "integer", reflect.Int64: "integer", reflect.Bool: "boolean"}[of.Kind()]
		if !strings.Contains(fmt.Sprint(s.Type), want) {
			t.Errorf("%s: got %v, want %s", at, s.Type, want)
		}
	}
}

// TestSchemaAgreesWithGo makes documents and holds the schema, the editor's tables and
// the decoder to the same answer. Only what docs/packs.md says that a schema cannot say
// may part them.
func TestSchemaAgreesWithGo(t *testing.T) {
	t.Parallel()
	schema := compile(t, content.PackSchema())
	valid := jsonOf(t, fullest())
	counts := map[bool]int{}
	rapid.Check(t, func(rt *rapid.T) {
		var doc any
		if err := json.Unmarshal(valid, &doc); err != nil {
			rt.Fatal(err)
		}
		for range rapid.IntRange(0, 2).Draw(rt, "changes") {
			doc = mutate(rt, doc)
		}
		raw := jsonOf(t, doc)
		e, err := content.DecodeEdition(raw)
		bySchema, byShape := accepts(t, schema, raw), content.ShapeSays(raw, false)
		counts[err == nil]++
		switch {
		case bySchema != (len(byShape) == 0):
			rt.Fatalf("the schema says %v and the editor %v of %s", bySchema, byShape, raw)
		case err == nil && !accepts(t, schema, jsonOf(t, e)):
			rt.Fatalf("Go takes it and the schema does not: %s", jsonOf(t, e))
		case bySchema && err != nil && !beyondSchema(rt, raw):
			rt.Fatalf("the schema takes it and Go says %v: %s", err, raw)
		}
	})
	if counts[true] == 0 || counts[false] == 0 {
		t.Errorf("got %d accepted and %d refused, want some of each", counts[true], counts[false])
	}
}

// beyondSchema says whether a document breaks one of the rules between fields.
func beyondSchema(rt *rapid.T, raw []byte) bool {
	var e content.Edition
	if err := json.Unmarshal(raw, &e); err != nil {
		rt.Fatalf("the schema takes what has no place in the Go types: %v in %s", err, raw)
	}
	twice := func(ids []string) bool {
		slices.Sort(ids)
		return len(slices.Compact(slices.Clone(ids))) != len(ids)
	}
	var lists [][]string
	add := func(n int, id func(int) string) {
		var ids []string
		for i := range n {
			ids = append(ids, id(i))
		}
		lists = append(lists, ids)
	}
	c := e.Content
	add(len(c.Themes), func(i int) string { return c.Themes[i].ID })
	add(len(c.Voices), func(i int) string { return c.Voices[i].ID })
	add(len(c.Messages), func(i int) string { return c.Messages[i].ID })
	add(len(c.Facts), func(i int) string { return c.Facts[i].ID })
	add(len(c.Activities), func(i int) string { return c.Activities[i].ID })
	add(len(e.Withdrawals.Voices), func(i int) string { return e.Withdrawals.Voices[i].ID })
	for _, a := range c.Activities {
		add(len(a.Checklist), func(i int) string { return a.Checklist[i].ID })
		add(len(a.Roles), func(i int) string { return a.Roles[i].ID })
		add(len(a.Kit), func(i int) string { return a.Kit[i].ID })
		add(len(a.Risks), func(i int) string { return a.Risks[i].ID })
	}
	for _, v := range c.Voices {
		if e.Withdrawals.Names(v.ID) {
			return true
		}
	}
	return slices.ContainsFunc(lists, twice) || !e.Ends().After(e.Begins()) || e.Withdrawals.Number == 0 && len(e.Withdrawals.Voices) > 0
}

// fullest is an edition in which no list is empty.
func fullest() content.Edition {
	e := whole()
	a := content.Builtin().Activities[0]
	a.Objectives = []int{16}
	e.Content.Activities = []content.Activity{a}
	e.Content.Facts = slices.Clone(e.Content.Facts)
	e.Content.Facts[0].Note = "A note."
	return e
}

// mutate changes one place of a document.
func mutate(rt *rapid.T, doc any) any {
	return changeAt(rt, doc, rapid.IntRange(0, 12).Draw(rt, "depth"))
}

func changeAt(rt *rapid.T, v any, depth int) any {
	switch x := v.(type) {
	case map[string]any:
		names := make([]string, 0, len(x))
		for name := range x {
			names = append(names, name)
		}
		if len(names) == 0 || depth == 0 {
			return changed(rt, v)
		}
		slices.Sort(names)
		name := rapid.SampledFrom(names).Draw(rt, "name")
		switch rapid.IntRange(0, 11).Draw(rt, "how") {
		case 0:
			delete(x, name)
		case 1:
			x["unknown"] = x[name]
		default:
			x[name] = changeAt(rt, x[name], depth-1)
		}
		return x
	case []any:
		if len(x) == 0 || depth == 0 {
			return changed(rt, v)
		}
		i := rapid.IntRange(0, len(x)-1).Draw(rt, "entry")
		switch rapid.IntRange(0, 11).Draw(rt, "how") {
		case 0:
			return slices.Delete(x, i, i+1)
		case 1:
			return append(x, x[i])
		}
		x[i] = changeAt(rt, x[i], depth-1)
		return x
	}
	return changed(rt, v)
}

// changed is another value in the place of one: of the same kind mostly.
func changed(rt *rapid.T, v any) any {
	texts := []string{
		"", " ", "x", "x ", "\u00a0x", "\u2003", "\u3000y", "a\nb", "a\tb", "a\u0000", "a\u0085b", "a\u007f", "\ufeffx", "en", "EN", "en-GB", "zh-Hans", "prs", "tlh",
		"granted", "asserted-by-source", "withdrawn", "verbatim", "safety", "2026-12-18", "2026-02-29", "2028-02-29", "2100-02-29", "1999-12-31", "2199-12-31", "2026-1-1", "2026-04-31",
		"2026-12-18T09:00:00Z", "2026-12-18T9:00:00Z", "2026-12-18T09:00:00,5Z", "2026-12-18T09:00:00.25Z", "2026-12-18T24:00:00Z", "2026-12-18T09:00:60Z", "2026-12-18T09:00:00+00:00", "2099-01-01T00:00:00z",
		"a-b-9", "-a", "a--b", "A", strings.Repeat("a", 64), strings.Repeat("a", 65), strings.Repeat("ü", 300), strings.Repeat("ü", 301), strings.Repeat("ü", 2000), strings.Repeat("ü", 2001), "day\u2028x", "مرحبا",
	}
	numbers := []any{0, 1, -1, 5, 6, 400, 401, -400, -401, 1989, 1990, 2199, 2200, 10000, 10001, int64(1) << 53, int64(1)<<53 + 1, 1.5}
	pick := rapid.IntRange(0, 9).Draw(rt, "kind")
	switch v.(type) {
	case string:
		if pick < 8 {
			return rapid.SampledFrom(texts).Draw(rt, "text")
		}
	case float64:
		if pick < 8 {
			return rapid.SampledFrom(numbers).Draw(rt, "number")
		}
	}
	return rapid.SampledFrom([]any{nil, true, false, "x", 1, map[string]any{}, []any{}, []any{nil}, map[string]any{"print": 1}}).Draw(rt, "other")
}

func jsonOf(t interface {
	Helper()
	Fatal(args ...any)
}, v any,
) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestSchemaOfLists holds the schema of lists and their decoder together, case by case.
func TestSchemaOfLists(t *testing.T) {
	t.Parallel()
	schema := compile(t, content.WithdrawalsSchema())
	for name, tc := range map[string]struct {
		raw  string
		want bool
	}{
		"empty":          {`{"v":1,"number":0,"issued":"2026-12-01T09:00:00Z","voices":[]}`, true},
		"without voices": {`{"v":1,"issued":"2026-12-01T09:00:00Z"}`, true},
		"one":            {`{"v":1,"number":1,"issued":"2026-12-01T09:00:00Z","voices":[{"id":"ana","since":"2026-12-01","reason":"safety"}]}`, true},
		"other reason":   {`{"v":1,"number":1,"issued":"2026-12-01T09:00:00Z","voices":[{"id":"ana","since":"2026-12-01","reason":"illness"}]}`, false},
		"no day":         {`{"v":1,"number":1,"issued":"2026-12-01T09:00:00Z","voices":[{"id":"ana","since":"2026-02-30","reason":"safety"}]}`, false},
		"other form":     {`{"v":2,"number":1,"issued":"2026-12-01T09:00:00Z","voices":[]}`, false},
		"more":           {`{"v":1,"number":1,"issued":"2026-12-01T09:00:00Z","voices":[],"why":""}`, false},
		"not issued":     {`{"v":1,"number":1,"voices":[]}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := content.DecodeWithdrawals([]byte(tc.raw))
			if got := accepts(t, schema, []byte(tc.raw)); got != tc.want || (err == nil) != tc.want || (len(content.ShapeSays([]byte(tc.raw), true)) == 0) != tc.want {
				t.Errorf("the schema says %v, Go %v, the editor %v; want %v", got, err, content.ShapeSays([]byte(tc.raw), true), tc.want)
			}
		})
	}
}

// TestDatesOfTheSchema tries every day of the years at both ends, and those between them
// that no calendar has.
func TestDatesOfTheSchema(t *testing.T) {
	t.Parallel()
	for _, year := range []int{1999, 2000, 2001, 2004, 2026, 2028, 2096, 2099, 2100, 2104, 2196, 2199, 2200} {
		for month := 0; month <= 13; month++ {
			for day := 0; day <= 32; day++ {
				date := fmt.Sprintf("%04d-%02d-%02d", year, month, day)
				raw := []byte(`{"v":1,"number":1,"issued":"2026-12-01T09:00:00Z","voices":[{"id":"ana","since":"` + date + `","reason":"safety"}]}`)
				_, err := event.ParseDate(date)
				if got := content.ShapeSays(raw, true); (err == nil) != (len(got) == 0) {
					t.Fatalf("%s: Go says %v and the table %v", date, err, got)
				}
			}
		}
	}
}

// FuzzSchemaOfPack holds whatever Go takes, as Go writes it, to the schema.
func FuzzSchemaOfPack(f *testing.F) {
	schema := compile(f, content.PackSchema())
	f.Add(jsonOf(f, fullest()))
	f.Add([]byte(`{"v":1,"id":"a","issuer":"b","version":1,"not_before":"2026-11-01T00:00:00Z","expires":"2027-02-01T00:00:00Z","content":{},"withdrawals":{"v":1,"issued":"2026-12-01T09:00:00Z"}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		e, err := content.DecodeEdition(raw)
		if err != nil {
			return
		}
		if again := jsonOf(t, e); !accepts(t, schema, again) {
			t.Errorf("Go takes it and the schema does not: %s", again)
		}
	})
}
