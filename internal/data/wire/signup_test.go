package wire_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"daykit/internal/data/seal"
	"daykit/internal/data/wire"
)

const (
	letterID = "0f8fad5b-d9cb-469f-a165-70867728950e"
	plainKey = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
)

func statement() wire.Statement {
	return wire.Statement{
		Version: 1, Event: "7KQ2M9XD", Recipient: plainKey, NotAfter: "2026-12-18T20:30:00Z",
		Ask: wire.Ask{Name: true, Contact: true, Party: 6, Ticks: []string{"volunteer"}, Food: []string{"vegetarian", "halal"}, Access: []string{"step-free"}},
	}
}

// signedStatement gives a statement as the group's key signs it.
func signedStatement(s wire.Statement) wire.SignedStatement {
	text := string(wire.Raw(s))
	return wire.SignedStatement{
		Statement: text, Key: receiptKey().Public().(ed25519.PublicKey),
		Signature: ed25519.Sign(receiptKey(), wire.Purposed(wire.PurposeSignup, []byte(text))),
	}
}

func signup() wire.Signup {
	return wire.Signup{
		Version: 1, ID: letterID, Name: "Ana", Contact: "+44 161 496 0000", Party: 3, Lang: "pt-BR",
		Ticks: []string{"keep-in-touch"}, Food: []string{"halal"}, Access: []string{"step-free"}, Apart: strings.Repeat("0f", 16),
	}
}

func letter() []byte { return []byte("age-encryption.org/v1\n-> X25519 and ciphertext") }

// signups is what sign-ups travel in, by file.
func signups() map[string]any {
	blob := strings.Repeat("5c", 32)
	page := version1()["page"].(wire.Page)
	page.Signup = &wire.PageSignup{State: wire.SignupOpen, Note: map[string]string{"en": "Come early."}, Statement: signedStatement(statement())}
	return map[string]any{
		"statement":        statement(),
		"signed-statement": signedStatement(statement()),
		"page-signup":      page,
		"signup":           signup(),
		"mailbox":          wire.MailboxReply{Letters: []wire.Letter{{ID: letterID, Event: "7KQ2M9XD", Body: letter()}}, More: true},
		"mailbox-none":     wire.MailboxReply{Letters: []wire.Letter{}},
		"mailbox-ack":      wire.MailboxAck{IDs: []string{letterID}, Cursor: 9, Chain: blob},
		"mailbox-acked":    wire.MailboxAckReply{},
		"mailbox-reset":    wire.MailboxAckReply{Reset: true},
		"blobs":            wire.Blobs{Blobs: []string{blob}},
		"challenge":        wire.Challenge{Token: "AAECAwQ", Bits: 14},
		"problem-work":     wire.Problem{Code: "challenge", Message: "some work first", Challenge: &wire.Challenge{Token: "AAECAwQ", Bits: 14}},
	}
}

func TestSignups(t *testing.T) {
	t.Parallel()
	golden(t, signups())
}

// signupDecoders are those of the mailbox, each under the name of a good input.
func signupDecoders() map[string]func([]byte) (any, error) {
	return map[string]func([]byte) (any, error){
		"statement":        lift(wire.DecodeStatement),
		"signed-statement": lift(wire.DecodeSignedStatement),
		"mailbox":          lift(wire.DecodeMailbox),
		"mailbox-ack":      lift(wire.DecodeMailboxAck),
		"mailbox-reset":    lift(wire.DecodeMailboxAckReply),
		"blobs":            lift(wire.DecodeBlobs),
		"challenge":        lift(wire.DecodeChallenge),
	}
}

