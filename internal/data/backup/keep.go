package backup

import (
	"fmt"
	"slices"
	"time"
)

// How long backups are kept: all of the last two hours, the newest of each hour of the
// last day, of each of seven days and of each of four weeks. Days and weeks are those
// that have a backup, so that a kit that lies in a cupboard keeps its last ones; they
// are counted in UTC, and weeks as in ISO 8601.
const (
	keepAll    = 2 * time.Hour
	keepHourly = 24 * time.Hour
	keepDays   = 7
	keepWeeks  = 4
)

// Keep chooses which of the backups made at these times are kept, newest first. What
// seems to come from the future is kept: then it is the clock that is wrong.
func Keep(times []time.Time, now time.Time) []time.Time {
	sorted := slices.Clone(times)
	slices.SortFunc(sorted, func(a, b time.Time) int { return b.Compare(a) })
	sorted = slices.CompactFunc(sorted, time.Time.Equal)
	hours, days, weeks := map[string]bool{}, map[string]bool{}, map[string]bool{}
	var keep []time.Time
	for _, at := range sorted {
		at := at.UTC()
		year, week := at.ISOWeek()
		age := now.Sub(at)
		stays := age <= keepAll
		if age <= keepHourly {
			stays = first(hours, at.Format("2006-01-02T15"), 0) || stays
		}
		stays = first(days, at.Format(time.DateOnly), keepDays) || stays
		stays = first(weeks, fmt.Sprintf("%d-%d", year, week), keepWeeks) || stays
		if stays {
			keep = append(keep, at)
		}
	}
	return keep
}

// first says whether key is new and among the first so many; most 0 is no limit.
func first(seen map[string]bool, key string, most int) bool {
	if seen[key] || most > 0 && len(seen) == most {
		return false
	}
	seen[key] = true
	return true
}
