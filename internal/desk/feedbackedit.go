package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"

	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/feedback"
)

// AddForm takes in a form that was filled on paper and gives it back with its number.
// It can be undone.
func (d *Desk) AddForm(ctx context.Context, id string, form feedback.Form) (FilledForm, error) {
	all, err := d.AddForms(ctx, id, ViaPaper, form)
	if err != nil {
		return FilledForm{}, err
	}
	return all[0], nil
}

// AddForms takes in forms as one act: all of them, or none when one cannot be kept.
func (d *Desk) AddForms(ctx context.Context, id, via string, forms ...feedback.Form) ([]FilledForm, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := d.names(); err != nil {
		return nil, err
	}
	var have intake // those that were taken away too: their numbers stand on paper
	if err := d.intakeForms(ctx, ev, &have); err != nil {
		return nil, err
	}
	if len(have.forms)+len(forms) > maxFormsOf {
		return nil, fault.Invalidf("", "an event has at most %d feedback forms", maxFormsOf)
	}
	n := have.nextForm + 1
	var out []FilledForm
	var changes []store.Change
	for _, f := range forms {
		f = f.Normal()
		if err := f.Check(); err != nil {
			return nil, err
		}
		key, err := d.randomID()
		if err != nil {
			return nil, err
		}
		filled := FilledForm{Form: f, ID: "f-" + key, N: n, Via: via}
		changes = append(changes, formChanges(ev, filled)...)
		out, n = append(out, filled), n+1
	}
	if len(out) == 0 {
		return nil, fault.Invalidf("", "there is no form to take in")
	}
	return out, d.write(ctx, string(ev.ID), actFeedback, changes...)
}

// formChanges are the writes that make a form.
func formChanges(ev event.Event, f FilledForm) []store.Change {
	fields := answerFields(f.Form)
	maps.DeleteFunc(fields, func(_ string, v json.RawMessage) bool { return bytes.Equal(v, raw([]string{})) })
	fields["n"], fields["via"] = raw(f.N), raw(f.Via)
	changes := sets(entityForm, string(ev.ID)+"/"+f.ID, fields)
	if f.Words != "" {
		changes = append(changes, wordsChange(ev, f.ID, f.Words)...)
	}
	return changes
}

func wordsChange(ev event.Event, form, words string) []store.Change {
	return sets(entityWords, string(ev.ID)+"/"+form, map[string]json.RawMessage{"words": raw(words)})
}

// answerFields are the fields that a form's own answers fill.
func answerFields(f feedback.Form) map[string]json.RawMessage {
	out := map[string]json.RawMessage{"lang": raw(f.Lang), "may_quote": raw(f.MayQuote)}
	for _, key := range ticked() {
		out[key] = raw(orEmpty(f.Answers[key]))
	}
	return out
}

// EditForm changes a form, named by its id or its number, to what a person types now;
// what is as before is not written. Words that may not be quoted any more are not.
func (d *Desk) EditForm(ctx context.Context, id, form string, next feedback.Form) error {
	if err := d.names(); err != nil {
		return err
	}
	ev, was, err := d.formAt(ctx, id, form)
	if err != nil {
		return err
	}
	next = next.Normal()
	if err := next.Check(); err != nil {
		return err
	}
	changed := differ(answerFields(was.Form), answerFields(next))
	if was.Quote && !next.MayQuote {
		changed["quote"] = raw(false)
	}
	changes := sets(entityForm, string(ev.ID)+"/"+was.ID, changed)
	if next.Words != was.Words {
		changes = append(changes, wordsChange(ev, was.ID, next.Words)...)
	}
	if len(changes) == 0 {
		return nil
	}
	return d.write(ctx, string(ev.ID), actFeedback, changes...)
}

// DropForm takes a form out of the numbers. It can be undone; Purge takes its words away
// for good.
func (d *Desk) DropForm(ctx context.Context, id, form string) error {
	ev, f, err := d.formAt(ctx, id, form)
	if err != nil {
		return err
	}
	return d.write(ctx, string(ev.ID), actFeedback, sets(entityForm, string(ev.ID)+"/"+f.ID, map[string]json.RawMessage{fieldDeleted: raw(true)})...)
}

// QuoteForm says whether the words of a form are quoted. Words whose writer did not tick
// that they may be are refused.
func (d *Desk) QuoteForm(ctx context.Context, id, form string, quote bool) error {
	if err := d.names(); err != nil {
		return err
	}
	ev, f, err := d.formAt(ctx, id, form)
	if err != nil || f.Quote == quote {
		return err
	}
	if quote && (!f.MayQuote || f.Words == "") {
		return fault.New(fault.Denied, "whoever wrote that did not tick that it may be quoted", "choose other words, or ask them and tick it on the form")
	}
	return d.write(ctx, string(ev.ID), actFeedback, sets(entityForm, string(ev.ID)+"/"+f.ID, map[string]json.RawMessage{"quote": raw(quote)})...)
}

// AddPile takes in a stack of forms whose ticks were counted, and gives its id.
func (d *Desk) AddPile(ctx context.Context, id string, pile feedback.Pile) (string, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return "", err
	}
	if err := pile.Check(); err != nil {
		return "", err
	}
	have, err := d.pilesOf(ctx, ev)
	if err != nil {
		return "", err
	}
	n := 1
	for _, p := range have {
		n = max(n, p.N+1)
	}
	key, err := d.randomID()
	if err != nil {
		return "", err
	}
	fields := pileFields(pile)
	fields["n"] = raw(n)
	return "t-" + key, d.write(ctx, string(ev.ID), actFeedback, sets(entityPile, string(ev.ID)+"/t-"+key, fields)...)
}

// EditPile changes the counts of a stack.
func (d *Desk) EditPile(ctx context.Context, id, pile string, next feedback.Pile) error {
	ev, was, err := d.pileAt(ctx, id, pile)
	if err != nil {
		return err
	}
	if err := next.Check(); err != nil {
		return err
	}
	changed := differ(pileFields(was.Pile), pileFields(next))
	if len(changed) == 0 {
		return nil
	}
	return d.write(ctx, string(ev.ID), actFeedback, sets(entityPile, string(ev.ID)+"/"+was.ID, changed)...)
}

// DropPile takes a stack out of the numbers. It can be undone.
func (d *Desk) DropPile(ctx context.Context, id, pile string) error {
	ev, p, err := d.pileAt(ctx, id, pile)
	if err != nil {
		return err
	}
	return d.write(ctx, string(ev.ID), actFeedback, sets(entityPile, string(ev.ID)+"/"+p.ID, map[string]json.RawMessage{fieldDeleted: raw(true)})...)
}

func (d *Desk) pileAt(ctx context.Context, id, pile string) (event.Event, FilledPile, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ev, FilledPile{}, err
	}
	all, err := d.pilesOf(ctx, ev)
	if err != nil {
		return ev, FilledPile{}, err
	}
	i := slices.IndexFunc(all, func(p FilledPile) bool { return p.ID == pile })
	if i < 0 {
		return ev, FilledPile{}, fault.New(fault.NotFound, "that pile of forms is not here any more", "`daykit feedback EVENT list` lists them")
	}
	return ev, all[i], nil
}

func pileFields(p feedback.Pile) map[string]json.RawMessage {
	counts, blank := p.Counts, p.Blank
	if counts == nil {
		counts = map[string]map[string]int{}
	}
	if blank == nil {
		blank = map[string]int{}
	}
	return map[string]json.RawMessage{"forms": raw(p.Forms), "counts": raw(counts), "blank": raw(blank)}
}
