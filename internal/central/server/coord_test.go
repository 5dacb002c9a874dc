package server_test

import (
	"crypto/rand"
	"encoding/base32"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/server"
)

// asForm sends a body as a browser sends a form of the server's own page.
func asForm(r *http.Request) {
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
}

func (s *site) submit(path string, values url.Values, change ...func(*http.Request)) *httptest.ResponseRecorder {
	s.t.Helper()
	return s.do(http.MethodPost, path, []byte(values.Encode()), append([]func(*http.Request){asForm}, change...)...)
}

// link makes a link to enrol by.
func (s *site) link(name string) string {
	s.t.Helper()
	_, path, err := server.AddCoordinator(s.t.Context(), s.store, name, s.now(), rand.Reader)
	if err != nil {
		s.t.Fatal(err)
	}
	return path
}

var secretText = regexp.MustCompile(`<p class="secret"><code>([A-Z2-7 ]+)</code>`)

// secretOf reads the secret from the page that a link leads to.
func (s *site) secretOf(path string) []byte {
	s.t.Helper()
	w := s.get(path)
	wantStatus(s.t, w, http.StatusOK)
	found := secretText.FindStringSubmatch(w.Body.String())
	if found == nil {
		s.t.Fatalf("no secret: %s", w.Body)
	}
	secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.ReplaceAll(found[1], " ", ""))
	if err != nil {
		s.t.Fatal(err)
	}
	return secret
}

func (s *site) code(secret []byte, later time.Duration) string {
	s.t.Helper()
	code, err := server.CodeAt(secret, s.now().Add(later))
	if err != nil {
		s.t.Fatal(err)
	}
	return code
}

// signedIn takes the cookie of an answer that lets somebody in.
func signedIn(t testing.TB, w *httptest.ResponseRecorder) func(*http.Request) {
	t.Helper()
	wantStatus(t, w, http.StatusSeeOther)
	cookies := w.Result().Cookies()
	if len(cookies) != 1 || w.Header().Get("Location") != "/coordinator" {
		t.Fatalf("got cookies %v, to %q", cookies, w.Header().Get("Location"))
	}
	return func(r *http.Request) { r.AddCookie(cookies[0]) }
}

// coordinator enrols somebody with codes and signs them in.
func (s *site) coordinator(name string) func(*http.Request) {
	s.t.Helper()
	path := s.link(name)
	return signedIn(s.t, s.submit(path, url.Values{"code": {s.code(s.secretOf(path), 0)}}))
}

func wantOutside(t *testing.T, w *httptest.ResponseRecorder) {
	t.Helper()
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/coordinator/sign-in" {
		t.Errorf("got %d to %q, want to be sent to sign in", w.Code, w.Header().Get("Location"))
	}
}

func TestEnrolByCode(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.link("Cora Example")
	w := s.get(path)
	wantHas(t, w, "Welcome, <bdi>Cora Example</bdi>", `<svg class="qr"`, "2 December 2026, 09:00 UTC")
	secret := s.secretOf(path)
	if string(s.secretOf(path)) != string(secret) {
		t.Error("the page shows another secret when it is looked at again")
	}
	w = s.submit(path, url.Values{"code": {s.code(secret, time.Hour)}})
	wantStatus(t, w, http.StatusUnauthorized)
	wantHas(t, w, "That code does not fit")

	w = s.submit(path, url.Values{"code": {s.code(secret, 0)}})
	who := signedIn(t, w)
	c := w.Result().Cookies()[0]
	if c.Name != "__Host-daykit" || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || c.MaxAge != 12*60*60 || len(c.Value) != 64 {
		t.Errorf("the cookie is %+v", c)
	}
	wantHas(t, s.get("/coordinator", who), "What communities did", "<bdi>Cora Example</bdi>, signed in with a code")
	wantStatus(t, s.get(path), http.StatusNotFound)
	wantHas(t, s.get(path), "This link is over", "That link is over")

	late := s.link("Late Example")
	s.wait(server.EnrolLife)
	wantStatus(t, s.get(late), http.StatusNotFound)
	wantStatus(t, s.submit(late, url.Values{"code": {"000000"}}), http.StatusNotFound)
}

