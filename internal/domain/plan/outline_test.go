package plan_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daykit/internal/domain/event"
	"daykit/internal/domain/plan"
)

// anyDate is a date that an event may have.
func anyDate(t *rapid.T, label string) string {
	return event.AddDays("2004-02-29", rapid.IntRange(0, 36_500).Draw(t, label))
}

// TestOutlinesKeepDistances copies tasks from any date to any other: what counts from the
// day keeps its distance in days, nothing is done, and a copy of the copy is the same.
func TestOutlinesKeepDistances(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		from, to := anyDate(t, "from"), anyDate(t, "to")
		var states []plan.TaskState
		want := map[string]int{}
		for _, id := range rapid.SliceOfNDistinct(rapid.StringMatching(`(t-)?[a-z]{3}`), 0, 12, rapid.ID[string]).Draw(t, "ids") {
			s := plan.TaskState{ID: id, Own: strings.HasPrefix(id, "t-"), Title: new("do " + id)}
			days := rapid.IntRange(-400, 400).Draw(t, "days")
			switch rapid.IntRange(0, 2).Draw(t, "kind") {
			case 0:
				s.Days = &days
				want[id] = days
			case 1:
				s.Due, s.Pinned = new(event.AddDays(from, -days)), true
				want[id] = days
			default: // done, it kept the date that it had; a day of its own says more
				s.Due, s.Days = new(event.AddDays(from, 3)), &days
				want[id] = days
			}
			states = append(states, s)
		}
		out := plan.OutlineTasks(from, states)
		got, again := map[string]int{}, []plan.TaskState{}
		for _, o := range out {
			got[o.ID] = event.DaysBetween(o.Due(to), to)
			again = append(again, plan.TaskState{ID: o.ID, Title: &o.Title, Days: o.Days, Own: strings.HasPrefix(o.ID, "t-")})
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("days before the day (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(out, plan.OutlineTasks(to, again)); diff != "" {
			t.Fatalf("a copy of the copy (-first +second):\n%s", diff)
		}
	})
}

