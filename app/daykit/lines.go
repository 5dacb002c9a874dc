package main

import (
	"flag"
	"strings"
)

// verbOf takes apart the arguments EVENT [VERB [...]] of a command on an event's list;
// without a verb it lists.
func verbOf(args []string) (event, verb string, rest []string) {
	if len(args) == 1 {
		return args[0], "list", nil
	}
	return args[0], args[1], args[2:]
}

// given sets the flags that were given to fs on a form of its own: register names the
// form's flags, each with what the form says now. What was not given stays as it is.
func given(fs *flag.FlagSet, register func(*flag.FlagSet)) {
	form := flag.NewFlagSet("", flag.ContinueOnError)
	register(form)
	fs.Visit(func(set *flag.Flag) {
		if f := form.Lookup(set.Name); f != nil {
			_ = f.Value.Set(set.Value.String()) // fs took it, and the two are of one kind
		}
	})
}

// listOf splits a list at its commas.
func listOf(text string) []string {
	out := []string{}
	for part := range strings.SplitSeq(text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// tick is a box to tick, as on paper.
func tick(done bool) string {
	if done {
		return "[x]"
	}
	return "[ ]"
}
