package oplog

import "errors"

// open reads a whole op and folds it, or sets it aside.
func (r *Replica) open(d Disk, p *Peer, o Op) error {
	b, err := r.read(o)
	switch {
	case errors.Is(err, ErrNoKey):
		return d.PutQuarantine(o.ID(), Quarantine{Locked, ErrNoKey.Error()})
	case err != nil:
		return d.PutQuarantine(o.ID(), Quarantine{Unreadable, err.Error()})
	}
	r.clock.Observe(o.HLC)
	if err := p.learn(d, b); err != nil {
		return err
	}
	return r.fold(d, o, b)
}

// read opens and decodes a whole op whose header was checked.
func (r *Replica) read(o Op) (Body, error) {
	if o.Kind == Redact {
		return Body{}, nil
	}
	if o.Kind == Forget && !o.Class.Private() {
		return Body{}, errPublicForget
	}
	plain, err := r.cfg.Seal.Open(o.Class, o.Epoch, o.ID(), o.Body)
	if err != nil {
		return Body{}, err
	}
	b, err := o.decode(plain)
	if err == nil && r.cfg.Admit != nil {
		err = r.cfg.Admit(o, b)
	}
	return b, err
}

// fold folds an op that is in the log.
func (r *Replica) fold(d Disk, o Op, b Body) error {
	switch {
	case b.Set != nil:
		return r.foldSet(d, o, b.Set)
	case b.Add != nil:
		return foldAdd(d, Fact{AddBody: *b.Add, Stamp: o.Stamp(), Class: o.Class})
	case b.Void != nil:
		return d.PutVoid(b.Void.Fact)
	case b.Forget != nil:
		return r.forget(d, Entity{b.Forget.Entity, b.Forget.ID}, Said)
	}
	return r.redact(d, o.Target)
}

func (s *SetBody) entity() Entity { return Entity{s.Entity, s.ID} }

// foldSet folds a set, or drops its body when what it is on was erased.
func (r *Replica) foldSet(d Disk, o Op, s *SetBody) error {
	e := s.entity()
	gone, err := d.Gone(e)
	if err != nil {
		return err
	}
	if gone != Unmarked {
		return strip(d, o, Unmarked)
	}
	if err := d.PutTouch(e, o.ID()); err != nil {
		return err
	}
	at := o.Stamp()
	for f, v := range s.Fields {
		k := Key{s.Entity, s.ID, f}
		c, err := d.Cell(k)
		if err != nil {
			return err
		}
		c.Add(Write{Stamp: at, Class: o.Class, Value: v, Base: s.Base[f]})
		if err := d.PutCell(k, c); err != nil {
			return err
		}
	}
	return nil
}

// foldAdd keeps the earliest of facts that share an id, which only a copied fact
// could do.
func foldAdd(d Disk, f Fact) error {
	old, known, err := d.Fact(f.ID)
	if err != nil || known && f.Stamp.Compare(old.Stamp) >= 0 {
		return err
	}
	return d.PutFact(f)
}

// Retry folds what was set aside because it could not be read or opened, as far
// as it can be now: after an update of the program and when keys have come. It
// gives the number of ops that are not aside any more.
func (r *Replica) Retry(d Disk) (int, error) {
	done := 0
	for _, c := range []Cause{Unreadable, Locked} {
		ids, err := d.Quarantines(c)
		if err != nil {
			return done, err
		}
		for _, id := range ids {
			o, known, err := d.Op(id)
			if err != nil {
				return done, err
			}
			if !known || o.State != Whole {
				continue
			}
			if err := r.retryKnown(d, o); err != nil {
				return done, err
			}
			q, err := d.Quarantined(id)
			if err != nil {
				return done, err
			}
			if q.Cause == 0 {
				done++
			}
		}
	}
	return done, nil
}

func (r *Replica) retryKnown(d Disk, o Op) error {
	p, err := d.Peer(o.Inc)
	if err != nil {
		return err
	}
	was := p
	if err := r.retry(d, &p, o); err != nil || p == was {
		return err
	}
	return d.PutPeer(p)
}

// retry folds a whole op in the log that has had no effect yet.
func (r *Replica) retry(d Disk, p *Peer, o Op) error {
	bad := o.check()
	if bad == nil {
		last, err := before(d, o.ID())
		if err != nil {
			return err
		}
		if o.HLC <= last {
			bad = errMisplaced
		}
	}
	if bad != nil {
		return d.PutQuarantine(o.ID(), Quarantine{Unreadable, bad.Error()})
	}
	if err := d.DropQuarantine(o.ID()); err != nil {
		return err
	}
	return r.open(d, p, o)
}

// page is how many ops are read from the log at a time.
const page = 512

// before gives the greatest believable time of the ops before one in its incarnation.
func before(d Disk, id OpID) (HLC, error) {
	var last HLC
	for seq := uint32(1); seq < id.Seq; {
		ops, err := d.Ops(id.Inc, seq, min(page, int(id.Seq-seq)))
		if err != nil {
			return 0, err
		}
		for _, o := range ops {
			if o.HLC.Valid() {
				last = max(last, o.HLC)
			}
		}
		if len(ops) == 0 {
			break
		}
		seq += uint32(len(ops))
	}
	return last, nil
}
