package main

import (
	"context"
	"flag"
	"fmt"
	"io"

	"daykit/internal/desk"
)

func importGuests(c *call, fs *flag.FlagSet) action {
	dry := fs.Bool("dry-run", false, "say what would be taken in, and take nothing")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		read := d.ImportGuests
		if *dry {
			read = d.PreviewGuests
		}
		p, err := read(ctx, args[0], args[1])
		for _, e := range p.Errors {
			c.say("line %d, %s: %s", e.Line, e.Column, e.What)
		}
		if err != nil {
			return err
		}
		if p.Erased > 0 {
			c.say("%s passed over: these people were erased", count(p.Erased, "line"))
		}
		return c.result(p, func(w io.Writer) {
			fmt.Fprintf(w, "%d lines: %d new, %d changed, %d as before\n", p.Rows, p.New, p.Changed, p.Same)
		})
	})
}
