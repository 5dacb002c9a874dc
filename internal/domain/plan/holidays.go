package plan

import (
	"slices"
	"strings"
	"time"

	"daykit/internal/domain/event"
)

// Holiday is a day on which offices in England and Wales are closed.
type Holiday struct {
	Date  string `json:"date"` // the weekday on which it is kept
	Name  string `json:"name"`
	Basis string `json:"basis"` // ByAct, ByProclamation or ByCustom
}

// Why a day is a holiday in England and Wales.
const (
	ByAct          = "Banking and Financial Dealings Act 1971, schedule 1"
	ByProclamation = "proclaimed each year under the Banking and Financial Dealings Act 1971"
	ByCustom       = "kept by custom, not named by the Act"
)

// HolidaysUnknown says what BankHolidays cannot know.
const HolidaysUnknown = "bank holidays that are proclaimed for one year only, or moved in one year, are not known here"

// BankHolidays gives the bank holidays of England and Wales in a year, with Good
// Friday and Christmas Day, by the rules that hold every year: computed, not looked
// up. One-off holidays and those that were moved by proclamation in one year, such as
// the early May holiday of 2020, are not in it (HolidaysUnknown).
func BankHolidays(year int) []Holiday {
	easter := Easter(year)
	out := []Holiday{
		substitute(year, time.January, 1, "New Year’s Day", ByProclamation, nil),
		{iso(easter.AddDate(0, 0, -2)), "Good Friday", ByCustom},
		{iso(easter.AddDate(0, 0, 1)), "Easter Monday", ByAct},
		{iso(monday(year, time.May, 1)), "Early May bank holiday", ByProclamation},
		{iso(monday(year, time.May, 25)), "Spring bank holiday", ByAct},
		{iso(monday(year, time.August, 25)), "Summer bank holiday", ByAct},
	}
	christmas := substitute(year, time.December, 25, "Christmas Day", ByCustom, []string{iso(civil(year, time.December, 26))})
	boxing := substitute(year, time.December, 26, "Boxing Day", ByAct, []string{christmas.Date})
	out = append(out, christmas, boxing)
	slices.SortFunc(out, func(a, b Holiday) int { return strings.Compare(a.Date, b.Date) })
	return out
}

// substitute keeps a day on the next weekday that is free when it falls on a weekend.
func substitute(year int, month time.Month, day int, name, basis string, taken []string) Holiday {
	d := civil(year, month, day)
	if !weekend(d) {
		return Holiday{iso(d), name, basis}
	}
	for weekend(d) || slices.Contains(taken, iso(d)) {
		d = d.AddDate(0, 0, 1)
	}
	by := ByProclamation
	if month == time.December && d.Day() == 27 { // “27th December in a year in which 25th or 26th December is a Sunday”
		by = ByAct
	}
	return Holiday{iso(d), name + " (substitute day)", by}
}

// Easter gives Easter Sunday of a year of the Gregorian calendar, at midnight UTC, by
// the method that Meeus prints (Astronomical Algorithms, chapter 8).
func Easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return civil(year, time.Month(n/31), n%31+1)
}

// monday gives the first Monday on or after a day.
func monday(year int, month time.Month, day int) time.Time {
	d := civil(year, month, day)
	return d.AddDate(0, 0, (8-int(d.Weekday()))%7)
}

func civil(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

func iso(d time.Time) string { return d.Format(time.DateOnly) }

func weekend(d time.Time) bool {
	return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
}

// WorkingDay reports whether a date is a working day in England and Wales: no
// weekend and none of BankHolidays. What is no date is none.
func WorkingDay(date string) bool {
	d, err := event.ParseDate(date)
	return err == nil && working(d)
}

func working(d time.Time) bool {
	return !weekend(d) && !slices.ContainsFunc(BankHolidays(d.Year()), func(h Holiday) bool { return h.Date == iso(d) })
}

// ClearWorkingDays gives the last working day with at least n whole working days of
// England and Wales between it and date, when neither of the two is counted. It
// gives "" when date is no date.
func ClearWorkingDays(date string, n int) string {
	d, err := event.ParseDate(date)
	if err != nil {
		return ""
	}
	for left := n + 1; left > 0; {
		d = d.AddDate(0, 0, -1)
		if working(d) {
			left--
		}
	}
	return iso(d)
}
