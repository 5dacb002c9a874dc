package sim

import (
	"errors"

	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
)

// server is the product's machine on a disk.
type server struct {
	w       *world
	mem     *feed.Mem
	machine feed.Machine
	backup  *feed.Mem
	down    bool
}

// answer is what the server says to one request.
type answer struct {
	reset   bool
	push    oplog.PushReply
	ops     []oplog.Op
	next    oplog.Cursor
	more    bool
	letters []feed.Letter
}

func newServer(w *world) *server {
	s := &server{w: w, mem: feed.NewMem()}
	s.machine.Draw = w.draw
	s.backup = s.mem.Clone()
	return s
}

func (s *server) handle(t oplog.Turn) answer {
	switch t.Ask { //nolint:exhaustive // asking about the mailbox stands below
	case oplog.AskPush:
		return s.push(t.Ops)
	case oplog.AskPull:
		st, err := s.machine.Pull(s.mem, t.At, feed.Limit{Ops: s.w.batch, Bytes: 1 << 20})
		s.must(err)
		return answer{reset: st.Reset, ops: st.Ops, next: st.Next, more: st.More}
	case oplog.AskLetGo:
		reset, err := s.machine.MailAck(s.mem, t.UUIDs, t.At)
		s.must(err)
		return answer{reset: reset}
	}
	letters, err := s.machine.MailPull(s.mem, "", s.w.batch)
	s.must(err)
	return answer{letters: letters}
}

func (s *server) push(ops []oplog.Op) answer {
	judged := make([]feed.Judged, len(ops))
	for i, o := range ops {
		judged[i] = feed.Judged{Op: o}
		// A server of another opinion: some public pages it does not take.
		if o.Class == oplog.Public && o.State == oplog.Whole && o.Hash[0] < 32 {
			judged[i].Refused = "not here"
		}
	}
	at, err := s.mem.Head()
	s.must(err)
	p, err := s.machine.Push(s.mem, judged)
	if errors.Is(err, feed.ErrFork) {
		s.w.fail("I4 the server saw a fork in %x", ops[0].Inc)
		return answer{push: oplog.PushReply{Fork: true}}
	}
	s.must(err)
	rows, err := s.mem.After(at.N, feed.Limit{Ops: 1 << 20})
	s.must(err)
	for _, r := range rows { // markers of the server's own
		if r.Op.State == oplog.Whole {
			s.w.born(r.Op)
		}
	}
	reply := oplog.PushReply{Head: p.Head, Gap: p.Gap, Rejected: map[uint32]string{}}
	for _, x := range p.Rejected {
		reply.Rejected[x.Seq] = x.Reason
	}
	return answer{push: reply}
}

// maxLetters is more than any history has.
const maxLetters = 1000

// letter takes in a sign-up.
func (s *server) letter(uuid string) {
	fate, err := s.machine.MailPut(s.mem, feed.Letter{UUID: uuid, Event: "E0"}, maxLetters)
	s.must(err)
	if fate == feed.FateKept || fate == feed.FateKnown {
		s.w.took[uuid] = true
	}
}

func (s *server) must(err error) {
	if err != nil {
		s.w.fail("server: %v", err)
	}
}
