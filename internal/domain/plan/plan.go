// Package plan says what organising an event takes, worked back from its day:
// tasks and their headings, dates of law in England and Wales, what activities
// need, who does what and when, money, risks, and what is on now. It is plain data
// with rules; it reads no clock, file or network, and the same input always gives
// the same answer.
//
// Every statement that is built in says where it comes from, or that it is our own
// default (OurDefault). Nothing here is legal advice: where a rule decides, the
// answer carries the question to ask and whom to ask.
package plan

import (
	"embed"
	"encoding/json"
	"sync"
)

// OurDefault is the basis of what no source says: our planning default.
const OurDefault = "our planning default, not from a source"

//go:embed data
var files embed.FS

// builtin reads a file of data once.
func builtin[T any](name string) func() T {
	return sync.OnceValue(func() T {
		var v T
		b, err := files.ReadFile("data/" + name)
		if err == nil {
			err = json.Unmarshal(b, &v)
		}
		if err != nil {
			// The files are part of the program, and its tests load them.
			panic("internal error: read plan " + name + ": " + err.Error())
		}
		return v
	})
}
