package server

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"time"

	"daykit/internal/data/wire"
	"daykit/internal/domain/locale"
)

// listedPage is the public list of events near people. An event is in it only where its
// page says so, and never while its address is hidden.
type listedPage struct {
	Towns  []townList
	Choose []option // towns, for the form
	Town   string   // that was asked for
	None   bool     // no event is listed at all
}

type townList struct {
	Name   string
	Events []listedEvent
}

type listedEvent struct {
	Title   words
	Group   words
	Path    string
	Date    string
	Machine string
	Hours   string
	Place   string
	Tongues []listedTongue
	Full    bool

	town, key string
}

// listedTongue leads to an event's page in one of its languages.
type listedTongue struct {
	Language locale.Language
	Path     string
}

func (s *Server) listed(w http.ResponseWriter, r *http.Request) {
	all, err := s.Store.Overview(r.Context())
	if err != nil {
		s.failPage(w, r, err)
		return
	}
	var events []listedEvent
	for _, row := range all.Events {
		if e, ok := s.listedOf(row); ok {
			events = append(events, e)
		}
	}
	slices.SortStableFunc(events, func(a, b listedEvent) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.Machine, b.Machine), cmp.Compare(a.Hours, b.Hours), cmp.Compare(a.Path, b.Path))
	})
	w.Header().Set("Cache-Control", "public, max-age=60")
	w.Header().Set("Content-Security-Policy", listedPolicy)
	s.page(w, r, http.StatusOK, "coord-listed", listOf(events, fold(clipped(r.URL.Query().Get("town")))))
}

// listedPolicy is contentPolicy with a form that asks for another town.
const listedPolicy = "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// listedOf gives an event as the list shows it, and false for one that is not to be in it.
func (s *Server) listedOf(row Row) (e listedEvent, ok bool) {
	var p wire.Page
	if row.Page == nil || json.Unmarshal(row.Page, &p) != nil {
		return e, false
	}
	town := oneLine(p.Town)
	if !p.Listed || p.Hidden || town == "" || s.isOver(p) || p.Signup != nil && p.Signup.State == wire.SignupCancelled {
		return e, false
	}
	main := "en"
	if len(p.Languages) > 0 {
		main = p.Languages[0]
	}
	e = listedEvent{
		Title: pick(p.Title, "en", p.Languages), Group: inLanguage(cmp.Or(p.Group, row.Group), main), Path: "/e/" + row.Event,
		Date: locale.LongDate("en", p.Date), Machine: p.Date, Hours: locale.TimeRange(p.Start, p.End), Place: p.Place,
		Full: p.Signup != nil && p.Signup.State == wire.SignupFull,
		town: town, key: fold(town),
	}
	for _, tag := range p.Languages {
		e.Tongues = append(e.Tongues, listedTongue{languageOf(tag), e.Path + "?lang=" + url.QueryEscape(tag)})
	}
	return e, true
}

// isOver reports whether the day of an event is past everywhere in its time zone. One
// without a date is not over.
func (s *Server) isOver(p wire.Page) bool {
	day, err := time.Parse(time.DateOnly, p.Date)
	if err != nil {
		return false
	}
	loc, err := time.LoadLocation(p.Timezone)
	if err != nil {
		loc = time.UTC
	}
	return !s.Now().Before(time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, loc))
}

// listOf groups events by town, and keeps only one town when it is asked for.
func listOf(events []listedEvent, asked string) (p listedPage) {
	p.None = len(events) == 0
	p.Choose = []option{{"", "all towns", asked == ""}}
	for i, e := range events {
		if i == 0 || e.key != events[i-1].key {
			p.Choose = append(p.Choose, option{e.town, e.town, e.key == asked})
		}
		if asked != "" && e.key != asked {
			continue
		}
		if n := len(p.Towns); n == 0 || fold(p.Towns[n-1].Name) != e.key {
			p.Towns = append(p.Towns, townList{Name: e.town})
		}
		last := &p.Towns[len(p.Towns)-1]
		last.Events = append(last.Events, e)
	}
	p.Town = asked
	return p
}
