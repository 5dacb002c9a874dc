package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/feedback"
	"daykit/internal/domain/plan"
	"daykit/internal/report"
)

// madeReport is a report with what its pages and the umbrella's form need besides.
type madeReport struct {
	report  report.Report
	numbers report.Numbers // with the parts that are left out
	told    storedTold
	given   []report.Given
	debrief []report.Answer
	counts  DayCounts
	voices  []string // ids of those who are quoted
	locked  bool
}

// makeReport gathers everything that the report of an event says. without are parts that
// are left out beside those that the group chose to leave out.
func (d *Desk) makeReport(ctx context.Context, ev event.Event, without []report.Part) (madeReport, error) {
	var m madeReport
	in, err := d.countedInput(ctx, ev, &m)
	if err != nil {
		return m, err
	}
	if m.told, err = d.told(ctx, ev); err != nil {
		return m, err
	}
	if m.given, err = d.givenReports(ctx, ev); err != nil {
		return m, err
	}
	in.Given = m.given
	whole := report.New(in)
	m.numbers = whole.Numbers
	for _, w := range m.told.Without {
		if p, ok := report.PartNamed(w); ok {
			in.Without = append(in.Without, p)
		}
	}
	for _, p := range without {
		if !slices.Contains(in.Without, p) {
			in.Without = append(in.Without, p)
		}
	}
	if err := d.saidInput(ctx, ev, &in, &m); err != nil {
		return m, err
	}
	m.report = report.New(in)
	return m, nil
}

// countedInput counts what a report counts.
func (d *Desk) countedInput(ctx context.Context, ev event.Event, m *madeReport) (report.Input, error) {
	title, _ := ev.Title.In("en", mainLang(ev))
	in := report.Input{Event: string(ev.ID), Title: title, Group: ev.Group, Date: ev.Date}
	var err error
	if in.Guests, err = d.counted(ctx, ev); err != nil {
		return in, err
	}
	if in.Headcount, err = d.headcount(ctx, ev); err != nil {
		return in, err
	}
	if in.FirstTime, err = d.firstTimers(ctx, ev, in.Headcount); err != nil {
		return in, err
	}
	said, err := d.Evaluation(ctx, string(ev.ID))
	if err != nil {
		return in, err
	}
	in.Forms, m.counts, m.locked = said.Totals, said.Counts, said.Locked
	if in.Counted, err = d.begunCounts(ctx, ev, m.counts); err != nil {
		return in, err
	}
	if m.counts.Volunteers != nil {
		in.Crew.People = *m.counts.Volunteers
	}
	if m.counts.Minutes != nil {
		in.Crew.Minutes = *m.counts.Minutes
	}
	for _, q := range said.Quotes {
		if q.Quotable() && in.Forms.Forms >= report.Smallest { // fewer forms are not spoken of
			in.Said.Quotes = append(in.Said.Quotes, report.Quote{Words: q.Words, Lang: q.Lang})
		}
	}
	m.debrief = debriefAnswers(said.Debrief)
	lines, err := d.moneyLines(ctx, ev.ID)
	if err != nil {
		return in, err
	}
	in.Money, err = plan.SumMoney(lines)
	if err != nil {
		return in, fault.Wrap(err, fault.Damaged, "the money of this event does not add up", "look at the amounts of its lines")
	}
	return in, nil
}

// begunCounts says of what somebody has begun to count, whatever the number is now: who was on
// the list and taken off it was counted, and so was a day for which somebody wrote down that
// nobody came.
func (d *Desk) begunCounts(ctx context.Context, ev event.Event, day DayCounts) (report.Counted, error) {
	out := report.Counted{Crew: day.Volunteers != nil, Door: day.Adults != nil || day.Children != nil}
	for _, e := range []struct {
		kind, field string
		begun       *bool
	}{{entityGuest, "party", &out.List}, {entityForm, "n", &out.Forms}, {entityPile, "n", &out.Forms}} {
		all, err := d.store.Stamps(ctx, e.kind, string(ev.ID)+"/", e.field)
		if err != nil {
			return out, err
		}
		*e.begun = *e.begun || len(all) > 0
	}
	return out, nil
}

// debriefAnswers are those of the crew that a report may begin with: nothing private, and
// nothing of what speakers said of themselves.
func debriefAnswers(d Debrief) (out []report.Answer) {
	for _, q := range feedback.CrewQuestions() {
		if words := strings.TrimSpace(d.Answers[q.Key]); words != "" && !q.Private && q.Key != feedback.CrewSpeakers {
			out = append(out, report.Answer{Key: q.Key, Question: q.Words, Words: words})
		}
	}
	return out
}

// crewWords are the answers of the crew as one text.
func (m madeReport) crewWords() string {
	var parts []string
	for _, a := range m.debrief {
		parts = append(parts, a.Words)
	}
	return strings.Join(parts, "\n")
}

// saidInput gathers what a report says in words.
func (d *Desk) saidInput(ctx context.Context, ev event.Event, in *report.Input, m *madeReport) error {
	said := &in.Said
	said.Place, said.Start, said.End, said.Languages = ev.Venue.Place(), ev.Start, ev.End, ev.Languages
	said.Learned, said.Next, said.Thanks = m.told.Learned, m.told.Next, m.told.Thanks
	if said.Learned == "" {
		said.Debrief = m.debrief
	}
	for _, id := range ev.Activities {
		name := strings.ReplaceAll(id, "-", " ")
		if a, ok := d.pack().Activity(id); ok {
			name = a.Name
		}
		said.Activities = append(said.Activities, report.Named{Key: id, Name: name})
	}
	for _, n := range ev.Objectives {
		if o, ok := d.pack().Objective(n); ok {
			said.Objectives = append(said.Objectives, report.Named{Key: strconv.Itoa(n), Name: o.Short})
		}
	}
	for _, a := range ev.Venue.Access {
		name, _ := d.pack().Phrase("access."+string(a), "en")
		said.Access = append(said.Access, report.Named{Key: string(a), Name: name})
	}
	if err := d.agreedVoices(ctx, ev, in, m); err != nil {
		return err
	}
	photos, err := d.photographsOf(ctx, ev)
	if err != nil {
		return err
	}
	for _, p := range photos {
		if p.May(content.PhotoReport) == nil {
			said.Photos = append(said.Photos, report.Photo{ID: p.ID, Caption: p.Caption, Alt: p.Alt, Lang: p.Lang})
		}
	}
	return nil
}

// agreedVoices adds the event's voices that may be printed: their owners' consent says so
// for the day of the event and for today.
func (d *Desk) agreedVoices(ctx context.Context, ev event.Event, in *report.Input, m *madeReport) error {
	lib, err := d.library(ctx)
	if err != nil {
		return err
	}
	if slices.Contains(in.Without, report.PartQuotes) {
		return nil
	}
	for _, id := range ev.Voices {
		v, ok := lib.Voice(id)
		if !ok || d.MayUse(ctx, string(ev.ID), id, content.Print, "") != nil {
			continue
		}
		if v.Quote == "" { // its words are locked
			continue
		}
		said := v.Spoken(langEnglish, d.useDay(ev))
		in.Said.Quotes = append(in.Said.Quotes, report.Quote{Words: said.Quote, Lang: said.Lang, Credit: said.CreditLine(), Translated: said.Lang != v.Lang})
		m.voices = append(m.voices, id)
	}
	return nil
}

const langEnglish = "en"

func (m madeReport) umbrella() []report.Line {
	return report.Umbrella(m.report, report.Besides{Heard: m.counts.Heard, PostersUp: m.counts.PostersUp, PostersDown: m.counts.PostersDown})
}
