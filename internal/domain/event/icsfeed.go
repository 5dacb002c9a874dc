package event

import (
	"bytes"
	"fmt"
)

// FeedKind says what an entry of a feed is.
type FeedKind string

// The kinds. What is due is an entry of its day, since few calendars that follow a file
// show its to-dos, or a to-do for those that do.
const (
	FeedEvent FeedKind = "event"
	FeedShift FeedKind = "shift"
	FeedDue   FeedKind = "due"
	FeedTodo  FeedKind = "todo"
)

// FeedEntry is an entry of a feed. An entry that is due has a date and no times.
type FeedEntry struct {
	Calendar

	Kind FeedKind
	Done bool // what was due is done
}

// feedEvery is how often a calendar that follows the file may look at it again: our own
// default.
const feedEvery = "PT6H"

// ICSFeed writes an iCalendar file (RFC 5545) that is written again to the same place and
// followed by calendars. It depends on nothing but its entries: without a change it has
// the same bytes, and a changed entry has the same UID and a greater SEQUENCE. A DTSTAMP
// is when the entry was changed last, as in every file without a METHOD (section
// 3.8.7.2). The name, and how often to look, are those of RFC 7986. What is due and done
// is cancelled as an entry of a day and completed as a to-do. It is an error when a date
// or a time does not read, or when there is no entry.
func ICSFeed(name string, list ...FeedEntry) ([]byte, error) {
	if len(list) == 0 {
		return nil, fmt.Errorf("write calendar feed: there is nothing for it")
	}
	var b bytes.Buffer
	icsFold(&b, "BEGIN:VCALENDAR")
	icsFold(&b, "VERSION:2.0")
	icsFold(&b, "PRODID:-//Daykit//Daykit//EN")
	for _, property := range []string{"NAME", "X-WR-CALNAME"} {
		icsFold(&b, property+":"+icsText(name))
	}
	icsFold(&b, "REFRESH-INTERVAL;VALUE=DURATION:"+feedEvery)
	icsFold(&b, "X-PUBLISHED-TTL:"+feedEvery)
	for _, e := range list {
		if err := icsEntry(&b, e); err != nil {
			return nil, fmt.Errorf("write calendar feed: %w", err)
		}
	}
	icsFold(&b, "END:VCALENDAR")
	return b.Bytes(), nil
}

func icsEntry(b *bytes.Buffer, e FeedEntry) error {
	if e.Kind == FeedTodo {
		return icsTodo(b, e)
	}
	c := e.Calendar
	c.Cancelled = c.Cancelled || e.Done
	icsFold(b, "BEGIN:VEVENT")
	icsHead(b, c)
	icsFold(b, "CATEGORIES:"+categories[e.Kind])
	if e.Kind == FeedDue {
		icsFold(b, "TRANSP:TRANSPARENT") // nobody is busy all day with it
	}
	if err := icsBody(b, c); err != nil {
		return err
	}
	icsFold(b, "END:VEVENT")
	return nil
}

// categories are what calendars can sort the entries by.
var categories = map[FeedKind]string{FeedEvent: "Event", FeedShift: "Shift", FeedDue: "Task", FeedTodo: "Task"}

// icsTodo writes a VTODO (section 3.6.2).
func icsTodo(b *bytes.Buffer, e FeedEntry) error {
	due, err := ParseDate(e.Date)
	if err != nil {
		return err
	}
	status := "NEEDS-ACTION"
	switch {
	case e.Cancelled:
		status = "CANCELLED"
	case e.Done:
		status = "COMPLETED"
	}
	icsFold(b, "BEGIN:VTODO")
	icsHead(b, e.Calendar)
	icsFold(b, "CATEGORIES:"+categories[FeedTodo])
	icsFold(b, "STATUS:"+status)
	icsFold(b, "DUE;VALUE=DATE:"+due.Format(icsDate))
	icsWords(b, e.Calendar)
	icsFold(b, "END:VTODO")
	return nil
}
