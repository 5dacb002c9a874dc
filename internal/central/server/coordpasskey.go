package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"daykit/internal/domain/fault"
)

// maxTouch bounds what an authenticator says, in bytes.
const maxTouch = 64 << 10

// ceremonyLife is how long a person has to touch an authenticator.
const ceremonyLife = 5 * time.Minute

// relyingParty is the server as authenticators know it, nil where its address allows no
// passkeys: WebAuthn needs HTTPS or localhost, and a name and not a number.
func relyingParty(publicURL string) *webauthn.WebAuthn {
	u, err := url.Parse(publicURL)
	if err != nil || u.Hostname() == "" {
		return nil
	}
	if _, err := netip.ParseAddr(u.Hostname()); err == nil || u.Scheme != "https" && u.Hostname() != "localhost" {
		return nil
	}
	discoverable := true
	w, err := webauthn.New(&webauthn.Config{
		RPID: u.Hostname(), RPDisplayName: "Daykit", RPOrigins: []string{u.Scheme + "://" + u.Host},
		AttestationPreference: protocol.PreferNoAttestation, // whose make it is is none of our business
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			RequireResidentKey: &discoverable, ResidentKey: protocol.ResidentKeyRequirementRequired,
			UserVerification: protocol.VerificationRequired,
		},
	})
	if err != nil {
		return nil
	}
	return w
}

// keyholder is a coordinator as the library of WebAuthn sees one.
type keyholder struct {
	Coordinator
	keys []webauthn.Credential
}

var _ webauthn.User = keyholder{}

func newKeyholder(c Coordinator, kept []Passkey) (keyholder, error) {
	k := keyholder{Coordinator: c}
	for _, p := range kept {
		var one webauthn.Credential
		if err := json.Unmarshal(p.Body, &one); err != nil {
			return k, fmt.Errorf("read a passkey: %w", err)
		}
		k.keys = append(k.keys, one)
	}
	return k, nil
}

// WebAuthnID implements webauthn.User.
func (k keyholder) WebAuthnID() []byte { return []byte(k.ID) }

// WebAuthnName implements webauthn.User.
func (k keyholder) WebAuthnName() string { return k.Name }

// WebAuthnDisplayName implements webauthn.User.
func (k keyholder) WebAuthnDisplayName() string { return k.Name }

// WebAuthnCredentials implements webauthn.User.
func (k keyholder) WebAuthnCredentials() []webauthn.Credential { return k.keys }

// ceremony is the first half of a ceremony as the page's script gets it.
type ceremony struct {
	Ceremony string          `json:"ceremony"`
	Options  json.RawMessage `json:"options"`
}

// touched is the second half as the script sends it.
type touched struct {
	Ceremony string          `json:"ceremony"`
	Answer   json.RawMessage `json:"answer"`
}

// begin keeps what the second half needs and gives the first.
func (s *Server) begin(r *http.Request, session *webauthn.SessionData, options any) (c ceremony, err error) {
	if c.Ceremony, err = randomHex(s.Rand, tokenBytes); err != nil {
		return c, err
	}
	body, err := json.Marshal(session)
	if err != nil {
		return c, fmt.Errorf("write a ceremony: %w", err)
	}
	if c.Options, err = json.Marshal(options); err != nil {
		return c, fmt.Errorf("write a ceremony: %w", err)
	}
	now := s.Now()
	return c, s.Store.KeepCeremony(r.Context(), digest(c.Ceremony), body, now, now.Add(ceremonyLife))
}

// errTouch answers what an authenticator said that does not hold.
var errTouch = fault.New(fault.Denied, "this passkey was not taken", "try again, or use a code")

// end reads the second half and finds the first.
func (s *Server) end(r *http.Request, body []byte) (session webauthn.SessionData, answer []byte, err error) {
	var t touched
	if err := decode(body, &t); err != nil {
		return session, nil, err
	}
	kept, err := s.Store.TakeCeremony(r.Context(), digest(t.Ceremony), s.Now())
	if errors.Is(err, ErrDenied) {
		return session, nil, fault.Wrap(err, fault.Denied, "that took too long", "try again")
	}
	if err != nil {
		return session, nil, err
	}
	if err := json.Unmarshal(kept, &session); err != nil {
		return session, nil, fmt.Errorf("read a ceremony: %w", err)
	}
	return session, t.Answer, nil
}

