package server

import (
	"compress/gzip"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// routes names every address of the service.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+wire.PathHello, s.hello)
	mux.HandleFunc("POST "+wire.PathJoin, s.join)
	mux.HandleFunc("POST "+wire.PathOps, s.held(s.push))
	mux.HandleFunc("GET "+wire.PathFeed, s.held(s.feed))
	mux.HandleFunc("/v1/", s.noSuchCall)
	mux.HandleFunc("GET /healthz", s.health)
	s.pageRoutes(mux)
	return mux
}

func (s *Server) noSuchCall(w http.ResponseWriter, r *http.Request) {
	s.problem(w, r, http.StatusNotFound, fault.New(fault.NotFound, "this server does not know that call", "update the program that made it"))
}

func (s *Server) hello(w http.ResponseWriter, r *http.Request) {
	sendJSON(w, r, http.StatusOK, wire.Hello{
		Service: "daykit", Proto: [2]int{wire.Proto, wire.Proto}, Time: s.Now().UnixMilli(),
		PublicURL: s.PublicURL, MaxBody: wire.MaxBody, MaxOps: wire.MaxOps,
	})
}

// health asks the store for a page that cannot be, so that a server whose
// database is gone says so.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	if _, err := s.Store.Page(r.Context(), ""); !errors.Is(err, ErrNotFound) {
		s.fail(w, r, err)
		return
	}
	send(w, r, http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
}

// tokenBytes is the size of a token: 256 bits.
const tokenBytes = 32

func (s *Server) join(w http.ResponseWriter, r *http.Request) {
	wait, err := s.joins.take(r, s.Now())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if wait > 0 {
		s.tooMany(w, r, wait)
		return
	}
	reply, err := s.letIn(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.joins.giveBack(r)
	sendJSON(w, r, http.StatusOK, reply)
}

func (s *Server) letIn(r *http.Request) (reply wire.JoinReply, err error) {
	body, err := readBody(r)
	if err != nil {
		return reply, err
	}
	var req wire.JoinRequest
	if err := decode(body, &req); err != nil {
		return reply, err
	}
	code, ok := ParseCode(req.Code)
	if !ok {
		return reply, fault.Invalidf("type it as it was given to you, such as DAY-7KQ2-…", "this is not an invitation code")
	}
	device, err := hex.DecodeString(req.Device)
	if err != nil || len(device) != tokenBytes {
		return reply, fault.Invalidf("update the program that sent it", "the device must be %d bytes in hexadecimal", tokenBytes)
	}
	token, err := randomHex(s.Rand, tokenBytes)
	if err != nil {
		return reply, err
	}
	ws, err := s.Store.Join(r.Context(), Joining{
		Code: digest(code), Device: digest(string(device)), Token: digest(token), At: s.Now(),
	})
	if errors.Is(err, ErrDenied) {
		err = fault.Wrap(err, fault.Denied, "this invitation code does not work: it is mistyped, spent or too old",
			"check it letter by letter or ask the coordinators for a new one")
	}
	return wire.JoinReply{Workspace: ws.ID, Group: ws.Group, Token: token, PublicURL: s.PublicURL}, err
}

// held runs next for the workspace of the request's token, and no other.
func (s *Server) held(next func(w http.ResponseWriter, r *http.Request, ws Workspace)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ws, err := s.holder(r)
		if errors.Is(err, ErrDenied) {
			w.Header().Set("WWW-Authenticate", `Bearer realm="daykit"`)
			s.problem(w, r, http.StatusUnauthorized, fault.New(fault.Denied, "the server does not know this laptop", "join again with a new invitation code"))
			return
		}
		if err != nil {
			s.fail(w, r, err)
			return
		}
		next(w, r, ws)
	}
}

func (s *Server) holder(r *http.Request) (Workspace, error) {
	kind, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(kind, "Bearer") || len(token) != hex.EncodedLen(tokenBytes) {
		return Workspace{}, ErrDenied
	}
	return s.Store.Holder(r.Context(), digest(token))
}

