package main

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"daykit/internal/desk"
)

// pageVoices lists the voices that may stand on an event's page, and why the others may not.
func (c *call) pageVoices(ctx context.Context, d *desk.Desk, id string) error {
	all, err := d.PageVoices(ctx, id)
	if err != nil {
		return err
	}
	return c.result(all, func(w io.Writer) {
		for _, v := range all.Offered {
			mark := " "
			if v.ID == all.Chosen {
				mark = "*"
			}
			fmt.Fprintf(w, "%s %s  %s\n    %s\n", mark, v.ID, cmp.Or(v.Credit, "no name, as they wished"), v.Quote)
			for _, t := range v.Translations {
				read := "nobody else has checked it"
				if t.Reviewed {
					read = "checked"
				}
				fmt.Fprintf(w, "    %s (%s): %s\n", t.Lang, read, t.Text)
			}
		}
		for _, v := range all.Refused {
			fmt.Fprintf(w, "  %s  may not stand there: %s\n", v.ID, v.WhyWords)
		}
		if len(all.Offered) == 0 {
			fmt.Fprintln(w, "no voice may stand on the page; it is complete without one")
		}
	})
}
