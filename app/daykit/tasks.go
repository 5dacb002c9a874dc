package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"daykit/internal/desk"
	"daykit/internal/domain/event"
	"daykit/internal/domain/plan"
)

// listTasks lists the tasks of one event or of all, or what of them is to be done now and
// this week.
func listTasks(c *call, fs *flag.FlagSet) action {
	today := fs.Bool("today", false, "what is to be done by today and in the next seven days")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if len(args) == 1 && !*today {
			v, err := d.Event(ctx, args[0])
			if err != nil {
				return err
			}
			return c.result(planOf(v), func(w io.Writer) { writePlan(w, planOf(v)) })
		}
		if !*today {
			return c.allTasks(ctx, d)
		}
		t, err := d.Today(ctx)
		if err == nil && len(args) == 1 {
			t, err = todayOf(ctx, d, t, args[0])
		}
		if err != nil {
			return err
		}
		return c.result(t, func(w io.Writer) { writeToday(w, t) })
	})
}

// planResult is the plan of one event.
type planResult struct {
	Event    string        `json:"event"`
	Title    string        `json:"title"`
	Date     string        `json:"date"`
	Schedule desk.Schedule `json:"schedule"`
	Tasks    []desk.Task   `json:"tasks"`
}

func planOf(v desk.EventView) planResult {
	return planResult{string(v.Doc.ID), v.Title, v.Doc.Date, v.Schedule, v.Tasks}
}

func (c *call) allTasks(ctx context.Context, d *desk.Desk) error {
	cards, err := d.Events(ctx)
	if err != nil {
		return err
	}
	all := []planResult{}
	for _, e := range cards {
		v, err := d.Event(ctx, e.ID)
		if err != nil {
			return err
		}
		all = append(all, planOf(v))
	}
	return c.result(all, func(w io.Writer) {
		for _, p := range all {
			writePlan(w, p)
		}
	})
}

// todayOf keeps of what is to be done what belongs to one event.
func todayOf(ctx context.Context, d *desk.Desk, t desk.Today, id string) (desk.Today, error) {
	doc, err := d.Document(ctx, id)
	out := desk.Today{Now: []desk.TodayTask{}, Week: []desk.TodayTask{}}
	for _, one := range t.Now {
		if one.Event == string(doc.ID) {
			out.Now = append(out.Now, one)
		}
	}
	for _, one := range t.Week {
		if one.Event == string(doc.ID) {
			out.Week = append(out.Week, one)
		}
	}
	return out, err
}

func writePlan(w io.Writer, p planResult) {
	fmt.Fprintf(w, "%s  %s, %s: %s\n", p.Event, p.Title, p.Date, scheduleWords(p.Schedule))
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, t := range p.Tasks {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\n", tick(t.Done), cmp.Or(t.Planned, t.Due), t.ID, t.Title, strings.Join(remarks(t), "; "))
	}
	_ = tw.Flush()
	writeBases(w, p.Tasks)
}

// writeBases says where the tasks come from, each source once.
func writeBases(w io.Writer, tasks []desk.Task) {
	of := map[string][]string{}
	var bases []string
	for _, t := range tasks {
		if t.Basis == "" {
			continue
		}
		if of[t.Basis] == nil {
			bases = append(bases, t.Basis)
		}
		of[t.Basis] = append(of[t.Basis], t.ID)
	}
	for _, basis := range bases {
		if basis == plan.OurDefault {
			fmt.Fprintln(w, "where nothing else is said:", basis)
			continue
		}
		fmt.Fprintf(w, "%s: %s\n", strings.Join(of[basis], ", "), basis)
	}
}

func scheduleWords(s desk.Schedule) string {
	var words []string
	if s.Ready {
		words = append(words, "ready")
	}
	for _, b := range s.Blocks {
		words = append(words, "not ready until ticked: duty-"+b)
	}
	if s.Compressed {
		words = append(words, "less time than the plan asks for")
	}
	words = append(words, fmt.Sprintf("%d late", s.Late))
	if s.Squeezed > 0 {
		words = append(words, fmt.Sprintf("%d to do first, since the event was begun late", s.Squeezed))
	}
	if s.Skipped > 0 {
		words = append(words, fmt.Sprintf("%d could be left out", s.Skipped))
	}
	return strings.Join(words, ", ")
}

// remarks say what else is to be known of a task.
func remarks(t desk.Task) []string {
	var out []string
	if t.Who != "" {
		out = append(out, t.Who)
	}
	if t.Jurisdiction != "" {
		out = append(out, t.Jurisdiction)
	}
	if t.Applies == "ask" {
		out = append(out, "ask whether it applies")
	}
	if t.Pinned {
		out = append(out, "date set by a person")
	}
	if t.LateDays > 0 {
		out = append(out, count(t.LateDays, "day")+" late")
	}
	if t.Squeezed && !t.Done {
		out = append(out, "do this first; best by "+t.Due+", before the event was begun")
	}
	switch {
	case t.Skip == "optional":
		out = append(out, "could be left out: "+t.Optional)
	case t.Skip != "":
		out = append(out, "could be left out: the day is over")
	case t.By != "" && t.By != t.Planned:
		out = append(out, "do it by "+t.By)
	}
	if t.Instead != nil {
		out = append(out, strings.TrimPrefix(t.Instead.Words, t.Instead.Title+": "))
	}
	return out
}

