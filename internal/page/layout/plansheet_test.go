package layout_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/page/layout"
)

func planInput(t *testing.T, lang string, words layout.Phrases) layout.PlanInput {
	t.Helper()
	ev := spoken(t, lang)
	rows := func(all ...layout.PlanRow) layout.PlanGroup { return layout.PlanGroup{Rows: all} }
	under := func(key string, all ...layout.PlanRow) layout.PlanGroup { return layout.PlanGroup{Key: key, Rows: all} }
	task := func(date, what, who string, done bool) layout.PlanRow {
		return layout.PlanRow{Box: true, Done: done, Date: date, What: what, Who: who}
	}
	return layout.PlanInput{Event: ev, Lang: lang, Phrases: words, On: "2026-11-28", Sections: []layout.PlanSection{
		{Key: "glance", Groups: []layout.PlanGroup{rows(
			layout.PlanRow{Key: "group", What: ev.Group}, layout.PlanRow{Key: "when", Date: ev.Date, From: ev.Start, To: ev.End},
			layout.PlanRow{Key: "where", What: ev.Venue.Place()}, layout.PlanRow{Key: "people", What: "60 / 80"},
		)}},
		{Key: "tasks", Groups: []layout.PlanGroup{
			under("plan.gate.d84", task("2026-09-25", "Book the hall", "Hana Abdi", true), task("2026-09-25", "Choose the activities and ask every organisation in town that works with people who have just come", "", false)),
			under("plan.gate.d56"),
			under("plan.gate.d0", task("2026-12-18", "Walk the room: dry floors, free gangways", "سلمى حداد", false)),
		}},
		{Key: "duties", Groups: []layout.PlanGroup{rows(
			layout.PlanRow{Box: true, Date: "2026-12-03", What: "Temporary event notice", NoteKey: "ask", Note: "Is there alcohol?", Who: ""},
			layout.PlanRow{Box: true, Date: "2026-11-20", What: "Film licence", NoteKey: "past"},
		)}},
		{Key: "programme", Groups: []layout.PlanGroup{rows(
			layout.PlanRow{From: "17:30", What: "Welcome", Note: "10 min", Who: "Hana Abdi"}, layout.PlanRow{From: "17:40", What: "کھانا", Note: "60 min"},
		)}},
		{Key: "shifts", Groups: []layout.PlanGroup{rows(
			layout.PlanRow{Date: "2026-12-17", From: "18:00", To: "20:00", What: "Setting up", Note: "Hana Abdi, سلمى حداد"},
			layout.PlanRow{From: "17:00", To: "21:00", What: "Care contact", Open: 1},
		)}},
		{Key: "venue", Groups: []layout.PlanGroup{rows(
			layout.PlanRow{Box: true, Done: true, Access: "step-free", What: "Step-free", Note: "The ramp is at the side door."},
			layout.PlanRow{Box: true, Access: "hearing-loop", What: "Hearing loop", NoteKey: "no"},
			layout.PlanRow{What: "When the venue is open, and from when we may set up", Note: "From noon"},
		)}},
		{Key: "asks", Groups: []layout.PlanGroup{rows(layout.PlanRow{Box: true, Access: "quiet-room", What: "Quiet room"}, layout.PlanRow{Box: true, What: "Is the way from the bus stop lit?"})}},
		{Key: "packing", Groups: nil},
	}}
}

// TestPlanSheetSaysAll: every word is on it, nothing runs over anything else, and what is
// missing has a place to be written.
func TestPlanSheetSaysAll(t *testing.T) {
	t.Parallel()
	r := setter(t).PlanSheet(planInput(t, "en", realWords()))
	if len(r.Problems) != 0 {
		t.Errorf("problems: %v", r.Problems)
	}
	text, ticks, boxes := "", 0, 0
	for _, p := range r.Pages {
		p = spread(p)
		readInside(t, p)
		apart(t, p)
		noSmaller(t, p, 12)
		text += textOf(t, p)
		for _, m := range marks(t, p) {
			if m.role == "" && m.pen > 1.99 && m.pen < 2.01 {
				ticks++
			}
			if m.role == "" && m.pen > 0.99 && m.pen < 1.01 {
				boxes++
			}
		}
	}
	for _, want := range []string{
		"The plan", "At a glance", "What is to be done", "Twelve weeks before", "On the day", "Book the hall", "Hana Abdi", "Fri 18 Dec",
		"As it stood on Saturday 28 November 2026", "17:30–20:30", "Ask whether this applies. Is there alcohol?", "Its date has passed.", "1 more needed", "Nothing yet", "60 / 80",
	} {
		if !strings.Contains(text, letters(want)) {
			t.Errorf("the plan does not say %q", want)
		}
	}
	if strings.Contains(text, letters("Eight weeks before")) {
		t.Error("a gate without a task has a heading")
	}
	if ticks != 2 || boxes < 7 {
		t.Errorf("%d ticks and %d boxes", ticks, boxes)
	}
}

