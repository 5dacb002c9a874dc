package plan_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/plan"
)

func beginnable(activities []string, date, start, end string, people int) event.Event {
	ev := event.Blank("An example", date, "Example Neighbours")
	ev.Activities, ev.Start, ev.End, ev.Expected = activities, start, end, people
	return ev
}

// Whatever is chosen, all that is made says where it comes from, tasks have a day that can
// be kept, and the running order lies between begin and end without an overlap.
func TestWhateverIsBegunHolds(t *testing.T) {
	t.Parallel()
	pack := content.Builtin()
	rapid.Check(t, func(t *rapid.T) {
		chosen := []string{}
		for _, a := range pack.Activities {
			if rapid.IntRange(0, 3).Draw(t, a.ID) == 0 {
				chosen = append(chosen, a.ID)
			}
		}
		today := "2026-11-28"
		date := event.AddDays(today, rapid.IntRange(-40, 500).Draw(t, "days"))
		own := rapid.Bool().Draw(t, "own") || len(chosen) == 0
		start := rapid.SampledFrom([]string{"", "08:00", "14:05", "18:00", "22:30"}).Draw(t, "start")
		start, end := plan.UsualTimes(pack, plan.Request{Activities: chosen, Start: start, Own: own})
		if rapid.Bool().Draw(t, "an end of one's own") {
			end = rapid.SampledFrom([]string{"08:20", "15:00", "19:00", "23:59", "01:00"}).Draw(t, "end")
		}
		b := plan.Begin(pack, beginnable(chosen, date, start, end, rapid.IntRange(0, 700).Draw(t, "people")), own, today)
		hasBasis(t, b)
		inTime(t, b, date, today)
		inOrder(t, b.Needs.Order, start, end)
	})
}

func hasBasis(t *rapid.T, b plan.Beginning) {
	say := func(what, basis string) {
		if strings.TrimSpace(what) == "" || strings.TrimSpace(basis) == "" {
			t.Errorf("%q comes from %q", what, basis)
		}
	}
	for _, r := range b.Needs.Roles {
		say(r.Name, r.Basis)
	}
	for _, r := range b.Needs.Risks {
		say(r.What, r.Basis)
	}
	for _, q := range b.Needs.Access {
		say(q.Text, q.Basis)
	}
	for _, s := range b.Needs.Order {
		say(s.Title, s.Basis)
	}
	for _, x := range b.Things {
		say(x.What, x.Basis)
	}
	for _, d := range b.Duties {
		say(d.Title, strings.Join(d.Sources, ""))
	}
	for _, task := range b.Schedule.Tasks {
		say(task.Title, plan.TaskBasis(task.ID, b.Duties))
	}
	for _, n := range b.Notes {
		say(n.Words, n.Source)
	}
}

func inTime(t *rapid.T, b plan.Beginning, date, today string) {
	for _, task := range b.Schedule.Tasks {
		switch {
		case task.By == "" && task.Skip == plan.SkipNone:
			t.Errorf("%s is neither to be done nor offered to be left out", task.ID)
		case task.By != "" && (task.By < today || task.By > event.AddDays(max(date, today), 14)):
			t.Errorf("%s is to be done by %s, for a day on %s", task.ID, task.By, date)
		case task.DaysBefore >= 0 && date >= today && task.By > date:
			t.Errorf("%s belongs before the day %s, and is to be done by %s", task.ID, date, task.By)
		}
	}
}

