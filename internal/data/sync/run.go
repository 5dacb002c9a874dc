package sync

import (
	"cmp"
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

// maxAhead is how far an op's time may lie before the server's clock. A server
// refuses later ones for good, so they wait here until their time has come.
const maxAhead = 23 * time.Hour

// Result is what a sync did and how things stand after it.
type Result struct {
	Pushed      int // ops that the server took
	Pulled      int // ops that were new to this laptop
	Waiting     int // ops that the server has not shown to hold
	Quarantined int // ops without effect, here or there
	Letters     int // letters of visitors that were taken in, be they new or not
	LetGo       int // letters that are safe, so that the server need not keep them
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
	l := limits(h)
	c.pace.top = 0 // the line may be better now
	r := &run{c: c, m: m, s: c.c.Store.Session(l), limit: l, lowest: map[oplog.Incarnation]uint32{}, seen: map[string]bool{}}
	err = r.all(ctx)
	counts, cerr := c.c.Store.Counts(ctx)
	r.res.Waiting, r.res.Quarantined = counts.Waiting, counts.Quarantined
	return r.res, errors.Join(err, cerr)
}

// limits bounds a batch by what both ends take. In transit a body of n bytes
// takes at most n*4/3 + 200, so half the room for bodies leaves enough.
func limits(h wire.Hello) oplog.Limit {
	l := oplog.Limit{Ops: wire.MaxOps, Bytes: wire.MaxBody}
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

// run is one Sync. What to ask is for the session to say; here the server's
// answers are held to making sense, so that a broken one cannot keep us for ever.
type run struct {
	c       *Client
	m       Member
	s       *store.Session
	limit   oplog.Limit // what both ends take
	res     Result
	resets  int
	lowest  map[oplog.Incarnation]uint32 // where the stream began at the last gap
	refused error                        // the first stream that the server would not take

	single  bool            // the server takes one stream at a time
	after   string          // the letter that was read last
	seen    map[string]bool // letters that came in this sync
	noMail  bool            // the server has no mailbox for us
	mailErr error           // why letters could not be taken in
}

func (r *run) all(ctx context.Context) error {
	for {
		r.s.Keep(r.c.pace.within(r.limit))
		t, err := r.s.Next(ctx)
		if err != nil {
			return err
		}
		switch t.Ask {
		case oplog.AskPush:
			err = r.push(ctx, t)
		case oplog.AskPull:
			err = r.pull(ctx, t.At)
		case oplog.AskMail:
			err = r.mail(ctx)
		case oplog.AskLetGo:
			if r.noMail {
				return r.ending(ctx)
			}
			err = r.letGo(ctx, t)
		default:
			return r.ending(ctx)
		}
		if err != nil && !r.c.smaller(err) {
			return err
		}
		r.c.c.Progress(r.res)
	}
}

// ending says why something that waits was not sent.
func (r *run) ending(ctx context.Context) error {
	if r.refused != nil || r.mailErr != nil {
		return cmp.Or(r.refused, r.mailErr)
	}
	held, err := r.s.Held(ctx)
	if err != nil || !held {
		return err
	}
	return fault.New(fault.Invalid, "something was written while this laptop's clock was more than a day ahead, and the server does not take it yet",
		"set the date and time right; it is saved here and goes out when its time has come")
}

// push sends ops of one stream, and of others beside it that fit. A refusal of one stream
// does not hold up the others; the first is told at the end. Any other error ends the sync.
func (r *run) push(ctx context.Context, t oplog.Turn) error {
	if stays, err := r.stays(ctx, t); err != nil || stays {
		return err
	}
	more, err := r.beside(ctx, t)
	if err != nil {
		return err
	}
	began := r.c.c.Now()
	reply, err := ask(ctx, r.c, request{
		base: r.m.Server, path: wire.PathOps, token: r.m.token, body: wire.Raw(outgoing(t, more)), paced: true,
	}, wire.DecodePushReply)
	if err != nil && len(more) > 0 && refusal(err) {
		r.single = true // it may be of any of them
		return nil
	}
	if err != nil {
		return r.refuse(t.Ops[0].Inc, err)
	}
	if r.fills(t, more) {
		r.c.pace.took(r.c.c.Now().Sub(began))
	}
	r.single = r.single || len(more) > 0 && len(reply.Also) == 0
	for i, a := range reply.Also[:min(len(reply.Also), len(more))] {
		if err := r.answered(ctx, more[i], a); err != nil {
			return err
		}
	}
	return r.answered(ctx, t, reply)
}

// fills reports whether a push was about as large as the pace allows.
func (r *run) fills(t oplog.Turn, more []oplog.Turn) bool {
	ops, size := 0, 0
	for _, s := range append(more, t) {
		ops += len(s.Ops)
		for i := range s.Ops {
			size += len(s.Ops[i].Body)
		}
	}
	l := r.c.pace.within(r.limit)
	return 2*ops > l.Ops || 2*size > l.Bytes
}

// beside gives the streams that go with a push. A server that knows nothing of them gets
// them one by one.
func (r *run) beside(ctx context.Context, t oplog.Turn) ([]oplog.Turn, error) {
	if r.single {
		return nil, nil
	}
	more, err := r.s.Beside(ctx, t, wire.MaxStreams)
	if err != nil {
		return nil, err
	}
	var out []oplog.Turn
	for _, m := range more {
		stays, err := r.stays(ctx, m)
		if err != nil {
			return nil, err
		}
		if !stays {
			out = append(out, m)
		}
	}
	return out, nil
}

// answered takes in what was said of one stream.
func (r *run) answered(ctx context.Context, t oplog.Turn, reply wire.PushReply) error {
	var err error
	switch p := reply.Problem; {
	case p != nil:
		err = fault.New(refusalCode(p.Code), sentence(p.Message), sentence(p.Hint))
	case reply.Gap:
		err = r.backwards(t.Ops[0], reply.Head)
	}
	if err != nil {
		return r.refuse(t.Ops[0].Inc, err)
	}
	return r.pushed(ctx, t, reply)
}

// refusal reports whether err is the server's word on what was sent, and not on the line.
func refusal(err error) bool {
	code := fault.CodeOf(err)
	return code == fault.Conflict || code == fault.Invalid
}

// refuse passes over a stream that the server does not take. Conflict is a server
// that holds another stream of that name.
func (r *run) refuse(inc oplog.Incarnation, err error) error {
	if !refusal(err) {
		return err
	}
	r.s.PassOver(inc)
	if r.refused == nil {
		r.refused = err
	}
	return nil
}

// backwards lets a gap move the start of a stream back, and never twice to the same
// place.
func (r *run) backwards(first oplog.Op, head uint32) error {
	if lowest, again := r.lowest[first.Inc]; head+1 >= first.Seq || again && first.Seq >= lowest {
		return fault.New(fault.Conflict, "the server does not say what it is missing", "ask the campaign to look at its server; everything is saved here")
	}
	r.lowest[first.Inc] = first.Seq
	return nil
}

// pushed takes down a reply. A server that took nothing and refused nothing would
// be asked for ever.
func (r *run) pushed(ctx context.Context, t oplog.Turn, reply wire.PushReply) error {
	first, last := t.Ops[0].Seq, t.Ops[len(t.Ops)-1].Seq
	if !reply.Gap && reply.Head < last {
		return notDaykit(errors.New("a push was answered without taking it"))
	}
	a := oplog.PushReply{Head: reply.Head, Gap: reply.Gap, Rejected: map[uint32]string{}}
	for _, x := range reply.Rejected {
		if x.Seq >= first && x.Seq <= last {
			a.Rejected[x.Seq] = sentence(x.Reason)
		}
	}
	if err := r.s.Pushed(ctx, t, a); err != nil {
		return err
	}
	if n := len(a.Rejected); n > 0 {
		r.c.c.Log.WarnContext(ctx, "the server refused ops", "count", n)
	}
	if !reply.Gap {
		r.res.Pushed += len(t.Ops) - len(a.Rejected)
	}
	return nil
}

// pull reads a stretch of the feed.
func (r *run) pull(ctx context.Context, at oplog.Cursor) error {
	limit := r.c.pace.of(perOp, wire.MaxOps)
	began := r.c.c.Now()
	reply, err := ask(ctx, r.c, request{
		base: r.m.Server, path: wire.PathFeed, token: r.m.token, paced: true,
		query: url.Values{"cursor": {strconv.FormatInt(at.N, 10)}, "chain": {at.Chain}, "limit": {strconv.Itoa(limit)}},
	}, wire.DecodeFeed)
	if err == nil && reply.More {
		r.c.pace.took(r.c.c.Now().Sub(began))
	}
	switch {
	case err != nil:
		return err
	case reply.Reset:
		return r.reset(ctx)
	case reply.More && reply.Cursor <= at.N:
		return notDaykit(errors.New("the feed does not move on"))
	}
	feed, err := incoming(at, reply)
	if err != nil {
		return notDaykit(err)
	}
	fresh, err := r.s.Pulled(ctx, feed)
	if errors.Is(err, oplog.ErrGap) {
		return notDaykit(err)
	}
	r.res.Pulled += fresh
	return err
}

// reset begins again from nothing, once: what is here already has no second effect.
func (r *run) reset(ctx context.Context) error {
	if r.resets++; r.resets > 1 {
		return notDaykit(errors.New("the feed begins again and again"))
	}
	r.after = ""
	clear(r.seen)
	return r.s.Reset(ctx)
}
