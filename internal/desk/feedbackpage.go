package desk

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/feedback"
)

// actFeedbackPage is the label of choosing whether the page asks how it was.
const actFeedbackPage = "feedback.page"

// FeedbackPageState is whether an event's page asks people who came how it was.
type FeedbackPageState struct {
	State   string `json:"state"`   // open or closed, as was chosen; empty while nobody chose
	Asks    bool   `json:"asks"`    // the published page does, or will once the event is over
	Hidden  bool   `json:"hidden"`  // it is a quiet event, of which nothing is asked unless somebody chose it
	Until   string `json:"until"`   // the last day of answers, in the event's time zone
	Longest string `json:"longest"` // the last day that can be chosen
	Over    bool   `json:"over"`    // the event is
}

// FeedbackPage chooses whether the event's page asks people who came how it was, once the
// event is over: event.FeedbackOpen or event.FeedbackClosed, until a day, or the usual one
// where until is empty. Where the page is published it goes out with the next sync. It is
// one act. To choose again that it asks, as it does already, sends the page once more: a
// server that could not ask when it came left the questions out, and asks when it was
// updated and gets them.
func (d *Desk) FeedbackPage(ctx context.Context, id, state, until string) (EventView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return EventView{}, err
	}
	if state == "" {
		return EventView{}, fault.Invalidf("choose open or closed", "feedback_page.state: nothing was chosen")
	}
	next := ev
	next.FeedbackPage = event.FeedbackPage{State: state, Until: until}
	next = next.Normal()
	if err := d.validate(ctx, next, ev); err != nil {
		return EventView{}, err
	}
	fields, err := changedFields(ev, next)
	if err != nil {
		return EventView{}, err
	}
	page, err := d.askingPage(ctx, next)
	if err != nil {
		return EventView{}, err
	}
	if changes := append(sets(entityEvent, string(ev.ID), fields), page...); len(changes) > 0 {
		err = d.write(ctx, string(ev.ID), actFeedbackPage, changes...)
	} else {
		err = d.askOnceMore(ctx, next)
	}
	if err != nil {
		return EventView{}, err
	}
	return d.view(ctx, next)
}

// askOnceMore writes a page that asks down again, for a server that left the questions out.
// What is the same is not written, so they are taken off first. Nobody undoes it.
func (d *Desk) askOnceMore(ctx context.Context, ev event.Event) error {
	have, err := d.page(ctx, string(ev.ID))
	if err != nil || len(have) == 0 || ev.FeedbackPage.State != event.FeedbackOpen {
		return err
	}
	ev.FeedbackPage.State = event.FeedbackClosed
	without, err := d.askingPage(ctx, ev)
	if err != nil {
		return err
	}
	if err := d.write(ctx, string(ev.ID), "", without...); err != nil {
		return err
	}
	with := sets(wire.EntityPage, string(ev.ID), map[string]json.RawMessage{wire.FieldPage: have})
	return d.write(ctx, string(ev.ID), "", with...)
}

// pageFeedback is how a page asks; nil where nobody chose that it does. Of an event that
// does not take place a server asks nothing either way.
func (d *Desk) pageFeedback(ev event.Event) (*wire.PageFeedback, error) {
	if ev.FeedbackPage.State != event.FeedbackOpen {
		return nil, nil //nolint:nilnil // there is none, which is no mistake
	}
	s, err := askingStatement(ev)
	if err != nil {
		return nil, err
	}
	if s.Recipient, err = d.eventRecipient(string(ev.ID)); err != nil {
		return nil, err
	}
	signed, err := d.signedFor(wire.PurposeFeedback, s)
	return &wire.PageFeedback{Statement: signed}, err
}

// askingStatement says when and what the page of an event asks, without a recipient.
func askingStatement(ev event.Event) (wire.FeedbackStatement, error) {
	from, until, err := ev.FeedbackSpan()
	if err != nil {
		return wire.FeedbackStatement{}, fault.Wrap(err, fault.Invalid, err.Error(), "")
	}
	s := wire.FeedbackStatement{
		Version: 1, Event: string(ev.ID), NotBefore: from.Format(time.RFC3339), NotAfter: until.Format(time.RFC3339),
	}
	for _, q := range feedback.Questions() {
		s.Ask = append(s.Ask, q.Key)
	}
	return s, nil
}

