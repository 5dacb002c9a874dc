package plan_test

import (
	"cmp"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/plan"
)

func anyDays(t *rapid.T) plan.Days {
	d := plan.Days{Event: event.AddDays(day, rapid.IntRange(-400, 800).Draw(t, "day"))}
	if rapid.IntRange(0, 4).Draw(t, "begun is known") > 0 {
		d.Begun = event.AddDays(d.Event, -rapid.IntRange(-60, 150).Draw(t, "begun"))
	}
	d.Today = event.AddDays(d.Event, rapid.IntRange(-200, 200).Draw(t, "today"))
	if rapid.Bool().Draw(t, "time has passed") {
		d.Today = event.AddDays(cmp.Or(d.Begun, d.Event), rapid.IntRange(0, 90).Draw(t, "since it was begun"))
	}
	return d
}

// Whenever an event is begun and looked at, dates stay in their order, none lies before the
// event was begun, none of before the day after it, and only what passed since then is late.
func TestTodayProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDays(t)
		s := plan.Today(d, anyItems(t, d.Event))
		late, skipped, squeezed := 0, 0, 0
		for i, a := range s.Tasks {
			if a.LateDays > 0 {
				late++
			}
			if a.Skip != plan.SkipNone {
				skipped++
			} else if a.Squeezed && !a.Done {
				squeezed++
			}
			mustBeFair(t, d, a)
			mustBeDoable(t, d, a)
			for _, b := range s.Tasks[i+1:] {
				mustBeInOrder(t, a, b)
			}
		}
		if late != s.Late || skipped != s.Skipped || squeezed != s.Squeezed {
			t.Fatalf("says %d late, %d skipped and %d squeezed, are %d, %d and %d", s.Late, s.Skipped, s.Squeezed, late, skipped, squeezed)
		}
	})
}

// What is planned hangs on neither today nor what is done.
func TestPlannedDatesStay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDays(t)
		items := anyItems(t, d.Event)
		planned := func(d plan.Days, items []plan.Item) map[string]string {
			out := map[string]string{}
			for _, x := range plan.Today(d, items).Tasks {
				out[x.ID] = x.Planned
			}
			return out
		}
		was := planned(d, items)
		later := slices.Clone(items)
		for i := range later {
			later[i].Done = !later[i].Done
		}
		d.Today = event.AddDays(d.Today, rapid.IntRange(0, 60).Draw(t, "later"))
		if diff := gocmp.Diff(was, planned(d, later)); diff != "" {
			t.Fatalf("(-was +later):\n%s", diff)
		}
	})
}

// An event that was moved keeps all that holds for one that was never moved.
func TestMovedPlansAreFair(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDays(t)
		items := anyItems(t, d.Event)
		to := event.AddDays(d.Event, rapid.IntRange(-60, 400).Draw(t, "shift"))
		items = plan.Move(items, d.Event, to)
		if to < d.Event && d.Begun != "" {
			d.Begun = d.Today // what the desk writes then
		}
		d.Event = to
		for _, a := range plan.Today(d, items).Tasks {
			mustBeFair(t, d, a)
			mustBeDoable(t, d, a)
		}
	})
}

func mustBeFair(t *rapid.T, d plan.Days, x plan.Task) {
	before := x.Due <= d.Event
	never := x.Planned == ""
	switch {
	case d.Begun == "" && x.Planned != x.Due:
		t.Fatalf("%s is planned for %s, and nobody knows since when", x.ID, x.Planned)
	case never && (!before || x.Due >= d.Begun || d.Begun <= d.Event && (x.Pinned || x.Optional == "")):
		t.Fatalf("%s, due %s, has no date", x.ID, x.Due)
	case never:
	case x.Planned < d.Begun:
		t.Fatalf("%s is planned for %s, before the event was begun", x.ID, x.Planned)
	case before && x.Planned > d.Event:
		t.Fatalf("%s belongs before the day and is planned for %s", x.ID, x.Planned)
	case x.Planned < x.Due:
		t.Fatalf("%s is planned for %s, before it is due", x.ID, x.Planned)
	case x.Planned > x.Due && x.Due >= event.AddDays(d.Begun, 7):
		t.Fatalf("%s is due %s, which can be kept, and is planned for %s", x.ID, x.Due, x.Planned)
	case x.Pinned && x.Planned != max(x.Due, d.Begun):
		t.Fatalf("a person put %s on %s, and it is planned for %s", x.ID, x.Due, x.Planned)
	}
	if late := event.DaysBetween(x.Planned, d.Today); !x.Done && x.LateDays != late || x.Squeezed != (x.Planned > x.Due) {
		t.Fatalf("%s is %d days late, says %d", x.ID, late, x.LateDays)
	}
	if x.LateDays > 0 && d.Today <= d.Begun {
		t.Fatalf("%s is late on the day on which the event was begun", x.ID)
	}
}

