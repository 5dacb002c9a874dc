package desktop

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// pageError is what a rejected promise carries.
type pageError struct {
	Code    fault.Code `json:"code"`
	Message string     `json:"message"`
	Hint    string     `json:"hint"`
}

// asFault finds the fault in err.
func asFault(err error) (*fault.Error, bool) {
	var f *fault.Error
	return f, errors.As(err, &f)
}

// cancelled is what the page hears when a person stopped something; it is no fault.
const cancelled fault.Code = "cancelled"

// inUse is what the page hears where another program has the workspace. The code locked
// is left for names that are locked, since a person does something else about each.
const inUse fault.Code = "in_use"

// formatError shows a fault to the page as data, so that it can be translated by
// its code. Any other error is a defect of ours, and its words stay in the log.
//
// It gives JSON text and no struct: the page's half of Wails 2.13 passes what it
// gets to new Error, which would make "[object Object]" of anything else.
func formatError(err error) any {
	out := pageError{Code: fault.Internal, Message: "something went wrong inside Daykit", Hint: "try again, and start Daykit anew if it stays"}
	var f *fault.Error
	if errors.As(err, &f) {
		out = pageError{Code: f.Code, Message: f.Message, Hint: withoutCommands(f.Hint)}
	}
	if desk.InUse(err) {
		out.Code = inUse
	}
	if errors.Is(err, context.Canceled) {
		out = pageError{Code: cancelled, Message: "cancelled"}
	}
	text, _ := json.Marshal(out) // three strings always marshal
	return string(text)
}

// What a hint says of commands is for who sits at a terminal.
var (
	commandAtEnd = regexp.MustCompile("(?:[:,] (?:see )?|,? with )(?:`daykit [a-z][^`]*`(?: and `daykit [^`]*`)?|daykit [a-z][^,;]*)")
	anyCommand   = regexp.MustCompile("`?daykit [a-z]")
)

// withoutCommands gives a hint as the window says it: without the name of the command
// that does it, and empty where that was all of it.
func withoutCommands(hint string) string {
	hint = commandAtEnd.ReplaceAllString(hint, "")
	if anyCommand.MatchString(hint) {
		return ""
	}
	return hint
}

// unreadable and unwritable say in plain words what the disk refused.
func unreadable(err error) error {
	return fault.Wrap(err, fault.NotFound, "the file cannot be read", "check that it is still there, and choose it again")
}

func unwritable(err error) error {
	return fault.Wrap(err, fault.Denied, "the folder for printing cannot be made", "save the file instead, to a place of your choice")
}
