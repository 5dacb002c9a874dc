package server

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"html/template"
	"net/http"
	"strings"

	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
)

//go:embed pages/*.html
var pageFiles embed.FS

//go:embed pages/style.css
var styleSheet []byte

func templates() *template.Template {
	return template.Must(template.ParseFS(pageFiles, "pages/*.html"))
}

// pageRoutes names the addresses that people open. The code on a poster holds
// them in capitals, since those make a smaller code, and may end in a segment
// that tells who signed the page.
func (s *Server) pageRoutes(mux *http.ServeMux) {
	for _, e := range []string{"/e/", "/E/"} {
		mux.HandleFunc("GET "+e+"{id}", s.event)
		mux.HandleFunc("GET "+e+"{id}/{$}", s.event)
		mux.HandleFunc("GET "+e+"{id}/{fingerprint}", s.event)
		mux.HandleFunc("GET "+e+"{id}/event.ics", s.calendar)
	}
	mux.HandleFunc("GET /coordinator", s.coordinators(s.overview))
	mux.HandleFunc("GET /coordinator/totals.csv", s.coordinators(s.overviewCSV))
	mux.HandleFunc("GET /style.css", s.style)
	mux.HandleFunc("GET /{$}", s.home)
	mux.HandleFunc("/", s.missing)
}

func (s *Server) style(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=300")
	send(w, r, http.StatusOK, "text/css; charset=utf-8", styleSheet)
}

// page renders a template whole before anything is sent.
func (s *Server) page(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, name, data); err != nil {
		s.fail(w, r, err)
		return
	}
	send(w, r, status, typeHTML, b.Bytes())
}

// plainPage is a page of a few English sentences.
type plainPage struct {
	Title string
	Text  []string
	Braid template.HTML
}

func (s *Server) plain(w http.ResponseWriter, r *http.Request, status int, title string, text ...string) {
	s.page(w, r, status, "plain", plainPage{Title: title, Text: text, Braid: braid("")})
}

func (s *Server) home(w http.ResponseWriter, r *http.Request) {
	s.plain(w, r, http.StatusOK, "International Migrants Day",
		"On and around 18 December, community groups open their doors.",
		"Each event has its own page here. Scan the code on its poster, or type the address that is printed beside the code.")
}

func (s *Server) missing(w http.ResponseWriter, r *http.Request) {
	s.plain(w, r, http.StatusNotFound, "We cannot find this page",
		"Please check the address on the poster letter by letter. The code of an event has eight letters and figures, and never the letters I, L, O or U.",
		"The organisers may also not have published their event yet, or have taken its page down. Then ask them directly: the event may still go on.")
}

// eventID reads an id as people type it from a poster.
func eventID(typed string) string {
	return strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(typed))
}

// published gives an event's page, and ErrNotFound for what can be none.
func (s *Server) published(r *http.Request) (Published, wire.Page, error) {
	var page wire.Page
	id := eventID(r.PathValue("id"))
	if !event.ID(id).Valid() {
		return Published{}, page, ErrNotFound
	}
	p, err := s.Store.Page(r.Context(), id)
	if err != nil {
		return p, page, err
	}
	return p, page, json.Unmarshal(p.Page, &page)
}

// eventPage is what the template shows.
type eventPage struct {
	Language     locale.Language // that the page as a whole is laid out in
	Asked        locale.Language // that was chosen
	Untranslated bool            // the organisers wrote nothing in Asked
	Switch       []choice
	Title        words
	About        *words
	Date         *words
	Machine      string // the date for machines
	Hours        string
	Place        string
	Hidden       bool
	Access       []string
	Group        string
	Calendar     string // address of the calendar file, empty when there is no date
	Braid        template.HTML
}

type choice struct {
	Language locale.Language
	Chosen   bool
}

func (s *Server) event(w http.ResponseWriter, r *http.Request) {
	p, page, err := s.published(r)
	if errors.Is(err, ErrNotFound) {
		s.missing(w, r)
		return
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=60")
	h.Add("Vary", "Accept-Language")
	s.page(w, r, http.StatusOK, "event", viewOf(p, page, ask(r, page.Languages)))
}

// viewOf turns a page into what is shown to a reader of the given language.
func viewOf(p Published, page wire.Page, tag string) eventPage {
	v := eventPage{
		Asked: languageOf(tag), Title: pick(page.Title, tag, page.Languages), Machine: page.Date,
		Hours: locale.TimeRange(page.Start, page.End), Place: page.Place, Hidden: page.Hidden, Group: page.Group,
		Braid: braid(p.Event),
	}
	v.Language = v.Asked
	if page.Title[tag] == "" && page.About[tag] == "" {
		v.Untranslated, v.Language = true, *v.Title.Language
	}
	if about := pick(page.About, tag, page.Languages); about.Text != "" {
		v.About = &about
	}
	if date := dateWords(page.Date, tag); date.Text != "" {
		v.Date, v.Calendar = &date, "/e/"+p.Event+"/event.ics?lang="+tag
	}
	for _, a := range page.Access {
		v.Access = append(v.Access, accessWords(a))
	}
	if v.Group == "" {
		v.Group = p.Group
	}
	if len(page.Languages) > 1 {
		for _, l := range page.Languages {
			v.Switch = append(v.Switch, choice{languageOf(l), l == tag})
		}
	}
	return v
}
