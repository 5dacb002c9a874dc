package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// Where a task comes from.
const (
	sourcePack = "pack" // the content's plan, or the built-in one around it
	sourceLaw  = "law"  // a date of law, of a licensor or of a landlord
	sourceOwn  = "own"
)

// storedTask is what the log keeps of a task; nil means "as the pack says". A date is
// kept in one of two ways. Days counts from the day of the event and moves with it. Due
// stays: a person set it, or the task was ticked and keeps the date it had then. What an
// older Daykit kept has Due without Pinned, and a person had set it.
type storedTask struct {
	Title   *string `json:"title"`
	Who     *string `json:"who"`
	Due     *string `json:"due"`
	Days    *int    `json:"days"` // before the event, negative after it
	Pinned  *bool   `json:"pinned"`
	Done    *bool   `json:"done"`
	Deleted *bool   `json:"deleted"`
}

// over lays what people changed over a task of an event on date.
func (k storedTask) over(it plan.Item, date string) plan.Item {
	override(&it.Title, k.Title)
	override(&it.Who, k.Who)
	switch {
	case k.Due != nil:
		it.Due = *k.Due
	case k.Days != nil:
		it.Due = event.AddDays(date, -*k.Days)
	}
	it.Pinned = k.Due != nil && (k.Pinned == nil || *k.Pinned)
	it.Done = is(k.Done)
	it.DaysBefore = event.DaysBetween(it.Due, date)
	return it
}

func is(b *bool) bool { return b != nil && *b }

func override(dst, src *string) {
	if src != nil {
		*dst = *src
	}
}

// planned is the plan of an event as people left it.
type planned struct {
	items   []plan.Item // what is on the list
	dropped []plan.Item // what was taken off it
	kept    map[string]storedTask
	duties  []plan.Duty
	days    plan.Days
}

// planned gathers the tasks of an event: those of the pack and of the twelve weeks,
// the dates of law, the deletion of names, and the organisers' own.
func (d *Desk) planned(ctx context.Context, ev event.Event) (planned, error) {
	kept, err := d.keptTasks(ctx, ev)
	if err != nil {
		return planned{}, err
	}
	facts, err := d.dutyFacts(ctx, ev)
	if err != nil {
		return planned{}, err
	}
	days := plan.Days{Event: ev.Date, Today: d.today(ev)}
	if days.Begun, err = d.begun(ctx, ev); err != nil {
		return planned{}, err
	}
	p := planned{kept: kept, days: days, duties: plan.Duties(facts, days.Today)}
	carryOver(kept, p.duties)
	known := map[string]bool{taskDelete: true}
	for _, t := range plan.Templates(d.pack(), ev.Activities) {
		known[t.ID] = true
	}
	all := plan.Tasks(d.pack(), ev.Activities, ev.Date, p.duties)
	remind, err := d.remindOfNames(ctx, ev)
	if err != nil {
		return planned{}, err
	}
	if remind {
		all = append(all, deletionItem(ev))
	}
	for _, it := range all {
		p.add(it, ev.Date)
	}
	for _, id := range slices.Sorted(maps.Keys(kept)) {
		if !known[id] && !strings.HasPrefix(id, dutyPrefix) {
			p.add(plan.Item{TaskTemplate: event.TaskTemplate{ID: id}}, ev.Date)
		}
	}
	return p, nil
}

// add takes up a task with what people changed. One without words or a date is of a
// pack that a newer program knew.
func (p *planned) add(it plan.Item, date string) {
	k := p.kept[it.ID]
	it = k.over(it, date)
	switch {
	case it.Title == "" || it.Due == "":
	case is(k.Deleted):
		p.dropped = append(p.dropped, it)
	default:
		p.items = append(p.items, it)
	}
}

// find gives a task by its id. One of law that was taken off the list is found too,
// since it is listed with the duties.
func (p planned) find(id string) (plan.Item, bool) {
	for _, it := range p.items {
		if it.ID == id {
			return it, true
		}
	}
	for _, it := range p.dropped {
		if it.ID == id && strings.HasPrefix(id, dutyPrefix) {
			return it, true
		}
	}
	return plan.Item{}, false
}

