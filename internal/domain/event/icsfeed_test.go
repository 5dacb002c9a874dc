package event_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/event"
)

func feedEntries() []event.FeedEntry {
	at := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	one := func(kind event.FeedKind, uid, title string, day, start, end string) event.FeedEntry {
		return event.FeedEntry{Kind: kind, Calendar: event.Calendar{
			UID: uid, Title: title, Date: day, Start: start, End: end, Timezone: "Europe/London", Stamp: at,
		}}
	}
	day := one(event.FeedEvent, "0Z0ZAJMV", "A shared table", "2026-12-18", "17:30", "20:30")
	day.Place = "Sample Hall; Cardiff"
	shift := one(event.FeedShift, "0Z0ZAJMV-s-1", "Welcome desk (1 of 2) · A shared table", "2026-12-18", "17:00", "21:00")
	shift.About = "Amina\nund noch jemand, mit einem Namen, der länger ist als eine Zeile, 这一行也必须在字符之间折叠而不是在字符里面"
	due := one(event.FeedDue, "0Z0ZAJMV-task-hall", "Book the hall · A shared table", "2026-11-20", "", "")
	done := one(event.FeedDue, "0Z0ZAJMV-task-poster", "Print posters · A shared table", "2026-11-21", "", "")
	done.Done = true
	gone := one(event.FeedShift, "0Z0ZAJMV-s-2", "Music (0 of 1) · A shared table", "2026-12-18", "20:00", "00:30")
	gone.Cancelled = true
	todo, todone := due, done
	todo.Kind, todone.Kind, todone.UID = event.FeedTodo, event.FeedTodo, "0Z0ZAJMV-task-buy"
	todo.UID = "0Z0ZAJMV-task-write"
	return []event.FeedEntry{day, shift, due, done, gone, todo, todone}
}

// TestFeedIsAsReviewed, has lines of at most 75 octets that end between characters, and
// reads back.
func TestFeedIsAsReviewed(t *testing.T) {
	t.Parallel()
	got, err := event.ICSFeed("Daykit: Sample Neighbours", feedEntries()...)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "feed.ics")
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
		t.Errorf("(-want +got):\n%s", d)
	}
	for line := range bytes.SplitSeq(got, []byte("\r\n")) {
		if len(line) > 75 || !strings.HasPrefix(string(bytes.ToValidUTF8(line, []byte("?"))), string(line)) {
			t.Errorf("line %q", line)
		}
	}
	unfolded := strings.ReplaceAll(string(got), "\r\n ", "")
	for _, want := range []string{
		"LOCATION:Sample Hall\\; Cardiff\r\n", "DESCRIPTION:Amina\\nund noch jemand\\, mit einem Namen",
		"DTSTART;VALUE=DATE:20261120\r\nDTEND;VALUE=DATE:20261121\r\n", "DUE;VALUE=DATE:20261121\r\n", "STATUS:COMPLETED\r\n",
	} {
		if !strings.Contains(unfolded, want) {
			t.Errorf("the feed lacks %q", want)
		}
	}
	if n := strings.Count(unfolded, "STATUS:CANCELLED\r\n"); n != 2 {
		t.Errorf("%d entries are cancelled, want the shift and what is done", n)
	}
}

// TestFeedIsWrittenAgain: what did not change keeps its bytes, and what did has a greater
// number.
func TestFeedIsWrittenAgain(t *testing.T) {
	t.Parallel()
	entries := feedEntries()
	first, err := event.ICSFeed("Daykit", entries...)
	if err != nil {
		t.Fatal(err)
	}
	again, err := event.ICSFeed("Daykit", entries...)
	if err != nil || !bytes.Equal(first, again) {
		t.Errorf("the same entries have other bytes, %v", err)
	}
	moved := entries[0]
	moved.Date, moved.Stamp = "2026-12-19", moved.Stamp.Add(time.Minute)
	was, err := event.ICSFeed("Daykit", entries[0])
	if err != nil {
		t.Fatal(err)
	}
	is, err := event.ICSFeed("Daykit", moved)
	if err != nil {
		t.Fatal(err)
	}
	a, b := parseICS(t, was), parseICS(t, is)
	if a["UID"] != b["UID"] || a["SEQUENCE"] >= b["SEQUENCE"] {
		t.Errorf("moved: %s %s, was %s %s", b["UID"], b["SEQUENCE"], a["UID"], a["SEQUENCE"])
	}
	if _, err := event.ICSFeed("Daykit"); err == nil {
		t.Error("a feed without an entry")
	}
	for _, kind := range []event.FeedKind{event.FeedTodo, event.FeedDue} {
		if _, err := event.ICSFeed("Daykit", event.FeedEntry{Kind: kind, Calendar: event.Calendar{Date: "soon"}}); err == nil {
			t.Errorf("%s: no error for a date that does not read", kind)
		}
	}
}
