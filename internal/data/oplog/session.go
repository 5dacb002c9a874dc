package oplog

import (
	"maps"
	"time"
)

// Ask is a kind of request to the server.
type Ask uint8

// The requests of a sync.
const (
	AskNothing Ask = iota // the sync is done
	AskPush               // take these ops
	AskPull               // what follows our place in the feed?
	AskMail               // which letters wait?
	AskLetGo              // let these letters go
)

// Turn is one request of a sync.
type Turn struct {
	Ask   Ask
	Ops   []Op     // of AskPush: consecutive, of one incarnation
	UUIDs []string // of AskLetGo
	At    Cursor   // of AskPull and AskLetGo: our place in the feed
}

// rounds is how often one sync reads the feed to its end at most. The second time
// is for what the first one showed to be missing; more would only hide a server
// that takes ops and does not show them.
const rounds = 3

// lettings is how often one sync lets letters go at most, for the same reason.
const lettings = 100

// Session is one sync: it says what to ask next and takes in what was answered.
// An answer that never came is asked for again by the same Next. All that it must
// not forget is on the disk, so a session may end anywhere.
type Session struct {
	r      *Replica
	limit  Limit
	caught bool // the feed was read to its end since the last push
	mailed bool // the mailbox was looked into since it last changed
	ends   int  // how often the feed was read to its end
	lets   int  // how often letters were let go
	over   map[Incarnation]bool
}

// NewSession begins a sync whose batches keep to a limit.
func (r *Replica) NewSession(l Limit) *Session {
	return &Session{r: r, limit: l, over: map[Incarnation]bool{}}
}

// Next gives what to ask: first to take what the server lacks, then what it has,
// then about the mailbox.
func (s *Session) Next(d Disk) (Turn, error) {
	if s.ends < rounds {
		if _, ops, err := nextPush(d, s.limit, s.over); err != nil || len(ops) > 0 {
			return Turn{Ask: AskPush, Ops: ops}, err
		}
	}
	at, err := d.Place()
	if err != nil {
		return Turn{}, err
	}
	if !s.caught {
		return Turn{Ask: AskPull, At: at}, nil
	}
	uuids, err := s.r.Acks(d)
	if err != nil || len(uuids) > 0 {
		return Turn{Ask: AskLetGo, UUIDs: uuids, At: at}, err
	}
	if !s.mailed {
		return Turn{Ask: AskMail}, nil
	}
	return Turn{}, nil
}

// Keep makes the batches that follow keep to another limit.
func (s *Session) Keep(l Limit) { s.limit = l }

// Beside gives what can go in the same request as a push: ops of other incarnations, at
// most streams of them, that all together keep to the limit. What becomes of each is told
// by a Pushed of its own.
func (s *Session) Beside(d Disk, t Turn, streams int) ([]Turn, error) {
	over := maps.Clone(s.over)
	left := s.limit
	spend := func(ops []Op) bool {
		over[ops[0].Inc] = true
		left.Ops -= len(ops)
		for i := range ops {
			left.Bytes -= len(ops[i].Body)
		}
		return left.Ops >= 0 && left.Bytes >= 0
	}
	var out []Turn
	for room := spend(t.Ops); room && left.Ops > 0 && len(out) < streams; {
		_, ops, err := nextPush(d, left, over)
		if err != nil || len(ops) == 0 {
			return out, err
		}
		if room = spend(ops); room {
			out = append(out, Turn{Ask: AskPush, Ops: ops})
		}
	}
	return out, nil
}

// PassOver makes this session push nothing more of an incarnation, because the
// server does not take it, so that the others are not held up.
func (s *Session) PassOver(inc Incarnation) { s.over[inc] = true }

// PushReply is the answer to a push.
type PushReply struct {
	Head     uint32 // how far the server is in the incarnation
	Gap      bool   // the ops did not follow Head
	Fork     bool   // the server holds another op of a number
	Rejected map[uint32]string
}

// Pushed takes in the answer to a push.
func (s *Session) Pushed(d Disk, t Turn, a PushReply) error {
	inc := t.Ops[0].Inc
	s.caught = false
	switch {
	case a.Fork:
		return s.r.Fork(d, inc)
	case a.Gap:
		return s.r.Gap(d, inc, a.Head)
	}
	for _, o := range t.Ops {
		if reason, ok := a.Rejected[o.Seq]; ok {
			if err := s.r.Rejected(d, o.ID(), reason); err != nil {
				return err
			}
		}
	}
	return s.r.Pushed(d, inc, a.Head)
}

// Pulled takes in the answer to a pull and gives the number of ops that brought
// anything.
func (s *Session) Pulled(d Disk, now time.Time, f Feed) (int, error) {
	n, err := s.r.ApplyFeed(d, now, f)
	if err == nil && !f.More {
		s.caught = true
		s.ends++
	}
	return n, err
}

// Reset takes in that the server's history is not the one we know.
func (s *Session) Reset(d Disk) error {
	s.caught, s.mailed = false, false
	return s.r.Reset(d)
}

// Mailed takes down that the letters of an answer were all imported.
func (s *Session) Mailed() { s.mailed = true }

// LetGo takes in that the server let letters go, so that more may show.
func (s *Session) LetGo(d Disk, t Turn) error {
	s.lets++
	s.mailed = s.lets >= lettings
	return s.r.MailAcked(d, t.UUIDs)
}
