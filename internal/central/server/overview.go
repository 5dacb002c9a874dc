package server

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"daykit/internal/data/wire"
)

// Totals are the exact counts that laptops have sent, for whoever runs the server.
// Coordinators see Figures.
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

	Date       string   `json:"-"`
	Town       string   `json:"-"`
	Languages  []string `json:"-"`
	Activities []string `json:"-"`
	Objectives []int    `json:"-"`
	FirstTime  int      `json:"-"`
	Published  bool     `json:"-"`
	Cancelled  bool     `json:"-"`
	Reported   bool     `json:"-"`
	Told       bool     `json:"-"` // its group sent the campaign's form, which says how many came
}

// Came is how many people came, signed up or not.
func (e EventTotals) Came() int { return e.Arrived + e.WalkIns }

// ReadTotals reads the overview of a store.
func ReadTotals(ctx context.Context, s Views) (Totals, error) {
	all, err := s.Overview(ctx)
	if err != nil {
		return Totals{}, err
	}
	forms, err := s.Parts(ctx, "", wire.PartForm)
	if err != nil {
		return Totals{}, err
	}
	told := map[string]bool{}
	for _, f := range forms {
		told[f.Event] = true
	}
	out := Totals{Groups: all.Groups, Events: make([]EventTotals, 0, len(all.Events))}
	for _, row := range all.Events {
		e, err := eventTotals(row)
		if err != nil {
			return Totals{}, fmt.Errorf("read totals of an event: %w", err)
		}
		e.Told = told[e.ID]
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
		e.Title, e.Date, e.Languages = pick(p.Title, "en", p.Languages).Text, p.Date, p.Languages
		if !p.Hidden {
			e.Town = oneLine(p.Town)
		}
		e.Cancelled = p.Signup != nil && p.Signup.State == wire.SignupCancelled
	}
	if row.Totals != nil {
		var t wire.Totals
		if err := json.Unmarshal(row.Totals, &t); err != nil {
			return e, err
		}
		e.SignedUp, e.Arrived, e.WalkIns, e.FirstTime = t.SignedUp, t.Arrived, t.WalkIns, t.FirstTime
		e.Title, e.Date = cmp.Or(t.Title, e.Title), cmp.Or(t.Date, e.Date)
		e.Activities, e.Objectives = t.Activities, t.Objectives
		if len(t.Languages) > 0 {
			e.Languages = t.Languages
		}
	}
	return e, nil
}

// The states of a report, which are classes of the style sheet too.
const (
	stateReceived = "received"
	stateWaiting  = "waiting"
	stateEarly    = "early"
	stateOff      = "off"
)

// reportState says in words whether it is known who came. It is waited for from the day
// after the event; a laptop sends its totals before the event too, with nobody in them.
func reportState(e EventTotals, now time.Time) (text, state string) {
	if e.Reported && e.Came() > 0 {
		return "received", stateReceived
	}
	if e.Cancelled {
		return "cancelled", stateOff
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

// figures reads all that coordinators see.
func (s *Server) figures(r *http.Request) (Figures, error) {
	totals, err := ReadTotals(r.Context(), s.Store)
	if err != nil {
		return Figures{}, err
	}
	return FiguresOf(totals, s.Now().UTC()), nil
}

type overviewPage struct {
	Year    string
	Tiles   []tile
	Events  []eventRow
	More    int // events that are not in the list
	Missing []eventRow
	Days    chart
	Made    string
}

// tile is one number of the overview.
type tile struct{ Number, What, More, Link string }

// overviewRows is how many events the overview lists.
const overviewRows = 6

func (s *Server) overview(w http.ResponseWriter, v visit) {
	f, err := s.figures(v.Request)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	days, err := s.Store.Tallies(v.Context())
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	now := s.Now().UTC()
	page := overviewPage{Year: f.year(now), Tiles: tiles(f), Days: chartOf(days), Made: now.Format("2 January 2006, 15:04 UTC")}
	rows := slices.Clone(f.Events)
	slices.SortStableFunc(rows, func(a, b EventFigures) int { return cmp.Compare(urgency(b), urgency(a)) })
	for i, e := range rows {
		if i >= overviewRows {
			page.More = len(rows) - overviewRows
			break
		}
		page.Events = append(page.Events, rowOf(e))
	}
	s.roomPage(w, v, http.StatusOK, "Overview", "Overview", "coord-overview", page)
}

// urgency puts events that somebody has to ask after first, then those with numbers.
func urgency(e EventFigures) int {
	switch e.State {
	case stateWaiting:
		return 2
	case stateReceived:
		return 1
	}
	return 0
}

func tiles(f Figures) []tile {
	out := []tile{
		{thousands(f.Whole.Events), plural(f.Whole.Events, "event", "events"), "in " + countOf(f.TownCount, "town", "towns"), "/coordinator/events"},
		{zeroed(f.Whole.Came), "people came", zeroed(f.Whole.SignedUp) + " signed up", "/coordinator/totals"},
	}
	if f.Whole.FirstTime.Look != Unknown {
		out = append(out, tile{f.Whole.FirstTime.String(), "there for the first time", share(f.Whole.FirstTime, f.Whole.Came), "/coordinator/totals"})
	}
	missing := tile{thousands(f.Missing), plural(f.Missing, "report missing", "reports missing"), "nobody to remind", "/coordinator/events?report=waiting"}
	if f.Missing > 0 {
		missing.More = "see which"
	}
	return append(out,
		tile{thousands(f.LanguageCount), plural(f.LanguageCount, "language", "languages"), "that events are in", "/coordinator/totals#languages"},
		missing)
}

// zeroed writes nothing known as nobody, which for a whole is the same.
func zeroed(c Cell) string {
	if c.Look == Unknown {
		return "0"
	}
	return c.String()
}

// share is a part in percent, where both numbers are shown.
func share(part, whole Cell) string {
	if part.Look != Shown || whole.Look != Shown || whole.N == 0 {
		return "as far as they were asked"
	}
	return strconv.Itoa((100*part.N+whole.N/2)/whole.N) + " %"
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func countOf(n int, one, many string) string { return thousands(n) + " " + plural(n, one, many) }
