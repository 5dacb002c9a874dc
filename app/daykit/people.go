package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

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

func listVoices(c *call, fs *flag.FlagSet) action {
	return noFlags(func(ctx context.Context, c *call, d *desk.Desk, args []string) error {
		id := ""
		if len(args) == 1 {
			id = args[0]
		}
		voices, err := d.Voices(ctx, id)
		if err != nil {
			return err
		}
		return c.result(voices, func(w io.Writer) { writeVoices(w, voices) })
	})(c, fs)
}

func writeVoices(w io.Writer, voices []desk.Voice) {
	for _, v := range voices {
		mark := " "
		if v.Chosen {
			mark = "*"
		}
		if what := stopped(v.Consent); what != "" {
			fmt.Fprintf(w, "%s %s  %s\n    %s\n", mark, v.ID, v.Credit, what)
			continue
		}
		fmt.Fprintf(w, "%s %s  %s, %s %d\n    %s\n    consent: %s, for %s\n", mark, v.ID, v.Credit, v.Role, v.Year, v.Quote, v.Consent, strings.Join(v.Scope, ", "))
	}
}

// stopped says why nothing may carry a voice now, and what to do; empty where it may.
func stopped(consent string) string {
	switch consent {
	case "withdrawn":
		return "WITHDRAWN: choose other voices; `daykit pack check` says what to take down"
	case "unchecked":
		return "NOT CHECKED for 45 days: sync, or take in the newest list (daykit pack withdraw FILE)"
	case "missing":
		return "NOT HERE: sync, or add the campaign's pack (daykit pack add FILE)"
	case "expired":
		return "EXPIRED: get the newest pack from the campaign, or choose other voices"
	}
	return ""
}

func chooseVoices(c *call, fs *flag.FlagSet) action {
	none := fs.Bool("none", false, "use no voices")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if (len(args) == 1) != *none {
			return usageError{"write: daykit choose EVENT VOICE..., or daykit choose EVENT --none"}
		}
		voices, err := d.Choose(ctx, args[0], args[1:])
		if err != nil {
			return err
		}
		return c.result(voices, func(w io.Writer) { writeVoices(w, voices) })
	})
}
