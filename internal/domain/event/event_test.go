package event_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	_ "time/tzdata" // zones on machines that have none

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/event"
)

func TestNewID(t *testing.T) {
	t.Parallel()
	id, err := event.NewID(bytes.NewReader([]byte{0, 31, 32, 255, 10, 18, 20, 27}))
	if err != nil || id != "0Z0ZAJMV" || !id.Valid() {
		t.Errorf("got %q, %v", id, err)
	}
	broken := errors.New("no randomness")
	if _, err := event.NewID(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
	for _, bad := range []event.ID{"", "0Z0ZAJM", "0Z0ZAJMVV", "0z0zajmv", "0Z0ZAJMI", "0Z0ZAJMO", "0Z0ZAJMU", "0Z0ZAJM/"} {
		if bad.Valid() {
			t.Errorf("%q is valid", bad)
		}
	}
}

func TestTextIn(t *testing.T) {
	t.Parallel()
	words := event.Text{"en": "Tea", "ur": "چائے", "ar": " "}
	for _, tt := range []struct {
		lang      string
		fallbacks []string
		want      string
	}{
		{"ur", nil, "ur"}, {"ar", []string{"ur", "en"}, "ur"}, {"ar", nil, "en"}, {"pl", []string{"so"}, "en"},
	} {
		if _, got := words.In(tt.lang, tt.fallbacks...); got != tt.want {
			t.Errorf("In(%s, %q): got %s, want %s", tt.lang, tt.fallbacks, got, tt.want)
		}
	}
	if text, lang := (event.Text{}).In("en"); text != "" || lang != "" {
		t.Errorf("got %q in %q from nothing", text, lang)
	}
	if d := cmp.Diff(event.Text{"en": "Tea", "ur": "چائے"}, words.Filled()); d != "" {
		t.Error(d)
	}
}

func TestPlaceKeepsAHiddenAddress(t *testing.T) {
	t.Parallel()
	v := event.Venue{Name: "Hall", Address: "1 Sample Street", Town: "Manchester", Postcode: "M1 1AA"}
	if got := v.Place(); got != "Hall, 1 Sample Street, Manchester M1 1AA" {
		t.Errorf("got %q", got)
	}
	v.HideAddress = true
	if got := v.Place(); got != "Manchester" {
		t.Errorf("got %q", got)
	}
	v.PublicArea = "Ancoats"
	if d := cmp.Diff(event.Venue{Town: "Ancoats", HideAddress: true, PublicArea: "Ancoats"}, v.Public()); d != "" {
		t.Error(d)
	}
}

func TestSpan(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ date, start, end, zone, from, to string }{
		"winter":        {"2026-12-18", "17:30", "20:30", "Europe/London", "2026-12-18T17:30:00Z", "2026-12-18T20:30:00Z"},
		"summer":        {"2026-06-20", "17:30", "20:30", "Europe/London", "2026-06-20T16:30:00Z", "2026-06-20T19:30:00Z"},
		"past midnight": {"2026-12-31", "22:00", "00:30", "Europe/London", "2026-12-31T22:00:00Z", "2027-01-01T00:30:00Z"},
		"whole day":     {"2026-12-18", "10:00", "10:00", "Europe/London", "2026-12-18T10:00:00Z", "2026-12-19T10:00:00Z"},
		"clocks back":   {"2026-10-25", "00:30", "03:00", "Europe/London", "2026-10-24T23:30:00Z", "2026-10-25T03:00:00Z"},
		"open end":      {"2026-12-18", "17:30", "", "Asia/Kolkata", "2026-12-18T12:00:00Z", "2026-12-18T12:00:00Z"},
	}
	for name, tt := range tests {
		from, to, err := event.Span(tt.date, tt.start, tt.end, tt.zone)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if f, u := from.UTC().Format(time.RFC3339), to.UTC().Format(time.RFC3339); f != tt.from || u != tt.to {
			t.Errorf("%s: got %s to %s, want %s to %s", name, f, u, tt.from, tt.to)
		}
	}
	for _, bad := range [][4]string{{"x", "17:30", "", "UTC"}, {"2026-12-18", "", "", "UTC"}, {"2026-12-18", "17:30", "x", "UTC"}, {"2026-12-18", "17:30", "", "Nowhere"}} {
		if _, _, err := event.Span(bad[0], bad[1], bad[2], bad[3]); err == nil {
			t.Errorf("Span(%q) gave no error", bad)
		}
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	at := func(clock string) time.Time {
		c, err := time.ParseInLocation("2006-01-02 15:04", "2026-06-20 "+clock, london)
		if err != nil {
			t.Fatal(err)
		}
		return c.UTC()
	}
	guests := []event.Guest{{ID: "a", Party: 3}, {ID: "b"}, {ID: "c", Party: 2}}
	got := event.Count(guests, []event.Arrival{
		{WalkIns: 4, At: at("18:01")},
		{Guest: "a", At: at("17:44")},
		{Guest: "a", At: at("18:20")}, // the same fact from another laptop
		{Guest: "b", At: at("17:30")},
		{Guest: "gone", At: at("18:14")}, // no longer on the list, but in the room
	}, london)
	want := event.Headcount{
		SignedUp: 6, Arrived: 5, WalkIns: 4, InRoom: 9,
		ByQuarter: []event.Quarter{{At: "17:30", Count: 4}, {At: "18:00", Count: 5}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := cmp.Diff(event.Headcount{ByQuarter: []event.Quarter{}}, event.Count(nil, nil, london)); d != "" {
		t.Errorf("nobody (-want +got):\n%s", d)
	}
}

// parseICS reads one flat calendar: unfolds, splits, unescapes.
func parseICS(t *testing.T, b []byte) map[string]string {
	t.Helper()
	text := string(b)
	for _, line := range strings.SplitAfter(text, "\r\n") {
		if len(line) > 75+2 {
			t.Errorf("line of %d octets: %q", len(line)-2, line)
		}
		if strings.Contains(strings.TrimSuffix(line, "\r\n"), "\n") {
			t.Errorf("bare line feed in %q", line)
		}
	}
	out := map[string]string{}
	for _, line := range strings.Split(strings.ReplaceAll(text, "\r\n ", ""), "\r\n") {
		name, value, ok := strings.Cut(line, ":")
		if line != "" && !ok {
			t.Errorf("no value in %q", line)
		}
		if name == "BEGIN" || name == "END" {
			out[name] += value + " "
			continue
		}
		out[name] = strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n").Replace(value)
	}
	return out
}

func TestICS(t *testing.T) {
	t.Parallel()
	c := event.Calendar{
		UID: "0Z0ZAJMV", Title: `Tea, "cake"; and \more`, About: "First\nEND:VEVENT\r\n" + strings.Repeat("ስደተኛታት ", 40),
		Place: "Hall, 1 Sample Street", URL: "https://day.example.org/e/0Z0ZAJMV",
		Date: "2026-12-18", Start: "17:30", End: "00:30", Timezone: "Europe/London",
		Stamp: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC),
	}
	b, err := event.ICS(c)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"BEGIN": "VCALENDAR VEVENT ", "END": "VEVENT VCALENDAR ", "VERSION": "2.0", "METHOD": "PUBLISH", "PRODID": "-//Daykit//Daykit//EN",
		"UID": "0Z0ZAJMV@daykit", "DTSTAMP": "20261124T120000Z", "SEQUENCE": "28296000", "DTSTART": "20261218T173000Z", "DTEND": "20261219T003000Z",
		"SUMMARY": c.Title, "DESCRIPTION": strings.ReplaceAll(c.About, "\r", ""), "LOCATION": c.Place, "URL": c.URL, "": "",
	}
	if d := cmp.Diff(want, parseICS(t, b)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	again, err := event.ICS(c)
	if err != nil || !bytes.Equal(b, again) {
		t.Errorf("the same event gave another file: %v", err)
	}
}

func TestICSWithoutTimes(t *testing.T) {
	t.Parallel()
	b, err := event.ICS(event.Calendar{UID: "X", Title: "Tea", Date: "2026-12-31", URL: "javascript:alert(1)"})
	if err != nil {
		t.Fatal(err)
	}
	got := parseICS(t, b)
	if got["DTSTART;VALUE=DATE"] != "20261231" || got["DTEND;VALUE=DATE"] != "20270101" {
		t.Errorf("got %v", got)
	}
	if _, ok := got["URL"]; ok {
		t.Errorf("a script became a link: %v", got)
	}
	if _, err := event.ICS(event.Calendar{Date: "soon"}); err == nil {
		t.Error("no error for a date that does not read")
	}
}

func TestFeaturesAreUsable(t *testing.T) {
	t.Parallel()
	seen := map[event.Access]bool{}
	for _, a := range event.AccessFeatures() {
		if seen[a] || strings.Trim(string(a), "abcdefghijklmnopqrstuvwxyz-") != "" {
			t.Errorf("feature %q is there twice or oddly written", a)
		}
		seen[a] = true
	}
}
