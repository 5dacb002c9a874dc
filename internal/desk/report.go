package desk

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/report"
)

// ReportRequest says which report is wanted.
type ReportRequest struct {
	Umbrella bool     `json:"umbrella"` // the form of an umbrella instead
	Without  []string `json:"without"`  // parts that are left out beside those that the group leaves out
}

// Report writes the report of an event for funders as format csv or json, and keeps what it
// said. It names nobody; numbers of people that are too small are not in it.
func (d *Desk) Report(ctx context.Context, id, format string, w io.Writer) error {
	return d.reportWith(ctx, id, ReportRequest{}, format, w)
}

func (d *Desk) reportWith(ctx context.Context, id string, req ReportRequest, format string, w io.Writer) error {
	ev, err := d.event(ctx, id)
	if err != nil {
		return err
	}
	if format != formatCSV && format != formatJSON {
		return fault.Invalidf("name a file that ends in .pdf, .csv or .json", "%q is not a format of report", format)
	}
	without, err := partsNamed(req.Without)
	if err != nil {
		return err
	}
	m, err := d.makeReport(ctx, ev, without)
	if err != nil {
		return err
	}
	if err := m.write(w, req.Umbrella, format); err != nil {
		return err
	}
	if format == formatJSON && !req.Umbrella && len(m.report.Quotes) > 0 && len(m.voices) > 0 {
		if err := d.record(ctx, string(ev.ID), printFact{Kind: KindReport, Lang: langEnglish, Pages: 1, Copies: 1, Voices: m.voices}); err != nil {
			return err
		}
	}
	return d.give(ctx, string(ev.ID), m.numbers)
}

// The formats of a report beside PDF.
const (
	formatCSV  = "csv"
	formatJSON = "json"
)

func (m madeReport) write(w io.Writer, umbrella bool, format string) error {
	switch {
	case umbrella && format == formatCSV:
		return report.WriteUmbrellaCSV(w, m.report.Event, m.umbrella())
	case umbrella:
		return report.WriteUmbrellaJSON(w, m.report.Event, m.umbrella())
	case format == formatCSV:
		return m.report.WriteCSV(w)
	}
	return m.report.WriteJSON(w)
}

// SaveReport writes the report into the file at path; its ending says the format: pdf, csv
// or json.
func (d *Desk) SaveReport(ctx context.Context, id, path string) (Saved, error) {
	return d.SaveReportWith(ctx, id, ReportRequest{}, path)
}

// SaveReportWith is SaveReport of a form, or without some parts.
func (d *Desk) SaveReportWith(ctx context.Context, id string, req ReportRequest, path string) (Saved, error) {
	format := strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), ".")
	if format == formatPDF {
		p := PrintRequest{Kind: KindReport, Lang: langEnglish, Without: strings.Join(req.Without, ",")}
		if req.Umbrella {
			p.Kind = KindUmbrella
		}
		s, _, err := d.SavePrint(ctx, id, p, formatPDF, path, nil)
		return s, err
	}
	err := SaveFile(path, func(w io.Writer) error { return d.reportWith(ctx, id, req, format, w) })
	return Saved{File: path, Kind: "report", Problems: []Problem{}}, err
}

// Calendar writes the event as an iCalendar file (RFC 5545). While the address is
// hidden the file names the area only.
func (d *Desk) Calendar(ctx context.Context, id string, w io.Writer) error {
	ev, err := d.event(ctx, id)
	if err != nil {
		return err
	}
	title, titleLang := ev.Title.In(mainLang(ev), "en")
	about, aboutLang := ev.Texts.About.In(mainLang(ev), "en")
	b, err := event.ICS(event.Calendar{
		UID: string(ev.ID), Title: title, TitleLang: titleLang, About: about, AboutLang: aboutLang, Place: ev.Venue.Place(),
		Date: ev.Date, Start: ev.Start, End: ev.End, Timezone: ev.Timezone, Stamp: d.opt.Now(),
		Cancelled: ev.SignupPage.State == event.SignupCancelled,
	})
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// SaveCalendar writes the event as an iCalendar file at path.
func (d *Desk) SaveCalendar(ctx context.Context, id, path string) (Saved, error) {
	err := SaveFile(path, func(w io.Writer) error { return d.Calendar(ctx, id, w) })
	return Saved{File: path, Kind: "calendar", Problems: []Problem{}}, err
}
