package oplog_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/oplog"
)

var noon = time.Date(2026, 12, 18, 12, 0, 0, 0, time.UTC)

// cloak is a seal that any child could break: it keeps to the contract of Sealer,
// without the cost of a cipher.
type cloak struct {
	lacks map[oplog.Class]bool // classes whose key is not here
}

func (c cloak) Seal(class oplog.Class, id oplog.OpID, plain []byte) (uint32, []byte, error) {
	if !class.Private() {
		return 0, plain, nil
	}
	if c.lacks[class] {
		return 0, nil, oplog.ErrNoKey
	}
	return 1, append([]byte{byte(class), byte(id.Seq)}, flip(plain)...), nil
}

func (c cloak) Open(class oplog.Class, epoch uint32, id oplog.OpID, body []byte) ([]byte, error) {
	switch {
	case !class.Private() && epoch == 0:
		return body, nil
	case epoch == 0 || len(body) < 2 || body[0] != byte(class) || body[1] != byte(id.Seq):
		return nil, errors.New("not sealed as it should be")
	case c.lacks[class]:
		return nil, oplog.ErrNoKey
	}
	return flip(body[2:]), nil
}

func flip(b []byte) []byte {
	out := make([]byte, len(b))
	for i := range b {
		out[i] = b[i] ^ 0x80
	}
	return out
}

// laptop is a replica with its disk.
type laptop struct {
	*oplog.Replica
	disk  *oplog.Mem
	cloak cloak
	name  byte
	drawn byte
}

func newLaptop(t fataler, name byte) *laptop {
	l := &laptop{disk: oplog.NewMem(), cloak: cloak{lacks: map[oplog.Class]bool{}}, name: name}
	l.start(t)
	return l
}

func (l *laptop) start(t fataler) {
	r, err := oplog.NewReplica(l.disk, oplog.Config{
		Draw: func() (oplog.Incarnation, error) {
			l.drawn++
			return oplog.Incarnation{l.name, l.drawn}, nil
		},
		Seal: l.cloak,
	})
	if err != nil {
		t.Fatal(err)
	}
	l.Replica = r
}

// fataler is what testing.T and rapid.T share.
type fataler interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// set writes one field, as a person does who sees what this laptop shows.
func (l *laptop) set(t fataler, class oplog.Class, e oplog.Entity, field, value string) oplog.Op {
	t.Helper()
	s := &oplog.SetBody{Entity: e.Kind, ID: e.ID, Fields: map[string]json.RawMessage{field: json.RawMessage(value)}}
	if now := l.cell(t, e, field).Now.Stamp; now != (oplog.Stamp{}) {
		s.Base = map[string][]oplog.Stamp{field: {now}}
	}
	return l.write(t, class, oplog.Body{Set: s})
}

