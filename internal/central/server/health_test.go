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

// TestTakenLettersLeaveNoLine: by them it could be told when each guest signed up. Those
// that were not taken in leave one, for the operator to look after.
func TestTakenLettersLeaveNoLine(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.opens(wire.SignupOpen)
	lines := func() int { return strings.Count(s.log.String(), "msg=request") }
	before := lines()
	for range 2 { // the second time it is known
		s.sendLetter(1)
	}
	if n := lines() - before; n != 0 {
		t.Errorf("two letters that were taken in left %d lines", n)
	}
	before = lines()
	if w := s.do(http.MethodPut, wire.PathEvent+eventID+"/signups/"+uuid(2), []byte("no letter")); w.Code != http.StatusBadRequest || lines()-before != 1 {
		t.Errorf("what is no letter: %d, %d lines", w.Code, lines()-before)
	}
}
