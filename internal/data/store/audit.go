package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

// factAudit is the kind of the facts that say who did what with people's data.
const factAudit = "audit"

// Note is one entry of the audit trail. It names nobody.
type Note struct {
	What   string    `json:"what"` // export, print, contacts-opened, backup, restore, pair, revoke, erase, unlock, merge
	Event  string    `json:"-"`    // may be empty
	Detail string    `json:"detail,omitempty"`
	Device string    `json:"device,omitempty"`
	At     time.Time `json:"at"`
}

// Audit takes down what was done with people's data, for good. At is set when it is
// zero.
func (s *Store) Audit(ctx context.Context, n Note) error {
	return s.update(ctx, "take down", func(b *batch) error { return b.audit(n) })
}

func (b *batch) audit(n Note) error {
	if n.At.IsZero() {
		n.At = b.s.opts.Now().UTC().Truncate(time.Second)
	}
	c := AddChange{Class: oplog.Work, Event: n.Event, Kind: factAudit, Body: wire.Raw(n)}
	return c.change(b, &record{event: n.Event})
}

// Notes gives the audit trail of an event, and what belongs to none when event is
// "", newest first.
func (s *Store) Notes(ctx context.Context, event string) ([]Note, error) {
	facts, err := s.Facts(ctx, event)
	if err != nil {
		return nil, err
	}
	var out []Note
	for _, f := range facts {
		if f.Kind != factAudit {
			continue
		}
		n := Note{Event: f.Event}
		if err := json.Unmarshal(f.Body, &n); err != nil {
			return nil, fmt.Errorf("read the audit trail: %w", damaged(err))
		}
		out = append(out, n)
	}
	slices.SortStableFunc(out, func(a, b Note) int { return cmp.Compare(b.At.UnixNano(), a.At.UnixNano()) })
	return out, nil
}
