package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"daykit/internal/desk"
)

func packs(c *call, fs *flag.FlagSet) action {
	key := fs.String("key", "", "the `fingerprint` of the campaign's key, as the campaign told you; only before this laptop knows one")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		file := len(args) == 2
		switch {
		case args[0] == "list" && !file:
			return c.packStatus(d.Packs(ctx))
		case args[0] == "check" && !file:
			return c.packCheck(d.CheckPacks(ctx))
		case args[0] == "add" && file:
			return c.packStatus(d.AddPack(ctx, args[1], *key))
		case args[0] == "withdraw" && file:
			return c.packStatus(d.WithdrawPack(ctx, args[1], *key))
		}
		return usageError{"write: daykit pack list, daykit pack check, daykit pack add FILE or daykit pack withdraw FILE"}
	})
}

// packStatus prints what is here.
func (c *call) packStatus(st desk.PackStatus, err error) error {
	if err != nil {
		return err
	}
	return c.result(st, func(w io.Writer) {
		for _, p := range st.Packs {
			fmt.Fprintf(w, "%s  version %d of %s, until %s, %s, %d voices\n", p.ID, p.Version, p.Issuer, p.Ends[:10], p.State, p.Voices)
		}
		for _, v := range st.Withdrawn {
			fmt.Fprintf(w, "withdrawn  %s, since %s (%s)\n", v.Credit, v.Since, v.Reason)
		}
		fmt.Fprintln(w, freshness(st))
		if st.Trouble != "" {
			fmt.Fprintf(w, "the last sync did not take what the server has: %s\n", st.Trouble)
		}
	})
}

// freshness says how old the list of withdrawals is, and what follows from it.
func freshness(st desk.PackStatus) string {
	switch st.Freshness {
	case "none":
		return "this laptop knows no campaign, so nobody tells it what was withdrawn"
	case "stale":
		return fmt.Sprintf("nobody has told this laptop for %d days what was withdrawn; nothing new carries a voice until you sync or take in the newest list", st.Days)
	case "due":
		return fmt.Sprintf("nobody has told this laptop for %d days what was withdrawn; sync within %d days, or nothing new carries a voice", st.Days, st.StopsIn)
	}
	return fmt.Sprintf("list of withdrawals number %d, %d days old", st.Number, st.Days)
}

// packCheck prints what to take down.
func (c *call) packCheck(check desk.PackCheck, err error) error {
	if err != nil {
		return err
	}
	return c.result(check, func(w io.Writer) {
		for _, t := range check.TakeDown {
			p := t.Print
			what := strings.Join(words(p.Kind, p.Design, p.Paper, p.Lang), " ")
			fmt.Fprintf(w, "take down  %s: %s, %d copies of %s, with %s (%s)\n", cmp.Or(t.Title, t.Event), what, p.Copies, p.At[:10], t.Credit, t.Event)
		}
		for _, s := range check.Choose {
			fmt.Fprintf(w, "choose again  %s (%s) still names %s: daykit choose %s VOICE...\n", cmp.Or(s.Title, s.Event), s.Event, s.Credit, s.Event)
		}
		if len(check.TakeDown)+len(check.Choose) == 0 {
			fmt.Fprintln(w, "nothing that is known to be printed carries a voice that was withdrawn")
		}
	})
}

// packNews tells what a sync brought of packs.
func (c *call) packNews(n desk.PackNews) {
	if len(n.Packs) > 0 {
		c.say("new from the campaign: %s", strings.Join(n.Packs, ", "))
	}
	if len(n.Withdrawn) > 0 {
		c.say("withdrawn: %s; `daykit pack check` says what to take down", strings.Join(n.Withdrawn, ", "))
	}
	if n.Trouble != "" {
		c.say("the campaign's packs were not taken: %s", n.Trouble)
	}
}
