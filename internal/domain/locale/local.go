package locale

import (
	"strconv"
	"strings"
	"sync"
	"time"
)

// calendar says when the months of another calendar begin, one by one: its years
// are not ours to compute, and Umm al-Qura is a table by decree.
type calendar struct {
	Start   string `json:"start"`   // the first day of the first month of the table, as 2024-12-21
	Year    int    `json:"year"`    // that month
	Month   int    `json:"month"`   // likewise, from 1
	Months  int    `json:"months"`  // in a year
	Lengths []int  `json:"lengths"` // of the months from there on, in days
}

// localForm is how a language writes dates of its calendar.
type localForm struct {
	Calendar string   `json:"calendar"`
	Label    string   `json:"label"`   // what the language calls the calendar
	Pattern  string   `json:"pattern"` // with {day}, {month}, {year}
	Months   []string `json:"months"`
}

type localTable struct {
	First     string               `json:"first"`
	Last      string               `json:"last"`
	Calendars map[string]calendar  `json:"calendars"`
	Languages map[string]localForm `json:"languages"`
}

var readLocal = sync.OnceValue(func() localTable {
	var t localTable
	mustRead("calendars.json", &t)
	return t
})

// LocalDate writes a date given as 2026-12-18 in the calendar that people of a
// language know beside the Gregorian one, followed by the name of that calendar,
// with Latin digits: a second line under the date that everybody reads. Persian,
// Dari and Pashto have the Persian calendar, Amharic and Tigrinya the Ethiopian
// one, Arabic and Urdu that of Umm al-Qura (sightings of the moon may differ from
// it by a day), Thai the Buddhist one. ok is false for any other language, for
// what is no date, and for a date outside the years 2025 to 2040.
func LocalDate(lang, date string) (text string, ok bool) {
	form, year, month, day, ok := inCalendar(lang, date)
	if !ok {
		return "", false
	}
	words := strings.NewReplacer("{day}", strconv.Itoa(day), "{month}", form.Months[month-1], "{year}", strconv.Itoa(year))
	return words.Replace(form.Pattern) + " – " + form.Label, true
}

func inCalendar(lang, date string) (form localForm, year, month, day int, ok bool) {
	l, known := Lookup(lang)
	t := readLocal()
	form, has := t.Languages[l.Tag]
	d, err := time.Parse(time.DateOnly, date)
	if !known || !has || err != nil || date < t.First || date > t.Last {
		return localForm{}, 0, 0, 0, false
	}
	year, month, day = t.Calendars[form.Calendar].at(d)
	return form, year, month, day, true
}

// at reads a day of the table's years, all of which begin after Start.
func (c calendar) at(d time.Time) (year, month, day int) {
	start, err := time.Parse(time.DateOnly, c.Start)
	if err != nil {
		panic("internal error: calendars.json: " + err.Error())
	}
	left := int(d.Sub(start).Hours() / 24)
	year, month = c.Year, c.Month
	for _, n := range c.Lengths {
		if left < n {
			break
		}
		left -= n
		if month++; month > c.Months {
			year, month = year+1, 1
		}
	}
	return year, month, left + 1
}
