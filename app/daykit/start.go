package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"daykit/internal/desk"
)

// startResult is an event that was begun, or would be.
type startResult struct {
	ID string `json:"id"` // empty with --dry-run
	desk.StartPreview
}

// start begins an event: its plan, roles, kit, risks and running order are there at once.
func start(c *call, fs *flag.FlagSet) action {
	var f desk.StartForm
	var activities, languages string
	fs.StringVar(&activities, "activity", "", "what you do, with commas between: ids, names or words of them; other for something of your own")
	fs.StringVar(&f.Title, "title", "", "what it is called; else what you do, and the town")
	fs.StringVar(&f.Date, "date", "", "the day, such as 2026-12-18")
	fs.StringVar(&f.Start, "start", "", "when it begins, such as 17:30")
	fs.StringVar(&f.End, "end", "", "when it ends")
	fs.StringVar(&f.Place, "place", "", "where: name, street, town, postcode")
	fs.IntVar(&f.People, "people", 0, "how many you expect")
	fs.StringVar(&f.Group, "group", "", "which group invites; else that of the event before")
	for _, name := range []string{"languages", "lang"} {
		fs.StringVar(&languages, name, "", "languages of the printed matter, with commas between; the first is the main one")
	}
	dry := fs.Bool("dry-run", false, "say what would be there, and begin nothing")
	return func(ctx context.Context, _ []string) error {
		f.Activities, f.Languages = listOf(activities), listOf(languages)
		if f.Date == "" || len(f.Activities) == 0 {
			return usageError{"write: daykit start --activity meal,film --date 2026-12-18 --place \"Hall, Town\" --people 60"}
		}
		d, err := c.open(ctx)
		if err != nil {
			return err
		}
		out := startResult{}
		if out.StartPreview, err = d.PreviewStart(ctx, f); err != nil {
			return err
		}
		if !*dry {
			if out.ID, err = d.Start(ctx, f); err != nil {
				return err
			}
		}
		if !slices.Contains(out.Form.Languages, out.TitleLang) {
			c.say("the title is offered in English, which is no language of this event: write one with --title, or change it")
		}
		for _, n := range out.Notes {
			c.say("%s", n.Words)
		}
		if out.ID != "" {
			c.say("all of it can be changed; `daykit undo %s` takes the whole start back", out.ID)
		}
		return c.result(out, func(w io.Writer) { writeStart(w, out) })
	}
}

// writeStart prints the id alone, for scripts, or what would be there.
func writeStart(w io.Writer, s startResult) {
	if s.ID != "" {
		fmt.Fprintln(w, s.ID)
		return
	}
	fmt.Fprintf(w, "%s, %s, %s to %s\n", s.Form.Title, s.Form.Date, s.Form.Start, s.Form.End)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, part := range []struct {
		title, unit string
		lines       []desk.StartLine
	}{
		{"running order", " min", s.Programme},
		{"tasks", "", s.Tasks},
		{"law and licences", "", s.Duties},
		{"roles to fill", " to find", s.Shifts},
		{"kit", "", s.Kit},
		{"care", "", s.Care},
		{"permissions", "", s.Permissions},
		{"risks", "", s.Risks},
		{"to ask at the venue", "", s.Questions},
	} {
		fmt.Fprintf(tw, "%s: %d\n", part.title, len(part.lines))
		for _, l := range part.lines {
			fmt.Fprintf(tw, "  %s\t%s%s\t%s\t%s\n", l.When, l.Amount, part.unit, l.Text, l.Basis)
		}
	}
	_ = tw.Flush()
}
