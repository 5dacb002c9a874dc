package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"daykit/internal/central/server"
	"daykit/internal/data/oplog"
)

// Page implements server.Views.
func (s *Store) Page(ctx context.Context, event string) (server.Published, error) {
	out := server.Published{Event: event}
	var hlc int64
	var value string
	if !isText(event) {
		return out, server.ErrNotFound
	}
	err := s.engine.Ask(ctx, func(q Queryer) error {
		return q.QueryRowContext(ctx, `SELECT w.name, p.hlc, p.value, l.number
			FROM withdrawals l CROSS JOIN event_pub p JOIN event e ON e.id = p.event JOIN ws w ON w.id = e.ws
			WHERE l.one = 1 AND p.event = $1 AND p.value <> 'null'`, event).Scan(&out.Group, &hlc, &value, &out.Withdrawn)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return out, server.ErrNotFound
	}
	out.HLC, out.Page = oplog.HLC(hlc), json.RawMessage(value)
	return out, wrap("read page", err)
}

// Stamps implements server.Views.
func (s *Store) Stamps(ctx context.Context, events []string) (map[string]oplog.Stamp, error) {
	names := slices.DeleteFunc(slices.Clone(events), func(e string) bool { return !isText(e) })
	from, args, err := s.Table(1, unique(names))
	if err != nil {
		return nil, wrap("read stamps", err)
	}
	var out map[string]oplog.Stamp
	err = s.engine.Ask(ctx, func(q Queryer) error {
		out = map[string]oplog.Stamp{}
		rows, err := q.QueryContext(ctx, `SELECT p.event, p.hlc, p.inc FROM `+from+` CROSS JOIN event_pub p
			WHERE p.event = k.a AND p.value <> 'null'`, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var event string
			var hlc int64
			var inc []byte
			if err := rows.Scan(&event, &hlc, &inc); err != nil {
				return err
			}
			by := oplog.Stamp{HLC: oplog.HLC(hlc)}
			copy(by.Inc[:], inc)
			out[event] = by
		}
		return rows.Err()
	})
	return out, wrap("read stamps", err)
}

// Overview implements server.Views.
func (s *Store) Overview(ctx context.Context) (server.Overview, error) {
	var out server.Overview
	err := s.engine.Look(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "SELECT count(DISTINCT ws) FROM device").Scan(&out.Groups)
		if err != nil {
			return err
		}
		out.Events, err = events(ctx, tx)
		return err
	})
	return out, wrap("read overview", err)
}

func events(ctx context.Context, tx *sql.Tx) ([]server.Row, error) {
	rows, err := tx.QueryContext(ctx, `SELECT e.id, w.name, nullif(p.value, 'null'), nullif(r.value, 'null')
		FROM event e JOIN ws w ON w.id = e.ws
		LEFT JOIN event_pub p ON p.event = e.id LEFT JOIN report r ON r.event = e.id
		WHERE nullif(p.value, 'null') IS NOT NULL OR nullif(r.value, 'null') IS NOT NULL
			OR EXISTS (SELECT 1 FROM part WHERE part.event = e.id)
		ORDER BY e.id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []server.Row
	for rows.Next() {
		var row server.Row
		var page, totals sql.NullString
		if err := rows.Scan(&row.Event, &row.Group, &page, &totals); err != nil {
			return nil, err
		}
		row.Page, row.Totals = raw(page), raw(totals)
		out = append(out, row)
	}
	return out, rows.Err()
}

func raw(s sql.NullString) json.RawMessage {
	if !s.Valid {
		return nil
	}
	return json.RawMessage(s.String)
}
