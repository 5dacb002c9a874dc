package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"

	"daykit/internal/desk"
)

var risksUsage = usageError{"write: daykit risks EVENT [list | add WHAT | add --offered [RISK...] | edit RISK | done RISK | open RISK | drop RISK]"}

// riskFlags are what a risk says. A flag that is not given leaves it as it is.
type riskFlags struct {
	form    desk.RiskForm
	offered bool
}

func (f *riskFlags) register(fs *flag.FlagSet) {
	fs.BoolVar(&f.offered, "offered", false, "of add: put the risks that are offered on the sheet: those named, or all")
	fs.StringVar(&f.form.What, "what", "", "of edit: what could go wrong")
	fs.StringVar(&f.form.Who, "who", "", "of add and edit: who could be hurt; no names")
	fs.IntVar(&f.form.Likelihood, "likelihood", 0, "of add and edit: 1 hardly ever to 5 almost sure")
	fs.IntVar(&f.form.Severity, "severity", 0, "of add and edit: 1 no harm to speak of to 5 a life is at risk")
	fs.StringVar(&f.form.Measure, "measure", "", "of add and edit: what is done about it")
	fs.StringVar(&f.form.Owner, "owner", "", "of add and edit: who sees to it")
}

// over puts the flags that were given over what a risk says now.
func (f *riskFlags) over(fs *flag.FlagSet, r desk.RiskItem) desk.RiskForm {
	out := desk.RiskForm{What: r.What, Who: r.Who, Likelihood: r.Likelihood, Severity: r.Severity, Measure: r.Measure, Owner: r.Owner, Done: r.Done}
	fs.Visit(func(set *flag.Flag) {
		switch set.Name {
		case "what":
			out.What = f.form.What
		case "who":
			out.Who = f.form.Who
		case "likelihood":
			out.Likelihood = f.form.Likelihood
		case "severity":
			out.Severity = f.form.Severity
		case "measure":
			out.Measure = f.form.Measure
		case "owner":
			out.Owner = f.form.Owner
		}
	})
	return out
}

// risks lists what could go wrong and what is done about it, and changes it.
func risks(c *call, fs *flag.FlagSet) action {
	var f riskFlags
	f.register(fs)
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		id, what, rest := args[0], "list", args[1:]
		if len(rest) > 0 {
			what, rest = rest[0], rest[1:]
		}
		switch {
		case what == "list" && len(rest) == 0:
			return c.riskResult(d.Risks(ctx, id))
		case what == "add" && f.offered:
			return c.riskResult(d.TakeRisks(ctx, id, rest))
		case what == "add" && len(rest) == 1:
			f.form.What = rest[0]
			return c.riskResult(d.AddRisk(ctx, id, f.form))
		case len(rest) != 1:
			return risksUsage
		case what == "edit":
			return c.editRisk(ctx, d, id, rest[0], func(r desk.RiskItem) desk.RiskForm { return f.over(fs, r) })
		case what == "done" || what == "open":
			return c.riskResult(d.SetRiskDone(ctx, id, rest[0], what == "done"))
		case what == "drop":
			return c.riskResult(d.DropRisk(ctx, id, rest[0]))
		}
		return risksUsage
	})
}

func (c *call) editRisk(ctx context.Context, d *desk.Desk, id, risk string, over func(desk.RiskItem) desk.RiskForm) error {
	s, err := d.Risks(ctx, id)
	if err != nil {
		return err
	}
	form := desk.RiskForm{}
	for _, r := range s.Risks {
		if r.ID == risk {
			form = over(r)
		}
	}
	return c.riskResult(d.EditRisk(ctx, id, risk, form))
}

func (c *call) riskResult(s desk.RiskSheet, err error) error {
	if err != nil {
		return err
	}
	return c.result(s, func(w io.Writer) { writeRisks(w, s) })
}

func writeRisks(w io.Writer, s desk.RiskSheet) {
	for _, r := range s.Risks {
		state := "open"
		if r.Done {
			state = "done"
		}
		fmt.Fprintf(w, "%s  %s  %s  [%s]\n", r.ID, judged(r), r.What, state)
		writeRisk(w, r)
	}
	if len(s.Offers) == 0 {
		return
	}
	fmt.Fprintln(w, "offered; `daykit risks EVENT add --offered` takes them all:")
	for _, r := range s.Offers {
		fmt.Fprintf(w, "%s  %s  %s (%s)\n", r.ID, judged(r), r.What, cmp.Or(r.ForWords, "every event"))
		writeRisk(w, r)
	}
}

// judged says how a risk is judged, in figures and in words.
func judged(r desk.RiskItem) string {
	if r.Score == 0 {
		return "not judged yet"
	}
	return fmt.Sprintf("%s (%s, %s: %d of 25)", r.Level, r.Likely, r.Severe, r.Score)
}

func writeRisk(w io.Writer, r desk.RiskItem) {
	for _, line := range []struct{ name, text string }{
		{"could be hurt", r.Who}, {"what is done", r.Measure}, {"sees to it", r.Owner}, {"asks for", r.LevelText}, {"from", r.Basis}, {"look again: it came with a copy of the event of", r.Since},
	} {
		if line.text != "" {
			fmt.Fprintf(w, "    %s: %s\n", line.name, line.text)
		}
	}
}
