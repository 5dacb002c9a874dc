package server

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"daykit/internal/data/wire"
)

// Totals is what coordinators may know: counts, and nothing of who was counted.
type Totals struct {
	Groups int           `json:"groups"` // that joined
	Events []EventTotals `json:"events"` // by date, then by title
}

// EventTotals are the counts of one event; zero while no report has come.
type EventTotals struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Group    string `json:"group"`
	SignedUp int    `json:"signed_up"`
	Arrived  int    `json:"arrived"`
	WalkIns  int    `json:"walk_ins"`

	Date      string `json:"-"`
	Published bool   `json:"-"`
	Reported  bool   `json:"-"`
}

// ReadTotals reads the overview of a store.
func ReadTotals(ctx context.Context, s Views) (Totals, error) {
	all, err := s.Overview(ctx)
	if err != nil {
		return Totals{}, err
	}
	out := Totals{Groups: all.Groups, Events: make([]EventTotals, 0, len(all.Events))}
	for _, row := range all.Events {
		e, err := eventTotals(row)
		if err != nil {
			return Totals{}, fmt.Errorf("read totals of an event: %w", err)
		}
		out.Events = append(out.Events, e)
	}
	slices.SortStableFunc(out.Events, func(a, b EventTotals) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Title, b.Title))
	})
	return out, nil
}

// eventTotals prefers what the report says, since it is the later document.
func eventTotals(row Row) (EventTotals, error) {
	e := EventTotals{ID: row.Event, Group: row.Group, Published: row.Page != nil, Reported: row.Totals != nil}
	if row.Page != nil {
		var p wire.Page
		if err := json.Unmarshal(row.Page, &p); err != nil {
			return e, err
		}
		e.Title, e.Date = pick(p.Title, "en", p.Languages).Text, p.Date
	}
	if row.Totals != nil {
		var t wire.Totals
		if err := json.Unmarshal(row.Totals, &t); err != nil {
			return e, err
		}
		e.SignedUp, e.Arrived, e.WalkIns = t.SignedUp, t.Arrived, t.WalkIns
		e.Title, e.Date = cmp.Or(t.Title, e.Title), cmp.Or(t.Date, e.Date)
	}
	return e, nil
}

// coordinators lets next be seen with the password only.
func (s *Server) coordinators(next http.HandlerFunc) http.HandlerFunc {
	want := sha256.Sum256([]byte(s.CoordinatorPassword))
	return func(w http.ResponseWriter, r *http.Request) {
		if s.CoordinatorPassword == "" {
			s.plain(w, r, http.StatusForbidden, "The overview is turned off",
				"This server was started without a coordinators' password.",
				"To turn the overview on, start daykit-server with --coordinator-password-file FILE, or with the environment variable DAYKIT_COORDINATOR_PASSWORD.")
			return
		}
		_, password, given := r.BasicAuth()
		if given {
			wait, err := s.logins.take(r, s.Now())
			if err != nil {
				s.fail(w, r, err)
				return
			}
			if wait > 0 {
				s.tooMany(w, r, wait)
				return
			}
		}
		got := sha256.Sum256([]byte(password))
		if subtle.ConstantTimeCompare(got[:], want[:]) != 1 {
			w.Header().Set("WWW-Authenticate", `Basic realm="Daykit coordinators", charset="UTF-8"`)
			s.plain(w, r, http.StatusUnauthorized, "For coordinators", "Please enter the coordinators' password. Any user name will do.")
			return
		}
		s.logins.giveBack(r)
		next(w, r)
	}
}

type overviewPage struct {
	Figures []figure
	Events  []overviewRow
	Made    string
}

type figure struct{ Number, What, More string }

type overviewRow struct {
	Title, Link, Group, Date   string
	SignedUp, Arrived, WalkIns string
	Report, State              string // words, and the class of their look
}

