package server_test

import (
	"crypto/ed25519"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
	"daykit/internal/domain/feedback"
)

// afterwards is how long it is until the event of howTable is over and people are asked.
var afterwards = time.Date(2026, 12, 18, 20, 30, 0, 0, time.UTC).Sub(today)

// allQuestions are the keys of all that guests are asked.
func allQuestions() (out []string) {
	for _, q := range feedback.Questions() {
		out = append(out, q.Key)
	}
	return out
}

func howStatement(recipient string) wire.FeedbackStatement {
	return wire.FeedbackStatement{
		Version: 1, Event: eventID, Recipient: recipient, NotBefore: "2026-12-18T20:30:00Z", NotAfter: "2027-01-01T20:30:00Z", Ask: allQuestions(),
	}
}

func signedHow(s wire.FeedbackStatement) *wire.PageFeedback {
	text := string(wire.Raw(s))
	return &wire.PageFeedback{Statement: wire.SignedStatement{
		Statement: text, Key: groupKey.Public().(ed25519.PublicKey),
		Signature: ed25519.Sign(groupKey, wire.Purposed(wire.PurposeFeedback, []byte(text))),
	}}
}

// howTable is signupTable whose page asks how it was, once it is over.
func howTable(t testing.TB, state string) (wire.Page, age.Identity) {
	t.Helper()
	p, id := signupTable(t, state, everything)
	st, err := p.Signup.Statement.Open()
	if err != nil {
		t.Fatal(err)
	}
	p.Feedback = signedHow(howStatement(st.Recipient))
	return p, id
}

// asks is a site whose event is over and asks; with the organisers' token.
func asks(t testing.TB, change ...func(*server.Config)) (s *site, token string, id age.Identity) {
	t.Helper()
	s = newSite(t, change...)
	token = s.enter("a")
	p, id := howTable(t, wire.SignupOpen)
	s.publish(token, pageOp(1, eventID, p))
	s.wait(afterwards)
	return s, token, id
}

func howPath(event, id string) string { return wire.PathEvent + event + "/feedback/" + id }

// sealedAnswers have the length of sealed answers, as far as a server can tell.
func sealedAnswers(n int) []byte {
	return append(letter(fmt.Sprint(n)), make([]byte, wire.FeedbackSize)...)
}

func (s *site) sendAnswers(n int, change ...func(*http.Request)) *httptest.ResponseRecorder {
	s.t.Helper()
	return s.do(http.MethodPut, howPath(eventID, uuid(n)), sealedAnswers(n), change...)
}

func (s *site) sendHow(form url.Values, change ...func(*http.Request)) *httptest.ResponseRecorder {
	s.t.Helper()
	change = append([]func(*http.Request){header("Content-Type", "application/x-www-form-urlencoded")}, change...)
	return s.do(http.MethodPost, "/e/"+eventID+"/feedback", []byte(form.Encode()), change...)
}

// TestPageAsksAfterwards: not a second before the event is over, nor after the group's
// time, nor where it did not take place.
func TestPageAsksAfterwards(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		state string
		wait  time.Duration
		asks  bool
	}{
		"before":             {wire.SignupOpen, 0, false},
		"a second before":    {wire.SignupClosed, afterwards - time.Second, false},
		"over":               {wire.SignupClosed, afterwards, true},
		"signing up goes on": {wire.SignupOpen, afterwards, false}, // both are true in the very second
		"after":              {wire.SignupOpen, afterwards + time.Second, true},
		"the last second":    {wire.SignupOpen, afterwards + 14*24*time.Hour, true},
		"too late":           {wire.SignupOpen, afterwards + 14*24*time.Hour + time.Second, false},
		"cancelled":          {wire.SignupCancelled, afterwards, false},
	} {
		s := newSite(t, withScript)
		p, _ := howTable(t, c.state)
		s.publish(s.enter("a"), pageOp(1, eventID, p))
		s.wait(c.wait)
		w := s.get("/e/" + eventID)
		if got := strings.Contains(w.Body.String(), `<form id="feedback"`); got != c.asks {
			t.Errorf("%s: asks is %v, want %v", name, got, c.asks)
		}
		if c.asks {
			wantHas(t, w, "How was it?", "Very welcome", "One thing you will remember", "<script")
			wantHasNot(t, w, `id="signup"`, "Sign-up is closed", "Add to your calendar", `name="name"`, `name="contact"`)
			if got := w.Header().Get("Content-Security-Policy"); got != server.SignupPolicy {
				t.Errorf("policy is %q", got)
			}
		}
	}
}

