package event_test

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/event"
)

var update = flag.Bool("update", false, "write the golden calendar files anew")

// revisions are an event as it was published first, moved, and cancelled.
func revisions() (names []string, all []event.Calendar) {
	at := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	c := event.Calendar{
		UID: "0Z0ZAJMV", Title: "A shared table", TitleLang: "en", Place: "Sample Hall, Cardiff", URL: "https://day.example.org/e/0Z0ZAJMV",
		Date: "2026-12-18", Start: "17:30", End: "20:30", Timezone: "Europe/London", Stamp: at,
	}
	moved := c
	moved.Date, moved.Place, moved.Stamp = "2026-12-19", "Another Hall, Cardiff", at.AddDate(0, 0, 7)
	cancelled := moved
	cancelled.Cancelled, cancelled.Stamp = true, moved.Stamp.Add(time.Second)
	return []string{"calendar", "calendar-moved", "calendar-cancelled"}, []event.Calendar{c, moved, cancelled}
}

// TestCalendarFilesAreAsReviewed, and each revision has a greater number than the last.
func TestCalendarFilesAreAsReviewed(t *testing.T) {
	t.Parallel()
	last := -1
	names, all := revisions()
	for i, c := range all {
		got, err := event.ICS(c)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", names[i]+".ics")
		if *update {
			if err := os.WriteFile(path, got, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), string(got)); d != "" {
			t.Errorf("%s (-want +got):\n%s", names[i], d)
		}
		props := parseICS(t, got)
		n, err := strconv.Atoi(props["SEQUENCE"])
		if err != nil || n <= last {
			t.Errorf("%s is revision %q, after %d", names[i], props["SEQUENCE"], last)
		}
		last = n
		if status := props["STATUS"]; (status == "CANCELLED") != c.Cancelled || !c.Cancelled && status != "" {
			t.Errorf("%s has status %q", names[i], status)
		}
	}
}

// TestSequencesFit keeps to numbers of 32 bits that are not below nothing.
func TestSequencesFit(t *testing.T) {
	t.Parallel()
	for stamp, want := range map[time.Time]string{
		{}: "0", time.Date(2026, 1, 1, 0, 0, 1, 0, time.UTC): "1", time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC): "2147483647",
	} {
		b, err := event.ICS(event.Calendar{UID: "X", Title: "Tea", Date: "2026-12-31", Stamp: stamp})
		if err != nil {
			t.Fatal(err)
		}
		if got := parseICS(t, b)["SEQUENCE"]; got != want {
			t.Errorf("%v: got %s, want %s", stamp, got, want)
		}
	}
}

func TestICSAll(t *testing.T) {
	t.Parallel()
	shift := func(uid, from, to string) event.Calendar {
		return event.Calendar{UID: uid, Title: "Door", Date: "2027-03-28", Start: from, End: to, Timezone: "Europe/London"}
	}
	b, err := event.ICSAll(shift("a", "00:30", "03:00"), shift("b", "17:00", "18:00"))
	if err != nil {
		t.Fatal(err)
	}
	got := string(b)
	// The clocks go forward at 1 am on that day: the first is an hour and a half long.
	for _, want := range []string{
		"UID:a@daykit\r\n", "DTSTART:20270328T003000Z\r\nDTEND:20270328T020000Z\r\n",
		"UID:b@daykit\r\n", "DTSTART:20270328T160000Z\r\nDTEND:20270328T170000Z\r\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the file lacks %q:\n%s", want, got)
		}
	}
	if n, m := strings.Count(got, "BEGIN:VEVENT\r\n"), strings.Count(got, "BEGIN:VCALENDAR\r\n"); n != 2 || m != 1 {
		t.Errorf("got %d events in %d calendars", n, m)
	}
	if _, err := event.ICSAll(); err == nil {
		t.Error("a calendar without an event")
	}
	if _, err := event.ICSAll(shift("a", "00:30", "03:00"), event.Calendar{Date: "soon"}); err == nil {
		t.Error("no error for a date that does not read")
	}
}
