package server_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

// uuid gives a random UUID of its own for each number.
func uuid(n int) string { return fmt.Sprintf("0f8fad5b-d9cb-469f-a165-%012x", n) }

// letter is a sealed sign-up as far as a server can tell.
func letter(text string) []byte { return []byte("age-encryption.org/v1\n-> " + text) }

func signupPath(event, id string) string { return wire.PathEvent + event + "/signups/" + id }

// sendLetter sends a sign-up as a visitor's browser does.
func (s *site) sendLetter(n int, change ...func(*http.Request)) *httptest.ResponseRecorder {
	s.t.Helper()
	return s.do(http.MethodPut, signupPath(eventID, uuid(n)), letter(fmt.Sprint(n)), change...)
}

// opens publishes an event that takes sign-ups and gives the organisers' token.
func (s *site) opens(state string) string {
	s.t.Helper()
	token := s.enter("a")
	p, _ := signupTable(s.t, state, everything)
	s.publish(token, pageOp(1, eventID, p))
	return token
}

// state publishes the page anew in another state.
func (s *site) state(token string, seq uint32, state string) {
	s.t.Helper()
	p, _ := signupTable(s.t, state, everything)
	s.publish(token, pageOp(seq, eventID, p))
}

func (s *site) mailbox(token, query string) wire.MailboxReply {
	s.t.Helper()
	return answer[wire.MailboxReply](s.t, s.get(wire.PathMailbox+query, bearer(token)), http.StatusOK)
}

// letters gives the numbers of the letters of an answer.
func lettersOf(t testing.TB, r wire.MailboxReply) (out []int) {
	t.Helper()
	for _, l := range r.Letters {
		var n int
		if _, err := fmt.Sscanf(strings.TrimPrefix(l.ID, uuid(0)[:24]), "%x", &n); err != nil || l.Event != eventID || !bytes.Equal(l.Body, letter(fmt.Sprint(n))) {
			t.Errorf("letter %+v is not as it was sent (%v)", l, err)
		}
		out = append(out, n)
	}
	return out
}

func problemOf(t testing.TB, w *httptest.ResponseRecorder, status int) wire.Problem {
	t.Helper()
	return answer[wire.Problem](t, w, status)
}

func TestLettersComeOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.opens(wire.SignupOpen)
	for _, c := range []struct{ n, status int }{{1, 201}, {2, 201}, {1, 200}, {3, 201}} {
		w := s.sendLetter(c.n)
		if !answer[wire.Done](t, w, c.status).Done || w.Header().Get("Set-Cookie") != "" || w.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("got %s with %v", w.Body, w.Header())
		}
	}
	if d := cmp.Diff([]int{1, 2, 3}, lettersOf(t, s.mailbox(token, ""))); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	first := s.mailbox(token, "?limit=2")
	if d := cmp.Diff([]int{1, 2}, lettersOf(t, first)); d != "" || !first.More {
		t.Errorf("more %v (-want +got):\n%s", first.More, d)
	}
	rest := s.mailbox(token, "?limit=2&after="+uuid(2))
	if d := cmp.Diff([]int{3}, lettersOf(t, rest)); d != "" || rest.More {
		t.Errorf("more %v (-want +got):\n%s", rest.More, d)
	}
	for _, query := range []string{"?limit=0", "?limit=x", "?after=1", "?after=" + strings.ToUpper(uuid(10))} {
		problemOf(t, s.get(wire.PathMailbox+query, bearer(token)), http.StatusBadRequest)
	}
}

