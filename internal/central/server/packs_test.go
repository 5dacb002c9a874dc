package server_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

func packEdition(version int64, voices ...string) content.Edition {
	e := content.Edition{Format: 1, ID: "day-2026", Issuer: "The campaign", Version: version, NotBefore: "2026-11-01T00:00:00Z", Expires: "2027-06-01T00:00:00Z"}
	for _, id := range voices {
		e.Content.Voices = append(e.Content.Voices, content.Voice{
			ID: id, Credit: "Speaker " + id, Role: "Ambassador", Year: 2026, Lang: "en", Quote: "Words of " + id + ".", Topics: []string{},
			Consent: content.Consent{Status: content.Granted, Controller: "The campaign", Scope: map[content.Use]bool{content.Print: true}},
		})
	}
	return e
}

func (s *site) packKey() server.PackKey {
	s.t.Helper()
	key, err := server.SeedPackKey(s.t.Context(), s.store, rand.Reader)
	if err != nil {
		s.t.Fatal(err)
	}
	return key
}

func (s *site) publishPack(e content.Edition) error {
	s.t.Helper()
	b, err := json.Marshal(e)
	if err != nil {
		s.t.Fatal(err)
	}
	_, err = server.PublishPack(s.t.Context(), s.store, s.packKey(), b, s.now())
	return err
}

func (s *site) withdrawVoice(voice string) server.PackDone {
	s.t.Helper()
	done, err := server.WithdrawVoice(s.t.Context(), s.store, s.packKey(), voice, "consent", false, s.now())
	if err != nil {
		s.t.Fatal(err)
	}
	return done
}

// offers says what the server has, in short.
func (s *site) offers() string {
	s.t.Helper()
	r := answer[wire.PacksReply](s.t, s.get(wire.PathPacks), http.StatusOK)
	if r.Key != hex.EncodeToString(s.packKey().Public) {
		s.t.Errorf("the key is %s", r.Key)
	}
	return fmt.Sprint(r.Packs, r.Withdrawals)
}

func TestPacksAreServed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	if got := s.offers(); got != "[] 0" {
		t.Errorf("got %s", got)
	}
	wantStatus(t, s.get(wire.PathWithdrawals), http.StatusNotFound)
	if err := s.publishPack(packEdition(1, "ana", "ben")); err != nil {
		t.Fatal(err)
	}
	waits := packEdition(2, "ana", "cyn")
	waits.NotBefore = s.now().Add(time.Hour).UTC().Format(time.RFC3339)
	if err := s.publishPack(waits); err != nil {
		t.Fatal(err)
	}
	if got := s.offers(); got != "[{day-2026 1}] 0" {
		t.Errorf("got %s", got)
	}
	w := s.get(wire.PathPacks + "/day-2026/1")
	wantStatus(t, w, http.StatusOK)
	if _, e, err := wire.DecodeSignedPack(w.Body.Bytes()); err != nil || len(e.Content.Voices) != 2 {
		t.Errorf("got %+v, %v", e, err)
	}
	if got := w.Header().Get("Cache-Control"); got != "public, max-age=60" {
		t.Errorf("Cache-Control is %q", got)
	}
	for _, path := range []string{"/day-2026/2", "/day-2026/3", "/day-2026/x", "/day-2026/99999999999999999999", "/other/1", "/%00/1"} {
		wantStatus(t, s.get(wire.PathPacks+path), http.StatusNotFound)
	}
	s.wait(time.Hour)
	if got := s.offers(); got != "[{day-2026 2}] 0" {
		t.Errorf("from its time on: %s", got)
	}
	s.wait(365 * 24 * time.Hour)
	if got := s.offers(); got != "[] 0" {
		t.Errorf("after its end: %s", got)
	}
	wantStatus(t, s.get(wire.PathPacks+"/day-2026/2"), http.StatusNotFound)
}

// TestWithdrawnWordsAreGone looks at all that the server says, and at what it keeps.
func TestWithdrawnWordsAreGone(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	if err := s.publishPack(packEdition(1, "ana", "ben")); err != nil {
		t.Fatal(err)
	}
	waits := packEdition(2, "ana", "cyn")
	waits.NotBefore = s.now().Add(time.Hour).UTC().Format(time.RFC3339)
	if err := s.publishPack(waits); err != nil {
		t.Fatal(err)
	}
	done := s.withdrawVoice("ana")
	if d := gocmp.Diff([]string{"day-2026 3", "day-2026 4"}, done.Again); d != "" || done.Number != 1 {
		t.Errorf("number %d, again %s", done.Number, d)
	}
	if got := s.offers(); got != "[{day-2026 3}] 1" {
		t.Errorf("got %s", got)
	}
	list := s.get(wire.PathWithdrawals)
	wantStatus(t, list, http.StatusOK)
	if _, l, err := wire.DecodeSignedWithdrawals(list.Body.Bytes()); err != nil || !l.Names("ana") || len(l.Voices) != 1 {
		t.Errorf("got %+v, %v", l, err)
	}
	s.wait(time.Hour)
	if got := s.offers(); got != "[{day-2026 4}] 1" {
		t.Errorf("what waited: %s", got)
	}
	for v := range 6 {
		if w := s.get(fmt.Sprintf("%s/day-2026/%d", wire.PathPacks, v)); strings.Contains(w.Body.String(), "Words of ana") {
			t.Errorf("version %d still has the words", v)
		}
	}
	if err := s.publishPack(packEdition(9, "ana")); fault.CodeOf(err) != fault.Denied {
		t.Errorf("published again: %v", err)
	}
}

