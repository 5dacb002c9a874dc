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

// writeReport writes the report for funders, or the form of an umbrella.
func writeReport(c *call, fs *flag.FlagSet) action {
	out := fs.String("out", "", "the file to write; its ending, .pdf, .csv or .json, says the format")
	umbrella := fs.Bool("umbrella", false, "the form that an umbrella organisation collects instead")
	var without []string
	fs.Func("without", "leave a `part` out; may be given several times, or with commas", func(s string) error {
		without = append(without, strings.Split(s, ",")...)
		return nil
	})
	return withDesk(c, func(ctx context.Context, d *desk.Desk, args []string) error {
		if *out == "" {
			return misused
		}
		req := desk.ReportRequest{Umbrella: *umbrella, Without: without}
		s, err := d.SaveReportWith(ctx, args[0], req, *out)
		if err != nil {
			return err
		}
		found, err := d.ReportNames(ctx, args[0], req)
		if err != nil {
			return err
		}
		for _, f := range found {
			c.say("note: %s says %s: hand the file on only if it gives nobody away", reportTexts[f.Text], strings.Join(f.Found, ", "))
		}
		return c.result(map[string]any{"file": s.File, "found": found}, func(w io.Writer) { fmt.Fprintln(w, s.File) })
	})
}
