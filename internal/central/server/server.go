// Package server is the campaign's central server: it lets groups in by
// invitation, keeps the log of each group, and shows the public page of every
// published event and the totals that coordinators may see.
//
// It promises that an answer means done: what it acknowledged is in the store,
// and sending it again changes nothing. It reads only what is public or a total;
// all else comes sealed, and it holds none of the keys, so that it cannot tell who
// came. No address of a visitor and no query reaches its log or its store, nor any
// secret of a group's.
//
// It leaves keeping to a Store, of which internal/central/sqlite is one, and
// transport security to its listener or a proxy in front of it.
package server

import (
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// Config is all that a server needs. Every field but Script,
// Faces, PackKey, ContentCoordinators, CoordinatorAllow, Proxies and Metrics must be set.
type Config struct {
	Store     Store
	Now       func() time.Time
	Rand      io.Reader // cryptographic, safe for concurrent use
	Log       *slog.Logger
	PublicURL string // where people reach the server, such as https://day.example.org

	// Script is the script of the sign-up page. Without it the page has a form that
	// the server seals.
	Script []byte

	// Faces are the fonts of the pages, as WOFF2 by name. Without them the reader's own
	// are used.
	Faces map[string][]byte

	// PackKey is the key of the campaign's packs; the zero one stands for the key that the
	// server keeps in its database.
	PackKey PackKey

	// ContentCoordinators are the names of the coordinators who may publish and withdraw
	// packs. Empty is all.
	ContentCoordinators []string

	// CoordinatorAllow are the networks from which coordinators' pages are seen. Empty
	// is all.
	CoordinatorAllow []netip.Prefix

	// Proxies are the networks of the proxies that are believed about whom they speak
	// for. Nil is Loopback; a list of none believes nobody.
	Proxies []netip.Prefix

	// SecretsKey seals the secrets of coordinators' codes. Without it one is drawn that nobody
	// has any more when the server is gone.
	SecretsKey SecretsKey

	// Metrics counts what the server does. Without it nothing is counted.
	Metrics *Metrics
}

// Server answers every request of the service.
type Server struct {
	Config
	pages  *template.Template
	script *script
	joins  *limiter // attempts to come in, by whichever secret
	coordination
	states  states
	listing listing
	struck  struck
	mailroom
	operation
	handler http.Handler
}

// Tries of one address, before it must wait for the window to end.
const (
	joinTries  = 30
	joinWindow = time.Hour
)

// New makes the service.
func New(cfg Config) *Server {
	cfg.PublicURL = strings.TrimRight(cfg.PublicURL, "/")
	if cfg.SecretsKey == (SecretsKey{}) {
		cfg.SecretsKey = drawnKey(cfg.Rand)
	}
	s := &Server{
		Config: cfg,
		pages:  templates(),
		script: newScript(cfg.Script),
		joins:  newLimiter(joinTries, joinWindow, cfg.Rand),

		coordination: newCoordination(cfg),
		mailroom:     newMailroom(cfg),
	}
	routes := s.routes()
	s.operate(routes)
	s.handler = s.logged(s.recovered(secured(routes)))
	return s
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.settle(w, r)
	s.handler.ServeHTTP(w, r)
}
