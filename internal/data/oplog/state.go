package oplog

import (
	"cmp"
	"encoding/json"
	"slices"
)

// Key names one field of one entity.
type Key struct {
	Entity, ID, Field string
}

// Compare orders keys by entity, id and field.
func (k Key) Compare(l Key) int {
	return cmp.Or(cmp.Compare(k.Entity, l.Entity), cmp.Compare(k.ID, l.ID), cmp.Compare(k.Field, l.Field))
}

// Write is one value given to a field.
type Write struct {
	Stamp Stamp
	Class Class // of the op
	Value json.RawMessage
	Base  []Stamp // the writes it replaces
}

// Cell is the state of one field. The zero Cell has had no write yet. Which
// writes are Now and Lost depends only on the set of writes added, never on
// their order.
type Cell struct {
	Now   Write   // the greatest write: the field's value
	Lost  []Write // lesser writes that nobody has replaced knowingly, in order
	Ahead []Stamp // writes replaced before they arrived; their order means nothing
}

// Add folds one write in. A write must be added once only. Slices of c are
// replaced and never changed in place, so that copies of c may share them.
func (c *Cell) Add(w Write) {
	base := w.Base
	w.Base = nil // what it says is in Lost and Ahead from here on
	if len(base) == 1 && base[0] == c.Now.Stamp {
		c.Now = w // as nearly every write does; it is after what it replaces, and nothing stands above that
		return
	}
	for _, b := range base {
		c.replace(b)
	}
	if i := slices.Index(c.Ahead, w.Stamp); i >= 0 {
		c.Ahead = without(c.Ahead, i)
		return
	}
	tips := append(c.tips(), w)
	slices.SortFunc(tips, func(a, b Write) int { return a.Stamp.Compare(b.Stamp) })
	c.setTips(tips)
}

// without gives the list less one, and nil instead of an empty list.
func without[T any](list []T, i int) []T {
	if len(list) == 1 {
		return nil
	}
	return slices.Concat(list[:i], list[i+1:])
}

// replace takes one write out of those that stand, or remembers to.
func (c *Cell) replace(b Stamp) {
	tips := c.tips()
	i := slices.IndexFunc(tips, func(w Write) bool { return w.Stamp == b })
	if i >= 0 {
		c.setTips(without(tips, i))
		return
	}
	if !slices.Contains(c.Ahead, b) {
		c.Ahead = append(slices.Clip(c.Ahead), b)
	}
}

// tips are the writes that nobody has replaced, in rising order.
func (c *Cell) tips() []Write {
	if c.Now.Stamp == (Stamp{}) {
		return nil
	}
	return append(slices.Clip(c.Lost), c.Now)
}

func (c *Cell) setTips(tips []Write) {
	c.Now, c.Lost = Write{}, nil
	if n := len(tips); n > 0 {
		c.Now = tips[n-1]
	}
	if n := len(tips); n > 1 {
		c.Lost = tips[: n-1 : n-1]
	}
}

// Fact is an added fact with the write that added it.
type Fact struct {
	AddBody
	Stamp Stamp
	Class Class // of the op
}
