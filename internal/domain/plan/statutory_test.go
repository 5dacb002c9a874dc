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

func TestEaster(t *testing.T) {
	t.Parallel()
	for _, want := range []string{"2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"} {
		year, err := time.Parse(time.DateOnly, want)
		if err != nil {
			t.Fatal(err)
		}
		if got := plan.Easter(year.Year()).Format(time.DateOnly); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// The years as they were published, with each way that Christmas and New Year fall.
func TestBankHolidays(t *testing.T) {
	t.Parallel()
	tests := map[int]string{
		2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
		2023: "01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26",
		2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
		2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
		2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
	}
	for year, want := range tests {
		var got []string
		for _, h := range plan.BankHolidays(year) {
			got = append(got, h.Date[5:])
			if h.Name == "" || h.Basis == "" {
				t.Errorf("%d: incomplete: %+v", year, h)
			}
		}
		if d := cmp.Diff(strings.Fields(want), got); d != "" {
			t.Errorf("%d (-want +got):\n%s", year, d)
		}
	}
	boxing := plan.BankHolidays(2022)[6:] // Christmas Day was a Sunday
	want := []plan.Holiday{
		{Date: "2022-12-26", Name: "Boxing Day", Basis: plan.ByAct},
		{Date: "2022-12-27", Name: "Christmas Day (substitute day)", Basis: plan.ByAct},
	}
	if d := cmp.Diff(want, boxing); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	for year := 2000; year < 2200; year++ {
		dates := map[string]bool{}
		for _, h := range plan.BankHolidays(year) {
			d, err := event.ParseDate(h.Date)
			if err != nil || d.Year() != year || d.Weekday() == time.Saturday || d.Weekday() == time.Sunday || plan.WorkingDay(h.Date) {
				t.Errorf("%d: %+v", year, h)
			}
			dates[h.Date] = true
		}
		if len(dates) != 8 {
			t.Errorf("%d has %d holidays, want 8", year, len(dates))
		}
	}
}

func TestClearWorkingDays(t *testing.T) {
	t.Parallel()
	tests := []struct {
		date string
		n    int
		want string
	}{
		{day, 10, "2026-12-03"}, // as the notes reckon it
		{day, 5, "2026-12-10"},
		{"2026-12-19", 10, "2026-12-04"},
		{"2026-12-20", 10, "2026-12-04"},
		{"2027-01-05", 10, "2026-12-16"}, // over Christmas, Boxing Day's substitute and New Year
		{"2026-04-08", 5, "2026-03-27"},  // over Easter
		{"2026-12-18", 0, "2026-12-17"},
		{"someday", 10, ""},
	}
	for _, tt := range tests {
		if got := plan.ClearWorkingDays(tt.date, tt.n); got != tt.want {
			t.Errorf("%d days before %s: got %s, want %s", tt.n, tt.date, got, tt.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		date := event.AddDays("2010-01-01", rapid.IntRange(0, 60000).Draw(t, "date"))
		n := rapid.IntRange(0, 25).Draw(t, "n")
		got := plan.ClearWorkingDays(date, n)
		between := 0
		for d := event.AddDays(got, 1); d < date; d = event.AddDays(d, 1) {
			if plan.WorkingDay(d) {
				between++
			}
		}
		if between != n || !plan.WorkingDay(got) {
			t.Fatalf("between %s and %s lie %d working days, want %d", got, date, between, n)
		}
	})
}

func TestDutiesApply(t *testing.T) {
	t.Parallel()
	const always = "expenses:ask insurance:ask"
	at := func(f plan.Facts) plan.Facts {
		f.Date, f.Start, f.End = day, "17:30", "20:30"
		return f
	}
	late, unknown := at(plan.Facts{Film: true, Licensed: plan.No}), plan.Facts{Date: day, Film: true, Licensed: plan.No}
	late.End = "23:30"
	tests := map[string]struct {
		facts plan.Facts
		want  string
	}{
		"nothing special":                   {at(plan.Facts{}), always},
		"food":                              {at(plan.Facts{Food: true}), "allergens:yes " + always},
		"alcohol, venue not asked":          {at(plan.Facts{Alcohol: true}), "ten:ask " + always},
		"alcohol, venue without":            {at(plan.Facts{Alcohol: true, Licensed: plan.No}), "ten:yes " + always},
		"alcohol, venue covers":             {at(plan.Facts{Alcohol: true, Licensed: plan.Yes}), always},
		"late hot food":                     {at(plan.Facts{LateHotFood: true, Licensed: plan.No}), "ten:yes " + always},
		"free film in the hours":            {at(plan.Facts{Film: true, Licensed: plan.No}), "ten:ask film-licence:yes " + always},
		"film, hours not known":             {unknown, "ten:ask film-licence:yes " + always},
		"film until late":                   {late, "ten:yes film-licence:yes " + always},
		"film with tickets":                 {at(plan.Facts{Film: true, Tickets: true, Licensed: plan.No}), "ten:yes film-licence:yes " + always},
		"music in a hired hall":             {at(plan.Facts{Music: true, HiredHall: true, Licensed: plan.Yes}), "music-licence:ask " + always},
		"music in our own room":             {at(plan.Facts{Music: true, Licensed: plan.Yes}), "music-licence:yes " + always},
		"Wales":                             {at(plan.Facts{Food: true, Nation: plan.Wales}), "allergens:yes " + always},
		"Scotland: only UK rules are known": {at(plan.Facts{Alcohol: true, Nation: plan.Scotland}), "ten:elsewhere expenses:ask insurance:elsewhere"},
		"Northern Ireland":                  {at(plan.Facts{Film: true, Licensed: plan.Yes, Nation: plan.NorthernIreland}), "film-licence:elsewhere expenses:ask insurance:elsewhere"},
	}
	for name, tt := range tests {
		var got []string
		for _, d := range plan.Duties(tt.facts, "2026-11-28") {
			got = append(got, d.ID+":"+string(d.Applies))
			if d.Title == "" || len(d.Words) == 0 || d.Question == "" || d.Ask == "" || len(d.Sources) == 0 || d.Jurisdiction == "" || len(d.Why) == 0 {
				t.Errorf("%s: %s is incomplete: %+v", name, d.ID, d)
			}
			if (d.Applies == plan.AppliesElsewhere) != (d.Due == "") {
				t.Errorf("%s: %s applies %s, due %q", name, d.ID, d.Applies, d.Due)
			}
		}
		if d := cmp.Diff(strings.Fields(tt.want), got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func TestNoticeDays(t *testing.T) {
	t.Parallel()
	f := plan.Facts{Date: day, Start: "17:30", End: "20:30", Alcohol: true, Licensed: plan.No, People: 500}
	for today, want := range map[string]plan.Notice{
		"2026-11-28": plan.NoticeOpen, "2026-12-03": plan.NoticeOpen,
		"2026-12-04": plan.NoticeLate, "2026-12-10": plan.NoticeLate,
		"2026-12-11": plan.NoticeOver, "2026-12-19": plan.NoticeOver,
	} {
		d := plan.Duties(f, today)[0]
		if d.ID != "ten" || d.Due != "2026-12-03" || d.LateDue != "2026-12-10" || d.State != want || d.DueBasis == plan.OurDefault {
			t.Errorf("on %s: got %s, due %s, late %s by %s, want %s", today, d.State, d.Due, d.LateDue, d.DueBasis, want)
		}
		if !slices.Contains(d.Why, "people") || !slices.Contains(d.Unknown, plan.HolidaysUnknown) {
			t.Errorf("500 people are more than a notice covers; it says %q and does not know %q", d.Why, d.Unknown)
		}
	}
	insurance := func(today string) plan.Duty { return plan.Duties(plan.Facts{Date: day}, today)[1] }
	if d := insurance("2026-12-17"); d.ID != "insurance" || d.Due != "2026-11-27" || d.DueBasis != plan.OurDefault || d.State != plan.NoticeOpen || d.LateDue != "" {
		t.Errorf("got %+v", d)
	}
	if d := insurance("2026-12-19"); d.State != plan.NoticeOver {
		t.Errorf("after the day: %s", d.State)
	}
}

func TestFactsOf(t *testing.T) {
	t.Parallel()
	got := plan.FactsOf(event.Event{Date: day, Start: "18:00", End: "21:00", Capacity: 60, Expected: 40, Activities: []string{"film", "shared-meal", "no-such"}}, 8)
	want := plan.Facts{Date: day, Start: "18:00", End: "21:00", People: 68, Film: true, Music: true, Food: true}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	for _, a := range content.Builtin().Activities {
		f := plan.FactsOf(event.Event{Activities: []string{a.ID}}, 3)
		words := strings.Join(a.Permissions, " ")
		if f.People != 0 || f.Film != strings.Contains(words, "film licence") || f.Music != strings.Contains(words, "TheMusicLicence") {
			t.Errorf("%s: %+v does not fit its permissions: %s", a.ID, f, words)
		}
	}
}
