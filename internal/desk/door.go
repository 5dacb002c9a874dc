package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// The facts of the door. They are only ever added or voided, so that two laptops
// never double a person (notes on the log in docs/protocol.md).
const (
	factArrive = "arrive"  // body arriveFact
	factWalkIn = "walk-in" // body walkInFact
)

// MaxWalkIns is the most people that one act may count.
const MaxWalkIns = 1000

type arriveFact struct {
	Guest string    `json:"guest"`
	At    time.Time `json:"at"`
}

type walkInFact struct {
	N   int       `json:"n"`
	Who string    `json:"who,omitempty"` // id of the walk-in whose name was taken
	At  time.Time `json:"at"`
}

// Attendance gives the numbers of one event.
func (d *Desk) Attendance(ctx context.Context, id string) (Attendance, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Attendance{}, err
	}
	return d.attendance(ctx, ev)
}

func (d *Desk) attendance(ctx context.Context, ev event.Event) (Attendance, error) {
	h, err := d.headcount(ctx, ev)
	if err != nil {
		return Attendance{}, err
	}
	a := Attendance{SignedUp: h.SignedUp, Arrived: h.Arrived, WalkIns: h.WalkIns, InRoom: h.InRoom, ByQuarter: []Quarter{}}
	for _, q := range h.ByQuarter {
		a.ByQuarter = append(a.ByQuarter, Quarter{At: q.At, Count: q.Count})
	}
	return a, nil
}

// headcount counts who signed up and who came. A count is kept until something of the
// event changes, since every list of events shows one of each.
func (d *Desk) headcount(ctx context.Context, ev event.Event) (event.Headcount, error) {
	if err := d.names(); err != nil {
		return event.Headcount{}, err
	}
	return d.counts.get(ev.ID, d.store.Changes(string(ev.ID)), func() (event.Headcount, error) { return d.count(ctx, ev) })
}

func (d *Desk) count(ctx context.Context, ev event.Event) (event.Headcount, error) {
	guests, err := d.counted(ctx, ev)
	if err != nil {
		return event.Headcount{}, err
	}
	came, err := d.came(ctx, ev)
	if err != nil {
		return event.Headcount{}, err
	}
	walkIns, err := d.walkIns(ctx, ev)
	if err != nil {
		return event.Headcount{}, err
	}
	arrivals := make([]event.Arrival, 0, len(came)+len(walkIns))
	for guest, at := range came {
		arrivals = append(arrivals, event.Arrival{Guest: guest, At: at})
	}
	for _, w := range walkIns {
		arrivals = append(arrivals, event.Arrival{WalkIns: w.N, At: w.At})
	}
	return event.Count(guests, arrivals, zone(ev)), nil
}

// came says when each guest first arrived, by guest id; for an entry that was merged, the
// one that stands for it.
func (d *Desk) came(ctx context.Context, ev event.Event) (map[string]time.Time, error) {
	stands, err := d.standsFor(ctx, ev)
	if err != nil {
		return nil, err
	}
	out := map[string]time.Time{}
	err = eachFact(ctx, d, string(ev.ID), factArrive, "an arrival", func(_ string, a arriveFact) {
		a.Guest = cmp.Or(stands[a.Guest], a.Guest)
		if t, ok := out[a.Guest]; !ok || a.At.Before(t) {
			out[a.Guest] = a.At
		}
	})
	return out, err
}

// walkIn is a walk-in fact with its id.
type walkIn struct {
	walkInFact
	id string
}

// walkIns lists the walk-ins in the order they were counted.
func (d *Desk) walkIns(ctx context.Context, ev event.Event) (out []walkIn, err error) {
	err = eachFact(ctx, d, string(ev.ID), factWalkIn, "a walk-in", func(id string, w walkInFact) {
		out = append(out, walkIn{w, id})
	})
	return out, err
}

// Arrive records that a guest, with their party, is in the room. Recording it
// again changes nothing.
func (d *Desk) Arrive(ctx context.Context, id, guest string) (Attendance, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Attendance{}, err
	}
	guests, err := d.guests(ctx, ev)
	if err != nil {
		return Attendance{}, err
	}
	if !slices.ContainsFunc(guests, func(g event.Guest) bool { return g.ID == guest }) {
		return Attendance{}, fault.New(fault.NotFound, fmt.Sprintf("no guest has the id %q", guest),
			"use --name, or count them as a walk-in")
	}
	came, err := d.came(ctx, ev)
	if err != nil {
		return Attendance{}, err
	}
	if _, here := came[guest]; !here {
		if err := d.addFact(ctx, ev, actArrive, factArrive, arriveFact{Guest: guest, At: d.now()}); err != nil {
			return Attendance{}, err
		}
	}
	return d.attendance(ctx, ev)
}

