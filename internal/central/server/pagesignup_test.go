package server_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/data/wire"
)

// everything is all that a page can ask.
var everything = wire.Ask{
	Name: true, Contact: true, Party: 6, Ticks: []string{"first-time", "volunteer", "count-only"},
	Food: []string{"vegetarian", "halal"}, Access: []string{"bsl", "quiet-room"},
}

var groupKey = ed25519.NewKeyFromSeed([]byte("the key of a group, for testing!"))

// signed signs a statement as the group's laptop does.
func signed(s wire.Statement) wire.SignedStatement {
	text := string(wire.Raw(s))
	return wire.SignedStatement{
		Statement: text, Key: groupKey.Public().(ed25519.PublicKey),
		Signature: ed25519.Sign(groupKey, wire.Purposed(wire.PurposeSignup, []byte(text))),
	}
}

// signupTable is table with a form, whose letters the identity opens.
func signupTable(t testing.TB, state string, ask wire.Ask) (wire.Page, age.Identity) {
	t.Helper()
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	p := table()
	p.Signup = &wire.PageSignup{State: state, Statement: signed(wire.Statement{
		Version: 1, Event: eventID, Recipient: id.Recipient().String(), NotAfter: "2026-12-18T20:30:00Z", Ask: ask,
	})}
	return p, id
}

func withScript(c *server.Config) { c.Script = []byte("'use strict'") }

func TestSignupStates(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		state    string
		wait     time.Duration
		has, not []string
	}{
		{wire.SignupOpen, 0, []string{`<form id="signup"`, "I am coming", "What should we call you?"}, []string{"waiting list", `class="state`}},
		{wire.SignupFull, 0, []string{`<form id="signup"`, "All places are taken.", "Put me on the waiting list", "You are on the waiting list."}, []string{"I am coming"}},
		{wire.SignupMoved, 0, []string{`<form id="signup"`, "This event has moved.", "I am coming", "event.ics"}, nil},
		{wire.SignupClosed, 0, []string{"Sign-up is closed.", "event.ics"}, []string{"<form", "<script"}},
		{wire.SignupCancelled, 0, []string{"This event does not take place.", `href="/e/7KQ2M9XD/event.ics?lang=en">Update your calendar</a>`}, []string{"<form", "<script", "Add to your calendar"}},
		{wire.SignupOpen, 20 * 24 * time.Hour, []string{"Sign-up is closed."}, []string{"<form", "<script"}},
		{wire.SignupCancelled, 20 * 24 * time.Hour, []string{"does not take place"}, []string{"<form"}},
	} {
		s := newSite(t, withScript)
		p, _ := signupTable(t, c.state, everything)
		p.Signup.Note = map[string]string{"en": "Come to the side door.", "ur": "نمونہ"}
		s.publish(s.enter("a"), pageOp(1, eventID, p))
		s.wait(c.wait)
		w := s.get("/e/" + eventID)
		wantHas(t, w, append(c.has, "Come to the side door.")...)
		wantHasNot(t, w, c.not...)
	}
}

