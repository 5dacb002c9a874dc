package plan_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/plan"
)

const day = "2026-12-18"

func TestGateOf(t *testing.T) {
	t.Parallel()
	tests := map[int]string{
		200: "d84", 84: "d84", 83: "d56", 56: "d56", 42: "d42", 30: "d28", 28: "d28", 21: "d21", 16: "d14", 14: "d14",
		7: "d7", 6: "d2", 2: "d2", 1: "d1", 0: "d0",
		-1: "a1", -2: "a7", -7: "a7", -8: "a14", -14: "a14", -15: "deletion", -90: "deletion",
	}
	for days, want := range tests {
		if got := plan.GateOf(days); got != want {
			t.Errorf("%d days before: got %s, want %s", days, got, want)
		}
	}
	for _, g := range plan.Gates() {
		if got := plan.GateOf(g.DaysBefore); got != g.Key {
			t.Errorf("the day of gate %s stands under %s", g.Key, got)
		}
	}
}

func TestTemplates(t *testing.T) {
	t.Parallel()
	p := content.Builtin()
	all := []string{}
	for _, a := range p.Activities {
		all = append(all, a.ID)
	}
	got := plan.Templates(p, all)
	ids := map[string]bool{}
	used := map[string]bool{}
	for i, x := range got {
		if ids[x.ID] || x.Title == "" || x.Gate != plan.GateOf(x.DaysBefore) {
			t.Errorf("twice or incomplete: %+v", x)
		}
		if i > 0 && got[i-1].DaysBefore < x.DaysBefore {
			t.Errorf("%s stands after what is due later", x.ID)
		}
		ids[x.ID], used[x.Gate] = true, true
	}
	for _, g := range plan.Gates() {
		if !used[g.Key] && g.Key != plan.GateDeletion { // the desk adds it, where there is a day for it
			t.Errorf("nothing stands under %s", g.Key)
		}
	}
	if p.Plan(all)[0].Gate != "d28" {
		t.Error("the pack itself was changed")
	}
}

