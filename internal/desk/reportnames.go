package desk

import (
	"context"
	"slices"

	"daykit/internal/domain/event"
	names "daykit/internal/domain/plain"
	"daykit/internal/report"
)

// The texts of a report in which names are looked for.
const (
	TextLearned = "learned"
	TextCrew    = "crew" // what the crew said, which stands there until something was written
	TextNext    = "next"
	TextThanks  = "thanks"
	TextQuotes  = "quotes" // of guests
	TextPhotos  = "photos" // captions and descriptions
)

// ReportFound is what in a text of a report may say who somebody is. Nothing is left out
// because of it: who writes the report decides.
type ReportFound struct {
	Text  string   `json:"text"`
	Found []string `json:"found"` // names of people of the event, ways to reach somebody, parts of a hidden address, and numbers of few people
}

// ReportNames says what may name somebody in a report as it would be written now.
func (d *Desk) ReportNames(ctx context.Context, id string, req ReportRequest) ([]ReportFound, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	without, err := partsNamed(req.Without)
	if err != nil {
		return nil, err
	}
	m, err := d.makeReport(ctx, ev, without)
	if err != nil {
		return nil, err
	}
	all, err := d.namesInReport(ctx, ev, m.report)
	if req.Umbrella { // it says nothing else in words of the group's own
		all = slices.DeleteFunc(all, func(f ReportFound) bool { return f.Text != TextLearned && f.Text != TextCrew })
	}
	return all, err
}

// namesInReport looks through the words of a report that somebody of the group wrote or chose.
func (d *Desk) namesInReport(ctx context.Context, ev event.Event, r report.Report) ([]ReportFound, error) {
	people, err := d.peopleNames(ctx, ev)
	if err != nil {
		return nil, err
	}
	words := map[string][]string{TextLearned: {r.Learned}, TextNext: {r.Next}, TextThanks: {r.Thanks}}
	for _, a := range r.Debrief {
		words[TextCrew] = append(words[TextCrew], a.Words)
	}
	for _, q := range r.Quotes {
		if q.Credit == "" { // a voice is named as its owner agreed
			words[TextQuotes] = append(words[TextQuotes], q.Words)
		}
	}
	for _, p := range r.Photos {
		words[TextPhotos] = append(words[TextPhotos], p.Caption, p.Alt)
	}
	out := []ReportFound{}
	for _, text := range []string{TextLearned, TextCrew, TextNext, TextThanks, TextQuotes, TextPhotos} {
		var found []string
		for _, w := range words[text] {
			all := giveaways(ev, people, w)
			if text == TextLearned || text == TextCrew { // where numbers are spoken of
				all = append(all, names.Few(w)...)
			}
			for _, one := range all {
				if !slices.Contains(found, one) {
					found = append(found, one)
				}
			}
		}
		if len(found) > 0 {
			out = append(out, ReportFound{Text: text, Found: found})
		}
	}
	return out, nil
}

// giveaways are what in words may say who somebody is: names of people, ways to reach
// somebody, and parts of an address that is hidden.
func giveaways(ev event.Event, people []string, words string) []string {
	out := append(names.Names(words, people), names.Reaches(words)...)
	return append(out, secretPlaces(ev, words)...)
}
