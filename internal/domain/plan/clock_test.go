package plan_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/plan"
)

// oddDays are those on which clocks change, the days before them, leap days and ends of years.
var oddDays = []string{
	"2026-10-24", "2026-10-25", "2027-03-27", "2027-03-28", "2028-02-28", "2028-02-29", "2028-03-01", "2026-12-31", "2027-01-01",
}

func anyDay(t *rapid.T, label string) string {
	if rapid.Bool().Draw(t, label+" is odd") {
		return rapid.SampledFrom(oddDays).Draw(t, label)
	}
	return event.AddDays(day, rapid.IntRange(-400, 1600).Draw(t, label))
}

// zones are such in which clocks change on other days, by half an hour, or never.
var zones = []string{"Europe/London", "Pacific/Auckland", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns"}

// Wherever an event is and to whatever day it moves, a shift begins and ends by the clock of
// its place, after midnight on the next day, unless that time is left out when clocks change.
func TestShiftsKeepTheirClock(t *testing.T) {
	t.Parallel()
	clock := rapid.StringMatching(`([01][0-9]|2[0-3]):[0-5][0-9]`)
	rapid.Check(t, func(t *rapid.T) {
		s := plan.Shift{ID: "s", Day: rapid.IntRange(-60, 60).Draw(t, "day"), From: clock.Draw(t, "from"), To: clock.Draw(t, "to"), Need: 1}
		r := plan.Roster{Date: anyDay(t, "date"), Timezone: rapid.SampledFrom(zones).Draw(t, "zone"), Shifts: []plan.Shift{s}}
		loc, err := time.LoadLocation(r.Timezone)
		if err != nil {
			t.Fatal(err)
		}
		turns, err := r.Turns()
		if err != nil {
			t.Fatal(err)
		}
		begins, ends := turns[0].Begins.In(loc), turns[0].Ends.In(loc)
		date := event.AddDays(r.Date, s.Day)
		wantClock(t, begins, date, s.From)
		if s.To <= s.From {
			date = event.AddDays(date, 1)
		}
		if long := ends.Sub(begins); long <= 0 || long > 25*time.Hour {
			t.Fatalf("%s to %s on %s takes %s", s.From, s.To, date, long)
		} else if long > time.Minute { // else the end was before the beginning by the changed clock
			wantClock(t, ends, date, s.To)
		}
	})
}

// wantClock holds an instant to a date and a time of day, which may not be there on a day on
// which clocks go forward.
func wantClock(t *rapid.T, at time.Time, date, clock string) {
	want, err := time.ParseInLocation("2006-01-02 15:04", date+" "+clock, at.Location())
	if err != nil {
		t.Fatal(err)
	}
	if got := at.Format("2006-01-02 15:04"); got != date+" "+clock && !at.Equal(want) {
		t.Fatalf("got %s, want %s %s", got, date, clock)
	}
}

// A running order that goes on past midnight stays in its order in every zone, and each point
// is on when its time has come; but for nights in which the clock changes while the event is
// on, where times of day alone do not say the order.
func TestLateNightsStayInOrder(t *testing.T) {
	t.Parallel()
	pack := content.Builtin()
	rapid.Check(t, func(t *rapid.T) {
		ev := beginnable([]string{"shared-meal", "music-night"}, anyDay(t, "date"), "", "", 60)
		ev.Timezone = rapid.SampledFrom(zones).Draw(t, "zone")
		ev.Start = rapid.SampledFrom([]string{"19:00", "21:30", "22:45"}).Draw(t, "start")
		ev.End = rapid.SampledFrom([]string{"23:59", "00:30", "03:15", "05:00"}).Draw(t, "end")
		begins, ends, err := ev.Span()
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range plan.RunningOrder(pack, plan.Request{Activities: ev.Activities, Start: ev.Start, End: ev.End}) {
			ev.Programme = append(ev.Programme, event.ProgrammeItem{At: s.At, Minutes: s.Minutes})
		}
		_, before := begins.Zone()
		if _, after := ends.Zone(); before != after {
			return
		}
		last := begins
		for i, p := range ev.Programme {
			at, err := plan.Instant(ev, p.At)
			if err != nil || at.Before(last) || at.After(ends) {
				t.Fatalf("point %d, at %s, is at %s, after %s: %v", i, p.At, at, last, err)
			}
			last = at
			m, err := plan.At(ev, nil, at)
			if err != nil || m.Phase != plan.PhaseRunning {
				t.Fatalf("at %s nothing is on: %+v, %v", at, m, err)
			}
		}
	})
}

// Tasks keep their distance in days from the day over leap days and changes of the clock.
func TestDistancesAreDays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		from, to := anyDay(t, "from"), anyDay(t, "to")
		items := anyItems(t, from)
		for i, m := range plan.Move(items, from, to) {
			was := items[i]
			if was.Done || was.Pinned {
				continue
			}
			if event.DaysBetween(m.Due, to) != event.DaysBetween(was.Due, from) || event.AddDays(to, -m.DaysBefore) != m.Due {
				t.Fatalf("from %s to %s: %s was due %s, is due %s", from, to, m.ID, was.Due, m.Due)
			}
		}
	})
}
