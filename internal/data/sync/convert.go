package sync

import (
	"encoding/hex"
	"fmt"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/data/wire"
)

// outgoing gives ops the form in which they travel.
func outgoing(ops []oplog.Op) wire.PushRequest {
	out := wire.PushRequest{Ops: make([]wire.Op, len(ops))}
	for i, o := range ops {
		out.Ops[i] = wire.Op{
			Inc: hex.EncodeToString(o.Inc[:]), Seq: o.Seq, HLC: uint64(o.HLC),
			Class: uint8(o.Class), Kind: uint8(o.Kind), Body: o.Body, Hash: hex.EncodeToString(o.Hash[:]),
		}
	}
	return out
}

// incoming reads a stretch of the feed. Only a header that is no header is an
// error; whether an op makes sense is for the store to say.
func incoming(r wire.FeedReply) (store.Feed, error) {
	f := store.Feed{
		Ops:  make([]oplog.Op, len(r.Ops)),
		Next: store.Cursor{N: r.Cursor, Chain: r.Chain},
		More: r.More,
	}
	for i, o := range r.Ops {
		inc, err := o.Incarnation()
		if err != nil {
			return f, fmt.Errorf("op %d of the feed: %w", i, err)
		}
		hash, err := o.Sum()
		if err != nil {
			return f, fmt.Errorf("op %d of the feed: %w", i, err)
		}
		f.Ops[i] = oplog.Op{
			Inc: inc, Seq: o.Seq, HLC: oplog.HLC(o.HLC), Class: oplog.Class(o.Class),
			Kind: oplog.Kind(o.Kind), Body: o.Body, Hash: hash,
		}
	}
	return f, nil
}
