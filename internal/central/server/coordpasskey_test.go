package server_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/server"
)

// authenticator is a security key as far as WebAuthn goes: one ES256 key, and somebody
// who always touches it.
type authenticator struct {
	t      testing.TB
	key    *ecdsa.PrivateKey
	id     []byte
	user   string
	count  uint32
	origin string
	flags  byte // user present, user verified
	rpID   string
}

func newAuthenticator(t testing.TB) *authenticator {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	id := sha256.Sum256([]byte("credential"))
	return &authenticator{t: t, key: key, id: id[:], origin: publicURL, flags: 0x05, rpID: strings.TrimPrefix(publicURL, "https://")}
}

func url64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// options are what the server asks, as far as a key needs it.
type options struct {
	Ceremony string `json:"ceremony"`
	Options  struct {
		Challenge string `json:"challenge"`
		User      struct {
			ID   string `json:"id"`
			Name string `json:"name"`
		} `json:"user"`
		Selection struct {
			Resident     string `json:"residentKey"`
			Verification string `json:"userVerification"`
		} `json:"authenticatorSelection"`
		Verification string `json:"userVerification"`
	} `json:"options"`
}

func (a *authenticator) data(flags byte, more ...byte) []byte {
	rp := sha256.Sum256([]byte(a.rpID))
	a.count++
	out := append(rp[:], flags)
	return append(binary.BigEndian.AppendUint32(out, a.count), more...)
}

func (a *authenticator) client(kind, challenge string) []byte {
	return fmt.Appendf(nil, `{"type":%q,"challenge":%q,"origin":%q,"crossOrigin":false}`, kind, challenge, a.origin)
}

// answer is what the page's script sends.
func (a *authenticator) answer(ceremony string, response map[string]any) []byte {
	body, err := json.Marshal(map[string]any{"ceremony": ceremony, "answer": map[string]any{
		"id": url64(a.id), "rawId": url64(a.id), "type": "public-key", "clientExtensionResults": map[string]any{}, "response": response,
	}})
	if err != nil {
		a.t.Fatal(err)
	}
	return body
}

// create makes the credential, in CBOR as the specification writes it (WebAuthn level 3,
// sections 6.5 and 6.5.1.1).
func (a *authenticator) create(o options) []byte {
	point, err := a.key.PublicKey.Bytes()
	if err != nil {
		a.t.Fatal(err)
	}
	cose := append([]byte{0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32}, point[1:33]...)
	cose = append(append(cose, 0x22, 0x58, 32), point[33:]...)
	attested := append(append(make([]byte, 16), 0, byte(len(a.id))), a.id...)
	data := a.data(a.flags|0x40, append(attested, cose...)...)
	object := append([]byte("\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58"), byte(len(data)))
	a.user = o.Options.User.ID
	return a.answer(o.Ceremony, map[string]any{
		"clientDataJSON": url64(a.client("webauthn.create", o.Options.Challenge)), "attestationObject": url64(append(object, data...)),
	})
}

func (a *authenticator) use(o options) []byte {
	client, data := a.client("webauthn.get", o.Options.Challenge), a.data(a.flags)
	sum := sha256.Sum256(client)
	signed := sha256.Sum256(append(append([]byte{}, data...), sum[:]...))
	sig, err := ecdsa.SignASN1(rand.Reader, a.key, signed[:])
	if err != nil {
		a.t.Fatal(err)
	}
	return a.answer(o.Ceremony, map[string]any{
		"clientDataJSON": url64(client), "authenticatorData": url64(data), "signature": url64(sig), "userHandle": a.user,
	})
}

func (s *site) script(path string, body []byte, change ...func(*http.Request)) *httptest.ResponseRecorder {
	s.t.Helper()
	return s.do(http.MethodPost, path, body, append([]func(*http.Request){header("Content-Type", "application/json"), header("Sec-Fetch-Site", "same-origin")}, change...)...)
}

// byPasskey gives the cookie of an answer to the script.
func byPasskey(t testing.TB, w *httptest.ResponseRecorder) func(*http.Request) {
	t.Helper()
	wantStatus(t, w, http.StatusOK)
	if c := w.Result().Cookies(); len(c) == 1 && strings.Contains(w.Body.String(), `"next":"/coordinator"`) {
		return func(r *http.Request) { r.AddCookie(c[0]) }
	}
	t.Fatalf("got %s, cookies %v", w.Body, w.Result().Cookies())
	return nil
}

func (s *site) enrolKey(path string, a *authenticator) func(*http.Request) {
	s.t.Helper()
	o := answer[options](s.t, s.script(path+"/begin", []byte("{}")), http.StatusOK)
	return byPasskey(s.t, s.script(path+"/finish", a.create(o)))
}