func (s *Server) overview(w http.ResponseWriter, r *http.Request) {
	totals, err := ReadTotals(r.Context(), s.Store)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	now := s.Now().UTC()
	page := overviewPage{Figures: figures(totals, now), Made: now.Format("2 January 2006, 15:04 UTC")}
	for _, e := range totals.Events {
		page.Events = append(page.Events, overviewRowOf(e, now))
	}
	s.page(w, r, http.StatusOK, "coordinator", page)
}

func figures(t Totals, now time.Time) []figure {
	var signedUp, arrived, walkIns, missing int
	for _, e := range t.Events {
		signedUp, arrived, walkIns = signedUp+e.SignedUp, arrived+e.Arrived, walkIns+e.WalkIns
		if _, state := reportState(e, now); state == stateWaiting {
			missing++
		}
	}
	return []figure{
		{thousands(len(t.Events)), "events", counted(missing, "report waiting", "reports waiting")},
		{thousands(arrived + walkIns), "people came", "arrived and walk-ins"},
		{thousands(signedUp), "signed up", "people on the lists"},
		{thousands(walkIns), "walk-ins", "came without signing up"},
		{thousands(t.Groups), "groups", "joined this server"},
	}
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// The states of a report, which are classes of the style sheet too.
const (
	stateReceived = "received"
	stateWaiting  = "waiting"
	stateEarly    = "early"
)

// reportState says in words whether an event's report came. It is waited for
// from the day after the event.
func reportState(e EventTotals, now time.Time) (text, state string) {
	if e.Reported {
		return "received", stateReceived
	}
	day, err := time.Parse(time.DateOnly, e.Date)
	if err != nil {
		return "no date yet", stateEarly
	}
	if due := day.AddDate(0, 0, 1); !now.Before(due) {
		return "waiting since " + due.Format("2 Jan"), stateWaiting
	}
	return "not yet due", stateEarly
}

func overviewRowOf(e EventTotals, now time.Time) overviewRow {
	row := overviewRow{Title: cmp.Or(e.Title, e.ID), Group: e.Group, Date: e.Date, SignedUp: "–", Arrived: "–", WalkIns: "–"}
	row.Report, row.State = reportState(e, now)
	if e.Published {
		row.Link = "/e/" + e.ID
	}
	if day, err := time.Parse(time.DateOnly, e.Date); err == nil {
		row.Date = day.Format("2 Jan 2006")
	}
	if e.Reported {
		row.SignedUp, row.Arrived, row.WalkIns = thousands(e.SignedUp), thousands(e.Arrived), thousands(e.WalkIns)
	}
	return row
}

func (s *Server) overviewCSV(w http.ResponseWriter, r *http.Request) {
	totals, err := ReadTotals(r.Context(), s.Store)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	body, err := totalsCSV(totals, s.Now().UTC())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Disposition", `attachment; filename="totals.csv"`)
	send(w, r, http.StatusOK, "text/csv; charset=utf-8", body)
}

// totalsCSV begins with a byte order mark, without which spreadsheets take
// UTF-8 for something else.
func totalsCSV(t Totals, now time.Time) ([]byte, error) {
	rows := [][]string{{"id", "title", "group", "date", "signed_up", "arrived", "walk_ins", "report"}}
	for _, e := range t.Events {
		_, state := reportState(e, now)
		rows = append(rows, []string{
			e.ID, neutral(e.Title), neutral(e.Group), e.Date,
			strconv.Itoa(e.SignedUp), strconv.Itoa(e.Arrived), strconv.Itoa(e.WalkIns), state,
		})
	}
	b := bytes.NewBufferString("\uFEFF")
	out := csv.NewWriter(b)
	out.UseCRLF = true
	err := out.WriteAll(rows)
	return b.Bytes(), err
}

// neutral keeps a spreadsheet from taking a text for a formula.
func neutral(cell string) string {
	if strings.IndexAny(strings.TrimSpace(cell), "=+-@＝＋－＠") == 0 {
		return "'" + cell
	}
	return cell
}
