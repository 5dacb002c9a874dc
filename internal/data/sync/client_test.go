package sync_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

func TestJoin(t *testing.T) {
	t.Parallel()
	s := newServer()
	url := s.start(t)
	l := newLaptop(t, nil)
	_, err := l.Sync(t.Context())
	wantCode(t, err, fault.NotFound)
	wantCode(t, l.Reach(t.Context()), fault.NotFound)
	_, err = l.Join(t.Context(), url, "DAY-2")
	wantCode(t, err, fault.Denied)
	m, err := l.Join(t.Context(), " "+url+"/ ", "DAY-1")
	if err != nil || !m.Joined() || m.Group != "Riverside" || m.Server != url {
		t.Fatalf("got %v, %v", m, err)
	}
	if _, err := l.Join(t.Context(), url, "DAY-1"); err != nil {
		t.Fatal(err)
	}
	if len(s.devices) != 1 {
		t.Errorf("the laptop showed %d devices", len(s.devices))
	}
	if err := l.Reach(t.Context()); err != nil {
		t.Error(err)
	}
	if got, err := sync.Membership(t.Context(), l.store); err != nil || got != m {
		t.Errorf("got %v, %v", got, err)
	}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("joined", "member", m)
	if strings.Contains(log.String()+fmt.Sprintf("%v %+v", m, m), s.token) {
		t.Error("the token is in the log")
	}
}

func TestJoiningAnotherWorkspaceSendsAllThere(t *testing.T) {
	t.Parallel()
	first, second := newServer(), newServer()
	l := joined(t, first.start(t), nil)
	l.publish(t, "E1", "1")
	l.sync(t)
	if _, err := l.Join(t.Context(), second.start(t), "DAY-1"); err != nil {
		t.Fatal(err)
	}
	if r := l.sync(t); r.Pushed != 1 || len(second.feed) != 1 {
		t.Errorf("got %+v", r)
	}
}

func TestAnswersBecomeFaults(t *testing.T) {
	t.Parallel()
	html := func(status int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(status)
			fmt.Fprint(w, "<html>Welcome to our Wi-Fi</html>")
		}
	}
	give := func(status int, v any) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { reply(w, status, v) }
	}
	raw := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprint(w, body)
		}
	}
	hello := wire.Hello{Service: "daykit", Proto: [2]int{1, 1}}
	for name, c := range map[string]struct {
		path string
		h    http.HandlerFunc
		want fault.Code
	}{
		"login page":            {wire.PathHello, html(200), fault.Offline},
		"login page at the end": {wire.PathFeed, html(200), fault.Offline},
		"proxy error":           {wire.PathOps, html(502), fault.Offline},
		"server error":          {wire.PathOps, give(500, wire.Problem{Code: "internal", Message: "x"}), fault.Offline},
		"busy":                  {wire.PathOps, give(503, wire.Problem{Code: "full", Message: "x"}), fault.Offline},
		"cut JSON":              {wire.PathFeed, raw(`{"ops":[`), fault.Offline},
		"other JSON":            {wire.PathHello, raw(`{"status":"up"}`), fault.Offline},
		"another service":       {wire.PathHello, give(200, wire.Hello{Service: "notes", Proto: [2]int{1, 1}}), fault.Offline},
		"revoked":               {wire.PathFeed, give(401, wire.Problem{Code: "denied", Message: "x"}), fault.Denied},
		"forbidden":             {wire.PathFeed, give(403, wire.Problem{Code: "denied", Message: "x"}), fault.Denied},
		"newer server":          {wire.PathHello, give(200, wire.Hello{Service: "daykit", Proto: [2]int{2, 3}}), fault.Conflict},
		"older server":          {wire.PathHello, give(200, wire.Hello{Service: "daykit", Proto: [2]int{0, 0}}), fault.Conflict},
		"no such path":          {wire.PathFeed, html(404), fault.Offline},
		"code unknown":          {wire.PathFeed, give(418, wire.Problem{Code: "tea", Message: "x"}), fault.Offline},
		"endless":               {wire.PathFeed, raw(`{"x":"` + strings.Repeat("x", wire.MaxResponse) + `"}`), fault.Offline},
		"feed stands still":     {wire.PathFeed, give(200, wire.FeedReply{More: true}), fault.Offline},
		"feed resets for ever":  {wire.PathFeed, give(200, wire.FeedReply{Reset: true}), fault.Offline},
		"push takes nothing":    {wire.PathOps, give(200, wire.PushReply{}), fault.Offline},
		"gap for ever":          {wire.PathOps, give(409, wire.PushReply{Gap: true}), fault.Conflict},
		"headless op":           {wire.PathFeed, raw(`{"ops":[{"i":"x","s":1,"t":"1"}]}`), fault.Offline},
		"fine":                  {wire.PathHello, give(200, hello), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer()
			url := s.start(t)
			l := joined(t, url, nil)
			l.publish(t, "E1", "1")
			s.mu.Lock()
			s.answer = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path == c.path {
					c.h(w, r)
				}
				return r.URL.Path == c.path
			}
			s.mu.Unlock()
			_, err := l.Sync(t.Context())
			if c.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			wantCode(t, err, c.want)
			var f *fault.Error
			if !errors.As(err, &f) || f.Hint == "" && name != "forbidden" && name != "code unknown" {
				t.Errorf("%v gives no hint", err)
			}
			s.mu.Lock()
			s.answer = func(http.ResponseWriter, *http.Request) bool { return false }
			s.mu.Unlock()
			if r := l.sync(t); r.Waiting != 0 || len(s.feed) != 1 {
				t.Errorf("afterwards: got %+v and %d ops in the feed", r, len(s.feed))
			}
		})
	}
}

