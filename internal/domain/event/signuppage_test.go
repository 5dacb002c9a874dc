package event_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/event"
)

// page is a document whose signup_page is as given.
func page(signupPage string) string {
	return `{"schema": "daykit/event/1", "title": {"en": "Tea"}, "date": "2026-12-18", "signup_page": ` + signupPage + `}`
}

func TestSignupPageIsReadAndWritten(t *testing.T) {
	t.Parallel()
	e := decode(t, page(`{"state": "full", "note": {"en": "We are full.", "ar": "لا مكان"}, "food": ["halal"], "access": ["bsl", "creche"]}`))
	want := event.SignupPage{
		State: event.SignupFull, Note: event.Text{"en": "We are full.", "ar": "لا مكان"},
		Food: []string{"halal"}, Access: []event.Access{"bsl", "creche"},
	}
	if diff := cmp.Diff(want, e.SignupPage); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	b, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	if again := decode(t, string(b)); !cmp.Equal(e, again) {
		t.Errorf("not the same again:\n%s", cmp.Diff(e, again))
	}
}

// TestSignupPageIsLeftOut: a document without it is written as it was before there was
// one, so that nothing of an older program's event seems to have changed.
func TestSignupPageIsLeftOut(t *testing.T) {
	t.Parallel()
	for _, empty := range []string{`null`, `{}`, `{"state": "open"}`, `{"note": {}, "food": [], "access": []}`} {
		b, err := json.Marshal(decode(t, page(empty)))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), "signup_page") {
			t.Errorf("%s: written as %s", empty, b)
		}
	}
}

func TestSignupPageProblemsNameTheField(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", event.MaxNote+1)
	for _, tt := range []struct{ name, page, want string }{
		{"state", `{"state": "maybe"}`, "signup_page.state: "},
		{"note too long", `{"note": {"en": "` + long + `"}}`, "signup_page.note.en: "},
		{"note in no language", `{"note": {"xx-none": "a"}}`, "signup_page.note: "},
		{"food", `{"food": ["vegan", "pizza"]}`, "signup_page.food[1]: "},
		{"food twice", `{"food": ["vegan", "vegan"]}`, "signup_page.food[1]: "},
		{"access of a venue only", `{"access": ["prayer-space"]}`, "signup_page.access[0]: "},
		{"a field for papers", `{"nationality": true}`, "signup_page.nationality: is not a field"},
		{"a list for a text", `{"state": []}`, "signup_page.state: is a list"},
	} {
		_, err := event.Decode(strings.NewReader(page(tt.page)), event.MaxDocument)
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestSignupListsAreOfAHouse(t *testing.T) {
	t.Parallel()
	for _, a := range event.SignupAccess() {
		if !slices.Contains(event.AccessFeatures(), a) {
			t.Errorf("%s is no feature of a venue, so it has no phrase", a)
		}
	}
	for _, tick := range event.OnlineTicks() {
		if !slices.Contains(event.SignupTicks(), tick) {
			t.Errorf("%s is no tick of a sheet", tick)
		}
	}
	for _, id := range append(event.SignupFood(), event.OnlineTicks()...) {
		for _, never := range []string{"status", "passport", "visa", "nation", "relig", "health", "allerg"} {
			if strings.Contains(id, never) {
				t.Errorf("%s asks what Daykit never asks", id)
			}
		}
	}
}

func TestEndsBy(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, start, end, zone, want string }{
		{"its end", "17:30", "20:30", "Europe/London", "2026-12-18T20:30:00Z"},
		{"on the next day", "21:00", "01:00", "Europe/Warsaw", "2026-12-19T00:00:00Z"},
		{"no end", "17:30", "", "Europe/London", "2026-12-19T00:00:00Z"},
		{"no time", "", "", "Asia/Karachi", "2026-12-18T19:00:00Z"},
	} {
		got, err := event.Event{Date: "2026-12-18", Start: tt.start, End: tt.end, Timezone: tt.zone}.EndsBy()
		if err != nil || got.Format(time.RFC3339) != tt.want {
			t.Errorf("%s: got %s, %v, want %s", tt.name, got.Format(time.RFC3339), err, tt.want)
		}
	}
	for _, e := range []event.Event{{Date: "2026-12-18"}, {Date: "soon", Timezone: "Europe/London"}} {
		if got, err := e.EndsBy(); err == nil {
			t.Errorf("%+v: got %s", e, got)
		}
	}
}
