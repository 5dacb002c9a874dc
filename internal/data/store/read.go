package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"daykit/internal/data/oplog"
)

// Row is one entity with the fields that it has.
type Row struct {
	ID     string
	Fields map[string]json.RawMessage
}

// Entity gives the fields of one entity, none when it does not exist. Locked when
// one of them is sealed with a key that is not here.
func (s *Store) Entity(ctx context.Context, entity, id string) (map[string]json.RawMessage, error) {
	rows, err := s.entities(ctx, entity, "SELECT id, field, cls, val FROM cell WHERE ent = ? AND id = ? ORDER BY id, field", entity, id)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", entity, mapped(err))
	}
	if len(rows) == 0 {
		return map[string]json.RawMessage{}, nil
	}
	return rows[0].Fields, nil
}

// Entities gives all entities of a kind whose id begins with idPrefix, by id, with the
// fields that are named, or with all when none is. Locked when one of these is sealed
// with a key that is not here.
func (s *Store) Entities(ctx context.Context, entity, idPrefix string, fields ...string) ([]Row, error) {
	query := "SELECT id, field, cls, val FROM cell WHERE ent = ?1 AND id >= ?2 AND id < ?2 || char(1114111)"
	args := []any{entity, idPrefix}
	if len(fields) > 0 {
		query += " AND field IN (?" + strings.Repeat(", ?", len(fields)-1) + ")"
		for _, f := range fields {
			args = append(args, f)
		}
	}
	rows, err := s.entities(ctx, entity, query+" ORDER BY id, field", args...)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", entity, mapped(err))
	}
	return rows, nil
}

func (s *Store) entities(ctx context.Context, entity, query string, args ...any) ([]Row, error) {
	rows, err := s.r.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	out := []Row{}
	return out, each(rows, func(r *sql.Rows) error {
		var id, field string
		var class oplog.Class
		var val []byte
		if err := r.Scan(&id, &field, &class, &val); err != nil {
			return err
		}
		v, err := s.opened(class, cellAt(oplog.Key{Entity: entity, ID: id, Field: field}), val)
		if err != nil || len(v) == 0 || bytes.Equal(v, []byte("null")) {
			return err
		}
		if n := len(out); n == 0 || out[n-1].ID != id {
			out = append(out, Row{ID: id, Fields: map[string]json.RawMessage{}})
		}
		out[len(out)-1].Fields[field] = v
		return nil
	})
}

// Fact is a fact that stands, with the time at which it was stated.
type Fact struct {
	oplog.AddBody
	HLC oplog.HLC
}

// Facts gives the facts of an event that were not voided, in the order of their
// times. Locked when one of them is sealed with a key that is not here.
func (s *Store) Facts(ctx context.Context, event string) ([]Fact, error) {
	return s.facts(ctx, standing+"event = ? ORDER BY hlc, inc", event)
}

// FactsOf is Facts for one kind of all events, those among them that were deleted.
func (s *Store) FactsOf(ctx context.Context, kind string) ([]Fact, error) {
	return s.facts(ctx, standing+"kind = ? ORDER BY hlc, inc", kind)
}

// standing asks for the facts that were not voided.
const standing = "SELECT id, event, kind, body, cls, hlc FROM fact WHERE id NOT IN (SELECT fact FROM void) AND "

func (s *Store) facts(ctx context.Context, query, is string) ([]Fact, error) {
	rows, err := s.r.QueryContext(ctx, query, is)
	if err != nil {
		return nil, fmt.Errorf("read facts: %w", mapped(err))
	}
	out := []Fact{}
	err = each(rows, func(r *sql.Rows) error {
		var f Fact
		var class oplog.Class
		err := r.Scan(&f.ID, &f.Event, &f.Kind, (*[]byte)(&f.Body), &class, &f.HLC)
		if err != nil {
			return err
		}
		f.Body, err = s.opened(class, factAt(f.ID), f.Body)
		out = append(out, f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read facts: %w", mapped(err))
	}
	return out, nil
}

// Conflict is a value that lost against a concurrent one and that nobody has
// replaced knowingly.
type Conflict struct {
	Entity, ID, Field string
	Now, Lost         json.RawMessage
	NowAt             time.Time // when the value that stands was written
	At                time.Time // when the lost value was written
}

// Conflicts gives the conflicts whose two values differ. Locked when one of them is
// sealed with a key that is not here.
func (s *Store) Conflicts(ctx context.Context) ([]Conflict, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT ent, id, field, c.hlc, c.cls, c.val, l.cls, l.val, l.hlc
		FROM conflict l JOIN cell c USING (ent, id, field) ORDER BY ent, id, field, l.hlc, l.inc`)
	if err != nil {
		return nil, fmt.Errorf("read conflicts: %w", mapped(err))
	}
	out := []Conflict{}
	err = each(rows, func(r *sql.Rows) error {
		c, err := s.scanConflict(r)
		if err == nil && !bytes.Equal(c.Now, c.Lost) {
			out = append(out, c)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read conflicts: %w", mapped(err))
	}
	return out, nil
}

func (s *Store) scanConflict(r *sql.Rows) (c Conflict, err error) {
	var k oplog.Key
	var hlc, nowHLC int64
	var now, lost oplog.Class
	err = r.Scan(&k.Entity, &k.ID, &k.Field, &nowHLC, &now, (*[]byte)(&c.Now), &lost, (*[]byte)(&c.Lost), &hlc)
	if err != nil {
		return c, err
	}
	c.Entity, c.ID, c.Field = k.Entity, k.ID, k.Field
	c.NowAt, c.At = oplog.HLC(nowHLC).Time(), oplog.HLC(hlc).Time()
	if c.Now, err = s.opened(now, cellAt(k), c.Now); err != nil {
		return c, err
	}
	c.Lost, err = s.opened(lost, cellAt(k), c.Lost)
	return c, err
}

// WaitingEntities names, as "entity/id", what the public ops set that have not come
// back in the feed.
func (s *Store) WaitingEntities(ctx context.Context) (map[string]bool, error) {
	return s.publicEntities(ctx, publicOps+`EXISTS (SELECT 1 FROM peer WHERE peer.inc = op.inc AND op.seq > seen)
		AND inc IN (SELECT inc FROM peer WHERE cls <= 1 AND seen < have)`)
}

// DeliveredEntities names, as "entity/id", what public ops set of which at least one has
// come back in the feed, so that the server has it, be it of this laptop or of another.
func (s *Store) DeliveredEntities(ctx context.Context) (map[string]bool, error) {
	return s.publicEntities(ctx, publicOps+`EXISTS (SELECT 1 FROM peer WHERE peer.inc = op.inc AND op.seq <= seen)
		AND inc IN (SELECT inc FROM peer WHERE cls <= 1 AND seen > 0)`)
}

// publicOps begins a query for publicEntities.
const publicOps = "SELECT " + opColumns + " FROM op WHERE kind = 1 AND cls <= 1 AND state = 0 AND "

// publicEntities names what the ops of a query set.
func (s *Store) publicEntities(ctx context.Context, query string) (map[string]bool, error) {
	rows, err := s.r.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("read public entities: %w", mapped(err))
	}
	out := map[string]bool{}
	err = each(rows, func(r *sql.Rows) error {
		o, err := scanOp(r)
		if err != nil {
			return err
		}
		if body, err := oplog.Decode(o); err == nil { // an unreadable one names nothing
			out[body.Set.Entity+"/"+body.Set.ID] = true
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read public entities: %w", mapped(err))
	}
	return out, nil
}
