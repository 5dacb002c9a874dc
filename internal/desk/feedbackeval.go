package desk

import (
	"context"

	"daykit/internal/domain/feedback"
)

// Evaluation is what was said of an event afterwards and counted on its day: what reports
// and what is sent read. Nothing in it is Private, and small numbers are as they are; who
// writes them for others hides those.
type Evaluation struct {
	Totals  feedback.Totals `json:"totals"`
	Quotes  []Quotation     `json:"quotes"` // all words, in the order in which they came
	Locked  bool            `json:"locked"` // words and the crew's answers cannot be read until Unlock
	Debrief Debrief         `json:"debrief"`
	Counts  DayCounts       `json:"counts"`
}

// Quotation is the words of a guest.
type Quotation struct {
	Form   string `json:"form"` // its id
	N      int    `json:"n"`    // its number
	Lang   string `json:"lang"` // empty when not known
	Words  string `json:"words"`
	May    bool   `json:"may"`    // the guest ticked that they may be quoted, without a name
	Chosen bool   `json:"chosen"` // the organisers chose to
}

// Quotable says whether the words may stand in what others read.
func (q Quotation) Quotable() bool { return q.May && q.Chosen && q.Words != "" }

// Evaluation gives what was said of an event and counted on its day.
func (d *Desk) Evaluation(ctx context.Context, id string) (Evaluation, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Evaluation{}, err
	}
	forms, locked, err := d.formsOf(ctx, ev)
	if err != nil {
		return Evaluation{}, err
	}
	piles, err := d.pilesOf(ctx, ev)
	if err != nil {
		return Evaluation{}, err
	}
	out := Evaluation{Quotes: []Quotation{}, Locked: locked}
	plain := make([]feedback.Form, 0, len(forms))
	for _, f := range forms {
		plain = append(plain, f.Form)
		if f.Words != "" {
			out.Quotes = append(out.Quotes, Quotation{Form: f.ID, N: f.N, Lang: f.Lang, Words: f.Words, May: f.MayQuote, Chosen: f.Quote})
		}
	}
	counted := make([]feedback.Pile, 0, len(piles))
	for _, p := range piles {
		counted = append(counted, p.Pile)
	}
	out.Totals = feedback.Add(plain, counted)
	if out.Debrief, err = d.debriefOf(ctx, ev); err != nil {
		return Evaluation{}, err
	}
	out.Counts, err = d.dayCounts(ctx, ev)
	return out, err
}
