package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

func redoEvent(ctx context.Context, c *call, d *desk.Desk, args []string) error {
	label, err := d.Redo(ctx, args[0])
	if err != nil {
		return err
	}
	return c.result(map[string]string{"redone": label}, func(w io.Writer) {
		fmt.Fprintf(w, "done again: %s; `daykit undo %s` takes it back\n", label, args[0])
	})
}

func exportEvent(c *call, fs *flag.FlagSet) action {
	device := fs.String("for", "", "the one `laptop` that can open it, by its id or name; new pairs another laptop by the file, or a code of pair invite; all of the group's without")
	role := fs.String("role", "", "of a new laptop: organiser (the usual) or helper of this event")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		switch {
		case *device == "new":
			return c.handOver(ctx, d, desk.HandOver{Event: args[0], File: args[1], Role: *role})
		case desk.IsPairingCode(*device):
			return c.handOver(ctx, d, desk.HandOver{Event: args[0], File: args[1], Role: *role, Code: *device})
		case *role != "":
			return usageError{"--role goes with --for new"}
		}
		e, err := d.Export(ctx, args[0], args[1], *device)
		if err != nil {
			return err
		}
		c.say("on another laptop of the group: daykit merge FILE")
		return c.result(e, func(w io.Writer) { fmt.Fprintf(w, "%s: %d changes, %s\n", e.File, e.Ops, count(e.Pictures, "picture")) })
	})
}

// handOver writes an event file that also pairs the laptop that takes it.
func (c *call) handOver(ctx context.Context, d *desk.Desk, req desk.HandOver) error {
	h, err := d.HandOver(ctx, req)
	if err != nil {
		return err
	}
	c.say("%s: %d changes, %s, and the keys of %s", h.File, h.Ops, count(h.Pictures, "picture"), article(h.Role))
	c.say("on the other laptop: daykit pair accept CODE --from FILE; then bring the file back, and here: daykit pair finish --from FILE")
	c.say("the code is for one laptop, until %s, and is not shown again; let it travel apart from the file", h.Expires)
	return c.result(h, func(w io.Writer) { fmt.Fprintln(w, h.Code) })
}

// article puts a or an before the name of a role.
func article(role string) string {
	if role == desk.RoleOrganiser {
		return "an " + role
	}
	return "a " + role
}

func mergeFile(c *call, fs *flag.FlagSet) action {
	dry := fs.Bool("dry-run", false, "say what it would bring, and take nothing in")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		do := d.Merge
		if *dry {
			do = d.PreviewMerge
		}
		m, err := do(ctx, args[0])
		if err != nil {
			return err
		}
		if m.Unread > 0 {
			c.say("%d changes are sealed with keys that this laptop does not have; ask an organiser to pair it again", m.Unread)
		}
		if m.Conflicts > 0 && !*dry {
			c.say("`daykit conflicts %s` lists what was changed on both sides", m.Event)
		}
		return c.result(m, func(w io.Writer) { writeMerge(w, m) })
	})
}

func writeMerge(w io.Writer, m desk.MergePreview) {
	fmt.Fprintf(w, "%s %s: %d new, %d changed, %s\n", m.Event, m.Title, m.New, m.Changed, count(m.Conflicts, "conflict"))
}

// count says a number of things that are called by adding an s.
func count(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}

func listConflicts(c *call, fs *flag.FlagSet) action {
	keep := fs.String("keep", "", "settle one: now (what stands) or lost (the other value)")
	field := fs.String("field", "", "which: `ENTITY/ID.FIELD`, as the list shows it")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if (*keep == "") != (*field == "") {
			return misused
		}
		if *keep != "" {
			if err := settle(ctx, d, args[0], *keep, *field); err != nil {
				return err
			}
		}
		open, err := d.Conflicts(ctx, args[0])
		if err != nil {
			return err
		}
		return c.result(open, func(w io.Writer) { writeConflicts(w, open) })
	})
}

func settle(ctx context.Context, d *desk.Desk, event, keep, field string) error {
	entity, rest, _ := strings.Cut(field, "/")
	dot := strings.LastIndexByte(rest, '.')
	if dot < 0 {
		return usageError{"write the field as the list shows it: ENTITY/ID.FIELD"}
	}
	return d.Settle(ctx, event, desk.Settlement{Entity: entity, ID: rest[:dot], Field: rest[dot+1:], Keep: keep})
}

