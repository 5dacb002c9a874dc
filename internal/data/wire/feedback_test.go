package wire_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"daykit/internal/data/wire"
)

func feedbackStatement() wire.FeedbackStatement {
	return wire.FeedbackStatement{
		Version: 1, Event: "7KQ2M9XD", Recipient: plainKey, NotBefore: "2026-12-18T20:30:00Z", NotAfter: "2027-01-01T20:30:00Z",
		Ask: []string{"welcome", "new", "remember"},
	}
}

func pageFeedback(s wire.FeedbackStatement) wire.PageFeedback {
	text := string(wire.Raw(s))
	return wire.PageFeedback{Statement: wire.SignedStatement{
		Statement: text, Key: receiptKey().Public().(ed25519.PublicKey),
		Signature: ed25519.Sign(receiptKey(), wire.Purposed(wire.PurposeFeedback, []byte(text))),
	}}
}

func answers() wire.Feedback {
	return wire.Feedback{
		Version: 2, Kind: wire.FeedbackKind, ID: letterID, Lang: "ur",
		Answers: map[string][]string{"welcome": {"5"}, "why": {"people", "day"}}, Words: "The soup.\nThe drum.", MayQuote: true,
	}
}

func TestFeedbackTravels(t *testing.T) {
	t.Parallel()
	page := version1()["page"].(wire.Page)
	how := pageFeedback(feedbackStatement())
	page.Feedback = &how
	golden(t, map[string]any{
		"feedback-statement": feedbackStatement(), "page-feedback": page, "feedback": answers(),
	})
	got, err := how.Statement.OpenFeedback()
	if err != nil || !reflect.DeepEqual(got, feedbackStatement()) {
		t.Errorf("got %+v, %v", got, err)
	}
}

// TestStatementsHaveOnePurpose: neither of the two kinds passes for the other, whatever it
// says.
func TestStatementsHaveOnePurpose(t *testing.T) {
	t.Parallel()
	if _, err := signedStatement(statement()).OpenFeedback(); err == nil {
		t.Error("a statement of signing up passed")
	}
	if _, err := pageFeedback(feedbackStatement()).Statement.Open(); err == nil {
		t.Error("a statement of how it was passed for signing up")
	}
	for name, change := range map[string]func(*wire.SignedStatement){
		"a space more":  func(s *wire.SignedStatement) { s.Statement += " " },
		"another key":   func(s *wire.SignedStatement) { s.Key = append([]byte{s.Key[0] ^ 1}, s.Key[1:]...) },
		"no key":        func(s *wire.SignedStatement) { s.Key = nil },
		"a long one":    func(s *wire.SignedStatement) { s.Statement = strings.Repeat(" ", wire.MaxStatement+1) },
		"no signature":  func(s *wire.SignedStatement) { s.Signature = nil },
		"another's one": func(s *wire.SignedStatement) { s.Signature = append([]byte{s.Signature[0] ^ 1}, s.Signature[1:]...) },
	} {
		s := pageFeedback(feedbackStatement()).Statement
		change(&s)
		if _, err := s.OpenFeedback(); err == nil {
			t.Errorf("%s: passed", name)
		}
	}
}

func TestBadFeedbackStatements(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*wire.FeedbackStatement){
		"a later version": func(s *wire.FeedbackStatement) { s.Version = 2 }, "no event": func(s *wire.FeedbackStatement) { s.Event = "" },
		"no key": func(s *wire.FeedbackStatement) { s.Recipient = "age1" }, "asks nothing": func(s *wire.FeedbackStatement) { s.Ask = nil },
		"asks twice": func(s *wire.FeedbackStatement) { s.Ask = []string{"new", "new"} }, "markup": func(s *wire.FeedbackStatement) { s.Ask = []string{"<b>"} },
		"soon": func(s *wire.FeedbackStatement) { s.NotBefore = "soon" }, "no end": func(s *wire.FeedbackStatement) { s.NotAfter = "" },
		"backwards": func(s *wire.FeedbackStatement) { s.NotAfter = s.NotBefore }, "years": func(s *wire.FeedbackStatement) { s.NotAfter = "2029-01-01T00:00:00Z" },
	} {
		s := feedbackStatement()
		change(&s)
		if _, err := wire.DecodeFeedbackStatement(wire.Raw(s)); err == nil {
			t.Errorf("%s: passed", name)
		}
	}
}

