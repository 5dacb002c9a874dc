package sim

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
)

// laptop is one client: the product's replica on a disk, and a person before it.
type laptop struct {
	w       *world
	n       int
	mem     *oplog.Mem
	rep     *oplog.Replica
	backup  *oplog.Mem // the newest rolling backup
	skew    int64      // ms that its clock is wrong
	lacks   bool       // it has not been given the key of the contacts yet
	up      bool
	online  bool
	session *oplog.Session
	asked   uint64 // number of the request that is under way; 0 when none is
	turn    oplog.Turn
}

func (l *laptop) now() time.Time { return epoch.Add(time.Duration(l.w.t+l.skew) * time.Millisecond) }

// launch starts the program on whatever is on the disk.
func (l *laptop) launch() {
	rep, err := oplog.NewReplica(l.mem, oplog.Config{Draw: l.w.draw, Seal: mask{&l.lacks}})
	if err != nil {
		l.w.fail("laptop %d: start: %v", l.n, err)
		return
	}
	l.rep, l.session, l.asked, l.up = rep, nil, 0, true
}

func (l *laptop) die() {
	l.w.stats.Crashes++
	l.up = false
	l.w.after(5+l.w.r.Int64N(30), l.launch)
}

// tx runs one transaction of the program. It reports whether the program is still
// running after it.
func (l *laptop) tx(fn func(oplog.Disk) error) bool {
	w := l.w
	d := &disk{Mem: l.mem, left: -1}
	var before *oplog.Mem
	if w.chance(w.crash) {
		before, d.left = l.mem.Clone(), w.r.IntN(12)
	}
	err := fn(d)
	switch {
	case errors.Is(err, errPower):
		l.mem = before
		l.die()
		return false
	case err != nil && (d.n > 0 || !errors.Is(err, oplog.ErrStale) && !errors.Is(err, oplog.ErrGone) && !errors.Is(err, oplog.ErrNoKey)):
		w.fail("laptop %d: %v after %d writes", l.n, err, d.n)
		return true
	}
	for _, o := range d.born {
		w.born(o)
	}
	switch {
	case w.chance(w.crash): // after the commit
		l.die()
		return false
	case w.chance(w.crash): // the commit said that it failed, and had not
		l.rep.NewLaunch()
	}
	return true
}

// person does something at random.
func (l *laptop) person() {
	if !l.up {
		return
	}
	l.w.stats.Acts++
	r := l.w.r
	switch x := r.IntN(100); {
	case x < 50:
		l.edit()
	case x < 78:
		l.w.n++
		l.add(fmt.Sprint("f", l.w.n))
	case x < 88:
		l.takeBack()
	case x < 93:
		l.settle()
	default:
		e := guest(r.IntN(guests))
		l.tx(func(d oplog.Disk) error {
			_, err := l.rep.Erase(d, l.now(), e)
			return err
		})
	}
}

const (
	guests = 5 // that all laptops know of
	fields = 3
)

func guest(i int) oplog.Entity { return oplog.Entity{Kind: "guest", ID: fmt.Sprint("E/g", i)} }

// edit sets one or two fields of something.
func (l *laptop) edit() {
	r := l.w.r
	e, class := oplog.Entity{Kind: "event", ID: fmt.Sprint("E", r.IntN(2))}, oplog.Work
	switch r.IntN(8) {
	case 0:
		e.Kind, class = "page", oplog.Public
	case 1, 2, 3:
		e, class = guest(r.IntN(guests)), oplog.Roster
	case 4:
		e, class = guest(r.IntN(guests)), oplog.Contact
	}
	set := oplog.SetBody{Entity: e.Kind, ID: e.ID, Fields: map[string]json.RawMessage{}, Base: map[string][]oplog.Stamp{}}
	for range 1 + r.IntN(2) {
		f := fmt.Sprint(class, "f", r.IntN(fields))
		set.Fields[f] = json.RawMessage(fmt.Sprint(r.IntN(1000)))
		l.saw(&set, f, false)
	}
	l.append(class, oplog.Body{Set: &set})
}

// saw takes down what the person replaces with a field's new value.
func (l *laptop) saw(set *oplog.SetBody, f string, lost bool) {
	c := l.cell(oplog.Key{Entity: set.Entity, ID: set.ID, Field: f})
	var base []oplog.Stamp
	if c.Now.Stamp != (oplog.Stamp{}) {
		base = append(base, c.Now.Stamp)
	}
	for _, w := range c.Lost {
		if lost {
			base = append(base, w.Stamp)
		}
	}
	if len(base) > 0 {
		set.Base[f] = base
	}
}

func (l *laptop) cell(k oplog.Key) oplog.Cell { return l.mem.Cells()[k] }

func (l *laptop) append(class oplog.Class, b oplog.Body) {
	l.tx(func(d oplog.Disk) error {
		_, err := l.rep.Append(d, l.now(), class, oplog.ScopeOf(b), b)
		return err
	})
}

