package server_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/wire"
)

// fixedRecipient is one whose key nobody needs.
const fixedRecipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"

// TestEventPagesAreThoseLookedAt holds the public pages to those that were looked at.
func TestEventPagesAreThoseLookedAt(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ state, query string }{
		"open":      {wire.SignupOpen, ""},
		"open-ur":   {wire.SignupOpen, "?lang=ur"},
		"full":      {wire.SignupFull, ""},
		"cancelled": {wire.SignupCancelled, ""},
	} {
		s := newSite(t, withScript)
		p := table()
		p.Signup = &wire.PageSignup{
			State: c.state, Note: map[string]string{"en": "Come to the side door."},
			Statement: signed(wire.Statement{Version: 1, Event: eventID, Recipient: fixedRecipient, NotAfter: "2026-12-18T20:30:00Z", Ask: everything}),
		}
		s.publish(s.enter("a"), pageOp(1, eventID, p))
		goldenPage(t, name, withoutBraid(s.get("/e/"+eventID+c.query).Body.String()))
	}
	s := newSite(t)
	p := table()
	p.Signup = &wire.PageSignup{
		State:     wire.SignupCancelled,
		Statement: signed(wire.Statement{Version: 1, Event: eventID, Recipient: fixedRecipient, NotAfter: "2026-12-18T20:30:00Z", Ask: everything}),
	}
	s.publish(s.enter("a"), pageOp(1, eventID, p))
	file := s.get("/e/" + eventID + "/event.ics").Body.String()
	if !strings.Contains(file, "\r\nSTATUS:CANCELLED\r\n") {
		t.Errorf("the calendar file does not say that the event is cancelled:\n%s", file)
	}
	goldenPage(t, "cancelled.ics", file)
}

func goldenPage(t *testing.T, name, got string) {
	t.Helper()
	if !strings.Contains(name, ".") {
		name += ".html"
	}
	file := filepath.Join("testdata", "page", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s is another (-want +got); look at it and run the test with -update:\n%s", name, d)
	}
}
