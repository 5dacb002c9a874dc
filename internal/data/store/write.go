package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"daykit/internal/data/oplog"
	"daykit/internal/domain/fault"
)

// Act is one thing that a person did, saved whole or not at all and taken back
// as one. Label is a key for the words of the undo button; an act without a
// label cannot be undone, which is for what a program does on its own.
type Act struct {
	Event   string // id of the event it belongs to; may be empty
	Label   string
	Changes []Change
}

// Change is a SetChange, an AddChange or a VoidChange.
type Change interface {
	change(*batch, *record) error
}

// SetChange gives fields of one entity new values. The JSON value null takes a
// field away; an entity whose fields are all taken away is gone. Values that are
// what they were are passed over. Fields of one entity may go into different
// classes by several changes.
type SetChange struct {
	Class   oplog.Class
	Entity  string
	ID      string
	Fields  map[string]json.RawMessage
	Resolve bool // also replaces the lost values that Conflicts tells of these fields
}

// AddChange states a fact. A fact whose ID was stated already is passed over.
type AddChange struct {
	Class oplog.Class
	ID    string // drawn when empty
	Event string // the act's when empty
	Kind  string
	Body  json.RawMessage // JSON; may be nil
}

// VoidChange takes a fact back.
type VoidChange struct {
	Class oplog.Class
	Fact  string
}

// Write saves an act in one transaction. When it returns nil the act survives
// a power cut; otherwise nothing of it was saved, unless the fault is Damaged. An
// act that changes nothing is not recorded.
func (s *Store) Write(ctx context.Context, a Act) error {
	return s.update(ctx, "write", func(b *batch) error {
		_, err := b.write(a)
		return err
	})
}

// write does the changes and keeps what takes them back; it reports whether
// anything changed.
func (b *batch) write(a Act) (bool, error) {
	r := &record{event: a.Event}
	for _, c := range a.Changes {
		if err := c.change(b, r); err != nil {
			return false, err
		}
	}
	if r.ops == 0 || a.Label == "" {
		return r.ops > 0, nil
	}
	return true, b.keep(a, r)
}

func (c SetChange) change(b *batch, r *record) error {
	body := oplog.SetBody{Entity: c.Entity, ID: c.ID}
	var was []former
	size := 0
	for _, f := range slices.Sorted(maps.Keys(c.Fields)) {
		v, old, err := b.compare(c, f)
		if err != nil {
			return err
		}
		if v == nil {
			continue
		}
		if size += len(v) + len(f); len(body.Fields) == oplog.MaxFields || size > oplog.MaxBody*3/4 && len(body.Fields) > 0 {
			if err := b.set(c.Class, body, was, r); err != nil {
				return err
			}
			body.Fields, body.Base, was, size = nil, nil, nil, len(v)+len(f)
		}
		extend(&body, f, v, old, c.Resolve)
		was = append(was, former{Class: c.Class, Entity: c.Entity, ID: c.ID, Field: f, Was: value(old), Now: v})
	}
	if len(body.Fields) == 0 {
		return nil
	}
	return b.set(c.Class, body, was, r)
}

// compare gives the field's new value in its shortest spelling and its state;
// a nil value means that there is nothing to write.
func (b *batch) compare(c SetChange, f string) (json.RawMessage, *slot, error) {
	old, err := b.cell(oplog.Key{Entity: c.Entity, ID: c.ID, Field: f})
	if err != nil {
		return nil, nil, err
	}
	v, err := compact(c.Fields[f])
	if err != nil {
		return nil, nil, fault.Wrap(err, fault.Invalid, fmt.Sprintf("the value of %q is not JSON", f), "")
	}
	if settles := c.Resolve && len(old.Lost) > 0; !settles && bytes.Equal(v, value(old)) {
		return nil, old, nil
	}
	return v, old, nil
}

// value gives what a field holds, null for one that was never set.
func value(c *slot) json.RawMessage {
	if len(c.Now.Value) == 0 {
		return json.RawMessage("null")
	}
	return c.Now.Value
}

func compact(v json.RawMessage) (json.RawMessage, error) {
	if v == nil {
		return json.RawMessage("null"), nil
	}
	var out bytes.Buffer
	err := json.Compact(&out, v)
	return out.Bytes(), err
}

func extend(body *oplog.SetBody, f string, v json.RawMessage, old *slot, resolve bool) {
	if body.Fields == nil {
		body.Fields, body.Base = map[string]json.RawMessage{}, map[string][]oplog.Stamp{}
	}
	body.Fields[f] = v
	if old.Now.Stamp != (oplog.Stamp{}) {
		body.Base[f] = append(body.Base[f], old.Now.Stamp)
	}
	for _, w := range old.Lost {
		if resolve {
			body.Base[f] = append(body.Base[f], w.Stamp)
		}
	}
}