func TestOutlineTasksLeaveOutWhatSaysNothing(t *testing.T) {
	t.Parallel()
	got := plan.OutlineTasks("2025-12-18", []plan.TaskState{
		{ID: "poster", Due: new("2025-12-01")},                                      // only done, then
		{ID: "hall", Dropped: true},                                                 // taken off the list
		{ID: "t-1", Title: new("Borrow chairs"), Dropped: true, Own: true},          // the group's own, taken off
		{ID: "t-2", Title: new("Borrow tables"), Due: new("2025-12-16"), Own: true}, // of an older program: no day, not pinned
	})
	want := []plan.OutlineTask{{ID: "hall", Dropped: true}, {ID: "t-2", Title: "Borrow tables", Days: new(2)}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// sampleOutline is a template with something of everything.
func sampleOutline(t testing.TB) plan.Outline {
	t.Helper()
	doc, err := json.Marshal(event.Blank("A shared table", "2025-12-18", "Neighbours"))
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(doc, &fields); err != nil {
		t.Fatal(err)
	}
	delete(fields, "date")
	if doc, err = json.Marshal(fields); err != nil {
		t.Fatal(err)
	}
	return plan.Outline{
		Schema: plan.OutlineSchema, Name: "Supper", From: "2025-12-18", Event: doc, Nation: "wales",
		Tasks:   []plan.OutlineTask{{ID: "t-1", Title: "Borrow tables", Days: new(2)}},
		Shifts:  []plan.OutlineShift{{ID: "s-1", Role: "door", From: "17:00", To: "21:00", Need: 2}},
		Money:   []plan.OutlineMoney{{ID: "m1", Kind: "venue", What: "Hall", Budget: 5000, Actual: new(plan.Pence(5500))}},
		Risks:   []plan.OutlineRisk{{ID: "crowding", What: "Crowding", Likelihood: 2, Severity: 3}},
		Venue:   []plan.OutlineFact{{ID: "feature.lift", Answer: "no", Note: "broken", Since: "2024-12-18"}},
		Packing: []plan.OutlineThing{{ID: "urn", Kind: "kit", What: "Urn", Amount: "1", For: []string{"shared-meal"}}},
		Phrases: []plan.OutlinePhrase{{Lang: "cy", Key: "access.lift", Text: "Lifft", Of: "Lift"}},
		Posts:   []plan.OutlinePost{{ID: "p-1", Place: "Door", What: "Welcome"}},
		Guard:   &plan.OutlineGuard{QuietRoom: "Upstairs", Steps: "Stay calm."},
	}
}

func TestOutlineFilesReadBack(t *testing.T) {
	t.Parallel()
	o := sampleOutline(t)
	var b bytes.Buffer
	if err := o.Encode(&b); err != nil {
		t.Fatal(err)
	}
	got, err := plan.DecodeOutline(&b)
	if err != nil {
		t.Fatal(err)
	}
	ev, err := got.Document("2026-12-18", "")
	if err != nil || ev.Date != "2026-12-18" || ev.Title["en"] != "A shared table" {
		t.Errorf("got %+v, %v", ev, err)
	}
	if got.Money[0].BudgetFrom(true) != 5500 || got.Money[0].BudgetFrom(false) != 5000 {
		t.Errorf("got %+v", got.Money)
	}
	if ev, err := got.Document("2026-12-18", "Another"); err != nil || len(ev.Title) != 1 || ev.Title["en"] != "Another" {
		t.Errorf("got %v, %v", ev.Title, err)
	}
}

func TestOutlineFilesAreRefused(t *testing.T) {
	t.Parallel()
	change := func(do func(*plan.Outline)) string {
		o := sampleOutline(t)
		do(&o)
		var b bytes.Buffer
		if err := o.Encode(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	good := change(func(*plan.Outline) {})
	for name, c := range map[string]struct{ file, want string }{
		"empty":               {"", "does not read"},
		"another kind":        {change(func(o *plan.Outline) { o.Schema = "daykit/event/1" }), "schema"},
		"too large":           {good + strings.Repeat(" ", plan.MaxOutline), "at most"},
		"not UTF-8":           {strings.Replace(good, "Supper", "Sup\xffer", 1), "UTF-8"},
		"unknown field":       {strings.Replace(good, `"name"`, `"guests"`, 1), "guests"},
		"something after":     {good + "{}", "follows"},
		"an id with a stroke": {change(func(o *plan.Outline) { o.Tasks[0].ID = "a/b" }), "tasks.id"},
		"an id twice":         {change(func(o *plan.Outline) { o.Tasks = append(o.Tasks, o.Tasks[0]) }), "twice"},
		"too many":            {change(func(o *plan.Outline) { o.Risks = make([]plan.OutlineRisk, plan.MaxOutlineList+1) }), "risks"},
		"no time of day":      {change(func(o *plan.Outline) { o.Shifts[0].To = "soon" }), "shifts.to"},
		"no amount":           {change(func(o *plan.Outline) { o.Money[0].Budget = -1 }), "budget"},
		"no risk":             {change(func(o *plan.Outline) { o.Risks[0].Severity = 9 }), "risk"},
		"no answer":           {change(func(o *plan.Outline) { o.Venue[0].Answer = "maybe" }), "venue.answer"},
		"no nation":           {change(func(o *plan.Outline) { o.Nation = "atlantis" }), "nation"},
		"a voice":             {strings.Replace(good, `"voices": []`, `"voices": ["amb:1"]`, 1), "voices"},
		"an event's id":       {strings.Replace(good, `"title": {`, `"id": "ABCDEFGH", "title": {`, 1), "id"},
		"no event":            {change(func(o *plan.Outline) { o.Event = json.RawMessage(`[]`) }), "list"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := plan.DecodeOutline(strings.NewReader(c.file))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want it to say %q", err, c.want)
			}
		})
	}
}

func FuzzDecodeOutline(f *testing.F) {
	var b bytes.Buffer
	if err := sampleOutline(f).Encode(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"schema":"daykit/template/1","event":null}`))
	f.Fuzz(func(t *testing.T, file []byte) {
		o, err := plan.DecodeOutline(bytes.NewReader(file))
		if err != nil {
			return
		}
		if _, err := o.Document("2026-12-18", ""); err != nil {
			t.Fatalf("it was taken and makes no event: %v", err)
		}
		var again bytes.Buffer
		if err := o.Encode(&again); err != nil {
			t.Fatal(err)
		}
		if again.Len() > plan.MaxOutline {
			return // written with more spaces than it came
		}
		if _, err := plan.DecodeOutline(&again); err != nil {
			t.Fatalf("it does not read back: %v", err)
		}
	})
}
