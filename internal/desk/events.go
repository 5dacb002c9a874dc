package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
)

// The entities of the log that the desk writes, beside those of package wire.
const (
	entityEvent = "event" // id: the event's; one field for each of the document's
	entityTask  = "task"  // id: EVENT/TASK
	entityGuest = "guest" // id: EVENT/GUEST

	// entityWalkIn is the name of somebody who had not signed up; id: EVENT/ and the
	// id that the fact of their coming carries.
	entityWalkIn = "walkin"

	fieldDeleted = "deleted"
	fieldBegun   = "begun" // of an event: since when it is planned for its day
)

// Labels of acts, which the window translates when it offers to undo them.
const (
	actNew     = "event.new"
	actCopy    = "event.copy"
	actEdit    = "event.edit"
	actDelete  = "event.delete"
	actTask    = "task"
	actDuty    = "duty"
	actVoices  = "voices"
	actGuests  = "guests"
	actArrive  = "arrive"
	actWalkIn  = "walk-in"
	actPublish = "publish"
	actReport  = "report"
)

// MaxEventFile is the size in bytes above which an event file is refused unread.
const MaxEventFile = 1 << 20

// NewEvent adds the event that r describes (schema daykit/event/1) and gives its
// id. A document that brings an id keeps it, unless it is here already.
func (d *Desk) NewEvent(ctx context.Context, r io.Reader) (string, error) {
	ev, err := event.Decode(r, MaxEventFile)
	if err != nil {
		return "", err
	}
	return d.addEvent(ctx, ev)
}

// CreateEvent adds an almost empty event, to be filled in.
func (d *Desk) CreateEvent(ctx context.Context, title, date, group string) (string, error) {
	ev := event.Blank(title, date, group)
	if err := d.validate(ctx, ev); err != nil {
		return "", err
	}
	return d.addEvent(ctx, ev)
}

// addEvent writes a valid event that the workspace does not have yet.
func (d *Desk) addEvent(ctx context.Context, ev event.Event) (string, error) {
	if err := d.validate(ctx, ev); err != nil {
		return "", err
	}
	if ev.ID == "" {
		id, err := event.NewID(d.opt.Rand)
		if err != nil {
			return "", err
		}
		ev.ID = id
	} else if err := d.mustBeNew(ctx, ev.ID); err != nil {
		return "", err
	}
	fields, err := bornFields(ev, d.today(ev))
	if err != nil {
		return "", err
	}
	leads, err := d.leadChanges(ctx, event.Event{}, ev)
	if err != nil {
		return "", err
	}
	id := string(ev.ID)
	return id, d.write(ctx, id, actNew, append(sets(entityEvent, id, fields), leads...)...)
}

func (d *Desk) mustBeNew(ctx context.Context, id event.ID) error {
	_, err := d.event(ctx, string(id))
	if err == nil {
		return fault.New(fault.Conflict, fmt.Sprintf("event %s is in this workspace already", id),
			"remove the id from the file to add it as a new event")
	}
	if fault.CodeOf(err) == fault.NotFound {
		return nil
	}
	return err
}

// validate holds a document to the rules of package event and to what the content pack
// knows. What the document named before it was changed may stay, since the pack that it
// came from may be gone.
func (d *Desk) validate(ctx context.Context, ev event.Event, before ...event.Event) error {
	var was event.Event
	if len(before) > 0 {
		was = before[0]
	}
	if err := ev.Validate(); err != nil {
		return err
	}
	lib, err := d.library(ctx)
	if err != nil {
		return err
	}
	if ev.Theme != "" && ev.Theme != was.Theme {
		if _, ok := d.pack().Theme(ev.Theme); !ok {
			return fault.Invalidf("choose one of the themes of the content pack", "theme: %q is not in the content pack", ev.Theme)
		}
	}
	for i, id := range ev.Voices {
		if _, ok := lib.Voice(id); !ok && !slices.Contains(was.Voices, id) {
			return fault.Invalidf("`daykit voices` lists them", "voices[%d]: %q is not in the content pack", i, id)
		}
	}
	if err := d.checkPageVoice(lib, ev, was); err != nil {
		return err
	}
	for i, id := range ev.Activities {
		if _, ok := d.pack().Activity(id); !ok && !slices.Contains(was.Activities, id) {
			return fault.Invalidf("choose one of the pack's activities", "activities[%d]: %q is not in the content pack", i, id)
		}
	}
	return nil
}

