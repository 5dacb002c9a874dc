package store

import (
	"context"
	"database/sql"
	"fmt"

	"daykit/internal/data/oplog"
)

// Stamps says, by entity id, which write gave a field the value that it has, of all
// entities of a kind whose id begins with idPrefix. All laptops that have the same log
// have the same stamps, so they are an order that all agree on.
func (s *Store) Stamps(ctx context.Context, entity, idPrefix, field string) (map[string]oplog.Stamp, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT id, hlc, inc FROM cell
		WHERE ent = ?1 AND id >= ?2 AND id < ?2 || char(1114111) AND field = ?3`, entity, idPrefix, field)
	if err != nil {
		return nil, fmt.Errorf("read when %s came: %w", entity, mapped(err))
	}
	out := map[string]oplog.Stamp{}
	err = each(rows, func(r *sql.Rows) error {
		var id string
		var hlc int64
		var inc []byte
		err := r.Scan(&id, &hlc, &inc)
		out[id] = stamp(hlc, inc)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read when %s came: %w", entity, mapped(err))
	}
	return out, nil
}
