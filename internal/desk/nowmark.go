package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// factMark says that a point of the running order began, or was left out. It is a fact, so
// that two laptops that say so at once are both heard, and the later one counts.
const factMark = "mark"

const actMark = "mark"

// markNear is how far from its planned time a point can begin: our own default. What is
// further off is a slip of the hand on another day.
const markNear = 12 * time.Hour

// markFact is the body of a fact. It knows its point by where that stood and by a sum of
// its title, so that it says no word of the running order, which may hold a name.
type markFact struct {
	pointKey
	At   time.Time `json:"at"` // when it began or was left out
	Skip bool      `json:"skip,omitempty"`
}

// mark is a fact with its id.
type mark struct {
	markFact
	id string
}

// pointKey knows a point of the running order when others come and go, when it is moved
// and when it gets another title, but not when both happen to it.
type pointKey struct {
	Planned string `json:"planned"` // 17:40
	N       int    `json:"n"`       // among those of that time, from 0
	Of      string `json:"of"`      // the first 8 hexadecimal digits of a sum of event and title
}

// String is the key as the window hands it back.
func (k pointKey) String() string { return fmt.Sprintf("%s/%d/%s", k.Planned, k.N, k.Of) }

// pointKeys are those of an event's running order, in its order.
func pointKeys(ev event.Event) []pointKey {
	out, have := make([]pointKey, 0, len(ev.Programme)), map[string]int{}
	for _, item := range ev.Programme {
		title, _ := json.Marshal(item.Title) // with its languages in their order
		sum := sha256.Sum256(append([]byte(ev.ID+" "), title...))
		out = append(out, pointKey{Planned: item.At, N: have[item.At], Of: hex.EncodeToString(sum[:4])})
		have[item.At]++
	}
	return out
}

// find gives the index of the point that is meant, or -1: the one that is as it was, else
// the only one of that title, else what stands where it stood.
func (k pointKey) find(keys []pointKey) int {
	if i := slices.Index(keys, k); i >= 0 {
		return i
	}
	same := func(other pointKey) bool { return other.Of == k.Of }
	if i := slices.IndexFunc(keys, same); i >= 0 && !slices.ContainsFunc(keys[i+1:], same) {
		return i
	}
	return slices.IndexFunc(keys, func(other pointKey) bool { return other.Planned == k.Planned && other.N == k.N })
}

// marksOf gives what was said last of each point, by its index. What was said of a point
// that is not there any more is passed over.
func (d *Desk) marksOf(ctx context.Context, ev event.Event) (map[int]mark, error) {
	out, keys := map[int]mark{}, pointKeys(ev)
	err := eachFact(ctx, d, string(ev.ID), factMark, "a point that began", func(id string, m markFact) {
		if i := m.find(keys); i >= 0 {
			out[i] = mark{m, id}
		}
	})
	return out, err
}

func planMarks(marks map[int]mark) []plan.Mark {
	out := make([]plan.Mark, 0, len(marks))
	for i, m := range marks {
		out = append(out, plan.Mark{Index: i, Began: m.At, Skipped: m.Skip})
	}
	return out
}

// BeginPoint says that a point of the running order, by its key, began at a moment, which
// is read as Now reads it. It gives what is on then.
func (d *Desk) BeginPoint(ctx context.Context, id, key, moment string) (Now, error) {
	return d.markPoint(ctx, id, key, moment, false)
}

// SkipPoint says that a point of the running order is left out from a moment on.
func (d *Desk) SkipPoint(ctx context.Context, id, key, moment string) (Now, error) {
	return d.markPoint(ctx, id, key, moment, true)
}

func (d *Desk) markPoint(ctx context.Context, id, key, moment string, skip bool) (Now, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Now{}, err
	}
	at, err := d.momentOf(ev, moment)
	if err != nil {
		return Now{}, err
	}
	at = at.Truncate(time.Minute) // finer says nothing
	keys := pointKeys(ev)
	i := slices.IndexFunc(keys, func(k pointKey) bool { return k.String() == key })
	if i < 0 {
		return Now{}, fault.New(fault.NotFound, "that point is not in the running order any more", "look at it again; it was changed")
	}
	planned, err := plan.Instant(ev, ev.Programme[i].At)
	if err != nil {
		return Now{}, fault.Wrap(err, fault.Invalid, "the running order does not read", "look at its times")
	}
	if off := at.Sub(planned).Abs(); off > markNear {
		return Now{}, fault.New(fault.Conflict, "that is not the day of this event", "points are marked on the day; say --at 17:30 for a time of that day")
	}
	if err := d.addFact(ctx, ev, actMark, factMark, markFact{pointKey: keys[i], At: at.UTC(), Skip: skip}); err != nil {
		return Now{}, err
	}
	return d.nowAfter(ctx, ev, at, moment)
}

// TakeBackPoint takes back what was said last of the running order, on whichever laptop.
func (d *Desk) TakeBackPoint(ctx context.Context, id, moment string) (Now, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Now{}, err
	}
	last := ""
	err = eachFact(ctx, d, string(ev.ID), factMark, "a point that began", func(id string, _ markFact) { last = id })
	if err != nil {
		return Now{}, err
	}
	if last == "" {
		return Now{}, fault.New(fault.NotFound, "nothing of the running order was marked", "")
	}
	if err := d.write(ctx, string(ev.ID), actMark, store.VoidChange{Class: oplog.Work, Fact: last}); err != nil {
		return Now{}, err
	}
	at, err := d.momentOf(ev, moment)
	if err != nil {
		return Now{}, err
	}
	return d.nowAfter(ctx, ev, at, moment)
}

// nowAfter is what is on after an act: now, or at the moment that the act was about.
func (d *Desk) nowAfter(ctx context.Context, ev event.Event, at time.Time, moment string) (Now, error) {
	if moment == "" {
		at = d.now()
	}
	return d.nowAt(ctx, ev, at)
}
