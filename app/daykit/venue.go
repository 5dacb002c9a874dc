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

// venue lists what is known of the venue, or takes an answer.
func venue(c *call, fs *flag.FlagSet) action {
	note := fs.String("note", "", "what is to be known besides")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if len(args) == 1 {
			return c.venueResult(d.Venue(ctx, args[0]))
		}
		if len(args) == 2 {
			args = append(args, "")
		}
		answer := map[string]string{"yes": desk.AnswerYes, "no": desk.AnswerNo, "unknown": desk.AnswerUnknown, "": desk.AnswerUnknown}
		said, ok := answer[args[2]]
		if !ok || args[2] == "" && *note == "" {
			return misused
		}
		text, err := c.venueNote(ctx, d, args[0], args[1], fs, *note)
		if err != nil {
			return err
		}
		return c.venueResult(d.AnswerVenue(ctx, args[0], args[1], said, text))
	})
}

// venueNote is the note that was given, or the one that is there.
func (c *call) venueNote(ctx context.Context, d *desk.Desk, id, item string, fs *flag.FlagSet, note string) (string, error) {
	given := false
	fs.Visit(func(f *flag.Flag) { given = given || f.Name == "note" })
	if given {
		return note, nil
	}
	v, err := d.Venue(ctx, id)
	for _, one := range slices.Concat(v.Features, v.Questions, v.Facts) {
		if one.ID == item {
			return one.Note, err
		}
	}
	return "", err
}

func (c *call) venueResult(v desk.VenueView, err error) error {
	if err != nil {
		return err
	}
	return c.result(v, func(w io.Writer) { writeVenue(w, v) })
}

func writeVenue(w io.Writer, v desk.VenueView) {
	for _, part := range []struct {
		title string
		items []desk.VenueItem
	}{{"printed and published where it is a yes:", v.Features}, {"to ask at the venue (" + v.Basis + "):", v.Questions}, {"for the group:", v.Facts}} {
		fmt.Fprintln(w, part.title)
		tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, item := range part.items {
			fmt.Fprintf(tw, "  %s\t%s\t%s\t%s\n", item.ID, answered(item), item.Label, item.Note)
		}
		_ = tw.Flush()
	}
	fmt.Fprintf(w, "not known yet: %d\n", v.Unknown)
}

func answered(item desk.VenueItem) string {
	if item.Since != "" {
		since := item.Since
		item.Since = ""
		return answered(item) + ", as of " + since + ": ask again"
	}
	switch {
	case item.Words:
		return "-"
	case item.Doubt:
		return "yes, but an answer says no"
	case item.Answer == desk.AnswerUnknown:
		return "not known yet"
	}
	return item.Answer
}
