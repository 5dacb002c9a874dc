package sync

import (
	"fmt"

	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

// outgoing gives ops the form in which they travel.
func outgoing(ops []oplog.Op) wire.PushRequest {
	out := wire.PushRequest{Ops: make([]wire.Op, len(ops))}
	for i, o := range ops {
		out.Ops[i] = o.Wire()
	}
	return out
}

// incoming reads the stretch of the feed that follows a place. Only a header that is no header is an
// error; whether an op makes sense is for the store to say.
func incoming(at oplog.Cursor, r wire.FeedReply) (oplog.Feed, error) {
	f := oplog.Feed{
		From: at,
		Ops:  make([]oplog.Op, len(r.Ops)),
		Next: oplog.Cursor{N: r.Cursor, Chain: r.Chain},
		More: r.More,
	}
	for i, o := range r.Ops {
		var err error
		if f.Ops[i], err = oplog.FromWire(o); err != nil {
			return f, fmt.Errorf("op %d of the feed: %w", i, err)
		}
	}
	return f, nil
}
