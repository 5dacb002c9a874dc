// Package feed is the server's side of the log and of the mailbox as a pure
// machine: what a push, a pull, a letter and an acknowledgement do to the durable
// state of one workspace, which is handed in (Disk). It reads no body, touches no
// clock, file, network or source of randomness, and a simulator can drive it.
package feed

import (
	"crypto/sha256"
	"errors"

	"daykit/internal/data/oplog"
)

// Disk is one transaction's view of the durable state of one workspace. What is
// not there reads as the zero value. An error of any method ends the transaction:
// what was done before it must not be kept.
type Disk interface {
	Rows
	Box
}

// Rows is the workspace's feed: every op, in the order of commits.
type Rows interface {
	// Head gives the end of the feed.
	Head() (oplog.Cursor, error)
	// IncHead gives the greatest number that is known of an incarnation.
	IncHead(inc oplog.Incarnation) (uint32, error)
	// Append puts a row to the end, which becomes Head, and moves IncHead.
	Append(r Row) error

	// Find gives the row of an op.
	Find(id oplog.OpID) (r Row, known bool, err error)
	// Bare replaces the op of a row by the same one without its body.
	Bare(o oplog.Op) error
	// Chain gives the chain at a place in the feed.
	Chain(n int64) (chain string, known bool, err error)
	// After gives rows after place n, in order: at most l.Ops, and none after the one, but
	// for the first, with which their bodies pass l.Bytes. l.Bytes of zero is no bound.
	After(n int64, l Limit) ([]Row, error)
	// EachOp calls yield with every op, by incarnation and number.
	EachOp(yield func(id oplog.OpID, h oplog.Hash) error) error

	// Redacted reports whether a Redact of an op, known or not, is in the feed.
	Redacted(id oplog.OpID) (bool, error)
	PutRedacted(id oplog.OpID) error
}

// Row is one op in the feed.
type Row struct {
	At     oplog.Cursor
	Op     oplog.Op
	Reason string // why the server would not take the body; State is Refused then
}

// NextChain links an op to the feed before it. Chains of two feeds agree only when
// all that came before agrees. The chain of an empty feed is empty.
func NextChain(chain string, hash oplog.Hash) string {
	var room [sha256.Size + len(hash)]byte
	sum := sha256.Sum256(append(append(room[:0], chain...), hash[:]...))
	return string(sum[:])
}

// Machine is the server's rules.
type Machine struct {
	// Draw gives 8 random bytes for a new incarnation.
	Draw func() (oplog.Incarnation, error)

	// Take is called once for each op that comes in new and whole, with its index
	// in the push, and folds it into what the server shows. A reason that is not
	// empty refuses the op. nil takes all.
	Take func(i int) (reason string, err error)
}

// Judged is an op after the rules that need no disk have looked at it. A Redact
// must not be refused for anything but its form: an erasure is for all to obey.
type Judged struct {
	Op      oplog.Op
	Refused string // why the body is not taken; empty when it is
}

// Pushed tells how a push went.
type Pushed struct {
	Head     uint32 // the last number that is known of the incarnation
	Gap      bool   // the ops did not follow Head, and nothing was kept
	Rejected []Rejected
}

// Rejected is one op whose body was not taken; it is told again at every repeat.
type Rejected struct {
	Seq    uint32
	Reason string
}

// ErrFork says that a known op came again with another hash.
var ErrFork = errors.New("two histories of one writer")

// Push takes in consecutive ops of one incarnation. Known ops have no second
// effect, so a push may be repeated; one of another hash gives ErrFork, and
// nothing was changed. Every op enters the feed, a refused one without its body,
// so that incarnations have no holes for those who read it.
func (m *Machine) Push(d Disk, ops []Judged) (Pushed, error) {
	if err := follow(ops); err != nil {
		return Pushed{}, err
	}
	head, err := d.IncHead(ops[0].Op.Inc)
	if err != nil {
		return Pushed{}, err
	}
	if first := ops[0].Op.Seq; first == 0 || first > head+1 {
		return Pushed{Head: head, Gap: true}, nil
	}
	p := push{m: m, d: d, head: head}
	if err := p.known(ops); err != nil {
		return Pushed{}, err
	}
	if err := p.fresh(ops); err != nil {
		return Pushed{}, err
	}
	return Pushed{Head: p.head, Rejected: p.rejected}, nil
}

// follow checks the form of a push.
func follow(ops []Judged) error {
	if len(ops) == 0 {
		return errors.New("a push without ops")
	}
	for i := range ops[1:] {
		a, b := &ops[i].Op, &ops[i+1].Op
		if a.Inc != b.Inc || a.Seq+1 != b.Seq {
			return errors.New("the ops of a push do not follow each other")
		}
	}
	return nil
}

// push is one push in its transaction.
type push struct {
	m        *Machine
	d        Disk
	head     uint32
	at       oplog.Cursor // end of the feed; read before the first append
	marker   oplog.OpID   // last op of the server's own incarnation, drawn for this push
	markedAt oplog.HLC
	rejected []Rejected
}

// known passes over the ops that are here already, after it has seen that they
// are the same, and drops the bodies of those that come erased.
func (p *push) known(ops []Judged) error {
	var drop []oplog.Op
	for i := range ops {
		o := &ops[i].Op
		if o.Seq > p.head {
			break
		}
		r, _, err := p.d.Find(o.ID())
		if err != nil {
			return err
		}
		if r.Op.Hash != o.Hash {
			return ErrFork
		}
		if o.State == oplog.Erased && r.Op.State != oplog.Erased && o.Kind == oplog.Set {
			drop = append(drop, r.Op)
		} else if r.Op.State == oplog.Refused {
			p.rejected = append(p.rejected, Rejected{o.Seq, r.Reason})
		}
	}
	for _, o := range drop {
		if err := p.erase(o); err != nil {
			return err
		}
	}
	return nil
}

