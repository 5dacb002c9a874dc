package stranger_test

import (
	"crypto/ed25519"
	"errors"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/sync/stranger"
	"daykit/internal/data/wire"
)

// asking is a site whose event was yesterday and that asks how it was.
func asking(t *testing.T) (*site, wire.SignedStatement) {
	t.Helper()
	s := newSite(t)
	st := statement(t, wire.Ask{})
	how := wire.FeedbackStatement{
		Version: 1, Event: eventID, Recipient: st.Recipient, NotBefore: "2026-11-30T20:30:00Z", NotAfter: "2026-12-14T20:30:00Z",
		Ask: []string{"welcome", "again", "remember"},
	}
	st.NotAfter = how.NotBefore
	s.shelf.page.Signup.Statement = signed(groupKey, st)
	own := signedHow(groupKey, how)
	s.shelf.page.Feedback = &wire.PageFeedback{Statement: own}
	return s, own
}

func signedHow(key ed25519.PrivateKey, s wire.FeedbackStatement) wire.SignedStatement {
	text := string(wire.Raw(s))
	return wire.SignedStatement{
		Statement: text, Key: key.Public().(ed25519.PublicKey),
		Signature: ed25519.Sign(key, wire.Purposed(wire.PurposeFeedback, []byte(text))),
	}
}

// TestPageThatAsksHowItWas: an honest one is as it was published, and what is wrong with one
// is found as on a page that signs up.
func TestPageThatAsksHowItWas(t *testing.T) {
	t.Parallel()
	page := func(old, fresh string) func(*site) { return func(s *site) { s.tamper = onPage(old, fresh) } }
	other := func(key ed25519.PrivateKey, change func(*wire.FeedbackStatement)) func(*site) {
		return func(s *site) {
			how, err := s.shelf.page.Feedback.Statement.OpenFeedback()
			if err != nil {
				panic(err)
			}
			change(&how)
			s.shelf.page.Feedback = &wire.PageFeedback{Statement: signedHow(key, how)}
		}
	}
	none := func(*wire.FeedbackStatement) {}
	for name, c := range map[string]struct {
		change func(*site)
		want   []stranger.Finding
	}{
		"honest":             {func(*site) {}, nil},
		"a script":           {func(s *site) { s.script = scriptOf(5, "steal()") }, []stranger.Finding{stranger.OtherScript}},
		"another key":        {other(otherKey, none), []stranger.Finding{stranger.Unsigned}},
		"signed for signups": {func(s *site) { s.tamper = onPage(`data-signature="`, `data-signature="AAAA`) }, []stranger.Finding{stranger.Unsigned}},
		"another time":       {other(groupKey, func(s *wire.FeedbackStatement) { s.NotAfter = "2026-12-20T20:30:00Z" }), []stranger.Finding{stranger.OtherSigned}},
		"a name":             {page(`<textarea`, `<input name="name"><textarea`), []stranger.Finding{stranger.Fields}},
		"to the sign-ups":    {page(`/feedback"`, `/signup"`), []stranger.Finding{stranger.Elsewhere}},
		"elsewhere":          {page(`action="/e/`, `action="https://evil.example/e/`), []stranger.Finding{stranger.Elsewhere}},
		"code in its place": {func(s *site) {
			s.shelf.page.Feedback = nil
			s.tamper = onPage("</main>", "<script>steal()</script></main>")
		}, []stranger.Finding{stranger.MoreCode, stranger.NoForm}},
	} {
		s, own := asking(t)
		p := s.start(t)
		p.Asks, p.Signed = true, own
		c.change(s)
		got, err := look(t, p)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if d := cmp.Diff(c.want, got.Findings); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// TestServerThatCannotAsk: one of before shows no questions, which is no tampering.
func TestServerThatCannotAsk(t *testing.T) {
	t.Parallel()
	s, own := asking(t)
	p := s.start(t)
	p.Asks, p.Signed = true, own
	s.shelf.page.Feedback = nil
	var u *stranger.UnseenError
	if got, err := look(t, p); !errors.As(err, &u) || u.Why == "" {
		t.Errorf("got %+v, %v", got, err)
	}
	s.answer = func(w http.ResponseWriter, _ *http.Request) bool {
		w.WriteHeader(http.StatusServiceUnavailable)
		return true
	}
	if _, err := look(t, p); !errors.As(err, &u) {
		t.Errorf("got %v", err)
	}
}
