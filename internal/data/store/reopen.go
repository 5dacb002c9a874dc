package store

import (
	"encoding/json"

	"daykit/internal/data/oplog"
)

// reopening takes back what settled a conflict: the field gets its former value, and
// beside it the values that had lost against it.
type reopening struct{ former }

// change writes each value as if nobody had seen the others, so that they stand against
// each other again, on every laptop.
func (c reopening) change(b *batch, r *record) error {
	old, err := b.shown(oplog.Key{Entity: c.Entity, ID: c.ID, Field: c.Field})
	if err != nil {
		return err
	}
	base := map[string][]oplog.Stamp{c.Field: {old.Now.Stamp}}
	put := func(v json.RawMessage, was ...former) error {
		body := oplog.SetBody{Entity: c.Entity, ID: c.ID, Fields: map[string]json.RawMessage{c.Field: v}, Base: base}
		return b.set(c.Class, body, was, r)
	}
	for _, v := range c.Lost {
		if err := put(v); err != nil {
			return err
		}
	}
	return put(c.Was, former{Class: c.Class, Entity: c.Entity, ID: c.ID, Field: c.Field, Was: old.value, Now: c.Was, Open: true})
}

// lost gives the values that lost against that of a field and that nobody has settled.
func (b *batch) lost(k oplog.Key, c *slot) ([]json.RawMessage, error) {
	var out []json.RawMessage
	for _, w := range c.Lost {
		v, err := b.s.opened(w.Class, cellAt(k), w.Value)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}
