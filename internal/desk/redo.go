package desk

import (
	"context"
	"strings"

	"daykit/internal/domain/fault"
)

// Undo takes back the last act of an event and gives its label. Redo does it again.
func (d *Desk) Undo(ctx context.Context, id string) (string, error) {
	return d.turn(ctx, id, d.store.Undo)
}

// Redo does again what Undo took back last, and gives its label. A new act of the event
// leaves nothing to do again.
func (d *Desk) Redo(ctx context.Context, id string) (string, error) {
	return d.turn(ctx, id, d.store.Redo)
}

func (d *Desk) turn(ctx context.Context, id string, do func(context.Context, string) (string, error)) (string, error) {
	key, err := d.historyKey(ctx, id)
	if err != nil {
		return "", err
	}
	return do(ctx, key)
}

// historyKey is the stored id of an event that may not be here any more, or not yet
// again: what made or deleted it can be taken back and done again.
func (d *Desk) historyKey(ctx context.Context, id string) (string, error) {
	key, err := d.eventKey(ctx, id)
	if err == nil || fault.CodeOf(err) != fault.NotFound {
		return key, err
	}
	key = strings.ToUpper(strings.TrimSpace(id))
	for _, label := range []func(context.Context, string) (string, error){d.store.NextRedo, d.store.LastAct} {
		act, lerr := label(ctx, key)
		if lerr != nil || act != "" {
			return key, lerr
		}
	}
	return "", err
}
