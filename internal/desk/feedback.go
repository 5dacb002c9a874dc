package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/feedback"
)

// The entities of what people said afterwards. The words of a guest are an entity of
// their own: they may hold names, so they are sealed and go at the purge, and the ticks
// stay. The id of both is EVENT/FORM.
const (
	entityForm  = "feedback"      // what was ticked
	entityWords = "feedbackwords" // what was written
	entityPile  = "feedbackpile"  // a stack that was counted; id: EVENT/PILE
)

// actFeedback is the label of acts on forms and piles.
const actFeedback = "feedback"

// How a form came in.
const (
	ViaPaper = "paper"
	ViaPage  = "page"
	ViaFile  = "file"
)

// maxFormsOf is how many forms an event may have.
const maxFormsOf = feedback.MaxForms

// FilledForm is a form that is in.
type FilledForm struct {
	feedback.Form

	ID    string `json:"id"`
	N     int    `json:"n"`     // in the order in which they came, from 1; write it on the paper
	Via   string `json:"via"`   // paper, page or file
	Quote bool   `json:"quote"` // the organisers chose to quote the words
}

// FilledPile is a stack of forms that was counted.
type FilledPile struct {
	feedback.Pile

	ID string `json:"id"`
	N  int    `json:"n"`
}

// FeedbackForms is all that was typed in of an event's forms, with the questions.
type FeedbackForms struct {
	Questions []feedback.Question     `json:"questions"`
	Crew      []feedback.CrewQuestion `json:"crew"`
	Forms     []FilledForm            `json:"forms"` // the last one first
	Piles     []FilledPile            `json:"piles"`
	Locked    bool                    `json:"locked"` // the words cannot be read until Unlock
}

// storedForm is what the log keeps of a form beside its answers and words.
type storedForm struct {
	N        int    `json:"n"`
	Lang     string `json:"lang"`
	MayQuote bool   `json:"may_quote"`
	Quote    bool   `json:"quote"`
	Via      string `json:"via"`
	Deleted  bool   `json:"deleted"`
}

// ticked are the keys of the questions that are ticked; each is a field of entityForm.
func ticked() []string {
	var out []string
	for _, q := range feedback.Questions() {
		if q.Kind != feedback.Words {
			out = append(out, q.Key)
		}
	}
	return out
}

// Forms gives what was typed in of an event. While names are locked it comes without the
// words.
func (d *Desk) Forms(ctx context.Context, id string) (FeedbackForms, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return FeedbackForms{}, err
	}
	out := FeedbackForms{Questions: feedback.Questions(), Crew: feedback.CrewQuestions()}
	for i := range out.Questions {
		out.Questions[i].Options = append([]feedback.Option{}, out.Questions[i].Options...)
	}
	if out.Forms, out.Locked, err = d.formsOf(ctx, ev); err != nil {
		return FeedbackForms{}, err
	}
	slices.Reverse(out.Forms)
	out.Piles, err = d.pilesOf(ctx, ev)
	return out, err
}

// formsOf gives the forms of an event in the order in which they came; locked says that
// they are without their words.
func (d *Desk) formsOf(ctx context.Context, ev event.Event) (out []FilledForm, locked bool, err error) {
	rows, err := d.store.Entities(ctx, entityForm, string(ev.ID)+"/")
	if err != nil {
		return nil, false, err
	}
	words, locked, err := d.wordsOf(ctx, ev)
	if err != nil {
		return nil, false, err
	}
	out = []FilledForm{}
	for _, r := range rows {
		f, ok, err := formFrom(strings.TrimPrefix(r.ID, string(ev.ID)+"/"), r.Fields)
		if err != nil {
			return nil, false, err
		}
		if ok {
			f.Words = words[r.ID]
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b FilledForm) int { return cmp.Or(a.N-b.N, strings.Compare(a.ID, b.ID)) })
	return out, locked, nil
}

// wordsOf gives the words of an event's forms by the id of their entity.
func (d *Desk) wordsOf(ctx context.Context, ev event.Event) (out map[string]string, locked bool, err error) {
	rows, err := d.store.Entities(ctx, entityWords, string(ev.ID)+"/")
	if err != nil {
		if fault.CodeOf(err) == fault.Locked {
			return nil, true, nil
		}
		return nil, false, err
	}
	out = map[string]string{}
	for _, r := range rows {
		var w struct {
			Words string `json:"words"`
		}
		if err := decodeFields(r.Fields, &w); err != nil {
			return nil, false, err
		}
		out[r.ID] = w.Words
	}
	return out, d.names() != nil, nil
}

// formFrom reads a form without its words; not ok when it was taken away, or its making
// was taken back.
func formFrom(id string, fields map[string]json.RawMessage) (FilledForm, bool, error) {
	var s storedForm
	if err := decodeFields(fields, &s); err != nil {
		return FilledForm{}, false, err
	}
	f := FilledForm{ID: id, N: s.N, Via: s.Via, Quote: s.Quote}
	f.Lang, f.MayQuote, f.Answers = s.Lang, s.MayQuote, map[string][]string{}
	for _, key := range ticked() {
		given, ok := fields[key]
		if !ok {
			continue
		}
		var a []string
		if err := json.Unmarshal(given, &a); err != nil {
			return f, false, fault.Wrap(err, fault.Damaged, "a feedback form does not read back", "restore a backup")
		}
		if len(a) > 0 {
			f.Answers[key] = a
		}
	}
	return f, s.N > 0 && !s.Deleted, nil
}

// formAt finds a form by its id or its number.
func (d *Desk) formAt(ctx context.Context, id, form string) (event.Event, FilledForm, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ev, FilledForm{}, err
	}
	all, _, err := d.formsOf(ctx, ev)
	if err != nil {
		return ev, FilledForm{}, err
	}
	if i := slices.IndexFunc(all, func(f FilledForm) bool { return f.ID == form }); i >= 0 {
		return ev, all[i], nil
	}
	var found []FilledForm
	for _, f := range all {
		if fmt.Sprint(f.N) == form {
			found = append(found, f)
		}
	}
	switch len(found) {
	case 0:
		return ev, FilledForm{}, fault.New(fault.NotFound, "that form is not here any more", "`daykit feedback EVENT list` lists them")
	case 1:
		return ev, found[0], nil
	}
	return ev, FilledForm{}, fault.New(fault.Conflict, "two laptops gave two forms that number", "use the id from `daykit feedback EVENT list`")
}

// pilesOf gives the stacks of an event that were counted, in their order.
func (d *Desk) pilesOf(ctx context.Context, ev event.Event) ([]FilledPile, error) {
	rows, err := d.store.Entities(ctx, entityPile, string(ev.ID)+"/")
	if err != nil {
		return nil, err
	}
	out := []FilledPile{}
	for _, r := range rows {
		var s struct {
			feedback.Pile

			N       int  `json:"n"`
			Deleted bool `json:"deleted"`
		}
		if err := decodeFields(r.Fields, &s); err != nil {
			return nil, err
		}
		if s.N > 0 && !s.Deleted && s.Check() == nil { // one of a newer program is not counted
			out = append(out, FilledPile{Pile: s.Pile, ID: strings.TrimPrefix(r.ID, string(ev.ID)+"/"), N: s.N})
		}
	}
	slices.SortStableFunc(out, func(a, b FilledPile) int { return cmp.Or(a.N-b.N, strings.Compare(a.ID, b.ID)) })
	return out, nil
}
