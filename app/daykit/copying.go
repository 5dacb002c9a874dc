package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"text/tabwriter"

	"daykit/internal/desk"
)

// copyFlags say on which day the new event is, and what it is called.
func copyFlags(fs *flag.FlagSet) *desk.CopyChoice {
	c := &desk.CopyChoice{}
	fs.StringVar(&c.Date, "date", "", "day of the new event, such as 2027-12-18")
	fs.StringVar(&c.Title, "title", "", "its title; else the title of the old one")
	fs.BoolVar(&c.Actuals, "actuals", false, "plan with what things came to, where that is known")
	return c
}

// copyEvent adds an event that is like another one, on another day.
func copyEvent(c *call, fs *flag.FlagSet) action {
	choice := copyFlags(fs)
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if choice.Date == "" {
			return misused
		}
		return c.copied(d.CopyWith(ctx, args[0], *choice))
	})
}

func (c *call) copied(out desk.Copied, err error) error {
	if err != nil {
		return err
	}
	return c.result(out, func(w io.Writer) {
		fmt.Fprintln(w, out.Event)
		for _, part := range []struct {
			title string
			lines []desk.CopyLine
		}{{"taken:", out.Taken}, {"left out:", out.Left}, {"look at:", out.Look}} {
			if len(part.lines) > 0 {
				fmt.Fprintln(w, part.title)
			}
			for _, l := range part.lines {
				fmt.Fprintf(w, "  %d  %s\n", l.Count, l.Words)
			}
		}
	})
}

// templates keeps events to begin others with.
func templates(c *call, fs *flag.FlagSet) action {
	choice := copyFlags(fs)
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		what, rest := args[0], args[1:]
		switch {
		case what == "list" && len(rest) == 0:
			return c.templateList(d.Templates(ctx))
		case what == "save" && len(rest) == 2:
			return c.templateID(d.SaveTemplate(ctx, rest[0], rest[1]))
		case what == "new" && len(rest) == 1 && choice.Date != "":
			return c.copied(d.NewFromTemplate(ctx, rest[0], *choice))
		}
		return c.keepTemplate(ctx, d, what, rest)
	})
}

// keepTemplate does what leaves the events alone.
func (c *call) keepTemplate(ctx context.Context, d *desk.Desk, what string, rest []string) error {
	switch {
	case what == "rename" && len(rest) == 2:
		return c.thenTemplates(ctx, d, d.RenameTemplate(ctx, rest[0], rest[1]))
	case what == "drop" && len(rest) == 1:
		return c.thenTemplates(ctx, d, d.DropTemplate(ctx, rest[0]))
	case what == "export" && len(rest) == 2:
		saved, err := d.SaveTemplateFile(ctx, rest[0], rest[1])
		if err != nil {
			return err
		}
		return c.result(saved, func(w io.Writer) { fmt.Fprintln(w, saved.File) })
	case what == "import" && len(rest) == 1:
		return c.templateID(d.ImportTemplate(ctx, rest[0]))
	}
	return misused
}

// thenTemplates lists the templates as a change has left them.
func (c *call) thenTemplates(ctx context.Context, d *desk.Desk, err error) error {
	if err != nil {
		return err
	}
	return c.templateList(d.Templates(ctx))
}

func (c *call) templateID(id string, err error) error {
	if err != nil {
		return err
	}
	return c.result(map[string]string{"template": id}, func(w io.Writer) { fmt.Fprintln(w, id) })
}

func (c *call) templateList(list []desk.TemplateCard, err error) error {
	if err != nil {
		return err
	}
	if len(list) == 0 {
		c.say("no templates yet; `daykit template save EVENT NAME` keeps one")
	}
	return c.result(list, func(w io.Writer) {
		tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, t := range list {
			fmt.Fprintf(tw, "%s\t%s\tfrom %s\t%d tasks, %d shifts, %d lines of money, %d risks\n", t.ID, t.Name, t.From, t.Tasks, t.Shifts, t.Money, t.Risks)
		}
		_ = tw.Flush()
	})
}
