package locale

import (
	"strconv"
	"strings"
	"time"
)

// dateWords are the printed dates of one language. Months and weekdays stand in
// the form that the pattern around them asks for, so each form has its own.
type dateWords struct {
	Long     dateForm `json:"long"`      // weekday, day, month, year
	DayMonth dateForm `json:"day_month"` // day, month
	Short    dateForm `json:"short"`     // short weekday, day, short month
}

type dateForm struct {
	Pattern  string   `json:"pattern"`  // with {weekday}, {day}, {month}, {year}
	Months   []string `json:"months"`   // January first
	Weekdays []string `json:"weekdays"` // Sunday first
}

// Date writes a whole date in the words of a language, such as "Friday 18
// December 2026": Gregorian, with Latin digits. It is empty for a language that
// Lookup does not find and for a day that does not exist.
func Date(lang string, year int, month time.Month, day int) string {
	return write(lang, year, month, day, func(w dateWords) dateForm { return w.Long })
}

// DayMonth writes "18 December" in the words of a language; else as Date.
func DayMonth(lang string, year int, month time.Month, day int) string {
	return write(lang, year, month, day, func(w dateWords) dateForm { return w.DayMonth })
}

// Short writes "Fri 18 Dec" in the words of a language; else as Date.
func Short(lang string, year int, month time.Month, day int) string {
	return write(lang, year, month, day, func(w dateWords) dateForm { return w.Short })
}

// LongDate is Date for a date written as 2026-12-18. What is no such date comes
// back as it is.
func LongDate(lang, date string) string { return parsed(Date, lang, date) }

// ShortDate is Short for a date written as 2026-12-18. What is no such date
// comes back as it is.
func ShortDate(lang, date string) string { return parsed(Short, lang, date) }

func parsed(f func(string, int, time.Month, int) string, lang, date string) string {
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	if s := f(lang, d.Year(), d.Month(), d.Day()); s != "" {
		return s
	}
	return date
}

// TimeRange writes "17:30–20:30", or the one time that is known, or nothing.
// All our languages read 24-hour figures alike; Amharic, Somali and others count
// hours differently in speech, so no word for them is added.
func TimeRange(start, end string) string {
	if start == "" || end == "" {
		return start
	}
	return start + "–" + end
}

func write(lang string, year int, month time.Month, day int, form func(dateWords) dateForm) string {
	l, ok := Lookup(lang)
	d := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if !ok || d.Year() != year || d.Month() != month || d.Day() != day {
		return ""
	}
	f := form(read().dates[l.Tag])
	words := []string{"{day}", strconv.Itoa(day), "{month}", f.Months[month-1], "{year}", strconv.Itoa(year)}
	if len(f.Weekdays) > 0 {
		words = append(words, "{weekday}", f.Weekdays[d.Weekday()])
	}
	return strings.NewReplacer(words...).Replace(f.Pattern)
}
