package sync

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// rounds is how often one Sync pushes and pulls at most. The second round is
// for a server whose history turned out to be another one; more would only hide
// a server that takes ops and does not show them.
const rounds = 3

// maxAhead is how far an op's time may lie before the server's clock. A server
// refuses later ones for good, so they wait here until their time has come.
const maxAhead = 23 * time.Hour

// Result is what a sync did and how things stand after it.
type Result struct {
	Pushed      int // ops that the server took
	Pulled      int // ops that were new to this laptop
	Waiting     int // ops that the server has not shown to hold
	Quarantined int // ops without effect, here or there
}

// Sync pushes what waits and pulls what is new. When it returns nil the feed was
// read to its end; Result.Waiting then says what the server still did not show.
// A fault leaves everything saved here and to be sent again: NotFound when this
// laptop has not joined, Denied when its token was revoked, Offline when the
// server cannot be reached.
func (c *Client) Sync(ctx context.Context) (Result, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	m, err := c.member(ctx)
	if err != nil {
		return Result{}, err
	}
	h, err := c.hello(ctx, m.Server)
	if err != nil {
		return Result{}, err
	}
	r := &run{c: c, m: m, limit: limits(h)}
	err = r.all(ctx)
	counts, cerr := c.c.Store.Counts(ctx)
	r.res.Waiting, r.res.Quarantined = counts.Waiting, counts.Quarantined
	return r.res, errors.Join(err, cerr)
}

// limits bounds a batch by what both ends take. In transit a body of n bytes
// takes at most n*4/3 + 200, so half the room for bodies leaves enough.
func limits(h wire.Hello) store.Limit {
	l := store.Limit{Ops: wire.MaxOps, Bytes: wire.MaxBody}
	if h.MaxOps > 0 {
		l.Ops = min(l.Ops, h.MaxOps)
	}
	if h.MaxBody > 0 {
		l.Bytes = min(l.Bytes, h.MaxBody)
	}
	l.Bytes /= 2
	l.Ops = max(1, min(l.Ops, l.Bytes/1000))
	if h.Time > 0 && h.Time < 1<<42 {
		l.Until = oplog.HLC(h.Time+maxAhead.Milliseconds()) << 16
	}
	return l
}

// run is one Sync.
type run struct {
	c     *Client
	m     Member
	limit store.Limit
	res   Result
}

func (r *run) all(ctx context.Context) error {
	var refused error
	for range rounds {
		pushed := r.res.Pushed
		streams, err := r.c.c.Store.Streams(ctx)
		if err != nil {
			return err
		}
		if refused, err = r.pushAll(ctx, streams); err != nil {
			return err
		}
		if err := r.pull(ctx); err != nil {
			return err
		}
		left, err := r.c.c.Store.Streams(ctx)
		if err != nil {
			return err
		}
		if len(left) == 0 || (r.res.Pushed == pushed && len(streams) > 0) {
			break
		}
	}
	return refused
}

// pushAll pushes each stream. A refusal of one does not hold up the others; the
// first is told at the end. Any other error ends the sync.
func (r *run) pushAll(ctx context.Context, streams []oplog.Incarnation) (refused, err error) {
	for _, inc := range streams {
		err := r.push(ctx, inc)
		if err == nil {
			continue
		}
		code := fault.CodeOf(err)
		if code != fault.Conflict && code != fault.Invalid {
			return nil, err
		}
		if refused == nil {
			refused = err
		}
	}
	return refused, nil
}

