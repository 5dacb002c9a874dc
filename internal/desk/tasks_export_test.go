package desk

import (
	"context"
	"encoding/json"
)

// TickAsBefore ticks a task as a Daykit did that kept no date with it.
func TickAsBefore(ctx context.Context, d *Desk, id, task string) error {
	return d.write(ctx, id, actTask, sets(entityTask, id+"/"+task, map[string]json.RawMessage{"done": raw(true)})...)
}

// WriteAsBefore writes who does a task and who sees to a risk as a Daykit did that kept both
// names within them.
func WriteAsBefore(ctx context.Context, d *Desk, id, name string) error {
	task := map[string]json.RawMessage{"title": raw("Before"), "due": raw("2026-12-01"), "who": raw(name)}
	risk := map[string]json.RawMessage{"what": raw("Before"), "owner": raw(name), fieldDeleted: raw(false)}
	return d.write(ctx, id, actTask, append(sets(entityTask, id+"/t-before", task), sets(entityRisk, id+"/r-before", risk)...)...)
}

// PutTask writes fields of a task as an older Daykit did.
func PutTask(ctx context.Context, d *Desk, id, task, fields string) error {
	var all map[string]json.RawMessage
	if err := json.Unmarshal([]byte(fields), &all); err != nil {
		return err
	}
	return d.write(ctx, id, actTask, sets(entityTask, id+"/"+task, all)...)
}

// ForgetBegun writes an event as a Daykit did that did not keep when it was begun.
func ForgetBegun(ctx context.Context, d *Desk, id string) error {
	return d.write(ctx, id, "", sets(entityEvent, id, map[string]json.RawMessage{fieldBegun: raw(nil)})...)
}

// OfferedTitle is what an event is called that nobody named.
func OfferedTitle(pack titleWords, f StartForm) (title, lang string) { return offeredTitle(pack, f) }
