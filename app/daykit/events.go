package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

func newEvent(c *call, fs *flag.FlagSet) action {
	from := fs.String("from", "", "the event file, or - for standard input")
	sample := fs.Bool("sample", false, "add the sample event, with guests that are made up")
	return func(ctx context.Context, _ []string) error {
		if (*from == "") != *sample {
			return misused
		}
		if *sample {
			return c.addSample(ctx)
		}
		f, err := c.input(*from)
		if err != nil {
			return err
		}
		defer f.Close()
		d, err := c.open(ctx)
		if err != nil {
			return err
		}
		id, err := d.NewEvent(ctx, f)
		if err != nil {
			return err
		}
		return c.result(map[string]string{"id": id}, func(w io.Writer) { fmt.Fprintln(w, id) })
	}
}

func (c *call) addSample(ctx context.Context) error {
	d, err := c.open(ctx)
	if err != nil {
		return err
	}
	id, err := d.AddSample(ctx)
	if err != nil {
		return err
	}
	return c.result(map[string]string{"id": id}, func(w io.Writer) { fmt.Fprintln(w, id) })
}

// input opens a file that a person named; - is standard input.
func (c *call) input(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(c.in), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fault.Wrap(err, fault.NotFound, fmt.Sprintf("cannot open %s", name), "check the name of the file")
	}
	if st, err := f.Stat(); err == nil && st.IsDir() {
		_ = f.Close()
		return nil, fault.Invalidf("name a file in it", "%s is a folder", name)
	}
	return f, nil
}

func listEvents(c *call, fs *flag.FlagSet) action {
	return noFlags(func(ctx context.Context, c *call, d *desk.Desk, _ []string) error {
		cards, err := d.Events(ctx)
		if err != nil {
			return err
		}
		if len(cards) == 0 {
			c.say("no events yet; begin one with `daykit start`, or add one that is written down with `daykit new --from event.json`")
		}
		return c.result(cards, func(w io.Writer) {
			tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
			for _, e := range cards {
				fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%d signed up\n", e.ID, e.Date, e.Title, e.Town, e.SignedUp)
			}
			_ = tw.Flush()
		})
	})(c, fs)
}

func showEvent(c *call, fs *flag.FlagSet) action {
	return noFlags(func(ctx context.Context, c *call, d *desk.Desk, args []string) error {
		ev, err := d.Document(ctx, args[0])
		if err != nil {
			return err
		}
		return c.result(ev, func(w io.Writer) {
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			_ = enc.Encode(ev)
		})
	})(c, fs)
}

func editEvent(c *call, fs *flag.FlagSet) action {
	from := fs.String("from", "", "a JSON merge patch of the event document, or - for standard input")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if *from == "" {
			return misused
		}
		f, err := c.input(*from)
		if err != nil {
			return err
		}
		defer f.Close()
		patch, err := io.ReadAll(io.LimitReader(f, desk.MaxEventFile+1))
		if err != nil {
			return fmt.Errorf("read the changes: %w", err)
		}
		v, err := d.Edit(ctx, args[0], patch)
		if err != nil {
			return err
		}
		return c.result(v.Doc, func(w io.Writer) { fmt.Fprintf(w, "%s saved\n", v.Doc.ID) })
	})
}

func undoEvent(c *call, fs *flag.FlagSet) action {
	return noFlags(func(ctx context.Context, c *call, d *desk.Desk, args []string) error {
		label, err := d.Undo(ctx, args[0])
		if err != nil {
			return err
		}
		return c.result(map[string]string{"undone": label}, func(w io.Writer) { fmt.Fprintf(w, "taken back: %s; `daykit redo %s` does it again\n", label, args[0]) })
	})(c, fs)
}
