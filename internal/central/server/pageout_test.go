package server_test

import (
	"context"
	"errors"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// fallible is a store whose database is out of reach while err is set: to read, or only to
// write letters. Before it fails to answer, it may have done what it was asked to.
type fallible struct {
	server.Store
	read, post atomic.Pointer[error]
	does       atomic.Bool
}

func (f *fallible) Page(ctx context.Context, id string) (server.Published, error) {
	if err := f.read.Load(); err != nil {
		return server.Published{}, *err
	}
	return f.Store.Page(ctx, id)
}

func (f *fallible) Overview(ctx context.Context) (server.Overview, error) {
	if err := f.read.Load(); err != nil {
		return server.Overview{}, *err
	}
	return f.Store.Overview(ctx)
}

func (f *fallible) Post(ctx context.Context, letters []feed.Letter, most int) ([]feed.Fate, error) {
	err := f.post.Load()
	if err == nil || f.does.Load() {
		fates, realErr := f.Store.Post(ctx, letters, most)
		if realErr != nil || err == nil {
			return fates, realErr
		}
	}
	return nil, *err
}

// fallibleSite is a site with an open event in English, Urdu and Polish.
func fallibleSite(t *testing.T, state string) (s *site, f *fallible, token string) {
	t.Helper()
	f = &fallible{}
	s = newSite(t, func(c *server.Config) { f.Store, c.Store = c.Store, f })
	p, _ := signupTable(t, state, everything)
	token = s.enter("a")
	s.publish(token, pageOp(1, eventID, p))
	return s, f, token
}

func offline() *error {
	var err error = fault.Wrap(errors.New("no route to host"), fault.Offline, "the server's database cannot be reached", "try again in a moment")
	return &err
}

// wantOut holds an answer to what all such pages are.
func wantOut(t *testing.T, w *httptest.ResponseRecorder, status int) {
	t.Helper()
	wantStatus(t, w, status)
	h := w.Header()
	if got := h.Get("Content-Type"); got != "text/html; charset=utf-8" {
		t.Errorf("content type is %q", got)
	}
	if got := h.Get("Retry-After"); (got == "60") != (status == http.StatusServiceUnavailable) {
		t.Errorf("status %d has Retry-After %q", status, got)
	}
	if h.Get("Cache-Control") != "no-store" || len(h.Values("Set-Cookie")) > 0 {
		t.Errorf("got %v", h)
	}
	wantHasNot(t, w, "<script", "database", "no route", "style=")
}

func TestOutageIsAPage(t *testing.T) {
	t.Parallel()
	s, f, _ := fallibleSite(t, wire.SignupOpen)
	f.read.Store(offline())
	for name, c := range map[string]struct{ path, accept, want string }{
		"out":         {"/e/" + eventID, "", `<html lang="en" dir="ltr">`},
		"out-ur":      {"/e/" + eventID + "?lang=ur", "pl", `<html lang="ur" dir="rtl">`},
		"by browser":  {"/E/" + eventID, "de, pl-PL;q=0.8", `<html lang="pl" dir="ltr">`},
		"no language": {"/e/" + eventID + "?lang=%22%3E%3Cscript%3E", "xx", `<html lang="en" dir="ltr">`},
		"signed":      {"/e/" + eventID + "/ABCDEFGHJKMNPQRSTVWXYZ0123", "", `href="/e/7KQ2M9XD/ABCDEFGHJKMNPQRSTVWXYZ0123"`},
		"calendar":    {"/e/" + eventID + "/event.ics?lang=ar", "", `<html lang="ar" dir="rtl">`},
		"list":        {"/events", "", "This page cannot be shown just now."},
	} {
		w := s.get(c.path, header("Accept-Language", c.accept))
		wantOut(t, w, http.StatusServiceUnavailable)
		wantHas(t, w, c.want, "Please try again in a few minutes, or sign up on paper.")
		if strings.HasPrefix(name, "out") {
			goldenPage(t, name, withoutBraid(w.Body.String()))
		}
	}
	broken := errors.New("a fault of ours")
	f.read.Store(&broken)
	wantOut(t, s.get("/e/"+eventID), http.StatusInternalServerError)
	f.read.Store(nil)
	wantStatus(t, s.get("/e/"+eventID), http.StatusOK)
}

// again reads the form of an answer as a browser would send it.
func again(t *testing.T, w *httptest.ResponseRecorder) url.Values {
	t.Helper()
	if !strings.Contains(w.Body.String(), `<form method="post" action="/e/`+eventID+`/signup"`) {
		t.Fatalf("no form to send again: %s", withoutBraid(w.Body.String()))
	}
	out := url.Values{}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`).FindAllStringSubmatch(w.Body.String(), -1) {
		out.Add(m[1], html.UnescapeString(m[2]))
	}
	return out
}

func TestFormsAreGivenBackInAnOutage(t *testing.T) {
	t.Parallel()
	form := url.Values{
		"name": {"Canary <b>&\""}, "contact": {"0161 496 0000"}, "party": {"3"}, "lang": {"ur"},
		"food": {"halal", "vegetarian"}, "access": {"bsl"}, "tick": {"volunteer"}, "nationality": {"x"},
	}
	var full error = fault.New(fault.Full, "the server's disk is full", "")
	for name, c := range map[string]struct {
		read, post *error
		does       bool
	}{
		"before the page was read":             {read: offline()},
		"before the letter was written":        {post: offline()},
		"after it was written, with no answer": {post: offline(), does: true},
		"while there is no room":               {post: &full},
	} {
		s, f, token := fallibleSite(t, wire.SignupOpen)
		f.read.Store(c.read)
		f.post.Store(c.post)
		f.does.Store(c.does)
		w := s.sendForm(form)
		wantOut(t, w, http.StatusServiceUnavailable)
		wantHas(t, w, `<html lang="ur" dir="rtl">`, "You are not on the list yet.", "What you wrote is still in this page.", `value="Canary &lt;b&gt;&amp;&#34;"`)
		wantHasNot(t, w, "nationality")
		if got := w.Header().Get("Content-Security-Policy"); !strings.Contains(got, "form-action 'self'") {
			t.Errorf("%s: the policy lets nothing be sent: %q", name, got)
		}
		if name == "before the letter was written" {
			goldenPage(t, "unsent-ur", drawnAgain.ReplaceAllString(withoutBraid(w.Body.String()), `name="draw" value="…"`))
		}
		w = s.sendForm(again(t, w)) // it is out still
		wantOut(t, w, http.StatusServiceUnavailable)
		f.read.Store(nil)
		f.post.Store(nil)
		if got := said(t, s.sendForm(again(t, w))); got != "ok" {
			t.Errorf("%s: then said %q", name, got)
		}
		box := answer[wire.MailboxReply](t, s.get(wire.PathMailbox+"?limit=10", bearer(token)), http.StatusOK)
		if len(box.Letters) != 1 {
			t.Errorf("%s: %d letters", name, len(box.Letters))
		}
		if strings.Contains(s.log.String(), "Canary") {
			t.Errorf("%s: the log has a name", name)
		}
	}
}

var drawnAgain = regexp.MustCompile(`name="draw" value="[0-9a-f]{64}"`)

// TestFormsThatComeBackAreTheirs: all that was written is there, and a robot's trap too.
func TestFormsThatComeBackAreTheirs(t *testing.T) {
	t.Parallel()
	s, f, token := fallibleSite(t, wire.SignupOpen)
	f.read.Store(offline())
	form := url.Values{"name": {"A"}, "contact": {"B"}, "party": {"2"}, "lang": {"en"}, "food": {"halal"}, "access": {"bsl"}, "tick": {"first-time", "volunteer"}, "website": {"x"}}
	got := again(t, s.sendForm(form))
	if d := got.Get("draw"); len(d) != 64 {
		t.Errorf("draw is %q", d)
	}
	got.Del("draw")
	if got.Encode() != form.Encode() {
		t.Errorf("got %v, want %v", got, form)
	}
	form["food"] = make([]string, 1000)
	if n := len(again(t, s.sendForm(form))["food"]); n == 0 || n > 100 {
		t.Errorf("%d boxes came back", n)
	}
	large := s.sendForm(url.Values{"name": {strings.Repeat("x", 9000)}})
	wantOut(t, large, http.StatusServiceUnavailable)
	wantHasNot(t, large, "<form", "still in this page")
	f.read.Store(nil)
	form["draw"] = []string{"no draw"}
	form.Del("website")
	form.Del("food")
	if got := said(t, s.sendForm(form)); got != "ok" {
		t.Errorf("said %q", got)
	}
	box := answer[wire.MailboxReply](t, s.get(wire.PathMailbox+"?limit=10", bearer(token)), http.StatusOK)
	if len(box.Letters) != 1 {
		t.Errorf("%d letters", len(box.Letters))
	}
}

// TestAFormThatWasTakenIsNotTooLate: who sends it again after sign-up closed is told that
// they are on the list, if the first one was kept after all, and nobody else is.
func TestAFormThatWasTakenIsNotTooLate(t *testing.T) {
	t.Parallel()
	for does, want := range map[bool]string{true: "ok", false: "closed"} {
		s, f, token := fallibleSite(t, wire.SignupOpen)
		f.post.Store(offline())
		f.does.Store(does)
		w := s.sendForm(url.Values{"name": {"Canary"}, "lang": {"en"}})
		wantOut(t, w, http.StatusServiceUnavailable)
		f.post.Store(nil)
		p, _ := signupTable(t, wire.SignupClosed, everything)
		s.publish(token, pageOp(2, eventID, p))
		if got := said(t, s.sendForm(again(t, w))); got != want {
			t.Errorf("said %q, want %q", got, want)
		}
	}
}

// TestThanksInAnOutage: who was taken in learns it.
func TestThanksInAnOutage(t *testing.T) {
	t.Parallel()
	for state, want := range map[string]string{wire.SignupOpen: "You are on the list.", wire.SignupFull: "You are on the waiting list."} {
		s, f, _ := fallibleSite(t, state)
		w := s.sendForm(url.Values{"name": {"Canary"}, "lang": {"en"}})
		wantStatus(t, w, http.StatusSeeOther)
		to := w.Header().Get("Location")
		f.read.Store(offline())
		w = s.get(to)
		wantStatus(t, w, http.StatusOK)
		wantHas(t, w, want, `href="/e/`+eventID+`?lang=en"`)
		wantStatus(t, s.get("/e/"+eventID+"/thanks?s=maybe"), http.StatusNotFound)
		wantStatus(t, s.get("/e/short/thanks?s=ok"), http.StatusNotFound)
	}
}
