package server

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"time"
	"unicode/utf8"

	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// EnrolLife is how long a link to enrol by may be used.
const EnrolLife = 24 * time.Hour

const maxCoordinator = 60

// AddCoordinator makes a link by which a coordinator sets up how to sign in, and gives
// its path below the server's public address; it is shown now and kept nowhere. For a
// name that is known it is another way in, and an earlier link ends.
func AddCoordinator(ctx context.Context, s Coordinators, name string, now time.Time, rand io.Reader) (Coordinator, string, error) {
	name = oneLine(name)
	if name == "" || utf8.RuneCountInString(name) > maxCoordinator || !wire.IsPlain(name, false) {
		return Coordinator{}, "", fault.Invalidf("write it as the coordinator will type it to sign in",
			"a coordinator's name is one line of 1 to %d characters", maxCoordinator)
	}
	link, err := randomHex(rand, tokenBytes)
	if err != nil {
		return Coordinator{}, "", err
	}
	id, err := randomHex(rand, 8)
	if err != nil {
		return Coordinator{}, "", err
	}
	c, err := s.AddCoordinator(Noting(ctx, AuditLine{At: now, Who: WhoConsole, What: ActAdd}), Enrolment{
		ID: id, Name: name, Key: fold(name), Link: digest(link), Expires: now.Add(EnrolLife),
	})
	return c, "/coordinator/enrol/" + link, err
}

// RemoveCoordinator ends all that a coordinator may do, at once.
func RemoveCoordinator(ctx context.Context, s Coordinators, name string, now time.Time) (Coordinator, error) {
	c, err := s.RemoveCoordinator(Noting(ctx, AuditLine{At: now, Who: WhoConsole, What: ActRemove}), fold(oneLine(name)))
	if errors.Is(err, ErrNotFound) {
		err = fault.Wrap(err, fault.NotFound, "there is no coordinator of that name", "take the name from daykit-server coordinator list")
	}
	return c, err
}

// seedEnrol names the secret that the secrets of codes follow from.
const seedEnrol = "enrol"

func (s *Server) seed(ctx context.Context, name string) ([32]byte, error) {
	var fresh [32]byte
	if _, err := io.ReadFull(s.Rand, fresh[:]); err != nil {
		return fresh, fmt.Errorf("draw a key: %w", err)
	}
	return s.Store.Seed(ctx, name, fresh)
}

// enrolPage is the page that a link leads to.
type enrolPage struct {
	Name     string
	Link     string
	Passkeys bool
	QR       template.HTML
	Secret   string
	Wrong    bool
	Until    string
}

// enrolling answers those whose link is too old or nobody's, and lets next be seen
// by others.
func (s *Server) enrolling(next func(w http.ResponseWriter, r *http.Request, who Coordinator)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			f, err := form(w, r)
			if err != nil {
				s.fail(w, r, err)
				return
			}
			r.PostForm = f
		}
		if s.limited(w, r, nil) {
			return
		}
		who, err := s.Store.Enrolling(r.Context(), digest(r.PathValue("link")), s.Now())
		if errors.Is(err, ErrDenied) {
			s.coordPage(w, r, http.StatusNotFound, coordFrame{Title: "This link is over"}, "coord-say", saying{"That link is over", []string{
				"A link to set up signing in works once, for 24 hours.",
				"Ask whoever runs the server for a new one: daykit-server coordinator add NAME.",
			}})
			return
		}
		if err != nil {
			s.fail(w, r, err)
			return
		}
		s.logins.giveBack(r)
		next(w, r, who)
	}
}

func (s *Server) enrol(w http.ResponseWriter, r *http.Request, who Coordinator) {
	s.enrolPage(w, r, who, http.StatusOK, false)
}

func (s *Server) enrolPage(w http.ResponseWriter, r *http.Request, who Coordinator, status int, wrong bool) {
	seed, err := s.seed(r.Context(), seedEnrol)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	link := r.PathValue("link")
	secret := s.secretFor(seed, link)
	qr, err := qrSVG(s.codeAddress(who.Name, secret), "QR code for an authenticator app; the same secret stands beside it in letters")
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := enrolPage{
		Name: who.Name, Link: link, Passkeys: s.passkeys != nil, QR: qr, Secret: secretWords(secret),
		Wrong: wrong, Until: who.Link.Format("2 January 2006, 15:04 UTC"),
	}
	s.coordPage(w, r, status, coordFrame{Title: "Set up signing in", Script: p.Passkeys}, "coord-enrol", p)
}

// enrolByCode keeps the secret once a code shows that an authenticator has it.
func (s *Server) enrolByCode(w http.ResponseWriter, r *http.Request, who Coordinator) {
	if s.limited(w, r, nil) {
		return
	}
	seed, err := s.seed(r.Context(), seedEnrol)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	link := r.PathValue("link")
	secret := s.secretFor(seed, link)
	step, ok := codeStep(secret, r.PostForm.Get("code"), s.Now())
	if !ok {
		s.enrolPage(w, r, who, http.StatusUnauthorized, true)
		return
	}
	session, token, err := s.newSession(who.ID, HowCode)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	sealed, err := s.SecretsKey.seal(s.Rand, who.ID, secret)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	ctx := Noting(r.Context(), AuditLine{At: s.Now(), Who: who.ID, What: ActEnrolCode})
	if err := s.Store.EnrolCode(ctx, digest(link), CodeSecret{Secret: sealed, Step: step}, session); err != nil {
		s.fail(w, r, err)
		return
	}
	s.logins.giveBack(r)
	s.enter(w, r, token)
}