func TestRedirectsElsewhereAreRefused(t *testing.T) {
	t.Parallel()
	stranger := newServer()
	there := stranger.start(t)
	s := newServer()
	url := s.start(t)
	l := joined(t, url, nil)
	l.publish(t, "E1", `"mine"`)
	s.answer = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == wire.PathHello {
			return false
		}
		http.Redirect(w, r, there+r.URL.Path, http.StatusTemporaryRedirect)
		return true
	}
	_, err := l.Sync(t.Context())
	wantCode(t, err, fault.Offline)
	if stranger.heard.Len() > 0 {
		t.Errorf("a stranger heard %s", &stranger.heard)
	}
}

func TestRetriesWaitLongerAndHeedTheServer(t *testing.T) {
	t.Parallel()
	s := newServer()
	url := s.start(t)
	l := joined(t, url, nil)
	n := 0
	s.answer = func(w http.ResponseWriter, _ *http.Request) bool {
		if n++; n > 3 {
			return false
		}
		if n == 2 {
			w.Header().Set("Retry-After", "7")
		}
		reply(w, 503, wire.Problem{Code: "offline", Message: "x"})
		return true
	}
	l.sync(t)
	if len(l.slept) != 3 || l.slept[0] > 500*time.Millisecond || l.slept[1] != 7*time.Second || l.slept[2] > 2*time.Second {
		t.Errorf("waited %v", l.slept)
	}
	l.slept = nil
	s.answer = func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Retry-After", "3600")
		reply(w, 503, wire.Problem{Code: "offline", Message: "x"})
		return true
	}
	_, err := l.Sync(t.Context())
	wantCode(t, err, fault.Offline)
	if len(l.slept) != 0 {
		t.Errorf("waited %v for a server that asked for an hour", l.slept)
	}
}

func TestAnEndedContextEndsTheSync(t *testing.T) {
	t.Parallel()
	s := newServer()
	l := joined(t, s.start(t), nil)
	l.publish(t, "E1", "1")
	ctx, cancel := context.WithCancel(t.Context())
	s.answer = func(http.ResponseWriter, *http.Request) bool {
		cancel()
		return false
	}
	if _, err := l.Sync(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestNobodyThere(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, nil)
	_, err := l.Join(t.Context(), "http://127.0.0.1:1", "DAY-1")
	wantCode(t, err, fault.Offline)
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		return nil, errors.New("asked " + r.URL.String())
	})})
	for address, want := range map[string]string{
		"day.example.org":                "https://day.example.org/v1/hello",
		"https://Day.Example.org/":       "https://day.example.org/v1/hello",
		"https://day.example.org/kit/":   "https://day.example.org/kit/v1/hello",
		" https://day.example.org ":      "https://day.example.org/v1/hello",
		"http://localhost:8080":          "http://localhost:8080/v1/hello",
		"http://127.0.0.1:8080":          "http://127.0.0.1:8080/v1/hello",
		"http://[::1]:8080":              "http://[::1]:8080/v1/hello",
		"http://192.168.1.20":            "http://192.168.1.20/v1/hello",
		"http://hall.local":              "http://hall.local/v1/hello",
		"http://day.example.org":         "",
		"http://8.8.8.8":                 "",
		"http://localhost.example.org":   "",
		"https://me:secret@example.org":  "",
		"https://example.org/?q=1":       "",
		"https://example.org/#x":         "",
		"ftp://example.org":              "",
		"":                               "",
		"https://":                       "",
		"javascript:alert(1)":            "",
		"https://exa mple.org":           "",
		"http://local":                   "",
		"http://notlocal":                "",
		"http://192.168.1.20.nip.io":     "",
		"file:///etc/passwd":             "",
		"https://day.example.org:99999x": "",
	} {
		_, err := l.Hello(t.Context(), address)
		if want == "" {
			wantCode(t, err, fault.Invalid)
			continue
		}
		wantCode(t, err, fault.Offline)
		var f *fault.Error
		if !errors.As(err, &f) || !strings.HasSuffix(fmt.Sprint(f.Err), "asked "+want) {
			t.Errorf("%q: got %v, want it to ask %s", address, f.Err, want)
		}
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestJitterIsBounded(t *testing.T) {
	t.Parallel()
	for n := range 70 {
		d, err := sync.Jitter(rand.Reader, n, time.Second, time.Minute)
		if err != nil || d < 0 || d > time.Minute || n < 3 && d > time.Second<<n {
			t.Errorf("failure %d: got %v, %v", n, d, err)
		}
	}
}
