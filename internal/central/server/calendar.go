package server

import (
	"cmp"
	"errors"
	"net/http"
	"strings"
	"unicode/utf8"

	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
)

const icsTime = "20060102T150405Z"

func (s *Server) calendar(w http.ResponseWriter, r *http.Request) {
	p, page, err := s.published(r)
	if errors.Is(err, ErrNotFound) || err == nil && page.Date == "" {
		s.missing(w, r)
		return
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=60")
	h.Set("Content-Disposition", `attachment; filename="event-`+p.Event+`.ics"`)
	send(w, r, http.StatusOK, "text/calendar; charset=utf-8", s.ics(p, page, ask(r, page.Languages)))
}

// ics writes the event as RFC 5545 has it. Its id is that of the event and its
// stamp the time of the last change, so that a file fetched again replaces the
// entry it made before.
func (s *Server) ics(p Published, page wire.Page, tag string) []byte {
	title, about := pick(page.Title, tag, page.Languages), pick(page.About, tag, page.Languages)
	url := s.PublicURL + "/e/" + p.Event
	lines := []string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Daykit//Daykit//EN", "METHOD:PUBLISH", "BEGIN:VEVENT",
		"UID:" + p.Event + "@daykit",
		"DTSTAMP:" + timeOf(p.HLC).Format(icsTime),
	}
	lines = append(lines, span(page)...)
	lines = append(lines, "SUMMARY;LANGUAGE="+title.Language.Tag+":"+icsText(title.Text))
	if about.Text != "" {
		lines = append(lines, "DESCRIPTION;LANGUAGE="+about.Language.Tag+":"+icsText(about.Text))
	}
	if page.Place != "" {
		lines = append(lines, "LOCATION:"+icsText(page.Place))
	}
	lines = append(lines, "URL:"+url, "END:VEVENT", "END:VCALENDAR")
	var b strings.Builder
	for _, l := range lines {
		fold(&b, l)
	}
	return []byte(b.String())
}

// span gives the start and the end in UTC, which needs no table of time zones
// in the file, or the whole day when no time is set.
func span(page wire.Page) []string {
	begins, ends, err := event.Span(page.Date, page.Start, page.End, cmp.Or(page.Timezone, "UTC"))
	if err != nil {
		return []string{"DTSTART;VALUE=DATE:" + icsDay(page.Date), "DTEND;VALUE=DATE:" + icsDay(event.AddDays(page.Date, 1))}
	}
	out := []string{"DTSTART:" + begins.UTC().Format(icsTime)}
	if ends.After(begins) {
		out = append(out, "DTEND:"+ends.UTC().Format(icsTime))
	}
	return out
}

func icsDay(date string) string { return strings.ReplaceAll(date, "-", "") }

func icsText(text string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(text)
}

// fold writes a line in pieces of at most 75 bytes, cut between characters.
func fold(b *strings.Builder, line string) {
	const most = 75
	for room := most; len(line) > room; room = most - 1 { // later pieces begin with a space
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.WriteString(line[:cut] + "\r\n ")
		line = line[cut:]
	}
	b.WriteString(line + "\r\n")
}
