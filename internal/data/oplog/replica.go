package oplog

import (
	"errors"
	"fmt"
	"time"
)

// Config is what a replica takes from outside.
type Config struct {
	// Draw gives 8 random bytes for a new incarnation.
	Draw func() (Incarnation, error)

	// Seal closes and opens bodies; Plain{} leaves them as they are.
	Seal Sealer

	// Admit says what is wrong with an op from elsewhere that could be read; nil
	// admits all. A server can write ops of the classes that are not private, so
	// this is where those are held to the entities that are public.
	Admit func(o Op, b Body) error
}

// Replica is one laptop's side of the log. Each method is one transaction of the
// caller over the Disk that it hands in: when a method, or the commit after it,
// fails, nothing that it did to the disk may be kept. It holds nothing but the
// clock and this launch's incarnations, and is not safe for concurrent use.
type Replica struct {
	cfg   Config
	clock Clock
	incs  map[stretch]Incarnation // each drawn at its first write
}

// NewReplica continues a workspace.
func NewReplica(d Disk, cfg Config) (*Replica, error) {
	r := &Replica{cfg: cfg, incs: map[stretch]Incarnation{}}
	peers, err := d.Peers()
	for _, p := range peers {
		r.clock.Observe(p.HLC)
	}
	return r, err
}

// NewLaunch makes the next writes go to new incarnations. It is to be called
// after a commit whose outcome is unknown and whenever the disk was replaced.
func (r *Replica) NewLaunch() { clear(r.incs) }

// Clock gives the latest time written or heard of.
func (r *Replica) Clock() HLC { return r.clock.Last() }

// The errors that say which.
var (
	// ErrGap says that an op does not follow what is known of its incarnation.
	ErrGap = errors.New("op does not follow what is known of its incarnation")
	// ErrGone says that an entity was erased for good and cannot be set again.
	ErrGone = errors.New("this was erased for good")
	// ErrStale says that a stretch of the feed does not begin where ours ends.
	ErrStale = errors.New("the stretch does not begin at our place in the feed")
)

// Append writes one op to the end of this launch's stream of the class and scope
// and folds it. Scope is the event that the op belongs to, as ScopeOf gives it, so
// that the ops of one event are whole streams; it is "" for what belongs to none,
// and nothing about it travels in a header. A set on an entity that was erased is ErrGone; a body that breaks a limit is
// an error, ErrTooLarge among them.
func (r *Replica) Append(d Disk, now time.Time, class Class, scope string, b Body) (Op, error) {
	if b.Set != nil {
		if gone, err := d.Gone(b.Set.entity()); err != nil || gone != Unmarked {
			return Op{}, errors.Join(err, ErrGone)
		}
	}
	if b.Forget != nil && !class.Private() {
		return Op{}, errPublicForget
	}
	o, p, err := r.next(d, now, stretch{class, scope})
	if err != nil {
		return Op{}, err
	}
	var plain []byte
	if o.Kind, plain, err = Encode(b, o.HLC); err != nil {
		return Op{}, err
	}
	if o.Epoch, o.Body, err = r.cfg.Seal.Seal(class, o.ID(), plain); err != nil {
		return Op{}, err
	}
	if len(o.Body) > MaxBody {
		return Op{}, ErrTooLarge
	}
	return o, r.write(d, p, &o, b)
}

// next gives an op its header.
func (r *Replica) next(d Disk, now time.Time, to stretch) (Op, Peer, error) {
	if to.class > Contact {
		return Op{}, Peer{}, fmt.Errorf("no class %d", to.class)
	}
	inc := r.incs[to]
	if inc == (Incarnation{}) {
		var err error
		if inc, err = r.cfg.Draw(); err != nil {
			return Op{}, Peer{}, fmt.Errorf("draw an incarnation: %w", err)
		}
		r.incs[to] = inc
	}
	p, err := d.Peer(inc)
	if p.Have == 0 {
		p.Scope = to.scope
	}
	return Op{Inc: inc, Seq: p.Have + 1, HLC: r.clock.Tick(now), Class: to.class}, p, err
}

// write puts an op of ours to the end of its stream and folds it.
func (r *Replica) write(d Disk, p Peer, o *Op, b Body) error {
	o.Hash = o.Sum()
	p.take(*o)
	if err := d.PutPeer(p); err != nil {
		return err
	}
	if err := d.PutOp(*o); err != nil {
		return err
	}
	return r.fold(d, *o, b)
}