// TestFeedbackHasOneLength: whatever is in it, and the longest that people can write fits.
func TestFeedbackHasOneLength(t *testing.T) {
	t.Parallel()
	long := answers()
	long.Answers = map[string][]string{}
	for _, q := range []string{"welcome", "new", "again", "why", "heard"} {
		long.Answers[q] = []string{"people", "programme", "learn", "family", "day", "other"}
	}
	for _, words := range []string{"", strings.Repeat("🌻", 600), strings.Repeat(`"`, 600), strings.Repeat("<", 600)} {
		long.Words = words
		plain, err := wire.EncodeFeedback(long)
		if err != nil || len(plain) != wire.FeedbackSize {
			t.Fatalf("%d bytes, %v", len(plain), err)
		}
		got, err := wire.DecodeFeedback(plain)
		if err != nil || !reflect.DeepEqual(got, long) {
			t.Errorf("got %+v, %v", got, err)
		}
		if _, err := wire.DecodeSignup(plain); err == nil {
			t.Error("answers pass for a sign-up")
		}
	}
	long.Words = strings.Repeat("x", 601)
	if _, err := wire.EncodeFeedback(long); err == nil {
		t.Error("601 characters passed")
	}
	if wire.PaddedSizes[len(wire.PaddedSizes)-1]+1900 >= wire.FeedbackSize {
		t.Error("a sealed sign-up may be as long as answers") // a hybrid recipient adds less than 1,900 bytes
	}
}

func TestBadFeedback(t *testing.T) {
	t.Parallel()
	pad := func(m map[string]any) []byte {
		raw := mustJSON(t, m)
		return append(raw, bytes.Repeat([]byte{' '}, max(0, wire.FeedbackSize-len(raw)))...)
	}
	for name, c := range map[string]struct {
		field string
		value any
	}{
		"a sign-up's version": {"v", 1}, "a later version": {"v", 3}, "another kind": {"kind", "rumour"}, "no id": {"id", ""}, "markup": {"lang", "<b>"},
		"long words": {"words", strings.Repeat("x", 601)}, "an answer in words": {"answers", map[string]any{"new": []string{"Yes, a lot"}}},
		"an answer twice": {"answers", map[string]any{"new": []string{"yes", "yes"}}}, "a question in words": {"answers", map[string]any{"Who?": []string{"yes"}}},
		"a number": {"answers", map[string]any{"welcome": []int{5}}}, "one text": {"answers", map[string]any{"welcome": "5"}}, "a half truth": {"may_quote", "maybe"},
	} {
		var m map[string]any
		if err := json.Unmarshal(wire.Raw(answers()), &m); err != nil {
			t.Fatal(err)
		}
		m[c.field] = c.value
		if _, err := wire.DecodeFeedback(pad(m)); err == nil {
			t.Errorf("%s: passed", name)
		}
	}
	for name, raw := range map[string][]byte{
		"nothing": nil, "another length": wire.Raw(answers()), "not JSON": bytes.Repeat([]byte{'x'}, wire.FeedbackSize), "spaces": bytes.Repeat([]byte{' '}, wire.FeedbackSize),
	} {
		if _, err := wire.DecodeFeedback(raw); err == nil {
			t.Errorf("%s: passed", name)
		}
	}
}

// FuzzDecodeFeedback pads what it is given, or nothing would come through.
func FuzzDecodeFeedback(f *testing.F) {
	f.Add([]byte(wire.Raw(answers())))
	f.Add([]byte(`{"v":2,"kind":"feedback","id":"` + letterID + `","words":"\u202e\ud800\u0000\n","answers":{"":null}}`))
	f.Add([]byte(wire.Raw(feedbackStatement())))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if s, err := wire.DecodeFeedbackStatement(raw); err == nil {
			again, err := wire.DecodeFeedbackStatement(wire.Raw(s))
			if err != nil || !reflect.DeepEqual(again, s) {
				t.Fatalf("a statement is read differently the second time: %+v, %+v, %v", s, again, err)
			}
		}
		if len(raw) < wire.FeedbackSize {
			raw = append(bytes.Clone(raw), bytes.Repeat([]byte{' '}, wire.FeedbackSize-len(raw))...)
		}
		got, err := wire.DecodeFeedback(raw)
		if err != nil {
			return
		}
		if strings.ContainsAny(got.Words, "\r\x00\u202e\u2066\u2028") {
			t.Fatalf("no plain lines: %q", got.Words)
		}
		out, err := wire.EncodeFeedback(got)
		if err != nil {
			return // longer than it came, since letters of JSON may be written in two ways
		}
		again, err := wire.DecodeFeedback(out)
		if err != nil || !bytes.Equal(wire.Raw(again), wire.Raw(got)) {
			t.Fatalf("read differently the second time: %+v, %+v, %v", got, again, err)
		}
	})
}
