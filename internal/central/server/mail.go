package server

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// mailroom is what the server needs to take letters in.
type mailroom struct {
	ingest   *ingest
	gates    gates
	events   *meter // letters of each event
	prefixes *meter // letters from each neighbourhood
	work     workKey
	tidier   tidier
}

func newMailroom(cfg Config) mailroom {
	return mailroom{ingest: newIngest(countedPoster{cfg.Store, cfg.Metrics, cfg.Now}), events: newMeter(cfg.Rand), prefixes: newMeter(cfg.Rand)}
}

// routeLetter is where a visitor's browser leaves a letter.
const routeLetter = http.MethodPut + " " + wire.PathEvent + "{event}/signups/{uuid}"

// routeAnswers is the same for how it was.
const routeAnswers = http.MethodPut + " " + wire.PathEvent + "{event}/feedback/{uuid}"

// routeForm ends the address of the form of a browser that cannot seal it, and routeHow
// that of how it was.
const (
	routeForm = "{id}/signup"
	routeHow  = "{id}/feedback"
)

// letterDone is the answer to each letter that is kept.
var letterDone = wire.Raw(wire.Done{Done: true})

// mailRoutes names where visitors leave letters and laptops fetch them.
func (s *Server) mailRoutes(mux *router) {
	mux.HandleFunc(routeLetter, s.putLetter(signups))
	mux.HandleFunc(routeAnswers, s.putLetter(answers))
	mux.HandleFunc("GET "+wire.PathMailbox, s.organised(s.told(s.mailbox)))
	mux.HandleFunc("POST "+wire.PathMailboxAck, s.organised(s.told(s.mailboxAck)))
}

// The codes of problems that only sign-ups have.
const (
	codeClosed    = "closed"
	codeChallenge = "challenge"
	codeFull      = "full"
	codeBusy      = "busy"
)

// Waits that visitors' browsers are asked for, in seconds.
const (
	waitBusy = 5
	waitFull = 10 * 60 // until somebody fetched letters
)

// errClosed says that an event takes no such letters now.
var errClosed = errors.New("the mailbox is closed")

// errWork says that a letter costs work first.
type errWork struct{ wire.Challenge }

// Error implements error.
func (errWork) Error() string { return "some work first" }

// putLetter takes a letter of a kind from a visitor's browser.
func (s *Server) putLetter(kind *letterKind) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		l, err := letterOf(r, kind)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		fate, err := s.leave(r, kind, l, r.Header.Get(wire.HeaderWork))
		if err != nil {
			s.refuseLetter(w, r, kind, err)
			return
		}
		switch fate {
		case feed.FateKept:
			send(w, r, http.StatusCreated, typeJSON, letterDone)
		case feed.FateKnown:
			send(w, r, http.StatusOK, typeJSON, letterDone)
		case feed.FateFull:
			s.refuse(w, r, http.StatusServiceUnavailable, waitFull, wire.Problem{
				Code: codeFull, Message: kind.full, Hint: "try again later; yours is kept on this device",
			})
		default:
			s.fail(w, r, ErrNotFound)
		}
	}
}

// letterOf reads a letter and holds it to all that can be seen of it.
func letterOf(r *http.Request, kind *letterKind) (feed.Letter, error) {
	l := feed.Letter{Event: r.PathValue("event"), UUID: r.PathValue("uuid")}
	if !event.ID(l.Event).Valid() {
		return l, ErrNotFound
	}
	if !wire.IsUUID(l.UUID) {
		return l, malformed("a sign-up is named by a random UUID in lower case")
	}
	if r.Header.Get("Content-Encoding") != "" {
		return l, malformed("a sign-up is sent as it is")
	}
	var err error
	if l.Body, err = io.ReadAll(io.LimitReader(r.Body, wire.MaxLetter+1)); err != nil {
		return l, unreadable(err)
	}
	_, err = understood(l.Body, kind.check(l.Body))
	return l, err
}

// leave puts a letter into its event's mailbox, unless it is closed or work is owed. A
// letter that was taken in before is known whatever the mailbox is now, so that whoever
// lost the answer is not told that they are too late.
func (s *Server) leave(r *http.Request, kind *letterKind, l feed.Letter, answer string) (fate feed.Fate, err error) {
	defer func() { s.Metrics.letter(fate, err) }()
	err = s.admitted(r, kind, l, answer)
	var work errWork
	if errors.As(err, &work) || errors.Is(err, errClosed) {
		known, lookErr := s.Store.Posted(r.Context(), l.Event, l.UUID)
		if lookErr == nil && known {
			return feed.FateKnown, nil
		}
		return 0, firstOf(lookErr, err)
	}
	if err != nil {
		return 0, err
	}
	l.Day, l.Most = kind.sign*int64(DayOf(s.Now())), kind.most
	return s.ingest.post(r.Context(), l)
}

