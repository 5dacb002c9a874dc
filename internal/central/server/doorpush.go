package server

import (
	"context"

	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// mayPush refuses a helper's stream that would change what everybody sees. The stream is
// refused and not its ops: laptops carry each other's, and what an organiser wrote must not
// be turned away for good because a helper's laptop brought it first. Invalid is the code
// after which a laptop goes on with its other streams.
func (s *Server) mayPush(ctx context.Context, m Member, ops []Judged) error {
	if m.Role == wire.RoleOrganiser {
		return nil
	}
	public := false
	err := s.Store.LookFeed(ctx, m.ID, func(d feed.Disk) (err error) {
		public, err = changesPublic(d, ops)
		return err
	})
	if err == nil && public {
		err = fault.New(fault.Invalid, "pages and numbers of events go out from organisers' laptops",
			"sync an organiser's laptop; all else of this one is sent")
	}
	return err
}

// changesPublic reports whether ops of one incarnation bring or erase a page or a report.
func changesPublic(d feed.Disk, ops []Judged) (bool, error) {
	head, err := d.IncHead(ops[0].Op.Inc)
	if err != nil {
		return false, err
	}
	if ops[len(ops)-1].Op.Seq > head { // nor may it go on where an organiser will
		if is, err := ofPublic(d, oplog.OpID{Inc: ops[0].Op.Inc, Seq: head + 1}); err != nil || is {
			return is, err
		}
	}
	for i := range ops {
		is, err := changesOne(d, head, &ops[i].Op)
		if err != nil || is {
			return is, err
		}
	}
	return false, nil
}

func changesOne(d feed.Disk, head uint32, o *oplog.Op) (bool, error) {
	switch known := o.Seq <= head; {
	case known && o.State != oplog.Erased: // it is here, and has no second effect
		return false, nil
	case !o.Class.Private() && known:
		r, _, err := d.Find(o.ID())
		return r.Op.State != oplog.Erased, err
	case !o.Class.Private():
		return true, nil
	case o.Kind == oplog.Redact:
		return ofPublic(d, o.Target)
	}
	return false, nil
}

// ofPublic reports whether an op is of a page or a report. One that has not come yet is as
// the last of its incarnation is, since each has ops of one class; the name of an
// incarnation that has not come at all nobody can guess.
func ofPublic(d feed.Disk, id oplog.OpID) (bool, error) {
	r, known, err := d.Find(id)
	if err == nil && !known {
		if id.Seq, err = d.IncHead(id.Inc); err == nil && id.Seq > 0 {
			r, known, err = d.Find(id)
		}
	}
	return known && !r.Op.Class.Private(), err
}
