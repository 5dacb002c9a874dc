package server

import (
	"bytes"
	_ "embed" // for the script and the style sheet
	"html/template"
	"net/http"
	"time"

	"github.com/go-webauthn/webauthn/webauthn"
)

//go:embed pages/coord.js
var coordScript []byte

//go:embed pages/coord.css
var coordStyle []byte

//go:embed pages/listed.css
var listedStyle []byte

// Tries of one network and of one name, before it must wait for the window to end. Three
// codes of a million are good at a time, so that a name can be tried for more than two
// years, however many networks try, before the chance of one hit is one in two.
const (
	loginTries  = 20
	loginWindow = 15 * time.Minute
	nameTries   = 5
	nameWindow  = 30 * time.Minute
)

// coordination is what lets coordinators in.
type coordination struct {
	logins   *limiter // tries of a network
	names    *limiter // tries of a name
	drafts   *limiter // files that a coordinator has checked
	passkeys *webauthn.WebAuthn
	crossing *http.CrossOriginProtection
	touch    *script
}

func newCoordination(cfg Config) coordination {
	return coordination{
		logins:   newLimiter(loginTries, loginWindow, cfg.Rand),
		names:    newLimiter(nameTries, nameWindow, cfg.Rand),
		drafts:   newLimiter(draftTries, draftWindow, cfg.Rand),
		passkeys: relyingParty(cfg.PublicURL),
		crossing: http.NewCrossOriginProtection(),
		touch:    newScriptAt("/coordinator.", coordScript),
	}
}

// coordRoutes names the addresses of coordinators. All that change anything are POST, and
// taken from no other site's page.
func (s *Server) coordRoutes(mux *router) {
	at := func(pattern string, h http.HandlerFunc) { mux.HandleFunc(pattern, s.coordinators(h)) }
	at("GET /coordinator/sign-in", s.signIn)
	at("POST /coordinator/sign-in", s.signInByCode)
	at("POST /coordinator/sign-in/begin", s.scripted(0, s.beginPasskey))
	at("POST /coordinator/sign-in/finish", s.scripted(2, s.finishPasskey))
	at("GET /coordinator/enrol/{link}", s.enrolling(s.enrol))
	at("POST /coordinator/enrol/{link}", s.enrolling(s.enrolByCode))
	at("POST /coordinator/enrol/{link}/begin", s.scripted(0, s.beginEnrol))
	at("POST /coordinator/enrol/{link}/finish", s.scripted(2, s.finishEnrol))
	at("POST /coordinator/sign-out", s.signed(s.signOut))

	at("GET /coordinator", s.signed(s.overview))
	at("GET /coordinator/events", s.signed(s.coordEvents))
	at("GET /coordinator/events/{id}", s.signed(s.coordEvent))
	at("GET /coordinator/events/{id}/photos/{photo}", s.signed(s.partPhoto))
	at("GET /coordinator/groups", s.signed(s.coordGroups))
	at("POST /coordinator/groups", s.signed(s.coordInvite))
	at("GET /coordinator/groups/{group}", s.signed(s.coordGroup))
	at("POST /coordinator/groups/{group}/revoke", s.signed(s.coordRevoke))
	at("GET /coordinator/totals", s.signed(s.coordTotals))
	at("GET /coordinator/summary", s.signed(s.summary))
	at("GET /coordinator/audit", s.signed(s.auditPage))
	at("GET /coordinator/export/{file}", s.signed(s.export))
	s.contentRoutes(at)

	mux.HandleFunc("GET /coordinator.css", sheet(coordStyle))
	mux.HandleFunc("GET "+s.touch.Path, s.touch.serve)
}

// coordPolicy is what a coordinator's page may do: its own style sheet, fonts, pictures and script,
// which talks to its own server, and forms that go there. It may write no HTML.
const coordPolicy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; " +
	"form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"

// coordinators lets next be asked from the networks that may, and keeps other sites'
// pages from doing anything in a coordinator's name.
func (s *Server) coordinators(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.allowed(r) {
			s.plain(w, r, http.StatusForbidden, "Not from here", "The coordinators' pages can only be seen from the campaign's own networks.")
			return
		}
		if err := s.crossing.Check(r); err != nil {
			s.plain(w, r, http.StatusForbidden, "Not from another page", "This came from a page of another site. Please begin at the coordinators' own pages.")
			return
		}
		h := w.Header()
		h.Set("Content-Security-Policy", coordPolicy)
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=(), publickey-credentials-get=(self), publickey-credentials-create=(self)")
		next(w, r)
	}
}

func (s *Server) allowed(r *http.Request) bool {
	if len(s.CoordinatorAllow) == 0 {
		return true
	}
	from := remote(r)
	for _, p := range s.CoordinatorAllow {
		if p.Contains(from) {
			return true
		}
	}
	return false
}

// coordFrame is the page around a coordinator's page.
type coordFrame struct {
	Title   string
	Section string // of the rooms; empty while nobody is signed in
	Name    string
	How     string // how somebody signed in, in words
	Script  bool
	Rooms   []room
	Touch   *script
	Main    template.HTML
	Year    string
}

type room struct {
	Name, Path string
	Here       bool
}

// rooms are the coordinators' pages in the order of their menu.
var rooms = []room{
	{Name: "Overview", Path: "/coordinator"},
	{Name: "Events", Path: "/coordinator/events"},
	{Name: "Groups", Path: "/coordinator/groups"},
	{Name: "Totals", Path: "/coordinator/totals"},
	{Name: roomContent, Path: "/coordinator/content"},
	{Name: "Audit", Path: "/coordinator/audit"},
}

// roomContent is the room of those who may publish and withdraw.
const roomContent = "Content"

// coordPage renders a template and the frame around it.
func (s *Server) coordPage(w http.ResponseWriter, r *http.Request, status int, f coordFrame, name string, data any) {
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, name, data); err != nil {
		s.fail(w, r, err)
		return
	}
	f.Main = template.HTML(b.String()) //nolint:gosec // a template of ours made it
	if f.Script {
		f.Touch = s.touch
	}
	f.Year = s.Now().UTC().Format("2006")
	s.page(w, r, status, "coord-frame", f)
}

// roomPage is coordPage for somebody who is signed in.
func (s *Server) roomPage(w http.ResponseWriter, v visit, status int, section, title, name string, data any) {
	f := coordFrame{Title: title, Section: section, Name: v.Who.Name, How: "with a code"}
	if v.How == HowPasskey {
		f.How = "with a passkey"
	}
	for _, one := range rooms {
		if one.Name == roomContent && !s.mayEdit(v.Who) {
			continue
		}
		one.Here = one.Name == section
		f.Rooms = append(f.Rooms, one)
	}
	s.coordPage(w, v.Request, status, f, name, data)
}

// sheet answers with a style sheet.
func sheet(body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=300")
		send(w, r, http.StatusOK, "text/css; charset=utf-8", body)
	}
}
