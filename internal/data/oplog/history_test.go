package oplog_test

import (
	"errors"
	"fmt"
	"maps"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
)

// story is laptops and a server with everything that goes wrong between them:
// answers are lost or overtaken, transactions fail, disks and the server go back
// to a backup, laptops meet without the server.
type story struct {
	*world
	backups []*oplog.Mem
	late    []*oplog.Feed // an answer to a pull that is still under way
	machine feed.Machine
	disk    *feed.Mem
	backup  *feed.Mem
	drawn   byte
	lost    map[oplog.OpID]bool // its only copy was on what went back
	letters map[string]bool     // that a visitor was told are safe; false after the server went back
	limit   int
}

func newStory(t *rapid.T) *story {
	h := &story{
		world: &world{all: map[oplog.OpID]oplog.Op{}}, disk: feed.NewMem(), backup: feed.NewMem(),
		lost: map[oplog.OpID]bool{}, letters: map[string]bool{}, limit: rapid.IntRange(1, 6).Draw(t, "limit"),
	}
	h.machine.Draw = func() (oplog.Incarnation, error) {
		h.drawn++
		return oplog.Incarnation{0xff, h.drawn}, nil
	}
	for i := range rapid.IntRange(2, 3).Draw(t, "laptops") {
		h.laptops = append(h.laptops, newLaptop(t, byte(i+1)))
		h.backups = append(h.backups, oplog.NewMem())
		h.late = append(h.late, nil)
	}
	return h
}

// step is one thing that happens to laptop i.
func (h *story) step(t *rapid.T, i int) {
	l := h.laptops[i]
	switch rapid.IntRange(0, 19).Draw(t, "step") {
	case 0, 1, 2, 3, 4:
		h.say(t, l)
	case 5:
		l.erase(t, entity(t))
	case 6, 7, 8:
		h.push(t, l, rapid.IntRange(0, 3).Draw(t, "lose the answer") == 0)
	case 9, 10, 11, 12:
		h.pull(t, i)
	case 13:
		h.mail(t, l)
	case 14:
		h.signUp(t)
	case 15:
		h.laptops[(i+1)%len(h.laptops)].give(t, l)
	case 16:
		h.backups[i] = l.disk.Clone()
	case 17:
		h.restore(t, i)
	case 18:
		h.backup = h.disk.Clone()
	case 19:
		h.goBack(t)
	}
	for _, l := range h.laptops {
		h.note(t, l)
	}
}