// erase drops the body of a set whose Redact has not come, or there would be no
// body here. The server says it for its author, so that readers who are past the
// row drop theirs too.
func (p *push) erase(o oplog.Op) error {
	if err := p.d.Bare(o.Bare(oplog.Erased)); err != nil {
		return err
	}
	if p.marker.Seq == 0 {
		var err error
		if p.marker.Inc, err = p.m.Draw(); err != nil {
			return err
		}
	}
	p.marker.Seq++
	p.markedAt = max(p.markedAt+1, o.HLC)
	mark := oplog.Op{
		Inc: p.marker.Inc, Seq: p.marker.Seq, HLC: p.markedAt,
		Class: oplog.Work, Kind: oplog.Redact, Target: o.ID(),
	}
	mark.Hash = mark.Sum()
	return p.append(mark, "")
}

// fresh takes in the ops that are new.
func (p *push) fresh(ops []Judged) error {
	for i := range ops {
		if ops[i].Op.Seq != p.head+1 {
			continue // known
		}
		o, reason, err := p.judge(i, ops[i])
		if err != nil {
			return err
		}
		p.head = o.Seq
		if reason != "" {
			p.rejected = append(p.rejected, Rejected{o.Seq, reason})
		}
		if err := p.append(o, reason); err != nil {
			return err
		}
	}
	return nil
}

// judge gives a new op the form in which it enters the feed.
func (p *push) judge(i int, j Judged) (o oplog.Op, reason string, err error) {
	o = j.Op
	if o.Kind == oplog.Set && o.State != oplog.Erased {
		gone, err := p.d.Redacted(o.ID())
		if err != nil {
			return o, "", err
		}
		if gone {
			return o.Bare(oplog.Erased), "", nil
		}
	}
	if o.State != oplog.Whole {
		return o.Bare(o.State), "", nil
	}
	reason = j.Refused
	if reason == "" && p.m.Take != nil {
		if reason, err = p.m.Take(i); err != nil {
			return o, "", err
		}
	}
	if reason != "" {
		return o.Bare(oplog.Refused), reason, nil
	}
	return o, "", nil
}

// append puts an op to the end of the feed and obeys it when it redacts.
func (p *push) append(o oplog.Op, reason string) error {
	if p.at == (oplog.Cursor{}) {
		var err error
		if p.at, err = p.d.Head(); err != nil {
			return err
		}
	}
	p.at = oplog.Cursor{N: p.at.N + 1, Chain: NextChain(p.at.Chain, o.Hash)}
	if err := p.d.Append(Row{At: p.at, Op: o, Reason: reason}); err != nil {
		return err
	}
	if o.Kind != oplog.Redact || o.State != oplog.Whole {
		return nil
	}
	if err := p.d.PutRedacted(o.Target); err != nil {
		return err
	}
	r, known, err := p.d.Find(o.Target)
	if err != nil || !known || r.Op.Kind != oplog.Set || r.Op.State == oplog.Erased {
		return err
	}
	return p.d.Bare(r.Op.Bare(oplog.Erased))
}

// Limit bounds one answer to a pull.
type Limit struct {
	Ops   int // at most, above zero
	Bytes int // of bodies at most, but always one op
}

// Passed reports whether that many ops, whose bodies have that many bytes, are more than
// an answer has, so that whoever reads need not go on.
func (l Limit) Passed(ops, bytes int) bool { return l.Bytes > 0 && ops > 1 && bytes > l.Bytes }

// Stretch is a part of the feed.
type Stretch struct {
	Ops   []oplog.Op
	Next  oplog.Cursor // where to go on
	More  bool         // there is more after Next
	Reset bool         // the place is not one of this feed; nothing else is set
}

// Pull reads what followed a place in the feed.
func (m *Machine) Pull(d Disk, at oplog.Cursor, l Limit) (Stretch, error) {
	if ok, err := ours(d, at); err != nil || !ok {
		return Stretch{Reset: err == nil}, err
	}
	rows, err := d.After(at.N, Limit{Ops: l.Ops + 1, Bytes: l.Bytes})
	if err != nil {
		return Stretch{}, err
	}
	out := Stretch{Next: at}
	if n := min(len(rows), l.Ops); n > 0 {
		out.Ops = make([]oplog.Op, 0, n)
	}
	size := 0
	for i := range rows {
		size += len(rows[i].Op.Body)
		if i == l.Ops || i > 0 && size > l.Bytes {
			out.More = true
			break
		}
		out.Ops, out.Next = append(out.Ops, rows[i].Op), rows[i].At
	}
	return out, nil
}

// ours reports whether a place is one of this feed.
func ours(d Disk, at oplog.Cursor) (bool, error) {
	if at.N == 0 {
		return at.Chain == "", nil
	}
	chain, known, err := d.Chain(at.N)
	return known && chain == at.Chain, err
}

// Digest sums up which ops are in the feed, as oplog's Replica does for its log.
func (m *Machine) Digest(d Disk) (oplog.Digest, error) {
	g := oplog.NewDigester()
	err := d.EachOp(func(id oplog.OpID, h oplog.Hash) error {
		g.Add(id, h)
		return nil
	})
	return g.Sum(), err
}
