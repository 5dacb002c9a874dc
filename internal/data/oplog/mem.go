package oplog

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
)

// Mem is a Disk in memory. It keeps no transactions: after an error it holds what
// was done before it. Its iteration is the same in every run. It is not safe for
// concurrent use.
type Mem struct {
	streams map[Incarnation]*stream
	order   []*stream // by incarnation
	cells   map[Key]Cell
	facts   map[string]Fact
	voids   map[string]struct{}
	touches map[Entity][]OpID
	erased  map[OpID]Mark
	orphans map[OpID]struct{}
	gone    map[Entity]Mark
	ghosts  map[Entity]struct{}
	aside   map[OpID]Quarantine
	place   Cursor
	mail    map[string][]OpID
}

// stream is one incarnation.
type stream struct {
	Peer
	ops []Op
}

var _ Disk = (*Mem)(nil)

// NewMem gives an empty disk.
func NewMem() *Mem {
	return &Mem{
		streams: map[Incarnation]*stream{}, cells: map[Key]Cell{}, facts: map[string]Fact{},
		voids: map[string]struct{}{}, touches: map[Entity][]OpID{}, erased: map[OpID]Mark{},
		orphans: map[OpID]struct{}{}, gone: map[Entity]Mark{}, ghosts: map[Entity]struct{}{},
		aside: map[OpID]Quarantine{}, mail: map[string][]OpID{},
	}
}

// Clone gives a copy that changes on its own, as a backup or a copied disk does.
func (m *Mem) Clone() *Mem {
	n := &Mem{
		streams: make(map[Incarnation]*stream, len(m.streams)), order: make([]*stream, len(m.order)),
		cells: maps.Clone(m.cells), facts: maps.Clone(m.facts), voids: maps.Clone(m.voids),
		touches: make(map[Entity][]OpID, len(m.touches)), erased: maps.Clone(m.erased),
		orphans: maps.Clone(m.orphans), gone: maps.Clone(m.gone), ghosts: maps.Clone(m.ghosts),
		aside: maps.Clone(m.aside), place: m.place, mail: maps.Clone(m.mail),
	}
	for i, s := range m.order {
		s.ops = slices.Clip(s.ops) // both append to room of their own
		c := *s
		n.order[i], n.streams[s.Inc] = &c, &c
	}
	for e, ids := range m.touches {
		ids = slices.Clip(ids)
		m.touches[e], n.touches[e] = ids, ids
	}
	return n
}

func (m *Mem) stream(inc Incarnation) *stream {
	if s := m.streams[inc]; s != nil {
		return s
	}
	s := &stream{Peer: Peer{Inc: inc}}
	i, _ := slices.BinarySearchFunc(m.order, inc, func(s *stream, inc Incarnation) int { return bytes.Compare(s.Inc[:], inc[:]) })
	m.order = slices.Insert(m.order, i, s)
	m.streams[inc] = s
	return s
}

// Op implements Log.
func (m *Mem) Op(id OpID) (o Op, known bool, err error) {
	s := m.streams[id.Inc]
	if s == nil || id.Seq == 0 || int(id.Seq) > len(s.ops) {
		return Op{}, false, nil
	}
	return s.ops[id.Seq-1], true, nil
}

// PutOp implements Log. A hole before the op, which Replica never leaves, panics.
func (m *Mem) PutOp(o Op) error {
	s := m.stream(o.Inc)
	if int(o.Seq) == len(s.ops)+1 {
		s.ops = append(s.ops, o)
		return nil
	}
	s.ops = slices.Clone(s.ops) // a clone of the disk may share them
	s.ops[o.Seq-1] = o
	return nil
}

// Ops implements Log.
func (m *Mem) Ops(inc Incarnation, from uint32, limit int) ([]Op, error) {
	s := m.streams[inc]
	from = max(from, 1)
	if s == nil || int(from) > len(s.ops) {
		return nil, nil
	}
	ops := s.ops[from-1:]
	return slices.Clip(ops[:min(limit, len(ops))]), nil
}

// Peer implements Log.
func (m *Mem) Peer(inc Incarnation) (Peer, error) {
	if s := m.streams[inc]; s != nil {
		return s.Peer, nil
	}
	return Peer{Inc: inc}, nil
}

// PutPeer implements Log.
func (m *Mem) PutPeer(p Peer) error {
	m.stream(p.Inc).Peer = p
	return nil
}

// Peers implements Log.
func (m *Mem) Peers() ([]Peer, error) {
	out := make([]Peer, len(m.order))
	for i, s := range m.order {
		out[i] = s.Peer
	}
	return out, nil
}

// Cell implements Fold.
func (m *Mem) Cell(k Key) (Cell, error) { return m.cells[k], nil }

// PutCell implements Fold.
func (m *Mem) PutCell(k Key, c Cell) error {
	m.cells[k] = c
	return nil
}

// Fact implements Fold.
func (m *Mem) Fact(id string) (f Fact, known bool, err error) {
	f, known = m.facts[id]
	return f, known, nil
}

// PutFact implements Fold.
func (m *Mem) PutFact(f Fact) error {
	m.facts[f.ID] = f
	return nil
}

// Voided implements Fold.
func (m *Mem) Voided(fact string) (bool, error) {
	_, ok := m.voids[fact]
	return ok, nil
}

// PutVoid implements Fold.
func (m *Mem) PutVoid(fact string) error {
	m.voids[fact] = struct{}{}
	return nil
}

// PutTouch implements Fold.
func (m *Mem) PutTouch(e Entity, id OpID) error {
	m.touches[e] = append(m.touches[e], id)
	return nil
}

// Touches implements Fold.
func (m *Mem) Touches(e Entity) ([]OpID, error) {
	return slices.SortedFunc(slices.Values(m.touches[e]), OpID.Compare), nil
}

// DropEntity implements Fold.
func (m *Mem) DropEntity(e Entity) error {
	delete(m.touches, e)
	maps.DeleteFunc(m.cells, func(k Key, _ Cell) bool { return k.Entity == e.Kind && k.ID == e.ID })
	return nil
}

// AllTouches gives the sets on every entity, as they came. The map must not be changed.
func (m *Mem) AllTouches() map[Entity][]OpID { return m.touches }

// Facts gives every fact by id, voided ones too. The map must not be changed.
func (m *Mem) Facts() map[string]Fact { return m.facts }

// Cells gives every field's state. The map must not be changed.
func (m *Mem) Cells() map[Key]Cell { return m.cells }

// Voids gives the ids of the facts that were taken back, sorted.
func (m *Mem) Voids() []string { return slices.Sorted(maps.Keys(m.voids)) }

// Compare orders entities by kind and id.
func (e Entity) Compare(f Entity) int {
	return cmp.Or(cmp.Compare(e.Kind, f.Kind), cmp.Compare(e.ID, f.ID))
}
