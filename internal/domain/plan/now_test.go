package plan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daykit/internal/domain/event"
	"daykit/internal/domain/plan"
)

func evening(items ...string) event.Event {
	ev := event.Event{Date: day, Start: "17:30", End: "20:30", Timezone: "Europe/London"}
	for _, s := range items {
		var item event.ProgrammeItem
		var title string
		if _, err := fmt.Sscanf(s, "%s %d %s", &item.At, &item.Minutes, &title); err != nil {
			panic(err)
		}
		item.Title = event.Text{"en": title}
		ev.Programme = append(ev.Programme, item)
	}
	return ev
}

func usual() event.Event {
	return evening("16:30 45 setup", "17:30 10 welcome", "17:40 60 panel", "17:40 150 stall", "18:50 60 food", "20:20 0 thanks")
}

func clockOf(t *testing.T, ev event.Event, days int, clock string) time.Time {
	t.Helper()
	at, _, err := event.Span(event.AddDays(ev.Date, days), clock, "", ev.Timezone)
	if err != nil {
		t.Fatal(err)
	}
	return at.UTC() // whatever zone the moment comes in
}

// told writes a moment in one line.
func told(m plan.Moment) string {
	var now []string
	for _, p := range m.Now {
		line := p.Item.Title["en"]
		if p.Overrun > 0 {
			line += fmt.Sprintf("+%.0f", p.Overrun.Minutes())
		}
		now = append(now, line)
	}
	line := fmt.Sprintf("%s: %s", m.Phase, strings.Join(now, " "))
	if m.Next != nil {
		line += fmt.Sprintf("; %s %s", m.Next.Begins.Format("15:04"), m.Next.Item.Title["en"])
	}
	if m.Delay > 0 {
		line += fmt.Sprintf(" (%.0f late)", m.Delay.Minutes())
	}
	return line
}