func TestJoiningBringsTheKey(t *testing.T) {
	t.Parallel()
	public, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*server.Config)
		want   func(*site) []byte
	}{
		"its own":   {func(*server.Config) {}, func(s *site) []byte { return s.packKey().Public }},
		"elsewhere": {func(c *server.Config) { c.PackKey = server.PackKey{Public: public} }, func(*site) []byte { return public }},
	} {
		s := newSite(t, c.change)
		code, err := server.Invite(t.Context(), s.store, "Riverside", s.now(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		body := wire.Raw(wire.JoinRequest{Code: code, Device: strings.Repeat("0f", 32)})
		got := answer[wire.JoinReply](t, s.do(http.MethodPost, wire.PathJoin, body), http.StatusOK)
		if want := hex.EncodeToString(c.want(s)); got.PackKey != want {
			t.Errorf("%s: got %s, want %s", name, got.PackKey, want)
		}
	}
}

func TestPublishRefuses(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	key := s.packKey()
	if err := s.publishPack(packEdition(3, "ana")); err != nil {
		t.Fatal(err)
	}
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	other := server.PackKey{Public: private.Public().(ed25519.PublicKey), Private: private}
	sign := func(k server.PackKey, e content.Edition, number int64) []byte {
		e.Withdrawals = content.Withdrawals{Format: 1, Number: number, Issued: "2026-12-01T00:00:00Z"}
		signed, err := wire.SignPack(e, k.Private)
		if err != nil {
			t.Fatal(err)
		}
		return signed.Encode()
	}
	over := packEdition(9)
	over.Expires = "2026-11-02T00:00:00Z"
	good := sign(key, packEdition(4), 0)
	for name, c := range map[string]struct {
		key  server.PackKey
		file []byte
		want fault.Code
	}{
		"an older version":        {key, sign(key, packEdition(2), 0), fault.Conflict},
		"another of the version":  {key, sign(key, packEdition(3), 0), fault.Conflict},
		"another's signature":     {key, sign(other, packEdition(4), 0), fault.Denied},
		"another key altogether":  {other, sign(other, packEdition(4), 0), fault.Conflict},
		"a list that is not here": {key, sign(key, packEdition(4), 7), fault.Conflict},
		"one that is over":        {key, sign(key, over, 0), fault.Invalid},
		"a changed file":          {key, bytes.Replace(good, []byte("campaign"), []byte("Campaign"), 1), fault.Invalid},
		"no JSON":                 {key, []byte("x"), fault.Invalid},
		"nothing":                 {key, nil, fault.Invalid},
		"withdrawals of its own":  {key, []byte(`{"v":1,"withdrawals":{"v":1,"number":1,"issued":"","voices":[]}}`), fault.Invalid},
	} {
		_, err := server.PublishPack(t.Context(), s.store, c.key, c.file, s.now())
		if err == nil || fault.CodeOf(err) != c.want {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
	if _, err := server.PublishPack(t.Context(), s.store, key, good, s.now()); err != nil {
		t.Error(err)
	}
}

func TestPackKeyFiles(t *testing.T) {
	t.Parallel()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	pkix, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	write := func(kind string, b []byte) []byte { return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: b}) }
	for name, c := range map[string]struct {
		text []byte
		want *server.PackKey
	}{
		"private":       {write("PRIVATE KEY", pkcs8), &server.PackKey{Public: public, Private: private}},
		"public":        {write("PUBLIC KEY", pkix), &server.PackKey{Public: public}},
		"crossed":       {write("PRIVATE KEY", pkix), nil},
		"crossed again": {write("PUBLIC KEY", pkcs8), nil},
		"another kind":  {write("CERTIFICATE", pkix), nil},
		"no PEM":        {pkcs8, nil},
		"nothing":       {nil, nil},
	} {
		got, err := server.ReadPackKey(c.text)
		if c.want == nil && fault.CodeOf(err) != fault.Invalid || c.want != nil && (err != nil || !gocmp.Equal(got, *c.want)) {
			t.Errorf("%s: got %v, %v", name, got, err)
		}
	}
}