func TestSignupsAreRead(t *testing.T) {
	t.Parallel()
	for name, decode := range signupDecoders() {
		got, err := decode(wire.Raw(signups()[name]))
		if err != nil || !reflect.DeepEqual(got, signups()[name]) {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}

// TestFingerprint pins what posters say: another one would make every poster a lie.
func TestFingerprint(t *testing.T) {
	t.Parallel()
	if got, want := wire.KeyFingerprint(make([]byte, 32)), "MZUHVLPYMK6XO3EPYGFY5H4OEA"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestGroupsSignStatements: what the group's keys make is what this package verifies, for
// both kinds of recipients.
func TestGroupsSignStatements(t *testing.T) {
	t.Parallel()
	keys, err := seal.NewKeys(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []seal.Kind{seal.Hybrid, seal.X25519} {
		s := statement()
		if s.Recipient, err = keys.NewEventKey(s.Event, kind); err != nil {
			t.Fatal(err)
		}
		text := wire.Raw(s)
		signature, err := keys.Sign(wire.PurposeSignup, text)
		if err != nil {
			t.Fatal(err)
		}
		got, err := wire.SignedStatement{Statement: string(text), Key: keys.Group(), Signature: signature}.Open()
		if err != nil || !reflect.DeepEqual(got, s) {
			t.Errorf("got %+v, %v", got, err)
		}
	}
}

// TestStatementsAreAsSigned: no part of a signed statement can be another.
func TestStatementsAreAsSigned(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*wire.SignedStatement){
		"another event":     func(s *wire.SignedStatement) { s.Statement = strings.Replace(s.Statement, "7KQ2M9XD", "7KQ2M9XE", 1) },
		"a space more":      func(s *wire.SignedStatement) { s.Statement += " " },
		"another key":       func(s *wire.SignedStatement) { s.Key = append([]byte{s.Key[0] ^ 1}, s.Key[1:]...) },
		"a short key":       func(s *wire.SignedStatement) { s.Key = s.Key[:31] },
		"no key":            func(s *wire.SignedStatement) { s.Key = nil },
		"another signature": func(s *wire.SignedStatement) { s.Signature = append([]byte{s.Signature[0] ^ 1}, s.Signature[1:]...) },
		"no signature":      func(s *wire.SignedStatement) { s.Signature = nil },
		"another purpose": func(s *wire.SignedStatement) {
			s.Signature = ed25519.Sign(receiptKey(), wire.Purposed("keybag v1", []byte(s.Statement)))
		},
		"no purpose": func(s *wire.SignedStatement) { s.Signature = ed25519.Sign(receiptKey(), []byte(s.Statement)) },
		"signed nonsense": func(s *wire.SignedStatement) {
			s.Statement = `{"v":1}`
			s.Signature = ed25519.Sign(receiptKey(), wire.Purposed(wire.PurposeSignup, []byte(s.Statement)))
		},
		"too long": func(s *wire.SignedStatement) {
			s.Statement += strings.Repeat(" ", wire.MaxStatement)
			s.Signature = ed25519.Sign(receiptKey(), wire.Purposed(wire.PurposeSignup, []byte(s.Statement)))
		},
	} {
		s := signedStatement(statement())
		if _, err := s.Open(); err != nil {
			t.Fatalf("as signed: %v", err)
		}
		change(&s)
		if _, err := s.Open(); err == nil {
			t.Errorf("%s: opened", name)
		}
	}
}

func TestSignupBounds(t *testing.T) {
	t.Parallel()
	change := func(f func(*wire.Statement)) wire.Statement {
		s := statement()
		f(&s)
		return s
	}
	many := slices.Repeat([]string{strings.Repeat("5c", 32)}, wire.MaxBlobs+1)
	ids := slices.Repeat([]string{letterID}, wire.MaxAcks+1)
	letters := slices.Repeat([]wire.Letter{{ID: letterID, Event: "7KQ2M9XD", Body: letter()}}, wire.MaxLetters+1)
	for name, c := range map[string]struct {
		decoder string
		v       any
	}{
		"a later version":       {"statement", change(func(s *wire.Statement) { s.Version = 2 })},
		"no event":              {"statement", change(func(s *wire.Statement) { s.Event = "" })},
		"an event in lower":     {"statement", change(func(s *wire.Statement) { s.Event = "7kq2m9xd" })},
		"no recipient":          {"statement", change(func(s *wire.Statement) { s.Recipient = "" })},
		"a key to keep":         {"statement", change(func(s *wire.Statement) { s.Recipient = "AGE-SECRET-KEY-1" + strings.Repeat("Q", 58) })},
		"an SSH recipient":      {"statement", change(func(s *wire.Statement) { s.Recipient = "ssh-ed25519 AAAA" })},
		"a recipient of a shop": {"statement", change(func(s *wire.Statement) { s.Recipient = "age1yubikey1" + strings.Repeat("q", 58) })},
		"no end":                {"statement", change(func(s *wire.Statement) { s.NotAfter = "" })},
		"an end elsewhere":      {"statement", change(func(s *wire.Statement) { s.NotAfter = "2026-12-18T20:30:00+01:00" })},
		"an end long ago":       {"statement", change(func(s *wire.Statement) { s.NotAfter = "0001-01-01T00:00:00Z" })},
		"a village":             {"statement", change(func(s *wire.Statement) { s.Ask.Party = wire.MaxParty + 1 })},
		"fewer than nobody":     {"statement", change(func(s *wire.Statement) { s.Ask.Party = -1 })},
		"a tick twice":          {"statement", change(func(s *wire.Statement) { s.Ask.Ticks = []string{"came", "came"} })},
		"a tick of markup":      {"statement", change(func(s *wire.Statement) { s.Ask.Food = []string{"<b>"} })},
		"a long tick":           {"statement", change(func(s *wire.Statement) { s.Ask.Access = []string{strings.Repeat("a", 65)} })},
		"too many ticks":        {"statement", change(func(s *wire.Statement) { s.Ask.Access = slices.Repeat([]string{"a"}, wire.MaxChoices+1) })},
		"a long statement":      {"statement", change(func(s *wire.Statement) { s.Recipient = "age1pq1" + strings.Repeat("q", 5000) })},
		"unsigned":              {"signed-statement", wire.SignedStatement{Statement: string(wire.Raw(statement()))}},
		"no list of letters":    {"mailbox", map[string]string{"status": "up"}},
		"too many letters":      {"mailbox", wire.MailboxReply{Letters: letters}},
		"more of nothing":       {"mailbox", wire.MailboxReply{Letters: []wire.Letter{}, More: true}},
		"a letter of no event":  {"mailbox", wire.MailboxReply{Letters: []wire.Letter{{ID: letterID, Body: letter()}}}},
		"a letter of no id":     {"mailbox", wire.MailboxReply{Letters: []wire.Letter{{Event: "7KQ2M9XD", Body: letter()}}}},
		"an open letter":        {"mailbox", wire.MailboxReply{Letters: []wire.Letter{{ID: letterID, Event: "7KQ2M9XD", Body: []byte(`{"name":"Ana"}`)}}}},
		"a large letter":        {"mailbox", wire.MailboxReply{Letters: []wire.Letter{{ID: letterID, Event: "7KQ2M9XD", Body: append(letter(), make([]byte, wire.MaxLetter)...)}}}},
		"nothing to let go":     {"mailbox-ack", wire.MailboxAck{IDs: []string{}}},
		"too much to let go":    {"mailbox-ack", wire.MailboxAck{IDs: ids}},
		"no letter's id":        {"mailbox-ack", wire.MailboxAck{IDs: []string{"1 OR 1=1"}}},
		"before the start":      {"mailbox-ack", wire.MailboxAck{IDs: ids[:1], Cursor: -1}},
		"an odd chain":          {"mailbox-ack", wire.MailboxAck{IDs: ids[:1], Chain: "xyz"}},
		"half a chain":          {"mailbox-ack", wire.MailboxAck{IDs: ids[:1], Chain: "0"}},
		"a long chain":          {"mailbox-ack", wire.MailboxAck{IDs: ids[:1], Chain: strings.Repeat("00", 65)}},
		"a list":                {"mailbox-reset", []int{1}},
		"no list of chunks":     {"blobs", map[string]int{}},
		"too many chunks":       {"blobs", wire.Blobs{Blobs: many}},
		"a path":                {"blobs", wire.Blobs{Blobs: []string{"../../etc/passwd"}}},
		"capitals":              {"blobs", wire.Blobs{Blobs: []string{strings.Repeat("5C", 32)}}},
		"no token":              {"challenge", wire.Challenge{Bits: 14}},
		"a long token":          {"challenge", wire.Challenge{Token: strings.Repeat("A", wire.MaxToken+1), Bits: 14}},
		"an odd token":          {"challenge", wire.Challenge{Token: "a.b", Bits: 14}},
		"no work":               {"challenge", wire.Challenge{Token: "AAAA"}},
		"work without end":      {"challenge", wire.Challenge{Token: "AAAA", Bits: 17}},
	} {
		if _, err := signupDecoders()[c.decoder](wire.Raw(c.v)); err == nil {
			t.Errorf("%s: passed", name)
		}
	}
}

func TestUUIDs(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]bool{
		letterID: true, "00000000-0000-4000-8000-000000000000": true, "": false, strings.ToUpper(letterID): false,
		"0f8fad5b-d9cb-169f-a165-70867728950e": false, "0f8fad5b-d9cb-469f-c165-70867728950e": false,
		"0f8fad5b0d9cb0469f0a165070867728950e": false, "0f8fad5b-d9cb-469f-a165-70867728950g": false,
		letterID + "0": false, "{" + letterID[:34] + "}": false,
	} {
		if got := wire.IsUUID(id); got != want {
			t.Errorf("%q: got %v", id, got)
		}
	}
}

// TestSignupsArePadded: every length that travels is one of three.
func TestSignupsArePadded(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 100, wire.MaxAnswer} {
		s := signup()
		s.Name, s.Contact = strings.Repeat("é", n), strings.Repeat("龍", n)
		raw, err := wire.EncodeSignup(s)
		if err != nil || !slices.Contains(wire.PaddedSizes, len(raw)) {
			t.Fatalf("%d characters: %d bytes, %v", n, len(raw), err)
		}
		if got, err := wire.DecodeSignup(raw); err != nil || !reflect.DeepEqual(got, s) {
			t.Errorf("got %+v, %v", got, err)
		}
	}
	s := signup()
	for i := range wire.MaxChoices {
		id := strings.Repeat("a", 60) + string(rune('a'+i%26)) + string(rune('a'+i/26))
		s.Food, s.Access = append(s.Food, id), append(s.Access, id)
	}
	s.Food, s.Access = s.Food[1:], s.Access[1:]
	if _, err := wire.EncodeSignup(s); err == nil {
		t.Error("a sign-up longer than every size was written")
	}
}

// padded gives a sign-up's bytes with what a browser of ours would not write.
func padded(t *testing.T, change func(map[string]any)) []byte {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(wire.Raw(signup()), &m); err != nil {
		t.Fatal(err)
	}
	change(m)
	raw := wire.Raw(json.RawMessage(mustJSON(t, m)))
	return append(raw, bytes.Repeat([]byte{' '}, 2048-len(raw))...)
}

func mustJSON(t *testing.T, v any) []byte {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestWhatVisitorsWriteIsOneLine(t *testing.T) {
	t.Parallel()
	got, err := wire.DecodeSignup(padded(t, func(m map[string]any) {
		m["name"], m["contact"], m["later"] = " Ana\n\tMaria\u2028 \u202eabc\x00 ", "\u202a+44 161 496 0000\u202c", 7
	}))
	if err != nil || got.Name != "Ana Maria abc" || got.Contact != "+44 161 496 0000" {
		t.Errorf("got %q, %q, %v", got.Name, got.Contact, err)
	}
}

func TestBadSignups(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		field string
		value any
	}{
		"a later version": {"v", 2}, "no id": {"id", ""}, "a long name": {"name", strings.Repeat("x", wire.MaxAnswer+1)},
		"a long contact": {"contact", strings.Repeat("x", wire.MaxAnswer+1)}, "a crowd": {"party", 51}, "nobody": {"party", -1},
		"half a person": {"party", 0.5}, "markup": {"lang", "<b>"}, "a long language": {"lang", strings.Repeat("a", 36)},
		"a tick twice": {"ticks", []string{"a", "a"}}, "a tick of words": {"food", []string{"no nuts please"}}, "no name of its own": {"apart", ""},
		"a need of capitals": {"access", []string{"BSL"}},
	} {
		if _, err := wire.DecodeSignup(padded(t, func(m map[string]any) { m[c.field] = c.value })); err == nil {
			t.Errorf("%s: passed", name)
		}
	}
	for name, raw := range map[string][]byte{
		"nothing": nil, "another length": wire.Raw(signup()), "not JSON": bytes.Repeat([]byte{'x'}, 512), "spaces": bytes.Repeat([]byte{' '}, 512),
	} {
		if _, err := wire.DecodeSignup(raw); err == nil {
			t.Errorf("%s: passed", name)
		}
	}
}

func FuzzDecodeSignups(f *testing.F) {
	for _, v := range signups() {
		f.Add([]byte(wire.Raw(v)))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for name, decode := range signupDecoders() {
			v, err := decode(raw)
			if err != nil {
				continue
			}
			out := wire.Raw(v)
			again, err := decode(out)
			if err != nil {
				t.Fatalf("%s: what was read cannot be read again: %v", name, err)
			}
			if twice := wire.Raw(again); !bytes.Equal(twice, out) {
				t.Fatalf("%s: read differently the second time:\n%s\n%s", name, out, twice)
			}
		}
	})
}

// FuzzDecodeSignup pads what it is given, or nothing would come through.
func FuzzDecodeSignup(f *testing.F) {
	f.Add([]byte(wire.Raw(signup())))
	f.Add([]byte(`{"v":1,"id":"` + letterID + `","name":"\u202e\ud800\u0000","apart":"` + strings.Repeat("0f", 16) + `"}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) < 2048 {
			raw = append(bytes.Clone(raw), bytes.Repeat([]byte{' '}, 2048-len(raw))...)
		}
		s, err := wire.DecodeSignup(raw)
		if err != nil {
			return
		}
		if strings.ContainsAny(s.Name+s.Contact, "\n\r\x00\u202e\u2066") {
			t.Fatalf("not one plain line: %q, %q", s.Name, s.Contact)
		}
		out, err := wire.EncodeSignup(s)
		if err != nil {
			return // longer than it came, since letters of JSON may be written in two ways
		}
		again, err := wire.DecodeSignup(out)
		if err != nil || !reflect.DeepEqual(wire.Raw(again), wire.Raw(s)) {
			t.Fatalf("read differently the second time: %+v, %+v, %v", s, again, err)
		}
	})
}
