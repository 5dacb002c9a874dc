package desk

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// MaxTaskTitle is the longest task in characters.
const MaxTaskTitle = 200

// ownPrefix begins the ids of tasks that the organisers added.
const ownPrefix = "t-"

// TaskUpdate changes what is said of a task; nil leaves it as it is.
type TaskUpdate struct {
	Title  *string
	Who    *string
	Due    *string // 2026-12-04
	Pinned *bool   // the date stays when the event moves; nil: where Due is another date than before
}

// AddTask adds a task of the organisers' own, on a date that stays when the event moves.
func (d *Desk) AddTask(ctx context.Context, id, title, due, who string) (EventView, error) {
	return d.NewTask(ctx, id, TaskUpdate{Title: &title, Due: &due, Who: &who})
}

// NewTask adds a task of the organisers' own. Title and Due are needed.
func (d *Desk) NewTask(ctx context.Context, id string, u TaskUpdate) (EventView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return EventView{}, err
	}
	random, err := d.randomID()
	if err != nil {
		return EventView{}, err
	}
	was := plan.Item{TaskTemplate: event.TaskTemplate{ID: ownPrefix + random}}
	if u.Title == nil {
		u.Title = new(string)
	}
	if u.Due == nil {
		u.Due = new(string)
	}
	fields, err := u.fields(was, ev.Date)
	if err != nil {
		return EventView{}, err
	}
	return d.setTask(ctx, ev, was.ID, fields)
}

// EditTask changes a task, the group's own or not. Another date than it had stays when
// the event moves.
func (d *Desk) EditTask(ctx context.Context, id, task, title, due, who string) (EventView, error) {
	return d.ChangeTask(ctx, id, task, TaskUpdate{Title: &title, Due: &due, Who: &who})
}

// ChangeTask changes some of what is said of a task. Where nothing differs, nothing is
// written.
func (d *Desk) ChangeTask(ctx context.Context, id, task string, u TaskUpdate) (EventView, error) {
	ev, it, err := d.task(ctx, id, task)
	if err != nil {
		return EventView{}, err
	}
	fields, err := u.fields(it, ev.Date)
	if err != nil {
		return EventView{}, err
	}
	return d.setTask(ctx, ev, task, fields)
}

// fields are what an update writes over a task of an event on date.
func (u TaskUpdate) fields(was plan.Item, date string) (map[string]json.RawMessage, error) {
	out := map[string]json.RawMessage{}
	for field, change := range map[string]struct {
		to  *string
		was string
	}{"title": {u.Title, was.Title}, "who": {u.Who, was.Who}} {
		if change.to == nil {
			continue
		}
		words := strings.TrimSpace(*change.to)
		if field == "title" && words == "" || len([]rune(words)) > MaxTaskTitle {
			return nil, fault.Invalidf("", "task: write what is to be done, in at most %d characters", MaxTaskTitle)
		}
		if words != change.was {
			out[field] = raw(words)
		}
	}
	dates, err := u.dates(was, date)
	maps.Copy(out, dates)
	return out, err
}

// dates are what an update writes of the date.
func (u TaskUpdate) dates(was plan.Item, date string) (map[string]json.RawMessage, error) {
	due, pinned := was.Due, was.Pinned
	if u.Due != nil {
		if _, err := time.Parse(time.DateOnly, *u.Due); err != nil {
			return nil, fault.Invalidf("write it like 2026-12-04", "due: %q is not a date", *u.Due)
		}
		due, pinned = *u.Due, pinned || *u.Due != was.Due
	}
	if u.Pinned != nil {
		pinned = *u.Pinned
	}
	if due == was.Due && pinned == was.Pinned {
		return nil, nil
	}
	out := map[string]json.RawMessage{"pinned": raw(pinned), "due": raw(due)}
	if !pinned {
		out["days"] = raw(event.DaysBetween(due, date))
		if !was.Done {
			out["due"] = raw(nil)
		}
	}
	return out, nil
}

// SetTaskDone ticks a task or unticks it. A ticked task keeps the date that it had; one
// that is open again follows the event again, unless a person had set its date. One of
// law that was taken off the list is put back by this.
func (d *Desk) SetTaskDone(ctx context.Context, id, task string, done bool) (EventView, error) {
	ev, it, err := d.task(ctx, id, task)
	if err != nil {
		return EventView{}, err
	}
	fields := map[string]json.RawMessage{"done": raw(done)}
	switch {
	case done:
		maps.Copy(fields, stays(it))
	case !it.Pinned:
		fields["due"] = raw(nil)
	}
	if strings.HasPrefix(task, dutyPrefix) {
		fields[fieldDeleted] = raw(false)
	}
	return d.setTask(ctx, ev, task, fields)
}

