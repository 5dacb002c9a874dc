package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"

	"daykit/internal/desk"
)

// riskFlags are what a risk says, with what it says now where a flag is not given.
func riskFlags(fs *flag.FlagSet, form *desk.RiskForm) {
	fs.StringVar(&form.What, "what", form.What, "of edit: what could go wrong")
	fs.StringVar(&form.Who, "who", form.Who, "of add and edit: who could be hurt; no names")
	fs.IntVar(&form.Likelihood, "likelihood", form.Likelihood, "of add and edit: 1 hardly ever to 5 almost sure")
	fs.IntVar(&form.Severity, "severity", form.Severity, "of add and edit: 1 no harm to speak of to 5 a life is at risk")
	fs.StringVar(&form.Measure, "measure", form.Measure, "of add and edit: what is done about it")
	fs.StringVar(&form.Owner, "owner", form.Owner, "of add and edit: who sees to it")
}

// risks lists what could go wrong and what is done about it, and changes it.
func risks(c *call, fs *flag.FlagSet) action {
	var form desk.RiskForm
	riskFlags(fs, &form)
	offered := fs.Bool("offered", false, "of add: put the risks that are offered on the sheet: those named, or all")
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		id, verb, rest := verbOf(args)
		switch {
		case verb == "list" && len(rest) == 0:
			return c.riskResult(d.Risks(ctx, id))
		case verb == "add" && *offered:
			return c.riskResult(d.TakeRisks(ctx, id, rest))
		case len(rest) != 1:
			return misused
		case verb == "add":
			form.What = rest[0]
			return c.riskResult(d.AddRisk(ctx, id, form))
		case verb == "edit":
			return c.editRisk(ctx, d, id, rest[0], fs)
		case verb == "done" || verb == "open":
			return c.riskResult(d.SetRiskDone(ctx, id, rest[0], verb == "done"))
		case verb == "drop":
			return c.riskResult(d.DropRisk(ctx, id, rest[0]))
		}
		return misused
	})
}

func (c *call) editRisk(ctx context.Context, d *desk.Desk, id, risk string, fs *flag.FlagSet) error {
	s, err := d.Risks(ctx, id)
	if err != nil {
		return err
	}
	var form desk.RiskForm // of a risk that is not there, which is refused below
	for _, r := range s.Risks {
		if r.ID == risk {
			form = desk.RiskForm{
				What: r.What, Who: r.Who, Likelihood: r.Likelihood, Severity: r.Severity, Measure: r.Measure, Owner: r.Owner, Done: r.Done,
			}
		}
	}
	given(fs, func(to *flag.FlagSet) { riskFlags(to, &form) })
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