func (h *story) push(t *rapid.T, l *laptop, lose bool) bool {
	inc, ops, err := l.NextPush(l.disk, oplog.Limit{Ops: h.limit, Bytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	if len(ops) == 0 {
		return false
	}
	in := make([]feed.Judged, len(ops))
	for i, o := range ops {
		in[i].Op = o
	}
	reply, err := h.machine.Push(h.disk, in)
	if err != nil {
		t.Fatal(err)
	}
	h.noteFeed(t)
	if lose {
		return true
	}
	if reply.Gap {
		err = l.Gap(l.disk, inc, reply.Head)
	} else {
		err = l.Pushed(l.disk, inc, reply.Head)
	}
	if err != nil {
		t.Fatal(err)
	}
	return true
}

// noteFeed keeps the markers that the server said.
func (h *story) noteFeed(t *rapid.T) {
	for _, o := range h.feed(t) {
		if o.Inc[0] == 0xff {
			h.all[o.ID()] = o
		}
	}
}

func (h *story) feed(t *rapid.T) []oplog.Op {
	s, err := h.machine.Pull(h.disk, oplog.Cursor{}, feed.Limit{Ops: 1 << 20, Bytes: 1 << 30})
	if err != nil {
		t.Fatal(err)
	}
	return s.Ops
}

func (h *story) ask(t *rapid.T, l *laptop) (f oplog.Feed, reset bool) {
	at, err := l.disk.Place()
	if err != nil {
		t.Fatal(err)
	}
	s, err := h.machine.Pull(h.disk, at, feed.Limit{Ops: h.limit, Bytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	return oplog.Feed{From: at, Ops: s.Ops, Next: s.Next, More: s.More}, s.Reset
}

// pull asks and takes the answer in; or the answer comes late, or the commit fails.
func (h *story) pull(t *rapid.T, i int) {
	l := h.laptops[i]
	fate := rapid.IntRange(0, 9).Draw(t, "fate")
	if fate == 0 && h.late[i] != nil {
		if _, err := l.ApplyFeed(l.disk, noon, *h.late[i]); err != nil && !errors.Is(err, oplog.ErrStale) && !errors.Is(err, oplog.ErrGap) {
			t.Fatal(err)
		}
		h.late[i] = nil
		return
	}
	f, reset := h.ask(t, l)
	switch {
	case fate == 1 && !reset:
		h.late[i] = &f
	case fate == 2:
		before := l.disk.Clone()
		h.take(t, l, f, reset)
		h.note(t, l)
		l.disk = before
		l.NewLaunch()
		h.findLost(t)
	default:
		h.take(t, l, f, reset)
	}
}

func (h *story) take(t *rapid.T, l *laptop, f oplog.Feed, reset bool) {
	var err error
	if reset {
		err = l.Reset(l.disk)
	} else {
		_, err = l.ApplyFeed(l.disk, noon, f)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (h *story) signUp(t *rapid.T) {
	uuid := fmt.Sprint("g", rapid.IntRange(0, 3).Draw(t, "guest"))
	if _, err := h.machine.MailPut(h.disk, feed.Letter{UUID: uuid, Body: []byte(name)}, 9); err != nil {
		t.Fatal(err)
	}
	h.letters[uuid] = true
}

// mail does what there is to do for the mailbox, and reports whether there was anything.
func (h *story) mail(t *rapid.T, l *laptop) bool {
	letters, err := h.machine.MailPull(h.disk, "", h.limit)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range letters {
		if _, err := l.ImportSignup(l.disk, noon, "", m.UUID, drafts()...); err != nil {
			t.Fatal(err)
		}
	}
	ids, err := l.Acks(l.disk)
	if err != nil {
		t.Fatal(err)
	}
	at, err := l.disk.Place()
	if err != nil {
		t.Fatal(err)
	}
	reset, err := h.machine.MailAck(h.disk, ids, at)
	switch {
	case err != nil:
		t.Fatal(err)
	case reset:
		err = l.Reset(l.disk)
	default:
		err = l.MailAcked(l.disk, ids)
	}
	if err != nil {
		t.Fatal(err)
	}
	return len(letters)+len(ids) > 0
}

// restore puts a laptop's last backup in the place of its disk.
func (h *story) restore(t *rapid.T, i int) {
	l := h.laptops[i]
	l.disk = h.backups[i].Clone()
	l.start(t)
	h.findLost(t)
}

// goBack puts the server's last backup in the place of its disk.
func (h *story) goBack(t *rapid.T) {
	h.disk = h.backup.Clone()
	clear(h.letters)
	h.findLost(t)
}

// findLost takes down which ops are nowhere any more.
func (h *story) findLost(t *rapid.T) {
	for id := range h.all {
		h.lost[id] = true
	}
	for _, o := range h.feed(t) {
		delete(h.lost, o.ID())
	}
	for _, l := range h.laptops {
		for _, o := range l.log(t) {
			delete(h.lost, o.ID())
		}
	}
}

// heal has everything go right until nothing is left to do.
func (h *story) heal(t *rapid.T) {
	for range 60 {
		busy := false
		for _, l := range h.laptops {
			for h.push(t, l, false) {
				busy = true
			}
			for more := true; more; {
				at, err := l.disk.Place()
				if err != nil {
					t.Fatal(err)
				}
				f, reset := h.ask(t, l)
				h.take(t, l, f, reset)
				more = f.More || reset
				busy = busy || reset || at != f.Next
			}
			busy = h.mail(t, l) || busy
			h.note(t, l)
		}
		for _, l := range h.laptops { // a pull may have shown that something is missing there
			_, ops, err := l.NextPush(l.disk, oplog.Limit{Ops: 1})
			busy = busy || err != nil || len(ops) > 0
		}
		if !busy {
			return
		}
	}
	t.Fatal("it does not settle")
}

func (h *story) check(t *rapid.T) {
	for _, o := range h.feed(t) {
		delete(h.lost, o.ID()) // an answer that was still under way brought it back
	}
	for id := range h.lost {
		delete(h.all, id)
	}
	ops := maps.Clone(h.all)
	want := refDump(t, ops, false)
	digest, err := h.machine.Digest(h.disk)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range h.laptops {
		if diff := gocmp.Diff(want, l.dump(t)); diff != "" {
			t.Fatalf("laptop %d (-reference +got):\n%s", l.name, diff)
		}
		if l.digest(t) != digest {
			t.Fatalf("laptop %d and the server hold other ops: %x, %x", l.name, states(l.log(t)), states(h.feed(t)))
		}
		l.nothingOwed(t)
		for uuid := range h.letters {
			e := oplog.Entity{Kind: "guest", ID: uuid}
			gone, err := l.disk.Gone(e)
			if err != nil {
				t.Fatal(err)
			}
			if gone == oplog.Unmarked && len(l.cell(t, e, "phone").Now.Value) == 0 {
				t.Fatalf("laptop %d lacks the sign-up %s", l.name, uuid)
			}
		}
	}
	for _, o := range h.feed(t) {
		if o.State != ops[o.ID()].State || (o.State == oplog.Erased) != (o.Kind == oplog.Set && len(o.Body) == 0) {
			t.Fatalf("the server holds op %x in state %d", o.ID(), o.State)
		}
	}
}

func states(ops []oplog.Op) map[oplog.OpID]oplog.BodyState {
	out := map[oplog.OpID]oplog.BodyState{}
	for _, o := range ops {
		out[o.ID()] = o.State
	}
	return out
}

func TestHistories(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h := newStory(t)
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			h.step(t, rapid.IntRange(0, len(h.laptops)-1).Draw(t, "laptop"))
		}
		h.heal(t)
		h.check(t)
	})
}

// TestALineThatDrops tells one history in full: the server takes two pushes whose
// answers are lost, goes back to a backup, and loses one more to a restored disk.
func TestALineThatDrops(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h := newStory(t)
		a, b := h.laptops[0], h.laptops[1]
		h.backup = h.disk.Clone()
		now := noon
		for range 3 {
			now = now.Add(time.Minute)
			a.set(t, oplog.Work, oplog.Entity{Kind: "task", ID: "t"}, "note", fmt.Sprint(now.Minute()))
			h.push(t, a, true)
		}
		h.note(t, a)
		h.heal(t)
		h.goBack(t)
		b.set(t, oplog.Roster, oplog.Entity{Kind: "guest", ID: "g9"}, "name", quoted(name))
		h.backups[1] = b.disk.Clone()
		h.note(t, b)
		h.push(t, b, false)
		h.restore(t, 1)
		h.heal(t)
		h.check(t)
		if got := len(h.feed(t)); got != 4 || len(h.lost) > 0 {
			t.Fatalf("%d ops in the feed and %d lost, want 4 and none", got, len(h.lost))
		}
	})
}
