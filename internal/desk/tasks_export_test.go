package desk

import (
	"context"
	"encoding/json"
)

// TickAsBefore ticks a task as a Daykit did that kept no date with it.
func TickAsBefore(ctx context.Context, d *Desk, id, task string) error {
	return d.write(ctx, id, actTask, sets(entityTask, id+"/"+task, map[string]json.RawMessage{"done": raw(true)})...)
}
