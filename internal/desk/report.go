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

// Report writes the numbers of an event for funders as format csv or json. It
// holds counts only.
func (d *Desk) Report(ctx context.Context, id, format string, w io.Writer) error {
	ev, err := d.event(ctx, id)
	if err != nil {
		return err
	}
	guests, err := d.counted(ctx, ev)
	if err != nil {
		return err
	}
	h, err := d.headcount(ctx, ev)
	if err != nil {
		return err
	}
	title, _ := ev.Title.In("en", mainLang(ev))
	r := report.New(report.Input{
		Event: string(ev.ID), Title: title, Group: ev.Group, Date: ev.Date,
		Headcount: h, Guests: guests,
	})
	switch format {
	case "csv":
		return r.WriteCSV(w)
	case "json":
		return r.WriteJSON(w)
	default:
		return fault.Invalidf("name a file that ends in .csv or .json", "%q is not a format of report", format)
	}
}

// SaveReport writes the report into the file at path; its ending says the format.
func (d *Desk) SaveReport(ctx context.Context, id, path string) (Saved, error) {
	format := strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), ".")
	err := SaveFile(path, func(w io.Writer) error { return d.Report(ctx, id, format, w) })
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
