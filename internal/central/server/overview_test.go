package server_test

import (
	"encoding/csv"
	"net/http"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"

	"github.com/google/go-cmp/cmp"
)

func coordinator(r *http.Request) { r.SetBasicAuth("anyone", password) }

// filled has one event of each kind: reported, late, to come, and reported only.
func filled(t *testing.T) *site {
	t.Helper()
	s := newSite(t)
	token := s.enter("Sample Neighbours")
	late, bad := table(), table()
	late.Date, late.Title = "2026-11-20", map[string]string{"ur": "نمونہ عنوان"}
	bad.Title = map[string]string{"en": "=HYPERLINK(\"x\")"}
	s.publish(token, pageOp(1, eventID, table()), pageOp(2, otherID, late), pageOp(3, "BADF0RM0", bad))
	s.publish(token,
		totalsOp(1, eventID, wire.Totals{Title: "A shared table", Date: "2026-12-18", SignedUp: 1200, Arrived: 40, WalkIns: 5}),
		totalsOp(2, "0N1YREP0", wire.Totals{Title: "Only told", SignedUp: 1, Arrived: 1}))
	return s
}

func TestOverview(t *testing.T) {
	t.Parallel()
	s := filled(t)
	w := s.get("/coordinator", coordinator)
	wantStatus(t, w, http.StatusOK)
	wantHas(t, w, "<b>4</b><span>events</span><small>1 report waiting</small>", "<b>46</b><span>people came</span>",
		"<b>1,201</b><span>signed up</span>", "<b>5</b><span>walk-ins</span>", "<b>1</b><span>groups</span>",
		`<a href="/e/7KQ2M9XD"><bdi>A shared table</bdi></a>`, "18 Dec 2026", "waiting since 21 Nov", "not yet due", "received",
		"<bdi>Only told</bdi>", "As of 1 December 2026, 09:00 UTC")
	if got := w.Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("cache control is %q", got)
	}
}

func TestEmptyOverview(t *testing.T) {
	t.Parallel()
	w := newSite(t).get("/coordinator", coordinator)
	wantHas(t, w, "No event has been published yet", "<b>0</b><span>events</span>")
}

func TestOverviewCSV(t *testing.T) {
	t.Parallel()
	w := filled(t).get("/coordinator/totals.csv", coordinator)
	wantStatus(t, w, http.StatusOK)
	text, ok := strings.CutPrefix(w.Body.String(), "\uFEFF")
	if !ok {
		t.Error("no byte order mark")
	}
	got, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"id", "title", "group", "date", "signed_up", "arrived", "walk_ins", "report"},
		{"0N1YREP0", "Only told", "Sample Neighbours", "", "1", "1", "0", "received"},
		{otherID, "نمونہ عنوان", "Sample Neighbours", "2026-11-20", "0", "0", "0", "waiting"},
		{"BADF0RM0", `'=HYPERLINK("x")`, "Sample Neighbours", "2026-12-18", "0", "0", "0", "early"},
		{eventID, "A shared table", "Sample Neighbours", "2026-12-18", "1200", "40", "5", "received"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestReadTotals(t *testing.T) {
	t.Parallel()
	got, err := server.ReadTotals(t.Context(), filled(t).store)
	if err != nil || got.Groups != 1 || len(got.Events) != 4 {
		t.Fatalf("got %+v, %v", got, err)
	}
	want := `{"id":"7KQ2M9XD","title":"A shared table","group":"Sample Neighbours","signed_up":1200,"arrived":40,"walk_ins":5}`
	if d := cmp.Diff(want, string(wire.Raw(got.Events[3]))); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestCoordinatorsNeedThePassword(t *testing.T) {
	t.Parallel()
	s := filled(t)
	for _, path := range []string{"/coordinator", "/coordinator/totals.csv"} {
		w := s.get(path)
		wantStatus(t, w, http.StatusUnauthorized)
		wantHasNot(t, w, "shared table")
		if !strings.HasPrefix(w.Header().Get("WWW-Authenticate"), "Basic ") {
			t.Errorf("%s asks for %q", path, w.Header().Get("WWW-Authenticate"))
		}
	}
	wrong := func(r *http.Request) { r.SetBasicAuth("anyone", password+"x") }
	for range 10 {
		wantStatus(t, s.get("/coordinator", wrong), http.StatusUnauthorized)
	}
	wantStatus(t, s.get("/coordinator", coordinator), http.StatusTooManyRequests)
	wantStatus(t, s.get("/coordinator", coordinator, from("198.51.100.9:1")), http.StatusOK)
	s.wait(10 * time.Minute)
	for range 12 { // the right one costs no tries
		wantStatus(t, s.get("/coordinator", coordinator), http.StatusOK)
	}
}

func TestOverviewIsOffWithoutPassword(t *testing.T) {
	t.Parallel()
	s := newSite(t, func(c *server.Config) { c.CoordinatorPassword = "" })
	for _, change := range []func(*http.Request){func(*http.Request) {}, func(r *http.Request) { r.SetBasicAuth("", "") }} {
		w := s.get("/coordinator", change)
		wantStatus(t, w, http.StatusForbidden)
		wantHas(t, w, "The overview is turned off", "--coordinator-password-file")
	}
}