func (l *laptop) add(id string) {
	body := json.RawMessage(fmt.Sprintf(`{"guest":"E/g%d"}`, l.w.r.IntN(guests)))
	l.append(oplog.Work, oplog.Body{Add: &oplog.AddBody{ID: id, Kind: "arrive", Event: "E0", Body: body}})
}

func (l *laptop) takeBack() {
	ids := sortedKeys(l.mem.Facts())
	if len(ids) == 0 {
		return
	}
	l.append(oplog.Work, oplog.Body{Void: &oplog.VoidBody{Fact: ids[l.w.r.IntN(len(ids))]}})
}

// settle settles a conflict, knowing all of its values.
func (l *laptop) settle() {
	for _, k := range sortedFunc(l.mem.Cells(), oplog.Key.Compare) {
		if k.Entity != "event" || len(l.cell(k).Lost) == 0 {
			continue
		}
		set := oplog.SetBody{
			Entity: k.Entity, ID: k.ID, Base: map[string][]oplog.Stamp{},
			Fields: map[string]json.RawMessage{k.Field: json.RawMessage(fmt.Sprint(l.w.r.IntN(1000)))},
		}
		l.saw(&set, k.Field, true)
		l.append(oplog.Work, oplog.Body{Set: &set})
		return
	}
}

// step makes the next request of a sync.
func (l *laptop) step() {
	if !l.up || !l.online || l.asked != 0 {
		return
	}
	if l.session == nil {
		l.session = l.rep.NewSession(oplog.Limit{Ops: l.w.batch, Bytes: 1 << 20})
	}
	var t oplog.Turn
	if !l.tx(func(d oplog.Disk) (err error) { t, err = l.session.Next(d); return err }) {
		return
	}
	if t.Ask == oplog.AskNothing {
		l.session = nil
		return
	}
	l.turn = t
	l.asked = l.w.ask(l, t)
}

// answer takes in what the server said.
func (l *laptop) answer(number uint64, a answer) {
	if !l.up || number != l.asked {
		return // too late, or twice
	}
	l.asked = 0
	l.tx(func(d oplog.Disk) error { return l.take(d, a) })
}

func (l *laptop) take(d oplog.Disk, a answer) error {
	s, t := l.session, l.turn
	if a.reset {
		l.w.stats.Resets++
		return s.Reset(d)
	}
	switch t.Ask { //nolint:exhaustive // asking about the mailbox stands below
	case oplog.AskPush:
		return s.Pushed(d, t, a.push)
	case oplog.AskPull:
		_, err := s.Pulled(d, l.now(), oplog.Feed{From: t.At, Ops: a.ops, Next: a.next, More: a.more})
		return err
	case oplog.AskLetGo:
		return s.LetGo(d, t)
	}
	for _, m := range a.letters {
		if err := l.open(d, m); err != nil {
			return err
		}
	}
	s.Mailed()
	return nil
}

// open imports one letter: a name, and how to reach them.
func (l *laptop) open(d oplog.Disk, m feed.Letter) error {
	value := map[string]json.RawMessage{"name": json.RawMessage(`"` + m.UUID + `"`)}
	_, err := l.rep.ImportSignup(d, l.now(), "", m.UUID, oplog.Draft{
		Class: oplog.Roster, Set: oplog.SetBody{Entity: "guest", Fields: value},
	})
	return err
}

// meet exchanges all with another laptop, by a stick or in a hall; cut says after
// how many ops the stick is pulled out, each way.
func (l *laptop) meet(o *laptop, cut int) {
	l.give(o, cut)
	o.give(l, cut)
	for _, x := range []*laptop{l, o} {
		if x.up {
			x.tx(func(d oplog.Disk) error {
				_, err := x.rep.Settle(d, x.now())
				return err
			})
		}
	}
}

func (l *laptop) give(to *laptop, cut int) {
	if !l.up || !to.up {
		return
	}
	have, err := to.rep.Have(to.mem)
	if err != nil {
		l.w.fail("have: %v", err)
		return
	}
	if l.w.r.IntN(2) == 0 {
		have = nil // a stick does not know what the other has
	}
	var ops []oplog.Op
	err = l.rep.OpsBeyond(l.mem, have, func(o oplog.Op) error {
		if ops = append(ops, o); len(ops) >= cut {
			return errPower
		}
		return nil
	})
	if err != nil && !errors.Is(err, errPower) {
		l.w.fail("give: %v", err)
		return
	}
	for part := range slices.Chunk(ops, 50) {
		ok := to.tx(func(d oplog.Disk) error {
			for _, o := range part {
				if _, err := to.rep.Receive(d, o, false); err != nil {
					return err
				}
			}
			return nil
		})
		if !ok {
			return
		}
	}
}
