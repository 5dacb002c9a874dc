package oplog

import "time"

// Limit bounds one batch for the server.
type Limit struct {
	Ops   int // at most, above zero
	Bytes int // of bodies at most, but always one op
	Until HLC // ops after this time stay; 0 means no bound
}

// NextPush gives what the server ought to get next: consecutive ops of the lowest
// incarnation of which it does not have all, and none when nothing can be pushed.
// Ops of private classes that are not sealed hold up their incarnation: they never
// leave.
func (r *Replica) NextPush(d Disk, l Limit) (Incarnation, []Op, error) {
	return nextPush(d, l, nil)
}

// nextPush is NextPush without the incarnations that are to be passed over.
func nextPush(d Disk, l Limit, over map[Incarnation]bool) (Incarnation, []Op, error) {
	peers, err := d.Peers()
	if err != nil {
		return Incarnation{}, nil, err
	}
	for _, p := range peers {
		if over[p.Inc] {
			continue
		}
		ops, err := pending(d, p, l)
		if err != nil || len(ops) > 0 {
			return p.Inc, ops, err
		}
	}
	return Incarnation{}, nil, nil
}

// Pending gives what the server ought to get next of one incarnation.
func (r *Replica) Pending(d Disk, inc Incarnation, l Limit) ([]Op, error) {
	p, err := d.Peer(inc)
	if err != nil {
		return nil, err
	}
	return pending(d, p, l)
}

func pending(d Disk, p Peer, l Limit) ([]Op, error) {
	if !p.Owed() {
		return nil, nil
	}
	ops, err := d.Ops(p.Inc, p.Acked+1, l.Ops)
	if err != nil {
		return nil, err
	}
	size := 0
	for i := range ops {
		size += len(ops[i].Body)
		late := l.Until > 0 && ops[i].HLC > l.Until
		if late || size > l.Bytes && i > 0 || ops[i].bared() {
			return ops[:i], nil
		}
	}
	return ops, nil
}

// Owed reports whether the server ought to get anything of the incarnation.
func (p Peer) Owed() bool { return p.Acked < p.Have && !p.Forked }

// bared reports whether the op shows what only a seal may carry.
func (o *Op) bared() bool { return o.Class.Private() && o.Epoch == 0 && len(o.Body) > 0 }

// Pushed takes down that the server says it has an incarnation up to head. It is
// a hint that saves sending twice: only the feed proves it.
func (r *Replica) Pushed(d Disk, inc Incarnation, head uint32) error {
	return r.acked(d, inc, func(p *Peer) { p.Acked = max(p.Acked, min(head, p.Have)) })
}

// Gap takes down that the server has an incarnation up to head only.
func (r *Replica) Gap(d Disk, inc Incarnation, head uint32) error {
	return r.acked(d, inc, func(p *Peer) { p.Acked = min(head, p.Have) })
}

// Fork takes down that the server holds other ops of an incarnation. What is ours
// of it stays here, and nothing of it is pushed until Reset.
func (r *Replica) Fork(d Disk, inc Incarnation) error {
	return r.acked(d, inc, func(p *Peer) { p.Forked = true })
}

func (r *Replica) acked(d Disk, inc Incarnation, change func(*Peer)) error {
	p, err := d.Peer(inc)
	if err != nil || p.Have == 0 {
		return err
	}
	was := p
	if change(&p); p == was {
		return nil
	}
	return d.PutPeer(p)
}

// Rejected takes down that the server would not take the body of an op. The op
// keeps its effect here and blocks nothing.
func (r *Replica) Rejected(d Disk, id OpID, reason string) error {
	if _, known, err := d.Op(id); err != nil || !known {
		return err
	}
	return aside(d, id, reason)
}

// Feed is a stretch of the server's feed.
type Feed struct {
	From Cursor // the place that was asked from
	Ops  []Op
	Next Cursor // where to go on
	More bool   // there is more after Next
}

// ApplyFeed takes in a stretch of the feed, moves on, and gives the number of ops
// that brought anything. An answer that was overtaken by another, so that it does
// not begin at our place, is ErrStale and changes nothing. The end of the feed is
// the receipt: what the server acknowledged but did not show will be pushed again,
// and erasures that are owed are said.
func (r *Replica) ApplyFeed(d Disk, now time.Time, f Feed) (int, error) {
	at, err := d.Place()
	if err != nil {
		return 0, err
	}
	if at != f.From {
		return 0, ErrStale
	}
	fresh := 0
	for i := range f.Ops {
		isNew, err := r.Receive(d, f.Ops[i], true)
		if err != nil {
			return fresh, err
		}
		if isNew {
			fresh++
		}
	}
	if err := d.PutPlace(f.Next); err != nil || f.More {
		return fresh, err
	}
	if err := r.receipt(d); err != nil {
		return fresh, err
	}
	_, err = r.Settle(d, now)
	return fresh, err
}

func (r *Replica) receipt(d Disk) error {
	peers, err := d.Peers()
	if err != nil {
		return err
	}
	for _, p := range peers {
		if p.Acked <= p.Seen {
			continue
		}
		p.Acked = p.Seen
		if err := d.PutPeer(p); err != nil {
			return err
		}
	}
	return nil
}

// Reset forgets all that was known of the server, because its history is not the
// one we knew: everything will be read and sent again, without effect where it is
// there already.
func (r *Replica) Reset(d Disk) error {
	peers, err := d.Peers()
	if err != nil {
		return err
	}
	for _, p := range peers {
		p.Acked, p.Seen, p.Forked = 0, 0, false
		if err := d.PutPeer(p); err != nil {
			return err
		}
	}
	ids, err := d.Quarantines(Remote)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := d.DropQuarantine(id); err != nil {
			return err
		}
	}
	return d.PutPlace(Cursor{})
}