func TestCookieWithoutHTTPS(t *testing.T) {
	t.Parallel()
	s := newSite(t, func(c *server.Config) { c.PublicURL = "http://127.0.0.1:8080" })
	path := s.link("Cora")
	w := s.submit(path, url.Values{"code": {s.code(s.secretOf(path), 0)}})
	if c := w.Result().Cookies()[0]; c.Name != "daykit" || c.Secure {
		t.Errorf("the cookie is %+v", c)
	}
	wantHasNot(t, s.get("/coordinator/sign-in"), "passkey") // WebAuthn needs a name
}

func TestSignInByCode(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.link("Cora Example")
	secret := s.secretOf(path)
	signedIn(t, s.submit(path, url.Values{"code": {s.code(secret, 0)}}))
	try := func(name, code string) *httptest.ResponseRecorder {
		return s.submit("/coordinator/sign-in", url.Values{"name": {name}, "code": {code}})
	}
	spent := s.code(secret, 0)
	for name, w := range map[string]*httptest.ResponseRecorder{
		"a code that enrolled": try("Cora Example", spent), "nobody": try("Nobody", spent), "no code": try("Cora Example", ""),
	} {
		wantStatus(t, w, http.StatusUnauthorized)
		if !strings.Contains(w.Body.String(), "That name and code do not go together.") {
			t.Errorf("%s: %s", name, w.Body)
		}
	}
	s.wait(30 * time.Second)
	next := s.code(secret, 0)
	signedIn(t, try("  CORA   example ", next[:3]+" "+next[3:]))
	wantStatus(t, try("Cora Example", next), http.StatusUnauthorized) // once
	s.wait(time.Hour)
	who := signedIn(t, try("Cora Example", s.code(secret, -30*time.Second))) // a clock that is behind
	wantStatus(t, s.get("/coordinator", who), http.StatusOK)
	wantStatus(t, s.get("/coordinator/sign-in", who), http.StatusSeeOther)
	s.wait(server.SessionLife)
	wantOutside(t, s.get("/coordinator", who))
}

// TestGuessing: a name can be tried five times in half an hour, from however many networks.
func TestGuessing(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.link("Cora")
	secret := s.secretOf(path)
	signedIn(t, s.submit(path, url.Values{"code": {s.code(secret, 0)}}))
	s.wait(time.Minute)
	for i := range 5 {
		wantStatus(t, s.submit("/coordinator/sign-in", url.Values{"name": {"cora"}, "code": {"000000"}}, crowd(i)), http.StatusUnauthorized)
	}
	w := s.submit("/coordinator/sign-in", url.Values{"name": {"Cora"}, "code": {s.code(secret, 0)}}, crowd(9))
	wantStatus(t, w, http.StatusTooManyRequests)
	s.wait(31 * time.Minute)
	signedIn(t, s.submit("/coordinator/sign-in", url.Values{"name": {"Cora"}, "code": {s.code(secret, 0)}}, crowd(9)))
	for range 20 {
		wantStatus(t, s.get("/coordinator/enrol/"+strings.Repeat("0", 64), from("198.51.100.9:1")), http.StatusNotFound)
	}
	wantStatus(t, s.get(s.link("Dora"), from("198.51.100.9:1")), http.StatusTooManyRequests)
	wantStatus(t, s.get("/coordinator/enrol/x", from("198.51.100.10:1")), http.StatusNotFound)
}

func TestSignOutAndRemoval(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	cora, dora := s.coordinator("Cora"), s.coordinator("Dora")
	again := s.coordinator("Cora") // from another browser
	w := s.submit("/coordinator/sign-out", nil, cora)
	if c := w.Result().Cookies(); len(c) != 1 || c[0].MaxAge >= 0 {
		t.Errorf("got cookies %v", c)
	}
	wantOutside(t, s.get("/coordinator", cora))
	wantStatus(t, s.get("/coordinator", again), http.StatusOK)
	if _, err := server.RemoveCoordinator(t.Context(), s.store, " cora ", s.now()); err != nil {
		t.Fatal(err)
	}
	wantOutside(t, s.get("/coordinator", again))
	wantStatus(t, s.get("/coordinator", dora), http.StatusOK)
	if _, err := server.RemoveCoordinator(t.Context(), s.store, "Cora", s.now()); err == nil || !strings.Contains(err.Error(), "no coordinator of that name") {
		t.Errorf("got %v", err)
	}
}

