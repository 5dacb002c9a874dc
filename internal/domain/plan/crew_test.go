package plan_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daykit/internal/domain/plan"
)

func roster(shifts ...plan.Shift) plan.Roster {
	return plan.Roster{
		Date: day, Timezone: "Europe/London", Shifts: shifts,
		Members: []plan.Member{
			{ID: "amina", Name: "Amina", Languages: []string{"en-GB", "so"}},
			{ID: "joe", Name: "Joe", Languages: []string{"en"}},
			{ID: "li", Name: "Li", Languages: []string{"zh-Hans"}},
		},
	}
}

func shift(id, from, to string, need int, who ...string) plan.Shift {
	return plan.Shift{ID: id, Role: "role-" + id, From: from, To: to, Need: need, Who: who}
}

func TestClashes(t *testing.T) {
	t.Parallel()
	before := shift("before", "22:00", "01:00", 1, "joe")
	before.Day = -1
	tests := map[string]struct {
		roster plan.Roster
		want   []string
	}{
		"none":                 {roster(shift("a", "17:00", "18:00", 1, "joe"), shift("b", "18:00", "19:00", 1, "joe")), nil},
		"overlap":              {roster(shift("b", "17:30", "19:00", 1, "joe"), shift("a", "17:00", "18:00", 1, "joe", "li")), []string{"joe a b 18 17:30 to 18 18:00"}},
		"one inside the other": {roster(shift("a", "17:00", "22:00", 1, "joe"), shift("b", "18:00", "19:00", 1, "joe")), []string{"joe a b 18 18:00 to 18 19:00"}},
		"two people":           {roster(shift("a", "17:00", "18:00", 1, "joe", "li"), shift("b", "17:00", "18:00", 1, "li", "joe")), []string{"joe a b 18 17:00 to 18 18:00", "li a b 18 17:00 to 18 18:00"}},
		"named twice":          {roster(shift("a", "17:00", "18:00", 1, "joe", "joe")), nil},
		"across midnight":      {roster(shift("a", "21:00", "02:00", 1, "joe"), shift("b", "23:30", "00:30", 1, "joe")), []string{"joe a b 18 23:30 to 19 00:30"}},
		"the night before":     {roster(before, shift("b", "00:30", "03:00", 1, "joe")), []string{"joe before b 18 00:30 to 18 01:00"}},
	}
	for name, tt := range tests {
		list, err := tt.roster.Clashes()
		var got []string
		for _, c := range list {
			got = append(got, fmt.Sprintf("%s %s %s %s to %s", c.Member, c.Shifts[0], c.Shifts[1], c.From.Format("02 15:04"), c.To.Format("02 15:04")))
		}
		if d := cmp.Diff(tt.want, got); err != nil || d != "" {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, d)
		}
	}
}

