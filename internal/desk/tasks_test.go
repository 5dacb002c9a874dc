package desk_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daykit/internal/desk"
	"daykit/internal/domain/event"
	"daykit/internal/domain/plan"
)

func byID(t *testing.T, v desk.EventView, id string) desk.Task {
	t.Helper()
	i := slices.IndexFunc(v.Tasks, func(x desk.Task) bool { return x.ID == id })
	if i < 0 {
		t.Fatalf("there is no task %q", id)
	}
	return v.Tasks[i]
}

func must(t *testing.T) func(desk.EventView, error) desk.EventView {
	return func(v desk.EventView, err error) desk.EventView {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestTasksStandUnderAllGates(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	v := must(t)(d.Edit(t.Context(), id, []byte(`{"date":"2027-06-18"}`)))
	var got []string
	for i, task := range v.Tasks {
		if !slices.Contains(got, task.Gate) {
			got = append(got, task.Gate)
		}
		if i > 0 && v.Tasks[i-1].Due > task.Due {
			t.Errorf("%s stands before %s", v.Tasks[i-1].ID, task.ID)
		}
		if task.Planned != task.Due || task.Squeezed {
			t.Errorf("there is time, and it was moved: %+v", task)
		}
		if task.Gate != plan.GateOf(task.DaysBefore) || event.AddDays(v.Doc.Date, -task.DaysBefore) != task.Due {
			t.Errorf("does not fit its date: %+v", task)
		}
	}
	var want []string
	for _, g := range plan.Gates() {
		want = append(want, g.Key)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("gates (-want +got):\n%s", diff)
	}
}

func TestWhatMovesWithTheDate(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id, ok := addSample(t, d), must(t)
	v := ok(d.AddTask(ctx, id, "Collect the urn", "2026-12-10", "Li"))
	urn := find(t, v, "Collect the urn").ID
	title, due, follow := "Sweep", "2026-12-17", false
	v = ok(d.NewTask(ctx, id, desk.TaskUpdate{Title: &title, Due: &due, Pinned: &follow}))
	sweep := find(t, v, "Sweep").ID
	ok(d.SetTaskDone(ctx, id, "venue", true))
	ok(d.SetTaskDone(ctx, id, sweep, true))
	ok(d.SetTaskDone(ctx, id, sweep, false))
	before := ok(d.Event(ctx, id))
	if p := byID(t, before, urn); !p.Pinned || byID(t, before, sweep).Pinned || byID(t, before, "venue").Pinned {
		t.Errorf("a date that a person set is pinned, others are not: %+v", p)
	}
	after := ok(d.Edit(ctx, id, []byte(`{"date":"2027-01-08"}`)))
	moved := 0
	for _, was := range before.Tasks {
		now := byID(t, after, was.ID)
		want := event.AddDays(was.Due, 21)
		if was.ID == urn || was.ID == "venue" {
			want = was.Due
		} else {
			moved++
		}
		if now.Due != want {
			t.Errorf("%s went from %s to %s, want %s", was.ID, was.Due, now.Due, want)
		}
	}
	if after.Schedule.Moved != moved {
		t.Errorf("says that %d moved, want %d", after.Schedule.Moved, moved)
	}
	if _, err := d.Undo(ctx, id); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before.Tasks, ok(d.Event(ctx, id)).Tasks); diff != "" {
		t.Errorf("one undo does not give the plan back (-want +got):\n%s", diff)
	}
	if v := ok(d.SetTaskDone(ctx, id, "venue", false)); byID(t, v, "venue").Due != "2026-11-20" {
		t.Error("a task that is open again does not follow the event")
	}
}

// What an older Daykit ticked has no date of its own: the change of the date gives it one.
func TestOldTicksStay(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d)
	if err := desk.TickAsBefore(ctx, d, id, "venue"); err != nil {
		t.Fatal(err)
	}
	v := must(t)(d.Edit(ctx, id, []byte(`{"date":"2026-12-20"}`)))
	if task := byID(t, v, "venue"); !task.Done || task.Due != "2026-11-20" {
		t.Errorf("got %+v, want it done and due on 2026-11-20", task)
	}
}

