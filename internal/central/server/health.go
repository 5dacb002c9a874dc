package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

// The addresses by which whoever runs the server asks how it is. The answers hold
// nothing of anybody.
const (
	// PathAlive answers as long as the process does: when it does not, start it anew.
	PathAlive = "/healthz"

	// PathReady answers 503 while no request should be sent here: before the server takes
	// letters, while the store does not answer, and when it is being stopped.
	PathReady = "/readyz"
)

// operation is what running the server needs beside serving.
type operation struct {
	draining atomic.Bool
	known    map[string]bool // patterns of routes
}

func (s *Server) operate(routes *router) {
	s.known = map[string]bool{}
	for _, p := range routes.patterns {
		s.known[p] = true
	}
	if s.Proxies == nil {
		s.Proxies = Loopback()
	}
	s.Metrics.watch(s)
}

// route names the route of a request that was answered. What is no route of ours is none:
// where http.ServeMux sends somebody on, its pattern is the path.
func (s *Server) route(r *http.Request) string {
	if s.known[r.Pattern] {
		return r.Pattern
	}
	return "none"
}

// levelOf keeps out of a log that people read: probes, which come every few seconds, and
// sign-ups and answers that were taken in, whose lines would tell to the millisecond when
// each guest sat down to it. Metrics counts them.
func levelOf(route string, status int) slog.Level {
	letter := route == routeLetter || route == routeAnswers ||
		strings.HasPrefix(route, http.MethodPost) && (strings.HasSuffix(route, routeForm) || strings.HasSuffix(route, routeHow))
	if route == "GET "+PathAlive || route == "GET "+PathReady || letter && status < http.StatusBadRequest {
		return slog.LevelDebug
	}
	return slog.LevelInfo
}

// readyTimeout is how long the store may take before it counts as gone.
const readyTimeout = 2 * time.Second

func (s *Server) healthRoutes(mux *router) {
	mux.HandleFunc("GET "+PathAlive, func(w http.ResponseWriter, r *http.Request) {
		sayHealth(w, r, http.StatusOK, "ok")
	})
	mux.HandleFunc("GET "+PathReady, s.ready)
}

func sayHealth(w http.ResponseWriter, r *http.Request, status int, word string) {
	send(w, r, status, "text/plain; charset=utf-8", []byte(word+"\n"))
}

func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	switch {
	case s.draining.Load():
		sayHealth(w, r, http.StatusServiceUnavailable, "draining")
	case !s.ingest.takes():
		sayHealth(w, r, http.StatusServiceUnavailable, "not started")
	case !s.storeAnswers(r.Context()):
		sayHealth(w, r, http.StatusServiceUnavailable, "store")
	default:
		sayHealth(w, r, http.StatusOK, "ready")
	}
}

// storeAnswers asks the store for a page that cannot be. Its tables are there, since a
// store is migrated when it is opened.
func (s *Server) storeAnswers(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, readyTimeout)
	defer cancel()
	_, err := s.Store.Page(ctx, "")
	if !errors.Is(err, ErrNotFound) {
		s.Metrics.failed(err)
		return false
	}
	return true
}

// Drain makes PathReady fail from now on, so that no new visitor is sent here, and asks
// those that come to begin their next request elsewhere. All else goes on until Serve ends.
func (s *Server) Drain() { s.draining.Store(true) }

// takes reports whether letters are taken in.
func (g *ingest) takes() bool {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.open
}
