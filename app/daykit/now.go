package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"daykit/internal/desk"
)

// nowFlags are the flags of the command now.
type nowFlags struct {
	began, skip, at string
	undo            bool
}

// now shows what is on, and takes down when points begin.
func now(c *call, fs *flag.FlagSet) action {
	var f nowFlags
	fs.StringVar(&f.began, "began", "", "say that a `POINT` began: its number, its title, its time, or next")
	fs.StringVar(&f.skip, "skip", "", "say that a `POINT` is left out")
	fs.BoolVar(&f.undo, "undo", false, "take back what was said last")
	fs.StringVar(&f.at, "at", "", "the moment: a time of the event's day such as 17:40, or an instant (RFC 3339); now unless told")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		n, err := f.do(ctx, d, args[0])
		if err != nil {
			return err
		}
		return c.result(n, func(w io.Writer) { writeNow(w, n) })
	})
}

func (f nowFlags) do(ctx context.Context, d *desk.Desk, id string) (desk.Now, error) {
	asked := len(words(f.began, f.skip))
	switch {
	case asked > 1 || asked > 0 && f.undo:
		return desk.Now{}, misused
	case f.undo:
		return d.TakeBackPoint(ctx, id, f.at)
	case asked == 0:
		return d.Now(ctx, id, f.at)
	}
	key, err := d.PointNamed(ctx, id, f.began+f.skip, f.at)
	if err != nil {
		return desk.Now{}, err
	}
	if f.skip != "" {
		return d.SkipPoint(ctx, id, key, f.at)
	}
	return d.BeginPoint(ctx, id, key, f.at)
}

func writeNow(w io.Writer, n desk.Now) {
	for _, p := range n.Now {
		line := fmt.Sprintf("now: %s, since %s", p.Title, p.Begins)
		if p.Over > 0 {
			line += fmt.Sprintf(", %d min over", p.Over)
		} else if p.Ends != "" {
			line += ", until " + p.Ends
		}
		fmt.Fprintln(w, line)
	}
	switch {
	case n.Phase == "none":
		fmt.Fprintln(w, "there is no running order yet; `daykit programme EVENT fill` makes one")
	case n.Phase == "after":
		fmt.Fprintln(w, "all is over")
	case n.Next != nil && n.Late > 0:
		fmt.Fprintf(w, "next: %s at %s, %d min late\n", n.Next.Title, n.Next.Begins, n.Late)
	case n.Next != nil:
		fmt.Fprintf(w, "next: %s at %s\n", n.Next.Title, n.Next.Begins)
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for i, p := range n.Points {
		state := ""
		switch {
		case p.Skipped:
			state = "left out"
		case p.Began:
			state = "began " + p.Begins
		}
		fmt.Fprintf(tw, "%d\t%s\t%s\t%s\t%s\n", i+1, p.Planned, p.Title, p.Lead, state)
	}
	_ = tw.Flush()
}

// programme lists the running order, fills it from the activities, or moves what follows.
func programme(c *call, fs *flag.FlagSet) action {
	dry := fs.Bool("dry-run", false, "of fill: show the points and write nothing")
	replace := fs.Bool("replace", false, "of fill: what is there may be replaced")
	by := fs.Int("by", 0, "of move: how many `minutes` later, or earlier for fewer than none")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		id, verb := args[0], strings.Join(args[1:min(len(args), 2)], "")
		var err error
		switch {
		case len(args) == 1:
		case verb == "fill" && len(args) == 2 && *dry:
			return c.offered(ctx, d, id)
		case verb == "fill" && len(args) == 2:
			_, err = d.FillProgramme(ctx, id, *replace)
		case verb == "move" && len(args) == 3 && *by != 0:
			err = moveProgramme(ctx, d, id, args[2], *by)
		default:
			return misused
		}
		if err != nil {
			return err
		}
		n, err := d.Now(ctx, id, "")
		if err != nil {
			return err
		}
		return c.result(n.Points, func(w io.Writer) { writeNow(w, desk.Now{Points: n.Points}) })
	})
}

func moveProgramme(ctx context.Context, d *desk.Desk, id, number string, by int) error {
	n, err := strconv.Atoi(number)
	if err != nil {
		return misused
	}
	_, err = d.MoveProgramme(ctx, id, n, by)
	return err
}

func (c *call) offered(ctx context.Context, d *desk.Desk, id string) error {
	offer, err := d.OfferProgramme(ctx, id)
	if err != nil {
		return err
	}
	return c.result(offer, func(w io.Writer) {
		for _, s := range offer.Slots {
			fmt.Fprintln(w, s)
		}
		if offer.Replaces > 0 {
			fmt.Fprintf(w, "it would replace %s; --replace does so\n", count(offer.Replaces, "point"))
		}
	})
}