// TestLettersGoByTheFence: only who knows the feed may let letters go.
func TestLettersGoByTheFence(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.opens(wire.SignupOpen)
	for n := range 3 {
		wantStatus(t, s.sendLetter(n), http.StatusCreated)
	}
	end := s.feed(token, "")
	ack := func(at wire.FeedReply, ids ...string) bool {
		t.Helper()
		return answer[wire.MailboxAckReply](t, s.post(token, wire.PathMailboxAck, wire.MailboxAck{IDs: ids, Cursor: at.Cursor, Chain: at.Chain}), http.StatusOK).Reset
	}
	if !ack(wire.FeedReply{Cursor: end.Cursor, Chain: strings.Repeat("00", 32)}, uuid(0)) || !ack(wire.FeedReply{Cursor: 99, Chain: end.Chain}, uuid(0)) {
		t.Error("letters went to a laptop of another history")
	}
	if ack(end, uuid(0), uuid(2), uuid(77)) || ack(end, uuid(0)) {
		t.Error("the laptop's own place was not known")
	}
	if d := cmp.Diff([]int{1}, lettersOf(t, s.mailbox(token, ""))); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	wantStatus(t, s.sendLetter(0), http.StatusOK)
	if d := cmp.Diff([]int{1}, lettersOf(t, s.mailbox(token, "?after="+uuid(0)))); d != "" {
		t.Errorf("a letter that was let go came back (-want +got):\n%s", d)
	}
}

func TestClosedEventsTakeNoLetters(t *testing.T) {
	t.Parallel()
	for state, want := range map[string]int{
		wire.SignupOpen: http.StatusCreated, wire.SignupFull: http.StatusCreated, wire.SignupMoved: http.StatusCreated,
		wire.SignupClosed: http.StatusGone, wire.SignupCancelled: http.StatusGone,
	} {
		s := newSite(t)
		token := s.opens(wire.SignupOpen)
		wantStatus(t, s.sendLetter(1), http.StatusCreated)
		s.state(token, 2, state)
		w := s.sendLetter(2)
		if want == http.StatusGone {
			if p := problemOf(t, w, want); p.Code != "closed" {
				t.Errorf("%s: got %+v", state, p)
			}
		}
		wantStatus(t, w, want)
		wantStatus(t, s.sendLetter(1), http.StatusOK) // who lost the answer is not too late
		s.publish(token, pageOp(3, eventID, nil))
		wantStatus(t, s.sendLetter(3), http.StatusNotFound)
	}
}

func TestLettersEndInTime(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.opens(wire.SignupOpen)
	wantStatus(t, s.sendLetter(1), http.StatusCreated)
	s.wait(time.Date(2026, 12, 18, 20, 30, 0, 0, time.UTC).Sub(today))
	wantStatus(t, s.sendLetter(2), http.StatusCreated)
	s.wait(time.Second)
	wantStatus(t, s.sendLetter(3), http.StatusGone)
	wantStatus(t, s.sendLetter(1), http.StatusOK)
}

// TestPagesOfOtherProgramsAreNoticed: a page that was closed elsewhere on the same
// database closes here after a moment.
func TestPagesOfOtherProgramsAreNoticed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.opens(wire.SignupOpen)
	wantStatus(t, s.sendLetter(1), http.StatusCreated)
	other := server.New(server.Config{Store: s.store, Now: s.now, Rand: rand.Reader, Log: s.s.Log, PublicURL: publicURL})
	here := s.s
	s.s = other
	s.state(token, 2, wire.SignupClosed)
	s.s = here
	s.wait(3 * time.Second)
	wantStatus(t, s.sendLetter(2), http.StatusGone)
}

func TestWhatIsNoLetterIsNotTaken(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.opens(wire.SignupOpen)
	for name, c := range map[string]struct {
		event, id string
		body      []byte
		status    int
	}{
		"an open letter":      {eventID, uuid(1), []byte(`{"v":1,"name":"Ana"}`), http.StatusBadRequest},
		"nothing":             {eventID, uuid(1), nil, http.StatusBadRequest},
		"a long letter":       {eventID, uuid(1), append(letter(""), make([]byte, wire.MaxLetter)...), http.StatusBadRequest},
		"a packed letter":     {eventID, uuid(1), packed(t, bytes.NewReader(letter("x"))), http.StatusBadRequest},
		"a name of another":   {eventID, "1", letter("x"), http.StatusBadRequest},
		"capitals":            {eventID, strings.ToUpper(uuid(10)), letter("x"), http.StatusBadRequest},
		"no such event":       {otherID, uuid(1), letter("x"), http.StatusNotFound},
		"no event":            {"x", uuid(1), letter("x"), http.StatusNotFound},
		"an event of strings": {"7kq2m9xd", uuid(1), letter("x"), http.StatusNotFound},
	} {
		if w := s.do(http.MethodPut, signupPath(c.event, c.id), c.body); w.Code != c.status {
			t.Errorf("%s: got %d, want %d: %s", name, w.Code, c.status, w.Body)
		}
	}
	problemOf(t, s.sendLetter(1, header("Content-Encoding", "gzip")), http.StatusBadRequest)
	s.publish(token, pageOp(2, eventID, table()))
	wantStatus(t, s.sendLetter(1), http.StatusNotFound) // a page without sign-up
	if got := s.mailbox(token, ""); len(got.Letters) != 0 {
		t.Errorf("the mailbox holds %+v", got)
	}
}

