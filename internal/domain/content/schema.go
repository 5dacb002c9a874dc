package content

import (
	"bytes"
	"encoding/json"
	"sync"

	"daykit/internal/domain/locale"
)

// The addresses that name the schemas. Nothing is fetched from them.
const (
	SchemaPack        = "urn:daykit:pack:1"
	SchemaWithdrawals = "urn:daykit:withdrawals:1"
)

// PackSchema gives the JSON Schema (draft 2020-12) of an edition. What a schema cannot
// say stands in docs/packs.md: that an id stands once in its list, that a pack ends after
// it begins, and that no voice is in a pack and on its list of withdrawals.
func PackSchema() []byte { return schemaOf(SchemaPack, "A campaign's pack for Daykit", editionShape()) }

// WithdrawalsSchema gives the JSON Schema (draft 2020-12) of a list of withdrawals.
func WithdrawalsSchema() []byte {
	return schemaOf(SchemaWithdrawals, "What a campaign withdrew", withdrawalsShape())
}

func schemaOf(id, title string, s *shape) []byte {
	head := [][2]any{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"$id", id}, {"title", title}}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(append(ordered(head), s.schema(true)...)); err != nil {
		panic("internal error: " + err.Error()) // texts and numbers alone
	}
	return b.Bytes()
}

// ordered is a JSON object whose members keep their order, so that a schema can be read.
type ordered [][2]any

// MarshalJSON implements json.Marshaler.
func (o ordered) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, member := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, part := range member {
			if j > 0 {
				b.WriteByte(':')
			}
			raw, err := json.Marshal(part)
			if err != nil {
				return nil, err
			}
			b.Write(raw)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// schema writes a shape. What is not needed may be null.
func (s *shape) schema(needed bool) ordered {
	out := ordered{{"type", string(s.kind)}}
	if !needed {
		out = ordered{{"type", []string{string(s.kind), "null"}}}
	}
	if s.about != "" {
		out = append(out, [2]any{"description", s.about})
	}
	switch s.kind {
	case kindObject:
		return append(out, s.members()...)
	case kindArray:
		out = append(out, [2]any{"items", s.items.schema(true)})
		return append(out, limit("maxItems", s.most)...)
	case kindString, kindInteger, kindBoolean:
	}
	return append(out, s.bounds()...)
}

func (s *shape) members() ordered {
	properties, required := ordered{}, []string{}
	for _, f := range s.fields {
		properties = append(properties, [2]any{f.name, f.shape.schema(f.needed)})
		if f.needed {
			required = append(required, f.name)
		}
	}
	return ordered{{"properties", properties}, {"required", required}, {"additionalProperties", false}}
}

func (s *shape) bounds() ordered {
	out := append(limit("minLength", s.least), limit("maxLength", s.most)...)
	if s.pattern != "" {
		out = append(out, [2]any{"pattern", s.pattern})
	}
	if len(s.oneOf) > 0 {
		out = append(out, [2]any{"enum", s.oneOf})
	}
	if s.lowest != nil {
		out = append(out, [2]any{"minimum", *s.lowest}, [2]any{"maximum", *s.highest})
	}
	return out
}

func limit(name string, n int) ordered {
	if n == 0 {
		return nil
	}
	return ordered{{name, n}}
}

// langs are the tags that a pack writes, as Voice.Allows compares them.
var langs = sync.OnceValue(func() []string {
	var out []string
	for _, l := range locale.Languages() {
		out = append(out, l.Tag)
	}
	return out
})