func (l *laptop) cell(t fataler, e oplog.Entity, field string) oplog.Cell {
	t.Helper()
	c, err := l.disk.Cell(oplog.Key{Entity: e.Kind, ID: e.ID, Field: field})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (l *laptop) write(t fataler, class oplog.Class, b oplog.Body) oplog.Op {
	t.Helper()
	o, err := l.Append(l.disk, noon, class, oplog.ScopeOf(b), b)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (l *laptop) receive(t fataler, o oplog.Op) bool {
	t.Helper()
	fresh, err := l.Receive(l.disk, o, false)
	if err != nil {
		t.Fatal(err)
	}
	return fresh
}

func (l *laptop) erase(t fataler, e oplog.Entity) int {
	t.Helper()
	n, err := l.Erase(l.disk, noon, e)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// give hands the other laptop all that it lacks.
func (l *laptop) give(t fataler, to *laptop) {
	t.Helper()
	have, err := to.Have(to.disk)
	if err != nil {
		t.Fatal(err)
	}
	err = l.OpsBeyond(l.disk, have, func(o oplog.Op) error {
		_, err := to.Receive(to.disk, o, false)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// agree has laptops exchange all they have, as long as there is anything.
func agree(t fataler, ls ...*laptop) {
	t.Helper()
	for range 20 {
		said := 0
		for _, a := range ls {
			for _, b := range ls {
				a.give(t, b)
			}
		}
		for _, l := range ls {
			n, err := l.Settle(l.disk, noon)
			if err != nil {
				t.Fatal(err)
			}
			said += n
		}
		if said == 0 {
			return
		}
	}
	t.Fatal("the laptops go on saying erasures for ever")
}

func (l *laptop) digest(t fataler) oplog.Digest {
	t.Helper()
	d, err := l.Digest(l.disk)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// log gives every op.
func (l *laptop) log(t fataler) []oplog.Op {
	t.Helper()
	var out []oplog.Op
	if err := l.OpsBeyond(l.disk, nil, func(o oplog.Op) error { out = append(out, o); return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

// dump spells out all that must be the same on every replica, a line each, in order.
func (l *laptop) dump(t fataler) string {
	t.Helper()
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for k, c := range l.disk.Cells() {
		if c.Now.Stamp != (oplog.Stamp{}) {
			say("cell %v %x %s", k, c.Now.Stamp, c.Now.Value)
		}
		for _, w := range c.Lost {
			say("lost %v %x %s", k, w.Stamp, w.Value)
		}
	}
	for id, f := range l.disk.Facts() {
		say("fact %s %v %x", id, f.AddBody, f.Stamp)
	}
	for _, id := range l.disk.Voids() {
		say("void %s", id)
	}
	for _, o := range l.log(t) {
		m, err := l.disk.Erasure(o.ID())
		if err != nil {
			t.Fatal(err)
		}
		say("op %x kind %d state %d mark %d inner %x", o.ID(), o.Kind, o.State, m, o.Inner)
		if o.Sum() != o.Hash {
			t.Fatalf("op %x does not match its hash any more", o.ID())
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// refDump folds a set of whole ops by the definition of the contract: the sets
// that are not erased on entities that nobody forgot, the facts and the voids. It
// spells them as dump does. With owed it counts what a redaction of one set says
// of all that it is on, which replicas that hold that set whole come to say.
func refDump(t fataler, ops map[oplog.OpID]oplog.Op, owed bool) string {
	t.Helper()
	bodies := map[oplog.OpID]oplog.Body{}
	redacted, gone, voids := map[oplog.OpID]bool{}, map[oplog.Entity]bool{}, map[string]bool{}
	facts := map[string]oplog.Fact{}
	for id, o := range ops {
		b := uncloak(t, o)
		bodies[id] = b
		switch {
		case o.Kind == oplog.Redact:
			redacted[o.Target] = true
		case b.Forget != nil:
			gone[oplog.Entity{Kind: b.Forget.Entity, ID: b.Forget.ID}] = true
		case b.Void != nil:
			voids[b.Void.Fact] = true
		case b.Add != nil:
			if f, ok := facts[b.Add.ID]; !ok || o.Stamp().Compare(f.Stamp) < 0 {
				facts[b.Add.ID] = oplog.Fact{AddBody: *b.Add, Stamp: o.Stamp()}
			}
		}
	}
	for id, b := range bodies {
		if owed && b.Set != nil && redacted[id] {
			gone[oplog.Entity{Kind: b.Set.Entity, ID: b.Set.ID}] = true
		}
	}
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	sets := map[oplog.Key][]oplog.Write{}
	replaced := map[oplog.Key]map[oplog.Stamp]bool{}
	for id, b := range bodies {
		o := ops[id]
		if b.Set == nil {
			continue
		}
		if redacted[id] || gone[oplog.Entity{Kind: b.Set.Entity, ID: b.Set.ID}] {
			o = o.Bare(oplog.Erased)
			ops[id] = o
			continue
		}
		for f, v := range b.Set.Fields {
			k := oplog.Key{Entity: b.Set.Entity, ID: b.Set.ID, Field: f}
			sets[k] = append(sets[k], oplog.Write{Stamp: o.Stamp(), Value: v})
			if replaced[k] == nil {
				replaced[k] = map[oplog.Stamp]bool{}
			}
			for _, s := range b.Set.Base[f] {
				replaced[k][s] = true
			}
		}
	}
	for k, ws := range sets {
		ws = slices.DeleteFunc(ws, func(w oplog.Write) bool { return replaced[k][w.Stamp] })
		slices.SortFunc(ws, func(a, b oplog.Write) int { return a.Stamp.Compare(b.Stamp) })
		for i, w := range ws {
			word := "lost"
			if i == len(ws)-1 {
				word = "cell"
			}
			say("%s %v %x %s", word, k, w.Stamp, w.Value)
		}
	}
	for id, f := range facts {
		say("fact %s %v %x", id, f.AddBody, f.Stamp)
	}
	for id := range voids {
		say("void %s", id)
	}
	for id, o := range ops {
		var m oplog.Mark
		switch {
		case redacted[id]:
			m = oplog.Said
		case o.State == oplog.Erased:
			m = oplog.Owed
		}
		say("op %x kind %d state %d mark %d inner %x", id, o.Kind, o.State, m, o.Inner)
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// uncloak opens and reads an op on its own.
func uncloak(t fataler, o oplog.Op) oplog.Body {
	t.Helper()
	if o.Kind == oplog.Redact {
		return oplog.Body{}
	}
	plain, err := cloak{}.Open(o.Class, o.Epoch, o.ID(), o.Body)
	if err != nil {
		t.Fatal(err)
	}
	o.Body, o.Epoch = plain, 0
	o.Hash = o.Sum()
	b, err := oplog.Decode(o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// streams gives the ops of each incarnation in order.
func streams(ops map[oplog.OpID]oplog.Op) [][]oplog.Op {
	var out [][]oplog.Op
	for _, id := range slices.SortedFunc(maps.Keys(ops), oplog.OpID.Compare) {
		if n := len(out); n == 0 || out[n-1][0].Inc != id.Inc {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], ops[id])
	}
	return out
}

// holds reports whether a name stands anywhere in the laptop's log.
func (l *laptop) holds(t *testing.T, name string) bool {
	t.Helper()
	for _, o := range l.log(t) {
		if bytes.Contains(o.Body, []byte(name)) || bytes.Contains(flip(o.Body), []byte(name)) {
			return true
		}
	}
	for _, c := range l.disk.Cells() {
		if bytes.Contains(c.Now.Value, []byte(name)) || slices.ContainsFunc(c.Lost, func(w oplog.Write) bool { return bytes.Contains(w.Value, []byte(name)) }) {
			return true
		}
	}
	return false
}
