package desk

import "context"

// LeaveAnswer puts an answer in the log that a laptop of the group might write.
func LeaveAnswer(ctx context.Context, d *Desk, event string, reply []byte) error {
	return d.answer(ctx, Paired{Role: RoleHelper, Event: event, reply: reply})
}

// Recipient is what keys are sealed to for a laptop.
func Recipient(d *Desk) string { return d.vault.Own().Recipient }

// ParseGroups lets a fuzzer reach what reads typed groups.
var ParseGroups = parseGroups
