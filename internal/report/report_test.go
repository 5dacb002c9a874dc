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
	"pgregory.net/rapid"

	"daykit/internal/domain/event"
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
	}
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
	for _, k := range []string{"languages", "arrivals_by_quarter"} {
		if list, ok := got[k].([]any); !ok || len(list) != 0 {
			t.Errorf("%s: got %v, want []", k, got[k])
		}
	}
}

// Whatever the counts: no breakdown shows fewer than Smallest people, unless that
// is everybody there is, and each adds up to its total.
func TestSmallCountsAreMerged(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := report.Input{}
		total := 0
		for _, lang := range []string{"en", "ur", "pl", "ti", "so", ""} {
			n := rapid.IntRange(0, 12).Draw(t, "lang "+lang)
			in.Guests = append(in.Guests, guests(lang, n)...)
			total += n
		}
		sum := 0
		r := report.New(in)
		for i, l := range r.Langs {
			sum += l.Count
			if l.Count < report.Smallest && total >= report.Smallest {
				t.Errorf("%s shows %d people of %d", l.Lang, l.Count, total)
			}
			if l.Lang == report.Other && i != len(r.Langs)-1 {
				t.Errorf("other is not last: %v", r.Langs)
			}
		}
		if sum != total {
			t.Errorf("adds up to %d, want %d: %v", sum, total, r.Langs)
		}
	})
}
