package server_test

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"

	"github.com/google/go-cmp/cmp"
)

// filled has one event of each kind: reported, late, to come, and reported only.
func filled(t *testing.T) *site {
	t.Helper()
	s := newSite(t)
	token := s.enter("Sample Neighbours")
	shared, late, bad := table(), table(), table()
	shared.Town, bad.Town = "Manchester", " manchester "
	late.Date, late.Title = "2026-11-20", map[string]string{"ur": "نمونہ عنوان"}
	late.Town, late.Hidden = "Leeds", true
	bad.Title = map[string]string{"en": "=HYPERLINK(\"x\")"}
	s.publish(token, pageOp(1, eventID, shared), pageOp(2, otherID, late), pageOp(3, "BADF0RM0", bad))
	s.publish(token,
		totalsOp(1, eventID, wire.Totals{
			Title: "A shared table", Date: "2026-12-18", SignedUp: 1200, Arrived: 40, WalkIns: 5,
			Languages: []string{"en", "ur"}, Objectives: []int{16}, Activities: []string{"shared-meal"}, FirstTime: 15,
		}),
		totalsOp(2, "0N1YREP0", wire.Totals{Title: "Only told", SignedUp: 30, Arrived: 20}))
	return s
}

func TestOverview(t *testing.T) {
	t.Parallel()
	s := filled(t)
	w := s.get("/coordinator", s.coordinator("Cora"))
	wantStatus(t, w, http.StatusOK)
	wantHas(t, w, "<b>4</b> <span>events</span>", "in 1 town<", "<b>65</b> <span>people came</span>", "1,230 signed up",
		"<b>15</b> <span>there for the first time</span>", ">23 %<", "<b>1</b> <span>report missing</span>", "<b>4</b> <span>languages</span>",
		`<a href="/coordinator/events/7KQ2M9XD"><bdi>A shared table</bdi></a>`, "waiting since 21 Nov", "not yet due", "received",
		"<bdi>Only told</bdi>", "As of 1 December 2026, 09:00 UTC", "Nobody has signed up on an event’s page yet")
	wantHasNot(t, w, "Leeds") // its address is hidden
}

func TestEmptyOverview(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	who := s.coordinator("Cora")
	wantHas(t, s.get("/coordinator", who), "No event has been published yet", "<b>0</b> <span>events</span>", "<b>0</b> <span>people came</span>")
	for _, path := range []string{"/coordinator/events", "/coordinator/groups", "/coordinator/totals", "/coordinator/summary", "/coordinator/audit"} {
		wantStatus(t, s.get(path, who), http.StatusOK)
	}
}

