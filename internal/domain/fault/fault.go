// Package fault is the one error that crosses an edge of Daykit: a code that
// programs can act on, a sentence that says what happened and a hint that says
// what to do next. Inner packages return ordinary errors; a fault is made where
// the cause is understood, and turned into an exit code, an HTTP status or a
// translated text only at the outermost edge.
package fault

import (
	"errors"
	"fmt"
)

// Code says which kind of trouble it is, in a word that programs can compare.
type Code string

// The codes are closed: each has an HTTP status, an exit code and an English text.
const (
	Invalid  Code = "invalid"   // the input breaks a rule; it must be changed
	NotFound Code = "not_found" // what was named does not exist
	Conflict Code = "conflict"  // it exists already, or changed meanwhile
	Denied   Code = "denied"    // the caller may not do this
	Locked   Code = "locked"    // another program holds the workspace
	Offline  Code = "offline"   // the other side cannot be reached now
	Full     Code = "full"      // the disk or a quota is full
	Damaged  Code = "damaged"   // stored data does not read back
	Internal Code = "internal"  // a defect of ours
)

// Codes lists every code, for the tables that must cover them all.
func Codes() []Code {
	return []Code{Invalid, NotFound, Conflict, Denied, Locked, Offline, Full, Damaged, Internal}
}

// Error is a fault. Message and Hint are plain sentences without a name, a path
// or a query of a person, so that they may leave the machine.
type Error struct {
	Code    Code
	Message string // what happened, lower case, no full stop
	Hint    string // what to do next; may be empty
	Err     error  // the cause; may be nil
}

// New makes a fault that has no deeper cause.
func New(code Code, message, hint string) *Error {
	return &Error{Code: code, Message: message, Hint: hint}
}

// Wrap makes a fault from its cause, which stays reachable by errors.Is and errors.As.
func Wrap(err error, code Code, message, hint string) *Error {
	return &Error{Code: code, Message: message, Hint: hint, Err: err}
}

// Invalidf makes an Invalid fault whose message is formatted; hint may be empty.
func Invalidf(hint, format string, args ...any) *Error {
	return New(Invalid, fmt.Sprintf(format, args...), hint)
}

// Error gives the message and the hint in one line; the cause is left out, since
// it may name paths and is meant for logs.
func (e *Error) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + "; " + e.Hint
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf gives the code of the outermost fault in err's chain, and Internal for
// any other error. It must not be called with nil.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}
