package desktop

import (
	"context"

	"daykit/internal/desk"
)

// ReportSheet gives the report for funders of an event, with what can be changed about it.
func (d *Desk) ReportSheet(id string) (desk.ReportSheet, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.ReportSheet, error) {
		v, err := kit.ReportData(ctx, id)
		return v.ReportSheet, err
	})
}

// SetReportTexts writes words of the report.
func (d *Desk) SetReportTexts(id string, in desk.ReportTextsUpdate) (desk.ReportSheet, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.ReportSheet, error) {
		v, err := kit.SetReportTexts(ctx, id, in)
		return v.ReportSheet, err
	})
}

// SetReportPart puts a part into the report, or leaves it out.
func (d *Desk) SetReportPart(id, part string, on bool) (desk.ReportSheet, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.ReportSheet, error) {
		v, err := kit.SetReportPart(ctx, id, part, on)
		return v.ReportSheet, err
	})
}

// SaveReport saves the report of one event, as pdf, csv or json, where the person says.
func (d *Desk) SaveReport(id, format string) (desk.Saved, error) {
	return d.saveReport(id, format, "Save the report", "report", desk.ReportRequest{})
}

// SaveUmbrella saves the form of an umbrella, in the same way.
func (d *Desk) SaveUmbrella(id, format string) (desk.Saved, error) {
	return d.saveReport(id, format, "Save the form", "umbrella-form", desk.ReportRequest{Umbrella: true})
}

func (d *Desk) saveReport(id, format, title, name string, req desk.ReportRequest) (desk.Saved, error) {
	return saveAs(d, title, name+"."+plainName(format), func(ctx context.Context, kit *desk.Desk, path string) (desk.Saved, error) {
		return kit.SaveReportWith(ctx, id, req, path)
	})
}
