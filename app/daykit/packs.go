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
	key := fs.String("key", "", "of add and withdraw: the `fingerprint` of the campaign's key, as the campaign told you, only before this laptop knows one; of sign: a file with the private key")
	dry := fs.Bool("dry-run", false, "of add: say what the file would bring, and take nothing")
	editing := packEditFlags(fs)
	ofLaptop := withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if len(args) == 2 {
			return c.packFile(ctx, d, args[0], args[1], *key, *dry)
		}
		switch {
		case *dry:
			return usageError{"--dry-run goes with add FILE"}
		case args[0] == "list":
			return c.packStatus(d.Packs(ctx))
		case args[0] == "check":
			return c.packCheck(d.CheckPacks(ctx))
		case args[0] == "fetch":
			return c.fetchPacks(ctx, d)
		}
		return misused
	})
	return func(ctx context.Context, args []string) error {
		if ok, err := c.packEdit(args, *key, editing); ok {
			return err
		}
		return ofLaptop(ctx, args)
	}
}

// packFile does what is asked with a file of the campaign.
func (c *call) packFile(ctx context.Context, d *desk.Desk, what, file, key string, dry bool) error {
	switch {
	case dry && what != "add":
		return usageError{"--dry-run goes with add FILE"}
	case dry:
		return c.lookAtPack(d.PreviewPack(ctx, file))
	case what == "add":
		return c.addPack(ctx, d, file, key)
	case what == "withdraw":
		return c.packStatus(d.WithdrawPack(ctx, file, key))
	}
	return misused
}

// addPack takes in a file, says what it brought and prints what is here then.
func (c *call) addPack(ctx context.Context, d *desk.Desk, file, key string) error {
	f, err := d.TakePack(ctx, file, key)
	if err != nil {
		return err
	}
	for _, line := range broughtBy(f) {
		c.say("%s", line)
	}
	if f.Down > 0 {
		c.say("prints to take down: %d; `daykit pack check` names them", f.Down)
	}
	return c.packStatus(d.Packs(ctx))
}

// fetchPacks asks the campaign for its packs and nothing else.
func (c *call) fetchPacks(ctx context.Context, d *desk.Desk) error {
	news, err := d.FetchPacks(ctx)
	if err != nil {
		return err
	}
	c.packNews(news)
	return c.packStatus(d.Packs(ctx))
}

// lookAtPack prints what a file would bring. One that would not be taken is no failure:
// that is the answer.
func (c *call) lookAtPack(f desk.PackFile, err error) error {
	if err != nil {
		return err
	}
	return c.result(f, func(w io.Writer) {
		if f.Refused != "" {
			fmt.Fprintf(w, "it would not be taken: %s\n", refusedWords[f.Refused])
			return
		}
		if f.AsksKey {
			fmt.Fprintln(w, "this laptop knows no campaign: give --key with the fingerprint that the campaign told you")
		}
		for _, line := range broughtBy(f) {
			fmt.Fprintln(w, line)
		}
	})
}

// refusedWords say why a file is not taken, and what to do.
var refusedWords = map[string]string{
	desk.RefusedUnsigned: "it is no pack or list as a campaign signed it; get it again, and install the newest Daykit if that does not help",
	desk.RefusedKey:      "another campaign signed it; ask yours for its own file",
	desk.RefusedOlder:    "a newer edition is here already; keep that one",
	desk.RefusedForked:   "it says other things than the one of the same version here; ask the campaign which is right",
	desk.RefusedRollback: "it is older than what was seen withdrawn here; get the newest from the campaign",
	desk.RefusedOver:     "it has expired; get the newest from the campaign",
	desk.RefusedFull:     "there are too many packs; ask the campaign to bring them together in one",
}

// broughtBy says what a file brings, a line for each kind of thing.
func broughtBy(f desk.PackFile) []string {
	if f.Same {
		return []string{"all of it is here already"}
	}
	var out []string
	if f.Waits {
		out = append(out, "it waits until "+f.Begins[:10])
	}
	for _, part := range []struct {
		what   string
		voices []desk.PackVoice
	}{{"new voices", f.New}, {"withdrawn", f.Gone}, {"offered no more", f.Left}, {"may be printed again", f.Back}} {
		var names []string
		for _, v := range part.voices {
			names = append(names, v.Credit)
		}
		if len(names) > 0 {
			out = append(out, part.what+": "+strings.Join(names, ", "))
		}
	}
	if f.Stale {
		out = append(out, "what was withdrawn is known as of "+f.Checked[:10]+" only: nothing new carries a voice until a newer list came")
	}
	return out
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
		for _, p := range check.Pages {
			fmt.Fprintf(w, "send the page  %s (%s): it still shows %s at %s until the next `daykit sync`\n", cmp.Or(p.Title, p.Event), p.Event, cmp.Or(p.Credit, p.Voice), p.Address)
		}
		for _, s := range check.Choose {
			if s.Page {
				fmt.Fprintf(w, "choose again  %s (%s) still names %s for its page: daykit publish %s --voice none\n", cmp.Or(s.Title, s.Event), s.Event, cmp.Or(s.Credit, s.Voice), s.Event)
				continue
			}
			fmt.Fprintf(w, "choose again  %s (%s) still names %s: daykit choose %s VOICE...\n", cmp.Or(s.Title, s.Event), s.Event, s.Credit, s.Event)
		}
		if len(check.TakeDown)+len(check.Pages)+len(check.Choose) == 0 {
			fmt.Fprintln(w, "nothing that is known to be printed or published carries a voice that was withdrawn")
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
