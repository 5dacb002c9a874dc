package server

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"html/template"
	"net/http"
	"strings"

	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/domain/pictogram"
)

//go:embed pages/*.html
var pageFiles embed.FS

//go:embed pages/style.css
var styleSheet []byte

func templates() *template.Template {
	functions := template.FuncMap{"base64": base64.StdEncoding.EncodeToString}
	return template.Must(template.New("").Funcs(functions).ParseFS(pageFiles, "pages/*.html"))
}

// pageRoutes names the addresses that people open. The code on a poster holds
// them in capitals, since those make a smaller code, and may end in a segment
// that tells who signed the page.
func (s *Server) pageRoutes(mux *router) {
	for _, e := range []string{"/e/", "/E/"} {
		mux.HandleFunc("GET "+e+"{id}", s.event)
		mux.HandleFunc("GET "+e+"{id}/{$}", s.event)
		mux.HandleFunc("GET "+e+"{id}/{fingerprint}", s.event)
		mux.HandleFunc("GET "+e+"{id}/event.ics", s.calendar)
		mux.HandleFunc("GET "+e+"{id}/thanks", s.thanks)
		mux.HandleFunc("GET "+e+"{id}/signup", s.toEvent)
		mux.HandleFunc("GET "+e+routeHow, s.toEvent)
		mux.HandleFunc("POST "+e+routeForm, s.signupForm)
		mux.HandleFunc("POST "+e+routeHow, s.howForm)
	}
	s.coordRoutes(mux)
	mux.HandleFunc("GET /events", s.listed)
	mux.HandleFunc("GET /events.css", sheet(listedStyle))
	mux.HandleFunc("GET /style.css", s.style)
	if s.script != nil {
		mux.HandleFunc("GET "+s.script.Path, s.script.serve)
	}
	mux.HandleFunc("GET /faces/{name}", s.face)
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

// toEvent brings somebody to the page who reloads the answer to a form.
func (s *Server) toEvent(w http.ResponseWriter, r *http.Request) {
	id := eventID(r.PathValue("id"))
	if !event.ID(id).Valid() {
		s.missing(w, r)
		return
	}
	http.Redirect(w, r, "/e/"+id, http.StatusSeeOther)
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

// asking is who asks for a page: in which language, and the words for it.
type asking struct {
	asked locale.Language // that was chosen
	wrote bool            // the organisers wrote something in it
	spoken
}

// asks finds the language of a reader. The page is laid out in it, unless there are
// neither words of the organisers' nor of ours.
func asks(r *http.Request, page wire.Page) asking {
	tag := ask(r, page.Languages)
	a := asking{asked: languageOf(tag), wrote: page.Title[tag] != "" || page.About[tag] != ""}
	a.Language = a.asked
	if !a.wrote && !speaks(tag) {
		a.Language = *pick(page.Title, tag, page.Languages).Language
	}
	fixed := tag
	if r.URL.Query().Get("words") == "en" {
		fixed = "en"
	}
	a.book = newPhrasebook(fixed, a.Language.Tag)
	return a
}

// eventPage is what the template shows.
type eventPage struct {
	Untranslated *words // the organisers wrote nothing in the language asked for
	Title        words
	About        *words
	Date         *words
	Machine      string // the date for machines
	Hours        string
	Place        string
	Hidden       bool
	Access       []offered
	Group        string
	Calendar     string // address of the calendar file, empty when there is no date
	Cancelled    bool   // the calendar file says so to calendars that have the event
	Signup       *signupView
	How          *howView // in the place of Signup, once the event is over
	Voice        *pageVoice
	Braid        template.HTML
	spoken
}

// offered is what a venue offers.
type offered struct {
	Icon  template.HTML // inside of an svg element; a bare dot for a feature of a later version
	Words words
}

func accessIcon(id string) template.HTML {
	ic, ok := pictogram.Access(event.Access(id))
	if !ok {
		return `<circle cx="50" cy="50" r="14" fill="currentColor"/>`
	}
	return template.HTML(ic.SVG("var(--paper)")) //nolint:gosec // of our own drawing
}

// When reports whether anything is known of the time.
func (v eventPage) When() bool { return v.Date != nil || v.Hours != "" }

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
		s.failPage(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=60")
	h.Add("Vary", "Accept-Language")
	a := asks(r, page)
	v := viewOf(p, page, a)
	if v.Voice = s.voiceOf(r.Context(), p, page, a); v.Voice != nil {
		h.Set("Cache-Control", "no-store") // or somebody would be given it after it was withdrawn
	}
	v.Signup = s.signupOf(p, page, a.asked.Tag, a.book)
	if v.Signup == nil || v.Signup.Form == nil {
		v.How = s.howOf(p, page, a.asked.Tag, a.book)
	}
	f := framed{Title: v.Title.Text, Address: typed(s.PublicURL) + "/e/" + p.Event, Switch: switchOf(page, a.asked.Tag)}
	if v.How != nil || v.Signup != nil && v.Signup.Form != nil {
		h.Set("Content-Security-Policy", signupPolicy)
		f.Script = s.script
	}
	s.frame(w, r, "event", a, f, v)
}

// frame renders the main part of a page and then the page around it, which says
// whether any of the words is a draft.
func (s *Server) frame(w http.ResponseWriter, r *http.Request, name string, a asking, f framed, data any) {
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, name, data); err != nil {
		s.fail(w, r, err)
		return
	}
	f.Main, f.spoken = template.HTML(b.String()), a.spoken //nolint:gosec // a template of ours made it
	a.book.say("page.plain")                               // which the frame shows
	f.Draft = a.book.draftNote(a.asked)
	s.page(w, r, http.StatusOK, "frame", f)
}

func switchOf(page wire.Page, tag string) (out []choice) {
	if len(page.Languages) < 2 {
		return nil
	}
	for _, l := range page.Languages {
		out = append(out, choice{languageOf(l), l == tag})
	}
	return out
}

// viewOf turns a page into what is shown to a reader.
func viewOf(p Published, page wire.Page, a asking) eventPage {
	tag := a.asked.Tag
	v := eventPage{
		Title: pick(page.Title, tag, page.Languages), Machine: page.Date,
		Hours: locale.TimeRange(page.Start, page.End), Place: page.Place, Hidden: page.Hidden, Group: cmp.Or(page.Group, p.Group),
		Braid: braid(p.Event), spoken: a.spoken,
	}
	if !a.wrote {
		text := a.book.say("page.untranslated", "language", a.asked.Name)
		v.Untranslated = &text
	}
	if about := pick(page.About, tag, page.Languages); about.Text != "" {
		v.About = &about
	}
	if date := dateWords(page.Date, tag); date.Text != "" {
		v.Date = &date
		v.Calendar = "/e/" + p.Event + "/event.ics?lang=" + tag
		v.Cancelled = page.Signup != nil && page.Signup.State == wire.SignupCancelled
	}
	for _, id := range page.Access {
		v.Access = append(v.Access, offered{accessIcon(id), a.book.orID("access.", id)})
	}
	return v
}
