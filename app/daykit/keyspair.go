package main

import (
	"context"
	"flag"
	"fmt"
	"io"

	"daykit/internal/desk"
)

// pairFlags are the flags of the command pair.
type pairFlags struct {
	invite            desk.PairInvite
	server            addressFlag
	from, reply, name string
}

// addressFlag is an address that may be left out, where a laptop knows it.
type addressFlag struct {
	given   bool
	address string
}

// String implements flag.Value.
func (a *addressFlag) String() string { return a.address }

// Set implements flag.Value.
func (a *addressFlag) Set(s string) error {
	a.given = true
	if s != "true" { // what package flag says where there is no value
		a.address = s
	}
	return nil
}

// IsBoolFlag lets the flag stand alone.
func (a *addressFlag) IsBoolFlag() bool { return true }

func pair(c *call, fs *flag.FlagSet) action {
	var f pairFlags
	fs.StringVar(&f.invite.Role, "role", "", "of invite: organiser (the usual) or helper")
	fs.StringVar(&f.invite.Event, "event", "", "of invite: the event of a helper")
	fs.StringVar(&f.invite.File, "out", "", "of invite: the invitation to write, such as onto a USB stick")
	fs.BoolVar(&f.invite.AllNames, "all-names", false, "of invite --server of a helper: it may have the plans and names of all events, which the server gives it")
	fs.StringVar(&f.from, "from", "", "of accept: the invitation; of finish: the reply")
	fs.StringVar(&f.reply, "reply", "", "of accept: the reply to write for the laptop that invited")
	fs.StringVar(&f.name, "name", "", "of accept: what the group calls this laptop")
	fs.Var(&f.server, "server", "of invite: leave it at the campaign's server; of accept: the server's address")
	return func(ctx context.Context, args []string) error {
		if len(args) == 3 && f.server.given && f.server.address == "" {
			f.server.address, args = args[2], args[:2]
		}
		f.invite.Online = f.server.given
		switch {
		case args[0] == "invite" && len(args) == 1 && (f.invite.File != "") != f.invite.Online:
			return c.invitePair(ctx, f.invite)
		case args[0] == "accept" && len(args) == 2 && (f.from != "") != (f.server.address != ""):
			return c.acceptPair(ctx, args[1], f)
		case args[0] == "finish" && len(args) == 1 && f.from != "":
			return c.finishPair(ctx, f.from)
		}
		return misused
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
	if req.Online && code.Role == desk.RoleHelper {
		c.say("from the server a helper's laptop gets the plans and names of all your events, now and later, and no contacts; by a file it gets its own event alone")
	}
	if req.Online {
		c.say("on the other laptop: daykit pair accept CODE --server URL, with the address that you joined the campaign at")
		c.say("the code is for one laptop, until %s, and is not shown again", code.Expires)
	} else {
		c.say("on the other laptop: daykit pair accept CODE --from FILE --reply REPLY; then here: daykit pair finish --from REPLY")
		c.say("the code is for one laptop, until %s, and is not shown again; let it travel apart from the file", code.Expires)
	}
	return c.result(code, func(w io.Writer) { fmt.Fprintln(w, code.Code) })
}

func (c *call) acceptPair(ctx context.Context, code string, f pairFlags) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	accept := desk.AcceptInvite
	from := f.from
	if f.server.address != "" {
		accept, from = desk.AcceptOnline, f.server.address
	}
	got, err := accept(ctx, opt, code, from, f.reply, laptopName(f.name))
	if err != nil {
		return err
	}
	c.say("the group has the mark %s: compare it with a recovery sheet of the group", got.Group)
	switch {
	case got.Came != nil && got.Answered && f.reply == "":
		c.say("the file holds the answer for the laptop that made it now: bring it back, and there: daykit pair finish --from FILE")
	case got.Came != nil && !got.Answered:
		c.say("the file could not be written; the laptop that made it learns of this one from the first event file that comes back")
	case !got.Answered && got.Role == desk.RoleHelper:
		c.say("without --reply the other laptops do not know this one, and it gets nothing from them")
	case !got.Answered:
		c.say("the other laptops learn of this one from the first event file that comes from it, or from --reply")
	}
	return c.result(got, func(w io.Writer) {
		fmt.Fprintf(w, "this laptop is %s of the group, as %s\n", got.Device, got.Role)
		if got.Came != nil {
			writeMerge(w, *got.Came)
		}
	})
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
