package sync

import (
	"context"
	"slices"

	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

// Pages says whether public pages may go out now. It is asked after they were read from
// the log and before they are sent, each time, so what makes them ready must be done
// before they are written down or end in a true answer. While it says no they wait, and
// all else goes on.
type Pages func(ctx context.Context) (ready bool, err error)

// organisers reports whether a stream is one that the server takes from organisers only: a
// helper's laptop that carries it, as after a server was restored, leaves it to theirs.
func (r *run) organisers(t oplog.Turn) bool {
	return r.m.Role == wire.RoleDoor && !t.Ops[0].Class.Private()
}

// stays passes over a stream that this laptop is not to send, or one with pages in it that
// may not go out yet, and reports whether it did.
func (r *run) stays(ctx context.Context, t oplog.Turn) (bool, error) {
	if r.organisers(t) {
		r.s.PassOver(t.Ops[0].Inc)
		return true, nil
	}
	isPublic := func(o oplog.Op) bool { return o.Class == oplog.Public }
	if r.c.c.Pages == nil || !slices.ContainsFunc(t.Ops, isPublic) {
		return false, nil
	}
	ready, err := r.c.c.Pages(ctx)
	if err != nil || ready {
		return false, err
	}
	r.s.PassOver(t.Ops[0].Inc)
	return true, nil
}
