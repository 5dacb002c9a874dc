package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

	"daykit/internal/desk"
)

// saveBackup writes a whole copy of the workspace to a file.
func saveBackup(c *call, fs *flag.FlagSet) action {
	return noFlags(func(ctx context.Context, c *call, d *desk.Desk, args []string) error {
		b, err := d.Backup(ctx, args[0])
		if err != nil {
			return err
		}
		for _, name := range b.Missing {
			c.say("note: the picture %s could not be read and is not in it", name)
		}
		return c.result(b, func(w io.Writer) {
			fmt.Fprintf(w, "saved in %s and read back; only this group's laptops and its recovery sheet can open it\n", b.File)
		})
	})(c, fs)
}

// restore puts a copy in the place of the workspace, or says that it was looked at.
func restore(c *call, fs *flag.FlagSet) action {
	goOn := fs.Bool("go", false, "it was looked at: it may be sent again, and what is told of it was read")
	return func(ctx context.Context, args []string) error {
		if len(args) == 0 && !*goOn {
			return misused
		}
		var out struct {
			desk.Restored
			Held string `json:"held"`
		}
		if len(args) == 1 {
			var err error
			if out.Restored, err = c.putBack(ctx, args[0]); err != nil {
				return err
			}
		}
		d, err := c.open(ctx)
		if err != nil {
			return err
		}
		if *goOn {
			if err := errors.Join(d.Release(ctx), d.SeenMended(ctx)); err != nil {
				return err
			}
		}
		if out.Held, err = d.Held(ctx); err != nil {
			return err
		}
		return c.result(out, func(w io.Writer) {
			if out.Held == "" {
				fmt.Fprintln(w, "it may be sent and received again")
			} else {
				fmt.Fprintln(w, "nothing is sent or received until you have looked at it and say go on: daykit restore --go")
			}
		})
	}
}

// putBack replaces the workspace, and tells a person what is here now and where to find
// what was here.
func (c *call) putBack(ctx context.Context, file string) (desk.Restored, error) {
	opt, err := c.options()
	if err != nil {
		return desk.Restored{}, err
	}
	if opt.Passphrase, err = c.passphrase(); err != nil {
		return desk.Restored{}, err
	}
	r, err := desk.Restore(ctx, opt, file)
	if err != nil {
		return desk.Restored{}, err
	}
	c.say("put back from the backup of %s", r.Time)
	if r.Safety != "" {
		c.say("what was here before is in %s", r.Safety)
	}
	if r.Folder != "" {
		c.say("what was here before was damaged; it is kept in the folder %s", r.Folder)
	}
	return r, nil
}

// tend tells of damage that was mended, and makes the backup that is due. A backup that
// fails keeps nobody from working, but must be known.
func (c *call) tend(ctx context.Context, d *desk.Desk) {
	switch m := d.Mended(); {
	case m == nil:
	case m.Backup == "":
		c.say("note: the workspace was damaged and could be mended from its own log; nothing is missing")
	default:
		c.say("note: the workspace was damaged; the backup of %s is in its place, and what was changed from then until %s may be missing. The damaged files are kept in the folder %s",
			m.Backup, m.Until, m.Folder)
	}
	if err := d.Tend(ctx); err != nil {
		c.say("note: %s", oneLine(plainWords(err)))
	}
}

// backupLine is what status says of backups.
func backupLine(w io.Writer, b desk.Backups) {
	if b.Count == 0 {
		fmt.Fprintln(w, "no backup yet")
	} else {
		fmt.Fprintf(w, "last backup %s, %d kept\n", b.Last, b.Count)
	}
}

// putBackLines says what came out of a backup and waits for somebody to look at it.
func putBackLines(w io.Writer, held *desk.SafetyHeld, mended *desk.SafetyMended) {
	const next = "look at it, then say go on: daykit restore --go"
	if held != nil {
		from := ""
		if held.File != "" {
			from = held.File + ", "
		}
		fmt.Fprintf(w, "put back from %sthe backup of %s: %s\n", from, held.Since, next)
	}
	switch {
	case mended == nil:
	case mended.From == "":
		fmt.Fprintf(w, "the workspace was damaged and could be mended from its own log; nothing is missing: %s\n", next)
	default:
		fmt.Fprintf(w, "the workspace was damaged; %s, the backup of %s, is in its place, and what was changed from then until %s may be missing: %s\n",
			mended.File, mended.From, mended.At, next)
	}
}
