package desktop

import (
	"context"

	"daykit/internal/desk"
)

// AddTask adds a task of the group's own; pinned keeps its date when the event moves.
func (d *Desk) AddTask(id, title, due, who string, pinned bool) (desk.EventView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.EventView, error) {
		return kit.NewTask(ctx, id, desk.TaskUpdate{Title: &title, Due: &due, Who: &who, Pinned: &pinned})
	})
}

// EditTask changes what a task says.
func (d *Desk) EditTask(id, task, title, due, who string, pinned bool) (desk.EventView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.EventView, error) {
		return kit.ChangeTask(ctx, id, task, desk.TaskUpdate{Title: &title, Due: &due, Who: &who, Pinned: &pinned})
	})
}

// SetTaskDone ticks a task off, or opens it again.
func (d *Desk) SetTaskDone(id, task string, done bool) (desk.EventView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.EventView, error) {
		return kit.SetTaskDone(ctx, id, task, done)
	})
}

// DeleteTask takes a task off the plan.
func (d *Desk) DeleteTask(id, task string) (desk.EventView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.EventView, error) {
		return kit.DeleteTask(ctx, id, task)
	})
}

// Today gives what is to be done now and this week over all events.
func (d *Desk) Today() (desk.Today, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Today, error) { return kit.Today(ctx) })
}

// Duties gives what law, licensors and landlords ask of an event.
func (d *Desk) Duties(id string) (desk.Duties, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Duties, error) { return kit.Duties(ctx, id) })
}

// AnswerDuty answers a question that duties hang on.
func (d *Desk) AnswerDuty(id, question, answer string) (desk.Duties, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Duties, error) {
		return kit.AnswerDuty(ctx, id, question, answer)
	})
}
