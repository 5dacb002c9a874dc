package desk

import (
	"context"
	"encoding/json"

	"daykit/internal/domain/fault"
)

// eachFact hands an event's facts of one kind over, in their order. one is what a person
// calls such a fact, with its article.
func eachFact[T any](ctx context.Context, d *Desk, ev, kind, one string, do func(id string, fact T)) error {
	facts, err := d.store.Facts(ctx, ev)
	if err != nil {
		return err
	}
	for _, f := range facts {
		if f.Kind != kind {
			continue
		}
		var fact T
		if err := json.Unmarshal(f.Body, &fact); err != nil {
			return fault.Wrap(err, fault.Damaged, one+" does not read back", "restore a backup")
		}
		do(f.ID, fact)
	}
	return nil
}
