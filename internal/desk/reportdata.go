package desk

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/report"
)

// entityTold is what the report of an event says in the group's own words, and what it
// leaves out; id: the event's.
const entityTold = "told"

// factGiven says which numbers of people a report had that was written to a file or sent to
// the campaign, so that a later one does not tell, beside it, of those who came between the two.
const factGiven = "report-given"

const actTold = "told"

// MaxReportWords is the longest text of a report, in characters.
const MaxReportWords = 4000

// ReportTexts are the words of a report that somebody writes for it.
type ReportTexts struct {
	Learned string `json:"learned"` // empty: what the crew said stands there
	Next    string `json:"next"`
	Thanks  string `json:"thanks"`
}

// ReportTextsUpdate changes those that it names.
type ReportTextsUpdate struct {
	Learned *string `json:"learned"`
	Next    *string `json:"next"`
	Thanks  *string `json:"thanks"`
}

// storedTold is what the log keeps of it.
type storedTold struct {
	ReportTexts
	Without []string `json:"without"`
}

// ReportView is the report of an event and all that can be changed about it.
type ReportView struct {
	ReportSheet
	Report   report.Report `json:"report"`
	Umbrella []report.Line `json:"umbrella"`
}

// ReportSheet is what can be changed about a report, and what it does not show and why.
type ReportSheet struct {
	Texts  ReportTexts     `json:"texts"`
	Parts  []ReportPart    `json:"parts"`
	Hidden []report.Hidden `json:"hidden"`
	Held   []report.Held   `json:"held"`
	Crew   string          `json:"crew"`   // what the crew said, which stands there until something was written
	Given  []string        `json:"given"`  // days on which a report was written to a file or sent
	Found  []ReportFound   `json:"found"`  // what in its texts may say who somebody is
	Locked bool            `json:"locked"` // words of guests and crew cannot be read until Unlock
}

// ReportPart is a part of the report, in or left out.
type ReportPart struct {
	ID string `json:"id"`
	On bool   `json:"on"`
}

// ReportData gives the report of an event as it would be written now.
func (d *Desk) ReportData(ctx context.Context, id string) (ReportView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ReportView{}, err
	}
	m, err := d.makeReport(ctx, ev, nil)
	if err != nil {
		return ReportView{}, err
	}
	v := ReportView{Report: m.report, Umbrella: m.umbrella(), ReportSheet: ReportSheet{
		Texts: m.told.ReportTexts, Parts: []ReportPart{}, Hidden: m.report.Hidden, Held: m.report.Held, Crew: m.crewWords(), Given: []string{}, Locked: m.locked,
	}}
	if v.Found, err = d.namesInReport(ctx, ev, m.report); err != nil {
		return ReportView{}, err
	}
	for _, p := range report.Parts() {
		v.Parts = append(v.Parts, ReportPart{string(p), !slices.Contains(m.told.Without, string(p))})
	}
	for _, g := range m.given {
		if !slices.Contains(v.Given, g.Day) {
			v.Given = append(v.Given, g.Day)
		}
	}
	return v, nil
}

// SetReportTexts writes what was learned, what comes next and whom to thank.
func (d *Desk) SetReportTexts(ctx context.Context, id string, in ReportTextsUpdate) (ReportView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ReportView{}, err
	}
	was, err := d.told(ctx, ev)
	if err != nil {
		return ReportView{}, err
	}
	next := was
	for _, f := range []struct {
		name string
		in   *string
		to   *string
	}{{"learned", in.Learned, &next.Learned}, {"next", in.Next, &next.Next}, {"thanks", in.Thanks, &next.Thanks}} {
		if f.in == nil {
			continue
		}
		if !shortText(strings.ReplaceAll(*f.in, "\n", " "), MaxReportWords) {
			return ReportView{}, fault.Invalidf("", "%s: at most %d characters of plain text", f.name, MaxReportWords)
		}
		*f.to = strings.TrimSpace(*f.in)
	}
	return d.setTold(ctx, ev, was, next)
}

// SetReportPart puts a part into the report of an event, or leaves it out.
func (d *Desk) SetReportPart(ctx context.Context, id, part string, on bool) (ReportView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ReportView{}, err
	}
	p, err := reportPart(part)
	if err != nil {
		return ReportView{}, err
	}
	was, err := d.told(ctx, ev)
	if err != nil {
		return ReportView{}, err
	}
	next := was
	next.Without = slices.DeleteFunc(slices.Clone(was.Without), func(s string) bool { return s == string(p) })
	if !on {
		next.Without = append(next.Without, string(p))
	}
	slices.Sort(next.Without)
	return d.setTold(ctx, ev, was, next)
}

func reportPart(name string) (report.Part, error) {
	p, ok := report.PartNamed(name)
	if !ok {
		return p, fault.Invalidf("use "+strings.Join(reportParts(), ", "), "%q is not a part of a report", name)
	}
	return p, nil
}

// partsNamed finds parts by their names; empty names are none.
func partsNamed(names []string) (out []report.Part, err error) {
	for _, name := range names {
		if strings.TrimSpace(name) == "" {
			continue
		}
		p, err := reportPart(name)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

func reportParts() (out []string) {
	for _, p := range report.Parts() {
		out = append(out, string(p))
	}
	return out
}

func (d *Desk) told(ctx context.Context, ev event.Event) (storedTold, error) {
	fields, err := d.store.Entity(ctx, entityTold, string(ev.ID))
	if err != nil {
		return storedTold{}, err
	}
	var s storedTold
	err = decodeFields(fields, &s)
	return s, err
}

func (s storedTold) fields() map[string]json.RawMessage {
	return map[string]json.RawMessage{"learned": raw(s.Learned), "next": raw(s.Next), "thanks": raw(s.Thanks), "without": raw(orEmpty(s.Without))}
}

func (d *Desk) setTold(ctx context.Context, ev event.Event, was, next storedTold) (ReportView, error) {
	if changed := differ(was.fields(), next.fields()); len(changed) > 0 {
		if err := d.write(ctx, string(ev.ID), actTold, sets(entityTold, string(ev.ID), changed)...); err != nil {
			return ReportView{}, err
		}
		d.previews.forget()
	}
	return d.ReportData(ctx, string(ev.ID))
}

// givenReports are the numbers of the reports that were written to files or sent, the oldest first.
func (d *Desk) givenReports(ctx context.Context, ev event.Event) (out []report.Given, err error) {
	err = eachFact(ctx, d, string(ev.ID), factGiven, "a report that was given", func(_ string, g report.Given) {
		out = append(out, g)
	})
	slices.SortStableFunc(out, func(a, b report.Given) int { return strings.Compare(a.Day, b.Day) })
	return out, err
}

// give keeps the numbers of a report that was written to a file or sent. It is no act of its own:
// what others have cannot be taken back.
func (d *Desk) give(ctx context.Context, id string, n report.Numbers) error {
	ev, err := d.event(ctx, id)
	if err != nil {
		return err
	}
	given, err := d.givenReports(ctx, ev)
	if err != nil {
		return err
	}
	g := report.Given{Day: d.today(ev), Numbers: n}
	if len(given) > 0 && string(raw(given[len(given)-1].Numbers)) == string(raw(n)) {
		return nil
	}
	return d.store.Write(ctx, store.Act{Event: string(ev.ID), Changes: []store.Change{newFact(factGiven, g)}})
}
