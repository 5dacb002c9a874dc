package server_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/server"
)

func newKey(t *testing.T) server.SecretsKey {
	t.Helper()
	k, err := server.NewSecretsKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// beside gives another server over the same store and clock, with a key.
func (s *site) beside(k server.SecretsKey) *site {
	s.t.Helper()
	other := newSite(s.t, func(c *server.Config) { c.Store, c.SecretsKey = s.store, k })
	at := s.now()
	other.mu.Lock() // the server has begun to tidy, and looks at the clock
	defer other.mu.Unlock()
	other.store, other.time = s.store, at
	return other
}

// enrolled sets codes up for somebody and gives their secret.
func (s *site) enrolled(name string) []byte {
	s.t.Helper()
	path := s.link(name)
	secret := s.secretOf(path)
	signedIn(s.t, s.submit(path, url.Values{"code": {s.code(secret, 0)}}))
	return secret
}

func (s *site) signIn(name string, secret []byte) *httptest.ResponseRecorder {
	s.t.Helper()
	s.wait(30 * time.Second) // a code is good once
	return s.submit("/coordinator/sign-in", url.Values{"name": {name}, "code": {s.code(secret, 0)}})
}

// kept is a secret as the database holds it.
func (s *site) kept(name string) []byte {
	s.t.Helper()
	_, c, err := s.store.CodeSecret(s.t.Context(), name)
	if err != nil {
		s.t.Fatal(err)
	}
	return c.Secret
}

func TestSecretsOfCodesAreSealed(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	s := newSite(t, func(c *server.Config) { c.SecretsKey = key })
	secret, again := s.enrolled("cora"), s.enrolled("dora")
	for name, plain := range map[string][]byte{"cora": secret, "dora": again} {
		if got := s.kept(name); bytes.Contains(got, plain[:6]) || len(got) < 60 {
			t.Errorf("%s: the database has %x, of %x", name, got, plain)
		}
	}
	other := s.beside(key) // another server, or this one after a restart
	signedIn(t, other.signIn("cora", secret))
	for _, printed := range []string{fmt.Sprint(key), fmt.Sprintf("%v %+v %#v", key, key, key), fmt.Sprintf("%+v", server.Config{SecretsKey: key})} {
		if !strings.Contains(printed, "[sealed]") {
			t.Errorf("the key is printed: %s", printed)
		}
	}
	// A secret that is put into another's row opens for nobody.
	if err := s.store.ReplaceSecret(t.Context(), "nobody", nil, nil); err != nil {
		t.Error(err)
	}
	who, _, err := s.store.CodeSecret(t.Context(), "dora")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.store.ReplaceSecret(t.Context(), who.ID, s.kept("dora"), s.kept("cora")); err != nil {
		t.Fatal(err)
	}
	wantStatus(t, other.signIn("dora", secret), http.StatusUnauthorized)
}

// TestPlainSecretsAreSealed: those of an older server, at the start and where one still
// runs beside.
func TestPlainSecretsAreSealed(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	s := newSite(t, func(c *server.Config) { c.SecretsKey = key })
	plain := func(name string) []byte {
		t.Helper()
		secret := s.enrolled(name)
		who, kept, err := s.store.CodeSecret(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.store.ReplaceSecret(t.Context(), who.ID, kept.Secret, secret); err != nil {
			t.Fatal(err)
		}
		return secret
	}
	secret := plain("cora")
	for _, want := range []server.SealedCodes{{Fresh: 1}, {}} {
		if got, err := server.SealCodes(t.Context(), s.store, key, rand.Reader); err != nil || got != want {
			t.Errorf("got %+v, %v, want %+v", got, err, want)
		}
	}
	if got := s.kept("cora"); bytes.Contains(got, secret) {
		t.Errorf("the database has %x, of %x", got, secret)
	}
	signedIn(t, s.signIn("cora", secret))

	late := plain("dora")
	signedIn(t, s.signIn("dora", late))
	if got := s.kept("dora"); bytes.Contains(got, late) {
		t.Errorf("the database has %x, of %x", got, late)
	}
	signedIn(t, s.signIn("dora", late))
}

// TestAnotherKeyOpensNothing: whoever runs the server is told what to do, and a coordinator
// who enrols again is let in.
func TestAnotherKeyOpensNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t, func(c *server.Config) { c.SecretsKey = newKey(t) })
	secret := s.enrolled("cora")
	key := newKey(t)
	if got, err := server.SealCodes(t.Context(), s.store, key, rand.Reader); err != nil || got != (server.SealedCodes{Other: 1}) {
		t.Errorf("got %+v, %v", got, err)
	}
	other := s.beside(key)
	wantStatus(t, other.signIn("cora", secret), http.StatusUnauthorized)
	if log := other.log.String(); !strings.Contains(log, "coordinator add") || strings.Contains(log, "cora") {
		t.Errorf("the log says %s", log)
	}
	signedIn(t, other.signIn("cora", other.enrolled("cora")))
}

func TestReadSecretsKey(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	for _, text := range []string{string(key.Text()), "  " + strings.ToUpper(string(key.Text())) + "\r\n"} {
		if got, err := server.ReadSecretsKey([]byte(text)); err != nil || got != key {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{"", "00", strings.Repeat("0", 63), strings.Repeat("g", 64), strings.Repeat("0", 65), "-----BEGIN PRIVATE KEY-----"} {
		if got, err := server.ReadSecretsKey([]byte(text)); err == nil || !strings.Contains(err.Error(), "openssl rand -hex 32") || got != (server.SecretsKey{}) {
			t.Errorf("%q: got %v", text, err)
		}
	}
}
