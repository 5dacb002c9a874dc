package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"

	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// maxAhead is how far in the future an op's time may lie. It keeps one laptop
// with a broken clock from winning every later edit.
const maxAhead = 24 * time.Hour

// Reasons why an op is kept out, each a clause that a person can read.
const (
	reasonSealed = "only public pages and totals are taken, and this is not sealed"
	reasonFuture = "the clock of the laptop that wrote this is more than a day ahead"
	reasonKind   = "a page or a report can only be set"
	reasonBody   = "the content is not JSON in UTF-8"
	reasonEntity = "this server takes pages and reports only"
	reasonEvent  = "this is not the id of an event"
)

// The classes and the kind that this server takes, as the log of the laptop
// numbers them.
const (
	classPublic = 0
	classReport = 1
	kindSet     = 1
)

// setBody is the body of an op that gives fields of an entity new values.
type setBody struct {
	Entity string                     `json:"en"`
	ID     string                     `json:"id"`
	Fields map[string]json.RawMessage `json:"f"`
}

// DecodePush reads the body of a push and applies every rule that can be
// applied without the store. What is wrong with the request as a whole is an
// error; what is wrong with one op refuses that op. now is the server's time.
func DecodePush(body []byte, now time.Time) ([]Judged, error) {
	var req wire.PushRequest
	if err := decode(body, &req); err != nil {
		return nil, err
	}
	if len(req.Ops) == 0 || len(req.Ops) > wire.MaxOps {
		return nil, malformed("a push has 1 to %d ops", wire.MaxOps)
	}
	ops := make([]Judged, len(req.Ops))
	for i, in := range req.Ops {
		op, err := header(in)
		if err != nil {
			return nil, err
		}
		if i > 0 && (op.Inc != ops[0].Inc || op.Seq != ops[i-1].Seq+1) {
			return nil, malformed("the ops of a push must follow each other")
		}
		ops[i] = judge(in, op, now)
	}
	return ops, nil
}

func malformed(format string, args ...any) error {
	return fault.Invalidf("update the program that sent it", format, args...)
}

// header reads what even a refused op must have, so that it can be counted.
func header(in wire.Op) (op Op, err error) {
	inc, err := in.Incarnation()
	if err != nil {
		return op, fault.Wrap(err, fault.Invalid, err.Error(), "")
	}
	sum, err := in.Sum()
	if err != nil {
		return op, fault.Wrap(err, fault.Invalid, err.Error(), "")
	}
	if in.Seq == 0 {
		return op, malformed("the ops of an incarnation are numbered from 1")
	}
	return Op{Inc: inc, Seq: in.Seq, HLC: in.HLC, Class: in.Class, Kind: in.Kind, Body: in.Body, Hash: sum}, nil
}

func judge(in wire.Op, op Op, now time.Time) Judged {
	fold, err := admit(in, now)
	if err != nil {
		return Judged{Op: op, Refused: err.Error()}
	}
	return Judged{Op: op, Fold: fold}
}

// refusal is a reason with nothing to wrap.
type refusal string

// Error implements error.
func (r refusal) Error() string { return string(r) }

// admit gives what an op does to what is shown, or why it may not.
func admit(op wire.Op, now time.Time) (fold Fold, err error) {
	if err := op.Check(); err != nil {
		return fold, err
	}
	switch {
	case op.Class != classPublic && op.Class != classReport:
		return fold, refusal(reasonSealed)
	case timeOf(op.HLC).After(now.Add(maxAhead)):
		return fold, refusal(reasonFuture)
	case op.Kind != kindSet:
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
func timeOf(hlc uint64) time.Time { return time.UnixMilli(int64(hlc >> 16)).UTC() }

// foldOf reads the one field that each entity has.
func foldOf(class uint8, set setBody) (fold Fold, err error) {
	fold = Fold{Entity: set.Entity, Event: set.ID}
	if !event.ID(set.ID).Valid() {
		return fold, refusal(reasonEvent)
	}
	switch {
	case class == classPublic && set.Entity == wire.EntityPage:
		fold.Value, err = field[wire.Page](set, wire.FieldPage)
	case class == classReport && set.Entity == wire.EntityReport:
		fold.Value, err = field[wire.Totals](set, wire.FieldTotals)
	default:
		return fold, refusal(reasonEntity)
	}
	return fold, err
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
	if err := check(v); err != nil {
		return nil, err
	}
	return wire.Raw(v), nil
}