func TestFormAsksOnlyWhatWasSigned(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ask  wire.Ask
		want []string
	}{
		"nothing":         {wire.Ask{}, []string{"lang", "website"}},
		"a party of one":  {wire.Ask{Party: 1}, []string{"lang", "website"}},
		"a name":          {wire.Ask{Name: true}, []string{"lang", "name", "website"}},
		"contact, people": {wire.Ask{Contact: true, Party: 4}, []string{"lang", "party", "contact", "website"}},
		"everything": {everything, []string{
			"lang", "name", "party", "contact", "food", "food", "access", "access", "tick", "tick", "tick", "website",
		}},
	} {
		s := newSite(t)
		p, _ := signupTable(t, wire.SignupOpen, c.ask)
		s.publish(s.enter("a"), pageOp(1, eventID, p))
		var got []string
		for _, m := range regexp.MustCompile(`<input[^>]* name="([^"]*)"`).FindAllStringSubmatch(s.get("/e/"+eventID).Body.String(), -1) {
			got = append(got, m[1])
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func TestSignupPageRunsOnlyItsOwnScript(t *testing.T) {
	t.Parallel()
	p, _ := signupTable(t, wire.SignupOpen, everything)
	s := newSite(t, withScript)
	s.publish(s.enter("a"), pageOp(1, eventID, p))
	w := s.get("/e/" + eventID + "/" + wire.KeyFingerprint(p.Signup.Statement.Key))
	if got := w.Header().Get("Content-Security-Policy"); got != server.SignupPolicy {
		t.Errorf("policy is %q", got)
	}
	if strings.Contains(w.Header().Get("Content-Security-Policy"), "unsafe") || w.Header().Get("Referrer-Policy") != "no-referrer" || len(w.Header().Values("Set-Cookie")) > 0 {
		t.Errorf("got %v", w.Header())
	}
	tag := regexp.MustCompile(`<script src="(/signup\.[0-9a-f]{16}\.js)" integrity="(sha384-[^"]*)" defer></script>`).FindStringSubmatch(w.Body.String())
	if tag == nil || strings.Count(w.Body.String(), "<script") != 1 {
		t.Fatalf("no script, or another:\n%s", withoutBraid(w.Body.String()))
	}
	wantHasNot(t, w, "https://", "style=")
	if handler := regexp.MustCompile(` on[a-z]+=`).FindString(w.Body.String()); handler != "" {
		t.Errorf("the page has a handler: %q", handler)
	}
	for _, packed := range []string{"", "gzip"} {
		js := s.get(tag[1], header("Accept-Encoding", packed))
		wantStatus(t, js, http.StatusOK)
		if h := js.Header(); h.Get("Content-Type") != "text/javascript; charset=utf-8" || !strings.Contains(h.Get("Cache-Control"), "immutable") || h.Get("Content-Encoding") != packed {
			t.Errorf("%q: got %v", packed, h)
		}
	}
	wantStatus(t, s.get("/signup.0000000000000000.js"), http.StatusNotFound)

	bare := newSite(t)
	bare.publish(bare.enter("a"), pageOp(1, eventID, p))
	w = bare.get("/e/" + eventID)
	wantHas(t, w, `<form id="signup"`, "The server locks it for the organisers")
	wantHasNot(t, w, "<script", "Locked on your phone")
}

func TestPageOfDraftWordsSaysSo(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p, _ := signupTable(t, wire.SignupOpen, everything)
	s.publish(s.enter("a"), pageOp(1, eventID, p))
	draft := s.get("/e/" + eventID + "?lang=ur")
	wantHas(t, draft, `<html lang="ur" dir="rtl">`, "Draft – the Urdu words have not been read by a speaker", `href="?lang=ur&amp;words=en"`, "نمونہ عنوان")
	plain := s.get("/e/" + eventID + "?lang=ur&words=en")
	wantHas(t, plain, `<html lang="ur" dir="rtl">`, `<span lang="en" dir="ltr" class="Latn">What should we call you?</span>`, "نمونہ عنوان")
	wantHasNot(t, plain, "Draft")
	wantHasNot(t, s.get("/e/"+eventID), "Draft")
}

func (s *site) sendForm(form url.Values, change ...func(*http.Request)) *httptest.ResponseRecorder {
	s.t.Helper()
	change = append([]func(*http.Request){header("Content-Type", "application/x-www-form-urlencoded")}, change...)
	return s.do(http.MethodPost, "/e/"+eventID+"/signup", []byte(form.Encode()), change...)
}

// said gives what the answer to a form says of it.
func said(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	wantStatus(t, w, http.StatusSeeOther)
	u, err := url.Parse(w.Header().Get("Location"))
	if err != nil || u.Path != "/e/"+eventID+"/thanks" {
		t.Fatalf("leads to %q, %v", w.Header().Get("Location"), err)
	}
	return u.Query().Get("s")
}

func opened(t *testing.T, id age.Identity, letter []byte) wire.Signup {
	t.Helper()
	r, err := age.Decrypt(strings.NewReader(string(letter)), id)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	got, err := wire.DecodeSignup(plain)
	if err != nil {
		t.Fatalf("%v: %s", err, plain)
	}
	return got
}

func TestFormIsSealed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		ask  wire.Ask
		form url.Values
		want wire.Signup
	}{
		{"everything", everything, url.Values{
			"name": {"  Canary\r\n Name "}, "contact": {"0161 496 0000"}, "party": {"3"}, "lang": {"ur"},
			"tick": {"volunteer"}, "food": {"halal", "halal"}, "access": {"bsl"},
		}, wire.Signup{Name: "Canary Name", Contact: "0161 496 0000", Party: 3, Lang: "ur", Ticks: []string{"volunteer"}, Food: []string{"halal"}, Access: []string{"bsl"}}},
		{"what was not asked", wire.Ask{Party: 2}, url.Values{
			"name": {"x"}, "contact": {"x"}, "party": {"99"}, "lang": {`"><script>`}, "tick": {"volunteer"}, "nationality": {"x"},
		}, wire.Signup{Party: 2}},
		{"not a number", everything, url.Values{"party": {"many"}, "food": {"meat"}}, wire.Signup{Party: 1}},
		{"counted alone", everything, url.Values{"name": {"x"}, "contact": {"x"}, "tick": {"count-only"}}, wire.Signup{Party: 1, Ticks: []string{"count-only"}}},
		{"too long", everything, url.Values{"name": {strings.Repeat("é", 300)}}, wire.Signup{Name: strings.Repeat("é", 100), Party: 1}},
	} {
		s := newSite(t)
		p, id := signupTable(t, wire.SignupOpen, c.ask)
		token := s.enter("a")
		s.publish(token, pageOp(1, eventID, p))
		if got := said(t, s.sendForm(c.form)); got != "ok" {
			t.Errorf("%s: said %q", c.name, got)
		}
		box := answer[wire.MailboxReply](t, s.get(wire.PathMailbox+"?limit=10", bearer(token)), http.StatusOK)
		if len(box.Letters) != 1 {
			t.Fatalf("%s: %d letters", c.name, len(box.Letters))
		}
		got := opened(t, id, box.Letters[0].Body)
		if got.ID != box.Letters[0].ID || len(got.Apart) != 32 {
			t.Errorf("%s: id %q in the letter %q, apart %q", c.name, got.ID, box.Letters[0].ID, got.Apart)
		}
		c.want.Version, c.want.ID, c.want.Apart = 1, got.ID, got.Apart
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}

func TestFormsThatAreNotTaken(t *testing.T) {
	t.Parallel()
	good := url.Values{"name": {"Canary"}, "lang": {"ur"}}
	for _, c := range []struct {
		name, state string
		form        url.Values
		change      func(*http.Request)
		want        string
	}{
		{"a robot", wire.SignupOpen, url.Values{"name": {"x"}, "website": {"http://x"}}, header("X", "y"), "ok"},
		{"closed", wire.SignupClosed, good, header("X", "y"), "closed"},
		{"cancelled", wire.SignupCancelled, good, header("X", "y"), "closed"},
		{"too large", wire.SignupOpen, url.Values{"name": {strings.Repeat("x", 9000)}}, header("X", "y"), "refused"},
		{"no form", wire.SignupOpen, good, header("Content-Type", "text/plain"), "refused"},
	} {
		s := newSite(t)
		p, _ := signupTable(t, c.state, everything)
		token := s.enter("a")
		s.publish(token, pageOp(1, eventID, p))
		w := s.sendForm(c.form, c.change)
		if got := said(t, w); got != c.want {
			t.Errorf("%s: said %q, want %q", c.name, got, c.want)
		}
		box := answer[wire.MailboxReply](t, s.get(wire.PathMailbox+"?limit=10", bearer(token)), http.StatusOK)
		if len(box.Letters) > 0 {
			t.Errorf("%s: was taken", c.name)
		}
		if log := s.log.String(); strings.Contains(log, "Canary") {
			t.Errorf("%s: the log has a name", c.name)
		}
	}
	s := newSite(t)
	s.publish(s.enter("a"), pageOp(1, eventID, table()))
	wantStatus(t, s.sendForm(good), http.StatusNotFound)
	wantStatus(t, s.get("/e/"+eventID+"/signup"), http.StatusSeeOther)
	wantStatus(t, s.get("/e/short/signup"), http.StatusNotFound)
}

func TestThanks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		state, query string
		status       int
		want         string
	}{
		{wire.SignupOpen, "?s=ok", http.StatusOK, "You are on the list."},
		{wire.SignupFull, "?s=wait", http.StatusOK, "You are on the waiting list."},
		{wire.SignupClosed, "?s=closed", http.StatusOK, "Sign-up is closed."},
		{wire.SignupOpen, "?s=refused", http.StatusOK, "This could not be sent."},
		{wire.SignupOpen, "?s=ok&lang=ur", http.StatusOK, `<html lang="ur" dir="rtl">`},
		{wire.SignupOpen, "?s=%3Cscript%3E", http.StatusNotFound, "cannot find"},
		{wire.SignupOpen, "", http.StatusNotFound, "cannot find"},
	} {
		s := newSite(t)
		p, _ := signupTable(t, c.state, everything)
		s.publish(s.enter("a"), pageOp(1, eventID, p))
		w := s.get("/e/" + eventID + "/thanks" + c.query)
		wantStatus(t, w, c.status)
		wantHas(t, w, c.want)
	}
}

