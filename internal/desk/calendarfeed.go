package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// feedKeeps is for how many days after an event its entries stay in the feed of all
// events: our own default.
const feedKeeps = 90

// FeedRequest says what a calendar feed holds.
type FeedRequest struct {
	Event string `json:"event"` // empty for all events of the group
	Names bool   `json:"names"` // who does a task and who takes a shift
	Todos bool   `json:"todos"` // what is due as to-dos, and not as entries of its day
}

// FeedSaved is a calendar feed that was written.
type FeedSaved struct {
	File      string `json:"file"`
	Events    int    `json:"events"`
	Tasks     int    `json:"tasks"`
	Shifts    int    `json:"shifts"`
	Cancelled int    `json:"cancelled"` // of all of them
}

// CalendarFeed writes the events of a group with their tasks and shifts as one iCalendar
// file for the crew, as event.ICSFeed does. Its entries are numbered by when they were
// changed last, so the same plan gives the same bytes and a calendar that follows the file
// sees what is new. It has no name of a person unless asked for, which the audit trail
// says then, and only the area of a place while the address is hidden.
func (d *Desk) CalendarFeed(ctx context.Context, req FeedRequest, w io.Writer) (FeedSaved, error) {
	f := feed{d: d, ctx: ctx, req: req, stamps: map[string]map[string]oplog.Stamp{}}
	evs, err := f.events()
	if err != nil {
		return FeedSaved{}, err
	}
	for _, e := range evs {
		if err := f.event(e); err != nil {
			return FeedSaved{}, err
		}
	}
	if len(f.entries) == 0 {
		return FeedSaved{}, fault.New(fault.NotFound, "there is no event for a calendar", "`daykit new` adds one")
	}
	name := "Daykit"
	if req.Event != "" {
		name, _ = evs[0].doc.Title.In(mainLang(evs[0].doc), "en")
	} else if g := evs[0].doc.Group; g != "" {
		name = g
	}
	b, err := event.ICSFeed(name, f.entries...)
	if err != nil {
		return FeedSaved{}, err
	}
	if f.named { // before anybody has the file: a line too many is the lesser harm
		if err := d.note(ctx, auditExport, f.key, "calendar with names"); err != nil {
			return FeedSaved{}, err
		}
	}
	_, err = w.Write(b)
	return f.counts(), err
}

// SaveFeed writes a CalendarFeed into the file at path, in the place of the last one.
func (d *Desk) SaveFeed(ctx context.Context, req FeedRequest, path string) (out FeedSaved, err error) {
	if !strings.HasSuffix(strings.ToLower(path), ".ics") {
		return out, fault.Invalidf("name a file that ends in .ics", "%q is not the name of a calendar file", baseName(path))
	}
	write := SaveFile
	if req.Names {
		write = saveOwn
	}
	err = write(path, func(w io.Writer) error {
		out, err = d.CalendarFeed(ctx, req, w)
		return err
	})
	out.File = path
	return out, err
}

// saveOwn is SaveFile for what only the user may read.
func saveOwn(path string, write func(io.Writer) error) error { return saveFile(path, 0o600, write) }

// feed is one in the making.
type feed struct {
	d       *Desk
	ctx     context.Context //nolint:containedctx // of the one call that makes it
	req     FeedRequest
	key     string // of the event; empty for all
	stamps  map[string]map[string]oplog.Stamp
	entries []event.FeedEntry
	named   bool
}

// feedEvent is an event, which may have been deleted.
type feedEvent struct {
	doc  event.Event
	gone bool
}

// events are those that the feed is about, by their dates. What was deleted stays as
// cancelled, for calendars that took it in before.
func (f *feed) events() ([]feedEvent, error) {
	if f.req.Event != "" {
		ev, err := f.d.event(f.ctx, f.req.Event)
		f.key = string(ev.ID)
		return []feedEvent{{doc: ev}}, err
	}
	rows, err := f.d.store.Entities(f.ctx, entityEvent, "")
	if err != nil {
		return nil, err
	}
	var out []feedEvent
	for _, r := range rows {
		gone := string(r.Fields[fieldDeleted]) == "true"
		delete(r.Fields, fieldDeleted)
		ev, err := eventFrom(r)
		switch {
		case errors.Is(err, errDeleted): // what is left of one that was never whole
		case err != nil:
			return nil, err
		case f.d.daysTo(ev) >= -feedKeeps:
			out = append(out, feedEvent{ev, gone})
		}
	}
	slices.SortStableFunc(out, func(a, b feedEvent) int { return cmp.Compare(a.doc.Date, b.doc.Date) })
	return out, nil
}

