package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"golang.org/x/term"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// maxPassphraseFile is more than a passphrase, in bytes.
const maxPassphraseFile = 4 << 10

// askAt asks for a secret at a terminal, and is nil where in is none. Who stops the
// program instead of answering gets the terminal back as it was.
func askAt(ctx context.Context, in io.Reader, out io.Writer) func(question string) (string, error) {
	f, ok := in.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	fd := int(f.Fd())
	return func(question string) (string, error) {
		fmt.Fprint(out, question)
		defer fmt.Fprintln(out)
		was, err := term.GetState(fd)
		if err != nil {
			return "", err
		}
		answer, err := unlessStopped(ctx, func() ([]byte, error) { return term.ReadPassword(fd) })
		if ctx.Err() != nil {
			_ = term.Restore(fd, was)
		}
		return string(answer), err
	}
}

// passphrase is the one that was given for this call; empty for none.
func (c *call) passphrase() (string, error) {
	if c.passFile != "" {
		return c.readPassphrase()
	}
	return c.getenv("DAYKIT_PASSPHRASE"), nil
}

// readPassphrase reads the first line of the file that a flag names.
func (c *call) readPassphrase() (string, error) {
	f, err := c.input(c.passFile)
	if err != nil {
		return "", err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxPassphraseFile+1))
	if err != nil {
		return "", fmt.Errorf("read the passphrase: %w", err)
	}
	line, _, _ := strings.Cut(string(b), "\n")
	line = strings.TrimSuffix(line, "\r")
	if len(b) > maxPassphraseFile || line == "" {
		return "", fault.New(fault.Invalid, "the file has no passphrase in its first line", "")
	}
	return line, nil
}

// openWith takes the workspace. Where a passphrase is needed and none was given, it is
// asked for at a terminal; nothing typed leaves the names locked.
func (c *call) openWith(ctx context.Context, passphrase string) (*desk.Desk, error) {
	opt, err := c.options()
	if err != nil {
		return nil, err
	}
	opt.Passphrase = passphrase
	d, err := desk.Open(ctx, opt)
	if err != nil {
		return nil, err
	}
	c.desk = d
	if d.Asks() && c.ask != nil {
		typed, err := c.ask("Passphrase (nothing to go on without names): ")
		if err != nil {
			return nil, fmt.Errorf("read the passphrase: %w", err)
		}
		if typed != "" {
			return d, d.Unlock(ctx, typed)
		}
	}
	return d, nil
}

func lock(c *call, _ *flag.FlagSet) action {
	return func(ctx context.Context, _ []string) error {
		old := c.getenv("DAYKIT_PASSPHRASE")
		if c.passFile == "" && old != "" {
			old = "" // it is the new one
		}
		d, err := c.openWith(ctx, old)
		if err != nil {
			return err
		}
		st, err := d.Keys(ctx)
		if err != nil {
			return err
		}
		if st.Locked {
			return fault.New(fault.Conflict, "the names are locked by a passphrase already",
				"to change it, give the old one as DAYKIT_PASSPHRASE and the new one by --passphrase-file")
		}
		next, err := c.newPassphrase()
		if err != nil {
			return err
		}
		st, err = d.SetPassphrase(ctx, next)
		return c.keyStatus(st, err)
	}
}

// newPassphrase is the one to lock with: of the file, the environment or typed twice.
func (c *call) newPassphrase() (string, error) {
	p, err := c.passphrase()
	if p != "" || err != nil {
		return p, err
	}
	if c.ask == nil {
		return "", usageError{"write: daykit lock --passphrase-file FILE, or set DAYKIT_PASSPHRASE"}
	}
	p, err = c.ask("New passphrase, at least 8 characters: ")
	if err != nil {
		return "", fmt.Errorf("read the passphrase: %w", err)
	}
	again, err := c.ask("Once more: ")
	if err != nil {
		return "", fmt.Errorf("read the passphrase: %w", err)
	}
	if again != p {
		return "", fault.New(fault.Invalid, "the two are not the same", "nothing was changed; try again")
	}
	return p, nil
}

func unlock(c *call, _ *flag.FlagSet) action {
	return withDesk(c, func(ctx context.Context, d *desk.Desk, _ []string) error {
		st, err := d.DropPassphrase(ctx)
		return c.keyStatus(st, err)
	})
}

// keyStatus tells how the keys are kept.
func (c *call) keyStatus(st desk.KeyStatus, err error) error {
	if err != nil {
		return err
	}
	return c.result(st, func(w io.Writer) { writeKeys(w, st) })
}

func writeKeys(w io.Writer, st desk.KeyStatus) {
	fmt.Fprintf(w, "keys: %s\n", st.Words)
	if st.Hint != "" {
		fmt.Fprintf(w, "better: %s\n", st.Hint)
	}
	switch sheet := st.Sheet; {
	case st.Locked:
		fmt.Fprintln(w, "names and contacts cannot be read now")
	case st.Role != desk.RoleOrganiser:
	case sheet.Number == 0:
		fmt.Fprintln(w, "no recovery sheet: print one with `daykit recovery print`")
	case sheet.Checked == "":
		fmt.Fprintf(w, "recovery sheet %d was never checked: `daykit recovery check`\n", sheet.Number)
	case sheet.Due:
		fmt.Fprintf(w, "recovery sheet %d was last seen on %s: look for it, and check it again\n", sheet.Number, sheet.Checked[:10])
	default:
		fmt.Fprintf(w, "recovery sheet %d was checked on %s\n", sheet.Number, sheet.Checked[:10])
	}
}

func devices(c *call, _ *flag.FlagSet) action {
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		switch {
		case len(args) == 0:
			list, err := d.Devices(ctx)
			if err != nil {
				return err
			}
			return c.result(list, func(w io.Writer) { writeDevices(w, list) })
		case len(args) == 2 && args[0] == "revoke":
			r, err := d.Revoke(ctx, strings.ToUpper(args[1]))
			if err != nil {
				return err
			}
			c.revoked(r)
			return c.result(r, func(w io.Writer) { writeDevices(w, r.Devices) })
		}
		return misused
	})
}

// revoked tells how far a laptop is shut out.
func (c *call) revoked(r desk.Revoked) {
	c.say("new names are kept from it; what it has read it keeps")
	switch r.Server {
	case desk.ServerReached:
		c.say("the server was reached and lets it in no more")
	case desk.ServerLater:
		c.say("the server could not be reached and lets it in until the next `daykit sync`")
	}
}

func writeDevices(w io.Writer, list []desk.DeviceItem) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, d := range list {
		state := ""
		switch {
		case d.Here:
			state = "this laptop"
		case d.Revoked:
			state = "revoked"
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\n", d.ID, d.Role, d.Event, d.Name, state)
	}
	_ = tw.Flush()
}
