package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

const actProgramme = "programme"

// ProgrammeOffer is a running order that the activities of an event bring.
type ProgrammeOffer struct {
	Slots    []plan.Slot `json:"slots"`
	Replaces int         `json:"replaces"` // points that are there now and would go
}

// OfferProgramme gives the running order that an event's activities bring, between its
// start and its end. Nothing is written.
func (d *Desk) OfferProgramme(ctx context.Context, id string) (ProgrammeOffer, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ProgrammeOffer{}, err
	}
	return d.offerProgramme(ev)
}

func (d *Desk) offerProgramme(ev event.Event) (ProgrammeOffer, error) {
	slots := plan.RunningOrder(d.pack(), plan.Request{Activities: ev.Activities, Guests: ev.Expected, Start: ev.Start, End: ev.End})
	if len(slots) == 0 {
		return ProgrammeOffer{}, fault.New(fault.NotFound, "there is nothing to fill the running order from", "choose activities and a start first")
	}
	return ProgrammeOffer{Slots: slots, Replaces: len(ev.Programme)}, nil
}

// FillProgramme puts the points of OfferProgramme into the running order, which can be
// undone. What is there is only replaced when the caller says so.
func (d *Desk) FillProgramme(ctx context.Context, id string, replace bool) (EventView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return EventView{}, err
	}
	offer, err := d.offerProgramme(ev)
	if err != nil {
		return EventView{}, err
	}
	if offer.Replaces > 0 && !replace {
		return EventView{}, fault.New(fault.Conflict, fmt.Sprintf("the running order has %d points already, which would go", offer.Replaces),
			"say that they may be replaced; undo brings them back")
	}
	next := ev
	next.Programme = make([]event.ProgrammeItem, 0, len(offer.Slots))
	for _, s := range offer.Slots { // the pack names activities in English
		next.Programme = append(next.Programme, event.ProgrammeItem{At: s.At, Minutes: s.Minutes, Title: event.Text{"en": s.Title}})
	}
	return d.saveProgramme(ctx, ev, next)
}

// MoveProgramme moves a point of the running order and all that follow it by so many
// minutes, back for fewer than none. Number counts from 1 in the order of Now.Points. A
// point is moved neither past the one before it nor out of the day of the event.
func (d *Desk) MoveProgramme(ctx context.Context, id string, number, minutes int) (EventView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return EventView{}, err
	}
	order, err := programmeOrder(ev)
	if err != nil {
		return EventView{}, err
	}
	switch {
	case number < 1 || number > len(order):
		return EventView{}, fault.New(fault.NotFound, fmt.Sprintf("the running order has no point %d", number), "`daykit programme EVENT` lists them")
	case minutes == 0:
		return d.view(ctx, ev)
	case minutes > maxMove || minutes < -maxMove:
		return EventView{}, fault.Invalidf("", "minutes: move by at most %d", maxMove)
	}
	by := time.Duration(minutes) * time.Minute
	if number > 1 && order[number-1].at.Add(by).Before(order[number-2].at) {
		return EventView{}, fault.New(fault.Conflict, "it would begin before the point that stands before it", "move that one too, or by less")
	}
	next := ev
	next.Programme = slices.Clone(ev.Programme)
	for _, p := range order[number-1:] {
		moved := p.at.Add(by).In(zone(ev)).Format("15:04")
		if at, err := plan.Instant(ev, moved); err != nil || !at.Equal(p.at.Add(by)) {
			return EventView{}, fault.New(fault.Conflict, "the last points would be out of the event's day", "change the start or the end of the event first")
		}
		next.Programme[p.index].At = moved
	}
	return d.saveProgramme(ctx, ev, next)
}

// maxMove is the most minutes that the rest of a day is moved by at once.
const maxMove = 12 * 60

type placedPoint struct {
	index int // of event.Event.Programme
	at    time.Time
}

// programmeOrder is the running order from the earliest on.
func programmeOrder(ev event.Event) ([]placedPoint, error) {
	out := make([]placedPoint, 0, len(ev.Programme))
	for i, item := range ev.Programme {
		at, err := plan.Instant(ev, item.At)
		if err != nil {
			return nil, fault.Wrap(err, fault.Invalid, "the running order does not read", "look at its times")
		}
		out = append(out, placedPoint{i, at})
	}
	slices.SortStableFunc(out, func(a, b placedPoint) int { return a.at.Compare(b.at) })
	return out, nil
}

func (d *Desk) saveProgramme(ctx context.Context, ev, next event.Event) (EventView, error) {
	if err := d.validate(ctx, next, ev); err != nil {
		return EventView{}, err
	}
	if err := d.saveEvent(ctx, actProgramme, ev, next); err != nil {
		return EventView{}, err
	}
	return d.Event(ctx, string(ev.ID))
}
