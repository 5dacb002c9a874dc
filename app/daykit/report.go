package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"daykit/internal/desk"
)

// reportTexts are the texts of a report, as people call them.
var reportTexts = map[string]string{
	desk.TextLearned: "what was learned", desk.TextCrew: "what the crew said", desk.TextNext: "what comes next",
	desk.TextThanks: "the thanks", desk.TextQuotes: "a guest’s quotation", desk.TextPhotos: "a photograph’s words",
}

// reports shows or changes what the report for funders says in the group's own words, and
// writes it, or the form of an umbrella.
func reports(c *call, fs *flag.FlagSet) action {
	out := fs.String("out", "", "the file to write; its ending, .pdf, .csv or .json, says the format")
	umbrella := fs.Bool("umbrella", false, "the form that an umbrella organisation collects instead")
	var without []string
	fs.Func("without", "leave a `part` out; may be given several times, or with commas", func(s string) error {
		without = append(without, strings.Split(s, ",")...)
		return nil
	})
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		writes := *out != "" || *umbrella || len(without) > 0
		switch {
		case len(args) == 3 && !writes:
			return c.setReportText(ctx, d, args[0], args[1], args[2])
		case len(args) == 1 && !writes:
			v, err := d.ReportData(ctx, args[0])
			return c.showReportTexts(v, err)
		case len(args) == 1 && *out != "":
			return c.writeReport(ctx, d, args[0], desk.ReportRequest{Umbrella: *umbrella, Without: without}, *out)
		}
		return misused
	})
}

// setReportText writes one of the texts, and shows all.
func (c *call) setReportText(ctx context.Context, d *desk.Desk, id, field, words string) error {
	var in desk.ReportTextsUpdate
	switch field {
	case desk.TextLearned:
		in.Learned = &words
	case desk.TextNext:
		in.Next = &words
	case desk.TextThanks:
		in.Thanks = &words
	default:
		return misused
	}
	v, err := d.SetReportTexts(ctx, id, in)
	return c.showReportTexts(v, err)
}

// showReportTexts says what the report tells in the group's own words.
func (c *call) showReportTexts(v desk.ReportView, err error) error {
	if err != nil {
		return err
	}
	return c.result(v.Texts, func(w io.Writer) {
		if v.Texts.Learned == "" && v.Crew != "" {
			fmt.Fprintln(w, "what the crew said, until something is written as learned:", v.Crew)
		}
		fmt.Fprintln(w, "learned:", v.Texts.Learned)
		fmt.Fprintln(w, "next:", v.Texts.Next)
		fmt.Fprintln(w, "thanks:", v.Texts.Thanks)
	})
}

func (c *call) writeReport(ctx context.Context, d *desk.Desk, id string, req desk.ReportRequest, out string) error {
	s, err := d.SaveReportWith(ctx, id, req, out)
	if err != nil {
		return err
	}
	found, err := d.ReportNames(ctx, id, req)
	if err != nil {
		return err
	}
	for _, f := range found {
		c.say("note: %s says %s: hand the file on only if it gives nobody away", reportTexts[f.Text], strings.Join(f.Found, ", "))
	}
	return c.result(map[string]any{"file": s.File, "found": found}, func(w io.Writer) { fmt.Fprintln(w, s.File) })
}
