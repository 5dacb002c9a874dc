package desk

import (
	"context"

	"daykit/internal/data/sync"
)

// JoinedAt gives the address at which this laptop joined its campaign, for another laptop
// of the group to be told; empty until it has joined.
func (d *Desk) JoinedAt(ctx context.Context) (string, error) {
	m, err := sync.Membership(ctx, d.store)
	if err != nil || !m.Joined() {
		return "", err
	}
	return m.Server, nil
}
