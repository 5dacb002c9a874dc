// Package oplog is the append-only log as pure functions: what an operation is,
// how clocks tick, and how operations fold into current state in any order. It
// touches no clock, file or network, so that a simulator can drive it.
package oplog

import "encoding/json"

// Class says who may read an operation's body. Only Public and Report leave the
// laptop unsealed; the others stay here until sealing is built.
type Class uint8

// The classes, from the table of docs/privacy.md.
const (
	Public  Class = iota // P0: what a published page shows
	Report               // P1: totals that the organiser sends
	Work                 // P2: plans, choices and check-in facts without names
	Roster               // P3: display names, languages, access needs
	Contact              // P4: phone, e-mail, notes
)

// Kind says what an operation does.
type Kind uint8

// The kinds. All commute: applied in any order they give the same state.
const (
	Set  Kind = iota + 1 // gives fields of an entity new values; last writer wins per field
	Add                  // adds a fact, which never changes
	Void                 // takes a fact back, for good
)

// Incarnation is one writer: every launch of a program draws a random one for
// each class it writes, so that a restored or copied disk can never fork a sequence.
type Incarnation [8]byte

// HLC is a hybrid logical clock: 48 bits of Unix milliseconds and a 16 bit counter.
type HLC uint64

// Op is one entry of the log. Body is the JSON of SetBody, AddBody or VoidBody.
type Op struct {
	Inc   Incarnation
	Seq   uint32 // dense from 1 within the incarnation
	HLC   HLC
	Class Class
	Kind  Kind
	Body  []byte
	Hash  Hash
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

// AddBody states a fact under an id that the writer drew at random.
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
