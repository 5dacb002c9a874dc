package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/feedback"
)

// dayFlags are the counts of the day; those that are given are set, and empty takes one
// back.
var dayFlags = []struct {
	name, usage string
	at          func(*desk.DayCounts) **int
	each        int // of what is typed to what is kept
}{
	{"children", "children who came", func(c *desk.DayCounts) **int { return &c.Children }, 1},
	{"adults", "adults who came", func(c *desk.DayCounts) **int { return &c.Adults }, 1},
	{"volunteers", "people who helped; else those of the shifts", func(c *desk.DayCounts) **int { return &c.Volunteers }, 1},
	{"hours", "hours that all helped together; else those of the shifts", func(c *desk.DayCounts) **int { return &c.Minutes }, 60},
	{"posters-up", "posters that were put up", func(c *desk.DayCounts) **int { return &c.PostersUp }, 1},
	{"posters-down", "posters that were taken down", func(c *desk.DayCounts) **int { return &c.PostersDown }, 1},
}

// debrief keeps what the crew said afterwards, and the counts of the day.
func debrief(c *call, fs *flag.FlagSet) action {
	counts := map[string]*string{}
	for _, f := range dayFlags {
		counts[f.name] = fs.String(f.name, "", "of counts: "+f.usage)
	}
	heard := fs.String("heard", "", "of counts: languages heard or used, such as so,ar")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		id, rest := args[0], args[1:]
		switch {
		case len(rest) == 0:
			return c.debriefed(ctx, d, id)
		case rest[0] == "counts" && len(rest) == 1:
			return c.setCounts(ctx, d, id, fs, counts, heard)
		case rest[0] == feedback.CrewConcern && len(rest) == 1:
			return c.concern(ctx, d, id)
		case len(rest) == 2:
			if err := d.SetDebrief(ctx, id, rest[0], rest[1]); err != nil {
				return err
			}
			return c.debriefed(ctx, d, id)
		}
		return misused
	})
}

// concern shows what was written about care and safety.
func (c *call) concern(ctx context.Context, d *desk.Desk, id string) error {
	words, err := d.OpenConcern(ctx, id)
	if err != nil {
		return err
	}
	return c.result(map[string]string{feedback.CrewConcern: words}, func(w io.Writer) { fmt.Fprintln(w, words) })
}

func (c *call) setCounts(ctx context.Context, d *desk.Desk, id string, fs *flag.FlagSet, counts map[string]*string, heard *string) error {
	next, err := d.DayCounts(ctx, id)
	if err != nil {
		return err
	}
	given := map[string]bool{}
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	for _, f := range dayFlags {
		if !given[f.name] {
			continue
		}
		if *f.at(&next), err = dayCount(f.name, *counts[f.name], f.each); err != nil {
			return err
		}
	}
	if given["heard"] {
		next.Heard = strings.FieldsFunc(*heard, func(r rune) bool { return r == ',' })
	}
	if err := d.SetDayCounts(ctx, id, next); err != nil {
		return err
	}
	return c.debriefed(ctx, d, id)
}

// dayCount reads a number; nil for nothing.
func dayCount(name, typed string, each int) (*int, error) {
	if typed == "" {
		return nil, nil //nolint:nilnil // it is taken back
	}
	f, err := strconv.ParseFloat(typed, 64)
	if err != nil || f < 0 || f > desk.MaxDayCount || each == 1 && f != float64(int(f)) {
		return nil, fault.Invalidf("", "%s: %q is not a number that it can be", name, typed)
	}
	n := int(f * float64(each))
	return &n, nil
}

// debriefed shows the crew's answers and the counts; that of care and safety only on
// its own.
func (c *call) debriefed(ctx context.Context, d *desk.Desk, id string) error {
	said, err := d.Debrief(ctx, id)
	if err != nil {
		return err
	}
	counts, err := d.DayCounts(ctx, id)
	if err != nil {
		return err
	}
	all := struct {
		desk.Debrief

		Counts desk.DayCounts `json:"counts"`
	}{said, counts}
	return c.result(all, func(w io.Writer) {
		for _, q := range feedback.CrewQuestions() {
			words := said.Answers[q.Key]
			if q.Private && said.Concern {
				words = "(written; `daykit debrief EVENT concern` shows it)"
			}
			fmt.Fprintf(w, "%-9s %s\n          %s\n", q.Key, q.Words, words)
		}
		for _, f := range dayFlags {
			if n := *f.at(&counts); n != nil {
				fmt.Fprintf(w, "%s: %s\n", f.name, strconv.FormatFloat(float64(*n)/float64(f.each), 'f', -1, 64))
			}
		}
		if len(counts.Heard) > 0 {
			fmt.Fprintf(w, "heard: %s\n", strings.Join(counts.Heard, " "))
		}
		if counts.FromShifts {
			fmt.Fprintln(w, "volunteers and hours are those of the shifts")
		}
	})
}
