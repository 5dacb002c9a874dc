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

func find(t *testing.T, list []plan.Need, id string) plan.Need {
	t.Helper()
	for _, n := range list {
		if n.ID == id {
			return n
		}
	}
	t.Fatalf("no %s in %v", id, list)
	return plan.Need{}
}

func TestNeedsCount(t *testing.T) {
	t.Parallel()
	p := content.Builtin()
	got := plan.NeedsOf(p, plan.Request{Activities: []string{"shared-meal", "panel", "story-evening"}, Guests: 60})
	counts := map[string]int{}
	for _, n := range append(slices.Clone(got.Roles), got.Kit...) {
		counts[n.ID] = n.Count
	}
	for id, want := range map[string]int{
		"host": 1, "table-host": 8, "tables-eight": 8, "welcome-desk": 2, "speaker": 3, "microphone": 2,
		"question-cards": 60, "no-photo-dots": 60, "allergen-cards": 0, "interpreter": 0,
	} {
		if n, ok := counts[id]; !ok || n != want {
			t.Errorf("%s: got %d, want %d", id, n, want)
		}
	}
	host := find(t, got.Roles, "host")
	if !cmp.Equal(host.For, []string{"shared-meal", "story-evening"}) {
		t.Errorf("host is for %q", host.For)
	}
	if n := find(t, got.Roles, "welcome-desk"); len(n.For) != 0 {
		t.Errorf("every event has a welcome desk, not only %q", n.For)
	}
	if n := find(t, got.Kit, "allergen-cards"); n.Each == "" {
		t.Error("allergen cards do not say for what there is one")
	}
	if got.Crew.Low != 5 || got.Crew.High != 12 || got.Weeks.Low != 6 || got.Weeks.High != 10 {
		t.Errorf("crew %+v, weeks %+v", got.Crew, got.Weeks)
	}
	nobody := plan.NeedsOf(p, plan.Request{Activities: []string{"shared-meal"}})
	if n := find(t, nobody.Kit, "tables-eight"); n.Count != 0 || n.ForGuests != 8 {
		t.Errorf("without a number of guests: %+v", n)
	}
}

func TestNeedsAccess(t *testing.T) {
	t.Parallel()
	got := plan.NeedsOf(content.Builtin(), plan.Request{})
	if len(got.Access) != 11 || got.Permissions == nil || got.Care == nil || got.Order == nil {
		t.Fatalf("got %+v", got)
	}
	for _, q := range got.Access {
		if q.Feature != "" && !slices.Contains(event.AccessFeatures(), event.Access(q.Feature)) {
			t.Errorf("%s ticks %q, which nothing prints", q.ID, q.Feature)
		}
		if q.Text == "" || q.Basis == "" {
			t.Errorf("incomplete: %+v", q)
		}
	}
}

// anyRequest draws a choice of activities with time and guests.
func anyRequest(t *rapid.T) plan.Request {
	var ids []string
	for _, a := range content.Builtin().Activities {
		ids = append(ids, a.ID)
	}
	clock := rapid.StringMatching(`([01][0-9]|2[0-3]):[0-5][0-9]`)
	return plan.Request{
		Activities: rapid.SliceOfN(rapid.SampledFrom(append(ids, "no-such")), 0, 8).Draw(t, "activities"),
		Guests:     rapid.IntRange(0, 600).Draw(t, "guests"), Start: clock.Draw(t, "start"), End: clock.Draw(t, "end"),
	}
}

func TestNeedsProperties(t *testing.T) {
	t.Parallel()
	p := content.Builtin()
	rapid.Check(t, func(t *rapid.T) {
		req := anyRequest(t)
		got := plan.NeedsOf(p, req)
		if d := cmp.Diff(got, plan.NeedsOf(p, req), cmp.AllowUnexported(plan.Slot{})); d != "" {
			t.Fatalf("the second time it is another:\n%s", d)
		}
		more := req
		more.Guests++
		after := plan.NeedsOf(p, more)
		seen := map[string]bool{}
		once := func(id, text, basis string) {
			if seen[id] || text == "" || basis == "" {
				t.Fatalf("%s is there twice or incomplete", id)
			}
			seen[id] = true
		}
		for i, n := range got.Roles {
			once("role "+n.ID, n.Name, n.Basis)
			if after.Roles[i].Count < n.Count {
				t.Fatalf("%s: fewer for more guests", n.ID)
			}
		}
		for _, n := range got.Kit {
			once("kit "+n.ID, n.Name, n.Basis)
			if n.ForGuests > 0 && n.Count*n.ForGuests < req.Guests {
				t.Fatalf("%d of %s do not do for %d guests", n.Count, n.ID, req.Guests)
			}
		}
		for _, r := range got.Risks {
			once("risk "+r.ID, r.Measure, r.Basis)
			if r.Level() == plan.LevelUnjudged || r.Check() != nil {
				t.Fatalf("%+v", r)
			}
		}
		for _, l := range append(slices.Clone(got.Care), got.Permissions...) {
			once("line "+l.Text, l.Text, l.Sources[0])
		}
	})
}