func writeToday(w io.Writer, t desk.Today) {
	for _, part := range []struct {
		title string
		tasks []desk.TodayTask
	}{{"now", t.Now}, {"in the next seven days", t.Week}} {
		fmt.Fprintf(w, "%s: %d\n", part.title, len(part.tasks))
		tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, one := range part.tasks {
			fmt.Fprintf(tw, "  %s\t%s\t%s\t%s\t%s\n", one.Task.By, one.Event, one.Task.ID, one.Task.Title, strings.Join(remarks(one.Task), "; "))
		}
		_ = tw.Flush()
	}
}

// oneTask adds a task, changes it, ticks it, moves it or takes it off the list.
func oneTask(c *call, fs *flag.FlagSet) action {
	f := taskFlags{
		due:   fs.String("due", "", "of add: the date, such as 2026-12-04; it stays when the event moves"),
		days:  fs.Int("days", 0, "of add and move: so many days before the event, negative after it; it moves with the event"),
		who:   fs.String("who", "", "of add and edit: who does it; empty for nobody"),
		title: fs.String("title", "", "of edit: what is to be done"),
		open:  fs.Bool("undo", false, "of done: it is open again"),
	}
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		given := map[string]bool{}
		fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
		f.byDays, f.given = given["days"], given
		for name, of := range map[string][]string{"due": {"add"}, "who": {"add", "edit"}, "title": {"edit"}, "undo": {"done"}, "days": {"add", "move"}} {
			if given[name] && !slices.Contains(of, args[1]) {
				return usageError{"--" + name + " goes with " + strings.Join(of, " and ")}
			}
		}
		v, err := f.change(ctx, d, args[0], args[1], args[2:])
		if err != nil {
			return err
		}
		return c.result(planOf(v), func(w io.Writer) { writePlan(w, planOf(v)) })
	})
}

type taskFlags struct {
	due, who, title *string
	days            *int
	byDays          bool
	open            *bool
	given           map[string]bool // names of flags
}

func (f taskFlags) change(ctx context.Context, d *desk.Desk, id, what string, rest []string) (desk.EventView, error) {
	switch {
	case what == "add" && len(rest) == 1 && (*f.due != "") != f.byDays:
		return f.add(ctx, d, id, rest[0])
	case what == "edit" && len(rest) == 1 && (f.given["title"] || f.given["who"]):
		return d.ChangeTask(ctx, id, rest[0], f.update())
	case what == "done" && len(rest) == 1:
		return d.SetTaskDone(ctx, id, rest[0], !*f.open)
	case what == "drop" && len(rest) == 1:
		return d.DeleteTask(ctx, id, rest[0])
	case what == "move":
		return f.move(ctx, d, id, rest)
	}
	return desk.EventView{}, misused
}

// move sets another date: one that stays, or one that moves with the event.
func (f taskFlags) move(ctx context.Context, d *desk.Desk, id string, rest []string) (desk.EventView, error) {
	switch {
	case len(rest) == 2 && !f.byDays:
		return d.ChangeTask(ctx, id, rest[0], desk.TaskUpdate{Due: &rest[1], Pinned: ptr(true)})
	case len(rest) == 1 && f.byDays:
		due, err := f.before(ctx, d, id)
		if err != nil {
			return desk.EventView{}, err
		}
		return d.ChangeTask(ctx, id, rest[0], desk.TaskUpdate{Due: &due, Pinned: ptr(false)})
	}
	return desk.EventView{}, misused
}

func (f taskFlags) add(ctx context.Context, d *desk.Desk, id, title string) (desk.EventView, error) {
	if !f.byDays {
		return d.AddTask(ctx, id, title, *f.due, *f.who)
	}
	due, err := f.before(ctx, d, id)
	if err != nil {
		return desk.EventView{}, err
	}
	return d.NewTask(ctx, id, desk.TaskUpdate{Title: &title, Due: &due, Who: f.who, Pinned: ptr(false)})
}

// update is what edit was told.
func (f taskFlags) update() (u desk.TaskUpdate) {
	if f.given["title"] {
		u.Title = f.title
	}
	if f.given["who"] {
		u.Who = f.who
	}
	return u
}

// before is the date that lies so many days before the event.
func (f taskFlags) before(ctx context.Context, d *desk.Desk, id string) (string, error) {
	doc, err := d.Document(ctx, id)
	return event.AddDays(doc.Date, -*f.days), err
}

func ptr[T any](v T) *T { return &v }
