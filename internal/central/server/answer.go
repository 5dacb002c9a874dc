package server

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"daykit/internal/data/feed"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

const (
	typeJSON = "application/json"
	typeHTML = "text/html; charset=utf-8"
)

// statuses gives each code of a fault its HTTP status.
var statuses = map[fault.Code]int{
	fault.Invalid:  http.StatusBadRequest,
	fault.NotFound: http.StatusNotFound,
	fault.Conflict: http.StatusConflict,
	fault.Denied:   http.StatusForbidden,
	fault.Locked:   http.StatusServiceUnavailable,
	fault.Offline:  http.StatusServiceUnavailable,
	fault.Full:     http.StatusServiceUnavailable,
	fault.Damaged:  http.StatusInternalServerError,
	fault.Internal: http.StatusInternalServerError,
}

// packFrom is the size from which compressing pays. It keeps the small answers,
// those that hold a token among them, as they are.
const packFrom = 1400

// send writes a whole answer, packed when that helps and the caller can read it.
func send(w http.ResponseWriter, r *http.Request, status int, kind string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Add("Vary", "Accept-Encoding")
	if len(body) >= packFrom && kind != typeBytes && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		if packed, ok := wire.Pack(body); ok {
			h.Set("Content-Encoding", "gzip")
			body = packed
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	downloading(w, int64(len(body)))
	w.WriteHeader(status)
	w.Write(body) //nolint:gosec // templates escape what callers say; an error here means that the caller left
}

func pack(body []byte) []byte {
	packed, _ := wire.Pack(body)
	return packed
}

func sendJSON(w http.ResponseWriter, r *http.Request, status int, v any) {
	send(w, r, status, typeJSON, wire.Raw(v))
}

// problem answers with a fault.
func (s *Server) problem(w http.ResponseWriter, r *http.Request, status int, f *fault.Error) {
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	sendJSON(w, r, status, wire.Problem{Code: string(f.Code), Message: f.Message, Hint: f.Hint})
}

// fail answers with an error, and logs those that are the server's own.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	status, f := s.failed(r, err)
	s.problem(w, r, status, f)
}

// failed logs and counts an error that is the server's own, and gives what to answer.
func (s *Server) failed(r *http.Request, err error) (status int, f *fault.Error) {
	f = asFault(err)
	status = statuses[f.Code]
	if errors.Is(err, errTooLarge) {
		status = http.StatusRequestEntityTooLarge
	}
	if status >= http.StatusInternalServerError && r.Context().Err() == nil {
		s.Metrics.failed(err)
		s.Log.ErrorContext(r.Context(), "request failed", keyRoute, r.Pattern, keyErr, err)
	}
	return status, f
}

func asFault(err error) *fault.Error {
	var f *fault.Error
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, ErrDenied):
		return fault.Wrap(err, fault.Denied, "this is not allowed", "ask the coordinators for a new invitation code")
	case errors.Is(err, ErrNotFound):
		return fault.Wrap(err, fault.NotFound, "there is nothing here", "check the address")
	case errors.Is(err, feed.ErrFork):
		return fault.Wrap(err, fault.Conflict, "this laptop's history is not the one the server knows", "restart the program and send again")
	}
	return fault.Wrap(err, fault.Internal, "the server made a mistake", "try again later")
}

// tooMany asks the caller to wait.
func (s *Server) tooMany(w http.ResponseWriter, r *http.Request, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
	s.problem(w, r, http.StatusTooManyRequests, fault.New(fault.Denied, "too many tries from this network", "wait a while and try again"))
}

// decode reads JSON of strangers; fields of later versions are passed over.
func decode(body []byte, v any) error {
	if err := json.Unmarshal(body, v); err != nil {
		return fault.Wrap(err, fault.Invalid, "the request is not the JSON it should be", "update the program that sent it")
	}
	return nil
}
