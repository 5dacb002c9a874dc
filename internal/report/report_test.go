package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/event"
	"daykit/internal/domain/feedback"
	"daykit/internal/domain/plan"
	"daykit/internal/domain/small"
	"daykit/internal/report"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const canary = "Canaria Testperson"

// guests makes n people of a language, as lines of one or two.
func guests(lang string, n int) []event.Guest {
	var out []event.Guest
	for ; n > 0; n -= 2 {
		out = append(out, event.Guest{
			ID: canary, Name: canary, Lang: lang, Org: canary, URL: "https://x.example/" + canary,
			Email: canary, Phone: canary, Notes: canary, Party: min(n, 2),
		})
	}
	return out
}

func input() report.Input {
	var list []event.Guest
	for lang, n := range map[string]int{"en": 12, "ur": 9, "pl": 5, "ti": 4, "so": 1, "": 7} {
		list = append(list, guests(lang, n)...)
	}
	return report.Input{
		Event: "0Z0ZAJMV", Title: `=A "shared" table`, Group: "+Neighbours", Date: "2026-12-18", Guests: list,
		Headcount: event.Headcount{
			SignedUp: 38, Arrived: 20, WalkIns: 6, InRoom: 26,
			ByQuarter: []event.Quarter{{At: "17:15", Count: 2}, {At: "17:30", Count: 15}, {At: "17:45", Count: 3}, {At: "18:00", Count: 6}},
		},
		Crew: report.Crew{People: 9, Minutes: 1710}, Forms: filled(), Money: money(),
		Said: report.Said{
			Place: "Community Hall, Levenshulme", Start: "17:30", End: "20:00", Languages: []string{"en", "ur"},
			Activities: []report.Named{{Key: "shared-meal", Name: "Shared meal"}}, Objectives: []report.Named{{Key: "16", Name: "Inclusion and social cohesion"}},
			Quotes: []report.Quote{{Words: "I said hello.", Lang: "en"}}, Learned: "More chairs.", Next: "Again in March.",
		},
	}
}

// filled is 27 forms: most were made welcome, two left a question blank.
func filled() feedback.Totals {
	var forms []feedback.Form
	for i := range 27 {
		f := feedback.Form{Answers: map[string][]string{feedback.Welcome: {"5"}, feedback.New: {"yes"}, feedback.Heard: {"friend"}}}
		switch {
		case i < 1:
			f.Answers[feedback.Welcome] = []string{"3"}
		case i < 7:
			f.Answers[feedback.Welcome] = []string{"4"}
		}
		if i < 10 {
			f.Answers[feedback.Heard] = []string{"poster"}
		}
		if i < 2 {
			f.Answers[feedback.Heard] = []string{"passing"}
			delete(f.Answers, feedback.New)
		}
		forms = append(forms, f)
	}
	return feedback.Add(forms, nil)
}

func money() plan.Money {
	paid := plan.Pence(18050)
	m, err := plan.SumMoney([]plan.MoneyLine{{Kind: "food", Budget: 20000, Actual: &paid}, {Kind: "grant", Budget: 30000}})
	if err != nil {
		panic(err)
	}
	return m
}

func TestGolden(t *testing.T) {
	t.Parallel()
	r := report.New(input())
	for name, write := range map[string]func(*bytes.Buffer) error{
		"report.json": func(b *bytes.Buffer) error { return r.WriteJSON(b) },
		"report.csv":  func(b *bytes.Buffer) error { return r.WriteCSV(b) },
	} {
		var got bytes.Buffer
		if err := write(&got); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), got.String()); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
		if strings.Contains(got.String(), "Canaria") {
			t.Errorf("%s names a person:\n%s", name, got.String())
		}
	}
}

func TestCSVHasNoFormula(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := report.New(input()).WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("a spreadsheet would run %q", cell)
			}
		}
	}
}

func TestNobodyGivesEmptyLists(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := report.New(report.Input{Event: "0Z0ZAJMV"}).WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for _, k := range []string{"languages", "arrivals_by_quarter", "questions", "quotes", "held"} {
		if list, ok := got[k].([]any); !ok || len(list) != 0 {
			t.Errorf("%s: got %v, want []", k, got[k])
		}
	}
}

// TestWhatNobodyCountedIsNotFew: nobody having begun to count is said as such, and a number
// that is few may always be none, so that it is one of five.
func TestWhatNobodyCountedIsNotFew(t *testing.T) {
	t.Parallel()
	all := report.Counted{List: true, Door: true, Crew: true, Forms: true}
	few := func(n int, by report.Counted) report.Input {
		in := report.Input{
			Headcount: event.Headcount{SignedUp: n, Arrived: n, InRoom: n}, Crew: report.Crew{People: n, Minutes: 60 * n}, Counted: by,
		}
		if n > 0 {
			in.Forms = feedback.Add(nil, []feedback.Pile{{Forms: n}})
		}
		return in
	}
	for name, tc := range map[string]struct {
		in   report.Input
		want string
		part string // of what was counted
	}{
		"nobody began":            {few(0, report.Counted{}), small.WordsUncounted, small.WordsUncounted},
		"none, counted":           {few(0, all), small.WordsUnder, small.WordsWithheld},
		"three, counted":          {few(3, all), small.WordsUnder, small.WordsWithheld},
		"three, and not known so": {few(3, report.Counted{}), small.WordsUnder, small.WordsWithheld},
	} {
		r := report.New(tc.in)
		for what, c := range map[string]small.Cell{"signed up": r.SignedUp, "came": r.InRoom, "volunteers": r.Volunteers, "forms": r.Forms} {
			if c.Field() != tc.want {
				t.Errorf("%s, %s: got %q, want %q", name, what, c.Field(), tc.want)
			}
		}
		for what, c := range map[string]small.Cell{"arrived": r.Arrived, "walked in": r.WalkIns, "first time": r.FirstTime, "hours": r.Minutes} {
			if c.Field() != tc.part {
				t.Errorf("%s, %s: got %q, want %q", name, what, c.Field(), tc.part)
			}
		}
		for _, h := range r.Hidden {
			if (h.Why == report.WhyUncounted) != (tc.want == small.WordsUncounted) {
				t.Errorf("%s: %+v", name, h)
			}
		}
	}
}

// TestTheFormSaysWhereNoAnswerIsTold: answers of which none is shown are not called others.
func TestTheFormSaysWhereNoAnswerIsTold(t *testing.T) {
	t.Parallel()
	in := input()
	in.Forms = feedback.Add(nil, []feedback.Pile{{Forms: 9, Counts: map[string]map[string]int{feedback.Heard: {"friend": 8, "poster": 1}}}})
	for _, l := range report.Umbrella(report.New(in), report.Besides{}) {
		if want := "answers too few, or too much alike, to tell, of 9 forms"; l.Key == "heard" && l.Answer != want {
			t.Errorf("got %q, want %q", l.Answer, want)
		}
	}
}