// Document gives the event document, as NewEvent would take it again.
func (d *Desk) Document(ctx context.Context, id string) (event.Event, error) { return d.event(ctx, id) }

// Edit changes an event by a JSON merge patch (RFC 7396) of its document. An
// error names the field and leaves everything as it was.
func (d *Desk) Edit(ctx context.Context, id string, patch []byte) (EventView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return EventView{}, err
	}
	next, err := ev.Patch(patch)
	if err != nil {
		return EventView{}, err
	}
	next.ID = ev.ID
	if err := d.validate(ctx, next, ev); err != nil {
		return EventView{}, err
	}
	moved, stay, err := d.moveTasks(ctx, ev, next)
	if err != nil {
		return EventView{}, err
	}
	if err := d.saveEvent(ctx, actEdit, ev, next, stay...); err != nil {
		return EventView{}, err
	}
	v, err := d.Event(ctx, id)
	v.Schedule.Moved = moved
	return v, err
}

// saveEvent writes the fields in which next differs from ev, and what goes with that,
// as one act; no difference, no act.
func (d *Desk) saveEvent(ctx context.Context, label string, ev, next event.Event, also ...store.Change) error {
	after, err := changedFields(ev, next)
	if err != nil {
		return err
	}
	if next.Date < ev.Date { // nobody is late for what was due before anybody knew of that day
		after[fieldBegun] = raw(d.today(next))
	}
	leads, err := d.leadChanges(ctx, ev, next)
	if err != nil || len(after)+len(leads) == 0 {
		return err
	}
	id := string(ev.ID)
	return d.write(ctx, id, label, slices.Concat(sets(entityEvent, id, after), leads, also)...)
}

// changedFields are the fields in which next differs from ev.
func changedFields(ev, next event.Event) (map[string]json.RawMessage, error) {
	before, err := eventFields(ev)
	if err != nil {
		return nil, err
	}
	after, err := eventFields(next)
	if err != nil {
		return nil, err
	}
	for k, v := range before {
		switch now, kept := after[k]; {
		case !kept:
			after[k] = json.RawMessage("null")
		case bytes.Equal(v, now):
			delete(after, k)
		}
	}
	return after, nil
}

// DeleteEvent takes an event out of the list. It can be undone.
func (d *Desk) DeleteEvent(ctx context.Context, id string) error {
	ev, err := d.event(ctx, id)
	if err != nil {
		return err
	}
	fields := map[string]json.RawMessage{fieldDeleted: json.RawMessage("true")}
	return d.write(ctx, string(ev.ID), actDelete, sets(entityEvent, string(ev.ID), fields)...)
}

// Event gives one event with all that its rooms show.
func (d *Desk) Event(ctx context.Context, id string) (EventView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return EventView{}, err
	}
	return d.view(ctx, ev)
}

func (d *Desk) view(ctx context.Context, ev event.Event) (EventView, error) {
	id := string(ev.ID)
	tasks, schedule, err := d.tasks(ctx, ev)
	if err != nil {
		return EventView{}, err
	}
	att, err := d.attendance(ctx, ev)
	if err != nil && fault.CodeOf(err) == fault.Locked {
		att, err = Attendance{ByQuarter: []Quarter{}}, nil // the plan can be read without the guests
	}
	if err != nil {
		return EventView{}, err
	}
	pub, err := d.published(ctx, id)
	if err != nil {
		return EventView{}, err
	}
	undo, err := d.store.LastAct(ctx, id)
	if err != nil {
		return EventView{}, err
	}
	redo, err := d.store.NextRedo(ctx, id)
	if err != nil {
		return EventView{}, err
	}
	fresh, ferr := d.newSignups(ctx, id)
	pack, err := d.packOf(ctx, id)
	if err = errors.Join(err, ferr); err != nil {
		return EventView{}, err
	}
	title, _ := ev.Title.In(mainLang(ev), "en")
	return EventView{
		Doc: ev, Title: title,
		DateWords: locale.ShortDate("en", ev.Date), TimeWords: locale.TimeRange(ev.Start, ev.End),
		Place: ev.Venue.Place(), DaysToGo: d.daysTo(ev),
		Tasks: tasks, TasksDue: tasksDue(tasks, d.today(ev)), Schedule: schedule, Attendance: att,
		Published: pub, NewSignups: fresh, CanUndo: undo, CanRedo: redo,
		Languages: d.languageTags(pack, publicKeys(pack, ev.Venue.Access), ev.Languages...), Objectives: d.objectives(ev.Objectives),
	}, nil
}

