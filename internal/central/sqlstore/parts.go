package sqlstore

import (
	"context"
	"encoding/json"
	"slices"

	"daykit/internal/central/server"
	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

// Parts implements server.Views.
func (s *Store) Parts(ctx context.Context, event string, kinds ...string) ([]server.ReportPart, error) {
	if !isText(event) || len(kinds) == 0 {
		return nil, nil
	}
	from, args, err := s.Table(2, unique(slices.Clone(kinds)))
	if err != nil {
		return nil, wrap("read parts", err)
	}
	var out []server.ReportPart
	err = s.engine.Ask(ctx, func(q Queryer) error {
		out = nil
		rows, err := q.QueryContext(ctx, `SELECT p.event, p.id, p.kind, p.hlc, p.value FROM `+from+` CROSS JOIN part p
			WHERE p.kind = k.a AND ($1 = '' OR p.event = $1) ORDER BY p.event, p.kind, p.id`, append([]any{event}, args...)...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var p server.ReportPart
			var hlc int64
			var value string
			if err := rows.Scan(&p.Event, &p.ID, &p.Kind, &hlc, &value); err != nil {
				return err
			}
			p.HLC, p.Value = oplog.HLC(hlc), []byte(value)
			if event == "" && p.Kind == wire.PartPhoto {
				p.Value = withoutPixels(p.Value)
			}
			out = append(out, p)
		}
		return rows.Err()
	})
	return out, wrap("read parts", err)
}

// withoutPixels takes the picture out of a photograph: those of all events together may be
// more than there is memory.
func withoutPixels(value json.RawMessage) json.RawMessage {
	var p wire.Part
	if json.Unmarshal(value, &p) != nil || p.Photo == nil {
		return value
	}
	p.Photo.JPEG = nil
	return wire.Raw(p)
}