func TestAt(t *testing.T) {
	t.Parallel()
	night := evening("22:00 120 music", "00:30 60 dance", "20:00 30 setup")
	night.Start, night.End = "22:00", "02:00"
	open := evening("23:30 60 vigil", "00:30 30 tea")
	open.Start, open.End = "23:30", ""
	tests := map[string]struct {
		ev    event.Event
		days  int
		clock string
		marks map[int]string // index to the time at which it began
		want  string
	}{
		"long before":              {usual(), -1, "17:30", nil, "before: ; 16:30 setup"},
		"setting up":               {usual(), 0, "16:30", nil, "running: setup; 17:30 welcome"},
		"a gap":                    {usual(), 0, "17:20", nil, "between: ; 17:30 welcome"},
		"the end is not in it":     {usual(), 0, "17:40", nil, "running: panel stall; 18:50 food"},
		"only beside":              {usual(), 0, "18:45", nil, "running: stall; 18:50 food"},
		"without minutes":          {usual(), 0, "20:25", nil, "running: thanks"},
		"over":                     {usual(), 0, "20:30", nil, "after: "},
		"began late":               {usual(), 0, "17:45", map[int]string{1: "17:40"}, "running: welcome; 17:50 panel (10 late)"},
		"overruns":                 {usual(), 0, "17:55", map[int]string{1: "17:40"}, "running: welcome+5; 17:55 panel (15 late)"},
		"overruns, one beside":     {usual(), 0, "19:00", map[int]string{1: "17:30", 2: "17:45"}, "running: panel+15 stall; 19:00 food (10 late)"},
		"the next was marked":      {usual(), 0, "18:00", map[int]string{1: "17:40", 2: "17:57"}, "running: panel stall; 19:07 food (17 late)"},
		"early does not move it":   {usual(), 0, "17:36", map[int]string{1: "17:25"}, "between: ; 17:40 panel"},
		"nobody marks any more":    {usual(), 0, "19:00", map[int]string{1: "17:40"}, "running: stall food; 20:30 thanks (10 late)"},
		"the last one overruns":    {usual(), 0, "20:40", map[int]string{5: "20:20"}, "running: thanks+10"},
		"the last one, an hour on": {usual(), 0, "21:30", map[int]string{5: "20:20"}, "after: "},
		"marks of the future":      {usual(), 0, "17:35", map[int]string{4: "18:50"}, "running: welcome; 17:40 panel"},
		"before midnight":          {night, 0, "23:59", nil, "running: music; 00:30 dance"},
		"after midnight":           {night, 1, "00:45", nil, "running: dance"},
		"setting up for a night":   {night, 0, "20:10", nil, "running: setup; 22:00 music"},
		"after midnight, no end":   {open, 1, "00:40", nil, "running: tea"},
		"nothing planned":          {evening(), 0, "18:00", nil, "after: "},
	}
	for name, tt := range tests {
		var marks []plan.Mark
		for i, clock := range tt.marks {
			marks = append(marks, plan.Mark{Index: i, Began: clockOf(t, tt.ev, 0, clock)})
		}
		got, err := plan.At(tt.ev, marks, clockOf(t, tt.ev, tt.days, tt.clock))
		if err != nil || told(got) != tt.want {
			t.Errorf("%s: got %q, %v, want %q", name, told(got), err, tt.want)
		}
	}
	for name, ev := range map[string]event.Event{
		"no zone":  {Date: day, Start: "17:30"},
		"no time":  evening("later 10 talk"),
		"no start": {Date: day, Timezone: "Europe/London"},
	} {
		if _, err := plan.At(ev, nil, time.Time{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestAtSkips: what is skipped is neither on nor next, and makes up for a delay.
func TestAtSkips(t *testing.T) {
	t.Parallel()
	ev := evening("17:30 10 welcome", "17:40 20 talk", "18:00 30 music", "18:30 0 food", "19:30 10 thanks")
	tests := map[string]struct {
		clock   string
		began   map[int]string
		skipped map[int]string
		want    string
	}{
		"not on":              {"17:45", nil, map[int]string{1: "17:39"}, "between: ; 18:00 music"},
		"not next":            {"17:35", nil, map[int]string{1: "17:34"}, "running: welcome; 18:00 music"},
		"later":               {"17:35", nil, map[int]string{1: "17:36"}, "running: welcome; 17:40 talk"},
		"makes up":            {"17:50", map[int]string{0: "17:45"}, map[int]string{1: "17:50"}, "running: welcome; 18:00 music"},
		"makes up in part":    {"18:05", map[int]string{0: "18:00"}, map[int]string{1: "18:00"}, "running: welcome; 18:10 music (10 late)"},
		"before the mark":     {"18:15", map[int]string{2: "18:12"}, map[int]string{1: "18:10"}, "running: music; 18:42 food (12 late)"},
		"the rest of the day": {"18:40", map[int]string{3: "18:30"}, map[int]string{4: "18:35"}, "running: food"},
		"all":                 {"17:31", nil, map[int]string{0: "17:00", 1: "17:00", 2: "17:00", 3: "17:00", 4: "17:00"}, "after: "},
	}
	for name, tt := range tests {
		var marks []plan.Mark
		for i, clock := range tt.began {
			marks = append(marks, plan.Mark{Index: i, Began: clockOf(t, ev, 0, clock)})
		}
		for i, clock := range tt.skipped {
			marks = append(marks, plan.Mark{Index: i, Began: clockOf(t, ev, 0, clock), Skipped: true})
		}
		got, err := plan.At(ev, marks, clockOf(t, ev, 0, tt.clock))
		if err != nil || told(got) != tt.want {
			t.Errorf("%s: got %q, %v, want %q", name, told(got), err, tt.want)
		}
	}
}

// TestAtProperties: whatever was marked, what is on has begun, what is next has not
// been passed over, nothing is promised for earlier than planned, and what was skipped
// is neither on nor next.
func TestAtProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ev := evening()
		minute := 17*60 + 30
		for range rapid.IntRange(1, 8).Draw(t, "points") {
			long := rapid.IntRange(1, 60).Draw(t, "minutes")
			ev.Programme = append(ev.Programme, event.ProgrammeItem{At: fmt.Sprintf("%02d:%02d", minute/60%24, minute%60), Minutes: long})
			minute += rapid.IntRange(0, long+10).Draw(t, "until the next")
		}
		ev.End = "17:29" // of the next day
		begins, _, err := ev.Span()
		if err != nil {
			t.Fatal(err)
		}
		var marks []plan.Mark
		for _, i := range rapid.SliceOfN(rapid.IntRange(0, len(ev.Programme)), 0, 4).Draw(t, "marked") {
			marks = append(marks, plan.Mark{Index: i, Began: begins.Add(time.Duration(rapid.IntRange(-30, 600).Draw(t, "began")) * time.Minute), Skipped: rapid.Bool().Draw(t, "skipped")})
		}
		at := begins.Add(time.Duration(rapid.IntRange(-60, 700).Draw(t, "at")) * time.Minute)
		m, err := plan.At(ev, marks, at)
		if err != nil {
			t.Fatal(err)
		}
		if (m.Phase == plan.PhaseRunning) != (len(m.Now) > 0) || (m.Phase == plan.PhaseAfter) != (len(m.Now) == 0 && m.Next == nil) {
			t.Fatalf("phase %s with %d on", m.Phase, len(m.Now))
		}
		for _, mark := range marks {
			skipped := mark.Skipped && !mark.Began.After(at)
			if skipped && (m.Next != nil && m.Next.Index == mark.Index || slices.ContainsFunc(m.Now, func(p plan.Point) bool { return p.Index == mark.Index })) {
				t.Fatalf("point %d was skipped: %+v", mark.Index, m)
			}
		}
		for _, p := range m.Now {
			if p.Begins.After(at) || p.Overrun < 0 || p.Overrun > time.Hour || !at.Before(p.Ends) && p.Overrun != at.Sub(p.Ends) {
				t.Fatalf("on at %s: %+v", at, p)
			}
		}
		if m.Next != nil && (m.Next.Begins.Before(at) || m.Next.Begins.Before(m.Next.Planned) || m.Delay < 0) {
			t.Fatalf("next at %s: %+v", at, m.Next)
		}
	})
}