// letterbox is a store of one page that keeps what is left for it.
type letterbox struct {
	server.Store
	page []byte
	got  [][]byte
}

func (b *letterbox) Page(context.Context, string) (server.Published, error) {
	return server.Published{Event: eventID, Page: b.page}, nil
}

func (b *letterbox) Post(_ context.Context, letters []feed.Letter, _ int) ([]feed.Fate, error) {
	for _, l := range letters {
		b.got = append(b.got, l.Body)
	}
	return slices.Repeat([]feed.Fate{feed.FateKept}, len(letters)), nil
}

// FuzzForm looks for panics and for answers that are none.
func FuzzForm(f *testing.F) {
	f.Add("name=a&party=3&tick=volunteer&lang=en")
	f.Add("name=%ff%00&contact=%E2%80%AE&party=-1")
	f.Add(";&=%")
	p, id := signupTable(f, wire.SignupOpen, everything)
	raw, err := json.Marshal(p)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body string) {
		letters := &letterbox{page: raw}
		s := server.New(server.Config{Store: letters, Now: func() time.Time { return today }, Rand: rand.Reader, Log: slog.New(slog.DiscardHandler)})
		s.Start()
		defer s.Close()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/e/"+eventID+"/signup", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if got := said(t, w); got == "ok" && len(letters.got) == 1 {
			opened(t, id, letters.got[0])
		}
	})
}