// stays are the fields that hold a task to its date, whatever becomes of the event.
func stays(it plan.Item) map[string]json.RawMessage {
	return map[string]json.RawMessage{"due": raw(it.Due), "pinned": raw(it.Pinned)}
}

// DeleteTask takes a task off the list. It can be undone.
func (d *Desk) DeleteTask(ctx context.Context, id, task string) (EventView, error) {
	ev, _, err := d.task(ctx, id, task)
	if err != nil {
		return EventView{}, err
	}
	return d.setTask(ctx, ev, task, map[string]json.RawMessage{fieldDeleted: raw(true)})
}

// moveTasks looks at what the change of an event's date does to its tasks: how many
// move, and what must be written so that the others stay. Whatever counts from the day
// moves by itself; what an older Daykit ticked has no date of its own yet.
func (d *Desk) moveTasks(ctx context.Context, ev, next event.Event) (moved int, stay []store.Change, err error) {
	if ev.Date == next.Date {
		return 0, nil, nil
	}
	p, err := d.planned(ctx, ev)
	if err != nil {
		return 0, nil, err
	}
	for i, it := range plan.Move(p.items, ev.Date, next.Date) {
		switch {
		case it.Due != p.items[i].Due:
			moved++
		case p.kept[it.ID].Due == nil:
			stay = append(stay, sets(entityTask, string(ev.ID)+"/"+it.ID, stays(it))...)
		}
	}
	return moved, stay, nil
}

// task finds a task of an event.
func (d *Desk) task(ctx context.Context, id, task string) (event.Event, plan.Item, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ev, plan.Item{}, err
	}
	p, err := d.planned(ctx, ev)
	if err != nil {
		return ev, plan.Item{}, err
	}
	it, ok := p.find(task)
	if !ok {
		return ev, it, fault.New(fault.NotFound, "that task is not on the list any more", "`daykit tasks EVENT` lists them")
	}
	return ev, it, nil
}

func (d *Desk) setTask(ctx context.Context, ev event.Event, task string, fields map[string]json.RawMessage) (EventView, error) {
	changes, err := d.taskChanges(ctx, ev, task, fields)
	if err == nil && len(changes) > 0 {
		err = d.write(ctx, string(ev.ID), actTask, changes...)
	}
	if err != nil {
		return EventView{}, err
	}
	return d.view(ctx, ev)
}

// taskChanges are the writes of fields of a task that differ from those that it has; who
// does it is an entity of its own.
func (d *Desk) taskChanges(ctx context.Context, ev event.Event, task string, fields map[string]json.RawMessage) ([]store.Change, error) {
	who, named := fields["who"]
	delete(fields, "who")
	_, own := fields["title"]
	id := string(ev.ID) + "/" + task
	if err := d.dropSame(ctx, entityTask, id, fields); err != nil {
		return nil, err
	}
	out := setsAny(entityTask, id, fields)
	if !named {
		return out, nil
	}
	var name string
	if err := json.Unmarshal(who, &name); err != nil {
		return nil, err
	}
	if own && name == "" {
		return out, nil // a new task that nobody does yet
	}
	doer, err := d.setDoer(ctx, ev, entityTask, task, name)
	return append(out, doer...), err
}

// dropSame takes out of fields those that an entity has already.
func (d *Desk) dropSame(ctx context.Context, entity, id string, fields map[string]json.RawMessage) error {
	if len(fields) == 0 {
		return nil
	}
	rows, err := d.store.Entities(ctx, entity, id, slices.Collect(maps.Keys(fields))...)
	for _, r := range rows {
		if r.ID == id {
			maps.DeleteFunc(fields, func(f string, v json.RawMessage) bool { return string(r.Fields[f]) == string(v) })
		}
	}
	return err
}

// taskTitles are what the tasks are called that are not the organisers' own, by id.
func (d *Desk) taskTitles(ev event.Event) map[string]string {
	out := map[string]string{taskDelete: deletionItem(ev).Title}
	for _, t := range plan.Templates(d.pack(), ev.Activities) {
		out[t.ID] = t.Title
	}
	for _, x := range plan.Duties(plan.FactsOf(ev, 0), d.today(ev)) {
		out[dutyPrefix+x.ID] = x.Title
	}
	return out
}