// TestOtherSitesCanDoNothing sends every change as a page of another site would.
func TestOtherSitesCanDoNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	who := s.coordinator("Cora")
	tried := 0
	for _, c := range rows() {
		if c.method != http.MethodPost || !strings.HasPrefix(c.path, "/coordinator/") {
			continue
		}
		tried++
		for _, foreign := range []func(*http.Request){header("Sec-Fetch-Site", "cross-site"), header("Origin", "https://evil.example")} {
			w := s.do(c.method, c.path, c.body, who, header("Content-Type", "application/x-www-form-urlencoded"), foreign)
			wantStatus(t, w, http.StatusForbidden)
		}
	}
	if tried < 7 {
		t.Errorf("only %d changes were tried", tried)
	}
	wantHas(t, s.get("/coordinator/groups", who), "No group has been invited yet")
}

func TestAllowedNetworks(t *testing.T) {
	t.Parallel()
	s := newSite(t, func(c *server.Config) {
		c.CoordinatorAllow = []netip.Prefix{netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("2001:db8::/32")}
	})
	for _, path := range []string{"/coordinator", "/coordinator/sign-in", "/coordinator/enrol/x", "/coordinator/export/events.csv"} {
		wantStatus(t, s.get(path, from("203.0.113.7:1")), http.StatusForbidden)
		for _, ours := range []string{"198.51.100.20:1", "[2001:db8::7]:1", "[::ffff:198.51.100.20]:1"} {
			if w := s.get(path, from(ours)); w.Code == http.StatusForbidden {
				t.Errorf("%s is not let in to %s", ours, path)
			}
		}
	}
	wantStatus(t, s.get("/events", from("203.0.113.7:1")), http.StatusOK)
}

// TestNobodyLooksInUnsigned holds every page of coordinators to a session.
func TestNobodyLooksInUnsigned(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.coordinator("Cora")
	open := 0
	for _, c := range rows() {
		if !strings.HasPrefix(c.path, "/coordinator") {
			continue
		}
		if strings.HasPrefix(c.path, "/coordinator/sign-in") || strings.HasPrefix(c.path, "/coordinator/enrol") || strings.HasPrefix(c.path, "/coordinator.") {
			open++
			continue
		}
		for name, change := range map[string]func(*http.Request){
			"no cookie": func(*http.Request) {}, "a short one": cookie("1234"), "another's": cookie(strings.Repeat("ab", 32)),
			"a password": func(r *http.Request) { r.SetBasicAuth("x", "correct horse battery") },
		} {
			w := s.do(c.method, c.path, c.body, change)
			if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/coordinator/sign-in" {
				t.Errorf("%s with %s: got %d", c.pattern, name, w.Code)
			}
		}
	}
	if open != 10 {
		t.Errorf("%d addresses are open to all", open)
	}
}

func cookie(value string) func(*http.Request) {
	return func(r *http.Request) { r.AddCookie(&http.Cookie{Name: "__Host-daykit", Value: value}) }
}

func TestPolicyOfCoordinatorsPages(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	who := s.coordinator("Cora")
	for _, path := range []string{"/coordinator", "/coordinator/sign-in", "/coordinator/audit"} {
		h := s.get(path, who).Header()
		if got := h.Get("Content-Security-Policy"); got != server.CoordPolicy {
			t.Errorf("%s: policy %q", path, got)
		}
		if h.Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be kept", path)
		}
	}
	body := s.get("/coordinator/sign-in").Body.String()
	script := regexp.MustCompile(`<script src="(/coordinator\.[0-9a-f]{16}\.js)" integrity="sha384-`).FindStringSubmatch(body)
	if script == nil {
		t.Fatalf("no script: %s", body)
	}
	wantStatus(t, s.get(script[1]), http.StatusOK)
	for _, bad := range []string{" style=", "onclick", "javascript:"} {
		if strings.Contains(body, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
}
