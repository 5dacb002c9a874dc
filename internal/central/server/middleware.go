package server

import (
	"errors"
	"net/http"
	"runtime/debug"
	"time"

	"daykit/internal/domain/fault"
)

// Keys of the log. A line holds the route's pattern, never the path or the
// query, and nothing about who asked.
const (
	keyRoute  = "route"
	keyMethod = "method"
	keyStatus = "status"
	keyBytes  = "bytes"
	keyMillis = "ms"
	keyStack  = "stack"
	keyErr    = "err"
)

// recorder notes what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader implements http.ResponseWriter.
func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (w *recorder) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := s.Now()
		rec := &recorder{ResponseWriter: w}
		ended := s.Metrics.began()
		defer func() {
			route, took := s.route(r), s.Now().Sub(begin)
			ended(route, rec.status, took)
			s.Log.Log(r.Context(), levelOf(route, rec.status), "request",
				keyMethod, method(r), keyRoute, route, keyStatus, rec.status, keyBytes, rec.bytes, keyMillis, took.Milliseconds())
		}()
		next.ServeHTTP(rec, r)
	})
}

// method keeps strangers' inventions out of the log.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut:
		return r.Method
	}
	return "other"
}

// recovered answers a panic with an error and logs where it was. The value is
// left out, since it may quote what a person sent.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(v)
			}
			s.Log.ErrorContext(r.Context(), "panic", keyRoute, s.route(r), keyStack, string(debug.Stack()))
			if rec, ok := w.(*recorder); !ok || rec.status == 0 {
				s.problem(w, r, http.StatusInternalServerError, fault.New(fault.Internal, "the server made a mistake", "try again later"))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// contentPolicy lets a page use its own style sheet and fonts and nothing else: no
// script, no frame, no picture and no form from anywhere.
const contentPolicy = "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// secureAlways tells browsers that reached this server by HTTPS to do so for a year. It
// speaks for this name alone: others of the domain may not be ours.
const secureAlways = "max-age=31536000"

func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()")
		h.Set("Cache-Control", "no-store")
		if r.TLS != nil {
			h.Set("Strict-Transport-Security", secureAlways)
		}
		next.ServeHTTP(w, r)
	})
}

// Limits of the transport. A slow line may take its time over a body, but not
// over a header.
const (
	headerTimeout  = 5 * time.Second
	bodyTimeout    = 2 * time.Minute
	idleTimeout    = 2 * time.Minute
	maxHeaderBytes = 16 << 10
	stopTimeout    = 20 * time.Second
)
