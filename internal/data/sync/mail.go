package sync

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strconv"

	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// Letters takes in letters of the mailbox, oldest first, through Store.ImportSignups. It
// is to keep those that do not open too, so that nothing is lost and none blocks the
// others; what it does not take in stays at the server, and is given again. What it took in before it may be given again, after a broken line or by
// another laptop's doing, and that must have no second effect. A Locked fault says that
// the keys are not open now: the letters stay at the server.
type Letters func(ctx context.Context, letters []wire.Letter) error

// mail asks for the letters that follow those that this sync has seen, and hands them on:
// all of them before anything else is done, so that they are pushed and read back once.
// Whatever is wrong with them, the rest of the sync goes on.
func (r *run) mail(ctx context.Context) error {
	more := r.c.c.Letters != nil && r.m.Role != wire.RoleDoor && !r.noMail
	for more {
		var err error
		if more, err = r.page(ctx); err != nil && !r.c.smaller(err) {
			return r.withoutMail(err)
		} else if err != nil {
			more = true
		}
	}
	r.s.Mailed()
	return nil
}

// page takes in one answer of letters, and reports whether there is more.
func (r *run) page(ctx context.Context) (more bool, err error) {
	limit := r.c.pace.of(perLetter, wire.MaxLetters)
	began := r.c.c.Now()
	reply, err := ask(ctx, r.c, request{
		base: r.m.Server, path: wire.PathMailbox, token: r.m.token, paced: true,
		query: url.Values{"after": {r.after}, "limit": {strconv.Itoa(limit)}, wire.QueryFeedback: {"1"}},
	}, wire.DecodeMailbox)
	if err != nil {
		return false, err
	}
	if reply.More {
		r.c.pace.took(r.c.c.Now().Sub(began))
	}
	if len(reply.Letters) == 0 {
		return false, nil
	}
	if r.seenBefore(reply.Letters) {
		return false, notDaykit(errors.New("the mailbox gives the same letters again and again"))
	}
	err = r.c.c.Letters(ctx, reply.Letters)
	switch {
	case ctx.Err() != nil:
		return false, ctx.Err()
	case fault.CodeOf(err) == fault.Locked:
		return false, nil
	case err != nil:
		r.mailErr = err // told at the end
		return false, nil
	}
	r.res.Letters += len(reply.Letters)
	r.after = reply.Letters[len(reply.Letters)-1].ID
	return reply.More, nil
}

// seenBefore takes down letters, and reports whether all of them came in this sync
// already: they follow one that was named, so that a server that works never does it.
func (r *run) seenBefore(letters []wire.Letter) bool {
	fresh := false
	for _, l := range letters {
		fresh = fresh || !r.seen[l.ID]
		r.seen[l.ID] = true
	}
	return !fresh
}

// withoutMail goes on without a mailbox where the server has none, or not for us.
func (r *run) withoutMail(err error) error {
	if code := fault.CodeOf(err); code != fault.NotFound && code != fault.Denied {
		return err
	}
	r.noMail = true
	r.s.Mailed()
	return nil
}

// letGo lets letters go that are safe, with our place in the feed: a server that does not
// know the place has lost something, and keeps them.
func (r *run) letGo(ctx context.Context, t oplog.Turn) error {
	known := slices.DeleteFunc(slices.Clone(t.UUIDs), func(id string) bool { return !wire.IsUUID(id) })
	if len(known) == 0 { // nothing that any server has
		return r.s.LetGo(ctx, t)
	}
	t.UUIDs = known[:min(len(known), wire.MaxAcks)]
	reply, err := ask(ctx, r.c, request{
		base: r.m.Server, path: wire.PathMailboxAck, token: r.m.token,
		body: wire.Raw(wire.MailboxAck{IDs: t.UUIDs, Cursor: t.At.N, Chain: t.At.Chain}),
	}, wire.DecodeMailboxAckReply)
	switch {
	case err != nil:
		return r.withoutMail(err)
	case reply.Reset:
		return r.reset(ctx)
	}
	r.res.LetGo += len(t.UUIDs)
	return r.s.LetGo(ctx, t)
}
