package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"daykit/internal/desk"
)

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
			return usageError{"write: daykit report EVENT --out FILE.pdf, FILE.csv or FILE.json"}
		}
		s, err := d.SaveReportWith(ctx, args[0], desk.ReportRequest{Umbrella: *umbrella, Without: without}, *out)
		if err != nil {
			return err
		}
		return c.result(map[string]string{"file": s.File}, func(w io.Writer) { fmt.Fprintln(w, s.File) })
	})
}
