package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// MaxTaskTitle is the longest task in characters.
const MaxTaskTitle = 200

// gates are the headings that tasks stand under, by how many days before the
// event they are due. The spans are those of the pack's compressed plan.
var gates = []struct {
	key  string
	from int // due this many days before, or more
}{
	{"d28", 28}, {"d21", 21}, {"d14", 14}, {"d7", 7}, {"d2", 1}, {"d0", 0},
}

func gateOf(daysBefore int) string {
	for _, g := range gates {
		if daysBefore >= g.from {
			return g.key
		}
	}
	return "after"
}

// storedTask is what the log keeps of a task; nil means "as the pack says".
type storedTask struct {
	Title   *string `json:"title"`
	Who     *string `json:"who"`
	Due     *string `json:"due"`
	Done    *bool   `json:"done"`
	Deleted *bool   `json:"deleted"`
}

// tasks are the pack's tasks back-planned from the date, with what the
// organisers changed, and their own.
func (d *Desk) tasks(ctx context.Context, ev event.Event) ([]Task, error) {
	rows, err := d.store.Entities(ctx, entityTask, string(ev.ID)+"/")
	if err != nil {
		return nil, err
	}
	kept := map[string]storedTask{}
	for _, r := range rows {
		var t storedTask
		if err := decodeFields(r.Fields, &t); err != nil {
			return nil, err
		}
		kept[strings.TrimPrefix(r.ID, string(ev.ID)+"/")] = t
	}
	today := d.today(ev)
	out := []Task{}
	for _, p := range d.pack().Plan(ev.Activities) {
		t := Task{ID: p.ID, Title: p.Title, Due: event.AddDays(ev.Date, -p.DaysBefore), Source: "pack"}
		out = appendTask(out, t, kept[p.ID], ev.Date, today)
		delete(kept, p.ID)
	}
	for _, id := range slices.Sorted(maps.Keys(kept)) {
		if id == taskDelete {
			continue
		}
		out = appendTask(out, Task{ID: id, Source: "own"}, kept[id], ev.Date, today)
	}
	due, err := d.deletionDue(ctx, ev)
	if err != nil {
		return nil, err
	}
	if due {
		out = appendTask(out, deletionTask(ev), kept[taskDelete], ev.Date, today)
	}
	slices.SortStableFunc(out, func(a, b Task) int { return strings.Compare(a.Due, b.Due) }) // on one day, in the pack's order
	return out, nil
}

func appendTask(out []Task, t Task, k storedTask, date, today string) []Task {
	if k.Deleted != nil && *k.Deleted {
		return out
	}
	override(&t.Title, k.Title)
	override(&t.Who, k.Who)
	override(&t.Due, k.Due)
	if t.Title == "" || t.Due == "" {
		return out // a task of the pack that a newer program knew, without words here
	}
	t.Done = k.Done != nil && *k.Done
	t.DaysBefore = event.DaysBetween(t.Due, date)
	t.Gate = gateOf(t.DaysBefore)
	if !t.Done {
		t.LateDays = event.DaysBetween(t.Due, today)
	}
	return append(out, t)
}

func override(dst, src *string) {
	if src != nil {
		*dst = *src
	}
}

// tasksDue counts what needs doing within a week, and what is late.
func tasksDue(tasks []Task) int {
	n := 0
	for _, t := range tasks {
		if !t.Done && t.LateDays > -7 {
			n++
		}
	}
	return n
}

// AddTask adds a task of the organisers' own.
func (d *Desk) AddTask(ctx context.Context, id, title, due, who string) (EventView, error) {
	task, err := d.randomID()
	if err != nil {
		return EventView{}, err
	}
	return d.putTask(ctx, id, "t-"+task, title, due, who)
}

// EditTask changes a task, its own or the pack's.
func (d *Desk) EditTask(ctx context.Context, id, task, title, due, who string) (EventView, error) {
	if err := d.mustHaveTask(ctx, id, task); err != nil {
		return EventView{}, err
	}
	return d.putTask(ctx, id, task, title, due, who)
}

func (d *Desk) putTask(ctx context.Context, id, task, title, due, who string) (EventView, error) {
	title, who = strings.TrimSpace(title), strings.TrimSpace(who)
	if title == "" || len([]rune(title)) > MaxTaskTitle || len([]rune(who)) > MaxTaskTitle {
		return EventView{}, fault.Invalidf("", "task: write what is to be done, in at most %d characters", MaxTaskTitle)
	}
	if _, err := time.Parse(time.DateOnly, due); err != nil {
		return EventView{}, fault.Invalidf("write it like 2026-12-04", "due: %q is not a date", due)
	}
	return d.setTask(ctx, id, task, map[string]json.RawMessage{"title": raw(title), "due": raw(due), "who": raw(who)})
}

// SetTaskDone ticks a task or unticks it.
func (d *Desk) SetTaskDone(ctx context.Context, id, task string, done bool) (EventView, error) {
	if err := d.mustHaveTask(ctx, id, task); err != nil {
		return EventView{}, err
	}
	return d.setTask(ctx, id, task, map[string]json.RawMessage{"done": raw(done)})
}

// DeleteTask takes a task off the list. It can be undone.
func (d *Desk) DeleteTask(ctx context.Context, id, task string) (EventView, error) {
	if err := d.mustHaveTask(ctx, id, task); err != nil {
		return EventView{}, err
	}
	return d.setTask(ctx, id, task, map[string]json.RawMessage{fieldDeleted: raw(true)})
}

func (d *Desk) mustHaveTask(ctx context.Context, id, task string) error {
	ev, err := d.event(ctx, id)
	if err != nil {
		return err
	}
	tasks, err := d.tasks(ctx, ev)
	if err != nil {
		return err
	}
	for _, t := range tasks {
		if t.ID == task {
			return nil
		}
	}
	return fault.New(fault.NotFound, "that task is not on the list any more", "")
}

func (d *Desk) setTask(ctx context.Context, id, task string, fields map[string]json.RawMessage) (EventView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return EventView{}, err
	}
	if err := d.write(ctx, string(ev.ID), actTask, sets(entityTask, string(ev.ID)+"/"+task, fields)...); err != nil {
		return EventView{}, err
	}
	return d.view(ctx, ev)
}

// randomID draws the id of something that only this workspace names.
func (d *Desk) randomID() (string, error) {
	var b [8]byte
	if _, err := io.ReadFull(d.opt.Rand, b[:]); err != nil {
		return "", fmt.Errorf("draw an id: %w", err)
	}
	return fmt.Sprintf("%x", b), nil
}

// decodeFields reads stored fields into a struct.
func decodeFields(fields map[string]json.RawMessage, v any) error {
	b, err := json.Marshal(fields)
	if err != nil {
		return fmt.Errorf("join fields: %w", err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fault.Wrap(err, fault.Damaged, "something in this workspace does not read back", "restore a backup")
	}
	return nil
}
