package sync_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	gosync "sync"
	"testing"
	"time"

	"daykit/internal/data/wire"
)

// server is the other end in a hundred lines: one workspace, its feed in memory.
type server struct {
	mu      gosync.Mutex
	feed    []row
	heads   map[string]uint32
	saved   *server // a backup of it
	token   string
	devices map[string]bool
	now     time.Time
	heard   bytes.Buffer                                  // all bodies, unpacked
	packed  int                                           // requests that were gzipped
	largest int                                           // request, unpacked
	refuse  func(wire.Op) string                          // a reason, or ""
	answer  func(http.ResponseWriter, *http.Request) bool // true: it has answered
	page    int                                           // ops in one feed reply
}

type row struct {
	op    wire.Op
	chain string
}

func newServer() *server {
	return &server{
		heads: map[string]uint32{}, devices: map[string]bool{}, token: "t0",
		now: time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC), page: 1000,
		refuse: func(wire.Op) string { return "" },
		answer: func(http.ResponseWriter, *http.Request) bool { return false },
	}
}

func (s *server) start(t testing.TB) string {
	t.Helper()
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	return h.URL
}

func (s *server) backup() {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := &server{feed: slices.Clone(s.feed), heads: map[string]uint32{}}
	for k, v := range s.heads {
		b.heads[k] = v
	}
	s.saved = b
}

func (s *server) restore() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.saved != nil {
		s.feed, s.heads, s.saved = s.saved.feed, s.saved.heads, nil
	}
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.answer(w, r) {
		return
	}
	body := s.hear(r)
	switch r.URL.Path {
	case wire.PathHello:
		reply(w, 200, wire.Hello{Service: "daykit", Proto: [2]int{1, 1}, Time: s.now.UnixMilli(), MaxBody: wire.MaxBody, MaxOps: wire.MaxOps})
	case wire.PathJoin:
		s.join(w, body)
	case wire.PathOps, wire.PathFeed:
		if r.Header.Get("Authorization") != "Bearer "+s.token {
			reply(w, 401, wire.Problem{Code: "denied", Message: "the server does not know this laptop"})
			return
		}
		if r.URL.Path == wire.PathOps {
			s.push(w, body)
			return
		}
		s.pull(w, r)
	default:
		reply(w, 404, wire.Problem{Code: "not_found", Message: "there is nothing here"})
	}
}

func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

func (s *server) hear(r *http.Request) []byte {
	var from io.Reader = r.Body
	if r.Header.Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(r.Body)
		if err != nil {
			return nil
		}
		from = z
		s.packed++
	}
	body, err := io.ReadAll(from)
	if err != nil {
		return nil
	}
	s.largest = max(s.largest, len(body))
	fmt.Fprintln(&s.heard, r.Method, r.URL, r.Header, string(body))
	var p wire.PushRequest
	if json.Unmarshal(body, &p) == nil {
		for _, o := range p.Ops {
			fmt.Fprintln(&s.heard, string(o.Body))
		}
	}
	return body
}

func (s *server) join(w http.ResponseWriter, body []byte) {
	var j wire.JoinRequest
	if err := json.Unmarshal(body, &j); err != nil || j.Code != "DAY-1" {
		reply(w, 403, wire.Problem{Code: "denied", Message: "this invitation code does not work", Hint: "ask for a new one"})
		return
	}
	s.devices[j.Device] = true
	reply(w, 200, wire.JoinReply{Workspace: "w1", Group: "Riverside", Token: s.token, PublicURL: "https://day.example.org"})
}

func (s *server) push(w http.ResponseWriter, body []byte) {
	var p wire.PushRequest
	if err := json.Unmarshal(body, &p); err != nil || len(p.Ops) == 0 {
		reply(w, 400, wire.Problem{Code: "invalid", Message: "not a push"})
		return
	}
	inc := p.Ops[0].Inc
	if p.Ops[0].Seq > s.heads[inc]+1 {
		reply(w, 409, wire.PushReply{Head: s.heads[inc], Gap: true})
		return
	}
	var out wire.PushReply
	for _, o := range p.Ops {
		if reason := s.refuse(o); reason != "" {
			out.Rejected = append(out.Rejected, wire.Rejection{Seq: o.Seq, Reason: reason})
			inner := sha256.Sum256(o.Body)
			o.Body, o.Inner, o.State = nil, inner[:], wire.StateRefused
		}
		if o.Seq == s.heads[inc]+1 {
			s.take(o)
		}
	}
	out.Head = s.heads[inc]
	reply(w, 200, out)
}

func (s *server) take(o wire.Op) {
	sum := sha256.Sum256([]byte(s.chain(len(s.feed)) + o.Hash))
	s.feed = append(s.feed, row{o, hex.EncodeToString(sum[:])})
	s.heads[o.Inc] = o.Seq
}

// chain gives the chain after n rows.
func (s *server) chain(n int) string {
	if n == 0 {
		return ""
	}
	return s.feed[n-1].chain
}

func (s *server) pull(w http.ResponseWriter, r *http.Request) {
	at, err := strconv.Atoi(r.URL.Query().Get("cursor"))
	if err != nil || at > len(s.feed) || s.chain(at) != r.URL.Query().Get("chain") {
		reply(w, 200, wire.FeedReply{Ops: []wire.Op{}, Reset: true})
		return
	}
	end := min(len(s.feed), at+s.page)
	out := wire.FeedReply{Ops: []wire.Op{}, Cursor: int64(end), Chain: s.chain(end), More: end < len(s.feed)}
	for _, f := range s.feed[at:end] {
		out.Ops = append(out.Ops, f.op)
	}
	reply(w, 200, out)
}
