package event

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Calendar is what an iCalendar file says of an event: only what may be public.
type Calendar struct {
	UID       string    // stable for the life of the event; the event's id
	Title     string    // in one language
	About     string    // may be empty
	Place     string    // as Venue.Place gives it; may be empty
	URL       string    // of the public page; may be empty
	Date      string    // 2026-12-18
	Start     string    // 17:30; empty makes it an event of the whole day
	End       string    // may be empty
	Timezone  string    // IANA name
	Stamp     time.Time // when this was last changed
	Cancelled bool      // it does not take place

	TitleLang, AboutLang string // BCP 47; may be empty
}

const (
	icsInstant = "20060102T150405Z"
	icsDate    = "20060102"
	icsLine    = 75 // octets of a line, without its end
)

// icsFrom is when sequence numbers begin. They are 32 bits wide (RFC 5545, section
// 3.3.8), and so last until 2094.
var icsFrom = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// icsSequence gives the number of a revision (section 3.8.7.4). It is the second of the
// change, so that a later one has a greater number whoever made it and whatever the
// revisions between were: nobody counts them.
func icsSequence(stamp time.Time) string {
	n := stamp.Unix() - icsFrom.Unix()
	return strconv.FormatInt(min(max(n, 0), math.MaxInt32), 10)
}

// ICS writes an iCalendar file (RFC 5545) with one event. Times are in UTC, so
// that no time zone has to be described in it. A file of a later change takes the place
// of an earlier one in a calendar, as one of an event that was moved or cancelled must. It
// is an error when date or times do not read.
func ICS(c Calendar) ([]byte, error) { return ICSAll(c) }

// ICSAll writes an iCalendar file with several events, as ICS writes one. Each has a UID
// of its own. Section 3.4 wants at least one, so none is an error.
func ICSAll(list ...Calendar) ([]byte, error) {
	if len(list) == 0 {
		return nil, errors.New("write calendar: there is no event for it")
	}
	var b bytes.Buffer
	icsFold(&b, "BEGIN:VCALENDAR")
	icsFold(&b, "VERSION:2.0")
	icsFold(&b, "PRODID:-//Daykit//Daykit//EN")
	icsFold(&b, "METHOD:PUBLISH")
	for _, c := range list {
		if err := icsEvent(&b, c); err != nil {
			return nil, fmt.Errorf("write calendar: %w", err)
		}
	}
	icsFold(&b, "END:VCALENDAR")
	return b.Bytes(), nil
}

func icsEvent(b *bytes.Buffer, c Calendar) error {
	icsFold(b, "BEGIN:VEVENT")
	icsHead(b, c)
	if err := icsBody(b, c); err != nil {
		return err
	}
	icsFold(b, "END:VEVENT")
	return nil
}

// icsHead writes which entry it is, and which revision.
func icsHead(b *bytes.Buffer, c Calendar) {
	icsFold(b, "UID:"+icsText(c.UID)+"@daykit")
	icsFold(b, "DTSTAMP:"+c.Stamp.UTC().Format(icsInstant))
	icsFold(b, "SEQUENCE:"+icsSequence(c.Stamp))
}

// icsBody writes whether, when and where an event is, and its words.
func icsBody(b *bytes.Buffer, c Calendar) error {
	when, err := icsWhen(c)
	if err != nil {
		return err
	}
	if c.Cancelled {
		icsFold(b, "STATUS:CANCELLED") // section 3.8.1.11
	}
	for _, l := range when {
		icsFold(b, l)
	}
	icsWords(b, c)
	return nil
}

func icsWords(b *bytes.Buffer, c Calendar) {
	icsFold(b, "SUMMARY"+icsLang(c.TitleLang)+":"+icsText(c.Title))
	for _, p := range []struct{ name, text string }{{"DESCRIPTION" + icsLang(c.AboutLang), c.About}, {"LOCATION", c.Place}} {
		if p.text != "" {
			icsFold(b, p.name+":"+icsText(p.text))
		}
	}
	if isWebAddress(c.URL) {
		icsFold(b, "URL:"+strings.Map(dropControl, c.URL))
	}
}

func icsWhen(c Calendar) ([]string, error) {
	if c.Start == "" {
		d, err := ParseDate(c.Date)
		if err != nil {
			return nil, err
		}
		return []string{
			"DTSTART;VALUE=DATE:" + d.Format(icsDate),
			"DTEND;VALUE=DATE:" + d.AddDate(0, 0, 1).Format(icsDate),
		}, nil
	}
	begins, ends, err := Span(c.Date, c.Start, c.End, c.Timezone)
	if err != nil {
		return nil, err
	}
	out := []string{"DTSTART:" + begins.UTC().Format(icsInstant)}
	if ends.After(begins) {
		out = append(out, "DTEND:"+ends.UTC().Format(icsInstant))
	}
	return out, nil
}

// icsLang is the parameter that says which language a text is in (section 3.2.10).
func icsLang(tag string) string {
	if tag == "" {
		return ""
	}
	return ";LANGUAGE=" + icsText(tag)
}

// icsText escapes TEXT (RFC 5545, section 3.3.11).
func icsText(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	s = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(s)
	return strings.Map(dropControl, s)
}

func dropControl(r rune) rune {
	if r < 0x20 || r == 0x7F {
		return -1
	}
	return r
}

// icsFold writes one content line, folded between characters (section 3.1): a
// continuation begins with a space, which counts.
func icsFold(b *bytes.Buffer, line string) {
	room := icsLine
	for len(line) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.WriteString(line[:cut] + "\r\n ")
		line, room = line[cut:], icsLine-1
	}
	b.WriteString(line + "\r\n")
}