// scripted answers the page's script. Each half is a try of its network, and back are
// given back when it was honest: both when the second half is. A token that do gives is a
// session's.
func (s *Server) scripted(back int, do func(r *http.Request, body []byte) (reply any, token string, err error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if s.passkeys == nil {
			s.noSuchCall(w, r)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxTouch)
		body, err := readBody(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if s.limited(w, r, nil) {
			return
		}
		reply, token, err := do(r, body)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		for range back {
			s.logins.giveBack(r)
		}
		if token != "" {
			http.SetCookie(w, s.cookie(token))
		}
		sendJSON(w, r, http.StatusOK, reply)
	}
}

func (s *Server) beginEnrol(r *http.Request, _ []byte) (any, string, error) {
	user, err := s.newcomerByLink(r)
	if err != nil {
		return nil, "", err
	}
	var known []protocol.CredentialDescriptor
	for _, k := range user.keys {
		known = append(known, k.Descriptor())
	}
	options, session, err := s.passkeys.BeginRegistration(user, webauthn.WithExclusions(known))
	if err != nil {
		return nil, "", fmt.Errorf("begin a registration: %w", err)
	}
	half, err := s.begin(r, session, options.Response)
	return half, "", err
}

// newcomerByLink finds who enrols.
func (s *Server) newcomerByLink(r *http.Request) (keyholder, error) {
	who, err := s.Store.Enrolling(r.Context(), digest(r.PathValue("link")), s.Now())
	if err != nil {
		return keyholder{}, err
	}
	who, kept, err := s.Store.Passkeys(r.Context(), who.ID)
	if err != nil {
		return keyholder{}, err
	}
	return newKeyholder(who, kept)
}

// done is where the page goes next.
type done struct {
	Next string `json:"next"`
}

func (s *Server) finishEnrol(r *http.Request, body []byte) (any, string, error) {
	user, err := s.newcomerByLink(r)
	if err != nil {
		return nil, "", err
	}
	first, answer, err := s.end(r, body)
	if err != nil {
		return nil, "", err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return nil, "", fault.Wrap(err, fault.Denied, errTouch.Message, errTouch.Hint)
	}
	made, err := s.passkeys.CreateCredential(user, first, parsed)
	if err != nil {
		return nil, "", fault.Wrap(err, fault.Denied, errTouch.Message, errTouch.Hint)
	}
	key, err := passkeyOf(made)
	if err != nil {
		return nil, "", err
	}
	session, token, err := s.newSession(user.ID, HowPasskey)
	if err != nil {
		return nil, "", err
	}
	ctx := Noting(r.Context(), AuditLine{At: s.Now(), Who: user.ID, What: ActEnrolPasskey})
	if err := s.Store.EnrolPasskey(ctx, digest(r.PathValue("link")), key, session); err != nil {
		return nil, "", err
	}
	return done{"/coordinator"}, token, nil
}

func passkeyOf(c *webauthn.Credential) (Passkey, error) {
	body, err := json.Marshal(c)
	if err != nil {
		return Passkey{}, fmt.Errorf("write a passkey: %w", err)
	}
	return Passkey{ID: c.ID, Body: body}, nil
}

func (s *Server) beginPasskey(r *http.Request, _ []byte) (any, string, error) {
	options, session, err := s.passkeys.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return nil, "", fmt.Errorf("begin a sign-in: %w", err)
	}
	half, err := s.begin(r, session, options.Response)
	return half, "", err
}

func (s *Server) finishPasskey(r *http.Request, body []byte) (any, string, error) {
	first, answer, err := s.end(r, body)
	if err != nil {
		return nil, "", err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return nil, "", fault.Wrap(err, fault.Denied, errTouch.Message, errTouch.Hint)
	}
	user, used, err := s.passkeys.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) {
		who, kept, err := s.Store.Passkeys(r.Context(), string(handle))
		if err != nil {
			return nil, err
		}
		return newKeyholder(who, kept)
	}, first, parsed)
	if err != nil || used.Authenticator.CloneWarning {
		return nil, "", fault.Wrap(err, fault.Denied, errTouch.Message, errTouch.Hint)
	}
	key, err := passkeyOf(used)
	if err != nil {
		return nil, "", err
	}
	who := string(user.WebAuthnID())
	session, token, err := s.newSession(who, HowPasskey)
	if err != nil {
		return nil, "", err
	}
	ctx := Noting(r.Context(), AuditLine{At: s.Now(), Who: who, What: ActSignInPasskey})
	if err := s.Store.UsePasskey(ctx, key, session); err != nil {
		return nil, "", err
	}
	return done{"/coordinator"}, token, nil
}
