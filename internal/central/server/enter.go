package server

import (
	"encoding/hex"
	"errors"
	"net/http"
	"strings"
	"time"

	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// tokenBytes is the size of a token and of a device's secret: 256 bits.
const tokenBytes = 32

// DeviceID is the id by which a device is listed. It tells nothing of the secret
// by which the device comes in.
func DeviceID(device Digest) string { return hex.EncodeToString(device[:8]) }

// DayOf gives the day of a time in UTC.
func DayOf(t time.Time) Day { return Day(t.Unix() / (24 * 60 * 60)) }

// String writes a day as a date, and no day as nothing.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return time.Unix(int64(d)*24*60*60, 0).UTC().Format(time.DateOnly)
}

// entry answers those who want to come in: a secret that may be tried only so
// often from one network. A try that turned out to be honest is given back.
func (s *Server) entry(letIn func(r *http.Request, body []byte) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		wait, err := s.joins.take(r, s.Now())
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if wait > 0 {
			s.tooMany(w, r, wait)
			return
		}
		body, err := readBody(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		reply, err := letIn(r, body)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		s.joins.giveBack(r)
		sendJSON(w, r, http.StatusOK, reply)
	}
}

// newcomer draws a token for a device.
func (s *Server) newcomer(device, label string) (n Newcomer, token string, err error) {
	secret, err := hex.DecodeString(device)
	if err != nil || len(secret) != tokenBytes {
		return n, "", malformed("the device must be %d bytes in hexadecimal", tokenBytes)
	}
	if token, err = randomHex(s.Rand, tokenBytes); err != nil {
		return n, "", err
	}
	return Newcomer{Device: digest(string(secret)), Token: digest(token), Label: label, At: s.Now()}, token, nil
}

// welcome tells a device who it is now.
func (s *Server) welcome(r *http.Request, m Member, token string) (wire.JoinReply, error) {
	key, err := s.receiptKey(r.Context())
	if err != nil {
		return wire.JoinReply{}, err
	}
	packs, err := s.packKey(r.Context())
	if err != nil {
		return wire.JoinReply{}, err
	}
	return wire.JoinReply{
		Workspace: m.ID, Group: m.Group, Token: token, PublicURL: s.PublicURL,
		Role: string(m.Role), ReceiptKey: wire.Receipt{}.Sign(key).Key, PackKey: hex.EncodeToString(packs.Public),
	}, nil
}

func (s *Server) join(r *http.Request, body []byte) (any, error) {
	var req wire.JoinRequest
	if err := decode(body, &req); err != nil {
		return nil, err
	}
	code, ok := ParseCode(req.Code)
	if !ok {
		return nil, fault.Invalidf("type it as it was given to you, such as DAY-7KQ2-…", "this is not an invitation code")
	}
	if !wire.IsLabel(req.Label) {
		return nil, malformed("the label must be one line of at most %d characters", wire.MaxLabel)
	}
	n, token, err := s.newcomer(req.Device, req.Label)
	if err != nil {
		return nil, err
	}
	m, err := s.Store.Join(s.noting(r, DeviceID(n.Device), ActJoin), digest(code), n)
	if errors.Is(err, ErrDenied) {
		err = fault.Wrap(err, fault.Denied, "this invitation code does not work: it is mistyped, spent or too old",
			"check it letter by letter or ask the coordinators for a new one")
	}
	if err != nil {
		return nil, err
	}
	return s.welcome(r, m, token)
}

func (s *Server) recover(r *http.Request, body []byte) (any, error) {
	req, err := understood(wire.DecodeRecoverRequest(body))
	if err != nil {
		return nil, err
	}
	n, token, err := s.newcomer(req.Device, req.Label)
	if err != nil {
		return nil, err
	}
	m, bag, err := s.Store.Recover(s.noting(r, DeviceID(n.Device), ActRecover), digest(req.Token), n)
	if errors.Is(err, ErrDenied) {
		err = fault.Wrap(err, fault.Denied, "this recovery sheet opens no group on this server",
			"take the newest sheet, and check the address of the server")
	}
	if err != nil {
		return nil, err
	}
	reply := wire.RecoverReply{Keybag: wire.Keybag{Version: bag.Version, Body: bag.Body}}
	reply.Join, err = s.welcome(r, m, token)
	return reply, err
}

func (s *Server) takeOffer(r *http.Request, body []byte) (any, error) {
	place := r.PathValue("place")
	if !wire.IsPlace(place) {
		return nil, nothingThere(nil)
	}
	req, err := understood(wire.DecodePairRequest(body))
	if err != nil {
		return nil, err
	}
	n, token, err := s.newcomer(req.Device, req.Label)
	if err != nil {
		return nil, err
	}
	m, sealed, err := s.Store.TakeOffer(s.noting(r, DeviceID(n.Device), ActPair), digest(place), n)
	if errors.Is(err, ErrNotFound) {
		err = nothingThere(err)
	}
	if err != nil {
		return nil, err
	}
	reply := wire.PairReply{Body: sealed}
	reply.Join, err = s.welcome(r, m, token)
	return reply, err
}

// nothingThere answers alike for a place that never was, one that was taken and
// one whose time is over, so that nothing can be learned by trying.
func nothingThere(cause error) error {
	return fault.Wrap(cause, fault.NotFound, "nothing waits under this pairing code: it is mistyped, used or too old",
		"compare the code with the other screen, or ask for a new one")
}

// understood turns what is wrong with a request into a fault.
func understood[T any](v T, err error) (T, error) {
	if err != nil {
		return v, fault.Wrap(err, fault.Invalid, "the request is not as it should be: "+err.Error(), "update the program that sent it")
	}
	return v, nil
}

// held runs next for the device of the request's token, and its workspace alone.
func (s *Server) held(next call) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		m, err := s.holder(r)
		if errors.Is(err, ErrDenied) {
			w.Header().Set("WWW-Authenticate", `Bearer realm="daykit"`)
			s.problem(w, r, http.StatusUnauthorized, fault.New(fault.Denied, "the server does not know this laptop", "join again with a new invitation code"))
			return
		}
		if err != nil {
			s.fail(w, r, err)
			return
		}
		uploading(w, r)
		next(w, r, m)
	}
}

// call answers a device.
type call func(w http.ResponseWriter, r *http.Request, m Member)

// organised runs next for organisers' devices only.
func (s *Server) organised(next call) http.HandlerFunc {
	return s.held(func(w http.ResponseWriter, r *http.Request, m Member) {
		if m.Role != wire.RoleOrganiser {
			s.fail(w, r, fault.New(fault.Denied, "only an organiser's laptop may do this", "ask an organiser of your group"))
			return
		}
		next(w, r, m)
	})
}

// told answers with what next gives.
func (s *Server) told(next func(r *http.Request, m Member) (any, error)) call {
	return func(w http.ResponseWriter, r *http.Request, m Member) {
		reply, err := next(r, m)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		sendJSON(w, r, http.StatusOK, reply)
	}
}

func (s *Server) holder(r *http.Request) (Member, error) {
	kind, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(kind, "Bearer") || len(token) != hex.EncodedLen(tokenBytes) {
		return Member{}, ErrDenied
	}
	return s.Store.Holder(r.Context(), digest(token), DayOf(s.Now()))
}
