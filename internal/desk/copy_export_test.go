package desk

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"daykit/internal/data/oplog"
)

// Stains are the marks that Stain left.
type Stains struct {
	Personal []string // in fields that say who somebody is, or how to reach them
	Left     []string // in other fields of what belongs to its event alone
}

// Stain puts a mark that begins with prefix into every field of every entity of an event that
// no copy may take: all that is personal, and all of what fates leaves out.
func Stain(ctx context.Context, d *Desk, id, prefix string) (out Stains, err error) {
	all := fates()
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		if all[kind].left == leftGroup {
			continue
		}
		fields := map[string]json.RawMessage{}
		for _, f := range slices.Sorted(maps.Keys(classes[kind])) {
			c := classes[kind][f]
			mark := prefix + kind + f
			switch {
			case f == fieldDeleted:
				continue
			case c == oplog.Roster || c == oplog.Contact:
				out.Personal = append(out.Personal, mark)
			case c == oplog.Work && all[kind].take == nil:
				out.Left = append(out.Left, mark)
			default:
				continue
			}
			fields[f] = raw(mark)
		}
		at := map[string]string{entityDoer: "/" + entityTask + "/t-before", entityTask: "/t-before", entityRisk: "/r-before"}[kind]
		if at == "" {
			at = "/stain"
		}
		if len(fields) > 0 {
			if err := d.write(ctx, id, "", sets(kind, id+at, fields)...); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}

// Everything is all that is kept under an id, of all entities.
func Everything(ctx context.Context, d *Desk, id string) ([]byte, error) {
	var all []any
	for kind := range classes {
		rows, err := d.rowsOf(ctx, kind, id)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			all = append(all, kind, r.ID, r.Fields)
		}
	}
	return json.Marshal(all)
}
