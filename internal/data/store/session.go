package store

import (
	"context"
	"fmt"
	"math"
	"time"

	"daykit/internal/data/oplog"
)

// Session is one sync. Each method is one transaction; the rules are those of
// oplog.Session.
type Session struct {
	s     *Store
	m     *oplog.Session
	limit oplog.Limit
}

// Session begins a sync whose batches keep to a limit.
func (s *Store) Session(l oplog.Limit) *Session {
	return &Session{s: s, m: s.rep.NewSession(l), limit: l}
}

// Next gives what to ask the server.
func (x *Session) Next(ctx context.Context) (t oplog.Turn, err error) {
	return t, x.s.update(ctx, "next turn", func(b *batch) (err error) {
		t, err = x.m.Next(b)
		return err
	})
}

// Pushed takes in the answer to a push.
func (x *Session) Pushed(ctx context.Context, t oplog.Turn, a oplog.PushReply) error {
	return x.s.update(ctx, "pushed", func(b *batch) error { return x.m.Pushed(b, t, a) })
}

// Keep makes the batches that follow keep to another limit in size; for how long something
// is held, the first one stands.
func (x *Session) Keep(l oplog.Limit) { x.m.Keep(l) }

// Beside gives ops of other incarnations that can go in the same request as a push, each
// to be told of by a Pushed of its own.
func (x *Session) Beside(ctx context.Context, t oplog.Turn, streams int) (more []oplog.Turn, err error) {
	return more, x.s.view(ctx, "next turns", func(b *batch) (err error) {
		more, err = x.m.Beside(b, t, streams)
		return err
	})
}

// PassOver makes this session push nothing more of an incarnation, because the
// server does not take it.
func (x *Session) PassOver(inc oplog.Incarnation) { x.m.PassOver(inc) }

// Pulled takes in a stretch of the feed and gives the number of ops that brought
// anything.
func (x *Session) Pulled(ctx context.Context, f oplog.Feed) (fresh int, err error) {
	err = x.s.update(ctx, "apply feed", func(b *batch) (err error) {
		if fresh, err = x.m.Pulled(b, x.s.opts.Now(), f); err != nil || f.More {
			return err
		}
		return b.putMeta("receipt", x.s.opts.Now().UnixMilli())
	})
	return fresh, err
}

// Reset takes in that the server's history is not the one we know.
func (x *Session) Reset(ctx context.Context) error {
	return x.s.update(ctx, resetting, func(b *batch) error {
		if err := x.m.Reset(b); err != nil {
			return err
		}
		return b.forgetReceipt()
	})
}

// Mailed takes down that the letters of an answer were all imported.
func (x *Session) Mailed() { x.m.Mailed() }

// LetGo takes in that the server let letters go.
func (x *Session) LetGo(ctx context.Context, t oplog.Turn) error {
	return x.s.update(ctx, "let letters go", func(b *batch) error { return x.m.LetGo(b, t) })
}

// Held reports whether something waits only because it was written at a time that
// is still to come for the server.
func (x *Session) Held(ctx context.Context) (held bool, err error) {
	all := oplog.Limit{Ops: 1, Bytes: math.MaxInt}
	return held, x.s.view(ctx, "read what waits", func(b *batch) error {
		_, ops, err := x.s.rep.NextPush(b, all)
		held = err == nil && len(ops) > 0 && x.limit.Until > 0 && ops[0].HLC > x.limit.Until
		return err
	})
}

// ImportSignups takes in letters of the mailbox as oplog.Replica does, all or none, and
// gives the number of ops written.
func (s *Store) ImportSignups(ctx context.Context, letters ...oplog.Letter) (n int, err error) {
	return n, s.update(ctx, "import sign-ups", func(b *batch) (err error) {
		n, err = s.rep.ImportSignups(b, s.opts.Now(), letters...)
		return err
	})
}

// ImportSignup is ImportSignups of one letter without facts.
func (s *Store) ImportSignup(ctx context.Context, event, uuid string, drafts ...oplog.Draft) (n int, err error) {
	return n, s.update(ctx, "import a sign-up", func(b *batch) (err error) {
		n, err = s.rep.ImportSignup(b, s.opts.Now(), event, uuid, drafts...)
		return err
	})
}

// ReopenLetters takes in letters that were kept aside, as oplog.Replica.Reopen does, all
// or none, and gives the number of ops written. What can be done for now is done when it
// gives none.
func (s *Store) ReopenLetters(ctx context.Context, letters ...oplog.AsideLetter) (n int, err error) {
	return n, s.update(ctx, "reopen letters", func(b *batch) (err error) {
		n, err = s.rep.Reopen(b, s.opts.Now(), letters...)
		return err
	})
}

const resetting = "begin again with the server"

// Reset forgets all that was known of the server, because its history is not
// the one we knew: everything will be read and sent again, without effect where
// it is there already.
func (s *Store) Reset(ctx context.Context) error {
	return s.update(ctx, resetting, func(b *batch) error {
		if err := s.rep.Reset(b); err != nil {
			return err
		}
		return b.forgetReceipt()
	})
}

func (b *batch) forgetReceipt() error { return b.exec("DELETE FROM meta WHERE k = 'receipt'") }

// Cursor gives the place up to which the feed was applied.
func (s *Store) Cursor(ctx context.Context) (c oplog.Cursor, err error) {
	if err := s.r.QueryRowContext(ctx, placeQuery).Scan(&c.N, &c.Chain); err != nil {
		return c, fmt.Errorf("read cursor: %w", mapped(err))
	}
	return c, nil
}

// Counts is how the log stands towards the server.
type Counts struct {
	Waiting     int       // ops that have not come back in the feed
	Withheld    int       // private ops of a workspace without keys, which stay on this laptop
	Sealed      int       // private ops of one with keys, which nobody can read without them
	Quarantined int       // ops kept without effect, here or on the server
	Unread      int       // of those, ops whose key is not here, or not open
	LastReceipt time.Time // when the feed was last read to its end; zero if never
}

// Counts gives the counts as they are now.
func (s *Store) Counts(ctx context.Context) (Counts, error) {
	travels := oplog.Contact
	if _, none := s.sealer().(bare); none {
		travels = oplog.Report
	}
	var c Counts
	var receipt int64
	private := &c.Sealed
	if travels == oplog.Report {
		private = &c.Withheld
	}
	err := s.r.QueryRowContext(ctx, `SELECT
		(SELECT coalesce(sum(have - seen), 0) FROM peer WHERE cls <= ?1),
		(SELECT coalesce(sum(have), 0) FROM peer WHERE cls > 1),
		(SELECT count(*) FROM quarantine),
		(SELECT count(*) FROM quarantine WHERE cause = 2),
		(SELECT coalesce(max(CAST(v AS INTEGER)), 0) FROM meta WHERE k = 'receipt')`, travels).
		Scan(&c.Waiting, private, &c.Quarantined, &c.Unread, &receipt)
	if err != nil {
		return Counts{}, fmt.Errorf("count: %w", mapped(err))
	}
	if receipt > 0 {
		c.LastReceipt = time.UnixMilli(receipt).UTC()
	}
	return c, nil
}
