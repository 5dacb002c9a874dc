package server

import (
	"context"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"daykit/internal/domain/fault"
)

// SessionLife is how long a coordinator stays signed in.
const SessionLife = 12 * time.Hour

// newSession draws a token for a coordinator.
func (s *Server) newSession(who, how string) (Session, string, error) {
	token, err := randomHex(s.Rand, tokenBytes)
	now := s.Now()
	return Session{Token: digest(token), Coordinator: who, How: how, Begins: now, Expires: now.Add(SessionLife)}, token, err
}

// https reports whether people reach the server by HTTPS.
func (s *Server) https() bool { return strings.HasPrefix(strings.ToLower(s.PublicURL), "https:") }

// cookieName has the prefix by which browsers hold a cookie to its host and to HTTPS
// (RFC 6265bis, section 4.1.3.2), where there is HTTPS.
func (s *Server) cookieName() string {
	if s.https() {
		return "__Host-daykit"
	}
	return "daykit"
}

// cookie holds the session's token, or ends it when that is empty.
func (s *Server) cookie(token string) *http.Cookie {
	c := &http.Cookie{ //nolint:gosec // not Secure where the public address is not HTTPS, as on a test's own machine
		Name: s.cookieName(), Value: token, Path: "/", MaxAge: int(SessionLife / time.Second),
		HttpOnly: true, Secure: s.https(), SameSite: http.SameSiteStrictMode,
	}
	if token == "" {
		c.MaxAge = -1
	}
	return c
}

// signedIn tells who asks, and gives ErrDenied when it is nobody.
func (s *Server) signedIn(r *http.Request) (Coordinator, Session, error) {
	c, err := r.Cookie(s.cookieName())
	if err != nil || len(c.Value) != hex.EncodedLen(tokenBytes) {
		return Coordinator{}, Session{}, ErrDenied
	}
	return s.Store.SignedIn(r.Context(), digest(c.Value), s.Now())
}

// visit is a request of a coordinator who is signed in.
type visit struct {
	*http.Request
	Who Coordinator
	How string
}

// noting is the request's context, under which its act is kept in the audit.
func (v visit) noting(now time.Time, act string) context.Context {
	return Noting(v.Context(), AuditLine{At: now, Who: v.Who.ID, What: act})
}

// signed lets coordinators in and sends others to sign in first.
func (s *Server) signed(next func(w http.ResponseWriter, v visit)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		who, session, err := s.signedIn(r)
		if errors.Is(err, ErrDenied) {
			http.Redirect(w, r, "/coordinator/sign-in", http.StatusSeeOther)
			return
		}
		if err != nil {
			s.fail(w, r, err)
			return
		}
		next(w, visit{r, who, session.How})
	}
}

// signInPage is the page to sign in on.
type signInPage struct {
	Passkeys bool // the server's address allows them
	Wrong    string
	Name     string
}

func (s *Server) signInPage(w http.ResponseWriter, r *http.Request, status int, p signInPage) {
	p.Passkeys = s.passkeys != nil
	s.coordPage(w, r, status, coordFrame{Title: "Sign in", Script: p.Passkeys}, "coord-sign-in", p)
}

func (s *Server) signIn(w http.ResponseWriter, r *http.Request) {
	if _, _, err := s.signedIn(r); err == nil {
		http.Redirect(w, r, "/coordinator", http.StatusSeeOther)
		return
	}
	s.signInPage(w, r, http.StatusOK, signInPage{})
}

// form reads a form of a coordinator.
func form(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	f, err := readForm(w, r)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "the form did not arrive as it should", "go back to the page and send it again")
	}
	return f, nil
}

// errWrongCode says the same whatever was wrong, so that nobody learns who there is.
var errWrongCode = fault.New(fault.Denied, "That name and code do not go together.",
	"Wait for the next code and try again. Each code works once.")

// signInByCode lets somebody in by their name and the code of the moment.
func (s *Server) signInByCode(w http.ResponseWriter, r *http.Request) {
	f, err := form(w, r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	name := fold(oneLine(f.Get("name")))
	if s.limited(w, r, []byte("name "+name)) {
		return
	}
	token, err := s.beginByCode(r, name, f.Get("code"))
	if errors.Is(err, errWrongCode) {
		s.signInPage(w, r, http.StatusUnauthorized, signInPage{Wrong: errWrongCode.Message + " " + errWrongCode.Hint, Name: f.Get("name")})
		return
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.logins.giveBack(r)
	s.names.giveBackName([]byte("name " + name))
	s.enter(w, r, token)
}

// saying is a page of a few sentences.
type saying struct {
	Title string
	Text  []string
}

// limited spends a try of the network and, when there is one, of the name; where none is
// left it answers.
func (s *Server) limited(w http.ResponseWriter, r *http.Request, name []byte) bool {
	wait, err := s.logins.take(r, s.Now())
	if err == nil && wait == 0 && name != nil {
		wait, err = s.names.takeName(name, s.Now())
	}
	switch {
	case err != nil:
		s.fail(w, r, err)
	case wait > 0 && r.Header.Get("Content-Type") == typeJSON:
		s.tooMany(w, r, wait)
	case wait > 0:
		s.waitPage(w, r, wait)
	default:
		return false
	}
	return true
}

// waitPage asks somebody to wait.
func (s *Server) waitPage(w http.ResponseWriter, r *http.Request, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
	s.coordPage(w, r, http.StatusTooManyRequests, coordFrame{Title: "Too many tries"}, "coord-say", saying{
		"Too many tries", []string{"Please wait " + countOf(int(wait/time.Minute)+1, "minute", "minutes") + " and try again."},
	})
}

// beginByCode opens a session.
func (s *Server) beginByCode(r *http.Request, name, typed string) (token string, err error) {
	who, secret, err := s.codeSecret(r.Context(), name)
	if errors.Is(err, ErrNotFound) {
		return "", errWrongCode
	}
	if err != nil {
		return "", err
	}
	step, ok := codeStep(secret.Secret, typed, s.Now())
	if !ok || step <= secret.Step {
		return "", errWrongCode
	}
	session, token, err := s.newSession(who.ID, HowCode)
	if err != nil {
		return "", err
	}
	ctx := Noting(r.Context(), AuditLine{At: s.Now(), Who: who.ID, What: ActSignInCode})
	err = s.Store.SpendCode(ctx, step, session)
	if errors.Is(err, ErrStale) { // somebody was quicker with the same code
		err = errWrongCode
	}
	return token, err
}

// enter gives the cookie and goes to the overview.
func (s *Server) enter(w http.ResponseWriter, r *http.Request, token string) {
	http.SetCookie(w, s.cookie(token))
	http.Redirect(w, r, "/coordinator", http.StatusSeeOther)
}

func (s *Server) signOut(w http.ResponseWriter, v visit) {
	c, err := v.Cookie(s.cookieName())
	if err == nil {
		err = s.Store.SignOut(v.noting(s.Now(), ActSignOut), digest(c.Value))
	}
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	http.SetCookie(w, s.cookie(""))
	http.Redirect(w, v.Request, "/coordinator/sign-in", http.StatusSeeOther)
}