func (f *feed) event(e feedEvent) error {
	ev := e.doc
	title, lang := ev.Title.In(mainLang(ev), "en")
	about, aboutLang := ev.Texts.About.In(mainLang(ev), "en")
	stamp, err := f.changed(entityEvent, string(ev.ID))
	if err != nil {
		return err
	}
	f.add(event.FeedEntry{Kind: event.FeedEvent, Calendar: event.Calendar{
		UID: string(ev.ID), Title: title, TitleLang: lang, About: about, AboutLang: aboutLang, Place: ev.Venue.Place(),
		Date: ev.Date, Start: ev.Start, End: ev.End, Timezone: ev.Timezone, Stamp: stamp,
		Cancelled: e.gone || ev.SignupPage.State == event.SignupCancelled,
	}})
	// What an entry of the event says hangs on these fields of it.
	if stamp, err = f.changed(entityEvent, string(ev.ID), "title", "date", "timezone", "venue", "signup_page", fieldDeleted); err != nil {
		return err
	}
	erased, err := f.erased(ev)
	if err != nil {
		return err
	}
	stamp = latest(stamp, erased)
	return errors.Join(f.tasks(e, title, stamp), f.shifts(e, title, stamp))
}

// erased is when somebody was last erased from an event. What they did is gone with when they
// did it, so all entries that may have said it count as changed then: a number that went
// down would let calendars keep the old entry.
func (f *feed) erased(ev event.Event) (at time.Time, err error) {
	notes, err := f.d.store.Notes(f.ctx, string(ev.ID))
	for _, n := range notes {
		if n.What == auditErase {
			at = latest(at, n.At.Add(time.Second)) // notes say whole seconds, rounded down
		}
	}
	return at, err
}

func (f *feed) add(e event.FeedEntry) { f.entries = append(f.entries, e) }

// tasks adds what is due, on the day for which it is planned. What was taken off the list is
// cancelled.
func (f *feed) tasks(e feedEvent, title string, since time.Time) error {
	p, err := f.d.planned(f.ctx, e.doc)
	if err != nil {
		return err
	}
	squeezed, err := f.planChanged(e.doc)
	if err != nil {
		return err
	}
	kind := event.FeedDue
	if f.req.Todos {
		kind = event.FeedTodo
	}
	add := func(it plan.Task, gone bool) error {
		stamp, err := f.taskChanged(e.doc, it.ID)
		if it.Squeezed {
			stamp = latest(stamp, squeezed)
		}
		who := ""
		if f.req.Names && it.Who != "" {
			who, f.named = it.Who, true
		}
		f.add(event.FeedEntry{Kind: kind, Done: it.Done, Calendar: event.Calendar{
			UID: fmt.Sprintf("%s-task-%s", e.doc.ID, it.ID), Title: it.Title + " · " + title, About: who,
			Date: cmp.Or(it.Planned, it.Due), Stamp: latest(since, stamp), Cancelled: gone || e.gone,
		}})
		return err
	}
	tasks := plan.Today(p.days, p.items).Tasks
	slices.SortStableFunc(tasks, func(a, b plan.Task) int { return cmp.Compare(a.Due, b.Due) })
	for _, it := range tasks {
		err = errors.Join(err, add(it, false))
	}
	for _, it := range p.dropped {
		err = errors.Join(err, add(plan.Task{Item: it}, true))
	}
	return err
}

// planChanged is when anything of the plan was changed last: the day of a task that the event
// was begun too late for hangs on all the others.
func (f *feed) planChanged(ev event.Event) (time.Time, error) {
	out, err := f.changed(entityEvent, string(ev.ID))
	for field := range classes[entityTask] {
		stamps, ferr := f.field(entityTask, field)
		err = errors.Join(err, ferr)
		for id, s := range stamps {
			if strings.HasPrefix(id, string(ev.ID)+"/") {
				out = latest(out, s.HLC.Time())
			}
		}
	}
	return out, err
}

// shifts adds the shifts. Without names an entry says how many are there and needed.
func (f *feed) shifts(e feedEvent, title string, since time.Time) error {
	shifts, gone, err := f.d.allShifts(f.ctx, e.doc)
	if err != nil {
		return err
	}
	names, err := f.names(e.doc)
	if err != nil {
		return err
	}
	roles := crewWords{roles: f.d.roleNames()}
	for _, s := range shifts {
		stamp, err := f.shiftChanged(e.doc, s)
		if err != nil {
			return err
		}
		var who []string
		for _, id := range s.Who {
			if n := names[id]; n != "" {
				who, f.named = append(who, n), true
			}
		}
		slices.Sort(who)
		f.add(event.FeedEntry{Kind: event.FeedShift, Calendar: event.Calendar{
			UID: fmt.Sprintf("%s-%s", e.doc.ID, s.ID), Title: fmt.Sprintf("%s (%d of %d) · %s", roles.role(s.Role), len(s.Who), s.Need, title),
			About: strings.Join(who, ", "), Place: e.doc.Venue.Place(), Timezone: e.doc.Timezone,
			Date: event.AddDays(e.doc.Date, s.Day), Start: s.From, End: s.To, Stamp: latest(since, stamp),
			Cancelled: e.gone || gone[s.ID] || e.doc.SignupPage.State == event.SignupCancelled,
		}})
	}
	return nil
}