func TestEventsCSV(t *testing.T) {
	t.Parallel()
	s := filled(t)
	w := s.get("/coordinator/export/events.csv", s.coordinator("Cora"))
	wantStatus(t, w, http.StatusOK)
	text, ok := strings.CutPrefix(w.Body.String(), "\uFEFF")
	if !ok {
		t.Error("no byte order mark")
	}
	if !strings.Contains(text, "report\r\n") {
		t.Error("lines do not end as spreadsheets write them")
	}
	got, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"id", "title", "group", "town", "date", "languages", "objectives", "activities", "signed_up", "came", "first_time", "report"},
		{"0N1YREP0", "Only told", "Sample Neighbours", "", "", "", "", "", "30", "20", "", "received"},
		{otherID, "نمونہ عنوان", "Sample Neighbours", "", "2026-11-20", "en ur pl ti", "", "", "", "", "", "waiting"},
		{"BADF0RM0", `'=HYPERLINK("x")`, "Sample Neighbours", "manchester", "2026-12-18", "en ur pl ti", "", "", "", "", "", "early"},
		{eventID, "A shared table", "Sample Neighbours", "Manchester", "2026-12-18", "en ur", "16", "shared-meal", "1200", "45", "15", "received"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// TestEveryTableIsExported asks for each table in both forms.
func TestEveryTableIsExported(t *testing.T) {
	t.Parallel()
	s := filled(t)
	who := s.coordinator("Cora")
	for _, table := range []string{"events", "whole", "towns", "languages", "objectives", "activities", "days", "groups", "audit"} {
		w := s.get("/coordinator/export/"+table+".csv", who)
		wantStatus(t, w, http.StatusOK)
		if got := w.Header().Get("Content-Disposition"); got != `attachment; filename="`+table+`.csv"` {
			t.Errorf("disposition is %s", got)
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(w.Body.String(), "\uFEFF"))).ReadAll()
		if err != nil || len(rows) == 0 {
			t.Errorf("%s.csv: %d rows, %v", table, len(rows), err)
		}
		var list []map[string]any
		w = s.get("/coordinator/export/"+table+".json", who)
		if err := json.Unmarshal(w.Body.Bytes(), &list); err != nil {
			t.Errorf("%s.json: %v", table, err)
		}
		if table != "audit" && len(list) != len(rows)-1 { // the audit grew by the export
			t.Errorf("%s: %d in JSON, %d in CSV", table, len(list), len(rows)-1)
		}
	}
	for _, odd := range []string{"events", "events.xml", "nothing.csv", ".csv"} {
		wantStatus(t, s.get("/coordinator/export/"+odd, who), http.StatusNotFound)
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

// TestSignUpsByDay counts letters when they come, once each, by the day.
func TestSignUpsByDay(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.opens(wire.SignupOpen)
	for n := range 7 {
		wantStatus(t, s.sendLetter(n, crowd(n)), http.StatusCreated)
	}
	wantStatus(t, s.sendLetter(3, crowd(3)), http.StatusOK)
	s.wait(48 * time.Hour)
	wantStatus(t, s.sendLetter(100), http.StatusCreated)
	who := s.coordinator("Cora")
	w := s.get("/coordinator/export/days.json", who)
	want := "[\n {\n  \"date\": \"2026-12-01\",\n  \"sign_ups\": 7\n },\n {\n  \"date\": \"2026-12-03\",\n  \"sign_ups\": \"under 5\"\n }\n]"
	if d := cmp.Diff(want, w.Body.String()); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	wantHas(t, s.get("/coordinator", who), `<rect class="bar few"`, `Thursday 3 December 2026</th><td class="n">under 5<`,
		`Wednesday 2 December 2026</th><td class="n">0<`, `>December</text>`)
}

func TestEventsAreSortedAndFound(t *testing.T) {
	t.Parallel()
	s := filled(t)
	who := s.coordinator("Cora")
	order := func(query string) (ids []string) {
		body := s.get("/coordinator/events"+query, who).Body.String()
		for _, part := range strings.Split(body, `<a href="/coordinator/events/`)[1:] {
			ids = append(ids, part[:8])
		}
		return ids
	}
	for query, want := range map[string][]string{
		"":                              {"0N1YREP0", otherID, "BADF0RM0", eventID},
		"?sort=came":                    {eventID, "0N1YREP0", "BADF0RM0", otherID},
		"?sort=-came":                   {"0N1YREP0", eventID, "BADF0RM0", otherID},
		"?sort=-date":                   {"BADF0RM0", eventID, otherID, "0N1YREP0"},
		"?sort=town":                    {"0N1YREP0", otherID, "BADF0RM0", eventID},
		"?sort=nothing":                 {"0N1YREP0", otherID, "BADF0RM0", eventID},
		"?report=waiting":               {otherID},
		"?q=MANCHESTER+table":           {eventID},
		"?q=manchester&sort=-signed_up": {eventID, "BADF0RM0"},
		"?q=nowhere":                    nil,
	} {
		if d := cmp.Diff(want, order(query)); d != "" {
			t.Errorf("%s (-want +got):\n%s", query, d)
		}
	}
	w := s.get("/coordinator/events?sort=came&q=%3Cscript%3E", who)
	wantHas(t, w, `value="&lt;script&gt;"`)
	wantHas(t, s.get("/coordinator/events?sort=came", who), `aria-sort="descending"><a href="/coordinator/events?sort=-came">Came</a>`)
}

func TestCoordinatorsEventPage(t *testing.T) {
	t.Parallel()
	s := filled(t)
	who := s.coordinator("Cora")
	w := s.get("/coordinator/events/"+eventID, who)
	wantHas(t, w, "<dt>came</dt><dd>45</dd>", "<dt>signed up</dt><dd>1,200</dd>", "<dt>there for the first time</dt><dd>15</dd>",
		"English, Urdu", `href="/e/7KQ2M9XD"`, "Manchester")
	for _, id := range []string{"NOTHERE0", "x", "%00"} {
		wantStatus(t, s.get("/coordinator/events/"+id, who), http.StatusNotFound)
	}
}
