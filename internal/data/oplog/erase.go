package oplog

import (
	"errors"
	"time"
)

// Erasing an entity says Forget once, and Redact of each set on it that is known,
// so that a server that cannot read drops the bodies too. Whoever drops the body of
// a set learns from it which entity is meant and drops all of it; whoever hears of
// a set on an entity that is gone drops that. What was dropped without an op that
// says so is owed, and Settle says it when the feed has been read to its end. So
// an erasure is complete everywhere when its Forget survived, or a Redact and one
// body that it names, and a concurrent edit of somebody erased is erased too.

// strip drops the body of a set in the log. The erasure is Owed unless said is
// Said or it was known.
func strip(d Disk, o Op, said Mark) error {
	id := o.ID()
	if err := d.PutOp(o.Bare(Erased)); err != nil {
		return err
	}
	if err := d.DropQuarantine(id); err != nil {
		return err
	}
	was, err := d.Erasure(id)
	if err != nil || was >= max(said, Owed) {
		return err
	}
	return d.PutErasure(id, max(said, Owed))
}

// drop drops the body of a set, after it has told which entity is meant.
func (r *Replica) drop(d Disk, o Op, said Mark) error {
	var b Body
	var err error
	if o.State == Whole && o.check() == nil {
		b, err = r.read(o)
	}
	if serr := strip(d, o, said); serr != nil || err != nil || b.Set == nil {
		return serr // an entity that cannot be told is left to who can tell it
	}
	return r.forget(d, b.Set.entity(), Owed)
}

// redact folds a Redact. Only sets can be redacted: of anything else it is kept
// and has no effect.
func (r *Replica) redact(d Disk, target OpID) error {
	if err := d.PutErasure(target, Said); err != nil {
		return err
	}
	o, known, err := d.Op(target)
	if err != nil || !known || o.Kind != Set || o.State == Erased {
		return err
	}
	return r.drop(d, o, Said)
}

// forget makes an entity be gone.
func (r *Replica) forget(d Disk, e Entity, m Mark) error {
	was, err := d.Gone(e)
	if err != nil || was >= m {
		return err
	}
	if err := d.PutGone(e, m); err != nil || was != Unmarked {
		return err
	}
	ids, err := d.Touches(e)
	if err != nil {
		return err
	}
	for _, id := range ids {
		o, _, err := d.Op(id)
		if err != nil {
			return err
		}
		if o.State != Whole {
			continue
		}
		if err := strip(d, o, Unmarked); err != nil {
			return err
		}
	}
	return d.DropEntity(e)
}

// Erase takes an entity away everywhere, for good, and gives the number of ops
// that say so; none when that was said already.
func (r *Replica) Erase(d Disk, now time.Time, e Entity) (int, error) {
	gone, err := d.Gone(e)
	if err != nil || gone == Said {
		return 0, err
	}
	ids, err := d.Touches(e)
	if err != nil {
		return 0, err
	}
	if err := r.sayForget(d, now, e); err != nil {
		return 0, err
	}
	n := 1
	for _, id := range ids {
		said, err := r.sayRedact(d, now, id)
		if err != nil {
			return n, err
		}
		if said {
			n++
		}
	}
	return n, nil
}

// Settle says every erasure that is owed, and gives the number of ops that it took.
// ApplyFeed does so at the end of the feed; after an exchange without a server it
// is to be called on its own.
func (r *Replica) Settle(d Disk, now time.Time) (int, error) {
	n := 0
	ghosts, err := d.Ghosts()
	if err != nil {
		return n, err
	}
	for _, e := range ghosts {
		err := r.sayForget(d, now, e)
		if errors.Is(err, ErrNoKey) {
			continue // it stays owed until the key has come
		}
		if err != nil {
			return n, err
		}
		n++
	}
	orphans, err := d.Orphans()
	if err != nil {
		return n, err
	}
	for _, id := range orphans {
		if _, err := r.sayRedact(d, now, id); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func (r *Replica) sayForget(d Disk, now time.Time, e Entity) error {
	_, err := r.Append(d, now, Work, eventOf(e.ID), Body{Forget: &ForgetBody{Entity: e.Kind, ID: e.ID}})
	return err
}

// sayRedact reports whether there was anything to say.
func (r *Replica) sayRedact(d Disk, now time.Time, target OpID) (bool, error) {
	mark, err := d.Erasure(target)
	if err != nil || mark == Said {
		return false, err
	}
	about, err := d.Peer(target.Inc) // so that a redaction goes where its target goes
	if err != nil {
		return false, err
	}
	o, p, err := r.next(d, now, stretch{Work, about.Scope})
	if err != nil {
		return false, err
	}
	o.Kind, o.Target = Redact, target
	return true, r.write(d, p, &o, Body{})
}
