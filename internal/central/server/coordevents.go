package server

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"daykit/internal/domain/event"
)

// eventRow is an event as tables show it.
type eventRow struct {
	EventFigures
	Day   string   // 18 Dec 2026
	Kinds []string // names of the objectives
}

func rowOf(e EventFigures) eventRow {
	row := eventRow{EventFigures: e, Day: e.Date}
	if day, err := time.Parse(time.DateOnly, e.Date); err == nil {
		row.Day = day.Format("2 Jan 2006")
	}
	for _, n := range e.Objectives {
		row.Kinds = append(row.Kinds, objectiveName(n))
	}
	return row
}

type eventsPage struct {
	Rows    []eventRow
	Heads   []head
	Shown   int
	All     int
	Words   string // that are searched for
	Report  string // state of reports that is wanted
	Sort    string
	States  []option
	Exports []exportLink
}

// head is the head of a column, by which the table can be sorted.
type head struct {
	Name, Link string
	Sorted     string // as aria-sort says it; empty: not by this one
	Number     bool
}

type option struct {
	Value, Name string
	Chosen      bool
}

// column is one by which events can be sorted. Numbers that are not shown come last,
// in whichever direction, in the order of titles: their place must tell nothing.
type column struct {
	key, name string
	number    bool
	compare   func(a, b EventFigures) int
}

var columns = []column{
	{"title", "Event", false, func(a, b EventFigures) int { return compareFolded(a.Title, b.Title) }},
	{"group", "Group", false, func(a, b EventFigures) int { return compareFolded(a.Group, b.Group) }},
	{"town", "Town", false, func(a, b EventFigures) int { return compareFolded(a.Town, b.Town) }},
	{"date", "Date", false, func(a, b EventFigures) int { return cmp.Compare(a.Date, b.Date) }},
	{"signed_up", "Signed up", true, func(a, b EventFigures) int { return compareCells(a.SignedUp, b.SignedUp) }},
	{"came", "Came", true, func(a, b EventFigures) int { return compareCells(a.Came, b.Came) }},
	{"report", "Report", false, func(a, b EventFigures) int { return cmp.Compare(a.State, b.State) }},
}

func compareFolded(a, b string) int { return cmp.Compare(fold(a), fold(b)) }

// compareCells puts numbers that are shown first, the greatest first.
func compareCells(a, b Cell) int {
	return cmp.Or(compareBool(a.Look != Shown, b.Look != Shown), cmp.Compare(b.N, a.N))
}

// sorted sorts events by a column; a minus before its key turns the order around.
func sorted(list []EventFigures, by string) []EventFigures {
	key, turned := strings.CutPrefix(by, "-")
	at := slices.IndexFunc(columns, func(c column) bool { return c.key == key })
	if at < 0 {
		return list
	}
	c := columns[at]
	slices.SortStableFunc(list, func(a, b EventFigures) int {
		n := c.compare(a, b)
		if turned {
			n = -n
		}
		if c.number {
			n = cmp.Or(compareBool(cellBy(c.key, a).Look != Shown, cellBy(c.key, b).Look != Shown), n)
		}
		return cmp.Or(n, compareFolded(a.Title, b.Title), cmp.Compare(a.ID, b.ID))
	})
	return list
}

func cellBy(key string, e EventFigures) Cell {
	if key == "came" {
		return e.Came
	}
	return e.SignedUp
}

func (s *Server) coordEvents(w http.ResponseWriter, v visit) {
	f, err := s.figures(v.Request)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	q := v.URL.Query()
	page := eventsPage{All: len(f.Events), Words: clipped(q.Get("q")), Report: q.Get("report"), Sort: q.Get("sort"), Exports: exportsOf("events")}
	for _, o := range []option{{"", "all", false}, {stateReceived, "received", false}, {stateWaiting, "waiting for", false}, {stateEarly, "not yet due", false}, {stateOff, "cancelled", false}} {
		o.Chosen = o.Value == page.Report
		page.States = append(page.States, o)
	}
	var kept []EventFigures
	for _, e := range f.Events {
		if (page.Report == "" || e.State == page.Report) && mentions(e, page.Words) {
			kept = append(kept, e)
		}
	}
	for _, e := range sorted(kept, page.Sort) {
		page.Rows = append(page.Rows, rowOf(e))
	}
	page.Shown, page.Heads = len(page.Rows), heads(page)
	s.roomPage(w, v, http.StatusOK, "Events", "Events", "coord-events", page)
}

// maxSearch bounds what is looked for.
const maxSearch = 80

func clipped(text string) string {
	r := []rune(oneLine(text))
	return string(r[:min(len(r), maxSearch)])
}

// mentions reports whether all words are in what is shown of an event beside numbers.
func mentions(e EventFigures, words string) bool {
	text := fold(strings.Join([]string{e.Title, e.Group, e.Town, e.ID}, " "))
	for _, w := range strings.Fields(fold(words)) {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// heads links each column to the order by it, and the one in force to its reverse.
func heads(p eventsPage) (out []head) {
	for _, c := range columns {
		h := head{Name: c.name, Number: c.number}
		want := c.key
		switch p.Sort {
		case c.key:
			h.Sorted, want = "ascending", "-"+c.key
			if c.number {
				h.Sorted = "descending"
			}
		case "-" + c.key:
			h.Sorted = "descending"
			if c.number {
				h.Sorted = "ascending"
			}
		}
		q := url.Values{"sort": {want}}
		if p.Words != "" {
			q.Set("q", p.Words)
		}
		if p.Report != "" {
			q.Set("report", p.Report)
		}
		h.Link = "/coordinator/events?" + q.Encode()
		out = append(out, h)
	}
	return out
}

type eventFacts struct {
	eventRow
	Page       string
	Tongues    []string
	Activities []string
	Said       said
}

func (s *Server) coordEvent(w http.ResponseWriter, v visit) {
	id := eventID(v.PathValue("id"))
	f, err := s.figures(v.Request)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	at := slices.IndexFunc(f.Events, func(e EventFigures) bool { return e.ID == id })
	if at < 0 || !event.ID(id).Valid() {
		s.missing(w, v.Request)
		return
	}
	e := f.Events[at]
	page := eventFacts{eventRow: rowOf(e)}
	if e.Published {
		page.Page = "/e/" + e.ID
	}
	for _, tag := range e.Languages {
		page.Tongues = append(page.Tongues, languageOf(tag).Name)
	}
	for _, id := range e.Activities {
		page.Activities = append(page.Activities, activityName(id))
	}
	if page.Said, err = s.saidOf(v.Request, e.ID); err != nil {
		s.fail(w, v.Request, err)
		return
	}
	s.roomPage(w, v, http.StatusOK, "Events", e.Title, "coord-event", page)
}
