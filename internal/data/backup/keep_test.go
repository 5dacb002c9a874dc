package backup_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daykit/internal/data/backup"
)

// TestKeep holds the choice to what it promises, over random times.
func TestKeep(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 18, 20, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		ages := rapid.SliceOfN(rapid.IntRange(-3600, 90*24*3600), 0, 300).Draw(t, "ages")
		recent := rapid.SliceOfN(rapid.IntRange(0, 26*3600), 0, 60).Draw(t, "recent")
		var times []time.Time
		for _, a := range append(ages, recent...) {
			times = append(times, now.Add(-time.Duration(a)*time.Second))
		}
		keep := backup.Keep(times, now)
		if len(times) > 0 && !keep[0].Equal(slices.MaxFunc(times, time.Time.Compare)) {
			t.Fatal("the newest is not kept")
		}
		if again := backup.Keep(keep, now); !slices.Equal(again, keep) {
			t.Fatalf("a second choice keeps %d of %d", len(again), len(keep))
		}
		for _, at := range times {
			if now.Sub(at) <= 2*time.Hour && !slices.ContainsFunc(keep, at.Equal) {
				t.Fatalf("%v is of the last two hours and not kept", at)
			}
		}
		// The best of each period is there as well as it can be.
		for name, period := range map[string]func(time.Time) string{
			"hour": func(at time.Time) string {
				if now.Sub(at) > 24*time.Hour {
					return ""
				}
				return at.Format("2006-01-02T15")
			},
			"day":  func(at time.Time) string { return at.Format(time.DateOnly) },
			"week": weekOf,
		} {
			most := map[string]int{"hour": 1000, "day": 7, "week": 4}[name]
			if got, want := firsts(keep, period, most), firsts(times, period, most); !slices.Equal(got, want) {
				t.Fatalf("%s: kept %v, want %v", name, got, want)
			}
		}
		old := 0
		for _, at := range keep {
			if now.Sub(at) > 2*time.Hour {
				old++
			}
		}
		if old > 24+7+4 {
			t.Fatalf("%d of more than two hours are kept", old)
		}
	})
}

func weekOf(at time.Time) string {
	monday := at.AddDate(0, 0, -(int(at.Weekday())+6)%7)
	return monday.Format(time.DateOnly)
}

// firsts gives the newest time of each of the newest periods, "" being none.
func firsts(times []time.Time, period func(time.Time) string, most int) []time.Time {
	sorted := slices.SortedFunc(slices.Values(times), func(a, b time.Time) int { return b.Compare(a) })
	var out []time.Time
	last := ""
	for _, at := range sorted {
		if p := period(at); p != "" && p != last {
			out, last = append(out, at), p
		}
	}
	return out[:min(len(out), most)]
}

// TestKeepOverWeeks backs up every half hour for ten weeks and lets Keep choose each
// time, as the shelf does: no week or day is lost on the way.
func TestKeepOverWeeks(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 10, 1, 8, 0, 0, 0, time.UTC)
	var have []time.Time
	for range 10 * 7 * 48 {
		have = backup.Keep(append(have, now), now)
		now = now.Add(30 * time.Minute)
	}
	now = now.Add(-30 * time.Minute)
	days, weeks := map[string]bool{}, map[string]bool{}
	for _, at := range have {
		days[at.Format(time.DateOnly)] = true
		weeks[weekOf(at)] = true
	}
	for i := range 7 {
		if day := now.AddDate(0, 0, -i).Format(time.DateOnly); !days[day] {
			t.Errorf("%s has no backup", day)
		}
	}
	for i := range 4 {
		if week := weekOf(now.AddDate(0, 0, -7*i)); !weeks[week] {
			t.Errorf("the week of %s has no backup", week)
		}
	}
	if len(have) > 40 {
		t.Errorf("%d backups are kept", len(have))
	}
}
