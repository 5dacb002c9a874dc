package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// takeout writes everything of an event for other programs.
func takeout(c *call, fs *flag.FlagSet) action {
	out := fs.String("out", "", "a folder, a .zip or a .json `file`")
	names := fs.Bool("with-names", false, "with the names and contacts of people; it asks first")
	yes := fs.Bool("yes", false, "of --with-names: do not ask")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if *out == "" {
			return misused
		}
		if *names {
			if err := c.sureOfNames(*yes, args[0]); err != nil {
				return err
			}
		}
		t, err := d.TakeData(ctx, args[0], *out, *names)
		if err != nil {
			return err
		}
		return c.result(t, func(w io.Writer) {
			fmt.Fprintf(w, "%s: %s, %s\n", t.File, count(t.Tables, "table"), count(t.Rows, "line"))
		})
	})
}

// sureOfNames makes certain that a person means to write names where anybody may read them.
func (c *call) sureOfNames(yes bool, event string) error {
	switch {
	case yes:
		return nil
	case c.ask == nil:
		return usageError{"names and contacts of everybody would be written unsealed; say --yes to do it"}
	}
	typed, err := c.ask(fmt.Sprintf("The names and contacts of everybody at this event will be written unsealed, and the audit trail says so. Type %s again to go on: ", event))
	if err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	if strings.TrimSpace(typed) != event {
		return fault.New(fault.Denied, "nothing was written", "without --with-names no name is in it")
	}
	return nil
}