// admitted says why a letter may not be left now.
func (s *Server) admitted(r *http.Request, kind *letterKind, l feed.Letter, answer string) error {
	g, err := s.gate(r.Context(), l.Event)
	if err != nil {
		return err
	}
	if err := kind.open(g, s.Now()); err != nil {
		return err
	}
	need, err := s.bits(kind.meter+l.Event, prefixOf(r))
	if err != nil || need == 0 {
		return err
	}
	done, err := s.worked(r.Context(), l.Event, l.UUID, l.Body, answer)
	if err != nil || done {
		return err
	}
	c, err := s.challenge(r.Context(), l.Event, need)
	if err != nil {
		return err
	}
	return errWork{c}
}

// refuseLetter answers with why a letter was not taken in.
func (s *Server) refuseLetter(w http.ResponseWriter, r *http.Request, kind *letterKind, err error) {
	var work errWork
	switch {
	case errors.As(err, &work):
		s.refuse(w, r, http.StatusTooManyRequests, 0, wire.Problem{
			Code: codeChallenge, Message: kind.many, Hint: "send it again with the work done", Challenge: &work.Challenge,
		})
	case errors.Is(err, errClosed):
		s.refuse(w, r, http.StatusGone, 0, wire.Problem{
			Code: codeClosed, Message: kind.closed, Hint: "ask the organisers",
		})
	case errors.Is(err, errBusy), full(err):
		s.refuse(w, r, http.StatusServiceUnavailable, waitBusy, wire.Problem{
			Code: codeBusy, Message: "the server has too much to do just now", Hint: "try again in a moment; what you wrote is kept on this device",
		})
	default:
		s.fail(w, r, err)
	}
}

// full reports whether the store has no room or no time, which may pass.
func full(err error) bool {
	code := fault.CodeOf(err)
	return err != nil && (code == fault.Full || code == fault.Locked)
}

// refuse answers with a problem, and with a time to wait when it is above zero.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, status, wait int, p wire.Problem) {
	if wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(wait))
	}
	sendJSON(w, r, status, p)
}

// mailbox gives letters that wait, oldest first, after the one that the laptop names.
func (s *Server) mailbox(r *http.Request, m Member) (any, error) {
	after, limit, err := mailboxQuery(r)
	if err != nil {
		return nil, err
	}
	pull := pullAll
	if r.URL.Query().Get(wire.QueryFeedback) == "" {
		pull = pullSignups
	}
	reply := wire.MailboxReply{Letters: []wire.Letter{}}
	err = s.Store.LookFeed(r.Context(), m.ID, func(d feed.Disk) error {
		got, err := pull(d, after, limit+1)
		if err != nil {
			return err
		}
		reply.More = len(got) > limit
		reply.Letters = reply.Letters[:0]
		for _, l := range got[:min(limit, len(got))] {
			reply.Letters = append(reply.Letters, wire.Letter{ID: l.UUID, Event: l.Event, Body: l.Body})
		}
		return nil
	})
	return reply, err
}

func mailboxQuery(r *http.Request) (after string, limit int, err error) {
	v := r.URL.Query()
	limit = wire.MaxLetters
	if after = v.Get("after"); after != "" && !wire.IsUUID(after) {
		return "", 0, malformed("a letter is named by a UUID")
	}
	if t := v.Get("limit"); t != "" {
		n, err := strconv.Atoi(t)
		if err != nil || n < 1 {
			return "", 0, malformed("the limit must be a number above zero")
		}
		limit = min(n, limit)
	}
	return after, limit, nil
}

// mailboxAck lets letters go that a laptop has, if the feed holds what it saw there.
func (s *Server) mailboxAck(r *http.Request, m Member) (any, error) {
	req, err := sent(r, wire.DecodeMailboxAck)
	if err != nil {
		return nil, err
	}
	chain, err := hex.DecodeString(req.Chain)
	if err != nil {
		return nil, fmt.Errorf("read a chain: %w", err) // its form was checked
	}
	var reply wire.MailboxAckReply
	err = s.Store.ChangeFeed(r.Context(), m.ID, func(d Disk) error {
		reply.Reset, err = new(feed.Machine).MailAck(d, req.IDs, oplog.Cursor{N: req.Cursor, Chain: string(chain)})
		return err
	})
	return reply, err
}
