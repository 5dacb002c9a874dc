package locale

// InCalendar gives the numbers that LocalDate writes in words.
func InCalendar(lang, date string) (year, month, day int, ok bool) {
	_, year, month, day, ok = inCalendar(lang, date)
	return year, month, day, ok
}
