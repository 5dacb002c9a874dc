package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"daykit/internal/desk"
)

// dutyFlags are the flags that answer a question, by its key.
var dutyFlags = []struct{ flag, key, words string }{
	{"nation", "nation", "where it is: england, wales, scotland or northern-ireland"},
	{"hired-hall", "hired_hall", "the hall is hired: yes or no"},
	{"licensed", "licensed", "the venue's licence covers what is planned: yes or no"},
	{"alcohol", "alcohol", "there is alcohol: yes or no"},
	{"late-hot-food", "late_hot_food", "there is hot food or drink late at night: yes or no"},
	{"tickets", "tickets", "people pay to come in: yes or no"},
}

// duties lists what law, licensors and landlords ask of an event, and takes answers to
// the questions that it hangs on.
func duties(c *call, fs *flag.FlagSet) action {
	answers := map[string]*string{}
	for _, f := range dutyFlags {
		answers[f.flag] = fs.String(f.flag, "", f.words+"; unknown takes the answer back")
	}
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		given := map[string]bool{}
		fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
		for _, f := range dutyFlags {
			if !given[f.flag] {
				continue
			}
			answer := *answers[f.flag]
			if answer == "unknown" {
				answer = ""
			}
			if _, err := d.AnswerDuty(ctx, args[0], f.key, answer); err != nil {
				return err
			}
		}
		out, err := d.Duties(ctx, args[0])
		if err != nil {
			return err
		}
		return c.result(out, func(w io.Writer) { writeDuties(w, out) })
	})
}

func writeDuties(w io.Writer, all desk.Duties) {
	for i, q := range all.Questions {
		answer := q.Answer
		if answer == "" {
			answer = "not answered"
		}
		fmt.Fprintf(w, "--%s  %s\n", dutyFlags[i].flag, answer)
	}
	for _, x := range all.Duties {
		fmt.Fprintf(w, "\n%s %s (%s)%s\n", tick(x.Done), x.Title, x.Jurisdiction, dutyWords(x))
		for _, line := range x.Words {
			fmt.Fprintf(w, "    %s\n", line)
		}
		fmt.Fprintf(w, "    ask %s: %s\n    sources: %s\n", x.Ask, x.Question, strings.Join(x.Sources, "; "))
		if len(x.Unknown) > 0 {
			fmt.Fprintf(w, "    not known here: %s\n", strings.Join(x.Unknown, "; "))
		}
	}
	fmt.Fprintln(w, "\nthis is no legal advice")
}

// dutyWords say until when a duty is to be seen to, and how sure it is.
func dutyWords(x desk.DutyView) string {
	var b strings.Builder
	if x.Due != "" {
		fmt.Fprintf(&b, ", %s by %s (%s)", x.Task, x.Due, x.DueBasis)
	}
	if x.LateDue != "" {
		fmt.Fprintf(&b, ", late notice until %s", x.LateDue)
	}
	b.WriteString(map[string]string{"ask": ", ask whether it applies", "elsewhere": ", other rules hold there"}[string(x.Applies)])
	b.WriteString(map[string]string{"late-notice": "; only a late notice is possible now", "too-late": "; it is too late"}[string(x.State)])
	if x.Blocks {
		b.WriteString("; the event is not ready until this is ticked")
	}
	return b.String()
}
