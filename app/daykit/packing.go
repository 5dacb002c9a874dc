package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"daykit/internal/desk"
	"daykit/internal/domain/plan"
)

var packingUsage = usageError{"write: daykit packing EVENT [list | add WHAT | add --offered [LINE...] | edit LINE | tick LINE | untick LINE | drop LINE]"}

// packingFlags are what a line says. A flag that is not given leaves it as it is.
type packingFlags struct {
	form    desk.PackingForm
	offered bool
}

func (f *packingFlags) register(fs *flag.FlagSet) {
	fs.BoolVar(&f.offered, "offered", false, "of add: put what is offered on the list: the lines named, or all")
	fs.StringVar((*string)(&f.form.Kind), "kind", "", "of add and edit: kit, care or permission")
	fs.StringVar(&f.form.What, "what", "", "of edit: what to bring or to see to")
	fs.StringVar(&f.form.Amount, "amount", "", "of add and edit: how many, in figures or words")
	fs.StringVar(&f.form.From, "from", "", "of add and edit: where it comes from; no names of people")
	fs.StringVar(&f.form.Who, "who", "", "of add and edit: who brings it or sees to it")
}

// over puts the flags that were given over what a line says now.
func (f *packingFlags) over(fs *flag.FlagSet, l desk.PackingLine) desk.PackingForm {
	out := desk.PackingForm{Kind: l.Kind, What: l.What, Amount: l.Amount, From: l.From, Who: l.Who, Done: l.Done}
	fs.Visit(func(set *flag.Flag) {
		switch set.Name {
		case "kind":
			out.Kind = f.form.Kind
		case "what":
			out.What = f.form.What
		case "amount":
			out.Amount = f.form.Amount
		case "from":
			out.From = f.form.From
		case "who":
			out.Who = f.form.Who
		}
	})
	return out
}

// packing lists what to bring, to take care of and to be allowed, and changes it.
func packing(c *call, fs *flag.FlagSet) action {
	var f packingFlags
	f.register(fs)
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		id, what, rest := args[0], "list", args[1:]
		if len(rest) > 0 {
			what, rest = rest[0], rest[1:]
		}
		switch {
		case what == "list" && len(rest) == 0:
			return c.packingResult(d.Packing(ctx, id))
		case what == "add" && f.offered:
			return c.packingResult(d.TakePacking(ctx, id, rest))
		case len(rest) != 1:
			return packingUsage
		case what == "add":
			f.form.What = rest[0]
			return c.packingResult(d.AddPacking(ctx, id, f.form))
		case what == "edit":
			return c.editPacking(ctx, d, id, rest[0], func(l desk.PackingLine) desk.PackingForm { return f.over(fs, l) })
		case what == "tick" || what == "untick":
			return c.packingResult(d.SetPacked(ctx, id, rest[0], what == "tick"))
		case what == "drop":
			return c.packingResult(d.DropPacking(ctx, id, rest[0]))
		}
		return packingUsage
	})
}

func (c *call) editPacking(ctx context.Context, d *desk.Desk, id, line string, over func(desk.PackingLine) desk.PackingForm) error {
	p, err := d.Packing(ctx, id)
	if err != nil {
		return err
	}
	form := over(desk.PackingLine{Thing: plan.Thing{What: line}}) // one that is not there is refused below
	for _, l := range p.Lines {
		if l.ID == line {
			form = over(l)
		}
	}
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