func TestRunningOrder(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		req  plan.Request
		want []string
	}{
		"a meal for three hours": {
			plan.Request{Activities: []string{"shared-meal"}, Start: "17:30", End: "20:30"},
			[]string{"17:30 Welcome (10 min)", "17:40 Shared meal (130 min)", "19:50 Thanks and goodbye (10 min)", "20:00 Clearing up (30 min)"},
		},
		"two parts in too little time": {
			plan.Request{Activities: []string{"panel", "shared-meal"}, Start: "18:00", End: "20:00"},
			[]string{"18:00 Welcome (10 min)", "18:10 Panel and questions (40 min) short", "18:50 Shared meal (50 min) short", "19:40 Thanks and goodbye (5 min)", "19:45 Clearing up (15 min)"},
		},
		"across midnight, time to spare": {
			plan.Request{Activities: []string{"vigil"}, Start: "23:00", End: "02:00"},
			[]string{"23:00 Welcome (10 min)", "23:10 Remembrance (45 min)", "23:55 Tea and time to talk (30 min)", "00:25 Time to talk and look around (55 min)", "01:20 Thanks and goodbye (10 min)", "01:30 Clearing up (30 min)"},
		},
		"no end": {
			plan.Request{Activities: []string{"language-cafe"}, Start: "10:00"},
			[]string{"10:00 Welcome (10 min)", "10:10 Language café (90 min)", "11:40 Thanks and goodbye (10 min)", "11:50 Clearing up (30 min)"},
		},
		"an exhibition beside": {
			plan.Request{Activities: []string{"exhibition", "panel"}, Start: "18:00"},
			[]string{"18:00 Welcome (10 min)", "18:10 Exhibition (105 min) alongside", "18:10 Panel and questions (75 min)", "19:25 Tea and time to talk (30 min)", "19:55 Thanks and goodbye (10 min)", "20:05 Clearing up (30 min)"},
		},
		"an exhibition alone": {
			plan.Request{Activities: []string{"exhibition"}, Start: "10:00", End: "16:00"},
			[]string{"10:00 Welcome (10 min)", "10:10 Exhibition (280 min)", "14:50 Tea and time to talk (30 min)", "15:20 Thanks and goodbye (10 min)", "15:30 Clearing up (30 min)"},
		},
		"hardly any time": {
			plan.Request{Activities: []string{"film"}, Start: "10:00", End: "10:12"},
			[]string{"10:00 Welcome (5 min)", "10:05 Film and talk (7 min) short"},
		},
		"no time":     {plan.Request{Activities: []string{"film"}, Start: "10:00", End: "10:04"}, nil},
		"no start":    {plan.Request{Activities: []string{"film"}, End: "10:04"}, nil},
		"no activity": {plan.Request{Activities: []string{"no-such"}, Start: "10:00", End: "12:00"}, nil},
	}
	for name, tt := range tests {
		var got []string
		for _, s := range plan.RunningOrder(content.Builtin(), tt.req) {
			line := s.String()
			if s.Short {
				line += " short"
			}
			if s.Alongside {
				line += " alongside"
			}
			got = append(got, line)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func minute(clock string) int {
	return (int(clock[0]-'0')*10+int(clock[1]-'0'))*60 + int(clock[3]-'0')*10 + int(clock[4]-'0')
}

func TestRunningOrderFits(t *testing.T) {
	t.Parallel()
	p := content.Builtin()
	rapid.Check(t, func(t *rapid.T) {
		req := anyRequest(t)
		slots := plan.RunningOrder(p, req)
		if len(slots) == 0 {
			return
		}
		at, total := minute(req.Start), minute(req.End)-minute(req.Start)
		if total <= 0 {
			total += 24 * 60
		}
		sum, seen := 0, map[string]bool{}
		for _, s := range slots {
			if s.Minutes <= 0 || s.Basis == "" || s.Title == "" || s.Activity != "" && seen[s.Activity] {
				t.Fatalf("%+v", s)
			}
			seen[s.Activity] = true
			if s.Alongside {
				continue
			}
			if minute(s.At) != (at+sum)%(24*60) {
				t.Fatalf("%s begins before or after what stands before it ended", s)
			}
			sum += s.Minutes
		}
		if sum != total {
			t.Fatalf("%d minutes of %d are used: %v", sum, total, slots)
		}
	})
}
