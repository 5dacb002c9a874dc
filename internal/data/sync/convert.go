package sync

import (
	"fmt"

	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

// outgoing gives pushes the form in which they travel in one request.
func outgoing(t oplog.Turn, more []oplog.Turn) wire.PushRequest {
	out := wire.PushRequest{Ops: stream(t.Ops)}
	for _, m := range more {
		out.Also = append(out.Also, stream(m.Ops))
	}
	return out
}

func stream(ops []oplog.Op) []wire.Op {
	out := make([]wire.Op, len(ops))
	for i, o := range ops {
		out[i] = o.Wire()
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