// push sends one stream to its end. A gap moves the start back, at most as
// often as it moves it lower.
func (r *run) push(ctx context.Context, inc oplog.Incarnation) error {
	lowest := uint32(0)
	for {
		ops, err := r.c.c.Store.Pending(ctx, inc, r.limit)
		if err != nil {
			return err
		}
		if len(ops) == 0 {
			return r.held(ctx, inc)
		}
		first := ops[0].Seq
		reply, err := r.send(ctx, ops)
		if err != nil {
			return err
		}
		if reply.Gap {
			if reply.Head+1 >= first || lowest > 0 && first >= lowest {
				return fault.New(fault.Conflict, "the server does not say what it is missing", "ask the campaign to look at its server; everything is saved here")
			}
			lowest = first
			if err := r.c.c.Store.Gap(ctx, inc, reply.Head); err != nil {
				return err
			}
			continue
		}
		if err := r.acked(ctx, inc, ops, reply); err != nil {
			return err
		}
	}
}

// held says why a stream that has something to send sends nothing.
func (r *run) held(ctx context.Context, inc oplog.Incarnation) error {
	l := r.limit
	l.Until = 0
	ops, err := r.c.c.Store.Pending(ctx, inc, l)
	if err != nil || len(ops) == 0 {
		return err
	}
	return fault.New(fault.Invalid, "something was written while this laptop's clock was more than a day ahead, and the server does not take it yet",
		"set the date and time right; it is saved here and goes out when its time has come")
}

func (r *run) send(ctx context.Context, ops []oplog.Op) (wire.PushReply, error) {
	return ask(ctx, r.c, request{
		base: r.m.Server, path: wire.PathOps, token: r.m.token, body: wire.Raw(outgoing(ops)),
	}, wire.DecodePushReply)
}

// acked takes down a reply. A server that took nothing and refused nothing would
// be asked for ever.
func (r *run) acked(ctx context.Context, inc oplog.Incarnation, ops []oplog.Op, reply wire.PushReply) error {
	if reply.Head < ops[len(ops)-1].Seq {
		return notDaykit(errors.New("a push was answered without taking it"))
	}
	var rs []store.Rejection
	for _, x := range reply.Rejected {
		if x.Seq >= ops[0].Seq && x.Seq <= ops[len(ops)-1].Seq {
			rs = append(rs, store.Rejection{Seq: x.Seq, Reason: sentence(x.Reason)})
		}
	}
	if len(rs) > 0 {
		if err := r.c.c.Store.Quarantine(ctx, inc, rs); err != nil {
			return err
		}
		r.c.c.Log.WarnContext(ctx, "the server refused ops", "count", len(rs))
	}
	if err := r.c.c.Store.Acked(ctx, inc, reply.Head); err != nil {
		return err
	}
	r.res.Pushed += len(ops) - len(rs)
	r.c.c.Progress(r.res)
	return nil
}

// pull reads the feed to its end. A reset begins again from nothing, once: what
// is here already has no second effect.
func (r *run) pull(ctx context.Context) error {
	resets := 0
	for {
		reply, at, err := r.fetch(ctx)
		if err != nil {
			return err
		}
		if reply.Reset {
			if resets++; resets > 1 {
				return notDaykit(errors.New("the feed begins again and again"))
			}
			if err := r.c.c.Store.Reset(ctx); err != nil {
				return err
			}
			continue
		}
		if reply.More && reply.Cursor <= at.N {
			return notDaykit(errors.New("the feed does not move on"))
		}
		feed, err := incoming(reply)
		if err != nil {
			return notDaykit(err)
		}
		fresh, err := r.c.c.Store.ApplyFeed(ctx, feed)
		if err != nil {
			return err
		}
		r.res.Pulled += fresh
		r.c.c.Progress(r.res)
		if !reply.More {
			return nil
		}
	}
}

func (r *run) fetch(ctx context.Context) (reply wire.FeedReply, at store.Cursor, err error) {
	if at, err = r.c.c.Store.Cursor(ctx); err != nil {
		return reply, at, err
	}
	reply, err = ask(ctx, r.c, request{
		base: r.m.Server, path: wire.PathFeed, token: r.m.token,
		query: url.Values{"cursor": {strconv.FormatInt(at.N, 10)}, "chain": {at.Chain}, "limit": {strconv.Itoa(wire.MaxOps)}},
	}, wire.DecodeFeed)
	return reply, at, err
}
