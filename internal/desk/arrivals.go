package desk

import (
	"context"

	"daykit/internal/data/oplog"
)

// arrivals are the sign-ups of the page and the feedback forms that are here, by their ids.
type arrivals struct{ guests, forms map[string]oplog.Stamp }

func (d *Desk) arrivals(ctx context.Context) (a arrivals, err error) {
	if a.guests, err = d.store.Stamps(ctx, entityGuest, "", fieldVia); err != nil {
		return a, err
	}
	a.forms, err = d.store.Stamps(ctx, entityForm, "", fieldVia)
	return a, err
}

// cameSince counts the sign-ups and answers of pages that are here now and were not. They
// may have come as letters, or from another laptop that opened them first.
func (d *Desk) cameSince(ctx context.Context, had arrivals, out *SyncResult) error {
	now, err := d.arrivals(ctx)
	if err != nil {
		return err
	}
	out.Signups = fresh(now.guests, had.guests)
	if fresh(now.forms, had.forms) == 0 {
		return nil
	}
	rows, err := d.store.Entities(ctx, entityForm, "")
	for _, r := range rows {
		if _, was := had.forms[r.ID]; !was && string(r.Fields[fieldVia]) == string(raw(ViaPage)) {
			out.Answers++
		}
	}
	return err
}

// fresh counts the ids that were not there before.
func fresh(now, had map[string]oplog.Stamp) (n int) {
	for id := range now {
		if _, ok := had[id]; !ok {
			n++
		}
	}
	return n
}
