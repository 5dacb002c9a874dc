package server_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// metered makes a site count.
func metered(m *server.Metrics) func(*server.Config) {
	return func(c *server.Config) { c.Metrics = m }
}

// scrape gives the counts as Prometheus reads them.
func scrape(t testing.TB, m *server.Metrics) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	wantStatus(t, w, http.StatusOK)
	return w.Body.String()
}

func wantCounts(t testing.TB, text string, want ...string) {
	t.Helper()
	for _, line := range want {
		if !strings.Contains(text, "\n"+line+"\n") {
			name, _, _ := strings.Cut(line, "{")
			t.Errorf("no line %q; there are:\n%s", line, strings.Join(regexp.MustCompile(`(?m)^`+name+`\b.*$`).FindAllString(text, -1), "\n"))
		}
	}
}

// journey does with a server all that people do with it, under names that are to be
// found in nothing that the operator sees. It gives those names.
func (s *site) journey() []string {
	t := s.t
	t.Helper()
	hop := header("X-Forwarded-For", "203.0.113.77")
	code := s.invite("Canary Group")
	joined := answer[wire.JoinReply](t, s.join(code, "laptop"), http.StatusOK)
	p, _ := signupTable(t, wire.SignupOpen, everything)
	s.publish(joined.Token, pageOp(1, eventID, p))
	s.publish(joined.Token, totalsOp(1, eventID, wire.Totals{SignedUp: 3}))
	for _, target := range []string{"/e/" + eventID + "?lang=ur&name=canary", "/E/" + eventID, "/e/" + eventID + "/event.ics", "/canary-path", "/v1/canary"} {
		s.get(target, hop, header("User-Agent", "canary-agent"), header("Referer", "https://canary.example"))
	}
	s.do("CANARY", "/canary-path/"+eventID, []byte("canary-body"))
	wantStatus(t, s.sendLetter(1, hop), http.StatusCreated)
	wantStatus(t, s.sendLetter(1, hop), http.StatusOK)
	s.do(http.MethodPut, signupPath(otherID, uuid(2)), letter("canary"))
	s.sendForm(url.Values{"name": {"Canary Name"}, "contact": {"canary@example.org"}, "lang": {"ur"}}, hop)
	box := s.mailbox(joined.Token, "")
	all := s.feed(joined.Token, "")
	s.post(joined.Token, wire.PathMailboxAck, wire.MailboxAck{IDs: []string{box.Letters[0].ID}, Cursor: all.Cursor, Chain: all.Chain})
	s.push(joined.Token, pageOp(9, eventID, p))
	s.get(wire.PathFeed, bearer("canary-token"))
	s.putBlob(joined.Token, blobName([]byte("canary")), []byte("canary"))
	s.do(http.MethodPost, "/coordinator/sign-in", []byte("name=canary-user&code=123456"), asForm)
	s.rush(1000, 130)
	return []string{
		"anary", eventID, otherID, joined.Token, joined.Workspace, code, uuid(1)[:20], box.Letters[0].ID, blobName([]byte("canary")),
		"203.0.113", "192.0.2.1", "example.org", "age-encryption",
	}
}

// label matches one label of a sample.
var label = regexp.MustCompile(`([a-z_]+)="((?:[^"\\]|\\.)*)"`)

// TestLabelsNameNobody: a label is one of the words that stand in the program.
func TestLabelsNameNobody(t *testing.T) {
	t.Parallel()
	m := server.NewMetrics("1.2.3")
	s := newSite(t, metered(m))
	names := s.journey()
	text := scrape(t, m)
	for _, secret := range names {
		if strings.Contains(text, secret) {
			t.Errorf("the counts name %q", secret)
		}
	}
	codes := make([]string, 0, len(fault.Codes()))
	for _, c := range fault.Codes() {
		codes = append(codes, string(c))
	}
	known := map[string]func(string) bool{
		"route":  func(v string) bool { return v == "none" || slices.Contains(s.s.Patterns(), v) },
		"class":  regexp.MustCompile(`^([1-5]xx|none)$`).MatchString,
		"fate":   oneOf("posted", "known", "full", "nowhere", "closed", "challenge", "busy", "failed", "taken", "refused"),
		"result": oneOf("taken", "gap", "refused", "failed", "done"),
		"bits":   oneOf("14", "16"), "code": oneOf(codes...), "version": oneOf("1.2.3"),
		"goversion": regexp.MustCompile(`^go1\.\d+`).MatchString,
		"le":        regexp.MustCompile(`^[0-9.e+-]+$|^\+Inf$`).MatchString, "quantile": regexp.MustCompile(`^[0-9.]+$`).MatchString,
	}
	lines := 0
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		lines++
		for _, l := range label.FindAllStringSubmatch(line, -1) {
			is, ok := known[l[1]]
			if l[1] == "version" && strings.HasPrefix(line, "go_info") {
				is = known["goversion"]
			}
			if !ok || !is(l[2]) {
				t.Errorf("label %s=%q is none that we know", l[1], l[2])
			}
		}
	}
	if lines < 100 {
		t.Errorf("only %d samples", lines)
	}
}