func (s *Server) push(w http.ResponseWriter, r *http.Request, ws Workspace) {
	body, err := readBody(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	ops, err := DecodePush(body, s.Now())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	done, err := s.Store.Push(r.Context(), Batch{Workspace: ws.ID, Ops: ops})
	if err != nil {
		s.fail(w, r, err)
		return
	}
	reply := wire.PushReply{Head: done.Head, Gap: done.Gap}
	for _, x := range done.Rejected {
		reply.Rejected = append(reply.Rejected, wire.Rejection{Seq: x.Seq, Reason: x.Reason})
	}
	status := http.StatusOK
	if done.Gap {
		status = http.StatusConflict
	}
	sendJSON(w, r, status, reply)
}

// feedBytes keeps a reply under wire.MaxResponse, with room for what base 64 and
// the names of fields add.
const feedBytes = wire.MaxResponse / 2

func (s *Server) feed(w http.ResponseWriter, r *http.Request, ws Workspace) {
	q, err := feedQuery(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	q.Workspace = ws.ID
	got, err := s.Store.Feed(r.Context(), q)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	reply := wire.FeedReply{Ops: []wire.Op{}, Cursor: got.Cursor, Chain: hex.EncodeToString(got.Chain), More: got.More, Reset: got.Reset}
	for _, op := range got.Ops {
		reply.Ops = append(reply.Ops, travelling(op))
	}
	sendJSON(w, r, http.StatusOK, reply)
}

func travelling(op Op) wire.Op {
	return wire.Op{
		Inc: hex.EncodeToString(op.Inc[:]), Seq: op.Seq, HLC: op.HLC,
		Class: op.Class, Kind: op.Kind, Body: op.Body, Hash: hex.EncodeToString(op.Hash[:]),
	}
}

// feedQuery reads the cursor; one that is not ours at all means begin again, as
// one of another history does.
func feedQuery(r *http.Request) (q FeedQuery, err error) {
	v := r.URL.Query()
	q = FeedQuery{Limit: wire.MaxOps, Bytes: feedBytes}
	if c := v.Get("cursor"); c != "" {
		if q.Cursor, err = strconv.ParseInt(c, 10, 64); err != nil {
			return q, fault.Wrap(err, fault.Invalid, "the cursor is not a number", "update the program that sent it")
		}
	}
	if q.Chain, err = hex.DecodeString(v.Get("chain")); err != nil {
		return q, fault.Wrap(err, fault.Invalid, "the chain is not in hexadecimal", "update the program that sent it")
	}
	if l := v.Get("limit"); l != "" {
		n, err := strconv.Atoi(l)
		if err != nil || n < 1 {
			return q, fault.Invalidf("update the program that sent it", "the limit must be a number above zero")
		}
		q.Limit = min(n, wire.MaxOps)
	}
	return q, nil
}

// errTooLarge refuses a body, packed or not, above wire.MaxBody.
var errTooLarge = fault.New(fault.Invalid, "the request is too large", "send it in smaller parts")

// readBody reads a body of at most wire.MaxBody bytes, before and after
// unpacking; nothing beyond that is ever unpacked.
func readBody(r *http.Request) ([]byte, error) {
	var from io.Reader = http.MaxBytesReader(nil, r.Body, wire.MaxBody)
	switch r.Header.Get("Content-Encoding") {
	case "", "identity":
	case "gzip":
		z, err := gzip.NewReader(from)
		if err != nil {
			return nil, unreadable(err)
		}
		from = z
	default:
		return nil, fault.Invalidf("send it as it is or packed by gzip", "the request is packed in a way this server does not know")
	}
	body, err := io.ReadAll(io.LimitReader(from, wire.MaxBody+1))
	if err != nil {
		return nil, unreadable(err)
	}
	if len(body) > wire.MaxBody {
		return nil, errTooLarge
	}
	return body, nil
}

func unreadable(err error) error {
	var long *http.MaxBytesError
	if errors.As(err, &long) {
		return errTooLarge
	}
	return fault.Wrap(err, fault.Invalid, "the request did not arrive whole", "send it again")
}
