package server

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"sync"
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
	body, err := s.listedHTML(r.Context(), fold(clipped(r.URL.Query().Get("town"))))
	if err != nil {
		s.failPage(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=60")
	w.Header().Set("Content-Security-Policy", listedPolicy)
	send(w, r, http.StatusOK, typeHTML, body)
}

// listedHTML gives the list, of one town if that is asked for.
func (s *Server) listedHTML(ctx context.Context, town string) ([]byte, error) {
	one, err := s.listing.of(ctx, s)
	if err != nil {
		return nil, err
	}
	if body, known := one.pages.Load(town); known {
		return body.([]byte), nil //nolint:forcetypeassert // nothing else is stored
	}
	list := listOf(one.events, town)
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, "coord-listed", list); err != nil {
		return nil, err
	}
	if town == "" || len(list.Towns) > 0 { // there are no more of these than towns
		one.pages.Store(town, b.Bytes())
	}
	return b.Bytes(), nil
}

// listing remembers for a moment which events are listed: to find them every page of the
// campaign is read. A page that is published here is seen at once.
type listing struct {
	mu   sync.Mutex
	last *reading // the newest, which may not be done
}

// reading is one reading of the list, for all who ask while it goes on and until it is old.
type reading struct {
	done   chan struct{} // closed when the others are set
	read   time.Time
	events []listedEvent // by town and time; nobody changes them
	err    error
	pages  sync.Map // by town, as HTML, once somebody asked for it
}

const (
	listLife = 5 * time.Second  // as long as a page that is read may be old
	listTime = 15 * time.Second // that one reading may take
)

// of gives a reading that is done.
func (l *listing) of(ctx context.Context, s *Server) (*reading, error) {
	one, ours := l.join(s.Now())
	if ours {
		one.fill(ctx, s)
	}
	select {
	case <-one.done:
		return one, one.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// join gives a reading that is not old, and whether the caller is to do it.
func (l *listing) join(now time.Time) (one *reading, ours bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.last == nil || l.last.over(now) {
		l.last = &reading{done: make(chan struct{}), read: now, err: errors.New("the list was not read to its end")}
		return l.last, true
	}
	return l.last, false
}

// over reports whether a reading is done, and old or in vain.
func (r *reading) over(now time.Time) bool {
	select {
	case <-r.done:
		return r.err != nil || now.Sub(r.read) >= listLife
	default:
		return false
	}
}

// forget makes the list be read anew.
func (l *listing) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = nil
}

// fill reads the list. Others wait for it, so it goes on when the caller has left.
func (r *reading) fill(ctx context.Context, s *Server) {
	defer close(r.done)
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), listTime)
	defer stop()
	all, err := s.Store.Overview(ctx)
	if err != nil {
		r.err = err
		return
	}
	for _, row := range all.Events {
		if e, ok := s.listedOf(row); ok {
			r.events = append(r.events, e)
		}
	}
	slices.SortStableFunc(r.events, func(a, b listedEvent) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.Machine, b.Machine), cmp.Compare(a.Hours, b.Hours), cmp.Compare(a.Path, b.Path))
	})
	r.err = nil
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
