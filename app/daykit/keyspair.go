package main

import (
	"context"
	"flag"
	"fmt"
	"io"

	"daykit/internal/desk"
)

const pairUsage = "write: daykit pair invite [--role organiser | --role helper --event EVENT] --out FILE, " +
	"daykit pair accept CODE --from FILE [--reply FILE], or daykit pair finish --from FILE"

// pairFlags are the flags of the command pair.
type pairFlags struct {
	invite            desk.PairInvite
	from, reply, name string
}

func pair(c *call, fs *flag.FlagSet) action {
	var f pairFlags
	fs.StringVar(&f.invite.Role, "role", "", "of invite: organiser (the usual) or helper")
	fs.StringVar(&f.invite.Event, "event", "", "of invite: the event of a helper")
	fs.StringVar(&f.invite.File, "out", "", "of invite: the invitation to write, such as onto a USB stick")
	fs.StringVar(&f.from, "from", "", "of accept: the invitation; of finish: the reply")
	fs.StringVar(&f.reply, "reply", "", "of accept: the reply to write for the laptop that invited")
	fs.StringVar(&f.name, "name", "", "of accept: what the group calls this laptop")
	return func(ctx context.Context, args []string) error {
		switch {
		case args[0] == "invite" && len(args) == 1 && f.invite.File != "":
			return c.invitePair(ctx, f.invite)
		case args[0] == "accept" && len(args) == 2 && f.from != "":
			return c.acceptPair(ctx, args[1], f)
		case args[0] == "finish" && len(args) == 1 && f.from != "":
			return c.finishPair(ctx, f.from)
		}
		return usageError{pairUsage}
	}
}

func (c *call) invitePair(ctx context.Context, req desk.PairInvite) error {
	d, err := c.open(ctx)
	if err != nil {
		return err
	}
	code, err := d.Invite(ctx, req)
	if err != nil {
		return err
	}
	c.say("on the other laptop: daykit pair accept CODE --from FILE --reply REPLY; then here: daykit pair finish --from REPLY")
	c.say("the code is for one laptop, until %s, and is not shown again; let it travel apart from the file", code.Expires)
	return c.result(code, func(w io.Writer) { fmt.Fprintln(w, code.Code) })
}

func (c *call) acceptPair(ctx context.Context, code string, f pairFlags) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	got, err := desk.AcceptInvite(ctx, opt, code, f.from, f.reply, laptopName(f.name))
	if err != nil {
		return err
	}
	if f.reply == "" {
		c.say("without --reply the other laptops do not know this one, and it gets no newer keys from them")
	}
	c.say("the group has the mark %s: compare it with a recovery sheet of the group", got.Group)
	return c.result(got, func(w io.Writer) { fmt.Fprintf(w, "this laptop is %s of the group, as %s\n", got.Device, got.Role) })
}

func (c *call) finishPair(ctx context.Context, file string) error {
	d, err := c.open(ctx)
	if err != nil {
		return err
	}
	item, err := d.FinishInvite(ctx, file)
	if err != nil {
		return err
	}
	return c.result(item, func(w io.Writer) { fmt.Fprintf(w, "%s is one of the group's laptops, as %s\n", item.ID, item.Role) })
}