func oneOf(words ...string) func(string) bool {
	return func(v string) bool { return slices.Contains(words, v) }
}

// TestEverythingIsCounted says of each thing how often it happened.
func TestEverythingIsCounted(t *testing.T) {
	t.Parallel()
	m := server.NewMetrics("1.2.3")
	s := newSite(t, metered(m))
	s.journey()
	wantCounts(t, scrape(t, m),
		`daykit_build_info{goversion="`+goVersion+`",version="1.2.3"} 1`,
		`daykit_http_requests_total{class="2xx",route="PUT /v1/e/{event}/signups/{uuid}"} 119`,
		`daykit_http_requests_total{class="4xx",route="PUT /v1/e/{event}/signups/{uuid}"} 14`,
		`daykit_http_requests_total{class="3xx",route="POST /e/{id}/signup"} 1`,
		`daykit_http_request_seconds_count{route="GET /e/{id}"} 1`,
		`daykit_http_requests_running 0`,
		`daykit_letters_total{fate="posted"} 119`,
		`daykit_letters_total{fate="known"} 1`,
		`daykit_letters_total{fate="nowhere"} 1`,
		`daykit_letters_total{fate="challenge"} 13`,
		`daykit_challenges_total{bits="14"} 13`,
		`daykit_letters_waiting 0`,
		`daykit_letters_waiting_most 4096`,
		`daykit_feed_pushes_total{result="taken"} 2`,
		`daykit_feed_pushes_total{result="gap"} 1`,
		`daykit_feed_ops_total{fate="taken"} 2`,
		`daykit_draining 0`,
	)
	s.s.Drain()
	if err := s.s.Tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantCounts(t, scrape(t, m), `daykit_draining 1`)
}

// outOfOrder is a store whose letters and pages fail.
type outOfOrder struct{ server.Store }

var errDisk = fault.New(fault.Damaged, "the disk is worn out", "")

func (outOfOrder) Post(context.Context, []feed.Letter, int) ([]feed.Fate, error) { return nil, errDisk }

func TestFailuresAreCounted(t *testing.T) {
	t.Parallel()
	m := server.NewMetrics("1.2.3")
	s := newSite(t, metered(m), func(c *server.Config) { c.Store = outOfOrder{c.Store} })
	s.opens(wire.SignupOpen)
	wantStatus(t, s.sendLetter(1), http.StatusInternalServerError)
	wantCounts(t, scrape(t, m), `daykit_letters_total{fate="failed"} 1`, `daykit_commit_letters_count 0`,
		`daykit_http_requests_total{class="5xx",route="PUT /v1/e/{event}/signups/{uuid}"} 1`,
		`daykit_store_errors_total{code="damaged"} 2`) // of the commit and of the answer
}

// TestLogsNameNobody reads the whole log of a journey, in both forms.
func TestLogsNameNobody(t *testing.T) {
	t.Parallel()
	for name, handler := range map[string]func(io.Writer) slog.Handler{
		"text": func(w io.Writer) slog.Handler {
			return slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug})
		},
		"json": func(w io.Writer) slog.Handler {
			return slog.NewJSONHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug})
		},
	} {
		log := &lockedBuffer{}
		s := newSite(t, func(c *server.Config) { c.Log = slog.New(handler(log)) })
		for _, secret := range s.journey() {
			if strings.Contains(log.String(), secret) {
				t.Errorf("%s: the log names %q", name, secret)
			}
		}
		if n := strings.Count(log.String(), "request"); n < 140 {
			t.Errorf("%s: the log has %d requests only", name, n)
		}
	}
}