func (b *batch) set(class oplog.Class, body oplog.SetBody, was []former, r *record) error {
	r.Sets = append(r.Sets, was...)
	return b.append(class, oplog.Body{Set: &body}, r)
}

func (c AddChange) change(b *batch, r *record) error {
	if c.ID == "" {
		id, err := b.draw()
		if err != nil {
			return err
		}
		c.ID = id
	}
	body, err := compact(c.Body)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "the body of the fact is not JSON", "")
	}
	var known bool
	if _, err := b.row([]any{&known}, "SELECT EXISTS (SELECT 1 FROM fact WHERE id = ?)", c.ID); err != nil || known {
		return err // stated already: facts never change
	}
	r.Voids = append(r.Voids, voided{Class: c.Class, Fact: c.ID})
	add := oplog.AddBody{ID: c.ID, Kind: c.Kind, Event: cmp.Or(c.Event, r.event), Body: body}
	return b.append(c.Class, oplog.Body{Add: &add}, r)
}

// draw makes an id of 128 random bits.
func (b *batch) draw() (string, error) {
	var raw [16]byte
	if _, err := io.ReadFull(b.s.opts.Rand, raw[:]); err != nil {
		return "", fmt.Errorf("draw an id: %w", err)
	}
	return hex.EncodeToString(raw[:]), nil
}

func (c VoidChange) change(b *batch, r *record) error {
	var done bool
	if _, err := b.row([]any{&done}, "SELECT EXISTS (SELECT 1 FROM void WHERE fact = ?)", c.Fact); err != nil || done {
		return err
	}
	a := added{Class: c.Class, Fact: c.Fact}
	known, err := b.row([]any{&a.Event, &a.Kind, (*[]byte)(&a.Body)}, "SELECT event, kind, body FROM fact WHERE id = ?", c.Fact)
	if err != nil {
		return err
	}
	if known {
		r.Adds = append(r.Adds, a)
	}
	return b.append(c.Class, oplog.Body{Void: &oplog.VoidBody{Fact: c.Fact}}, r)
}

// append writes one op to the end of this launch's stream of the class, folds it
// and counts it.
func (b *batch) append(class oplog.Class, body oplog.Body, r *record) error {
	o, err := b.next(class)
	if err != nil {
		return err
	}
	if o.Kind, o.Body, err = oplog.Encode(body, o.HLC); err != nil {
		if errors.Is(err, oplog.ErrTooLarge) {
			return fault.Wrap(err, fault.Invalid, "what was entered is too long to be saved", "shorten it")
		}
		return fault.Wrap(err, fault.Invalid, "what was entered cannot be saved", "")
	}
	o.Hash = o.Sum()
	if err := b.putOp(o, false); err != nil {
		return err
	}
	r.ops++
	return b.fold(o.Stamp(), body)
}

// next gives an op its header. The incarnation is drawn at the first write of
// the class in this launch.
func (b *batch) next(class oplog.Class) (oplog.Op, error) {
	inc, ok := b.s.incs[class]
	if !ok {
		if _, err := io.ReadFull(b.s.opts.Rand, inc[:]); err != nil {
			return oplog.Op{}, fmt.Errorf("draw an incarnation: %w", err)
		}
		b.s.incs[class] = inc
	}
	var have uint32
	if _, err := b.row([]any{&have}, "SELECT have FROM peer WHERE inc = ?", inc[:]); err != nil {
		return oplog.Op{}, err
	}
	return oplog.Op{Inc: inc, Seq: have + 1, HLC: b.s.clock.Tick(b.s.opts.Now()), Class: class}, nil
}

// putOp inserts an op that is not there and moves its incarnation's row on.
func (b *batch) putOp(o oplog.Op, seen bool) error {
	if err := b.exec("INSERT INTO op (inc, seq, hlc, cls, kind, body, hash, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		o.Inc[:], o.Seq, int64(o.HLC), o.Class, o.Kind, blob(o.Body), o.Hash[:], seen); err != nil {
		return err
	}
	believed := o.HLC
	if !believed.Valid() {
		believed = 0 // or the clock would start from it
	}
	return b.exec(`INSERT INTO peer (inc, cls, have, hlc) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET have = max(have, excluded.have), hlc = max(hlc, excluded.hlc)`,
		o.Inc[:], o.Class, o.Seq, int64(believed))
}