func writeConflicts(w io.Writer, open []desk.Conflict) {
	if len(open) == 0 {
		fmt.Fprintln(w, "no conflicts")
	}
	for _, c := range open {
		name := ""
		if c.Name != "" {
			name = " (" + c.Name + ")"
		}
		fmt.Fprintf(w, "%s%s\n  stands: %s (%s)\n  lost:   %s (%s)\n  field:  %s\n", c.What, name, c.NowWords, c.NowAt, c.LostWords, c.At, c.Place())
	}
}

func eraseGuest(c *call, fs *flag.FlagSet) action {
	yes := fs.Bool("yes", false, "do it; it cannot be undone")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if err := c.sure(*yes, args[1]); err != nil {
			return err
		}
		e, err := d.EraseGuest(ctx, args[0], args[1])
		if err != nil {
			return err
		}
		return c.erased(e)
	})
}

func purgeEvent(c *call, fs *flag.FlagSet) action {
	yes := fs.Bool("yes", false, "do it; it cannot be undone")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if err := c.sure(*yes, args[0]); err != nil {
			return err
		}
		e, err := d.Purge(ctx, args[0])
		if err != nil {
			return err
		}
		return c.erased(e)
	})
}

// sure makes certain that a person means what cannot be undone.
func (c *call) sure(yes bool, what string) error {
	if yes {
		return nil
	}
	if c.ask != nil {
		typed, err := c.ask(fmt.Sprintf("This cannot be undone. Type %s again to go on: ", what))
		if err != nil {
			return fmt.Errorf("ask: %w", err)
		}
		if strings.TrimSpace(typed) == what {
			return nil
		}
		return fault.New(fault.Denied, "nothing was erased", "")
	}
	return usageError{"erasing cannot be undone; say --yes to do it"}
}

// erased tells what is gone, and what a person still has to look for.
func (c *call) erased(e desk.Erased) error {
	if len(e.Beyond) > 0 {
		c.say("out of reach, if they still exist; find and destroy them:")
	}
	for _, b := range e.Beyond {
		c.say("  %s  %s", b.At, strings.Join(words(b.What, b.Detail, b.Device), "  "))
	}
	if len(e.Said) > 0 {
		c.say("the report's texts may still name them, which `daykit report EVENT learned|next|thanks WORDS` changes: %s", strings.Join(e.Said, ", "))
	}
	return c.result(e, func(w io.Writer) {
		fmt.Fprintf(w, "erased: %s; nothing of it is left in %s of this laptop; counts of who came stay\n",
			count(e.People, "name"), count(e.Backups, "backup"))
	})
}

func listGuests(ctx context.Context, c *call, d *desk.Desk, args []string) error {
	guests, err := d.OpenContacts(ctx, args[0])
	if err != nil {
		return err
	}
	walkIns, err := d.WalkInNames(ctx, args[0])
	if err != nil {
		return err
	}
	v := struct {
		Guests  []desk.Guest      `json:"guests"`
		WalkIns []desk.WalkInName `json:"walk_ins"`
	}{guests, walkIns}
	return c.result(v, func(w io.Writer) {
		tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, g := range guests {
			fmt.Fprintf(tw, "%s\t%s\t%d\t%s\t%s\t%s\n", g.ID, g.Name, g.Party, g.Lang, g.ArrivedAt, strings.Join(words(g.Contact, g.Notes), "; "))
		}
		for _, g := range walkIns {
			fmt.Fprintf(tw, "%s\t%s\t1\t\twalk-in\t\n", g.ID, g.Name)
		}
		_ = tw.Flush()
	})
}

func auditTrail(ctx context.Context, c *call, d *desk.Desk, args []string) error {
	event := ""
	if len(args) == 1 {
		event = args[0]
	}
	all, err := d.Audit(ctx, event)
	if err != nil {
		return err
	}
	return c.result(all, func(w io.Writer) {
		for _, a := range all {
			fmt.Fprintln(w, strings.Join(words(a.At, a.What, a.Event, a.Device, a.Detail), "  "))
		}
	})
}

// remind tells of past events whose names are still here.
func (c *call) remind(all []desk.Deletion) {
	for _, d := range all {
		c.say("the names of %s (%s) are to be deleted by %s: `daykit purge %s --yes` keeps the totals", d.Title, d.Event, d.Due, d.Event)
	}
}
