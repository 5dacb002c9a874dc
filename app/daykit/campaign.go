package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

func join(c *call, fs *flag.FlagSet) action {
	return noFlags(func(ctx context.Context, c *call, d *desk.Desk, args []string) error {
		st, err := d.Join(ctx, args[0], args[1])
		if err != nil {
			return err
		}
		return c.result(map[string]string{"group": st.Group, "server": st.Server}, func(w io.Writer) {
			fmt.Fprintf(w, "joined as %s at %s\n", st.Group, st.Server)
		})
	})(c, fs)
}

func syncNow(c *call, fs *flag.FlagSet) action {
	dry := fs.Bool("dry-run", false, "show what would be sent, and send nothing")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, _ []string) error { return c.syncAfterLooking(ctx, d, *dry) })
}

// syncAfterLooking says what leaves the laptop, and sends exactly that unless dry.
func (c *call) syncAfterLooking(ctx context.Context, d *desk.Desk, dry bool) error {
	out, err := d.Outgoing(ctx)
	if err != nil {
		return err
	}
	c.outgoing(out)
	if dry {
		c.bytesOut(out)
		return c.result(out, func(io.Writer) {})
	}
	r, err := d.SyncSeen(ctx, out.Mark)
	if err != nil {
		return err
	}
	c.packNews(r.Packs)
	if err := c.pageNews(ctx, d); err != nil {
		return err
	}
	return c.result(r, func(w io.Writer) {
		fmt.Fprintf(w, "sent %d, received %d, waiting %d, set aside %d\n", r.Pushed, r.Pulled, r.Waiting, r.Quarantined)
		for _, line := range came(r) {
			fmt.Fprintln(w, line)
		}
		pictureNews(w, r.Pictures)
		if r.Safe {
			fmt.Fprintln(w, "the server signed that it holds all changes that are here; `daykit status` says whether this laptop may be wiped")
		}
	})
}

// pictureNews says what became of pictures, where there are any.
func pictureNews(w io.Writer, p desk.PictureNews) {
	if p.Sent+p.Fetched > 0 {
		fmt.Fprintf(w, "pictures: sent %d, received %d\n", p.Sent, p.Fetched)
	}
	pictureLines(w, p.PictureState)
	if p.Trouble != "" {
		fmt.Fprintf(w, "pictures: %s\n", p.Trouble)
	}
}

// came says how many sign-ups and answers came by the pages.
func came(r desk.SyncResult) (lines []string) {
	switch r.Signups {
	case 0:
	case 1:
		lines = append(lines, "1 new sign-up; `daykit signups EVENT` lists it")
	default:
		lines = append(lines, fmt.Sprintf("%d new sign-ups; `daykit signups EVENT` lists them", r.Signups))
	}
	switch r.Answers {
	case 0:
	case 1:
		lines = append(lines, "1 new answer to how it was; `daykit feedback EVENT list` shows it")
	default:
		lines = append(lines, fmt.Sprintf("%d new answers to how it was; `daykit feedback EVENT list` shows them", r.Answers))
	}
	return lines
}

// outgoing tells exactly what leaves the laptop.
func (c *call) outgoing(out desk.Outgoing) {
	if out.Nothing {
		c.say("nothing is new here: only what is new elsewhere is fetched; sign-ups that come go on to your group's laptops, sealed")
		return
	}
	for _, t := range out.Totals {
		c.say("numbers of %s: %d signed up, %d arrived, %d walk-ins", t.ID, t.SignedUp, t.Arrived, t.WalkIns)
		if t.FirstTime > 0 {
			c.say("  and for %d of them it was the first time", t.FirstTime)
		}
		if len(t.Languages)+len(t.Activities)+len(t.Objectives) > 0 {
			c.say("  and what the event is: languages %s; activities %s; objectives %s", inWords(t.Languages), inWords(t.Activities), inWords(t.Objectives))
		}
	}
	for _, p := range out.Pages {
		c.say("public page of %s: %s, %s", p.ID, p.Title, p.Place)
		if p.Listed {
			c.say("  listed among the events of %s", p.Town)
		}
		if p.Voice != "" {
			c.say("  with the words of %s", p.Voice)
		}
	}
	for _, p := range out.Parts {
		c.say("%s of %s: %d", sendTitles[p.Kind], p.ID, p.Count)
	}
	for _, p := range out.Taken {
		c.say("taken back, %s of %s: %d", sendTitles[p.Kind], p.ID, p.Count)
	}
	c.say("plans, names and contacts go along sealed: only your group's laptops can read them")
}

// inWords writes a list in one line.
func inWords[T any](list []T) string {
	if len(list) == 0 {
		return "none"
	}
	return strings.Trim(strings.Join(strings.Fields(fmt.Sprint(list)), ", "), "[]")
}

func check(c *call, _ *flag.FlagSet) action {
	return func(ctx context.Context, _ []string) error {
		opt, err := c.options()
		if err != nil {
			return err
		}
		items := desk.Check(ctx, opt)
		ok := true
		for _, i := range items {
			ok = ok && i.OK
		}
		v := struct {
			OK     bool             `json:"ok"`
			Checks []desk.CheckItem `json:"checks"`
		}{ok, items}
		err = c.result(v, func(w io.Writer) {
			for _, i := range items {
				mark := "ok "
				if !i.OK {
					mark = "NO "
				}
				fmt.Fprintf(w, "%s %-9s %s\n", mark, i.Name, i.What)
			}
		})
		if err == nil && !ok {
			return fault.New(fault.Invalid, "this machine is not ready", "see the lines marked NO")
		}
		return err
	}
}