// The desk moves tasks by what it keeps of them, and the rule says what that must come
// to; only the dates of law are reckoned anew.
func TestMovesAsTheRuleSays(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id, ok := addSample(t, d), must(t)
	rapid.Check(t, func(r *rapid.T) {
		v := ok(d.Event(t.Context(), id))
		for range rapid.IntRange(0, 2).Draw(r, "changes") {
			task := rapid.SampledFrom(v.Tasks).Draw(r, "task")
			if rapid.Bool().Draw(r, "tick") {
				v = ok(d.SetTaskDone(t.Context(), id, task.ID, !task.Done))
				continue
			}
			due := event.AddDays(task.Due, rapid.IntRange(-9, 9).Draw(r, "days"))
			pinned := rapid.Bool().Draw(r, "pinned")
			v = ok(d.ChangeTask(t.Context(), id, task.ID, desk.TaskUpdate{Due: &due, Pinned: &pinned}))
		}
		to := event.AddDays("2027-06-01", rapid.IntRange(0, 300).Draw(r, "to"))
		rule := map[string]string{}
		for _, it := range plan.Move(itemsOf(v), v.Doc.Date, to) {
			rule[it.ID] = it.Due
		}
		for _, task := range ok(d.Edit(t.Context(), id, fmt.Appendf(nil, `{"date":%q}`, to))).Tasks {
			if want, listed := rule[task.ID]; listed && task.Source != "law" && task.ID != "delete-names" && task.Due != want {
				r.Fatalf("%s is due on %s, the rule says %s", task.ID, task.Due, want)
			}
		}
	})
}

func itemsOf(v desk.EventView) []plan.Item {
	var out []plan.Item
	for _, x := range v.Tasks {
		out = append(out, plan.Item{TaskTemplate: event.TaskTemplate{ID: x.ID, DaysBefore: x.DaysBefore}, Due: x.Due, Pinned: x.Pinned, Done: x.Done})
	}
	return out
}

// A late task keeps the date that it was planned for, beside one that can be kept.
func TestLateTasksAreNotHidden(t *testing.T) {
	t.Parallel()
	l, ctx := newShelved(t), t.Context()
	id, ok := addSample(t, l.Desk), must(t)
	l.later(4 * 24 * time.Hour)
	v := ok(l.Event(ctx, id))
	late, offered := byID(t, v, "long-money"), byID(t, v, "long-partners")
	if late.Due != "2026-10-23" || late.LateDays <= 0 || late.LateDays > 4 || late.By <= late.Planned || late.Skip != "" {
		t.Errorf("a late task keeps its date beside one that can be kept: %+v", late)
	}
	if offered.Skip != "optional" || offered.Optional == "" || offered.By != "" || !v.Schedule.Compressed || v.Schedule.Skipped == 0 {
		t.Errorf("it is offered to be left out, with the reason: %+v, %+v", offered, v.Schedule)
	}
	v = ok(l.DeleteTask(ctx, id, "long-partners"))
	if slices.ContainsFunc(v.Tasks, func(x desk.Task) bool { return x.ID == "long-partners" }) {
		t.Error("it was left out and is still there")
	}
	if _, err := l.Undo(ctx, id); err != nil {
		t.Fatal(err)
	}
	byID(t, ok(l.Event(ctx, id)), "long-partners")
}

// However an event is begun, nothing of it is late on that day; nor is anything when its day
// is moved forward to one that is near. Undoing that brings back what was.
func TestNobodyIsLateOnTheFirstDay(t *testing.T) {
	t.Parallel()
	l, ctx, ok := newShelved(t), t.Context(), must(t)
	started, err := l.Start(ctx, startForm)
	if err != nil {
		t.Fatal(err)
	}
	created, err := l.CreateEvent(ctx, "A tea", "2026-12-10", "Neighbours")
	if err != nil {
		t.Fatal(err)
	}
	sample := addSample(t, l.Desk)
	copied, err := l.CopyEvent(ctx, sample, "2026-12-12")
	if err != nil {
		t.Fatal(err)
	}
	for how, id := range map[string]string{"started": started, "created": created, "sample": sample, "copied": copied} {
		v := ok(l.Event(ctx, id))
		if v.Schedule.Late != 0 || v.Schedule.Squeezed == 0 || !v.Schedule.Compressed {
			t.Errorf("%s: %+v", how, v.Schedule)
		}
		for _, x := range v.Tasks {
			if x.LateDays > 0 || x.Planned != "" && x.Planned < "2026-12-04" {
				t.Errorf("%s: %s is planned for %s, %d days late", how, x.ID, x.Planned, x.LateDays)
			}
		}
	}
	v := ok(l.Event(ctx, started))
	if x := byID(t, v, "duty-ten"); x.Instead == nil || x.Instead.Kind != plan.NoteNoticeLate || x.Instead.Date == "" || x.By != "2026-12-04" {
		t.Errorf("it is not said what can still be done: %+v, %+v", x, x.Instead)
	}
	if x := byID(t, ok(l.SetTaskDone(ctx, started, "duty-ten", true)), "duty-ten"); x.Instead != nil {
		t.Error("it is done and still said what to do instead")
	}
	far := ok(l.Edit(ctx, started, []byte(`{"date":"2027-06-18"}`)))
	if far.Schedule.Squeezed+far.Schedule.Late != 0 || far.Schedule.Compressed {
		t.Errorf("half a year ahead there is time: %+v", far.Schedule)
	}
	l.later(10 * 24 * time.Hour)
	near := ok(l.Edit(ctx, started, []byte(`{"date":"2027-01-08"}`)))
	if near.Schedule.Late != 0 || near.Schedule.Squeezed == 0 {
		t.Errorf("moved forward, somebody is blamed: %+v", near.Schedule)
	}
	if _, err := l.Undo(ctx, started); err != nil {
		t.Fatal(err)
	}
	if v := ok(l.Event(ctx, started)); v.Schedule.Squeezed != 0 || v.Doc.Date != "2027-06-18" {
		t.Errorf("undone: %+v", v.Schedule)
	}
}