func TestPasskey(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path, key := s.link("Cora Example"), newAuthenticator(t)
	o := answer[options](t, s.script(path+"/begin", []byte("{}")), http.StatusOK)
	if o.Options.User.Name != "Cora Example" || o.Options.Selection.Resident != "required" || o.Options.Selection.Verification != "required" {
		t.Errorf("asked for %+v", o.Options)
	}
	made := key.create(o)
	who := byPasskey(t, s.script(path+"/finish", made))
	wantHas(t, s.get("/coordinator", who), "signed in with a passkey")
	wantStatus(t, s.script(path+"/finish", made), http.StatusForbidden)
	wantStatus(t, s.script(path+"/begin", []byte("{}")), http.StatusForbidden)

	o = answer[options](t, s.script("/coordinator/sign-in/begin", []byte("{}")), http.StatusOK)
	if o.Options.Verification != "required" {
		t.Errorf("verification is %q", o.Options.Verification)
	}
	touch := key.use(o)
	wantHas(t, s.get("/coordinator", byPasskey(t, s.script("/coordinator/sign-in/finish", touch))), "signed in with a passkey")
	w := s.script("/coordinator/sign-in/finish", touch)
	wantStatus(t, w, http.StatusForbidden)
	wantHas(t, w, "that took too long")

	s.enrolKey(s.link("Cora Example"), otherKey(t)) // a second one beside it
	o = answer[options](t, s.script("/coordinator/sign-in/begin", []byte("{}")), http.StatusOK)
	byPasskey(t, s.script("/coordinator/sign-in/finish", key.use(o)))
}

func otherKey(t testing.TB) *authenticator {
	t.Helper()
	a := newAuthenticator(t)
	id := sha256.Sum256([]byte("another"))
	a.id = id[:]
	return a
}

// TestPasskeysThatDoNotHold spoils one thing of a sign-in at a time.
func TestPasskeysThatDoNotHold(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(s *site, a *authenticator){
		"from another site":     func(_ *site, a *authenticator) { a.origin = "https://evil.example" },
		"for another site":      func(_ *site, a *authenticator) { a.rpID = "evil.example" },
		"nobody was there":      func(_ *site, a *authenticator) { a.flags = 0x04 },
		"who it was is unknown": func(_ *site, a *authenticator) { a.flags = 0x01 },
		"of another person":     func(_ *site, a *authenticator) { a.user = url64([]byte("nobody")) },
		"with another key":      func(_ *site, a *authenticator) { a.key = otherKey(a.t).key },
		"copied":                func(_ *site, a *authenticator) { a.count = 0 },
		"too late":              func(s *site, _ *authenticator) { s.wait(5 * time.Minute) },
		"of somebody removed": func(s *site, _ *authenticator) {
			if _, err := server.RemoveCoordinator(s.t.Context(), s.store, "Cora", s.now()); err != nil {
				s.t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, key := newSite(t), newAuthenticator(t)
			s.enrolKey(s.link("Cora"), key)
			o := answer[options](t, s.script("/coordinator/sign-in/begin", []byte("{}")), http.StatusOK)
			byPasskey(t, s.script("/coordinator/sign-in/finish", key.use(o)))
			o = answer[options](t, s.script("/coordinator/sign-in/begin", []byte("{}")), http.StatusOK)
			spoil(s, key)
			w := s.script("/coordinator/sign-in/finish", key.use(o))
			wantStatus(t, w, http.StatusForbidden)
			if len(w.Result().Cookies()) != 0 {
				t.Error("it got a cookie")
			}
		})
	}
}

// lasting keeps the last ceremony and gives it as often as somebody answers, so that a new
// answer needs no new question.
type lasting struct {
	server.Store
	last []byte
}

// KeepCeremony implements server.Coordinators.
func (l *lasting) KeepCeremony(_ context.Context, _ server.Digest, body []byte, _, _ time.Time) error {
	l.last = body
	return nil
}

// TakeCeremony implements server.Coordinators.
func (l *lasting) TakeCeremony(context.Context, server.Digest, time.Time) ([]byte, error) {
	return l.last, nil
}

// FuzzTouch looks for panics, and for an answer that lets somebody in who was not asked.
func FuzzTouch(f *testing.F) {
	s := newSite(f, func(c *server.Config) { c.Store, c.Log = &lasting{Store: c.Store}, slog.New(slog.DiscardHandler) })
	key := newAuthenticator(f)
	s.enrolKey(s.link("Cora"), key)
	first := answer[options](f, s.script("/coordinator/sign-in/begin", []byte("{}")), http.StatusOK)
	var old struct {
		Answer json.RawMessage `json:"answer"`
	}
	if err := json.Unmarshal(key.use(first), &old); err != nil {
		f.Fatal(err)
	}
	f.Add(string(old.Answer))
	f.Add(`{"id":"AA","rawId":"AA","type":"public-key","response":{}}`)
	second := answer[options](f, s.script("/coordinator/sign-in/begin", []byte("{}")), http.StatusOK)
	n := 0
	f.Fuzz(func(t *testing.T, text string) {
		n++
		body := strings.NewReader(`{"ceremony":"` + second.Ceremony + `","answer":` + text + `}`)
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/coordinator/sign-in/finish", body)
		r.Header.Set("Content-Type", "application/json")
		crowd(n)(r)
		w := httptest.NewRecorder()
		s.s.ServeHTTP(w, r)
		if w.Code < 400 || w.Code >= 500 || len(w.Result().Cookies()) > 0 {
			t.Errorf("got %d: %s", w.Code, w.Body)
		}
	})
}
