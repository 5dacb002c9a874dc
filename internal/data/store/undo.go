package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"daykit/internal/data/oplog"
	"daykit/internal/domain/fault"
)

// keptActs is how many acts of one event can be taken back; what older ones
// replaced is forgotten, since it may hold names.
const keptActs = 100

// record is what takes an act back.
type record struct {
	event string
	ops   int
	Sets  []former `json:"sets,omitempty"`
	Voids []voided `json:"voids,omitempty"` // facts to void
	Adds  []added  `json:"adds,omitempty"`  // facts to state again
}

// former is a field with the value it had and the value the act gave it.
type former struct {
	Class  oplog.Class     `json:"c"`
	Entity string          `json:"en"`
	ID     string          `json:"id"`
	Field  string          `json:"f"`
	Was    json.RawMessage `json:"was"`
	Now    json.RawMessage `json:"now"`
}

type voided struct {
	Class oplog.Class `json:"c"`
	Fact  string      `json:"fact"`
}

type added struct {
	Class oplog.Class     `json:"c"`
	Fact  string          `json:"fact"` // its id before it was voided
	Event string          `json:"event"`
	Kind  string          `json:"kind"`
	Body  json.RawMessage `json:"b"`
}

// keep stores the record of an act and forgets the oldest.
func (b *batch) keep(a Act, r *record) error {
	var inverse bytes.Buffer
	enc := json.NewEncoder(&inverse)
	enc.SetEscapeHTML(false) // values are compared byte for byte
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("record act: %w", err)
	}
	if err := b.exec("INSERT INTO act (event, label, inverse) VALUES (?, ?, ?)", a.Event, a.Label, inverse.Bytes()); err != nil {
		return err
	}
	return b.exec(`DELETE FROM act WHERE event = ?1 AND n <=
		(SELECT n FROM act WHERE event = ?1 ORDER BY n DESC LIMIT 1 OFFSET ?2)`, a.Event, keptActs)
}

// Undo takes back the last act of an event that has not been taken back, by
// writing the inverse of it, and gives the act's label. A field that holds
// another value than the act gave it stays as it is; when nothing is left to
// take back the fault is Conflict, and NotFound when there is no act.
func (s *Store) Undo(ctx context.Context, event string) (string, error) {
	var label string
	var changed bool
	err := s.update(ctx, "undo", func(b *batch) error {
		var n int64
		var raw []byte
		ok, err := b.row([]any{&n, &label, &raw},
			"SELECT n, label, inverse FROM act WHERE event = ? AND undone = 0 ORDER BY n DESC LIMIT 1", event)
		if err != nil {
			return err
		}
		if !ok {
			return fault.New(fault.NotFound, "there is nothing to undo", "")
		}
		if changed, err = b.invert(event, raw); err != nil {
			return err
		}
		return b.exec("UPDATE act SET undone = 1, inverse = x'' WHERE n = ?", n)
	})
	if err == nil && !changed {
		err = fault.New(fault.Conflict, "it cannot be undone, because it has been changed since", "change it by hand")
	}
	return label, err
}

// invert writes the inverse ops and reports whether there were any. It walks
// backwards, since an act may have set a field twice.
func (b *batch) invert(event string, raw []byte) (bool, error) {
	var r record
	if err := json.Unmarshal(raw, &r); err != nil {
		return false, damaged(err)
	}
	var cs []Change
	held := map[oplog.Key]json.RawMessage{}
	for i := len(r.Sets) - 1; i >= 0; i-- {
		f := r.Sets[i]
		ok, err := b.stands(f, held)
		if err != nil {
			return false, err
		}
		if ok {
			cs = append(cs, SetChange{Class: f.Class, Entity: f.Entity, ID: f.ID, Fields: map[string]json.RawMessage{f.Field: f.Was}})
		}
	}
	for _, v := range r.Voids {
		cs = append(cs, VoidChange(v))
	}
	for _, a := range r.Adds {
		id, err := b.draw()
		if err != nil {
			return false, err
		}
		if err := b.rename(event, a.Fact, id); err != nil {
			return false, err
		}
		cs = append(cs, AddChange{Class: a.Class, ID: id, Event: a.Event, Kind: a.Kind, Body: a.Body})
	}
	return b.write(Act{Event: event, Changes: gather(cs)})
}

// rename makes the records of an event's earlier acts speak of a fact by the id
// under which it was stated again: a void is for good, so the old id is dead.
func (b *batch) rename(event, old, id string) error {
	return b.exec("UPDATE act SET inverse = CAST(replace(CAST(inverse AS TEXT), ?, ?) AS BLOB) WHERE event = ? AND undone = 0",
		`"fact":"`+old+`"`, `"fact":"`+id+`"`, event)
}

// stands reports whether a field still holds what the act gave it; held are the
// values that fields will have when the changes gathered so far are made.
func (b *batch) stands(f former, held map[oplog.Key]json.RawMessage) (bool, error) {
	k := oplog.Key{Entity: f.Entity, ID: f.ID, Field: f.Field}
	now, ok := held[k]
	if !ok {
		c, err := b.cell(k)
		if err != nil {
			return false, err
		}
		now = value(c)
	}
	if !bytes.Equal(now, f.Now) {
		return false, nil
	}
	held[k] = f.Was
	return true, nil
}

// gather joins neighbouring sets of one entity and class into one, so that an
// undo writes as few ops as the act did. Later values win.
func gather(cs []Change) []Change {
	var out []Change
	for _, c := range cs {
		s, ok := c.(SetChange)
		if last, is := lastSet(out); ok && is && last.Class == s.Class && last.Entity == s.Entity && last.ID == s.ID {
			for f, v := range s.Fields {
				last.Fields[f] = v
			}
			continue
		}
		out = append(out, c)
	}
	return out
}

func lastSet(cs []Change) (SetChange, bool) {
	if len(cs) == 0 {
		return SetChange{}, false
	}
	s, ok := cs[len(cs)-1].(SetChange)
	return s, ok
}

// LastAct gives the label of the act that Undo would take back, and "" when
// there is none.
func (s *Store) LastAct(ctx context.Context, event string) (string, error) {
	var label string
	err := s.r.QueryRowContext(ctx, "SELECT label FROM act WHERE event = ? AND undone = 0 ORDER BY n DESC LIMIT 1", event).Scan(&label)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("last act: %w", mapped(err))
	}
	return label, nil
}