// take moves a peer on by one op.
func (p *Peer) take(o Op) {
	if p.Have == 0 {
		p.Inc, p.Class = o.Inc, o.Class
	}
	p.Have = o.Seq
	if o.HLC.Valid() { // or the clock would start from it
		p.HLC = max(p.HLC, o.HLC)
	}
}

// Receive takes in one op from elsewhere: from the server's feed, or from another
// laptop or a file. It reports whether the op brought anything that was not here.
// An op that cannot be read is kept and set aside, and one that says something
// else than a known op of its number is passed over and noted; neither is an
// error. An op that leaves a hole before it is ErrGap.
func (r *Replica) Receive(d Disk, o Op, fromFeed bool) (bool, error) {
	p, err := d.Peer(o.Inc)
	if err != nil {
		return false, err
	}
	if o.Seq == 0 || o.Seq > p.Have+1 {
		return false, ErrGap
	}
	was := p
	var fresh bool
	if o.Seq <= p.Have {
		fresh, err = r.again(d, &p, o)
	} else {
		fresh, err = true, r.first(d, &p, o)
	}
	if fromFeed {
		p.see(o.Seq)
	}
	if err != nil || p == was {
		return fresh, err
	}
	return fresh, d.PutPeer(p)
}

// see takes down that an op came back in the feed, which has no holes.
func (p *Peer) see(seq uint32) {
	if p.Seen == seq-1 {
		p.Seen = seq
	}
	if p.Acked == seq-1 {
		p.Acked = seq
	}
}

// first takes in an op that is not known yet.
func (r *Replica) first(d Disk, p *Peer, o Op) error {
	bad := o.check()
	if bad == nil && o.HLC <= p.HLC {
		bad = errMisplaced
	}
	p.take(o)
	if o.State != Whole {
		o.Body = nil
	}
	if o.Kind == Set {
		mark, err := d.Erasure(o.ID())
		if err != nil {
			return err
		}
		if mark != Unmarked || o.State == Erased {
			return r.drop(d, o, mark)
		}
	}
	if err := d.PutOp(o); err != nil {
		return err
	}
	switch {
	case bad != nil:
		return d.PutQuarantine(o.ID(), Quarantine{Unreadable, bad.Error()})
	case o.State != Whole:
		return nil
	}
	return r.open(d, p, o)
}

var (
	// errMisplaced: two ops of one stamp would have no order.
	errMisplaced = errors.New("op is not in the order of its incarnation")
	// errPublicForget: a server must not be able to erase what it cannot read.
	errPublicForget = errors.New("an entity is forgotten under a private class")
)

// again takes in another copy of a known op.
func (r *Replica) again(d Disk, p *Peer, o Op) (bool, error) {
	ours, _, err := d.Op(o.ID())
	switch {
	case err != nil:
		return false, err
	case ours.Hash != o.Hash:
		p.Forked = true
		return false, aside(d, o.ID(), "another op of this number is about")
	case o.State == Erased && ours.State != Erased && o.Kind == Set:
		return true, r.drop(d, ours, Unmarked)
	case o.State == Refused && ours.State == Whole:
		return false, aside(d, o.ID(), "the server has not taken it")
	case o.State == Whole && ours.betters(&o):
		return true, r.fill(d, p, o)
	}
	return false, nil
}

// betters reports whether o's body is to be taken in place of ours: ours is not
// here, or was spoilt on its way.
func (ours *Op) betters(o *Op) bool {
	if ours.State == Erased || ours.State == Whole && string(ours.Body) == string(o.Body) {
		return false
	}
	return o.Sum() == o.Hash && (ours.State == Refused || ours.Sum() != ours.Hash)
}

// fill takes in the body of an op that was known without one.
func (r *Replica) fill(d Disk, p *Peer, o Op) error {
	if err := d.PutOp(o); err != nil {
		return err
	}
	return r.retry(d, p, o)
}

// aside notes that the server does not agree, unless the op is set aside already.
func aside(d Disk, id OpID, reason string) error {
	q, err := d.Quarantined(id)
	if err != nil || q.Cause != 0 {
		return err
	}
	return d.PutQuarantine(id, Quarantine{Remote, reason})
}
