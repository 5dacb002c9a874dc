package sim

import (
	"container/heap"
	"fmt"

	"daykit/internal/data/oplog"
)

// healing is how long the world may take to settle once all works again.
const healing = 6000

// plan lays down what will befall the history.
func (w *world) plan() {
	r := w.r
	span := int64(400 + r.IntN(1200))
	for _, l := range w.laptops {
		w.planLaptop(l, span)
	}
	if r.IntN(3) == 0 {
		for range 1 + r.IntN(4) {
			w.after(r.Int64N(span), w.meeting)
		}
	}
	if r.IntN(4) == 0 && len(w.laptops) > 2 {
		w.after(r.Int64N(span), w.copyDisk)
	}
	w.after(r.Int64N(span), func() { w.server.backup = w.server.mem.Clone() })
	if r.IntN(3) == 0 {
		w.after(span/3+r.Int64N(span*2/3), w.rollBack)
	}
	for range 3 {
		stop := r.Int64N(span)
		w.after(stop, func() { w.server.down = true })
		w.after(stop+r.Int64N(80), func() { w.server.down = false })
	}
	for i := range r.IntN(12) {
		w.planVisitor(fmt.Sprint("E/v", i), span)
	}
	w.after(span, w.heal)
}

func (w *world) planLaptop(l *laptop, span int64) {
	r := w.r
	var loop func()
	loop = func() {
		l.step()
		w.after(3+r.Int64N(8), loop)
	}
	w.after(r.Int64N(10), loop)
	for range 8 + r.IntN(25) {
		w.after(r.Int64N(span), l.person)
	}
	for range r.IntN(4) {
		from := r.Int64N(span)
		w.after(from, func() { l.online = false })
		w.after(from+r.Int64N(span/2), func() { l.online = true })
	}
	for range r.IntN(2) {
		w.after(r.Int64N(span), func() { l.skew += r.Int64N(400_000) - 200_000 })
	}
	w.after(r.Int64N(span), func() { l.backup = l.mem.Clone() })
	if r.IntN(6) == 0 {
		w.after(span/4+r.Int64N(span*3/4), func() { w.replaceDisk(l) })
	}
}

// planVisitor has somebody sign up, and try again until they see that it was taken.
func (w *world) planVisitor(uuid string, span int64) {
	w.stats.Signups++
	tries := 0
	var try func()
	try = func() {
		if w.seen201[uuid] || tries > 12 {
			return
		}
		tries++
		w.send(func() {
			if w.server.down {
				return
			}
			w.server.letter(uuid)
			w.send(func() { w.seen201[uuid] = true })
		})
		w.after(10+w.r.Int64N(60), try)
	}
	w.after(w.r.Int64N(span), try)
}

// elsewhere reports whether an op is on a disk other than one laptop's.
func (w *world) elsewhere(id oplog.OpID, not *laptop) bool {
	if _, known, err := w.server.mem.Find(id); err != nil || known {
		return true
	}
	for _, l := range w.laptops {
		if l == not {
			continue
		}
		if _, known, err := l.mem.Op(id); err != nil || known {
			return true
		}
	}
	return false
}

// risk takes down the ops that will be gone when a laptop's disk becomes another.
func (w *world) risk(l *laptop, next *oplog.Mem) {
	for id := range w.created {
		_, here, err := l.mem.Op(id)
		_, kept, nerr := next.Op(id)
		if err == nil && nerr == nil && here && !kept && !w.elsewhere(id, l) {
			w.risked[id] = true
		}
	}
}

// replaceDisk has a disk die and be restored from the newest backup.
func (w *world) replaceDisk(l *laptop) {
	w.stats.Restores++
	w.risk(l, l.backup)
	l.mem = l.backup.Clone()
	l.launch()
}

// copyDisk has a laptop's disk copied onto another; both were shut down for it.
func (w *world) copyDisk() {
	w.stats.Copies++
	a, b := w.laptops[0], w.laptops[1]
	w.risk(b, a.mem)
	b.mem = a.mem.Clone()
	b.backup, b.lacks = b.mem.Clone(), a.lacks
	a.launch()
	b.launch()
}

// rollBack has the server restored from its backup.
func (w *world) rollBack() {
	w.stats.RollBacks++
	for uuid := range w.took {
		if known, err := w.server.backup.Known(uuid); err == nil && !known {
			w.rolled[uuid] = true
		}
	}
	w.server.mem = w.server.backup.Clone()
	for id := range w.created {
		if !w.elsewhere(id, nil) {
			w.risked[id] = true
		}
	}
}

func (w *world) meeting() {
	w.stats.Meetings++
	a, b := w.r.IntN(len(w.laptops)), w.r.IntN(len(w.laptops))
	if a == b {
		return
	}
	cut := 1 << 20
	if w.r.IntN(3) == 0 {
		cut = 1 + w.r.IntN(20)
	}
	w.laptops[a].meet(w.laptops[b], cut)
}

// heal mends all that can be mended.
func (w *world) heal() {
	w.healed, w.server.down = true, false
	for _, l := range w.laptops {
		l.online, l.lacks = true, false
		if !l.up {
			l.launch()
		}
		l.asked = 0
		l.tx(func(d oplog.Disk) error {
			_, err := l.rep.Retry(d) // the key of the contacts has come
			return err
		})
	}
}

// run lets all happen until the healed world is quiet.
func (w *world) run() {
	var until int64
	for len(w.queue) > 0 && w.err == nil {
		h := heap.Pop(&w.queue).(happening) //nolint:forcetypeassert // the queue holds nothing else
		w.t = h.at
		w.stats.Events++
		h.run()
		switch {
		case !w.healed:
		case until == 0:
			until = w.t + healing
		case w.t > until:
			return
		case w.stats.Events%64 == 0 && w.quiet() == "":
			return
		}
	}
}

// quiet says what is not settled yet, and "" when all is.
func (w *world) quiet() string {
	head, err := w.server.mem.Head()
	if err != nil {
		return err.Error()
	}
	letters, err := w.server.mem.Letters("", 1)
	if err != nil || len(letters) > 0 {
		return "letters wait at the server"
	}
	for _, l := range w.laptops {
		if s := l.quiet(head); s != "" {
			return fmt.Sprintf("laptop %d %s", l.n, s)
		}
	}
	return ""
}

func (l *laptop) quiet(head oplog.Cursor) string {
	place, _ := l.mem.Place()
	orphans, _ := l.mem.Orphans()
	ghosts, _ := l.mem.Ghosts()
	mails, _ := l.mem.Mails()
	peers, _ := l.mem.Peers()
	switch {
	case place != head:
		return "has not read the feed"
	case len(orphans)+len(ghosts) > 0:
		return "owes an erasure"
	case len(mails) > 0:
		return "has letters to let go"
	}
	for _, p := range peers {
		if p.Acked != p.Have || p.Seen != p.Have {
			return "has ops that the server lacks"
		}
	}
	return ""
}
