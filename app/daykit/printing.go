package main

import (
	"context"
	"flag"
	"fmt"
	"io"

	"daykit/internal/desk"
	"daykit/internal/domain/event"
)

func printOne(c *call, fs *flag.FlagSet) action {
	var req desk.PrintRequest
	fs.StringVar(&req.Design, "design", "", "of a poster: weave")
	fs.StringVar(&req.Lang, "lang", "", "language, or several of a poster: en,ur")
	fs.StringVar(&req.Paper, "paper", "", "a4 (the default) or a3")
	fs.BoolVar(&req.SaveInk, "save-ink", false, "draw with less ink")
	out := fs.String("out", "", "the file to write")
	people := fs.String("people", "", "of badges: a CSV file of people, instead of the event's guests")
	format := fs.String("format", "pdf", "pdf or svg")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if *out == "" {
			return usageError{"write: daykit print EVENT KIND --out FILE"}
		}
		var guests []event.Guest
		if *people != "" {
			var err error
			if guests, err = desk.ReadBadges(*people); err != nil {
				return err
			}
		}
		req.Kind = args[1]
		s, notes, err := d.SavePrint(ctx, args[0], req, *format, *out, guests)
		if err != nil {
			return err
		}
		c.problems(s)
		c.notes(notes)
		return c.result(s, func(w io.Writer) { fmt.Fprintf(w, "%s: %s\n", s.File, pages(s.Pages)) })
	})
}

func pages(n int) string {
	if n == 1 {
		return "1 page"
	}
	return fmt.Sprintf("%d pages", n)
}

func printKit(c *call, fs *flag.FlagSet) action {
	out := fs.String("out", "", "the folder to write into")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if *out == "" {
			return usageError{"write: daykit kit EVENT --out DIR"}
		}
		files, err := d.Kit(ctx, args[0], *out, c.progress)
		if err != nil {
			return err
		}
		c.problems(files...)
		return c.result(map[string][]desk.Saved{"files": files}, func(w io.Writer) {
			for _, f := range files {
				fmt.Fprintf(w, "%s: %s\n", f.File, pages(f.Pages))
			}
		})
	})
}

// progress tells which file of a kit is being made.
func (c *call) progress(done, all int, file string) { c.say("%d of %d: %s", done+1, all, file) }