// TestPlanSheetRowsAreEven: lines are equally far apart, whatever letters they have, and their
// words begin in one place whether an icon stands before them or not.
func TestPlanSheetRowsAreEven(t *testing.T) {
	t.Parallel()
	var rows []layout.PlanRow
	for i, what := range []string{"ace", "Apply", "Bag", "one", "Way", "sure"} {
		rows = append(rows, layout.PlanRow{Box: true, Done: i == 2, What: what, Access: []event.Access{"", "step-free"}[i%2]})
	}
	in := planInput(t, "en", realWords())
	in.Sections = []layout.PlanSection{{Key: "asks", Groups: []layout.PlanGroup{{Rows: rows}}}}
	p := spread(setter(t).PlanSheet(in).Pages[0])
	var lines, words []float64
	for _, op := range p.Ops {
		if o, ok := op.(display.Text); ok && slices.ContainsFunc(rows, func(r layout.PlanRow) bool { return r.What == o.Run.Text }) {
			words = append(words, o.Run.X)
			lines = append(lines, o.Run.Y)
		}
	}
	if len(lines) != len(rows) {
		t.Fatalf("%d lines, want %d", len(lines), len(rows))
	}
	for i := 2; i < len(lines); i++ {
		if a, b := lines[i-1]-lines[i-2], lines[i]-lines[i-1]; math.Abs(a-b) > 0.01 {
			t.Errorf("line %d is %.2f pt under the one before, and that %.2f", i, b, a)
		}
		if words[i] != words[0] {
			t.Errorf("line %d begins at %.1f pt, the first at %.1f", i, words[i], words[0])
		}
	}
}

// TestPlanSheetInLongLanguages keeps to its pages with words that are long, from right to
// left and in scripts that stand tall.
func TestPlanSheetInLongLanguages(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"ar", "ur", "uk", "ta", "am"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			in := planInput(t, lang, longWords{lang, declarations(t)[lang].Title})
			for i := range 40 {
				in.Sections[1].Groups[0].Rows = append(in.Sections[1].Groups[0].Rows, layout.PlanRow{
					Box: true, Done: i%2 == 0, Date: "2026-12-01", What: declarations(t)[lang].Declaration, Note: declarations(t)[lang].Article3, Who: fmt.Sprint("Helper ", i),
				})
			}
			r := setter(t).PlanSheet(in)
			for _, problem := range r.Problems {
				if problem.Code != "word-broken" {
					t.Errorf("%v", problem)
				}
			}
			for _, p := range r.Pages {
				p = spread(p)
				readInside(t, p)
				apart(t, p)
				noSmaller(t, p, 12)
			}
		})
	}
}

// TestPlanSheetNumbersRunAsThePage: in Urdu, whose words the kit has not yet, the sheet is
// English from left to right, and "1 / 2" set from right to left would read as "2 / 1".
func TestPlanSheetNumbersRunAsThePage(t *testing.T) {
	t.Parallel()
	in := planInput(t, "ur", realWords())
	for i := range 60 {
		in.Sections[1].Groups[0].Rows = append(in.Sections[1].Groups[0].Rows, layout.PlanRow{Box: true, Date: "2026-12-01", What: fmt.Sprint("Task ", i)})
	}
	page := setter(t).PlanSheet(in).Pages[0]
	var foot []display.GlyphRun // as it is seen, from left to right
	for _, op := range page.Ops {
		if o, ok := op.(display.Text); ok && o.Run.Y > page.H-display.MM(20) {
			foot = append(foot, o.Run)
		}
	}
	slices.SortFunc(foot, func(a, b display.GlyphRun) int { return cmp.Compare(a.X, b.X) })
	if len(foot) == 0 || !strings.HasPrefix(foot[0].Text, "1") {
		t.Errorf("the foot of the first page is %+v", foot)
	}
}

// TestPlanSheetGolden pins every op of the pages.
func TestPlanSheetGolden(t *testing.T) {
	t.Parallel()
	golden(t, "testdata/golden-plan.json", map[string]string{
		"plan en": hashWhole(setter(t).PlanSheet(planInput(t, "en", realWords()))),
		"plan ur": hashWhole(setter(t).PlanSheet(planInput(t, "ur", longWords{"ur", declarations(t)["ur"].Title}))),
	})
}
