package main

import (
	"context"
	"flag"
	"fmt"
	"io"

	"daykit/internal/desk"
)

// calendar writes all that the crew needs in a calendar, to be written again and followed.
func calendar(c *call, fs *flag.FlagSet) action {
	var req desk.FeedRequest
	out := fs.String("out", "", "the `file` to write; written again, calendars that follow it see what is new")
	fs.BoolVar(&req.Names, "with-names", false, "say who does a task and who takes a shift")
	fs.BoolVar(&req.Todos, "todo", false, "tasks as to-dos, and not as entries of their day")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if *out == "" {
			return misused
		}
		if len(args) == 1 {
			req.Event = args[0]
		}
		s, err := d.SaveFeed(ctx, req, *out)
		if err != nil {
			return err
		}
		return c.result(s, func(w io.Writer) {
			fmt.Fprintf(w, "%s: %s, %s, %s; %d cancelled\n", s.File, count(s.Events, "event"), count(s.Tasks, "task"), count(s.Shifts, "shift"), s.Cancelled)
		})
	})
}
