// Package oplog is the laptop's side of the append-only log as pure code: what an
// operation is, how clocks tick, how operations fold into current state in any
// order, and what a replica does with what it writes and hears (Replica), over
// durable state that is handed in (Disk). It touches no clock, file, network or
// source of randomness, so that a simulator can drive it.
package oplog

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"

	"daykit/internal/data/wire"
)

// Class says who may read an operation's body. Only Public and Report leave the
// laptop unsealed.
type Class uint8

// The classes, from the table of docs/privacy.md.
const (
	Public  Class = iota // P0: what a published page shows
	Report               // P1: totals that the organiser sends
	Work                 // P2: plans, choices and check-in facts without names
	Roster               // P3: display names, languages, access needs
	Contact              // P4: phone, e-mail, notes
)

// Private reports whether bodies of the class travel sealed only.
func (c Class) Private() bool { return c >= wire.ClassSealed }

// Kind says what an operation does.
type Kind uint8

// The kinds. All commute: applied in any order they give the same state.
const (
	Set    Kind = iota + 1 // gives fields of an entity new values; last writer wins per field
	Add                    // adds a fact, which never changes
	Void                   // takes a fact back, for good
	Redact                 // has the body of the set Target dropped everywhere, for good; has no body itself
	Forget                 // takes an entity away everywhere, for good, with all that was ever set on it
)

// Incarnation is one writer: every launch of a program draws a random one for
// each class it writes, so that a restored or copied disk can never fork a sequence.
type Incarnation [8]byte

// OpID names an op.
type OpID struct {
	Inc Incarnation
	Seq uint32 // dense from 1 within the incarnation
}

// Compare orders ids by incarnation and number.
func (a OpID) Compare(b OpID) int {
	if c := bytes.Compare(a.Inc[:], b.Inc[:]); c != 0 {
		return c
	}
	return cmp.Compare(a.Seq, b.Seq)
}

// HLC is a hybrid logical clock: 48 bits of Unix milliseconds and a 16 bit counter.
type HLC uint64

// BodyState says where an op's body is. Of two copies of one op that are in
// different states, Erased stands over Whole and Whole over Refused: so copies
// meet in any order and agree.
type BodyState uint8

// The states of a body.
const (
	Whole   BodyState = wire.StateWhole
	Erased  BodyState = wire.StateErased  // dropped on purpose, and never comes back
	Refused BodyState = wire.StateRefused // the server would not take it; whoever wrote the op still holds it whole
)

// Op is one entry of the log. Body is the JSON of SetBody, AddBody, VoidBody or
// ForgetBody as it travels: sealed when Epoch is not 0. A body is never changed in
// place, so copies of an op may share it.
type Op struct {
	Inc    Incarnation
	Seq    uint32 // dense from 1 within the incarnation
	HLC    HLC
	Class  Class
	Kind   Kind
	Epoch  uint32 // of the key that Body is sealed with; 0: Body is plain
	Target OpID   // of Redact
	Body   []byte
	Inner  [sha256.Size]byte // SHA-256 of the body that is not here; not set while State is Whole
	State  BodyState
	Hash   Hash
}

// ID gives the op's name.
func (o Op) ID() OpID { return OpID{o.Inc, o.Seq} }

// inner gives the SHA-256 of the body, here or not.
func (o Op) inner() [sha256.Size]byte {
	if o.State == Whole {
		return sha256.Sum256(o.Body)
	}
	return o.Inner
}

// Bare gives the op as it is kept without its body, in the state Erased or Refused.
func (o Op) Bare(s BodyState) Op {
	o.Inner = o.inner()
	o.Body, o.State = nil, s
	return o
}

// Hash ties an op's header to its body: SHA-256 cut to 16 bytes.
type Hash [16]byte

// SetBody gives fields new values; the value null takes a field away. Base names,
// for each field, the writes that the writer saw and replaces, so that a
// concurrent edit is noticed; a field that was never set has no entry. It names
// one write, or several when the writer settles a conflict.
type SetBody struct {
	Entity string                     `json:"en"` // event, task, guest, page, report
	ID     string                     `json:"id"`
	Fields map[string]json.RawMessage `json:"f"`
	Base   map[string][]Stamp         `json:"base,omitempty"`
}

// AddBody states a fact under an id that the writer drew at random. Facts cannot
// be erased: they name people by opaque ids only.
type AddBody struct {
	ID    string          `json:"id"`
	Kind  string          `json:"kind"` // arrive, walk-in
	Event string          `json:"event"`
	Body  json.RawMessage `json:"b"`
}

// VoidBody takes the fact back.
type VoidBody struct {
	Fact string `json:"fact"`
}

// ForgetBody names the entity that is gone.
type ForgetBody struct {
	Entity string `json:"en"`
	ID     string `json:"id"`
}