// today is the date at the event's place.
func (d *Desk) today(ev event.Event) string { return d.opt.Now().In(zone(ev)).Format(time.DateOnly) }

func (d *Desk) daysTo(ev event.Event) int { return event.DaysBetween(d.today(ev), ev.Date) }

// zone is the event's time zone; a document is only stored once its zone is known.
func zone(ev event.Event) *time.Location {
	loc, err := time.LoadLocation(ev.Timezone)
	if err != nil {
		return time.UTC
	}
	return loc
}

func mainLang(ev event.Event) string {
	if len(ev.Languages) == 0 {
		return "en"
	}
	return ev.Languages[0]
}

// events loads every event that is not deleted, without who leads the points of its
// running order.
func (d *Desk) events(ctx context.Context) ([]event.Event, error) {
	rows, err := d.store.Entities(ctx, entityEvent, "")
	if err != nil {
		return nil, err
	}
	out := make([]event.Event, 0, len(rows))
	for _, r := range rows {
		ev, err := eventFrom(r)
		if errors.Is(err, errDeleted) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, ev)
	}
	return out, nil
}

// event loads one event by its id, in any case.
func (d *Desk) event(ctx context.Context, id string) (event.Event, error) {
	key := strings.ToUpper(strings.TrimSpace(id))
	fields, err := d.store.Entity(ctx, entityEvent, key)
	if err != nil {
		return event.Event{}, err
	}
	ev, err := eventFrom(store.Row{ID: key, Fields: fields})
	if errors.Is(err, errDeleted) {
		return event.Event{}, fault.New(fault.NotFound, fmt.Sprintf("there is no event %q here", id), "`daykit events` lists them")
	}
	if err != nil {
		return ev, err
	}
	return d.withLeads(ctx, ev)
}

// eventKey is the stored id of an event that may have been deleted, so that the
// deletion can be undone.
func (d *Desk) eventKey(ctx context.Context, id string) (string, error) {
	key := strings.ToUpper(strings.TrimSpace(id))
	fields, err := d.store.Entity(ctx, entityEvent, key)
	if err != nil {
		return "", err
	}
	if len(fields) == 0 {
		return "", fault.New(fault.NotFound, fmt.Sprintf("there is no event %q here", id), "`daykit events` lists them")
	}
	return key, nil
}

var errDeleted = errors.New("event is deleted")

// eventFrom builds a document from its stored fields; none or a deleted mark gives
// errDeleted. So does what is left when one laptop took an event's making back while
// another changed it: a field or two, which are no event.
func eventFrom(r store.Row) (event.Event, error) {
	if r.Fields["title"] == nil || r.Fields["date"] == nil || r.Fields["timezone"] == nil || string(r.Fields[fieldDeleted]) == "true" {
		return event.Event{}, errDeleted
	}
	delete(r.Fields, fieldDeleted)
	b, err := json.Marshal(r.Fields)
	if err != nil {
		return event.Event{}, fmt.Errorf("join event fields: %w", err)
	}
	ev := event.Event{}
	if err := json.Unmarshal(b, &ev); err != nil {
		return event.Event{}, fault.Wrap(err, fault.Damaged, "an event in this workspace does not read back", "restore a backup")
	}
	ev.ID, ev.Schema = event.ID(r.ID), event.Schema
	return ev.Normal(), nil
}

// eventFields splits a document into the fields that the log keeps apart, so that
// edits of different fields on two laptops never overwrite each other. Who leads a point
// is not among them.
func eventFields(ev event.Event) (map[string]json.RawMessage, error) {
	b, err := json.Marshal(leaderless(ev))
	if err != nil {
		return nil, fmt.Errorf("encode event: %w", err)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil {
		return nil, fmt.Errorf("split event: %w", err)
	}
	delete(fields, "id")
	delete(fields, "schema")
	return fields, nil
}

// write is the one way to change the workspace.
func (d *Desk) write(ctx context.Context, ev, label string, changes ...store.Change) error {
	if err := printable(changes); err != nil {
		return err
	}
	return d.store.Write(ctx, store.Act{Event: ev, Label: label, Changes: changes})
}

// raw encodes a value that cannot fail to encode.
func raw(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return b
}