// TestMailboxesAreBounded: a flood fills one event's mailbox and no other.
func TestMailboxesAreBounded(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.opens(wire.SignupOpen)
	p, _ := signupTable(t, wire.SignupOpen, everything)
	st := wire.Statement{Version: 1, Event: otherID, NotAfter: "2026-12-18T20:30:00Z"}
	first, err := p.Signup.Statement.Open()
	if err != nil {
		t.Fatal(err)
	}
	st.Recipient = first.Recipient
	p.Signup.Statement = signed(st)
	s.publish(token, pageOp(2, otherID, p))
	s.flood(eventID, wire.MaxWaiting)
	w := s.sendLetter(1)
	if p := problemOf(t, w, http.StatusServiceUnavailable); p.Code != "full" || w.Header().Get("Retry-After") == "" {
		t.Errorf("got %+v, %v", p, w.Header())
	}
	wantStatus(t, s.do(http.MethodPut, signupPath(otherID, uuid(1)), letter("1")), http.StatusCreated)
}

// TestStatementsOfPages: a page whose statement does not hold is refused as one op.
func TestStatementsOfPages(t *testing.T) {
	t.Parallel()
	good, _ := signupTable(t, wire.SignupOpen, everything)
	st, err := good.Signup.Statement.Open()
	if err != nil {
		t.Fatal(err)
	}
	with := func(change func(*wire.Statement)) func(*wire.PageSignup) {
		return func(p *wire.PageSignup) {
			s := st
			change(&s)
			p.Statement = signed(s)
		}
	}
	for name, change := range map[string]func(*wire.PageSignup){
		"another event":   with(func(s *wire.Statement) { s.Event = otherID }),
		"another version": with(func(s *wire.Statement) { s.Version = 2 }),
		"no such key":     with(func(s *wire.Statement) { s.Recipient = "age1" + strings.Repeat("q", 58) }),
		"a cut key":       with(func(s *wire.Statement) { s.Recipient = s.Recipient[:len(s.Recipient)-1] }),
		"no end":          with(func(s *wire.Statement) { s.NotAfter = "soon" }),
		"markup":          with(func(s *wire.Statement) { s.Ask.Food = []string{"<script>"} }),
		"no signature":    func(p *wire.PageSignup) { p.Statement.Signature = nil },
		"another's signature": func(p *wire.PageSignup) {
			p.Statement.Signature = bytes.Clone(p.Statement.Signature)
			p.Statement.Signature[7] ^= 1
		},
		"no statement":     func(p *wire.PageSignup) { p.Statement = wire.SignedStatement{} },
		"another state":    func(p *wire.PageSignup) { p.State = "maybe" },
		"no state":         func(p *wire.PageSignup) { p.State = "" },
		"a note of marks":  func(p *wire.PageSignup) { p.Note = map[string]string{"en": "\u202ecome"} },
		"a note in markup": func(p *wire.PageSignup) { p.Note = map[string]string{"<b>": "come"} },
	} {
		s := newSite(t)
		token := s.enter("a")
		p, signup := good, *good.Signup
		change(&signup)
		p.Signup = &signup
		if got := answer[wire.PushReply](t, s.push(token, pageOp(1, eventID, p)), http.StatusOK); len(got.Rejected) != 1 || got.Head != 1 {
			t.Errorf("%s: got %+v", name, got)
		}
		wantStatus(t, s.sendLetter(1), http.StatusNotFound)
	}
	s := newSite(t)
	s.publish(s.enter("a"), pageOp(1, eventID, good))
}