// mustBeInOrder holds two tasks, of which a is listed before b, to their order.
func mustBeInOrder(t *rapid.T, a, b plan.Task) {
	if a.By != "" && b.By != "" && (a.By > b.By || a.Planned > b.Planned) {
		t.Fatalf("%s, planned for %s, comes before %s, planned for %s", a.ID, a.Planned, b.ID, b.Planned)
	}
	if a.Pinned || b.Pinned || a.Planned == "" || b.Planned == "" {
		return
	}
	if a.Due < b.Due && a.Planned > b.Planned || b.Due < a.Due && b.Planned > a.Planned {
		t.Fatalf("%s and %s, due %s and %s, are planned for %s and %s", a.ID, b.ID, a.Due, b.Due, a.Planned, b.Planned)
	}
}

func mustBeDoable(t *rapid.T, d plan.Days, x plan.Task) {
	switch {
	case x.Done && (x.By != "" || x.LateDays != 0 || x.Skip != plan.SkipNone):
		t.Fatalf("%s is done, and still asked for", x.ID)
	case x.Done:
	case (x.By == "") != (x.Skip != plan.SkipNone):
		t.Fatalf("%s is to be done by %q and skip is %q", x.ID, x.By, x.Skip)
	case x.By == "" && x.Skip == plan.SkipOptional && (x.Optional == "" || x.Pinned):
		t.Fatalf("%s is offered as skipped without a reason", x.ID)
	case x.By == "":
	case x.By < d.Today:
		t.Fatalf("%s is put on %s, before today", x.ID, x.By)
	case x.Due <= d.Event && x.By > max(d.Event, d.Today):
		t.Fatalf("%s belongs before the day and is put on %s", x.ID, x.By)
	case x.LateDays <= 0 && x.Planned != "" && x.By != max(x.Planned, d.Today):
		t.Fatalf("%s is not late and was moved", x.ID)
	}
}

// An event that is begun twenty days ahead blames nobody for weeks that were over before.
func TestBegunLateIsNotLate(t *testing.T) {
	t.Parallel()
	const begun = "2026-11-28"
	b := plan.Begin(content.Builtin(), beginnable([]string{"shared-meal", "film"}, day, "18:00", "21:00", 60), false, begun)
	s := b.Schedule
	if s.Late != 0 || !s.Compressed || s.Squeezed < 10 {
		t.Fatalf("on its first day %d are late and %d squeezed", s.Late, s.Squeezed)
	}
	onDay := map[string]int{}
	for _, x := range s.Tasks {
		if x.LateDays > 0 {
			t.Errorf("%s is %d days late on the day on which the event was begun", x.ID, x.LateDays)
		}
		if x.Squeezed {
			onDay[x.By]++
		}
	}
	if len(onDay) < 4 || onDay[begun] > s.Squeezed/2 {
		t.Errorf("all at once: %v", onDay)
	}
	if now, week := s.Due(begun); len(now) == 0 || len(now)+len(week) < s.Squeezed {
		t.Errorf("%d now and %d this week, %d squeezed", len(now), len(week), s.Squeezed)
	}
	items := plan.Tasks(content.Builtin(), []string{"shared-meal", "film"}, day, b.Duties)
	next := plan.Today(plan.Days{Event: day, Begun: begun, Today: "2026-12-01"}, items)
	if next.Late == 0 || next.Late > s.Squeezed+1 {
		t.Errorf("three days later %d are late", next.Late)
	}
	for _, x := range next.Tasks {
		if x.LateDays > 3 {
			t.Errorf("%s is %d days late, three days after the event was begun", x.ID, x.LateDays)
		}
	}
}

// Whatever day an event is begun on, its first day is not the day of everything, as long
// as there is a fortnight.
func TestTheFirstDayIsNotForEverything(t *testing.T) {
	t.Parallel()
	pack := content.Builtin()
	for days := 14; days < 84; days++ {
		begun := event.AddDays(day, -days)
		s := plan.Begin(pack, beginnable([]string{"shared-meal", "film"}, day, "18:00", "21:00", 60), false, begun).Schedule
		now, _ := s.Due(begun)
		if len(now) > max(10, (s.Squeezed+1)/2) || s.Late > 0 {
			t.Errorf("%d days ahead %d of %d are due on the first day, %d late", days, len(now), s.Squeezed, s.Late)
		}
	}
}

// What the law asked for by a day that has passed says what to do instead.
func TestInstead(t *testing.T) {
	t.Parallel()
	facts := plan.Facts{Date: day, Film: true, Food: true}
	for today, want := range map[string]map[string]plan.NoteKind{
		"2026-09-01": {},
		"2026-12-05": {"ten": plan.NoteNoticeLate, "film-licence": plan.NoteAskNow},
		"2026-12-19": {},
		"2026-12-17": {"ten": plan.NoteNoticeOver, "film-licence": plan.NoteAskNow},
	} {
		got := map[string]plan.NoteKind{}
		for _, x := range plan.Duties(facts, today) {
			if n, ok := x.Instead(day, today); ok && (x.ID == "ten" || x.ID == "film-licence") {
				got[x.ID] = n.Kind
				if n.Words == "" || n.Ask == "" || n.Days != event.DaysBetween(today, day) {
					t.Errorf("%s: %+v", x.ID, n)
				}
			}
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("on %s (-want +got):\n%s", today, diff)
		}
	}
}
