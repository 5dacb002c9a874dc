package event

import (
	"fmt"
	"math"
	"time"
)

// clockLayout is how times of day are written.
const clockLayout = "15:04"

// ParseDate reads a date written as 2026-12-18, at midnight UTC.
func ParseDate(date string) (time.Time, error) {
	d, err := time.Parse(time.DateOnly, date)
	if err != nil || d.Year() < 2000 || d.Year() > 2199 {
		return time.Time{}, fmt.Errorf("%q is not a date; write it like 2026-12-18", date)
	}
	return d, nil
}

// AddDays gives the date n days after date, before it for a negative n. It gives
// back what is no date.
func AddDays(date string, n int) string {
	d, err := ParseDate(date)
	if err != nil {
		return date
	}
	return d.AddDate(0, 0, n).Format(time.DateOnly)
}

// DaysBetween counts the days from one date to another: negative when to is
// earlier, and 0 when either is no date.
func DaysBetween(from, to string) int {
	a, err := ParseDate(from)
	if err != nil {
		return 0
	}
	b, err := ParseDate(to)
	if err != nil {
		return 0
	}
	return int(math.Round(b.Sub(a).Hours() / 24))
}

// Span gives the instants at which an event begins and ends. An end at or before
// the start is on the next day; without an end, ends equals begins. It is an error
// when the start is empty or a part does not read.
func Span(date, start, end, timezone string) (begins, ends time.Time, err error) {
	loc, err := time.LoadLocation(timezone)
	if err != nil || timezone == "" {
		return begins, ends, fmt.Errorf("%q is not a time zone; write it like Europe/London", timezone)
	}
	d, err := ParseDate(date)
	if err != nil {
		return begins, ends, err
	}
	from, err := parseClock(start)
	if err != nil {
		return begins, ends, err
	}
	begins = at(d, from, loc)
	if end == "" {
		return begins, begins, nil
	}
	to, err := parseClock(end)
	if err != nil {
		return begins, ends, err
	}
	if to <= from {
		d = d.AddDate(0, 0, 1)
	}
	return begins, at(d, to, loc), nil
}

// Span gives the instants at which the event begins and ends, as the function
// Span does.
func (e Event) Span() (begins, ends time.Time, err error) {
	return Span(e.Date, e.Start, e.End, e.Timezone)
}

func at(d time.Time, clock time.Duration, loc *time.Location) time.Time {
	h, m := int(clock.Hours()), int(clock.Minutes())%60
	return time.Date(d.Year(), d.Month(), d.Day(), h, m, 0, 0, loc)
}

// parseClock reads a time of day, as long after midnight.
func parseClock(s string) (time.Duration, error) {
	t, err := time.Parse(clockLayout, s)
	if err != nil || len(s) != len(clockLayout) {
		return 0, fmt.Errorf("%q is not a time; write it like 17:30", s)
	}
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, nil
}
