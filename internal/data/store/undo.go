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

// Undo takes back the last act of an event that has not been taken back, by
// writing the inverse of it, and gives the act's label. A field that holds
// another value than the act gave it stays as it is; when nothing is left to
// take back the fault is Conflict and the act is passed over from then on, and
// NotFound when there is no act.
func (s *Store) Undo(ctx context.Context, event string) (string, error) {
	return s.turn(ctx, event, undoing)
}

// Redo does again what Undo took back last, under the same rules. A new act of the
// event leaves nothing to do again.
func (s *Store) Redo(ctx context.Context, event string) (string, error) {
	return s.turn(ctx, event, redoing)
}

// way is one of the two.
type way struct {
	what, pick, nothing, stale string
	undone                     bool // what the act is after it
}

var (
	undoing = way{
		"undo", "undone = 0 ORDER BY n DESC", "there is nothing to undo",
		"it cannot be undone, because it has been changed since", true,
	}
	redoing = way{
		"redo", "undone = 1 ORDER BY n", "there is nothing to do again",
		"it cannot be done again, because it has been changed since", false,
	}
)

func (s *Store) turn(ctx context.Context, event string, w way) (string, error) {
	var label string
	changed := false
	err := s.update(ctx, w.what, func(b *batch) error {
		a, ok, err := b.lastAct(event, w)
		if err != nil {
			return err
		}
		if !ok {
			return fault.New(fault.NotFound, w.nothing, "")
		}
		label = a.label
		back, err := b.invert(a)
		if err != nil {
			return err
		}
		if changed = back.ops > 0; !changed {
			return b.exec("DELETE FROM act WHERE n = ?", a.n)
		}
		a.record = back
		return b.putAct(a, w.undone)
	})
	if err == nil && !changed {
		err = fault.New(fault.Conflict, w.stale, "change it by hand")
	}
	return label, err
}

// do makes changes and gives what takes them back.
func (b *batch) do(event string, cs []Change) (*record, error) {
	r := &record{event: event}
	for _, c := range cs {
		if err := c.change(b, r); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func (b *batch) lastAct(event string, w way) (act, bool, error) {
	a := act{event: event}
	var class oplog.Class
	var raw []byte
	ok, err := b.row([]any{&a.n, &a.label, &class, &raw}, "SELECT n, label, cls, inverse FROM act WHERE event = ? AND "+w.pick+" LIMIT 1", event)
	if err != nil || !ok {
		return a, ok, err
	}
	a.record, err = b.openRecord(class, event, a.label, raw)
	return a, true, err
}

// invert writes the inverse ops and gives what takes those back. It walks
// backwards, since an act may have set a field twice.
func (b *batch) invert(a act) (*record, error) {
	var cs []Change
	held := map[oplog.Key]json.RawMessage{}
	for i := len(a.Sets) - 1; i >= 0; i-- {
		f := a.Sets[i]
		ok, err := b.stands(f, held)
		if err != nil {
			return nil, err
		}
		switch {
		case !ok:
		case len(f.Lost) > 0:
			cs = append(cs, reopening{f})
		default:
			fields := map[string]json.RawMessage{f.Field: f.Was}
			cs = append(cs, SetChange{Class: f.Class, Entity: f.Entity, ID: f.ID, Fields: fields, Resolve: f.Open})
		}
	}
	for _, v := range a.Voids {
		cs = append(cs, VoidChange(v))
	}
	anew, err := b.stateAgain(a, &cs)
	if err != nil {
		return nil, err
	}
	if err := b.rename(a.event, a.n, anew); err != nil {
		return nil, err
	}
	return b.do(a.event, gather(cs))
}

// stateAgain gives each fact that is to be stated again a new id: a void is for
// good, so the old one is dead.
func (b *batch) stateAgain(a act, cs *[]Change) (anew map[string]string, err error) {
	anew = map[string]string{}
	for _, f := range a.Adds {
		if anew[f.Fact], err = b.draw(); err != nil {
			return nil, err
		}
		*cs = append(*cs, AddChange{Class: f.Class, ID: anew[f.Fact], Event: f.Event, Kind: f.Kind, Body: f.Body})
	}
	return anew, nil
}

// stands reports whether a field still holds what the act gave it; held are the
// values that fields will have when the changes gathered so far are made.
func (b *batch) stands(f former, held map[oplog.Key]json.RawMessage) (bool, error) {
	k := oplog.Key{Entity: f.Entity, ID: f.ID, Field: f.Field}
	now, ok := held[k]
	if !ok {
		c, err := b.shown(k)
		if err != nil {
			return false, err
		}
		now = c.value
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
		if last, is := lastSet(out); ok && is && last.Class == s.Class && last.Resolve == s.Resolve && last.Entity == s.Entity && last.ID == s.ID {
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
	return s.label(ctx, event, undoing)
}

// NextRedo gives the label of the act that Redo would do again, and "" when there
// is none.
func (s *Store) NextRedo(ctx context.Context, event string) (string, error) {
	return s.label(ctx, event, redoing)
}

func (s *Store) label(ctx context.Context, event string, w way) (string, error) {
	var label string
	err := s.r.QueryRowContext(ctx, "SELECT label FROM act WHERE event = ? AND "+w.pick+" LIMIT 1", event).Scan(&label)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("what to %s: %w", w.what, mapped(err))
	}
	return label, nil
}