func (d *Desk) keptTasks(ctx context.Context, ev event.Event) (map[string]storedTask, error) {
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
	who, err := d.doers(ctx, ev, entityTask)
	for id, name := range who {
		t := kept[id]
		t.Who = &name
		kept[id] = t
	}
	return kept, err
}

// remindOfNames reports whether the deletion of names is on the plan: until the day it
// is ahead, and after it until nobody is left.
func (d *Desk) remindOfNames(ctx context.Context, ev event.Event) (bool, error) {
	if d.daysTo(ev) >= 0 {
		return true, nil
	}
	return d.deletionDue(ctx, ev)
}

func deletionItem(ev event.Event) plan.Item {
	return plan.Item{
		TaskTemplate: event.TaskTemplate{ID: taskDelete, Title: "Delete the names and contacts of everybody: guests, crew and forms"},
		Due:          ev.DeleteOn(),
	}
}

// tasks gives the plan of an event as it looks today: the tasks by the dates
// that they are planned for, those of one date in the pack's order, and what they come to.
func (d *Desk) tasks(ctx context.Context, ev event.Event) ([]Task, Schedule, error) {
	p, err := d.planned(ctx, ev)
	if err != nil {
		return nil, Schedule{}, err
	}
	s := plan.Today(p.days, p.items)
	out := make([]Task, 0, len(s.Tasks))
	for _, t := range s.Tasks {
		out = append(out, p.taskView(t))
	}
	slices.SortStableFunc(out, func(a, b Task) int { return cmp.Compare(cmp.Or(a.Planned, a.Due), cmp.Or(b.Planned, b.Due)) })
	return out, p.schedule(s), nil
}

func (p planned) taskView(t plan.Task) Task {
	out := Task{
		ID: t.ID, Title: t.Title, Who: t.Who, Due: t.Due, Pinned: t.Pinned, DaysBefore: t.DaysBefore, Gate: t.Gate, Done: t.Done,
		Planned: t.Planned, Squeezed: t.Squeezed, LateDays: t.LateDays, By: t.By, Skip: string(t.Skip), Optional: t.Optional, Source: sourcePack,
	}
	out.Basis = plan.TaskBasis(t.ID, p.duties)
	duty, ofLaw := strings.CutPrefix(t.ID, dutyPrefix)
	switch {
	case ofLaw:
		out.Source = sourceLaw
		x := p.duties[slices.IndexFunc(p.duties, func(x plan.Duty) bool { return x.ID == duty })]
		out.Jurisdiction, out.Applies = x.Jurisdiction, string(x.Applies)
		if note, passed := x.Instead(p.days.Event, p.days.Today); passed && !t.Done {
			out.Instead = &note
		}
	case strings.HasPrefix(t.ID, ownPrefix):
		out.Source, out.Basis = sourceOwn, ""
	}
	return out
}

// schedule says what the plan comes to today. An event is ready when nothing that the
// day needs is open but what is offered to be left out, and no licence is missing.
func (p planned) schedule(s plan.Schedule) Schedule {
	out := Schedule{Compressed: s.Compressed, Late: s.Late, Squeezed: s.Squeezed, Skipped: s.Skipped, Blocks: p.blocks(), Ready: true}
	for _, t := range s.Tasks {
		if !t.Done && t.DaysBefore >= 0 && t.Skip == plan.SkipNone {
			out.Ready = false
		}
	}
	out.Ready = out.Ready && len(out.Blocks) == 0
	return out
}

// tasksDue counts what is to be done by today or within a week.
func tasksDue(tasks []Task, today string) int {
	n := 0
	for _, t := range tasks {
		if t.By != "" && event.DaysBetween(today, t.By) <= dueWithin {
			n++
		}
	}
	return n
}

// dueWithin is how many days ahead "this week" reaches, as in plan.Schedule.Due.
const dueWithin = 7

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
