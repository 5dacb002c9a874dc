package desktop

import (
	"context"

	"daykit/internal/desk"
	"daykit/internal/domain/feedback"
)

// Forms gives the feedback forms and piles of an event, with the questions.
func (d *Desk) Forms(id string) (desk.FeedbackForms, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.FeedbackForms, error) { return kit.Forms(ctx, id) })
}

// Evaluation gives what all forms add up to, what people wrote and the counts of the day.
func (d *Desk) Evaluation(id string) (desk.Evaluation, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Evaluation, error) { return kit.Evaluation(ctx, id) })
}

// AddForm takes in a form that was filled on paper and gives it back with its number.
func (d *Desk) AddForm(id string, form feedback.Form) (desk.FilledForm, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.FilledForm, error) { return kit.AddForm(ctx, id, form) })
}

// EditForm changes a form.
func (d *Desk) EditForm(id, form string, next feedback.Form) error {
	return change(d, id, func(ctx context.Context, kit *desk.Desk) error { return kit.EditForm(ctx, id, form, next) })
}

// DropForm takes a form out of the numbers.
func (d *Desk) DropForm(id, form string) error {
	return change(d, id, func(ctx context.Context, kit *desk.Desk) error { return kit.DropForm(ctx, id, form) })
}

// QuoteForm says whether the words of a form are quoted.
func (d *Desk) QuoteForm(id, form string, quote bool) error {
	return change(d, id, func(ctx context.Context, kit *desk.Desk) error { return kit.QuoteForm(ctx, id, form, quote) })
}

// AddPile takes in a stack of forms that was counted.
func (d *Desk) AddPile(id string, pile feedback.Pile) (string, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (string, error) { return kit.AddPile(ctx, id, pile) })
}

// EditPile changes the counts of a stack.
func (d *Desk) EditPile(id, pile string, next feedback.Pile) error {
	return change(d, id, func(ctx context.Context, kit *desk.Desk) error { return kit.EditPile(ctx, id, pile, next) })
}

// DropPile takes a stack out of the numbers.
func (d *Desk) DropPile(id, pile string) error {
	return change(d, id, func(ctx context.Context, kit *desk.Desk) error { return kit.DropPile(ctx, id, pile) })
}

// SetDebrief writes down the crew's answer to a question.
func (d *Desk) SetDebrief(id, question, words string) error {
	return change(d, id, func(ctx context.Context, kit *desk.Desk) error { return kit.SetDebrief(ctx, id, question, words) })
}

// OpenConcern gives what the crew wrote about care and safety; the audit trail says so.
func (d *Desk) OpenConcern(id string) (string, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (string, error) { return kit.OpenConcern(ctx, id) })
}

// SetDayCounts writes the counts of the day down.
func (d *Desk) SetDayCounts(id string, counts desk.DayCounts) error {
	return change(d, id, func(ctx context.Context, kit *desk.Desk) error { return kit.SetDayCounts(ctx, id, counts) })
}