// ArriveNamed records an arrival by name: of the one guest who is called so, or
// else of a walk-in under that name. Several guests of that name are refused,
// since only a person can tell them apart.
func (d *Desk) ArriveNamed(ctx context.Context, id, name string) (Attendance, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Attendance{}, err
	}
	name = strings.TrimSpace(name)
	if err := (event.Guest{ID: "walk-in", Name: name, Party: 1}).Validate(); err != nil {
		return Attendance{}, err
	}
	guests, err := d.guests(ctx, ev)
	if err != nil {
		return Attendance{}, err
	}
	var ids []string
	for _, g := range guests {
		if strings.EqualFold(g.Name, name) {
			ids = append(ids, g.ID)
		}
	}
	switch len(ids) {
	case 1:
		return d.Arrive(ctx, id, ids[0])
	case 0:
		return d.walkInNamed(ctx, ev, name)
	default:
		return Attendance{}, fault.New(fault.Conflict, fmt.Sprintf("%d guests have that name", len(ids)),
			"say which by its id: "+strings.Join(ids, ", "))
	}
}

// walkInNamed counts somebody who had not signed up and gave a name. The name stands
// on its own, so that it can be erased and the count stays.
func (d *Desk) walkInNamed(ctx context.Context, ev event.Event, name string) (Attendance, error) {
	who, err := d.randomID()
	if err != nil {
		return Attendance{}, err
	}
	changes := sets(entityWalkIn, string(ev.ID)+"/"+who, map[string]json.RawMessage{"name": raw(name)})
	changes = append(changes, newFact(factWalkIn, walkInFact{N: 1, Who: who, At: d.now()}))
	if err := d.write(ctx, string(ev.ID), actWalkIn, changes...); err != nil {
		return Attendance{}, err
	}
	return d.attendance(ctx, ev)
}

// WalkIns counts n people who had not signed up; a negative n takes the latest
// ones back.
func (d *Desk) WalkIns(ctx context.Context, id string, n int) (Attendance, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Attendance{}, err
	}
	if n == 0 || n > MaxWalkIns || n < -MaxWalkIns {
		return Attendance{}, fault.Invalidf("", "walk-ins: give a number of people from 1 to %d", MaxWalkIns)
	}
	if n > 0 {
		err = d.addFact(ctx, ev, actWalkIn, factWalkIn, walkInFact{N: n, At: d.now()})
	} else {
		err = d.takeBack(ctx, ev, -n)
	}
	if err != nil {
		return Attendance{}, err
	}
	return d.attendance(ctx, ev)
}

// takeBack voids the latest walk-ins until n people are taken back; what is left
// of the last one voided is counted again.
func (d *Desk) takeBack(ctx context.Context, ev event.Event, n int) error {
	all, err := d.walkIns(ctx, ev)
	if err != nil {
		return err
	}
	var changes []store.Change
	for i := len(all) - 1; i >= 0 && n > 0; i-- {
		w := all[i]
		changes = append(changes, store.VoidChange{Class: oplog.Work, Fact: w.id})
		n -= w.N
		if n < 0 {
			changes = append(changes, newFact(factWalkIn, walkInFact{N: -n, At: w.At}))
		}
	}
	if n > 0 {
		return fault.New(fault.Conflict, "fewer walk-ins were counted than that", "nothing was taken back")
	}
	return d.write(ctx, string(ev.ID), actWalkIn, changes...)
}

func (d *Desk) addFact(ctx context.Context, ev event.Event, label, kind string, body any) error {
	return d.write(ctx, string(ev.ID), label, newFact(kind, body))
}

// newFact states a fact whose id the store draws.
func newFact(kind string, body any) store.AddChange {
	return store.AddChange{Class: oplog.Work, Kind: kind, Body: raw(body)}
}

// now is the time of a fact, to the second: finer says nothing about an arrival.
func (d *Desk) now() time.Time { return d.opt.Now().UTC().Truncate(time.Second) }
