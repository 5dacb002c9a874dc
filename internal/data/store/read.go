package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"daykit/internal/data/oplog"
)

// Row is one entity with the fields that it has.
type Row struct {
	ID     string
	Fields map[string]json.RawMessage
}

// Entity gives the fields of one entity, none when it does not exist.
func (s *Store) Entity(ctx context.Context, entity, id string) (map[string]json.RawMessage, error) {
	rows, err := s.entities(ctx, "SELECT id, field, val FROM cell WHERE ent = ? AND id = ? ORDER BY id, field", entity, id)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", entity, mapped(err))
	}
	if len(rows) == 0 {
		return map[string]json.RawMessage{}, nil
	}
	return rows[0].Fields, nil
}

// Entities gives all entities of a kind whose id begins with idPrefix, by id.
func (s *Store) Entities(ctx context.Context, entity, idPrefix string) ([]Row, error) {
	rows, err := s.entities(ctx, `SELECT id, field, val FROM cell
		WHERE ent = ?1 AND id >= ?2 AND id < ?2 || char(1114111) ORDER BY id, field`, entity, idPrefix)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", entity, mapped(err))
	}
	return rows, nil
}

func (s *Store) entities(ctx context.Context, query string, args ...any) ([]Row, error) {
	rows, err := s.r.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	out := []Row{}
	return out, each(rows, func(r *sql.Rows) error {
		var id, field string
		var val []byte
		if err := r.Scan(&id, &field, &val); err != nil {
			return err
		}
		if len(val) == 0 || bytes.Equal(val, []byte("null")) {
			return nil
		}
		if n := len(out); n == 0 || out[n-1].ID != id {
			out = append(out, Row{ID: id, Fields: map[string]json.RawMessage{}})
		}
		out[len(out)-1].Fields[field] = val
		return nil
	})
}

// Fact is a fact that stands, with the time at which it was stated.
type Fact struct {
	oplog.AddBody
	HLC oplog.HLC
}

// Facts gives the facts of an event that were not voided, in the order of their times.
func (s *Store) Facts(ctx context.Context, event string) ([]Fact, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT id, event, kind, body, hlc FROM fact
		WHERE event = ? AND id NOT IN (SELECT fact FROM void) ORDER BY hlc, inc`, event)
	if err != nil {
		return nil, fmt.Errorf("read facts: %w", mapped(err))
	}
	out := []Fact{}
	err = each(rows, func(r *sql.Rows) error {
		var f Fact
		if err := r.Scan(&f.ID, &f.Event, &f.Kind, (*[]byte)(&f.Body), &f.HLC); err != nil {
			return err
		}
		out = append(out, f)
		return nil
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
	At                time.Time // when the lost value was written
}

// Conflicts gives the conflicts whose two values differ.
func (s *Store) Conflicts(ctx context.Context) ([]Conflict, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT ent, id, field, c.val, l.val, l.hlc
		FROM conflict l JOIN cell c USING (ent, id, field)
		WHERE l.val <> c.val ORDER BY ent, id, field, l.hlc, l.inc`)
	if err != nil {
		return nil, fmt.Errorf("read conflicts: %w", mapped(err))
	}
	out := []Conflict{}
	err = each(rows, func(r *sql.Rows) error {
		var c Conflict
		var hlc int64
		if err := r.Scan(&c.Entity, &c.ID, &c.Field, (*[]byte)(&c.Now), (*[]byte)(&c.Lost), &hlc); err != nil {
			return err
		}
		c.At = oplog.HLC(hlc).Time()
		out = append(out, c)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read conflicts: %w", mapped(err))
	}
	return out, nil
}

// Counts is how the log stands towards the server.
type Counts struct {
	Waiting     int       // public and report ops that have not come back in the feed
	Withheld    int       // ops of the other classes, which stay on this laptop
	Quarantined int       // ops kept without effect, here or on the server
	LastReceipt time.Time // when the feed was last read to its end; zero if never
}

// Counts gives the counts as they are now.
func (s *Store) Counts(ctx context.Context) (Counts, error) {
	var c Counts
	var receipt int64
	err := s.r.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM op WHERE `+pushable+`),
		(SELECT coalesce(sum(have), 0) FROM peer WHERE cls > 1),
		(SELECT count(*) FROM quarantine),
		(SELECT coalesce(max(CAST(v AS INTEGER)), 0) FROM meta WHERE k = 'receipt')`).
		Scan(&c.Waiting, &c.Withheld, &c.Quarantined, &receipt)
	if err != nil {
		return Counts{}, fmt.Errorf("count: %w", mapped(err))
	}
	if receipt > 0 {
		c.LastReceipt = time.UnixMilli(receipt).UTC()
	}
	return c, nil
}

// WaitingEntities names, as "entity/id", what the ops that Counts has as waiting set.
func (s *Store) WaitingEntities(ctx context.Context) (map[string]bool, error) {
	rows, err := s.r.QueryContext(ctx, "SELECT "+opColumns+" FROM op WHERE kind = 1 AND "+pushable)
	if err != nil {
		return nil, fmt.Errorf("read waiting: %w", mapped(err))
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
		return nil, fmt.Errorf("read waiting: %w", mapped(err))
	}
	return out, nil
}

// Setting gives a setting of this laptop, "" when it was never set.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	var v string
	err := s.r.QueryRowContext(ctx, "SELECT v FROM setting WHERE k = ?", key).Scan(&v)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("read setting: %w", mapped(err))
	}
	return v, nil
}

// SetSetting keeps a setting of this laptop.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	return s.SetSettings(ctx, map[string]string{key: value})
}

// SetSettings keeps several settings in one transaction.
func (s *Store) SetSettings(ctx context.Context, settings map[string]string) error {
	return s.update(ctx, "keep settings", func(b *batch) error {
		for k, v := range settings {
			if err := b.exec("INSERT INTO setting (k, v) VALUES (?, ?) ON CONFLICT DO UPDATE SET v = excluded.v", k, v); err != nil {
				return err
			}
		}
		return nil
	})
}
