package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"text/tabwriter"

	"daykit/internal/desk"
	"daykit/internal/domain/plan"
)

// moneyFlags are what a line says, with what it says now where a flag is not given.
func moneyFlags(fs *flag.FlagSet, form *desk.MoneyForm) {
	fs.StringVar(&form.Kind, "kind", form.Kind, "of add and edit: what kind of cost or income; `daykit money EVENT --json` lists them")
	fs.StringVar(&form.What, "what", form.What, "of edit: what the money is for")
	fs.StringVar(&form.Budget, "budget", form.Budget, "of add and edit: the planned amount in pounds, such as 12.50")
	fs.StringVar(&form.Actual, "actual", form.Actual, "of add and edit: what it came to; empty while it is not known")
	fs.StringVar(&form.Note, "note", form.Note, "of add and edit: a note")
}

// money lists what an event costs and what comes in, and changes it.
func money(c *call, fs *flag.FlagSet) action {
	form := desk.MoneyForm{Kind: "other"}
	moneyFlags(fs, &form)
	off := fs.Bool("drop", false, "of receipt: take the picture off the line")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		id, verb, rest := verbOf(args)
		switch {
		case verb == "list" && len(rest) == 0:
			return c.moneyResult(d.Money(ctx, id))
		case verb == "receipt" && len(rest) == 2:
			return c.receipt(ctx, d, id, rest[0], rest[1], *off)
		case len(rest) != 1:
			return misused
		case verb == "add":
			form.What = rest[0]
			return c.moneyResult(d.AddMoney(ctx, id, form))
		case verb == "edit":
			return c.editMoney(ctx, d, id, rest[0], fs)
		case verb == "drop":
			return c.moneyResult(d.DropMoney(ctx, id, rest[0]))
		case verb == "export":
			return c.exportMoney(ctx, d, id, rest[0])
		}
		return misused
	})
}

// receipt puts a picture on a line, or takes the one of that name off.
func (c *call) receipt(ctx context.Context, d *desk.Desk, id, line, file string, drop bool) error {
	if drop {
		return c.moneyResult(d.DropReceipt(ctx, id, line, file))
	}
	p, err := d.AddReceipt(ctx, id, line, file)
	c.notes(p.Notes)
	return c.moneyResult(p.Money, err)
}

func (c *call) exportMoney(ctx context.Context, d *desk.Desk, id, file string) error {
	if filepath.Ext(file) != ".csv" {
		return misused
	}
	s, err := d.SaveMoney(ctx, id, file)
	if err != nil {
		return err
	}
	return c.result(s, func(w io.Writer) { fmt.Fprintln(w, s.File) })
}

func (c *call) editMoney(ctx context.Context, d *desk.Desk, id, line string, fs *flag.FlagSet) error {
	v, err := d.Money(ctx, id)
	if err != nil {
		return err
	}
	var form desk.MoneyForm // of a line that is not there, which is refused below
	for _, l := range v.Lines {
		if l.ID == line {
			form = formOf(l)
		}
	}
	given(fs, func(to *flag.FlagSet) { moneyFlags(to, &form) })
	return c.moneyResult(d.EditMoney(ctx, id, line, form))
}

func formOf(l plan.MoneyLine) desk.MoneyForm {
	out := desk.MoneyForm{Kind: l.Kind, What: l.What, Budget: l.Budget.String(), Note: l.Note}
	if l.Actual != nil {
		out.Actual = l.Actual.String()
	}
	return out
}

func (c *call) moneyResult(v desk.MoneyView, err error) error {
	if err != nil {
		return err
	}
	return c.result(v, func(w io.Writer) { writeMoney(w, v) })
}

func writeMoney(w io.Writer, v desk.MoneyView) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, l := range v.Lines {
		actual := "not known yet"
		if l.Actual != nil {
			actual = l.Actual.String()
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\tplanned %s\tactual %s\t%s\t%s\n", l.ID, l.Kind, l.What, l.Budget, actual, receipts(len(l.Receipts)), l.Note)
	}
	_ = tw.Flush()
	s := v.Sums
	fmt.Fprintf(w, "costs: planned %s, actual %s\nincome: planned %s, actual %s\n", s.Costs.Budget, s.Costs.Actual, s.Income.Budget, s.Income.Actual)
	fmt.Fprintf(w, "balance: planned %s, of what is known %s, expected in the end %s\n", s.PlannedBalance, s.ActualBalance, s.Expected)
	if n := len(s.NoReceipt); n > 0 {
		fmt.Fprintf(w, "paid without a receipt: %s\n", count(n, "line"))
	}
}

func receipts(n int) string {
	if n == 0 {
		return "no receipt"
	}
	return count(n, "receipt")
}
