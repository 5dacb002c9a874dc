package desk

import (
	"context"
	"fmt"
	"strings"

	"daykit/internal/domain/fault"
)

// HelperReach counts the other events with names of guests, all of which the laptop of a
// helper at an event would get if it were let in online: PairInvite.AllNames says why.
func (d *Desk) HelperReach(ctx context.Context, id string) (int, error) {
	key, err := d.eventKey(ctx, id)
	if err != nil {
		return 0, err
	}
	others := map[string]bool{}
	for _, kind := range []string{entityGuest, entityWalkIn} {
		named, err := d.store.Stamps(ctx, kind, "", "name") // without opening any
		if err != nil {
			return 0, err
		}
		for of := range named {
			if event, _, _ := strings.Cut(of, "/"); event != key {
				others[event] = true
			}
		}
	}
	return len(others), nil
}

// mayShowAll refuses to let a helper in online who would get names of other events, unless
// the person knows.
func (d *Desk) mayShowAll(ctx context.Context, req PairInvite) error {
	if req.Role != RoleHelper || !req.Online || req.AllNames {
		return nil
	}
	n, err := d.HelperReach(ctx, req.Event)
	if err != nil || n == 0 {
		return err
	}
	return fault.New(fault.Conflict,
		fmt.Sprintf("from the server this helper's laptop would get the plans and names of all your events, not of one alone; other events with names: %d", n),
		"hand the event over by a file: `daykit export EVENT FILE --for new --role helper`; or let it have all: --all-names")
}
