package server_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/central/sqlite"
	"daykit/internal/data/wire"
)

const (
	publicURL = "https://day.example.org"
	eventID   = "7KQ2M9XD"
	otherID   = "AB12CD34"
)

var today = time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)

// site is a server under test with a clock that the test moves.
type site struct {
	t     testing.TB
	s     *server.Server
	store server.Store
	log   *lockedBuffer
	mu    sync.Mutex
	time  time.Time
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (s *site) now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.time
}

func (s *site) wait(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.time = s.time.Add(d)
}

func newSite(t testing.TB, change ...func(*server.Config)) *site {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "server.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	s := &site{t: t, store: db, log: &lockedBuffer{}, time: today}
	cfg := server.Config{
		Store: db, Now: s.now, Rand: rand.Reader, Log: slog.New(slog.NewTextHandler(s.log, nil)),
		PublicURL: publicURL + "/",
	}
	for _, c := range change {
		c(&cfg)
	}
	s.s = server.New(cfg)
	s.s.Start()
	t.Cleanup(s.s.Close)
	return s
}

// do sends a request and gives the answer; each change may alter the request.
func (s *site) do(method, target string, body []byte, change ...func(*http.Request)) *httptest.ResponseRecorder {
	s.t.Helper()
	req := httptest.NewRequestWithContext(s.t.Context(), method, target, bytes.NewReader(body))
	for _, c := range change {
		c(req)
	}
	w := httptest.NewRecorder()
	s.s.ServeHTTP(w, req)
	return w
}

func (s *site) get(target string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	s.t.Helper()
	return s.do(http.MethodGet, target, nil, change...)
}

func bearer(token string) func(*http.Request) { return header("Authorization", "Bearer "+token) }

func header(name, value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

func from(addr string) func(*http.Request) { return func(r *http.Request) { r.RemoteAddr = addr } }

func wantStatus(t testing.TB, w *httptest.ResponseRecorder, want int) {
	t.Helper()
	if w.Code != want {
		t.Fatalf("got status %d, want %d: %s", w.Code, want, w.Body)
	}
}

// answer decodes a JSON answer of the given status.
func answer[T any](t testing.TB, w *httptest.ResponseRecorder, status int) (v T) {
	t.Helper()
	wantStatus(t, w, status)
	if got := w.Header().Get("Content-Type"); got != "application/json" {
		t.Fatalf("got content type %q", got)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func device(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:])
}

func (s *site) invite(group string) string {
	s.t.Helper()
	code, err := server.Invite(s.t.Context(), s.store, group, s.now(), rand.Reader)
	if err != nil {
		s.t.Fatal(err)
	}
	return code
}

func (s *site) join(code, dev string) *httptest.ResponseRecorder {
	s.t.Helper()
	return s.do(http.MethodPost, wire.PathJoin, wire.Raw(wire.JoinRequest{Code: code, Device: device(dev)}))
}

// enter invites and joins a group and gives its token.
func (s *site) enter(group string) string {
	s.t.Helper()
	return answer[wire.JoinReply](s.t, s.join(s.invite(group), group), http.StatusOK).Token
}

// sign makes a whole op of its parts; a zero incarnation, time and kind get usual values.
func sign(op wire.Op) wire.Op {
	if op.Inc == "" {
		op.Inc = "0102030405060708"
	}
	if op.HLC == 0 {
		op.HLC = uint64(today.UnixMilli())<<16 + uint64(op.Seq)
	}
	if op.Kind == 0 {
		op.Kind = 1
	}
	h, err := op.Header()
	if err != nil {
		panic(err)
	}
	inner, err := op.InnerSum()
	if err != nil {
		panic(err)
	}
	sum := h.Sum(inner)
	op.Hash = hex.EncodeToString(sum[:])
	return op
}

// without gives an op as it travels without its body.
func without(op wire.Op, state uint8) wire.Op {
	inner := sha256.Sum256(op.Body)
	op.Body, op.Inner, op.State = nil, inner[:], state
	return op
}

// refusedAll gives ops as the feed holds them when they were refused.
func refusedAll(ops []wire.Op) (out []wire.Op) {
	for _, op := range ops {
		out = append(out, without(op, wire.StateRefused))
	}
	return out
}

// set is the body of an op that sets one field.
func set(entity, id, field string, value any) []byte {
	return wire.Raw(map[string]any{"en": entity, "id": id, "f": map[string]any{field: value}})
}

func pageOp(seq uint32, id string, p any) wire.Op {
	return sign(wire.Op{Seq: seq, Body: set(wire.EntityPage, id, wire.FieldPage, p)})
}

func totalsOp(seq uint32, id string, v any) wire.Op {
	return sign(wire.Op{Inc: "1112131415161718", Seq: seq, Class: 1, Body: set(wire.EntityReport, id, wire.FieldTotals, v)})
}

func (s *site) push(token string, ops ...wire.Op) *httptest.ResponseRecorder {
	s.t.Helper()
	return s.do(http.MethodPost, wire.PathOps, wire.Raw(wire.PushRequest{Ops: ops}), bearer(token))
}

// publish pushes ops that must all be taken.
func (s *site) publish(token string, ops ...wire.Op) {
	s.t.Helper()
	if got := answer[wire.PushReply](s.t, s.push(token, ops...), http.StatusOK); got.Rejected != nil {
		s.t.Fatalf("rejected: %+v", got.Rejected)
	}
}

func (s *site) feed(token, query string) wire.FeedReply {
	s.t.Helper()
	return answer[wire.FeedReply](s.t, s.get(wire.PathFeed+query, bearer(token)), http.StatusOK)
}

// table is the page of the event that most tests publish.
func table() wire.Page {
	return wire.Page{
		Title: map[string]string{"en": "A shared table", "ur": "نمونہ عنوان"},
		About: map[string]string{"en": "Food, stories and music from neighbours.\nChildren welcome. Free."},
		Group: "Sample Neighbours", Date: "2026-12-18", Start: "17:30", End: "20:30", Timezone: "Europe/London",
		Place: "Sample Community Hall, 1 Sample Street, Manchester M1 1AA", Access: []string{"step-free", "bsl", "quiet-room"},
		Languages: []string{"en", "ur", "pl", "ti"},
	}
}

func cursor(f wire.FeedReply, limit int) string {
	return fmt.Sprintf("?cursor=%d&chain=%s&limit=%d", f.Cursor, f.Chain, limit)
}
