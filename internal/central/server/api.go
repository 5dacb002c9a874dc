package server

import (
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strconv"

	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// router is a ServeMux that can tell what it answers to, so that no address is
// forgotten where all are to be tried.
type router struct {
	*http.ServeMux
	patterns []string
}

// HandleFunc registers a handler, as that of http.ServeMux does.
func (m *router) HandleFunc(pattern string, h http.HandlerFunc) {
	m.patterns = append(m.patterns, pattern)
	m.ServeMux.HandleFunc(pattern, h)
}

// routes names every address of the service.
func (s *Server) routes() *router {
	mux := &router{ServeMux: http.NewServeMux()}
	mux.HandleFunc("GET "+wire.PathHello, s.hello)
	mux.HandleFunc("POST "+wire.PathJoin, s.entry(s.join))
	mux.HandleFunc("POST "+wire.PathOps, s.held(s.push))
	mux.HandleFunc("GET "+wire.PathFeed, s.held(s.feed))
	s.vaultRoutes(mux)
	s.deviceRoutes(mux)
	s.mailRoutes(mux)
	s.blobRoutes(mux)
	s.packRoutes(mux)
	mux.HandleFunc("/v1/", s.noSuchCall)
	s.healthRoutes(mux)
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
		Parts: wire.ReportParts,
	})
}

func (s *Server) push(w http.ResponseWriter, r *http.Request, m Member) {
	body, err := readBody(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	streams, err := DecodePushes(body, s.Now())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if err := s.holdVoices(r.Context(), streams); err != nil {
		s.fail(w, r, err)
		return
	}
	reply, err := s.pushOne(r, m, streams[0])
	if err != nil {
		s.fail(w, r, err)
		return
	}
	reply.Also = s.pushBeside(r, m, streams[1:])
	status := http.StatusOK
	if reply.Gap {
		status = http.StatusConflict
	}
	sendJSON(w, r, status, reply)
}

// pushBeside takes in the streams that came beside another, each for itself. What the
// server fails at is not answered, nor is what comes after it: it will be sent again.
func (s *Server) pushBeside(r *http.Request, m Member, streams [][]Judged) (out []wire.PushReply) {
	for _, ops := range streams {
		reply, err := s.pushOne(r, m, ops)
		if err != nil {
			f := asFault(err)
			if f.Code != fault.Conflict && f.Code != fault.Invalid {
				s.Metrics.failed(err)
				s.Log.ErrorContext(r.Context(), "request failed", keyRoute, r.Pattern, keyErr, err)
				return out
			}
			reply = wire.PushReply{Problem: &wire.Problem{Code: string(f.Code), Message: f.Message, Hint: f.Hint}}
		}
		out = append(out, reply)
	}
	return out
}

// pushOne takes one stream in.
func (s *Server) pushOne(r *http.Request, m Member, ops []Judged) (reply wire.PushReply, err error) {
	defer func() { s.Metrics.pushed(len(ops), reply, err) }()
	if err := s.mayPush(r.Context(), m, ops); err != nil {
		return wire.PushReply{}, err
	}
	done, err := Push(r.Context(), s.Store, s.Rand, m.ID, ops)
	if err != nil {
		return wire.PushReply{}, err
	}
	s.forgetPages(ops)
	reply = wire.PushReply{Head: done.Head, Gap: done.Gap}
	for _, x := range done.Rejected {
		reply.Rejected = append(reply.Rejected, wire.Rejection{Seq: x.Seq, Reason: x.Reason})
	}
	return reply, nil
}

// forgetPages has the pages read anew that ops may have changed.
func (s *Server) forgetPages(ops []Judged) {
	for i := range ops {
		s.gates.forget(ops[i].Fold.Event)
		if ops[i].Fold.Entity == wire.EntityPage || ops[i].Op.Kind == oplog.Redact {
			s.listing.forget()
		}
	}
}

// feedBytes keeps a reply under wire.MaxResponse, with room for what base 64 and
// the names of fields add.
const feedBytes = wire.MaxResponse / 2

func (s *Server) feed(w http.ResponseWriter, r *http.Request, m Member) {
	at, limit, err := feedQuery(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	got, err := Pull(r.Context(), s.Store, m.ID, at, limit)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	reply := wire.FeedReply{
		Ops: make([]wire.Op, len(got.Ops)), Cursor: got.Next.N, Chain: hex.EncodeToString([]byte(got.Next.Chain)),
		More: got.More, Reset: got.Reset,
	}
	for i, op := range got.Ops {
		reply.Ops[i] = op.Wire()
	}
	sendJSON(w, r, http.StatusOK, reply)
}

// feedQuery reads the cursor; one that is not ours at all means begin again, as
// one of another history does.
func feedQuery(r *http.Request) (at oplog.Cursor, l feed.Limit, err error) {
	v := r.URL.Query()
	l = feed.Limit{Ops: wire.MaxOps, Bytes: feedBytes}
	if c := v.Get("cursor"); c != "" {
		if at.N, err = strconv.ParseInt(c, 10, 64); err != nil {
			return at, l, fault.Wrap(err, fault.Invalid, "the cursor is not a number", "update the program that sent it")
		}
	}
	chain, err := hex.DecodeString(v.Get("chain"))
	if err != nil {
		return at, l, fault.Wrap(err, fault.Invalid, "the chain is not in hexadecimal", "update the program that sent it")
	}
	at.Chain = string(chain)
	if t := v.Get("limit"); t != "" {
		n, err := strconv.Atoi(t)
		if err != nil || n < 1 {
			return at, l, malformed("the limit must be a number above zero")
		}
		l.Ops = min(n, wire.MaxOps)
	}
	return at, l, nil
}

// errTooLarge refuses a body, packed or not, above wire.MaxBody.
var errTooLarge = fault.New(fault.Invalid, "the request is too large", "send it in smaller parts")

// readBody reads a body of at most wire.MaxBody bytes, before and after
// unpacking; nothing beyond that is ever unpacked.
func readBody(r *http.Request) ([]byte, error) {
	from := http.MaxBytesReader(nil, r.Body, wire.MaxBody)
	var body []byte
	var err error
	switch r.Header.Get("Content-Encoding") {
	case "", "identity":
		body, err = io.ReadAll(from)
	case "gzip":
		body, err = wire.Unpack(from, wire.MaxBody)
	default:
		return nil, fault.Invalidf("send it as it is or packed by gzip", "the request is packed in a way this server does not know")
	}
	if err != nil {
		return nil, unreadable(err)
	}
	return body, nil
}

func unreadable(err error) error {
	var long *http.MaxBytesError
	if errors.As(err, &long) || errors.Is(err, wire.ErrTooLarge) || errors.Is(err, wire.ErrExpands) {
		return errTooLarge
	}
	return fault.Wrap(err, fault.Invalid, "the request did not arrive whole", "send it again")
}