func TestBackKeepsTrueDates(t *testing.T) {
	t.Parallel()
	items := plan.Back(day, []event.TaskTemplate{
		{ID: "thank", DaysBefore: -2}, {ID: "venue", DaysBefore: 28}, {ID: "posters", DaysBefore: 14}, {ID: "crew", DaysBefore: 24},
	})
	type row struct {
		ID, Due string
		Late    int
		By      string
	}
	var rows []row
	for _, task := range plan.Today(plan.Days{Event: day, Today: "2026-11-25"}, items).Tasks {
		rows = append(rows, row{task.ID, task.Due, task.LateDays, task.By})
	}
	want := []row{
		{"venue", "2026-11-20", 5, "2026-11-25"},
		{"crew", "2026-11-24", 1, "2026-11-29"},
		{"posters", "2026-12-04", -9, "2026-12-04"},
		{"thank", "2026-12-20", -25, "2026-12-20"},
	}
	if d := cmp.Diff(want, rows); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestToday(t *testing.T) {
	t.Parallel()
	optional := event.TaskTemplate{ID: "nice", DaysBefore: 42, Optional: "it works without"}
	items := plan.Back(day, []event.TaskTemplate{{ID: "lead", DaysBefore: 56}, optional, {ID: "venue", DaysBefore: 28}, {ID: "brief", DaysBefore: 7}, {ID: "open"}, {ID: "sum", DaysBefore: -14}})
	tests := map[string]struct {
		today string
		edit  func([]plan.Item)
		by    map[string]string
		skip  map[string]plan.Skip
		late  int
		tight bool
	}{
		"plenty of time": {today: "2026-09-01", by: map[string]string{"lead": "2026-10-23", "nice": "2026-11-06", "open": day}},
		"tight": {
			today: "2026-12-05", late: 3, tight: true,
			by:   map[string]string{"lead": "2026-12-05", "venue": "2026-12-08", "brief": "2026-12-11", "open": day},
			skip: map[string]plan.Skip{"nice": plan.SkipOptional},
		},
		"a person insists": {
			today: "2026-12-05", late: 3, tight: true,
			edit: func(l []plan.Item) { l[1].Pinned = true },
			by:   map[string]string{"lead": "2026-12-05", "nice": "2026-12-07", "venue": "2026-12-09"},
		},
		"done is neither late nor moved": {
			today: "2026-12-05", late: 1, tight: true,
			edit: func(l []plan.Item) { l[0].Done, l[1].Done = true, true },
			by:   map[string]string{"lead": "", "nice": "", "venue": "2026-12-05"},
		},
		"on the day": {today: day, late: 4, tight: true, by: map[string]string{"lead": day, "brief": day}, skip: map[string]plan.Skip{"nice": plan.SkipOptional}},
		"over": {
			today: "2026-12-20", late: 5, by: map[string]string{"lead": "", "sum": "2027-01-01"},
			skip: map[string]plan.Skip{"lead": plan.SkipDayOver, "nice": plan.SkipDayOver, "venue": plan.SkipDayOver, "brief": plan.SkipDayOver, "open": plan.SkipDayOver},
		},
		"long over": {
			today: "2027-02-01", late: 6, by: map[string]string{"sum": "2027-02-01"},
			skip: map[string]plan.Skip{"lead": plan.SkipDayOver, "nice": plan.SkipDayOver, "venue": plan.SkipDayOver, "brief": plan.SkipDayOver, "open": plan.SkipDayOver},
		},
	}
	for name, tt := range tests {
		list := slices.Clone(items)
		if tt.edit != nil {
			tt.edit(list)
		}
		s := plan.Today(plan.Days{Event: day, Today: tt.today}, list)
		if s.Late != tt.late || s.Compressed != tt.tight || s.Skipped != len(tt.skip) || len(s.Tasks) != len(list) {
			t.Errorf("%s: got %d late, %d skipped, compressed %t", name, s.Late, s.Skipped, s.Compressed)
		}
		for _, task := range s.Tasks {
			if by, said := tt.by[task.ID]; said && by != task.By {
				t.Errorf("%s: %s by %q, want %q", name, task.ID, task.By, by)
			}
			if task.Skip != tt.skip[task.ID] {
				t.Errorf("%s: %s skip %q", name, task.ID, task.Skip)
			}
		}
	}
}

// With nothing but late tasks, the day itself is the last date that holds.
func TestTodayEndsWithTheDay(t *testing.T) {
	t.Parallel()
	items := plan.Back(day, []event.TaskTemplate{{ID: "a", DaysBefore: 50}, {ID: "b", DaysBefore: 40}, {ID: "c", DaysBefore: 30}})
	var got []string
	for _, task := range plan.Today(plan.Days{Event: day, Today: "2026-12-16"}, items).Tasks {
		got = append(got, task.By)
	}
	if d := cmp.Diff([]string{"2026-12-16", "2026-12-16", "2026-12-17"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestDue(t *testing.T) {
	t.Parallel()
	items := plan.Back(day, []event.TaskTemplate{{ID: "late", DaysBefore: 30}, {ID: "soon", DaysBefore: 14}, {ID: "far", DaysBefore: 2}, {ID: "ticked", DaysBefore: 30}})
	items[1].Done = true
	now, week := plan.Today(plan.Days{Event: day, Today: "2026-11-27"}, items).Due("2026-11-27")
	if len(now) != 1 || now[0].ID != "late" || len(week) != 1 || week[0].ID != "soon" {
		t.Errorf("got %v now and %v this week", now, week)
	}
}

// anyItems draws the tasks of an event that people have worked on.
func anyItems(t *rapid.T, date string) []plan.Item {
	days := rapid.SliceOfN(rapid.IntRange(-100, 120), 0, 30).Draw(t, "days before")
	var templates []event.TaskTemplate
	for i, d := range days {
		x := event.TaskTemplate{ID: string(rune('a' + i)), DaysBefore: d}
		if rapid.Bool().Draw(t, "optional") {
			x.Optional = "it works without"
		}
		templates = append(templates, x)
	}
	items := plan.Back(date, templates)
	for i := range items {
		items[i].Done = rapid.Bool().Draw(t, "done")
		if rapid.IntRange(0, 4).Draw(t, "pinned") == 0 {
			items[i].Pinned = true
			items[i].Due = event.AddDays(date, rapid.IntRange(-100, 100).Draw(t, "pinned to"))
		}
	}
	return items
}

func TestMoveProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		items := anyItems(t, day)
		to := event.AddDays(day, rapid.IntRange(-800, 800).Draw(t, "shift"))
		before := slices.Clone(items)
		moved := plan.Move(items, day, to)
		if d := cmp.Diff(before, items); d != "" {
			t.Fatalf("Move changed what it was given:\n%s", d)
		}
		if d := cmp.Diff(items, plan.Move(moved, to, day)); d != "" {
			t.Fatalf("there and back is not where it was:\n%s", d)
		}
		for i, m := range moved {
			switch was := items[i]; {
			case m.ID != was.ID:
				t.Fatal("the order changed")
			case (was.Done || was.Pinned) && m.Due != was.Due:
				t.Fatalf("%s is done or pinned and moved", m.ID)
			case !was.Done && !was.Pinned && event.DaysBetween(m.Due, to) != m.DaysBefore:
				t.Fatalf("%s is due %s, not %d days before %s", m.ID, m.Due, m.DaysBefore, to)
			}
		}
	})
}
