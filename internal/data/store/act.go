package store

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
)

// keptActs is how many acts of one event can be taken back; what older ones
// replaced is forgotten, since it may hold names.
const keptActs = 100

// act is a row of the acts: what a person did, and what takes it back or does it
// again.
type act struct {
	n            int64 // 0 for one that has no row yet
	event, label string
	*record
}

// record is what takes an act back.
type record struct {
	event string
	ops   int
	top   oplog.Class // highest class of its ops, whose key seals it
	Sets  []former    `json:"sets,omitempty"`
	Voids []voided    `json:"voids,omitempty"` // facts to void
	Adds  []added     `json:"adds,omitempty"`  // facts to state again
}

// former is a field with the value it had and the value the act gave it.
type former struct {
	Class  oplog.Class     `json:"c"`
	Entity string          `json:"en"`
	ID     string          `json:"id"`
	Field  string          `json:"f"`
	Was    json.RawMessage `json:"was"`
	Now    json.RawMessage `json:"now"`

	Lost []json.RawMessage `json:"lost,omitempty"` // values of a conflict that the act settled
	Open bool              `json:"open,omitempty"` // the act opened a conflict again
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

func (r *record) empty() bool { return len(r.Sets)+len(r.Voids)+len(r.Adds) == 0 }

// classes gives the highest class that it speaks of.
func (r *record) classes() oplog.Class {
	top := r.top
	for _, f := range r.Sets {
		top = max(top, f.Class)
	}
	for _, v := range r.Voids {
		top = max(top, v.Class)
	}
	for _, a := range r.Adds {
		top = max(top, a.Class)
	}
	return top
}

// keep stores a new act and forgets the oldest, and what could have been done again.
func (b *batch) keep(event, label string, r *record) error {
	if err := b.exec("DELETE FROM act WHERE event = ? AND undone = 1", event); err != nil {
		return err
	}
	if err := b.putAct(act{event: event, label: label, record: r}, false); err != nil {
		return err
	}
	return b.exec(`DELETE FROM act WHERE event = ?1 AND n <=
		(SELECT n FROM act WHERE event = ?1 ORDER BY n DESC LIMIT 1 OFFSET ?2)`, event, keptActs)
}

// putAct seals the record and puts it into its row, or into a new one. One that
// speaks of public things alone needs no seal: a locked laptop can publish.
func (b *batch) putAct(a act, undone bool) error {
	var plain bytes.Buffer
	enc := json.NewEncoder(&plain)
	enc.SetEscapeHTML(false) // values are compared byte for byte
	if err := enc.Encode(a.record); err != nil {
		return fmt.Errorf("record act: %w", err)
	}
	class := a.classes()
	keys := b.s.sealer()
	if !class.Private() {
		keys = bare{}
	}
	raw, err := keys.SealColumn(class, actAt(a.event, a.label), plain.Bytes())
	if err != nil {
		return err
	}
	if a.n == 0 {
		return b.exec("INSERT INTO act (event, label, cls, inverse) VALUES (?, ?, ?, ?)", a.event, a.label, class, raw)
	}
	return b.exec("UPDATE act SET cls = ?, inverse = ?, undone = ? WHERE n = ?", class, raw, undone, a.n)
}

// actAt binds a record to its act. The number is not known before the row is there,
// and nothing depends on it: acts of one event and label speak of what they change.
func actAt(event, label string) seal.Cell {
	return seal.Cell{Table: "act", Entity: event, ID: label}
}

func (b *batch) openRecord(class oplog.Class, event, label string, raw []byte) (*record, error) {
	switch {
	case class == 0 && !isSealed(raw): // an older program left it plain
	case (b.bare || !class.Private()) && len(raw) > 0 && raw[0] == bareVersion:
		raw = raw[1:]
	default:
		plain, err := b.s.sealer().OpenColumn(class, actAt(event, label), raw)
		if err != nil {
			return nil, err
		}
		raw = plain
	}
	r := &record{event: event}
	if err := json.Unmarshal(raw, r); err != nil {
		return nil, damaged(err)
	}
	return r, nil
}

// rename makes the records of an event's other acts speak of facts by the ids
// under which they are stated again.
func (b *batch) rename(event string, but int64, anew map[string]string) error {
	if len(anew) == 0 {
		return nil
	}
	return b.eachAct("WHERE event = ?", func(a act) (keep, changed bool) {
		if a.n == but {
			return true, false
		}
		for i, v := range a.Voids {
			if id, ok := anew[v.Fact]; ok {
				a.Voids[i].Fact, changed = id, true
			}
		}
		for i, f := range a.Adds {
			if id, ok := anew[f.Fact]; ok {
				a.Adds[i].Fact, changed = id, true
			}
		}
		return true, changed
	}, event)
}

// purgeActs takes what went in this transaction out of the acts. One that cannot be
// opened with the keys of this device might hold it too, and can never be taken back.
func (b *batch) purgeActs() error {
	if len(b.gone) == 0 {
		return nil
	}
	return b.eachAct("", func(a act) (keep, changed bool) {
		n := len(a.Sets)
		a.Sets = slices.DeleteFunc(a.Sets, func(f former) bool { return b.gone[oplog.Entity{Kind: f.Entity, ID: f.ID}] })
		return !a.empty(), len(a.Sets) < n
	})
}

// eachAct opens the acts and writes back what fn changed. Those that do not open
// are kept only when fn is told of one event's, which are then left as they are.
func (b *batch) eachAct(where string, fn func(act) (keep, changed bool), args ...any) error {
	type row struct {
		act
		class  oplog.Class
		raw    []byte
		undone bool
	}
	var all []row
	err := b.rows(func(r *sql.Rows) error {
		var x row
		err := r.Scan(&x.n, &x.event, &x.label, &x.class, &x.raw, &x.undone)
		all = append(all, x)
		return err
	}, "SELECT n, event, label, cls, inverse, undone FROM act "+where, args...)
	if err != nil {
		return err
	}
	for _, x := range all {
		keep, changed := false, false
		x.record, err = b.openRecord(x.class, x.event, x.label, x.raw)
		switch {
		case err == nil:
			keep, changed = fn(x.act)
		case !errors.Is(err, oplog.ErrNoKey):
			return err
		case where != "":
			continue
		}
		switch {
		case !keep:
			err = b.exec("DELETE FROM act WHERE n = ?", x.n)
		case changed:
			err = b.putAct(x.act, x.undone)
		default:
			err = nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}
