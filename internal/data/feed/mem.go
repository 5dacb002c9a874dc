package feed

import (
	"maps"
	"slices"

	"daykit/internal/data/oplog"
)

// Mem is a Disk in memory. It keeps no transactions: after an error it holds what
// was done before it. It is not safe for concurrent use.
type Mem struct {
	rows     []Row
	at       map[oplog.OpID]int
	heads    map[oplog.Incarnation]uint32
	redacted map[oplog.OpID]struct{}
	letters  []Letter
	known    map[string]int // the place of each letter that ever came, from 1
}

var _ Disk = (*Mem)(nil)

// NewMem gives an empty disk.
func NewMem() *Mem {
	return &Mem{
		at: map[oplog.OpID]int{}, heads: map[oplog.Incarnation]uint32{},
		redacted: map[oplog.OpID]struct{}{}, known: map[string]int{},
	}
}

// Clone gives a copy that changes on its own, as a backup does.
func (m *Mem) Clone() *Mem {
	m.rows, m.letters = slices.Clip(m.rows), slices.Clip(m.letters) // both append to room of their own
	return &Mem{
		rows: m.rows, at: maps.Clone(m.at), heads: maps.Clone(m.heads),
		redacted: maps.Clone(m.redacted), letters: m.letters, known: maps.Clone(m.known),
	}
}

// Head implements Rows.
func (m *Mem) Head() (oplog.Cursor, error) {
	if len(m.rows) == 0 {
		return oplog.Cursor{}, nil
	}
	return m.rows[len(m.rows)-1].At, nil
}

// IncHead implements Rows.
func (m *Mem) IncHead(inc oplog.Incarnation) (uint32, error) { return m.heads[inc], nil }

// Append implements Rows.
func (m *Mem) Append(r Row) error {
	m.at[r.Op.ID()] = len(m.rows)
	m.rows = append(m.rows, r)
	m.heads[r.Op.Inc] = max(m.heads[r.Op.Inc], r.Op.Seq)
	return nil
}

// Find implements Rows.
func (m *Mem) Find(id oplog.OpID) (r Row, known bool, err error) {
	i, known := m.at[id]
	if !known {
		return Row{}, false, nil
	}
	return m.rows[i], true, nil
}

// Bare implements Rows.
func (m *Mem) Bare(o oplog.Op) error {
	m.rows = slices.Clone(m.rows) // a clone of the disk may share them
	m.rows[m.at[o.ID()]].Op = o
	return nil
}

// Chain implements Rows.
func (m *Mem) Chain(n int64) (chain string, known bool, err error) {
	if n < 1 || n > int64(len(m.rows)) {
		return "", false, nil
	}
	return m.rows[n-1].At.Chain, true, nil
}

// After implements Rows.
func (m *Mem) After(n int64, l Limit) ([]Row, error) {
	if n < 0 || n > int64(len(m.rows)) {
		return nil, nil
	}
	rows := m.rows[n:]
	rows = rows[:min(l.Ops, len(rows))]
	size := 0
	for i := range rows {
		if size += len(rows[i].Op.Body); l.Passed(i+1, size) {
			rows = rows[:i+1]
			break
		}
	}
	return slices.Clip(rows), nil
}

// EachOp implements Rows.
func (m *Mem) EachOp(yield func(id oplog.OpID, h oplog.Hash) error) error {
	for _, id := range slices.SortedFunc(maps.Keys(m.at), oplog.OpID.Compare) {
		if err := yield(id, m.rows[m.at[id]].Op.Hash); err != nil {
			return err
		}
	}
	return nil
}

// Redacted implements Rows.
func (m *Mem) Redacted(id oplog.OpID) (bool, error) {
	_, ok := m.redacted[id]
	return ok, nil
}

// PutRedacted implements Rows.
func (m *Mem) PutRedacted(id oplog.OpID) error {
	m.redacted[id] = struct{}{}
	return nil
}

// Known implements Box.
func (m *Mem) Known(uuid string) (bool, error) {
	_, ok := m.known[uuid]
	return ok, nil
}

// Put implements Box.
func (m *Mem) Put(l Letter) error {
	m.known[l.UUID] = len(m.known) + 1
	m.letters = append(m.letters, l)
	return nil
}

// Waiting implements Box.
func (m *Mem) Waiting(event string) (n int, err error) {
	for _, l := range m.letters {
		if l.Event == event {
			n++
		}
	}
	return n, nil
}

// Letters implements Box.
func (m *Mem) Letters(after string, limit int) ([]Letter, error) {
	from := 0
	for from < len(m.letters) && m.known[m.letters[from].UUID] <= m.known[after] {
		from++
	}
	return slices.Clip(m.letters[from:min(from+limit, len(m.letters))]), nil
}

// Drop implements Box.
func (m *Mem) Drop(uuids []string) error {
	var left []Letter
	for _, l := range m.letters {
		if !slices.Contains(uuids, l.UUID) {
			left = append(left, l)
		}
	}
	m.letters = left
	return nil
}