// askingPage brings what a published page asks up to date and leaves the rest of it as it
// is; none where it says so already or is not published.
func (d *Desk) askingPage(ctx context.Context, ev event.Event) ([]store.Change, error) {
	have, page, err := d.readPage(ctx, string(ev.ID))
	if err != nil || have == nil {
		return nil, err
	}
	if page.Feedback, err = d.pageFeedback(ev); err != nil {
		return nil, err
	}
	return d.repaged(ctx, ev, have, page)
}

// askingAgain puts another recipient into what a page asks.
func (d *Desk) askingAgain(page *wire.Page, recipient string) (err error) {
	if page.Feedback == nil {
		return nil
	}
	var s wire.FeedbackStatement
	if json.Unmarshal([]byte(page.Feedback.Statement.Statement), &s) != nil {
		page.Feedback = nil // which no program wrote so
		return nil
	}
	s.Recipient = recipient
	page.Feedback.Statement, err = d.signedFor(wire.PurposeFeedback, s)
	return err
}

// asksAsChosen says whether a page asks what was chosen, and when.
func asksAsChosen(ev event.Event, page wire.Page) bool {
	wanted := ev.FeedbackPage.State == event.FeedbackOpen
	if !wanted || page.Feedback == nil {
		return wanted == (page.Feedback != nil)
	}
	var have wire.FeedbackStatement
	if json.Unmarshal([]byte(page.Feedback.Statement.Statement), &have) != nil {
		return false
	}
	want, err := askingStatement(ev)
	want.Recipient = have.Recipient // which renewStatements sees to
	return err == nil && sameJSON(wire.Raw(want), wire.Raw(have))
}

// feedbackPageState is what the window and the command show.
func (d *Desk) feedbackPageState(ev event.Event, page wire.Page) FeedbackPageState {
	out := FeedbackPageState{
		State: ev.FeedbackPage.State, Asks: page.Feedback != nil, Hidden: ev.Venue.HideAddress,
		Until: ev.FeedbackUntil(), Longest: event.AddDays(ev.Date, event.MaxFeedback),
	}
	if ends, err := ev.EndsBy(); err == nil {
		out.Over = d.opt.Now().After(ends)
	}
	return out
}

// intakeForms finds what must be known of an event's forms to take more of them in.
func (d *Desk) intakeForms(ctx context.Context, ev event.Event, in *intake) error {
	rows, err := d.store.Entities(ctx, entityForm, string(ev.ID)+"/")
	in.forms = map[string]bool{}
	for _, r := range rows {
		id := strings.TrimPrefix(r.ID, string(ev.ID)+"/")
		f, _, err := formFrom(id, r.Fields)
		if err != nil {
			return err
		}
		in.forms[id] = true
		in.nextForm = max(in.nextForm, f.N)
	}
	return err
}

// form writes what somebody said of the event on its page; not ok when no more forms have
// room, so that the letter stays at the server.
func (in *intake) form(l wire.Letter, f feedback.Form) (out oplog.Letter, ok bool) {
	if !in.forms[l.ID] {
		if len(in.forms) >= maxFormsOf {
			return oplog.Letter{}, false
		}
		in.forms[l.ID] = true
		in.nextForm++
	}
	filled := FilledForm{Form: f, ID: l.ID, N: in.nextForm, Via: ViaPage}
	out = oplog.Letter{Event: l.Event, UUID: l.ID}
	for _, c := range formChanges(event.Event{ID: event.ID(l.Event)}, filled) {
		if set, is := c.(store.SetChange); is {
			out.Drafts = append(out.Drafts, oplog.Draft{Class: set.Class, Set: oplog.SetBody{Entity: set.Entity, Fields: set.Fields}})
		}
	}
	return out, true
}