func inOrder(t *rapid.T, order []plan.Slot, start, end string) {
	at := func(clock string) time.Time {
		c, err := time.Parse("15:04", clock)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	begins, until := at(start), at(end)
	if !until.After(begins) {
		until = until.Add(24 * time.Hour)
	}
	last := begins
	for _, s := range order {
		from := at(s.At)
		if from.Before(begins) {
			from = from.Add(24 * time.Hour)
		}
		ends := from.Add(time.Duration(s.Minutes) * time.Minute)
		switch {
		case ends.After(until):
			t.Errorf("%s ends after %s", s, end)
		case !s.Alongside && from.Before(last):
			t.Errorf("%s begins before the last point ends", s)
		case !s.Alongside:
			last = ends
		}
	}
}

func TestUsualTimes(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		req        plan.Request
		start, end string
	}{
		"a meal":              {plan.Request{Activities: []string{"shared-meal"}}, "18:00", "21:00"},
		"a walk in daylight":  {plan.Request{Activities: []string{"walking-tour", "shared-meal"}}, "13:00", "17:30"},
		"a long evening":      {plan.Request{Activities: []string{"shared-meal", "film"}}, "16:30", "22:00"},
		"more than a day has": {plan.Request{Activities: []string{"shared-meal", "film", "human-library", "music-night", "panel", "story-evening"}}, "10:00", "23:45"},
		"a start of its own":  {plan.Request{Activities: []string{"shared-meal"}, Start: "12:30"}, "12:30", "15:30"},
		"an end alone":        {plan.Request{Activities: []string{"shared-meal"}, End: "20:00"}, "17:00", "20:00"},
		"a late end alone":    {plan.Request{Activities: []string{"shared-meal"}, End: "23:00"}, "18:00", "21:00"},
		"something else":      {plan.Request{Own: true}, "18:00", "20:30"},
		"nothing":             {plan.Request{}, "18:00", "20:30"},
		"a start that is not": {plan.Request{Start: "noon"}, "noon", ""},
	} {
		start, end := plan.UsualTimes(content.Builtin(), tt.req)
		if start != tt.start || end != tt.end {
			t.Errorf("%s: got %s to %s, want %s to %s", name, start, end, tt.start, tt.end)
		}
	}
}

func TestNotesSayWhatCanStillBeDone(t *testing.T) {
	t.Parallel()
	kinds := func(date string, activities ...string) []string {
		out := []string{}
		for _, n := range plan.Begin(content.Builtin(), beginnable(activities, date, "18:00", "21:00", 60), false, "2026-11-28").Notes {
			out = append(out, string(n.Kind)+" "+n.Duty+" "+n.Date)
		}
		return out
	}
	for date, want := range map[string][]string{
		"2026-11-20": {"past  "},
		"2026-11-29": {"soon  ", "notice-over ten 2026-12-08", "ask-now film-licence ", "ask-now music-licence ", "ask-now expenses ", "ask-now insurance "},
		"2026-12-10": {"soon  ", "notice-late ten 2026-12-02", "ask-now film-licence ", "ask-now music-licence ", "ask-now expenses ", "ask-now insurance "},
		"2027-02-18": {},
		"2028-01-18": {"far  "},
	} {
		if diff := cmp.Diff(want, kinds(date, "film")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", date, diff)
		}
	}
	if got := kinds("2027-02-18", "film", "shared-meal", "human-library"); !slices.Equal(got, []string{"squeezed  "}) {
		t.Errorf("three activities in three hours: %v", got)
	}
}

// What a duty says in place of others is in the built-in content, word for word.
func TestDutiesStandForWhatIsThere(t *testing.T) {
	t.Parallel()
	pack := content.Builtin()
	all := []string{}
	for _, a := range pack.Activities {
		all = append(all, a.ID)
	}
	templates := plan.Templates(pack, all)
	for _, duty := range []string{"ten", "film-licence", "insurance"} {
		for _, id := range plan.StandsFor(duty) {
			if !slices.ContainsFunc(templates, func(x event.TaskTemplate) bool { return x.ID == id }) {
				t.Errorf("%s stands for %s, which is no task", duty, id)
			}
		}
		if len(plan.StandsFor(duty)) == 0 {
			t.Errorf("%s stands for nothing", duty)
		}
	}
	needs := plan.NeedsOf(pack, plan.Request{Activities: all})
	var left []string
	for _, x := range plan.Things(needs) {
		if x.Kind == plan.ThingPermission {
			left = append(left, x.What)
		}
	}
	if len(needs.Permissions) != 5 || len(left) != 1 || !strings.Contains(left[0], "Human Library") {
		t.Errorf("of %d permissions, the duties leave %v", len(needs.Permissions), left)
	}
}

func TestThingsAreTheSameEverywhere(t *testing.T) {
	t.Parallel()
	req := plan.Request{Activities: []string{"shared-meal"}, Guests: 60}
	things := plan.Things(plan.NeedsOf(content.Builtin(), req))
	if diff := cmp.Diff(things, plan.Things(plan.NeedsOf(content.Builtin(), req))); diff != "" {
		t.Error(diff)
	}
	ids := map[string]bool{}
	for _, x := range things {
		if ids[x.ID] {
			t.Errorf("%s is there twice", x.ID)
		}
		ids[x.ID] = true
	}
	if i := slices.IndexFunc(things, func(x plan.Thing) bool { return x.ID == "kit-no-photo-dots" }); i < 0 || things[i].Amount != "60" {
		t.Errorf("no dot for each of 60 guests: %+v", things)
	}
}
