package main

import (
	"context"
	"fmt"
	"io"

	"daykit/internal/desk"
)

// signupsResult is what signing up looks like from this side, and the page from the other.
type signupsResult struct {
	desk.Signups

	Look desk.PageLook `json:"look"`
}

// lookAtPage is what signups does about the public page itself.
func (c *call) lookAtPage(ctx context.Context, d *desk.Desk, args []string) error {
	switch {
	case len(args) == 2 && args[1] == "look":
		return c.look(d.LookAtPage(ctx, args[0]))
	case len(args) == 2 && args[1] == "looked":
		return c.look(d.SeenPageLook(ctx, args[0]))
	}
	return misused
}

// look prints what came of looking at a page.
func (c *call) look(l desk.PageLook, err error) error {
	if err != nil {
		return err
	}
	return c.result(l, func(w io.Writer) { writeLook(w, l) })
}

// pageNews warns of pages that are not as they were published.
func (c *call) pageNews(ctx context.Context, d *desk.Desk) error {
	looks, err := d.PageLooks(ctx)
	for _, l := range looks {
		writeLook(c.err, l)
	}
	return err
}

// writeLook says what a stranger sees of a page.
func writeLook(w io.Writer, l desk.PageLook) {
	for _, f := range l.Found {
		fmt.Fprintf(w, "page of %s: %s\n", l.Event, f.Words)
	}
	switch l.State {
	case desk.LookDiffers:
		still := "found on " + day(l.Since)
		if !l.Still {
			still += ", and not by the last look"
		}
		fmt.Fprintf(w, "  %s\n  %s\n  `daykit signups %s looked` when you know\n", still, l.Hint, l.Event)
	case desk.LookUnseen:
		fmt.Fprintf(w, "page of %s: could not be looked at: %s; seen last: %s\n", l.Event, l.Why, day(l.Looked))
	case desk.LookFine:
		older := ""
		if l.Older {
			older = "; the server is of an earlier release"
		}
		fmt.Fprintf(w, "page of %s: looked at on %s, and it is as you published it%s\n", l.Event, day(l.Looked), older)
	}
}
