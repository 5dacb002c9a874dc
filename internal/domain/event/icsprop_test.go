package event_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"daykit/internal/domain/event"
)

// anyWords draws what people may write, in any script and with whatever a calendar takes for
// its own.
func anyWords(t *rapid.T, label string) string {
	parts := rapid.SliceOfN(rapid.OneOf(
		rapid.String(),
		rapid.SampledFrom([]string{",", ";", "\\", "\n", "\r\n", "\r", ":", "END:VEVENT", "\\n", "شاي", "这一行", "👩🏽‍🍳", strings.Repeat("x", 80), "\x80\x81", strings.Repeat("\xbf", 90)}),
	), 0, 8).Draw(t, label)
	return strings.Join(parts, "")
}

// unfolded are the content lines of a file, each of which is held to 75 octets of whole
// characters (RFC 5545, section 3.1).
func unfolded(t *rapid.T, b []byte) []string {
	text := string(b)
	if !strings.HasSuffix(text, "\r\n") || strings.ContainsAny(strings.ReplaceAll(text, "\r\n", ""), "\r\n") {
		t.Fatalf("lines do not all end with CRLF: %q", text)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || line == "" {
			t.Fatalf("a line of %d octets: %q", len(line), line)
		}
	}
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(text, "\r\n ", ""), "\r\n"), "\r\n")
}

// unescaped reads TEXT (section 3.3.11).
func unescaped(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n").Replace(s)
}

// kept is what a calendar keeps of words: line ends of one kind, no control characters, and
// in the place of each byte that is no text the mark for that.
func kept(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' || r == 0x7F {
			return -1
		}
		return r
	}, s)
}

// Whatever is written in it, a calendar reads back one entry with the same words.
func TestCalendarsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		title, about, place := anyWords(t, "title"), anyWords(t, "about"), anyWords(t, "place")
		c := event.Calendar{
			UID: "0Z0ZAJMV", Title: title, About: about, Place: place, Date: "2026-12-18", Start: "17:30", End: "20:30",
			Timezone: "Europe/London", Stamp: time.Unix(1_790_000_000, 0), Cancelled: rapid.Bool().Draw(t, "cancelled"),
		}
		b, err := event.ICSFeed(title, event.FeedEntry{Kind: event.FeedEvent, Calendar: c})
		if err != nil {
			t.Fatal(err)
		}
		lines := unfolded(t, b)
		got := map[string][]string{}
		for _, l := range lines {
			name, value, ok := strings.Cut(l, ":")
			if !ok {
				t.Fatalf("no content line: %q", l)
			}
			got[name] = append(got[name], value)
		}
		for name, want := range map[string]string{"SUMMARY": title, "DESCRIPTION": about, "LOCATION": place} {
			switch {
			case len(got[name]) > 1:
				t.Fatalf("%s stands there %d times", name, len(got[name]))
			case len(got[name]) == 0 && kept(want) != "" && want != "":
				t.Fatalf("%s is gone: %q", name, want)
			case len(got[name]) == 1 && unescaped(got[name][0]) != kept(want):
				t.Fatalf("%s: got %q, want %q", name, unescaped(got[name][0]), kept(want))
			}
		}
		if len(got["BEGIN"]) != 2 || len(got["END"]) != 2 || len(got["UID"]) != 1 || (len(got["STATUS"]) == 1) != c.Cancelled {
			t.Fatalf("another shape: %v", lines)
		}
	})
}
