package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"

	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// maxAhead is how far in the future an op's time may lie. It keeps one laptop
// with a broken clock from winning every later edit.
const maxAhead = 24 * time.Hour

// Reasons why the server does not take an op's body, each a clause that a person
// can read.
const (
	reasonSealed = "what is private travels sealed only, and this is not sealed"
	reasonClass  = "this server does not know this class of data yet"
	reasonOther  = "this server does not know what this would do yet"
	reasonForget = "that something is gone is said in the class for work"
	reasonFuture = "the clock of the laptop that wrote this is more than a day ahead"
	reasonKind   = "a page or a report can only be set"
	reasonBody   = "the content is not JSON in UTF-8"
	reasonEntity = "this server shows pages and reports only"
	reasonEvent  = "this is not the id of an event"
)

// minSealed is the length of the shortest sealed body: a nonce of 24 bytes, and
// the 16 bytes by which nothing at all is authenticated (XChaCha20-Poly1305).
const minSealed = 24 + 16

// setBody is the body of an op that gives fields of an entity new values.
type setBody struct {
	Entity string                     `json:"en"`
	ID     string                     `json:"id"`
	Fields map[string]json.RawMessage `json:"f"`
}

// DecodePush reads the first stream of a push and applies every rule that can be
// applied without the store. What is wrong with the request as a whole is an
// error; what is wrong with one op refuses its body. now is the server's time.
func DecodePush(body []byte, now time.Time) ([]Judged, error) {
	all, err := DecodePushes(body, now)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// DecodePushes is DecodePush of all streams of a push, of which there is one at least.
func DecodePushes(body []byte, now time.Time) ([][]Judged, error) {
	var req wire.PushRequest
	if err := decode(body, &req); err != nil {
		return nil, err
	}
	if len(req.Also) > wire.MaxStreams {
		return nil, malformed("a push has at most %d streams beside the first", wire.MaxStreams)
	}
	left := wire.MaxOps
	out := make([][]Judged, 0, len(req.Also)+1)
	for _, in := range append([][]wire.Op{req.Ops}, req.Also...) {
		if left -= len(in); len(in) == 0 || left < 0 {
			return nil, malformed("a push has 1 to %d ops", wire.MaxOps)
		}
		ops, err := judgeAll(in, now)
		if err != nil {
			return nil, err
		}
		out = append(out, ops)
	}
	return out, nil
}

// judgeAll judges a stream, whose ops must follow each other.
func judgeAll(stream []wire.Op, now time.Time) ([]Judged, error) {
	ops := make([]Judged, len(stream))
	for i, in := range stream {
		op, err := oplog.FromWire(in)
		switch {
		case err != nil:
			return nil, fault.Wrap(err, fault.Invalid, err.Error(), "update the program that sent it")
		case op.Seq == 0:
			return nil, malformed("the ops of an incarnation are numbered from 1")
		case i > 0 && (op.Inc != ops[0].Op.Inc || op.Seq != ops[i-1].Op.Seq+1):
			return nil, malformed("the ops of a push must follow each other")
		}
		ops[i] = judge(in, op, now)
	}
	return ops, nil
}

func malformed(format string, args ...any) error {
	return fault.Invalidf("update the program that sent it", format, args...)
}

func judge(in wire.Op, op oplog.Op, now time.Time) Judged {
	j := Judged{Judged: feed.Judged{Op: op}}
	fold, err := admit(in, op, now)
	if err != nil {
		j.Refused = err.Error()
		return j
	}
	j.Fold = fold
	return j
}

// refusal is a reason with nothing to wrap.
type refusal string

// Error implements error.
func (r refusal) Error() string { return string(r) }

// admit gives what an op does to what is shown, or why its body is not taken. An
// op without a body is judged by its form alone, and so is an erasure, which must
// not wait for a clock that is wrong.
func admit(in wire.Op, op oplog.Op, now time.Time) (fold Fold, err error) {
	if err := in.Check(); err != nil {
		return fold, err
	}
	switch {
	case op.State != oplog.Whole || op.Kind == oplog.Redact:
		return fold, nil
	case timeOf(op.HLC).After(now.Add(maxAhead)) && op.Kind != oplog.Forget:
		return fold, refusal(reasonFuture)
	case op.Class.Private():
		return fold, admitSealed(op)
	}
	return admitPlain(op)
}

// admitSealed looks at all that there is to see of a sealed op: its header and
// the length of its body.
func admitSealed(op oplog.Op) error {
	switch {
	case op.Class > oplog.Contact:
		return refusal(reasonClass)
	case op.Kind < oplog.Set || op.Kind > oplog.Forget:
		return refusal(reasonOther)
	case op.Epoch == 0 || len(op.Body) < minSealed:
		return refusal(reasonSealed)
	case op.Kind == oplog.Forget && op.Class != oplog.Work:
		return refusal(reasonForget)
	}
	return nil
}

// admitPlain reads an op of the classes that the server can read.
func admitPlain(op oplog.Op) (fold Fold, err error) {
	switch {
	case op.Kind != oplog.Set:
		return fold, refusal(reasonKind)
	case !utf8.Valid(op.Body):
		return fold, refusal(reasonBody)
	}
	var body setBody
	if err := json.Unmarshal(op.Body, &body); err != nil {
		return fold, refusal(reasonBody)
	}
	return foldOf(op.Class, body)
}

// timeOf is the wall clock's part of a hybrid logical time.
func timeOf(hlc oplog.HLC) time.Time { return time.UnixMilli(int64(hlc >> 16)).UTC() }

// foldOf reads the one field that each entity has.
func foldOf(class oplog.Class, set setBody) (fold Fold, err error) {
	if ev, part, ok := wire.CutPartID(set.ID); ok && class == oplog.Report && set.Entity == wire.EntityReport {
		return partFold(ev, part, set)
	}
	fold = Fold{Entity: set.Entity, Event: set.ID}
	if !event.ID(set.ID).Valid() {
		return fold, refusal(reasonEvent)
	}
	switch {
	case class == oplog.Public && set.Entity == wire.EntityPage:
		fold.Value, err = field[wire.Page](set, wire.FieldPage)
	case class == oplog.Report && set.Entity == wire.EntityReport:
		fold.Value, err = field[wire.Totals](set, wire.FieldTotals)
	default:
		return fold, refusal(reasonEntity)
	}
	return fold, err
}

// partFold reads a part of a report. Totals that are sent as a part are the event's totals.
func partFold(ev, id string, set setBody) (fold Fold, err error) {
	raw, ok := set.Fields[wire.FieldPart]
	if !ok || len(set.Fields) != 1 {
		return fold, fmt.Errorf("a part of a report has the one field %q", wire.FieldPart)
	}
	p, err := wire.DecodePart(raw)
	if err != nil {
		return fold, err
	}
	fold = Fold{Entity: wire.EntityReport, Event: ev, Part: id, Kind: p.Kind, Value: wire.Raw(p)}
	if p.Kind == wire.PartNumbers {
		fold.Part, fold.Kind, fold.Value = "", "", wire.Raw(*p.Numbers)
		return fold, check(ev, *p.Numbers)
	}
	return fold, nil
}

// field reads and checks a value, and writes it anew, so that nothing that was
// not checked is kept. The value null takes the page or the report down.
func field[T wire.Page | wire.Totals](set setBody, name string) (json.RawMessage, error) {
	raw, ok := set.Fields[name]
	if !ok || len(set.Fields) != 1 {
		return nil, fmt.Errorf("a %s has the one field %q", set.Entity, name)
	}
	if bytes.Equal(raw, []byte("null")) {
		return raw, nil
	}
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		return nil, fmt.Errorf("the %s is not as it should be", set.Entity)
	}
	if err := check(set.ID, v); err != nil {
		return nil, err
	}
	return wire.Raw(v), nil
}
