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
// a power cut; otherwise nothing of it was saved, with two exceptions in which it may
// be there whole: after the fault Damaged, and after Full once the program was
// started anew. An act that changes nothing is not recorded.
func (s *Store) Write(ctx context.Context, a Act) error {
	return s.update(ctx, "write", func(b *batch) error {
		return b.write(a)
	})
}

// write does the changes and keeps what takes them back.
func (b *batch) write(a Act) error {
	r, err := b.do(a.Event, a.Changes)
	if err != nil || r.ops == 0 || a.Label == "" {
		return err
	}
	return b.keep(a.Event, a.Label, r)
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
		extend(&body, f, v, old.slot, c.Resolve)
		one := former{Class: c.Class, Entity: c.Entity, ID: c.ID, Field: f, Was: old.value, Now: v}
		if c.Resolve {
			if one.Lost, err = b.lost(oplog.Key{Entity: c.Entity, ID: c.ID, Field: f}, old.slot); err != nil {
				return err
			}
		}
		was = append(was, one)
	}
	if len(body.Fields) == 0 {
		return nil
	}
	return b.set(c.Class, body, was, r)
}

// compare gives the field's new value in its shortest spelling and its state;
// a nil value means that there is nothing to write.
func (b *batch) compare(c SetChange, f string) (json.RawMessage, shown, error) {
	k := oplog.Key{Entity: c.Entity, ID: c.ID, Field: f}
	old, err := b.shown(k)
	if err != nil {
		return nil, old, err
	}
	v, err := compact(c.Fields[f])
	if err != nil {
		return nil, old, fault.Wrap(err, fault.Invalid, fmt.Sprintf("the value of %q is not JSON", f), "")
	}
	if settles := c.Resolve && len(old.Lost) > 0; !settles && bytes.Equal(v, old.value) {
		return nil, old, nil
	}
	return v, old, nil
}

// shown is a cell with its value opened.
type shown struct {
	*slot
	value json.RawMessage
}

func (b *batch) shown(k oplog.Key) (shown, error) {
	c, err := b.cell(k)
	if err != nil {
		return shown{}, err
	}
	v, err := b.value(k, c)
	return shown{c, v}, err
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
	return b.append(class, r, oplog.Body{Set: &body})
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
	if _, known, err := b.Fact(c.ID); err != nil || known {
		return err // stated already: facts never change
	}
	r.Voids = append(r.Voids, voided{Class: c.Class, Fact: c.ID})
	add := oplog.AddBody{ID: c.ID, Kind: c.Kind, Event: cmp.Or(c.Event, r.event), Body: body}
	return b.append(c.Class, r, oplog.Body{Add: &add})
}

// draw makes an id of 128 random bits.
func (b *batch) draw() (string, error) {
	var raw [16]byte
	if _, err := io.ReadFull(b.s.opts.Rand, raw[:]); err != nil {
		return "", errors.Join(errDraw, err)
	}
	return hex.EncodeToString(raw[:]), nil
}

func (c VoidChange) change(b *batch, r *record) error {
	if done, err := b.Voided(c.Fact); err != nil || done {
		return err
	}
	a, known, err := b.stated(c.Fact)
	if err != nil {
		return err
	}
	if known {
		a.Class = c.Class
		r.Adds = append(r.Adds, a)
	}
	return b.append(c.Class, r, oplog.Body{Void: &oplog.VoidBody{Fact: c.Fact}})
}

// stated gives a fact as it would be stated again.
func (b *batch) stated(id string) (a added, known bool, err error) {
	f, known, err := b.Fact(id)
	if err != nil || !known {
		return added{}, known, err
	}
	body, err := b.s.opened(f.Class, factAt(id), f.Body)
	return added{Class: f.Class, Fact: id, Event: f.Event, Kind: f.Kind, Body: body}, true, err
}

// append writes one op to the end of this launch's stream of the class and event,
// and counts it.
func (b *batch) append(class oplog.Class, r *record, body oplog.Body) error {
	scope := oplog.ScopeOf(body)
	if body.Void != nil {
		f, _, err := b.Fact(body.Void.Fact)
		if err != nil {
			return err
		}
		scope = cmp.Or(f.Event, r.event)
	}
	_, err := b.s.rep.Append(b, b.s.opts.Now(), class, scope, body)
	if err != nil {
		return b.refusal(err)
	}
	r.ops++
	r.top = max(r.top, class)
	return nil
}

// refusal says in plain words why an op could not be written, when it is for what
// was entered.
func (b *batch) refusal(err error) error {
	switch {
	case b.fail != nil || errors.Is(err, errDraw) || errors.Is(err, oplog.ErrNoKey):
		return err
	case errors.Is(err, oplog.ErrGone):
		return fault.Wrap(err, fault.Conflict, "this was erased for good", "enter it anew")
	case errors.Is(err, oplog.ErrTooLarge):
		return fault.Wrap(err, fault.Invalid, "what was entered is too long to be saved", "shorten it")
	}
	return fault.Wrap(err, fault.Invalid, "what was entered cannot be saved", "")
}

// errDraw says that the source of randomness failed.
var errDraw = errors.New("draw random bytes")

// drawIncarnation is the Draw of the replica.
func (s *Store) drawIncarnation() (inc oplog.Incarnation, err error) {
	if _, err := io.ReadFull(s.opts.Rand, inc[:]); err != nil {
		return inc, errors.Join(errDraw, err)
	}
	return inc, nil
}
