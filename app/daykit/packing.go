package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"daykit/internal/desk"
	"daykit/internal/domain/plan"
)

// packingFlags are what a line says, with what it says now where a flag is not given.
func packingFlags(fs *flag.FlagSet, form *desk.PackingForm) {
	fs.StringVar((*string)(&form.Kind), "kind", string(form.Kind), "of add and edit: kit, care or permission")
	fs.StringVar(&form.What, "what", form.What, "of edit: what to bring or to see to")
	fs.StringVar(&form.Amount, "amount", form.Amount, "of add and edit: how many, in figures or words")
	fs.StringVar(&form.From, "from", form.From, "of add and edit: where it comes from; no names of people")
	fs.StringVar(&form.Who, "who", form.Who, "of add and edit: who brings it or sees to it")
}

// packing lists what to bring, to take care of and to be allowed, and changes it.
func packing(c *call, fs *flag.FlagSet) action {
	var form desk.PackingForm
	packingFlags(fs, &form)
	offered := fs.Bool("offered", false, "of add: put what is offered on the list: the lines named, or all")
	keep := fs.Bool("keep", false, "of rescale: leave the numbers as they are, and ask no more")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		id, verb, rest := verbOf(args)
		switch {
		case verb == "list" && len(rest) == 0:
			return c.packingResult(d.Packing(ctx, id))
		case verb == "add" && *offered:
			return c.packingResult(d.TakePacking(ctx, id, rest))
		case verb == "rescale":
			return c.packingResult(d.RescalePacking(ctx, id, rest, *keep))
		case len(rest) != 1:
			return misused
		case verb == "add":
			form.What = rest[0]
			return c.packingResult(d.AddPacking(ctx, id, form))
		case verb == "edit":
			return c.editPacking(ctx, d, id, rest[0], fs)
		case verb == "tick" || verb == "untick":
			return c.packingResult(d.SetPacked(ctx, id, rest[0], verb == "tick"))
		case verb == "drop":
			return c.packingResult(d.DropPacking(ctx, id, rest[0]))
		}
		return misused
	})
}

func (c *call) editPacking(ctx context.Context, d *desk.Desk, id, line string, fs *flag.FlagSet) error {
	p, err := d.Packing(ctx, id)
	if err != nil {
		return err
	}
	form := desk.PackingForm{What: line} // of a line that is not there, which is refused below
	for _, l := range p.Lines {
		if l.ID == line {
			form = desk.PackingForm{Kind: l.Kind, What: l.What, Amount: l.Amount, From: l.From, Who: l.Who, Done: l.Done}
		}
	}
	given(fs, func(to *flag.FlagSet) { packingFlags(to, &form) })
	return c.packingResult(d.EditPacking(ctx, id, line, form))
}

func (c *call) packingResult(p desk.Packing, err error) error {
	if err != nil {
		return err
	}
	return c.result(p, func(w io.Writer) { writePacking(w, p) })
}

func writePacking(w io.Writer, p desk.Packing) {
	for _, kind := range plan.ThingKinds() {
		fmt.Fprintf(w, "%s:\n", kind)
		if kind == plan.ThingPermission {
			for _, x := range p.Duties {
				fmt.Fprintf(w, "  %s %s  %s, by %s (from: %s; `daykit task EVENT done %s` ticks it)\n", tick(x.Done), x.Task, x.Title, x.Due, x.Basis, x.Task)
			}
		}
		for _, l := range p.Lines {
			if l.Kind == kind {
				writePackingLine(w, tick(l.Done)+" ", l)
			}
		}
	}
	if slices.ContainsFunc(p.Lines, func(l desk.PackingLine) bool { return l.Now != "" }) {
		fmt.Fprintln(w, "numbers changed with the event; `daykit packing EVENT rescale` takes the new ones, and --keep stays with these:")
		for _, l := range p.Lines {
			if l.Now != "" {
				fmt.Fprintf(w, "  %s  %s: %s -> %s\n", l.ID, l.What, cmp.Or(l.Amount, "no number"), l.Now)
			}
		}
	}
	if len(p.Offers) == 0 {
		return
	}
	fmt.Fprintln(w, "offered; `daykit packing EVENT add --offered` takes them all:")
	for _, l := range p.Offers {
		writePackingLine(w, "", l)
	}
}

func writePackingLine(w io.Writer, before string, l desk.PackingLine) {
	var more []string
	for _, part := range []struct{ name, text string }{
		{"how many", l.Amount}, {"where from", l.From}, {"who", l.Who}, {"for", l.ForWords}, {"from", cmp.Or(l.Basis, "the group")},
	} {
		if part.text != "" {
			more = append(more, part.name+": "+part.text)
		}
	}
	fmt.Fprintf(w, "  %s%s  %s (%s)\n", before, l.ID, l.What, strings.Join(more, "; "))
}