// taskChanged is when a task was changed last, or who does it where the feed says that.
func (f *feed) taskChanged(ev event.Event, task string) (time.Time, error) {
	stamp, err := f.changed(entityTask, string(ev.ID)+"/"+task)
	if err != nil || !f.req.Names {
		return stamp, err
	}
	doers, err := f.field(entityDoer, "who")
	at := string(ev.ID) + "/" + entityTask + "/" + task
	for id, t := range doers {
		if id == at || strings.HasPrefix(id, at+"/") {
			stamp = latest(stamp, t.HLC.Time())
		}
	}
	return stamp, err
}

// names are those of the crew by their ids, where the feed may say them.
func (f *feed) names(ev event.Event) (map[string]string, error) {
	if !f.req.Names {
		return map[string]string{}, nil
	}
	members, err := f.d.crewOf(f.ctx, ev)
	out := map[string]string{}
	for _, m := range members {
		out[m.id] = m.Name
	}
	return out, err
}

// shiftChanged is when a shift, or who takes it, was changed last, and what those are called
// where the feed says that.
func (f *feed) shiftChanged(ev event.Event, s plan.Shift) (time.Time, error) {
	stamp, err := f.changed(entityShift, string(ev.ID)+"/"+s.ID)
	if err != nil {
		return stamp, err
	}
	for _, who := range s.Who {
		if !f.req.Names {
			break
		}
		named, err := f.changed(entityCrew, string(ev.ID)+"/"+who, "name", fieldDeleted)
		if err != nil {
			return stamp, err
		}
		stamp = latest(stamp, named)
	}
	turns, err := f.field(entityTurn, fieldOn)
	for id, t := range turns {
		if strings.HasPrefix(id, string(ev.ID)+"/"+s.ID+"/") {
			stamp = latest(stamp, t.HLC.Time())
		}
	}
	return stamp, err
}

// changed is when one of the fields of an entity was changed last; of all without any.
func (f *feed) changed(entity, id string, fields ...string) (time.Time, error) {
	if len(fields) == 0 {
		fields = slices.Sorted(maps.Keys(classes[entity]))
	}
	var out time.Time
	for _, field := range fields {
		stamps, err := f.field(entity, field)
		if err != nil {
			return out, err
		}
		if s, ok := stamps[id]; ok {
			out = latest(out, s.HLC.Time())
		}
	}
	return out, nil
}

// field reads once when a field of all entities of a kind was changed.
func (f *feed) field(entity, field string) (map[string]oplog.Stamp, error) {
	key := entity + "." + field
	if have, ok := f.stamps[key]; ok {
		return have, nil
	}
	stamps, err := f.d.store.Stamps(f.ctx, entity, f.key, field)
	f.stamps[key] = stamps
	return stamps, err
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func (f *feed) counts() (out FeedSaved) {
	for _, e := range f.entries {
		switch e.Kind {
		case event.FeedEvent:
			out.Events++
		case event.FeedShift:
			out.Shifts++
		case event.FeedDue, event.FeedTodo:
			out.Tasks++
		}
		if e.Cancelled {
			out.Cancelled++
		}
	}
	return out
}

// allShifts are the shifts of an event, and among them the ids of those that were taken
// off the list.
func (d *Desk) allShifts(ctx context.Context, ev event.Event) (shifts []plan.Shift, gone map[string]bool, err error) {
	shifts, err = d.shiftsOf(ctx, ev)
	if err != nil {
		return nil, nil, err
	}
	rows, err := d.store.Entities(ctx, entityShift, string(ev.ID)+"/")
	gone = map[string]bool{}
	for _, r := range rows {
		s, id := storedShift{}, strings.TrimPrefix(r.ID, string(ev.ID)+"/")
		if err := decodeFields(r.Fields, &s); err != nil {
			return nil, nil, err
		}
		if s.Deleted && s.Role != "" && s.From != "" && s.To != "" {
			gone[id] = true
			shifts = append(shifts, plan.Shift{ID: id, Role: s.Role, Day: s.Day, From: s.From, To: s.To, Need: s.Need})
		}
	}
	slices.SortStableFunc(shifts, func(a, b plan.Shift) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.From, b.From), cmp.Compare(a.ID, b.ID))
	})
	return shifts, gone, err
}