func TestHowPagesAreThoseLookedAt(t *testing.T) {
	t.Parallel()
	p := table()
	p.Feedback = signedHow(howStatement(fixedRecipient))
	for name, query := range map[string]string{"how": "", "how-ur": "?lang=ur"} {
		s := newSite(t, withScript)
		s.publish(s.enter("a"), pageOp(1, eventID, p))
		s.wait(afterwards)
		goldenPage(t, name, withoutBraid(s.get("/e/"+eventID+query).Body.String()))
	}
}

// TestHowFormAsksOnlyWhatWasSigned: and nothing that this program does not know.
func TestHowFormAsksOnlyWhatWasSigned(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := table()
	how := howStatement(fixedRecipient)
	how.Ask = []string{"later", "new", "welcome"}
	p.Feedback = signedHow(how)
	s.publish(s.enter("a"), pageOp(1, eventID, p))
	s.wait(afterwards)
	var got []string
	for _, m := range regexp.MustCompile(`<(?:input|textarea)[^>]* name="([^"]*)"`).FindAllStringSubmatch(s.get("/e/"+eventID).Body.String(), -1) {
		got = append(got, m[1])
	}
	want := []string{"lang", "welcome", "welcome", "welcome", "welcome", "welcome", "welcome", "new", "new", "new", "website"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestAnswersComeOnceAndInTime(t *testing.T) {
	t.Parallel()
	s, token, _ := asks(t)
	for _, c := range []struct{ n, status int }{{1, 201}, {2, 201}, {1, 200}} {
		wantStatus(t, s.sendAnswers(c.n), c.status)
	}
	problemOf(t, s.do(http.MethodPut, howPath(eventID, uuid(3)), letter("a sign-up's length")), http.StatusBadRequest)
	problemOf(t, s.do(http.MethodPut, howPath(eventID, uuid(3)), make([]byte, wire.FeedbackSize)), http.StatusBadRequest)
	problemOf(t, s.do(http.MethodPut, howPath(eventID, uuid(3)), append(letter(""), make([]byte, wire.MaxLetter)...)), http.StatusBadRequest)
	wantStatus(t, s.do(http.MethodPut, howPath(otherID, uuid(3)), sealedAnswers(3)), http.StatusNotFound)
	s.wait(15 * 24 * time.Hour)
	if p := problemOf(t, s.sendAnswers(3), http.StatusGone); p.Code != "closed" {
		t.Errorf("got %+v", p)
	}
	wantStatus(t, s.sendAnswers(1), http.StatusOK) // who lost the answer is not too late
	if got := s.mailbox(token, "?feedback=1"); len(got.Letters) != 2 {
		t.Errorf("%d letters", len(got.Letters))
	}
	early := newSite(t)
	p, _ := howTable(t, wire.SignupOpen)
	early.publish(early.enter("a"), pageOp(1, eventID, p))
	wantStatus(t, early.sendAnswers(1), http.StatusGone)
	plain := newSite(t)
	plain.opens(wire.SignupOpen)
	plain.wait(afterwards)
	wantStatus(t, plain.sendAnswers(1), http.StatusNotFound) // nobody is asked there
}

// TestLaptopsOfBeforeGetNoAnswers: they would keep two hundred aside and lose the others.
func TestLaptopsOfBeforeGetNoAnswers(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	p, _ := howTable(t, wire.SignupOpen)
	s.publish(token, pageOp(1, eventID, p))
	wantStatus(t, s.sendLetter(1), http.StatusCreated)
	s.wait(afterwards)
	for n := range 9 {
		wantStatus(t, s.sendAnswers(100+n), http.StatusCreated)
	}
	wantStatus(t, s.sendLetter(2), http.StatusCreated) // in the last second
	for query, want := range map[string]int{"": 2, "?limit=1": 1, "?limit=2": 2, "?after=" + uuid(1): 1, "?limit=1&after=" + uuid(2): 0} {
		got := s.mailbox(token, query)
		if len(got.Letters) != want || got.More != (query == "?limit=1") {
			t.Errorf("%q: %d letters, more %v", query, len(got.Letters), got.More)
		}
		lettersOf(t, got)
	}
	if got := s.mailbox(token, "?feedback=1"); len(got.Letters) != 11 {
		t.Errorf("a laptop of today gets %d letters", len(got.Letters))
	}
}

// TestAnswersLeaveSignupsTheirPlaces: and an event's answers are no sign-ups of a day.
func TestAnswersLeaveSignupsTheirPlaces(t *testing.T) {
	t.Parallel()
	s, _, _ := asks(t)
	s.flood(eventID, wire.MaxWaitingFeedback-1)
	wantStatus(t, s.sendAnswers(1), http.StatusCreated)
	if p := problemOf(t, s.sendAnswers(2), http.StatusServiceUnavailable); p.Code != "full" {
		t.Errorf("got %+v", p)
	}
	wantStatus(t, s.sendAnswers(1), http.StatusOK)
	wantStatus(t, s.sendLetter(3), http.StatusCreated)
	w := s.sendHow(url.Values{"new": {"yes"}})
	wantHas(t, w, "Your answers are not sent yet.", `name="new" value="yes"`, `action="/e/`+eventID+`/feedback"`)
	days, err := s.store.Tallies(t.Context())
	if err != nil || len(days) != 1 || days[0].Letters != 1 {
		t.Errorf("sign-ups of a day: %v, %+v", err, days)
	}
}

// TestSignupsAreShorterThanAnswers: a letter that laptops of before would take for answers
// takes no place of a sign-up.
func TestSignupsAreShorterThanAnswers(t *testing.T) {
	t.Parallel()
	s, token, _ := asks(t)
	long := append(letter("long"), make([]byte, wire.FeedbackSize)...)
	problemOf(t, s.do(http.MethodPut, signupPath(eventID, uuid(1)), long[:wire.FeedbackSize]), http.StatusBadRequest)
	wantStatus(t, s.do(http.MethodPut, signupPath(eventID, uuid(2)), long[:wire.FeedbackSize-1]), http.StatusCreated)
	if got := s.mailbox(token, ""); len(got.Letters) != 1 || got.Letters[0].ID != uuid(2) {
		t.Errorf("a laptop of before gets %+v", got.Letters)
	}
}

// TestAnswersInARushCostWork: as sign-ups do, and without a price for those.
func TestAnswersInARushCostWork(t *testing.T) {
	t.Parallel()
	s, _, _ := asks(t)
	for n := range 120 {
		wantStatus(t, s.sendAnswers(n, crowd(n)), http.StatusCreated)
	}
	if p := problemOf(t, s.sendAnswers(200, crowd(200)), http.StatusTooManyRequests); p.Challenge == nil || p.Challenge.Bits != 14 {
		t.Errorf("got %+v", p)
	}
	wantStatus(t, s.sendLetter(900, crowd(201)), http.StatusCreated)
	wantHas(t, s.sendHow(url.Values{"new": {"yes"}}, crowd(202)), "Your answers are not sent yet.")
}

// TestStatementsOfHowItWas: a page whose statement does not hold is refused as one op.
func TestStatementsOfHowItWas(t *testing.T) {
	t.Parallel()
	with := func(change func(*wire.FeedbackStatement)) *wire.PageFeedback {
		s := howStatement(fixedRecipient)
		change(&s)
		return signedHow(s)
	}
	other := signedHow(howStatement(fixedRecipient))
	other.Statement.Signature = signed(wire.Statement{}).Signature
	for name, how := range map[string]*wire.PageFeedback{
		"another event":    with(func(s *wire.FeedbackStatement) { s.Event = otherID }),
		"no such key":      with(func(s *wire.FeedbackStatement) { s.Recipient = "age1" + strings.Repeat("q", 58) }),
		"backwards":        with(func(s *wire.FeedbackStatement) { s.NotAfter = s.NotBefore }),
		"for ever":         with(func(s *wire.FeedbackStatement) { s.NotAfter = "2028-12-18T20:30:00Z" }),
		"nothing":          with(func(s *wire.FeedbackStatement) { s.Ask = nil }),
		"markup":           with(func(s *wire.FeedbackStatement) { s.Ask = []string{"<script>"} }),
		"another purpose":  {Statement: signed(wire.Statement{Version: 1, Event: eventID, Recipient: fixedRecipient, NotAfter: "2026-12-18T20:30:00Z"})},
		"other signature":  other,
		"no statement":     {},
		"a later version":  with(func(s *wire.FeedbackStatement) { s.Version = 2 }),
		"an end in summer": with(func(s *wire.FeedbackStatement) { s.NotAfter = "2027-01-01T20:30:00+01:00" }),
	} {
		s := newSite(t)
		p := table()
		p.Feedback = how
		if got := answer[wire.PushReply](t, s.push(s.enter("a"), pageOp(1, eventID, p)), http.StatusOK); len(got.Rejected) != 1 {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}