// An event that an older Daykit began is planned since it was written.
func TestOlderEventsWereBegunWhenWritten(t *testing.T) {
	t.Parallel()
	l, ctx, ok := newShelved(t), t.Context(), must(t)
	id := addSample(t, l.Desk)
	if err := desk.ForgetBegun(ctx, l.Desk, id); err != nil {
		t.Fatal(err)
	}
	if s := ok(l.Event(ctx, id)).Schedule; s.Late != 0 || s.Squeezed == 0 {
		t.Errorf("on the day on which it was written: %+v", s)
	}
	l.later(4 * 24 * time.Hour)
	if s := ok(l.Event(ctx, id)).Schedule; s.Late == 0 {
		t.Errorf("four days later: %+v", s)
	}
}

func TestTaskRefusals(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d)
	for name, do := range map[string]func() error{
		"no words":   func() error { _, err := d.AddTask(ctx, id, "  ", "2026-12-01", ""); return err },
		"no date":    func() error { _, err := d.AddTask(ctx, id, "Urn", "soon", ""); return err },
		"nothing":    func() error { _, err := d.NewTask(ctx, id, desk.TaskUpdate{}); return err },
		"not listed": func() error { _, err := d.SetTaskDone(ctx, id, "t-none", true); return err },
		"no event":   func() error { _, err := d.DeleteTask(ctx, "NONE0000", "venue"); return err },
	} {
		if do() == nil {
			t.Errorf("%s: taken", name)
		}
	}
	before, err := desk.Digest(ctx, d, id)
	if err != nil {
		t.Fatal(err)
	}
	task := byID(t, must(t)(d.Event(ctx, id)), "venue")
	must(t)(d.EditTask(ctx, id, task.ID, task.Title, task.Due, task.Who))
	if after, err := desk.Digest(ctx, d, id); err != nil || after != before {
		t.Error("saving a task unchanged wrote something", err)
	}
}

// What is said a second time is not written again, and so needs no undo of its own.
func TestSayingTheSameWritesNothing(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d)
	started, err := d.Start(ctx, startForm)
	must0(t, err)
	for name, say := range map[string]func() error{
		"a tick":    func() error { _, err := d.SetTaskDone(ctx, id, "venue", true); return err },
		"left out":  func() error { _, err := d.DeleteTask(ctx, id, "long-partners"); return err },
		"a duty":    func() error { _, err := d.AnswerDuty(ctx, id, "nation", "wales"); return err },
		"an advice": func() error { _, err := d.SetAdvice(ctx, id, "police", true); return err },
		"packed":    func() error { _, err := d.SetPacked(ctx, started, "kit-photo-sign", true); return err },
	} {
		must0(t, say())
		before, err := desk.Digest(ctx, d, id)
		must0(t, err)
		other, err := desk.Digest(ctx, d, started)
		must0(t, err)
		if err := say(); err != nil && name != "left out" { // what is not on the list cannot be left out
			t.Errorf("%s: %v", name, err)
		}
		after, err := desk.Digest(ctx, d, id)
		must0(t, err)
		if same, err := desk.Digest(ctx, d, started); err != nil || after != before || same != other {
			t.Errorf("%s: said again, it was written again, %v", name, err)
		}
	}
}
