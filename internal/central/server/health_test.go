package server_test

import (
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

var goVersion = runtime.Version()

// TestProbes: a server that lives says so whatever its store does; whether visitors may be
// sent to it is another question.
func TestProbes(t *testing.T) {
	t.Parallel()
	probe := func(s *site, path, want string, status int) {
		t.Helper()
		w := s.get(path)
		wantStatus(t, w, status)
		if got := w.Body.String(); got != want+"\n" {
			t.Errorf("%s says %q, want %q", path, got, want)
		}
	}
	s := newSite(t)
	probe(s, server.PathAlive, "ok", http.StatusOK)
	probe(s, server.PathReady, "ready", http.StatusOK)
	if log := s.log.String(); strings.Contains(log, "healthz") || strings.Contains(log, "readyz") {
		t.Error("probes fill the log")
	}
	s.opens(wire.SignupOpen)
	s.s.Drain()
	probe(s, server.PathAlive, "ok", http.StatusOK)
	probe(s, server.PathReady, "draining", http.StatusServiceUnavailable)
	w := s.sendLetter(1) // who comes all the same is served
	wantStatus(t, w, http.StatusCreated)
	if got := w.Header().Get("Connection"); got != "close" {
		t.Errorf("the next request is asked to come to Connection %q", got)
	}
	s = newSite(t)
	s.s.Close()
	probe(s, server.PathReady, "not started", http.StatusServiceUnavailable)
	s = newSite(t, func(c *server.Config) {
		c.Store = broken{c.Store, func() (server.Published, error) { return server.Published{}, io.ErrUnexpectedEOF }}
	})
	probe(s, server.PathAlive, "ok", http.StatusOK)
	probe(s, server.PathReady, "store", http.StatusServiceUnavailable)
}

// TestOddPathsAreNoRoutes: where the multiplexer sends somebody on by itself, its pattern is
// what was asked for.
func TestOddPathsAreNoRoutes(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.get("//e//" + eventID)
	s.get("/v1")
	s.do(http.MethodDelete, "/e/"+eventID, nil)
	if log := s.log.String(); strings.Contains(log, eventID) || strings.Count(log, "msg=request") != 3 {
		t.Errorf("got the log\n%s", log)
	}
}
