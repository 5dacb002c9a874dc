package sim

import (
	"cmp"
	"container/heap"
	"encoding/binary"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"daykit/internal/data/oplog"
)

// epoch is when every history begins.
var epoch = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)

// Stats counts what happened in histories.
type Stats struct {
	Events, Acts, Ops, Crashes, Restores, Copies, RollBacks, Meetings, Dropped, Doubled, Signups, Resets, Erased int
}

// Add adds the counts of another history.
func (s *Stats) Add(t Stats) {
	s.Events += t.Events
	s.Acts += t.Acts
	s.Ops += t.Ops
	s.Crashes += t.Crashes
	s.Restores += t.Restores
	s.Copies += t.Copies
	s.RollBacks += t.RollBacks
	s.Meetings += t.Meetings
	s.Dropped += t.Dropped
	s.Doubled += t.Doubled
	s.Signups += t.Signups
	s.Resets += t.Resets
	s.Erased += t.Erased
}

// String spells the counts out on one line.
func (s Stats) String() string {
	return fmt.Sprintf("%d happenings, %d acts, %d ops of which %d erased, %d crashes, %d disks replaced, %d copied, "+
		"%d roll-backs, %d meetings, %d messages dropped, %d doubled, %d sign-ups, %d resets",
		s.Events, s.Acts, s.Ops, s.Erased, s.Crashes, s.Restores, s.Copies, s.RollBacks, s.Meetings, s.Dropped, s.Doubled, s.Signups, s.Resets)
}

// world is one history under way. Times are in milliseconds since epoch.
type world struct {
	r       *rand.Rand
	t       int64
	queue   queue
	n       uint64
	drawn   uint64
	laptops []*laptop
	server  *server
	batch   int // ops in a push or a pull
	drop    int // per mille of messages
	double  int
	slow    int64 // greatest delay of a message
	crash   int   // per mille of transactions
	healed  bool

	created map[oplog.OpID]oplog.Op // every op that ever came into being, whole
	risked  map[oplog.OpID]bool     // its only copy was on a disk that died
	took    map[string]bool         // sign-ups that the server ever took
	seen201 map[string]bool         // sign-ups of which the visitor saw that they were taken
	rolled  map[string]bool         // sign-ups that a roll-back of the server took away
	stats   Stats
	err     error
}

// Run runs the history of a seed. An error says which invariant was broken.
func Run(seed uint64) (Stats, error) {
	w := newWorld(seed)
	w.live()
	w.stats.Ops = len(w.created)
	if w.err != nil {
		return w.stats, fmt.Errorf("seed %d: %w", seed, w.err)
	}
	return w.stats, nil
}

// live runs the history to its end and checks it.
func (w *world) live() {
	defer func() {
		if p := recover(); p != nil {
			w.fail("panic: %v", p)
		}
	}()
	w.plan()
	w.run()
	if w.err == nil {
		w.check()
	}
}

func newWorld(seed uint64) *world {
	r := rand.New(rand.NewPCG(seed, 0x0da7)) //nolint:gosec // a history must repeat
	w := &world{
		r: r, batch: 1 + r.IntN(12), drop: r.IntN(400), double: r.IntN(300), slow: 1 + r.Int64N(60), crash: r.IntN(40),
		created: map[oplog.OpID]oplog.Op{}, risked: map[oplog.OpID]bool{}, took: map[string]bool{}, seen201: map[string]bool{}, rolled: map[string]bool{},
	}
	w.server = newServer(w)
	for i := range 2 + r.IntN(4) {
		l := &laptop{w: w, n: i, mem: oplog.NewMem(), online: r.IntN(3) > 0, lacks: i > 0 && r.IntN(5) == 0}
		switch r.IntN(4) {
		case 0:
			l.skew = r.Int64N(2000) - 1000
		case 1:
			l.skew = r.Int64N(4_000_000) - 2_000_000
		}
		l.backup = l.mem.Clone()
		l.launch()
		w.laptops = append(w.laptops, l)
	}
	return w
}

func (w *world) fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
}

// draw gives a new incarnation.
func (w *world) draw() (oplog.Incarnation, error) {
	w.drawn++
	var inc oplog.Incarnation
	binary.BigEndian.PutUint64(inc[:], w.drawn*0x9e3779b97f4a7c15) // in no order, and never twice
	return inc, nil
}

// born takes down an op that came into being.
func (w *world) born(o oplog.Op) {
	id := o.ID()
	old, known := w.created[id]
	if known && old.Hash != o.Hash {
		w.fail("I4 op %x/%d came into being twice", id.Inc, id.Seq)
	}
	if !known {
		w.created[id] = o
	}
}

// chance is true perMille times of a thousand until the world is healed.
func (w *world) chance(perMille int) bool { return !w.healed && w.r.IntN(1000) < perMille }

// happening is something that will happen.
type happening struct {
	at  int64
	n   uint64
	run func()
}

type queue []happening

// Len implements heap.Interface.
func (q queue) Len() int { return len(q) }

// Less implements heap.Interface.
func (q queue) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(q[i].at, q[j].at), cmp.Compare(q[i].n, q[j].n)) < 0
}

// Swap implements heap.Interface.
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push implements heap.Interface.
func (q *queue) Push(x any) { *q = append(*q, x.(happening)) }

// Pop implements heap.Interface.
func (q *queue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

// after has something happen in so many milliseconds.
func (w *world) after(ms int64, run func()) {
	w.n++
	heap.Push(&w.queue, happening{w.t + ms, w.n, run})
}

// send lets a message travel, or not.
func (w *world) send(arrive func()) {
	delay := func() int64 {
		if w.healed {
			return 1 + w.r.Int64N(5)
		}
		return 1 + w.r.Int64N(w.slow)
	}
	if w.chance(w.drop) {
		w.stats.Dropped++
	} else {
		w.after(delay(), arrive)
	}
	if w.chance(w.double) {
		w.stats.Doubled++
		w.after(3*delay(), arrive)
	}
}

// ask sends a request to the server and its answer back, and gives its number.
func (w *world) ask(from *laptop, t oplog.Turn) uint64 {
	w.n++
	number := w.n
	w.send(func() {
		if w.server.down || w.chance(w.crash) { // it stops before
			return
		}
		a := w.server.handle(t)
		if w.chance(w.crash) { // and after
			return
		}
		w.send(func() { from.answer(number, a) })
	})
	w.after(4*w.slow+20, func() {
		if from.asked == number {
			from.asked = 0 // no answer: it will be asked again
		}
	})
	return number
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func sortedFunc[K comparable, V any](m map[K]V, by func(a, b K) int) []K {
	return slices.SortedFunc(maps.Keys(m), by)
}