func TestGaps(t *testing.T) {
	t.Parallel()
	r := roster(
		shift("door", "17:00", "21:00", 2, "joe"),
		shift("food", "18:00", "20:00", 1, "amina", "gone"),
		shift("tidy", "21:00", "22:00", 2),
		shift("late", "21:00", "21:30", 1, "joe"),
		shift("spare", "21:00", "21:30", 0),
	)
	r.Roles = []string{"role-door", "role-tidy", "care-contact", "care-contact"}
	r.Languages = []string{"en", "zh-Hant", "so", "ti", "ti"}
	list, err := r.Gaps()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, g := range list {
		line := fmt.Sprint(g.Kind, " ", g.Shift, g.Language, g.Member)
		if g.Shift == "" {
			line += g.Role
		}
		if g.Missing > 0 {
			line += fmt.Sprint(" ", g.Missing)
		}
		if !g.From.IsZero() {
			line += g.From.Format(" 15:04 to ") + g.To.Format("15:04")
		}
		got = append(got, line)
	}
	want := []string{
		"few door 1 17:00 to 21:00", "stranger foodgone", "nobody tidy 2 21:00 to 22:00",
		"role role-tidy", "role care-contact", "language ti",
		"alone joe 17:00 to 18:00", "alone joe 20:00 to 21:30",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestRosterThatDoesNotRead(t *testing.T) {
	t.Parallel()
	for name, r := range map[string]plan.Roster{
		"no end":   roster(shift("a", "17:00", "", 1)),
		"no start": roster(shift("a", "", "17:00", 1)),
		"no zone":  {Date: day, Shifts: []plan.Shift{shift("a", "17:00", "18:00", 1)}},
		"no date":  {Timezone: "Europe/London", Shifts: []plan.Shift{shift("a", "17:00", "18:00", 1)}},
	} {
		if _, err := r.Clashes(); err == nil {
			t.Errorf("%s: no error of Clashes", name)
		}
		if _, err := r.Gaps(); err == nil {
			t.Errorf("%s: no error of Gaps", name)
		}
		if _, err := r.Hours(); err == nil {
			t.Errorf("%s: no error of Hours", name)
		}
	}
}

// The clocks go back on 31 October 2027: a night shift is an hour longer.
func TestHours(t *testing.T) {
	t.Parallel()
	r := roster(shift("night", "22:00", "06:00", 1, "joe"), shift("also", "23:00", "23:30", 1, "joe", "li"), shift("more", "05:30", "06:30", 1))
	r.Date = "2027-10-30"
	r.Shifts[2].Day, r.Shifts[2].Who = 1, []string{"joe"}
	got, err := r.Hours()
	if want := map[string]time.Duration{"joe": 9*time.Hour + 30*time.Minute, "li": 30 * time.Minute}; err != nil || !cmp.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
}

// TestRosterProperties compares clashes, lone times and hours with a minute by minute
// count.
func TestRosterProperties(t *testing.T) {
	t.Parallel()
	clock := rapid.StringMatching(`([01][0-9]|2[0-3]):[0-5][0-9]`)
	people := []string{"amina", "joe", "li"}
	rapid.Check(t, func(t *rapid.T) {
		r := roster()
		r.Date = rapid.SampledFrom([]string{day, "2027-03-27", "2027-10-30"}).Draw(t, "date") // two of them before the clocks change
		for i := range rapid.IntRange(0, 5).Draw(t, "shifts") {
			s := shift(fmt.Sprint("s", i), clock.Draw(t, "from"), clock.Draw(t, "to"), 1, rapid.SliceOfN(rapid.SampledFrom(people), 0, 3).Draw(t, "who")...)
			s.Day = rapid.IntRange(-1, 1).Draw(t, "day")
			r.Shifts = append(r.Shifts, s)
		}
		turns, err := r.Turns()
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range turns {
			for _, b := range turns[i+1:] {
				if a.Overlap(b) != b.Overlap(a) {
					t.Fatalf("%s overlaps %s, but not the other way", a.ID, b.ID)
				}
			}
		}
		mustCount(t, r, turns)
	})
}

// mustCount walks through the minutes.
func mustCount(t *rapid.T, r plan.Roster, turns []plan.Turn) {
	pairs, lone, hours := map[string]int{}, map[string]int{}, map[string]time.Duration{}
	start, err := time.Parse(time.DateOnly, r.Date)
	if err != nil {
		t.Fatal(err)
	}
	for m := -2 * 24 * 60; m < 5*24*60; m++ {
		at := start.Add(time.Duration(m) * time.Minute)
		here := map[string]bool{}
		for i, a := range turns {
			if at.Before(a.Begins) || !at.Before(a.Ends) {
				continue
			}
			for _, who := range a.Who {
				here[who] = true
				for _, b := range turns[i+1:] {
					if !at.Before(b.Begins) && at.Before(b.Ends) && has(b.Who, who) {
						pairs[who+" "+a.ID+" "+b.ID]++
					}
				}
			}
		}
		for who := range here {
			hours[who] += time.Minute
			if len(here) == 1 {
				lone[who]++
			}
		}
	}
	clashes, err := r.Clashes()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, c := range clashes {
		got[c.Member+" "+c.Shifts[0]+" "+c.Shifts[1]] = int(c.To.Sub(c.From).Minutes())
	}
	if d := cmp.Diff(pairs, got); d != "" {
		t.Fatalf("clashes by the minute (-want +got):\n%s", d)
	}
	gaps, err := r.Gaps()
	if err != nil {
		t.Fatal(err)
	}
	got = map[string]int{}
	for _, g := range gaps {
		if g.Kind == plan.GapAlone {
			got[g.Member] += int(g.To.Sub(g.From).Minutes())
		}
	}
	if d := cmp.Diff(lone, got); d != "" {
		t.Fatalf("alone by the minute (-want +got):\n%s", d)
	}
	worked, err := r.Hours()
	if d := cmp.Diff(hours, worked); err != nil || d != "" {
		t.Fatalf("hours by the minute: %v (-want +got):\n%s", err, d)
	}
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
